// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes and their text forms. A std::string holds arbitrary bytes; text is UTF-8 only where a header says so.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vedette {

using Hash = std::array<std::uint8_t, 32>;  // SHA-256

[[nodiscard]] std::string toHex(std::string_view bytes);
[[nodiscard]] std::string toHex(const Hash& hash);
[[nodiscard]] Result<std::string> fromHex(std::string_view hex);
[[nodiscard]] std::string toBase64(std::string_view bytes);  // RFC 4648 section 4, padded
[[nodiscard]] Result<std::string> fromBase64(std::string_view text);

[[nodiscard]] inline std::string_view asView(const Hash& h) {
    return {reinterpret_cast<const char*>(h.data()), h.size()};
}

// True when `bytes` is well-formed UTF-8 (RFC 3629: no surrogates, no overlongs, nothing past U+10FFFF).
[[nodiscard]] bool isUtf8(std::string_view bytes);

// Hands out stable copies of text that all die together; one per batch. Not thread-safe. Move keeps the copies valid.
class Arena {
public:
    std::string_view copy(std::string_view text);
    // Uninitialised room for `size` bytes.
    char* allocate(std::size_t size);
    void clear();

private:
    struct Chunk {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<Chunk> m_chunks;
    std::size_t m_used = 0;  // of the last chunk
};

}  // namespace vedette
