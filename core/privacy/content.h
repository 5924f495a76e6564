// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of a prompt or completion once the text itself is dropped: a keyed hash, which finds equal texts, and a
// SimHash, which finds similar ones. Both are keyed, so that nobody without the store's key can try texts out.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/base/crypto.h"

namespace vedette {

// First 16 bytes of HMAC-SHA-256, as 32 hex digits.
[[nodiscard]] std::array<char, 32> contentHash(const Key256& key, std::string_view text);

// 64-bit SimHash over three-word shingles; words are runs of letters, digits and non-ASCII bytes, ASCII case folded.
// Texts of fewer than three words count as one shingle. 0 for a text without words.
[[nodiscard]] std::uint64_t simHash(std::uint64_t seed, std::string_view text);

// Little-endian byte order, as 16 hex digits.
[[nodiscard]] std::array<char, 16> simHashHex(std::uint64_t hash);

}  // namespace vedette
