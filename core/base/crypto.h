// SPDX-License-Identifier: GPL-3.0-or-later
// The few cryptographic operations the project uses, over OpenSSL's EVP interface. No OpenSSL type leaks out.
// All functions are thread-safe; objects are not, unless said.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/error.h"

namespace vedette {

using Key256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Hash sha256(std::string_view bytes);
// SHA-256 over the concatenation of the parts, without joining them first.
[[nodiscard]] Hash sha256(std::span<const std::string_view> parts);
[[nodiscard]] Hash hmacSha256(const Key256& key, std::string_view bytes);
// RFC 5869, SHA-256, empty salt.
[[nodiscard]] Key256 hkdfSha256(const Key256& secret, std::string_view info);
// From the operating system's generator; terminates the process when there is none.
void randomBytes(std::span<std::uint8_t> out);
[[nodiscard]] bool equalConstantTime(std::string_view a, std::string_view b);

// AES-256-GCM. Output is nonce (12 bytes) || ciphertext || tag (16 bytes); `nonce` is drawn at random.
[[nodiscard]] std::string aesGcmSeal(const Key256& key, std::string_view plain, std::string_view associated);
[[nodiscard]] Result<std::string> aesGcmOpen(const Key256& key, std::string_view sealed, std::string_view associated);

// Ed25519 (RFC 8032).
class SigningKey {
public:
    [[nodiscard]] static SigningKey generate();
    // PKCS#8 PEM, unencrypted.
    [[nodiscard]] static Result<SigningKey> fromPem(std::string_view pem);
    [[nodiscard]] std::string toPem() const;
    [[nodiscard]] std::array<std::uint8_t, 32> publicKey() const;
    [[nodiscard]] std::array<std::uint8_t, 64> sign(std::string_view message) const;

    SigningKey(SigningKey&&) noexcept;
    SigningKey& operator=(SigningKey&&) noexcept;
    ~SigningKey();

private:
    struct Impl;
    explicit SigningKey(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

[[nodiscard]] bool verifyEd25519(std::span<const std::uint8_t, 32> publicKey, std::string_view message,
                                 std::string_view signature);

}  // namespace vedette
