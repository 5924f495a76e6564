// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/key_care.h"

#include "core/base/key_file.h"
#include "core/incident/passphrase_action.h"
#include "core/privacy/detectors.h"
#include "core/store/open_keys.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

bool liesUnderPassphrase(const std::filesystem::path& store) {
    const KeysAtRest rest = keysAtRest(store);
    return rest.signing == KeyRest::Locked || rest.privacy == KeyRest::Locked;
}

Result<std::optional<std::string>> keptPassphrase(const KeyCareOrder& order) {
    return order.keepsafe ? order.keepsafe.read(passphraseEntry(order.store)) : std::optional<std::string>();
}

// The keys are open in this process already. That is not asked again here, but who sits at the console.
Result<void> provePassphrase(const KeyCareOrder& order) {
    if (!liesUnderPassphrase(order.store)) return {};
    if (!order.present.empty()) return openWithPassphrase(order.store, order.present, *order.clock);
    const auto kept = keptPassphrase(order);
    const auto given = kept && *kept ? kept : givenPassphrase();
    const std::string keys = (order.store / "keys").string();
    if (!given || !*given)
        return fail(ErrorCode::Denied, "the present passphrase of the keys is missing", keys, "type it");
    if (openWithPassphrase(order.store, **given, *order.clock, false)) return {};
    return fail(ErrorCode::Denied,
                "the passphrase in the keychain or behind VEDETTE_PASSPHRASE is not that of these keys", keys,
                "type the present one");
}

// In place of the old one, or neither.
std::optional<Error> keepPassphrase(const KeyCareOrder& order) {
    const auto kept = keptPassphrase(order);
    const std::string entry = passphraseEntry(order.store);
    Result<void> done;
    if (order.keep && order.keepsafe) {
        const QString label = KeyGate::tr("Vedette: passphrase of the keys in %1");
        done = order.keepsafe.keep(entry, toStd(label.arg(toQString(order.store.string()))), order.words);
    } else if (kept && *kept) {
        done = order.keepsafe.drop(entry);
    }
    return done ? std::nullopt : std::optional(done.error());
}

}  // namespace

Result<KeyFacts> readKeyFacts(const std::filesystem::path& store) {
    auto chain = vedette::keysOf(store);
    if (!chain) return passOn(chain);
    return KeyFacts{keysAtRest(store), std::move(*chain)};
}

KeptFacts readKeptFacts(const Keepsafe& keepsafe, const std::filesystem::path& store) {
    KeptFacts out;
    const auto given = givenPassphrase();
    out.given = given && *given;
    if (!keepsafe) return out;
    const auto passphrase = keepsafe.read(passphraseEntry(store));
    const auto pin = passphrase ? keepsafe.read(pinEntry(store)) : passphrase;
    if (!pin) {
        out.trouble = pin.error();
        return out;
    }
    out.answers = true;
    out.passphrase = passphrase->has_value();
    out.pin = pin->has_value();
    return out;
}

Result<KeyCareDone> giveNewPassphrase(const KeyCareOrder& order) {
    if (auto proved = provePassphrase(order); !proved) return passOn(proved);
    if (auto changed = changePassphrase(order.store, order.words, *order.clock); !changed) return passOn(changed);
    KeyCareDone done;
    done.unkept = keepPassphrase(order);
    if (auto entry = recordAction(order.store, passphraseChanged(order.actor, false), *order.clock, order.by.get());
        !entry)
        done.unrecorded = entry.error();
    return done;
}

Result<KeyCareDone> replaceSigningKey(const KeyCareOrder& order) {
    if (auto proved = provePassphrase(order); !proved) return passOn(proved);
    const KeyOrder why{order.actor, redact(order.reason, detect(order.reason))};
    if (auto changed = rotateKey(order.store, why, *order.clock); !changed) return passOn(changed);
    return KeyCareDone{};
}

Result<KeyCareDone> forgetKeptSecrets(const KeyCareOrder& order) {
    if (!order.keepsafe) return KeyCareDone{};
    const auto kept = keptPassphrase(order);
    if (!kept) return std::unexpected(kept.error());
    if (*kept && liesUnderPassphrase(order.store)) {
        if (order.present.empty())
            return fail(ErrorCode::Denied, "the present passphrase of the keys is missing",
                        (order.store / "keys").string(), "type it");
        if (auto known = openWithPassphrase(order.store, order.present, *order.clock); !known) return passOn(known);
    }
    for (const std::string& entry : {passphraseEntry(order.store), pinEntry(order.store)})
        if (auto dropped = order.keepsafe.drop(entry); !dropped) return passOn(dropped);
    return KeyCareDone{};
}

}  // namespace vedette::ui
