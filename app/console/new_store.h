// SPDX-License-Identifier: GPL-3.0-or-later
// A new store whose keys do not lie in clear where the desktop has a keychain; and the sheet that opens them without
// it.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "ui/bridge/keepsafe.h"

namespace vedette::console {

struct NewKeys {
    bool locked = false;   // under a passphrase that the keychain has
    std::string whyClear;  // why the keychain does not have it; empty without a keychain
};
// Makes the store. The passphrase is drawn at random (160 bits) and given to the keychain first; where that does not
// take it, the keys lie in clear. Errors of createStore(). From a worker thread when there is a keychain.
[[nodiscard]] Result<NewKeys> makeStoreWith(const ui::Keepsafe& keepsafe, const std::filesystem::path& store);

// Into a file that only the person can read. NotFound when the keychain has no passphrase of this store. From a worker
// thread.
[[nodiscard]] Result<void> writeSheet(const ui::Keepsafe& keepsafe, const std::filesystem::path& store,
                                      const std::filesystem::path& file);

}  // namespace vedette::console
