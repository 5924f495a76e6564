// SPDX-License-Identifier: GPL-3.0-or-later
// How a column of whole numbers lies in bytes. One canonical encoding per sequence of values, so that verify can encode
// again and compare. All numbers little-endian.
//
//   kind 0  constant    u8 0, i64 value
//   kind 1  packed      u8 1, i64 base (smallest value), u8 width (1..64), ceil(n * width / 8) bytes: value - base
//   kind 2  dictionary  u8 2, u16 d (2..256), d x i64 distinct values ascending, ceil(n * w / 8) bytes: index of each
//                       value, w = bits needed for d - 1
//
// Bits are packed from the lowest bit of the first byte upwards; unused bits of the last byte are 0. Constant is used
// when all values are equal; dictionary when there are at most 256 distinct values and it takes fewer bytes than
// packed; packed otherwise.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vedette {

// Appends the encoding of `values` (at least one).
void encodeColumn(std::span<const std::int64_t> values, std::string& out);

// Fills `out` (its size is the number of values). Corrupt when the bytes do not have exactly the size their head says.
[[nodiscard]] Result<void> decodeColumn(std::string_view bytes, std::span<std::int64_t> out);

// Takes the marks (1) of the values outside [low, high]; there are `marked` of them. How many stay. Unpacks no more
// than it takes to know. Corrupt as decodeColumn(), where it looks.
[[nodiscard]] Result<std::size_t> narrowColumn(std::string_view bytes, std::int64_t low, std::int64_t high,
                                               std::span<std::uint8_t> marks, std::size_t marked);
// The same for the values that are none of `wanted`, which ascend.
[[nodiscard]] Result<std::size_t> narrowColumn(std::string_view bytes, std::span<const std::int64_t> wanted,
                                               std::span<std::uint8_t> marks, std::size_t marked);

// The distinct values of an encoded column of n values, ascending. Cheap for kinds 0 and 2: nothing is unpacked.
[[nodiscard]] Result<void> distinctOfColumn(std::string_view bytes, std::size_t n, std::vector<std::int64_t>& out);

// Little-endian helpers shared by the store's layouts.
void putU16(std::string& out, std::uint16_t v);
void putU32(std::string& out, std::uint32_t v);
void putI64(std::string& out, std::int64_t v);
[[nodiscard]] std::uint16_t getU16(const char* p);
[[nodiscard]] std::uint32_t getU32(const char* p);
[[nodiscard]] std::int64_t getI64(const char* p);
[[nodiscard]] std::uint64_t getU64(const char* p);

}  // namespace vedette
