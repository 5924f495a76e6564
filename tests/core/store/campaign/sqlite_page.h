// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of a database file, as an insider with an editor for bytes sees them:
// https://www.sqlite.org/fileformat2.html chapter 1.6. Only pages after the first, which has a header before it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace vedette::test {

inline constexpr std::size_t kPageBytes = 16'384;

[[nodiscard]] inline std::size_t bigEndian(const char* bytes, int count) {
    std::size_t value = 0;
    for (int i = 0; i < count; ++i) value = value << 8U | static_cast<unsigned char>(bytes[i]);
    return value;
}

[[nodiscard]] inline bool isLeafPage(const char* page) { return *page == 10 || *page == 13; }  // of an index, a table
[[nodiscard]] inline std::size_t rowsOfPage(const char* page) { return bigEndian(page + 3, 2); }

// Two rows of a leaf change places in its order.
inline void exchangeRows(char* page, std::size_t one, std::size_t other) {
    std::swap_ranges(page + 8 + 2 * one, page + 8 + 2 * one + 2, page + 8 + 2 * other);
}

// The first leaf below the page with this number, which counts from 1.
[[nodiscard]] inline char* firstLeaf(std::string& file, std::size_t number) {
    for (;;) {
        char* const page = file.data() + (number - 1) * kPageBytes;
        if (isLeafPage(page)) return page;
        number = bigEndian(page + bigEndian(page + 12, 2), 4);
    }
}

}  // namespace vedette::test
