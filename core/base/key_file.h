// SPDX-License-Identifier: GPL-3.0-or-later
// Files that hold a secret key, in clear or under a passphrase. Where the passphrase is, is said by the environment
// variable VEDETTE_PASSPHRASE, for all programs alike: "file:PATH", "env:NAME" or "keychain:SERVICE/NAME", never the
// passphrase itself. With it set, new key files are written under the passphrase. All functions are thread-safe.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

// Whether the contents of a key file are under a passphrase.
[[nodiscard]] bool isLocked(std::string_view contents);
// A PKCS#8 PEM becomes an encrypted PKCS#8 PEM (PBES2: scrypt, AES-256-CBC), which OpenSSL reads. Any other bytes
// become a text of three lines (docs/store-format.md section 1.1: scrypt, AES-256-GCM).
[[nodiscard]] Result<std::string> lockKey(std::string_view plain, std::string_view passphrase);
// Denied when the passphrase is wrong, Corrupt when the contents are no locked key.
[[nodiscard]] Result<std::string> unlockKey(std::string_view contents, std::string_view passphrase);

// How references to a keychain are followed; only the program knows of one. Called from one thread at a time.
void followKeychain(std::function<Result<std::string>(const std::string& service, const std::string& name)> reader);
// What the reference leads to, without line feed at its end. Invalid when it is none, empty or cannot be followed.
[[nodiscard]] Result<std::string> passphraseBehind(std::string_view reference);
// By VEDETTE_PASSPHRASE; none when that is not set.
[[nodiscard]] Result<std::optional<std::string>> givenPassphrase();
// What the keys in this folder are under, as a person has just chosen: from now on files of it are written under these
// words and tried with them first, whatever VEDETTE_PASSPHRASE says. Empty words: in clear. Kept as long as the
// process.
void usePassphrase(const std::filesystem::path& folder, std::string words);

// The key in the file. A locked one is opened once per process. Without VEDETTE_PASSPHRASE a person is asked if there
// is one (core/base/asker.h), three times at most. Denied without the passphrase, with a wrong one, and while a wrong
// one has to wait (see mayTryPassphrase).
[[nodiscard]] Result<std::string> readKeyFile(const std::filesystem::path& file);
// Mode 0600, atomically.
[[nodiscard]] Result<void> writeKeyFile(const std::filesystem::path& file, std::string_view plain);

// After three wrong passphrases each further one has to wait: a second, two, four, up to an hour. What was tried stands
// in the file `attempts` of the folder, so that a restart does not help. Denied while it is too early.
[[nodiscard]] Result<void> mayTryPassphrase(const std::filesystem::path& folder, Time now);
void notePassphrase(const std::filesystem::path& folder, bool right, Time now);

}  // namespace vedette
