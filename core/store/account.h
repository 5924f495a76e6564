// SPDX-License-Identifier: GPL-3.0-or-later
// The key a person signs with, in keys/people/NAME.json, locked by a passphrase and, as a rule, a code of an
// authenticator app. Who may do what stands in the log (core/store/people.h); here is only what proves to be somebody.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/crypto.h"
#include "core/base/error.h"
#include "core/base/passphrase.h"
#include "core/base/time.h"
#include "core/store/people.h"

namespace vedette {

// A person who has signed in: what signs for them until they leave.
struct PersonSigner {
    std::string name;
    std::shared_ptr<const SigningKey> key;
    std::string totpSecret;  // empty: signing in asks for no code
};

// Writes keys/people/NAME.json.next, which counts once the log names its key: adoptAccount() or the next sign-in puts
// it in its place. What was there before stays until then.
[[nodiscard]] Result<void> stageAccount(const std::filesystem::path& store, const PersonSigner& person,
                                        std::string_view passphrase, const ScryptCost& cost);
[[nodiscard]] Result<void> adoptAccount(const std::filesystem::path& store, const std::string& name);

// How long the next try must wait; zero: none was wrong lately. A clock that was set back makes it no longer.
[[nodiscard]] Duration accountWait(const std::filesystem::path& store, const std::string& name, const Clock& clock);
// The wait after so many wrong tries in a row: none for the first two, then doubling from 2 s up to an hour.
[[nodiscard]] Duration waitAfter(std::uint64_t wrong);

// Opens the account whose public key is `expected`. Each try is noted on disk before it is made, so that neither
// killing the program nor starting it anew makes tries cheaper. Denied: too early, wrong passphrase or code (which of
// the two is said, as only who knows the first gets to the second), a code used before. Corrupt: the file is not the
// one that was enrolled. NotFound: it is not on this machine.
[[nodiscard]] Result<PersonSigner> unlockAccount(const std::filesystem::path& store, const std::string& name,
                                                 const PublicKey& expected, std::string_view passphrase,
                                                 std::string_view code, const Clock& clock);

// The same for who the log says may sign in: Denied for others.
[[nodiscard]] Result<PersonSigner> signIn(const std::filesystem::path& store, const PeopleLog& people,
                                          const std::string& name, std::string_view passphrase, std::string_view code,
                                          const Clock& clock);

}  // namespace vedette
