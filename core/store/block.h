// SPDX-License-Identifier: GPL-3.0-or-later
// The three blobs of a block: records, index of sealed parts, columns. Pure functions between bytes and values; the
// database is elsewhere. Decoding trusts nothing: every length is checked, and what does not fit exactly is Corrupt.
//
// records  one zstd frame; inside, n records each followed by one LF (canonical JSON holds no LF), in entry order
// parts    empty when no record of the block has a sealed part; else encodeColumn over n values: 0 for none, else id of
//          its row in table `part` plus 1
// columns  u8 1, u8 number of columns C, u16 n, C x u32 end offset of each column behind this head, then the columns
//          (encodeColumn) in column number order; text columns hold dictionary ids
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/store/column_codec.h"
#include "core/store/schema.h"

namespace vedette {

// Decoded (or to be encoded) columns of up to kBlockEvents events, one array per column number.
struct BlockColumns {
    std::size_t n = 0;
    std::array<std::array<std::int64_t, kBlockEvents>, kAllColumns> values;

    [[nodiscard]] std::span<const std::int64_t> column(std::size_t number) const { return {values[number].data(), n}; }
};

// zstd contexts and buffers, reused from block to block. One per thread.
class BlockCodec {
public:
    BlockCodec();
    ~BlockCodec();
    BlockCodec(BlockCodec&&) noexcept;
    BlockCodec& operator=(BlockCodec&&) noexcept;

    [[nodiscard]] Result<std::string> encodeRecords(std::span<const std::string_view> records);
    // Views of `n` records, valid until the next call.
    [[nodiscard]] Result<std::span<const std::string_view>> decodeRecords(std::string_view blob, std::size_t n);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// Smallest and largest value of each number column, in column order: 2 x i64 each.
inline constexpr std::size_t kZonesBytes = kIntColumns * 16;
[[nodiscard]] std::string encodeZones(const BlockColumns& columns);
// The same of a block some records of which are forgotten: where `gone` is not 0. Not of all.
[[nodiscard]] std::string encodeZones(const BlockColumns& columns, std::span<const std::uint8_t> gone);
[[nodiscard]] std::string encodeColumns(const BlockColumns& columns);
[[nodiscard]] Result<void> decodeColumns(std::string_view blob, BlockColumns& out);
// Bytes of one column inside a columns blob of n events, for readers that want few of them: give them to decodeColumn
// or distinctOfColumn.
[[nodiscard]] Result<std::string_view> columnBytes(std::string_view blob, std::size_t column, std::size_t n);
// Where they are, for readers that have only the first kColumnsHead bytes of a blob of `size`.
inline constexpr std::size_t kColumnsHead = 4 + 4 * kAllColumns;
struct ColumnPlace {
    std::size_t at = 0;
    std::size_t size = 0;
};
[[nodiscard]] Result<ColumnPlace> placeOfColumn(std::string_view head, std::size_t size, std::size_t column,
                                                std::size_t n);

// `index`: per event 0 without a sealed part, else id of its part plus 1. No parts: an empty blob.
[[nodiscard]] std::string encodePartIndex(std::span<const std::int64_t> index);
// Also checks that no value is negative.
[[nodiscard]] Result<std::vector<std::int64_t>> decodePartIndex(std::string_view blob, std::size_t n);

// The digest in the record's vedette.sealed; none when the record has none. Corrupt when it is not 64 lower-case hex
// digits.
[[nodiscard]] Result<std::optional<Hash>> sealedDigestOf(std::string_view record);

}  // namespace vedette
