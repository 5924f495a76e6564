// SPDX-License-Identifier: GPL-3.0-or-later
// How column_codec.cpp and column_narrow.cpp look into the bytes of one column: values of a few bits each, one after
// the other. Internal to them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include "core/base/error.h"

namespace vedette::packed {

inline constexpr std::size_t kDictionaryLimit = 256;
inline constexpr std::uint8_t kConstant = 0;
inline constexpr std::uint8_t kPacked = 1;
inline constexpr std::uint8_t kDictionary = 2;

struct Head {
    std::uint8_t kind = 0;
    std::int64_t base = 0;
    unsigned width = 0;
    std::size_t distinct = 0;
    std::string_view values;  // kind 2: the distinct values
    std::string_view packed;
};
// Corrupt when the bytes do not have exactly the size that n values take.
[[nodiscard]] Result<Head> headOf(std::string_view bytes, std::size_t n);
[[nodiscard]] std::unexpected<Error> broken(std::string what);

inline std::size_t packedBytes(std::size_t n, unsigned width) { return (n * width + 7) / 8; }

inline std::uint64_t maskOf(unsigned width) {
    return width == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

// The i-th of the packed values; reads within `bytes` only.
inline std::uint64_t unpackOne(std::string_view bytes, std::size_t i, unsigned width, std::uint64_t mask) {
    const std::size_t bit = i * width;
    const std::size_t byte = bit / 8;
    const unsigned shift = static_cast<unsigned>(bit % 8);
    std::uint64_t word = 0;
    if (byte + 8 <= bytes.size()) {
        std::memcpy(&word, bytes.data() + byte, 8);
    } else {
        std::memcpy(&word, bytes.data() + byte, bytes.size() - byte);
    }
    word >>= shift;
    // Only widths above 57 can reach into a ninth byte.
    if (shift + width > 64 && byte + 8 < bytes.size()) {
        word |= std::uint64_t{static_cast<std::uint8_t>(bytes[byte + 8])} << (64 - shift);
    }
    return word & mask;
}

#if defined(__AVX2__)
// Eight values at a time. Eight values of w bits take w bytes, so that each eight lie the same way.
class EightValues {
public:
    static constexpr unsigned kWidest = 25;  // a value and the bits before it in its first byte fit four bytes

    explicit EightValues(unsigned width)
        : m_half(width / 2), m_mask(_mm256_set1_epi32(static_cast<int>(maskOf(width)))) {
        alignas(32) std::uint8_t bytes[32];
        alignas(32) std::uint32_t shifts[8];
        for (unsigned i = 0; i < 8; ++i) {
            const unsigned bit = i * width - (i < 4 ? 0 : width / 2 * 8);
            for (unsigned b = 0; b < 4; ++b) {
                bytes[i * 4 + b] = static_cast<std::uint8_t>(bit / 8 + b);
            }
            shifts[i] = bit % 8;
        }
        m_bytes = _mm256_load_si256(reinterpret_cast<const __m256i*>(bytes));
        m_shifts = _mm256_load_si256(reinterpret_cast<const __m256i*>(shifts));
    }
    // How many of the bytes from where eight values begin are read.
    [[nodiscard]] std::size_t reads() const { return m_half + 16; }
    // 32 bits each.
    [[nodiscard]] __m256i at(const char* p) const {
        const __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + m_half));
        const __m256i both = _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
        return _mm256_and_si256(_mm256_srlv_epi32(_mm256_shuffle_epi8(both, m_bytes), m_shifts), m_mask);
    }

private:
    std::size_t m_half;
    __m256i m_mask, m_bytes, m_shifts;
};

// Calls put(i, eight values) for as many of n values as can be read so; how many that are.
template <class Put>
std::size_t unpackEights(std::string_view bytes, std::size_t n, unsigned width, Put put) {
    if (width > EightValues::kWidest) {
        return 0;
    }
    const EightValues eight(width);
    std::size_t i = 0;
    const char* p = bytes.data();
    for (std::size_t left = bytes.size(); i + 8 <= n && left >= eight.reads(); left -= width, p += width, i += 8) {
        put(i, eight.at(p));
    }
    return i;
}
#endif

// Calls put(i, value) for the values from `first` to n; `bytes` has exactly packedBytes(n, width) bytes.
template <class Put>
void unpackFrom(std::size_t first, std::string_view bytes, std::size_t n, unsigned width, Put put) {
    const std::uint64_t mask = maskOf(width);
    std::size_t i = first;
    if (width <= 57 && bytes.size() >= 8) {
        // These have eight bytes to read from, and need no more.
        const std::size_t easy = std::min(n, ((bytes.size() - 8) * 8 + 7) / width + 1);
        for (; i < easy; ++i) {
            const std::size_t bit = i * width;
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + bit / 8, 8);
            put(i, (word >> (bit % 8)) & mask);
        }
    }
    for (; i < n; ++i) {
        put(i, unpackOne(bytes, i, width, mask));
    }
}

// Calls put(i, value) for n values of `width` bits.
template <class Put>
void unpack(std::string_view bytes, std::size_t n, unsigned width, Put put) {
    std::size_t first = 0;
#if defined(__AVX2__)
    first = unpackEights(bytes, n, width, [&put](std::size_t i, __m256i values) {
        alignas(32) std::uint32_t each[8];
        _mm256_store_si256(reinterpret_cast<__m256i*>(each), values);
        for (std::size_t k = 0; k < 8; ++k) {
            put(i + k, std::uint64_t{each[k]});
        }
    });
#endif
    unpackFrom(first, bytes, n, width, put);
}

}  // namespace vedette::packed
