// SPDX-License-Identifier: GPL-3.0-or-later
// Takes records out of blocks, and everything derived from them out of the other tables.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string_view>

#include "core/event/columns.h"
#include "core/store/block.h"
#include "core/store/certificate.h"
#include "core/store/database.h"
#include "core/store/rollup.h"

namespace vedette {

// Works within one write transaction on behalf of one certificate.
class BlockForgetter {
public:
    // Whether the record goes.
    using Goes = std::function<bool(std::uint64_t entry, std::string_view record, const Columns& columns)>;

    BlockForgetter(Database& database, std::int64_t certificate);
    // Takes out of block `id` what goes. Not for blocks of state 2.
    [[nodiscard]] Result<void> block(std::uint64_t id, const Goes& goes);
    // After the last block: parts, dictionary, roll-ups and postings.
    [[nodiscard]] Result<void> settle();

    [[nodiscard]] std::uint64_t wholeBlocks() const { return m_wholeBlocks; }
    // count, first, last and chain for the certificate.
    void describe(Certificate& certificate) const;

private:
    [[nodiscard]] Result<void> read(std::uint64_t id);
    [[nodiscard]] Result<bool> takeOut(std::uint64_t id, const Goes& goes);
    [[nodiscard]] Result<void> drop(std::uint64_t id);
    [[nodiscard]] Result<void> rewrite(std::uint64_t id);
    [[nodiscard]] Result<void> settleParts();
    [[nodiscard]] Result<void> settleDictionary();
    [[nodiscard]] Result<void> settleRollups();
    [[nodiscard]] Result<void> settlePostings();

    Database& m_database;
    std::int64_t m_certificate;
    BlockCodec m_in;
    BlockCodec m_out;
    ColumnReader m_reader;
    std::unique_ptr<BlockColumns> m_columns = std::make_unique<BlockColumns>();
    std::vector<std::string_view> m_records;
    std::vector<std::int64_t> m_parts;
    RollupMap m_rollups;  // of what goes
    std::set<std::int64_t> m_partsTouched;
    std::array<std::set<std::int64_t>, kTextColumns> m_textsTouched;
    std::set<std::uint64_t> m_segments;
    std::uint64_t m_wholeBlocks = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_first = 0;
    std::uint64_t m_last = 0;
    Hash m_chain{};
};

}  // namespace vedette
