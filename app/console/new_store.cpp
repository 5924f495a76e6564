// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/new_store.h"

#include <QCoreApplication>

#include <array>

#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/store/store.h"
#include "ui/bridge/text.h"

namespace vedette::console {
namespace {

constexpr std::size_t kLargestKey = 64 * 1024;

struct SheetWords {
    Q_DECLARE_TR_FUNCTIONS(vedette::console::recovery)
};

// Eight groups of four, without letters that are mistaken for digits: 160 bits.
std::string randomWords() {
    constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(kLetters.size() == 32);
    std::array<std::uint8_t, 32> drawn{};
    randomBytes(drawn);
    std::string out;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += '-';
        out += kLetters[drawn[i] % kLetters.size()];
    }
    return out;
}

}  // namespace

Result<NewKeys> makeStoreWith(const ui::Keepsafe& keepsafe, const std::filesystem::path& store) {
    NewKeys out;
    std::error_code ignored;
    const auto given = givenPassphrase();
    if (given && *given) out.lie = NewKeysLie::Given;
    // What is there already is not given another passphrase.
    const bool fresh = !std::filesystem::exists(store / "evidence.db", ignored);
    const std::string entry = ui::passphraseEntry(store);
    if (keepsafe && fresh) {
        const std::string words = randomWords();
        const QString label = SheetWords::tr("Vedette: passphrase of the keys in %1");
        const auto kept = keepsafe.keep(entry, ui::toStd(label.arg(ui::toQString(store.string()))), words);
        if (!kept && out.lie == NewKeysLie::Clear) return NewKeys{NewKeysLie::Unmade, kept.error()};
        if (kept) {
            out.lie = NewKeysLie::Keychain;
            usePassphrase(store / "keys", words);
        }
    }
    auto made = createStore(store, {}, SystemClock());
    if (made) return out;
    if (out.lie == NewKeysLie::Keychain) {
        usePassphrase(store / "keys", {});
        [[maybe_unused]] const auto dropped = keepsafe.drop(entry);
    }
    return passOn(made);
}

Result<NewKeys> makeStoreUnder(const std::string& words, const std::filesystem::path& store) {
    usePassphrase(store / "keys", words);
    auto made = createStore(store, {}, SystemClock());
    if (made) return NewKeys{words.empty() ? NewKeysLie::Clear : NewKeysLie::Chosen, {}};
    usePassphrase(store / "keys", {});
    return passOn(made);
}

Result<void> writeSheet(const ui::Keepsafe& keepsafe, const std::filesystem::path& store,
                        const std::filesystem::path& file) {
    auto words = keepsafe ? keepsafe.read(ui::passphraseEntry(store)) : std::optional<std::string>();
    if (!words) return passOn(words);
    if (!*words)
        return fail(ErrorCode::NotFound, "the keychain holds no passphrase of this store", store.string(),
                    "whoever chose the passphrase of the keys knows it");
    const auto key = readFile(store / "keys" / "verifier", kLargestKey);
    const QString text =
        SheetWords::tr(
            "Recovery sheet of a Vedette store\n\n"
            "Store: %1\nVerifier key: %2\nPassphrase of the keys: %3\n\n"
            "The store's private keys are encrypted with this passphrase. It lies in this desktop's keychain. "
            "When the desktop, the account or the keychain is lost, this sheet is the only way to it.\n\n"
            "Without the passphrase nothing can be added to the store any more, and what is sealed in it, "
            "which is all personal data, can never be read again. Nobody can restore it. Everything else can "
            "still be read and verified.\n\n"
            "Keep this sheet apart from the store: on paper, or in a safe. Whoever has both can sign for "
            "the store and open what is sealed.\n\n"
            "To use it: open the store in the console and type the passphrase. Or put it alone into a file "
            "and give vedettectl VEDETTE_PASSPHRASE=file:PATH.\n")
            .arg(ui::toQString(store.string()), ui::toQString(key.value_or("")).trimmed(), ui::toQString(**words));
    return writeFileAtomic(file, ui::toStd(text), 0600);
}

}  // namespace vedette::console
