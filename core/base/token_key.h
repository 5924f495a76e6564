// SPDX-License-Identifier: GPL-3.0-or-later
// An Ed25519 key in a PKCS#11 token (a smart card, an HSM, SoftHSM2), which it never leaves. Where it is, is said by a
// pkcs11: URI (RFC 7512) without secrets. The PIN comes from givePin(), else from the environment variable VEDETTE_PIN
// ("file:PATH" or "env:NAME"), else from whoever can be asked (core/base/asker.h).
//
// A process logs in to a token once and keeps the session. A wrong PIN is never tried a second time by itself: the
// token counts. All functions are thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace vedette {

using Ed25519PublicKey = std::array<std::uint8_t, 32>;
using Ed25519Signature = std::array<std::uint8_t, 64>;

// The URI in its one spelling, with `module` as its module-path unless that is empty. Invalid when it is no pkcs11:
// URI, names neither token nor serial, names no object, or holds a PIN or says where one is.
[[nodiscard]] Result<std::string> tokenUri(std::string_view uri, const std::string& module = {});

// Allows one module (a shared library) to be loaded wherever it lies. Without this, a path in a URI is followed only to
// a library of the system: whoever hands over a store must not be able to have their code run by it.
void allowModule(const std::string& path);
// What a person gave for this run. It counts before VEDETTE_PIN, and is tried even when the token remembers a wrong
// one.
void givePin(std::string pin);
void forgetPin();

class TokenKey {
public:
    // Finds the key and logs in. NotFound: no such token, or no such key in it. Denied: the PIN is missing, wrong or
    // locked, or the module may not be loaded. With `expected`, a token that shows another public key is not even given
    // the PIN (Denied).
    [[nodiscard]] static Result<TokenKey> open(const std::string& uri,
                                               const std::optional<Ed25519PublicKey>& expected = {});
    // Makes the pair in the token. Conflict when a key of that name is there.
    [[nodiscard]] static Result<TokenKey> generate(const std::string& uri);

    // By which it is found again; with the key's id.
    [[nodiscard]] const std::string& uri() const { return m_uri; }
    [[nodiscard]] const Ed25519PublicKey& publicKey() const { return m_public; }
    // Io when the token is gone or cannot sign. A session that died is opened again once.
    [[nodiscard]] Result<Ed25519Signature> sign(std::string_view message) const;

private:
    TokenKey(std::string uri, const Ed25519PublicKey& publicKey) : m_uri(std::move(uri)), m_public(publicKey) {}
    std::string m_uri;
    Ed25519PublicKey m_public{};
};

}  // namespace vedette
