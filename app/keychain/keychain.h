// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets of the desktop's keychain (GNOME Keyring, KWallet, KeePassXC), over the Secret Service interface on the
// session's message bus. An item is found by its attributes `service` and `username`, as secret-tool and most keychain
// libraries write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "collectors/fleet.h"
#include "core/base/time.h"

namespace vedette {

// How long each of the handful of questions that a secret takes may go unanswered.
inline constexpr Duration kKeychainPatience = std::chrono::seconds(3);

// Reads from the keychain behind the message bus at `busAddress`; empty: the session's. Nothing is kept and nobody is
// asked for anything: a locked keychain is an error, and so is one that does not answer in time. After that it
// is left alone for a minute, so that it cannot hold up who collects. The reader needs no event loop and no application
// object. From one thread at a time.
[[nodiscard]] KeychainReader sessionKeychain(const std::string& busAddress = {}, Duration patience = kKeychainPatience);

// What a program puts into the desktop's default keychain itself. Each call connects anew; a keychain that is locked,
// or that would ask somebody, is an error. From any thread.
struct KeychainEntry {
    std::string service;
    std::string name;
    std::string label;  // what the keychain's own window calls it
};
// None: the keychain has no such entry.
[[nodiscard]] Result<std::optional<std::string>> keptInKeychain(const KeychainEntry& entry,
                                                                const std::string& busAddress = {},
                                                                Duration patience = kKeychainPatience);
// In place of what was kept under the same service and name.
[[nodiscard]] Result<void> keepInKeychain(const KeychainEntry& entry, const std::string& secret,
                                          const std::string& busAddress = {}, Duration patience = kKeychainPatience);
// Good as well when nothing is kept.
[[nodiscard]] Result<void> dropFromKeychain(const KeychainEntry& entry, const std::string& busAddress = {},
                                            Duration patience = kKeychainPatience);

}  // namespace vedette
