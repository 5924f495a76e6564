// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a store's own keys for a program in which somebody types the passphrase or the PIN. What was opened stays
// open for as long as the process lives (core/base/key_file.h, core/base/token_key.h). Thread-safe; nobody is asked.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

enum class KeySecret {
    None,        // all is open, or lies in clear, or is not here at all
    Passphrase,  // of the files in keys/
    Pin,         // of the token that holds the signing key
};

struct NeededSecret {
    KeySecret secret = KeySecret::None;
    std::optional<Error> problem;  // what was given by the environment did not do, or the token is not there
};
// What somebody has to give before this process can write to the store. Tries what VEDETTE_PASSPHRASE and VEDETTE_PIN
// give, which may take a second.
[[nodiscard]] NeededSecret neededSecret(const std::filesystem::path& store);

// Denied: the passphrase is wrong, or it is too early for a try (mayTryPassphrase()). One that nobody typed now
// (`byHand` false: out of a keychain) is no guess: it is not counted. Good as well when no key is under a passphrase.
[[nodiscard]] Result<void> openWithPassphrase(const std::filesystem::path& store, std::string_view passphrase,
                                              const Clock& clock, bool byHand = true);
// Logs in to the token and checks that it holds the key in force. The PIN is sent once and not kept.
[[nodiscard]] Result<void> openWithPin(const std::filesystem::path& store, const std::string& pin);
// Whether the token has counted this PIN as a wrong one.
[[nodiscard]] bool pinWasWrong(const Error& error);

}  // namespace vedette
