// SPDX-License-Identifier: GPL-3.0-or-later
// What signs for the store: a key in this process, or one in a token that it never leaves. A token may fail to sign;
// then nothing is written. Cheap to copy.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/crypto.h"
#include "core/base/error.h"
#include "core/base/token_key.h"
#include "core/store/checkpoint.h"

namespace vedette {

class StoreSigner {
public:
    explicit StoreSigner(SigningKey key) : m_key(std::make_shared<const SigningKey>(std::move(key))) {}
    explicit StoreSigner(TokenKey key) : m_key(std::move(key)) {}

    // From what signingKeyFile() made, and from the PKCS#8 PEM of stores without a token. Opens the token; `expected`
    // is the key it must show before it is given a PIN. Invalid when the text is neither.
    [[nodiscard]] static Result<StoreSigner> fromFile(std::string_view contents, const VerifierKey& expected);

    [[nodiscard]] std::array<std::uint8_t, 32> publicKey() const;
    [[nodiscard]] Result<std::array<std::uint8_t, 64>> sign(std::string_view message) const;
    // Null: the key is in this process.
    [[nodiscard]] const TokenKey* token() const { return std::get_if<TokenKey>(&m_key); }
    // What goes into keys/signing.pem: the PEM, or where the token's key is.
    [[nodiscard]] std::string file() const;

private:
    std::variant<std::shared_ptr<const SigningKey>, TokenKey> m_key;
};

// The URI in the contents of a key file that leads to a token; empty when it holds a key.
[[nodiscard]] std::string tokenUriIn(std::string_view contents);

[[nodiscard]] VerifierKey verifierKeyOf(std::string_view name, const StoreSigner& signer);
// Sets the note to body and signature.
[[nodiscard]] Result<void> signNote(Checkpoint& checkpoint, const VerifierKey& name, const StoreSigner& signer);
// Adds a signature line to a note that is signed already.
[[nodiscard]] Result<void> cosignNote(Checkpoint& checkpoint, const VerifierKey& name, const StoreSigner& signer);

}  // namespace vedette
