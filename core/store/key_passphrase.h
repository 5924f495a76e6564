// SPDX-License-Identifier: GPL-3.0-or-later
// How a store's private keys lie on disk, and putting them under a passphrase.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

enum class KeyRest {
    Clear,    // whoever reads the folder has them
    Locked,   // under a passphrase
    Token,    // the signing key is in a token
    Missing,  // not here, or not to be read by whoever asks
};
[[nodiscard]] std::string_view keyRestName(KeyRest rest);  // "clear", "locked", "token", "missing"

struct KeysAtRest {
    KeyRest signing = KeyRest::Missing;
    KeyRest privacy = KeyRest::Missing;  // keys/kek: never Token
    std::string token;                   // pkcs11: URI
    [[nodiscard]] bool clear() const { return signing == KeyRest::Clear || privacy == KeyRest::Clear; }
    // What to know and do when something lies in clear, as one sentence; empty when nothing does.
    [[nodiscard]] std::string warning(const std::filesystem::path& folder) const;
};
// Looks at the files only: asks for no secret and needs no token.
[[nodiscard]] KeysAtRest keysAtRest(const std::filesystem::path& folder);

// Puts the signing key and the privacy key under a new passphrase; empty words: in clear. A key in a token stays there.
// Holds the store's write lock meanwhile, so that no change of keys comes in between. Denied without the present
// passphrase, Invalid for a new one that will not do.
[[nodiscard]] Result<void> changePassphrase(const std::filesystem::path& folder, const std::string& words,
                                            const Clock& clock);
// What a crash in the middle of it left is ended or undone. Safe to call at any time under the write lock.
void settlePassphrase(const std::filesystem::path& folder);

}  // namespace vedette
