// SPDX-License-Identifier: GPL-3.0-or-later
// A new store whose keys do not lie in clear where the desktop has a keychain or a person chooses a passphrase; and the
// sheet that opens them without the keychain.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "ui/bridge/keepsafe.h"

namespace vedette::console {

enum class NewKeysLie {
    Unmade,    // nowhere yet: no keychain takes a passphrase, and a person may choose one
    Keychain,  // under a passphrase that the keychain has
    Chosen,    // under one that a person chose
    Given,     // under that of VEDETTE_PASSPHRASE
    Clear,
};
struct NewKeys {
    NewKeysLie lie = NewKeysLie::Clear;
    std::optional<Error> why;  // Unmade: the keychain does not take one
};
// Makes the store. The passphrase is drawn at random (160 bits) and given to the keychain first; where that does not
// take it and VEDETTE_PASSPHRASE gives none, nothing is made (Unmade). Without a keepsafe the keys lie in clear, unless
// VEDETTE_PASSPHRASE gives one. Errors of createStore(). From a worker thread when there is a keychain.
[[nodiscard]] Result<NewKeys> makeStoreWith(const ui::Keepsafe& keepsafe, const std::filesystem::path& store);
// Makes the store with its keys under these words; empty: in clear. Errors of createStore(). From a worker thread.
[[nodiscard]] Result<NewKeys> makeStoreUnder(const std::string& words, const std::filesystem::path& store);

// Into a file that only the person can read. NotFound when the keychain has no passphrase of this store. From a worker
// thread.
[[nodiscard]] Result<void> writeSheet(const ui::Keepsafe& keepsafe, const std::filesystem::path& store,
                                      const std::filesystem::path& file);

}  // namespace vedette::console
