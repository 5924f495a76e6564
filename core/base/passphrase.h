// SPDX-License-Identifier: GPL-3.0-or-later
// A key from a passphrase, made slow and hungry for memory on purpose (scrypt, RFC 7914).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/crypto.h"
#include "core/base/error.h"

namespace vedette {

// Memory is 128 * n * r bytes: 128 MiB as they stand here.
struct ScryptCost {
    std::uint64_t n = 1u << 17;  // a power of two
    std::uint64_t r = 8;
    std::uint64_t p = 1;
};

// Invalid when the cost makes no sense or needs more than 512 MiB: it may come from a file somebody changed.
[[nodiscard]] Result<Key256> scryptKey(std::string_view passphrase, std::string_view salt, const ScryptCost& cost);

// What is wrong with a new passphrase, as a sentence; empty when it will do. Length is all that is asked for: rules
// about kinds of characters make passphrases worse (NIST SP 800-63B, 5.1.1.2).
[[nodiscard]] std::string passphraseTrouble(std::string_view passphrase);
inline constexpr std::size_t kShortestPassphrase = 12;  // characters
inline constexpr int kLongestPassphrase = 1000;         // what fields for one take

}  // namespace vedette
