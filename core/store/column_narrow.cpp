// SPDX-License-Identifier: GPL-3.0-or-later
// The loops that filters spend their time in: which values of a block's column are wanted.
#include <algorithm>
#include <array>
#include <bit>
#include <functional>

#include "core/store/column_codec.h"
#include "core/store/column_packed.h"

namespace vedette {

namespace {

using namespace packed;

// Few enough marks that their values are picked out one by one.
constexpr std::size_t kFewMarks = 96;

// Calls each(i) → 0 or 1 for every mark; 0 takes it away. How many stay.
template <class Each>
std::size_t narrowFew(std::span<std::uint8_t> marks, Each each) {
    std::size_t left = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const void* const found = std::memchr(marks.data() + i, 1, marks.size() - i);
        if (found == nullptr) {
            break;
        }
        i = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - marks.data());
        marks[i] = static_cast<std::uint8_t>(each(i));
        left += marks[i];
    }
    return left;
}

std::size_t countMarks(std::span<const std::uint8_t> marks) {
    std::size_t count = 0;
    std::size_t i = 0;
    for (; i + 8 <= marks.size(); i += 8) {
        std::uint64_t eight = 0;  // each 0 or 1
        std::memcpy(&eight, marks.data() + i, 8);
        count += static_cast<std::size_t>(std::popcount(eight));
    }
    for (; i < marks.size(); ++i) {
        count += marks[i];
    }
    return count;
}

// Marks that stay are those whose packed value `keep` answers 1 for.
template <class Keep>
std::size_t narrowPacked(const Head& head, std::span<std::uint8_t> marks, std::size_t marked, Keep keep) {
    if (marked <= kFewMarks) {
        const std::uint64_t mask = maskOf(head.width);
        return narrowFew(marks, [&](std::size_t i) { return keep(unpackOne(head.packed, i, head.width, mask)); });
    }
    unpack(head.packed, marks.size(), head.width,
           [&](std::size_t i, std::uint64_t v) { marks[i] = static_cast<std::uint8_t>(marks[i] & keep(v)); });
    return countMarks(marks);
}

#if defined(__AVX2__)
// For each number of eight bits: eight bytes, 1 where the bit is set.
constexpr std::array<std::uint64_t, 256> kSpread = [] {
    std::array<std::uint64_t, 256> all{};
    for (unsigned bits = 0; bits < 256; ++bits) {
        for (unsigned b = 0; b < 8; ++b) {
            all[bits] |= std::uint64_t{(bits >> b) & 1U} << (8 * b);
        }
    }
    return all;
}();

// Of the values that can be read in eights; how many values that are. `above`: one is above `largest`.
std::size_t narrowEights(const Head& head, std::uint64_t low, std::uint64_t high, std::uint64_t largest,
                         std::span<std::uint8_t> marks, bool& above) {
    const auto all = [](std::int64_t v) { return _mm256_set1_epi32(static_cast<int>(v)); };
    // Both fit, as no value of these widths has more than 25 bits.
    const __m256i below = all(static_cast<std::int64_t>(low) - 1);
    const __m256i past = all(static_cast<std::int64_t>(high) + 1);
    __m256i most = all(0);
    const std::size_t done = unpackEights(head.packed, marks.size(), head.width, [&](std::size_t i, __m256i v) {
        most = _mm256_max_epu32(most, v);
        const __m256i hit = _mm256_and_si256(_mm256_cmpgt_epi32(v, below), _mm256_cmpgt_epi32(past, v));
        const auto bits = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(hit)));
        std::uint64_t eight = 0;
        std::memcpy(&eight, marks.data() + i, 8);
        eight &= kSpread[bits];
        std::memcpy(marks.data() + i, &eight, 8);
    });
    alignas(32) std::array<std::uint32_t, 8> each{};
    _mm256_store_si256(reinterpret_cast<__m256i*>(each.data()), most);
    above = *std::ranges::max_element(each) > largest;
    return done;
}
#endif

// Marks that stay are those whose packed value lies in [low, high]; Corrupt when one that is looked at is above
// `largest`. No value is above maskOf(width).
Result<std::size_t> narrowToRange(const Head& head, std::uint64_t low, std::uint64_t high, std::uint64_t largest,
                                  std::span<std::uint8_t> marks, std::size_t marked) {
    bool above = false;
    std::size_t left = 0;
    const auto keep = [&](std::uint64_t v) {
        above = above || v > largest;
        return v - low <= high - low ? 1U : 0U;
    };
    if (marked <= kFewMarks) {
        left = narrowPacked(head, marks, marked, keep);
    } else {
        std::size_t first = 0;
#if defined(__AVX2__)
        first = narrowEights(head, low, high, largest, marks, above);
#endif
        unpackFrom(first, head.packed, marks.size(), head.width,
                   [&](std::size_t i, std::uint64_t v) { marks[i] = static_cast<std::uint8_t>(marks[i] & keep(v)); });
        left = countMarks(marks);
    }
    if (above) {
        return broken("the column points past its dictionary");
    }
    return left;
}

std::size_t none(std::span<std::uint8_t> marks) {
    std::ranges::fill(marks, std::uint8_t{0});
    return 0;
}

std::int64_t distinctAt(const Head& head, std::size_t d) { return getI64(head.values.data() + 8 * d); }

// Number of the first distinct value that is not below `v`.
std::size_t firstNotBelow(const Head& head, std::int64_t v) {
    std::size_t d = 0;
    while (d < head.distinct && distinctAt(head, d) < v) {
        ++d;
    }
    return d;
}

}  // namespace

Result<std::size_t> narrowColumn(std::string_view bytes, std::int64_t low, std::int64_t high,
                                 std::span<std::uint8_t> marks, std::size_t marked) {
    auto head = headOf(bytes, marks.size());
    if (!head) {
        return passOn(head);
    }
    if (low > high) {
        return none(marks);
    }
    if (head->kind == kConstant) {
        return low <= head->base && head->base <= high ? marked : none(marks);
    }
    if (head->kind == kDictionary) {
        // They ascend, so that those inside lie side by side.
        const std::size_t from = firstNotBelow(*head, low);
        std::size_t end = from;
        while (end < head->distinct && distinctAt(*head, end) <= high) {
            ++end;
        }
        return from == end ? none(marks) : narrowToRange(*head, from, end - 1, head->distinct - 1, marks, marked);
    }
    // As distances from the smallest value, which is never above the largest that the width allows.
    const auto base = static_cast<std::uint64_t>(head->base);
    const std::uint64_t largest = maskOf(head->width);
    const std::uint64_t from = low <= head->base ? 0 : static_cast<std::uint64_t>(low) - base;
    if (high < head->base || from > largest) {
        return none(marks);
    }
    const std::uint64_t to = std::min(static_cast<std::uint64_t>(high) - base, largest);
    return narrowToRange(*head, from, to, largest, marks, marked);
}

Result<std::size_t> narrowColumn(std::string_view bytes, std::span<const std::int64_t> wanted,
                                 std::span<std::uint8_t> marks, std::size_t marked) {
    if (wanted.size() <= 1) {
        return wanted.empty() ? none(marks) : narrowColumn(bytes, wanted[0], wanted[0], marks, marked);
    }
    auto head = headOf(bytes, marks.size());
    if (!head) {
        return passOn(head);
    }
    const auto isWanted = [wanted](std::int64_t v) { return std::ranges::binary_search(wanted, v); };
    if (head->kind == kConstant) {
        return isWanted(head->base) ? marked : none(marks);
    }
    if (head->kind == kDictionary) {
        std::array<std::uint8_t, kDictionaryLimit> keeps{};
        bool any = false;
        for (std::size_t d = 0; d < head->distinct; ++d) {
            keeps[d] = isWanted(distinctAt(*head, d)) ? 1 : 0;
            any = any || keeps[d] != 0;
        }
        if (!any) {
            return none(marks);
        }
        bool above = false;
        const std::size_t left = narrowPacked(*head, marks, marked, [&](std::uint64_t v) {
            above = above || v >= head->distinct;
            return static_cast<unsigned>(keeps[v & 0xff]);
        });
        return above ? Result<std::size_t>(broken("the column points past its dictionary")) : left;
    }
    const auto base = static_cast<std::uint64_t>(head->base);
    if (head->width > 16) {
        return narrowPacked(*head, marks, marked,
                            [&](std::uint64_t v) { return isWanted(static_cast<std::int64_t>(base + v)) ? 1U : 0U; });
    }
    // A bit per possible value is quicker than searching.
    std::array<std::uint64_t, 1024> bits;
    std::fill_n(bits.begin(), ((std::size_t{1} << head->width) + 63) / 64, std::uint64_t{0});
    for (auto v = std::ranges::lower_bound(wanted, head->base); v != wanted.end(); ++v) {
        const std::uint64_t at = static_cast<std::uint64_t>(*v) - base;
        if (at > maskOf(head->width)) {
            break;
        }
        bits[at / 64] |= std::uint64_t{1} << (at % 64);
    }
    return narrowPacked(*head, marks, marked,
                        [&](std::uint64_t v) { return static_cast<unsigned>((bits[v / 64] >> (v % 64)) & 1U); });
}

}  // namespace vedette
