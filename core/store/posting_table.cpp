// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/posting_table.h"

#include <fmt/format.h>

#include "core/store/posting.h"
#include "core/store/schema.h"

namespace vedette {

Result<void> insertPostings(Database& database, std::uint64_t segment) {
    SegmentPostings postings;
    auto columns = database.prepare(
        "SELECT block.id, state, data FROM block LEFT JOIN block_columns ON block_columns.id = block.id "
        "WHERE block.id >= ? ORDER BY block.id");
    auto insert = database.prepare("INSERT INTO posting VALUES(?, ?, ?, ?)");
    if (!columns || !insert) {
        return passOn(!columns ? columns : insert);
    }
    const std::uint64_t first = segment * kSegmentBlocks;
    columns->bind(1, static_cast<std::int64_t>(first));
    for (unsigned i = 0; i < kSegmentBlocks; ++i) {
        auto row = columns->step();
        if (!row) {
            return passOn(row);
        }
        const bool there = *row && columns->integer(0) == static_cast<std::int64_t>(first + i);
        if (there && columns->integer(1) == static_cast<std::int64_t>(BlockState::Forgotten)) {
            continue;
        }
        if (!there || columns->isNull(2)) {
            return fail(ErrorCode::Corrupt, "the columns of a block are missing", fmt::format("block {}", first + i),
                        "run verify to see what is damaged");
        }
        if (auto done = postings.addBlock(i, columns->text(2)); !done) {
            done.error().where = fmt::format("block {}", first + i);
            return done;
        }
    }
    return postings.rows([&](std::size_t column, std::uint64_t bucket, std::string_view data) -> Result<void> {
        insert->bind(1, static_cast<std::int64_t>(column)).bind(2, static_cast<std::int64_t>(bucket));
        insert->bind(3, static_cast<std::int64_t>(segment)).bindBlob(4, data);
        return insert->run();
    });
}

}  // namespace vedette
