// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/content.h"

#include <algorithm>

#include "core/privacy/cache.h"
#include "core/privacy/detectors_internal.h"

namespace vedette {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";

// spread[b] holds bit i of b in its byte i: adding such words counts eight bits at a time.
constexpr std::array<std::uint64_t, 256> makeSpread() {
    std::array<std::uint64_t, 256> table{};
    for (std::uint64_t b = 0; b < 256; ++b) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            table[b] |= ((b >> bit) & 1U) << (8U * bit);
        }
    }
    return table;
}
constexpr auto kSpread = makeSpread();

// Counts, per bit position, how many shingles have the bit.
class BitCounter {
public:
    void add(std::uint64_t hash) {
        for (unsigned byte = 0; byte < 8; ++byte) {
            m_lanes[byte] += kSpread[(hash >> (8U * byte)) & 0xFFU];
        }
        if (++m_pending == 255) {
            flush();
        }
    }

    [[nodiscard]] std::uint64_t majority() {
        flush();
        std::uint64_t out = 0;
        for (unsigned bit = 0; bit < 64; ++bit) {
            out |= static_cast<std::uint64_t>(m_counts[bit] * 2 > m_total) << bit;
        }
        return out;
    }

private:
    void flush() {
        for (unsigned bit = 0; bit < 64; ++bit) {
            m_counts[bit] += (m_lanes[bit / 8] >> (8U * (bit % 8))) & 0xFFU;
        }
        m_lanes.fill(0);
        m_total += m_pending;
        m_pending = 0;
    }

    std::array<std::uint64_t, 8> m_lanes{};
    std::array<std::uint64_t, 64> m_counts{};
    std::uint64_t m_total = 0;
    std::uint64_t m_pending = 0;
};

}  // namespace

std::array<char, 32> contentHash(const Key256& key, std::string_view text) {
    const Hash hash = hmacSha256(key, text);
    std::array<char, 32> out{};
    for (std::size_t i = 0; i < 16; ++i) {
        out[2 * i] = kHex[hash[i] >> 4U];
        out[2 * i + 1] = kHex[hash[i] & 15U];
    }
    return out;
}

std::uint64_t simHash(std::uint64_t seed, std::string_view text) {
    BitCounter counter;
    std::array<std::uint64_t, 3> window{};
    std::size_t words = 0;
    const auto shingle = [&] {
        return SeededHash::mix(SeededHash::mix(window[0] ^ seed, window[1] | 1U) ^ window[2], seed | 1U);
    };
    const auto isWordByte = [](char c) { return detectors::isAlnum(c) || static_cast<signed char>(c) < 0; };
    std::size_t at = 0;
    while (at < text.size()) {
        if (!isWordByte(text[at])) {
            ++at;
            continue;
        }
        std::uint64_t h = seed;
        for (; at < text.size() && isWordByte(text[at]); ++at) {
            h = (h ^ static_cast<unsigned char>(detectors::lower(text[at]))) * 0x100000001B3U;
        }
        window = {window[1], window[2], SeededHash::mix(h, seed | 1U)};
        if (++words >= 3) {
            counter.add(shingle());
        }
    }
    if (words == 0) {
        return 0;
    }
    return words < 3 ? shingle() : counter.majority();
}

std::array<char, 16> simHashHex(std::uint64_t hash) {
    std::array<char, 16> out{};
    for (std::size_t i = 0; i < 8; ++i) {
        const auto byte = static_cast<std::uint8_t>(hash >> (8U * i));
        out[2 * i] = kHex[byte >> 4U];
        out[2 * i + 1] = kHex[byte & 15U];
    }
    return out;
}

}  // namespace vedette
