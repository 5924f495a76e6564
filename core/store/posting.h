// SPDX-License-Identifier: GPL-3.0-or-later
// Posting lists: for a complete segment of 64 blocks, which of its blocks hold a value of a posted column. A reader
// looks up (column, bucket, segment) and skips every block whose bit is 0. The newest blocks, up to 64 of an incomplete
// segment, have no postings: their columns are read.
//
// A value's key is its dictionary id for text columns and, for number columns, its zigzag form
// (0, -1, 1, -2 ... → 0, 1, 2, 3 ...), at most 2^58 - 1: larger values share that key. bucket = key / 1024. A row's
// data is, for each key of the bucket that occurs in the segment, ascending:
//   LEB128  key - previous key (the first: key - bucket * 1024)
//   u8      0..63: only this block (counted within the segment) holds it; 255: a mask follows
//   u64     the mask, little-endian, bit b for block b; at least two bits set
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/store/schema.h"

namespace vedette {

inline constexpr std::uint64_t kPostingBucket = 1024;
inline constexpr std::uint64_t kPostingLargestKey = (std::uint64_t{1} << 58) - 1;

[[nodiscard]] std::uint64_t postingKey(std::size_t column, std::int64_t value);

// Mask of the blocks that hold `key` in one row's data; 0 when the key is not there.
[[nodiscard]] Result<std::uint64_t> postingMask(std::string_view data, std::uint64_t bucket, std::uint64_t key);
// Mask of the blocks that hold any of the keys, which ascend.
[[nodiscard]] Result<std::uint64_t> postingMaskOfAny(std::string_view data, std::uint64_t bucket,
                                                     std::span<const std::uint64_t> keys);

// Collects the values of the blocks of one segment and gives its rows.
class SegmentPostings {
public:
    // `columns` is the columns blob of block `block` (0..63 within the segment).
    [[nodiscard]] Result<void> addBlock(unsigned block, std::string_view columns);

    // Calls `each(column, bucket, data)` in key order.
    [[nodiscard]] Result<void> rows(
        const std::function<Result<void>(std::size_t column, std::uint64_t bucket, std::string_view data)>& each) const;
    void clear();

private:
    void add(std::size_t column, std::uint64_t key, unsigned block);

    struct Column {
        std::vector<std::uint64_t> masks;      // by key, for small keys
        std::vector<std::uint64_t> largeUses;  // (key << 6 | block) of the others
    };
    std::array<Column, kAllColumns> m_columns;
    std::vector<std::int64_t> m_distinct;
};

}  // namespace vedette
