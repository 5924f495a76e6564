// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/passphrase.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <bit>

namespace vedette {

namespace {

constexpr std::uint64_t kMostMemory = std::uint64_t{512} << 20;

}  // namespace

Result<Key256> scryptKey(std::string_view passphrase, std::string_view salt, const ScryptCost& cost) {
    const bool plausible = std::has_single_bit(cost.n) && cost.n > 1 && cost.n <= (1u << 22) && cost.r > 0 &&
                           cost.r <= 64 && cost.p > 0 && cost.p <= 16;
    if (!plausible || 128 * cost.n * cost.r > kMostMemory) {
        return fail(ErrorCode::Invalid, "the cost of the passphrase's key makes no sense");
    }
    Key256 key{};
    // OpenSSL counts its own blocks on top.
    const std::uint64_t memory = 128 * cost.r * (cost.n + cost.p + 2) + (std::uint64_t{1} << 20);
    if (EVP_PBE_scrypt(passphrase.data(), passphrase.size(), reinterpret_cast<const unsigned char*>(salt.data()),
                       salt.size(), cost.n, cost.r, cost.p, memory, key.data(), key.size()) != 1) {
        return fail(ErrorCode::Full, "there is not enough memory to check a passphrase",
                    fmt::format("{} MiB are needed", memory >> 20), "close other programs and try again");
    }
    return key;
}

std::string passphraseTrouble(std::string_view passphrase) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; };
    if (!isUtf8(passphrase)) {
        return "the passphrase is not UTF-8 text";
    }
    if (static_cast<std::size_t>(std::ranges::count_if(passphrase, begins)) < kShortestPassphrase) {
        return fmt::format("the passphrase is shorter than {} characters", kShortestPassphrase);
    }
    return {};
}

}  // namespace vedette
