// SPDX-License-Identifier: GPL-3.0-or-later
// Looking things up for searches: whole blocks of records, and texts by what they hold.
#include <fmt/format.h>

#include <algorithm>

#include "core/store/reader_snapshot.h"

namespace vedette {

namespace {

// Searches whose hits are remembered.
constexpr std::size_t kMostFound = 256;

}  // namespace

Result<std::span<const std::string_view>> Snapshot::blockRecords(std::uint64_t block) {
    auto decoded = std::ranges::find(m_decoded, block, &DecodedBlock::block);
    if (decoded == m_decoded.end()) {
        decoded = std::ranges::min_element(m_decoded, {}, &DecodedBlock::used);
        decoded->block = ~std::uint64_t{0};
        const Reset reset(m_records);
        m_records.bind(1, static_cast<std::int64_t>(block));
        auto row = m_records.step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            return broken("the records of a block are missing", fmt::format("block {}", block));
        }
        auto records = decoded->codec.decodeRecords(m_records.text(0), kBlockEvents);
        if (!records) {
            records.error().where = fmt::format("block {}", block);
            return passOn(records);
        }
        decoded->records = *records;
        decoded->block = block;
    }
    decoded->used = ++m_clock;
    return decoded->records;
}

Result<std::uint64_t> Snapshot::postingsOfAny(std::size_t column, std::span<const std::int64_t> ids,
                                              std::uint64_t segment) {
    constexpr std::uint64_t kAllBlocks = ~std::uint64_t{0};
    if (!isPosted(column) || (segment + 1) * kSegmentBlocks > blocks()) {
        return kAllBlocks;
    }
    const Reset reset(m_posting);
    std::uint64_t any = 0;
    std::vector<std::uint64_t> keys;
    for (std::size_t i = 0; i < ids.size() && any != kAllBlocks;) {
        const std::uint64_t bucket = postingKey(column, ids[i]) / kPostingBucket;
        keys.clear();
        for (; i < ids.size() && postingKey(column, ids[i]) / kPostingBucket == bucket; ++i) {
            keys.push_back(postingKey(column, ids[i]));
        }
        m_posting.reset();
        m_posting.bind(1, static_cast<std::int64_t>(column)).bind(2, static_cast<std::int64_t>(bucket));
        m_posting.bind(3, static_cast<std::int64_t>(segment));
        auto row = m_posting.step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            continue;
        }
        auto mask = postingMaskOfAny(m_posting.text(0), bucket, keys);
        if (!mask) {
            mask.error().where = fmt::format("posting {} {} {}", columnNameAt(column), bucket, segment);
            return mask;
        }
        any |= *mask;
    }
    return any;
}

Result<const Snapshot::FoundTexts*> Snapshot::textsThat(std::size_t column, const std::string& name,
                                                        const std::function<bool(std::string_view)>& is) {
    if (m_found.size() >= kMostFound) {
        m_found.clear();
    }
    FoundTexts& found = m_found[{column, name}];
    auto rows = m_database.prepare("SELECT id, value FROM dict WHERE col = ? AND id > ? ORDER BY id");
    if (!rows) {
        return passOn(rows);
    }
    rows->bind(1, static_cast<std::int64_t>(column)).bind(2, found.largest);
    auto done = forEachRow(*rows, [&](const Statement& row) -> Result<void> {
        // There are no more values than entries: a larger id is damage, and must not become a size in memory. Of a
        // damaged tree rows come in another order.
        if (row.integer(0) <= found.largest || row.integer(0) > static_cast<std::int64_t>(size())) {
            return broken("the dictionary has an impossible id", fmt::format("dict {}", columnNameAt(column)));
        }
        found.largest = row.integer(0);
        if (is(row.text(1))) {
            found.ids.push_back(row.integer(0));
        }
        return {};
    });
    if (!done) {
        return passOn(done);
    }
    return &found;
}

}  // namespace vedette
