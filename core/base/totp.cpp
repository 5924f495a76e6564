// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdlib>

#include "core/base/crypto.h"

namespace vedette {

namespace {

const EVP_MD* digestOf(TotpHash hash) {
    switch (hash) {
        case TotpHash::Sha256: return EVP_sha256();
        case TotpHash::Sha512: return EVP_sha512();
        case TotpHash::Sha1: break;
    }
    return EVP_sha1();
}

// What may stand in a label of an otpauth URI.
std::string percentEncoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace

std::int64_t totpStep(Time t) {
    return std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count() / kTotpSeconds;
}

std::string totpCode(std::string_view secret, std::int64_t step, int digits, TotpHash hash) {
    std::array<unsigned char, 8> counter{};
    auto left = static_cast<std::uint64_t>(step);
    for (std::size_t i = counter.size(); i-- > 0; left >>= 8) {
        counter[i] = static_cast<unsigned char>(left & 0xffu);
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    if (HMAC(digestOf(hash), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(),
             &size) == nullptr ||
        size < 20) {
        std::abort();  // only possible when OpenSSL itself is broken
    }
    const std::size_t at = mac[size - 1] & 0x0fu;
    const std::uint32_t truncated = (static_cast<std::uint32_t>(mac[at] & 0x7fu) << 24) |
                                    (static_cast<std::uint32_t>(mac[at + 1]) << 16) |
                                    (static_cast<std::uint32_t>(mac[at + 2]) << 8) | mac[at + 3];
    std::uint32_t limit = 1;
    for (int i = 0; i < digits; ++i) {
        limit *= 10;
    }
    return fmt::format("{:0{}}", truncated % limit, digits);
}

std::optional<std::int64_t> acceptTotp(std::string_view secret, std::string_view code, Time now,
                                       std::int64_t lastUsed) {
    std::string typed;
    for (const char c : code) {
        if (c != ' ') {
            typed += c;
        }
    }
    const std::int64_t current = totpStep(now);
    for (const std::int64_t step : {current, current - 1, current + 1}) {
        if (step > lastUsed && equalConstantTime(totpCode(secret, step), typed)) {
            return step;
        }
    }
    return std::nullopt;
}

std::string newTotpSecret() {
    std::array<std::uint8_t, 20> bytes{};
    randomBytes(bytes);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string toBase32(std::string_view bytes) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) {
            out += kAlphabet[(held >> (bits - 5)) & 31u];
        }
        held &= 0xffu;
    }
    if (bits > 0) {
        out += kAlphabet[(held << (5 - bits)) & 31u];
    }
    return out;
}

std::string totpUri(std::string_view account, std::string_view secret) {
    return fmt::format("otpauth://totp/Vedette:{}?secret={}&issuer=Vedette&algorithm=SHA1&digits=6&period={}",
                       percentEncoded(account), toBase32(secret), kTotpSeconds);
}

}  // namespace vedette
