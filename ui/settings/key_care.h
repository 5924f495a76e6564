// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with the store's own keys in the console, by the functions that vedettectl key uses. Without
// widgets; for worker threads, as each may wait for the store's write lock and for the keychain.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/store/account.h"
#include "core/store/key_change.h"
#include "core/store/key_passphrase.h"
#include "ui/bridge/keepsafe.h"

namespace vedette::ui {

// Which keys signed the log, and how the private ones lie.
struct KeyFacts {
    KeysAtRest rest;
    KeyChain chain;
    [[nodiscard]] bool locked() const { return rest.signing == KeyRest::Locked || rest.privacy == KeyRest::Locked; }
};
[[nodiscard]] Result<KeyFacts> readKeyFacts(const std::filesystem::path& store);

// Who has the passphrase besides people.
struct KeptFacts {
    bool answers = false;          // a keychain does
    bool passphrase = false;       // it has an entry for it, right or wrong
    bool pin = false;              // and for the PIN of the token
    bool given = false;            // VEDETTE_PASSPHRASE leads to one
    std::optional<Error> trouble;  // why the keychain does not answer; empty also where the program was given none
    [[nodiscard]] bool any() const { return passphrase || pin; }
};
[[nodiscard]] KeptFacts readKeptFacts(const Keepsafe& keepsafe, const std::filesystem::path& store);

struct KeyCareOrder {
    std::filesystem::path store;
    std::shared_ptr<const Clock> clock;
    Keepsafe keepsafe;
    std::string actor;
    std::shared_ptr<const PersonSigner> by;  // null: a store without accounts
    std::string present;                     // passphrase as typed; empty: the keychain or VEDETTE_PASSPHRASE has it
    std::string words;                       // the new passphrase
    bool keep = false;                       // it, in the keychain
    std::string reason;                      // goes into the log, without personal data
};
// What was done stands; what did not go with it is said.
struct KeyCareDone {
    std::optional<Error> unrecorded;  // the log does not say so
    std::optional<Error> unkept;      // the keychain is not as wished
};
// Denied without the present passphrase; a wrong one that was typed counts (mayTryPassphrase()). Else as
// changePassphrase().
[[nodiscard]] Result<KeyCareDone> giveNewPassphrase(const KeyCareOrder& order);
// The signing key, by a new one in a file. Denied as above, else as rotateKey().
[[nodiscard]] Result<KeyCareDone> replaceSigningKey(const KeyCareOrder& order);
// Takes passphrase and PIN out of the keychain. A passphrase must be typed first: it may be one that was drawn for the
// keychain and that nobody knows.
[[nodiscard]] Result<KeyCareDone> forgetKeptSecrets(const KeyCareOrder& order);

}  // namespace vedette::ui
