// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/open_keys.h"

#include <array>
#include <cstdlib>

#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/base/token_key.h"
#include "core/store/key_passphrase.h"
#include "core/store/store_keys.h"

namespace vedette {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestKey = 64 * 1024;
constexpr std::string_view kNoPin = "the token wants its PIN";
constexpr std::string_view kWrongPin = "the PIN is wrong";

std::array<fs::path, 2> keyFiles(const fs::path& store) {
    return {store / "keys" / "signing.pem", store / "keys" / "kek"};
}

bool liesLocked(const fs::path& file) {
    const auto contents = readFile(file, kLargestKey);
    return contents && isLocked(*contents);
}

// A change of the passphrase that broke off may have left this key under the old one and, beside it, under the new one.
Result<void> tryOn(const fs::path& file, std::string_view passphrase) {
    Result<void> out = fail(ErrorCode::Denied, "the passphrase is wrong", file.string());
    for (const std::string& name : {file.string(), file.string() + ".next"}) {
        const auto contents = readFile(name, kLargestKey);
        if (!contents || !isLocked(*contents)) {
            continue;
        }
        auto plain = unlockKey(*contents, passphrase);
        if (plain) {
            return {};
        }
        if (plain.error().code != ErrorCode::Denied) {
            out = passOn(plain);
        }
    }
    return out;
}

NeededSecret neededPin(const fs::path& store) {
    const auto keys = readStoreKeys(store);
    if (keys) {
        return {};
    }
    NeededSecret out{KeySecret::Pin, {}};
    if (keys.error().what != kNoPin) {
        out.problem = keys.error();
    }
    return out;
}

}  // namespace

NeededSecret neededSecret(const fs::path& store) {
    for (const fs::path& file : keyFiles(store)) {
        if (!liesLocked(file)) {
            continue;
        }
        const auto key = readKeyFile(file);
        if (key || key.error().code != ErrorCode::Denied) {
            continue;  // damaged: whoever writes says so
        }
        NeededSecret out{KeySecret::Passphrase, {}};
        const auto given = givenPassphrase();
        if (!given || *given) {
            out.problem = key.error();
        }
        return out;
    }
    return keysAtRest(store).signing == KeyRest::Token ? neededPin(store) : NeededSecret{};
}

Result<void> openWithPassphrase(const fs::path& store, std::string_view passphrase, const Clock& clock, bool byHand) {
    const fs::path folder = store / "keys";
    for (const fs::path& file : keyFiles(store)) {
        if (!liesLocked(file)) {
            continue;
        }
        if (auto may = byHand ? mayTryPassphrase(folder, clock.now()) : Result<void>(); !may) {
            return may;
        }
        auto tried = tryOn(file, passphrase);
        if (byHand && (tried || tried.error().code == ErrorCode::Denied)) {
            notePassphrase(folder, tried.has_value(), clock.now());
        }
        if (!tried) {
            return tried;
        }
        usePassphrase(folder, std::string(passphrase));
        break;  // all are under the same one
    }
    for (const fs::path& file : keyFiles(store)) {
        if (!liesLocked(file)) {
            continue;
        }
        if (auto key = readKeyFile(file); !key) {
            return passOn(key);
        }
    }
    return {};
}

Result<void> openWithPin(const fs::path& store, const std::string& pin) {
    givePin(pin);
    auto keys = readStoreKeys(store);
    forgetPin();
    return keys ? Result<void>() : Result<void>(passOn(keys));
}

bool pinWasWrong(const Error& error) { return error.what == kWrongPin; }

}  // namespace vedette
