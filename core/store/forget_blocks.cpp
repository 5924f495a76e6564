// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget_blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/store/column_codec.h"
#include "core/store/merkle.h"
#include "core/store/posting_table.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

std::unexpected<Error> missing(std::string_view what, std::uint64_t id) {
    return fail(ErrorCode::Corrupt, fmt::format("{} of a block are missing", what), fmt::format("block {}", id),
                "run verify to see what is damaged");
}

std::int64_t wrapSubtract(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

}  // namespace

BlockForgetter::BlockForgetter(Database& database, std::int64_t certificate)
    : m_database(database), m_certificate(certificate) {}

void BlockForgetter::describe(Certificate& certificate) const {
    certificate.count = m_count;
    certificate.first = m_first;
    certificate.last = m_last;
    certificate.chain = m_chain;
}

Result<void> BlockForgetter::block(std::uint64_t id, const Goes& goes) {
    if (auto done = read(id); !done) {
        return done;
    }
    auto any = takeOut(id, goes);
    if (!any || !*any) {
        return any ? Result<void>{} : Result<void>(passOn(any));
    }
    m_segments.insert(id / kSegmentBlocks);
    const bool rest = std::ranges::any_of(m_records, [](std::string_view r) { return !r.empty(); });
    return rest ? rewrite(id) : drop(id);
}

Result<void> BlockForgetter::read(std::uint64_t id) {
    auto rows =
        m_database.prepare("SELECT records, parts, data FROM block_records JOIN block_columns USING(id) WHERE id = ?");
    if (!rows) {
        return passOn(rows);
    }
    rows->bind(1, static_cast<std::int64_t>(id));
    auto row = rows->step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return missing("records or columns", id);
    }
    auto records = m_in.decodeRecords(rows->text(0), kBlockEvents);
    if (!records) {
        return passOn(records);
    }
    m_records.assign(records->begin(), records->end());
    auto parts = decodePartIndex(rows->text(1), kBlockEvents);
    if (!parts) {
        return passOn(parts);
    }
    m_parts = std::move(*parts);
    m_columns->n = kBlockEvents;
    return decodeColumns(rows->text(2), *m_columns);
}

// True when something went.
Result<bool> BlockForgetter::takeOut(std::uint64_t id, const Goes& goes) {
    auto insert = m_database.prepare("INSERT INTO forgotten VALUES(?, ?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    bool any = false;
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        if (m_records[i].empty()) {
            continue;
        }
        const std::uint64_t entry = id * kBlockEvents + i;
        auto columns = m_reader.read(m_records[i]);
        if (!columns) {
            columns.error().where = fmt::format("entry {}", entry);
            return passOn(columns);
        }
        if (!goes(entry, m_records[i], *columns)) {
            continue;
        }
        const Hash leaf = leafHash(m_records[i]);
        insert->bind(1, static_cast<std::int64_t>(entry)).bindBlob(2, asView(leaf)).bind(3, m_certificate);
        if (auto done = insert->run(); !done) {
            return passOn(done);
        }
        any = true;
        m_first = m_count++ == 0 ? entry : m_first;
        m_last = entry;
        m_chain = chainOn(m_chain, entry, leaf);
        m_rollups.add(*columns);
        m_records[i] = {};
        if (m_parts[i] != 0) {
            m_partsTouched.insert(m_parts[i] - 1);
            m_parts[i] = 0;
        }
        for (std::size_t c = 0; c < kAllColumns; ++c) {
            if (c < kTextColumns) {
                m_textsTouched[c].insert(m_columns->values[c][i]);
            }
            m_columns->values[c][i] = c < kTextColumns ? -1 : 0;
        }
    }
    return any;
}

Result<void> BlockForgetter::drop(std::uint64_t id) {
    ++m_wholeBlocks;
    return m_database.exec(
        fmt::format("DELETE FROM block_columns WHERE id = {0}; DELETE FROM block_records WHERE id = {0};"
                    "UPDATE block SET state = 2, t0 = 0, t1 = 0, digest = x'', zones = x'' WHERE id = {0}",
                    id));
}

Result<void> BlockForgetter::rewrite(std::uint64_t id) {
    auto head = m_database.prepare("UPDATE block SET state = 1, t0 = ?, t1 = ?, digest = ?, zones = ? WHERE id = ?");
    auto columns = m_database.prepare("UPDATE block_columns SET data = ? WHERE id = ?");
    auto records = m_database.prepare("UPDATE block_records SET records = ?, parts = ? WHERE id = ?");
    if (!head || !columns || !records) {
        return passOn(!head ? head : !columns ? columns : records);
    }
    std::array<std::uint8_t, kBlockEvents> gone{};
    std::int64_t t0 = std::numeric_limits<std::int64_t>::max();
    std::int64_t t1 = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        gone[i] = m_records[i].empty() ? 1 : 0;
        if (gone[i] == 0) {
            const std::int64_t time = m_columns->values[columnNumber(IntColumn::Time)][i];
            t0 = std::min(t0, time);
            t1 = std::max(t1, time);
        }
    }
    auto blob = m_out.encodeRecords(m_records);
    if (!blob) {
        return passOn(blob);
    }
    const Hash digest = sha256(*blob);
    const std::string zones = encodeZones(*m_columns, gone);
    const std::string columnsBlob = encodeColumns(*m_columns);
    const std::string parts = encodePartIndex(m_parts);
    const auto sqlId = static_cast<std::int64_t>(id);
    head->bind(1, t0).bind(2, t1).bindBlob(3, asView(digest)).bindBlob(4, zones).bind(5, sqlId);
    columns->bindBlob(1, columnsBlob).bind(2, sqlId);
    records->bindBlob(1, *blob).bindBlob(2, parts).bind(3, sqlId);
    for (Statement* s : {&*head, &*columns, &*records}) {
        if (auto done = s->run(); !done) {
            return done;
        }
    }
    return {};
}

Result<void> BlockForgetter::settle() {
    for (const auto step : {&BlockForgetter::settleParts, &BlockForgetter::settleDictionary,
                            &BlockForgetter::settleRollups, &BlockForgetter::settlePostings}) {
        if (auto done = (this->*step)(); !done) {
            return done;
        }
    }
    return {};
}

// Parts that no record uses any more.
Result<void> BlockForgetter::settleParts() {
    if (m_partsTouched.empty()) {
        return {};
    }
    auto walked = forEachRow(m_database, "SELECT parts FROM block_records", [&](const Statement& row) -> Result<void> {
        auto index = decodePartIndex(row.text(0), kBlockEvents);
        if (!index) {
            return passOn(index);
        }
        for (const std::int64_t number : *index) {
            m_partsTouched.erase(number - 1);
        }
        return {};
    });
    auto remove = m_database.prepare("DELETE FROM part WHERE id = ?");
    if (!walked || !remove) {
        return walked ? Result<void>(passOn(remove)) : walked;
    }
    for (const std::int64_t id : m_partsTouched) {
        remove->bind(1, id);
        if (auto done = remove->run(); !done) {
            return done;
        }
    }
    return {};
}

// Values that no record uses any more: they may be pseudonyms.
Result<void> BlockForgetter::settleDictionary() {
    std::vector<std::int64_t> distinct;
    auto walked = forEachRow(m_database, "SELECT data FROM block_columns", [&](const Statement& row) -> Result<void> {
        for (std::size_t c = 0; c < kTextColumns; ++c) {
            if (m_textsTouched[c].empty()) {
                continue;
            }
            auto bytes = columnBytes(row.text(0), c, kBlockEvents);
            auto done = bytes ? distinctOfColumn(*bytes, kBlockEvents, distinct) : Result<void>(passOn(bytes));
            if (!done) {
                return done;
            }
            for (const std::int64_t id : distinct) {
                m_textsTouched[c].erase(id);
            }
        }
        return {};
    });
    auto remove = m_database.prepare("DELETE FROM dict WHERE col = ? AND id = ?");
    if (!walked || !remove) {
        return walked ? Result<void>(passOn(remove)) : walked;
    }
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        for (const std::int64_t id : m_textsTouched[c]) {
            remove->bind(1, static_cast<std::int64_t>(c)).bind(2, id);
            if (auto done = remove->run(); !done) {
                return done;
            }
        }
    }
    return {};
}

Result<void> BlockForgetter::settleRollups() {
    constexpr std::string_view kWhere = "WHERE minute = ? AND node = ? AND class = ? AND status = ?";
    auto find = m_database.prepare(fmt::format("SELECT count, latency, prompt, output, cost FROM rollup {}", kWhere));
    auto put = m_database.prepare("INSERT OR REPLACE INTO rollup VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    auto remove = m_database.prepare(fmt::format("DELETE FROM rollup {}", kWhere));
    if (!find || !put || !remove) {
        return passOn(!find ? find : !put ? put : remove);
    }
    for (const auto& [key, gone] : m_rollups.cells()) {
        for (Statement* s : {&*find, &*put, &*remove}) {
            s->bind(1, key.minute).bindText(2, key.node).bind(3, key.classUid).bind(4, key.status);
        }
        auto row = find->step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            return fail(ErrorCode::Corrupt, "a roll-up is missing", fmt::format("rollup minute {}", key.minute),
                        "run verify to see what is damaged");
        }
        const RollupSums& g = gone;
        const std::array<std::int64_t, 5> take = {g.count, g.latency, g.prompt, g.output, g.cost};
        for (int i = 0; i < 5; ++i) {
            put->bind(5 + i, wrapSubtract(find->integer(i), take[static_cast<std::size_t>(i)]));
        }
        const bool empty = find->integer(0) == g.count;
        find->reset();
        if (auto done = empty ? remove->run() : put->run(); !done) {
            return done;
        }
    }
    return {};
}

Result<void> BlockForgetter::settlePostings() {
    auto blocks = m_database.integer("SELECT coalesce(max(id), -1) + 1 FROM block");
    if (!blocks) {
        return passOn(blocks);
    }
    std::erase_if(m_segments, [&](std::uint64_t s) {
        return (s + 1) * kSegmentBlocks > static_cast<std::uint64_t>(*blocks);  // not complete: has no postings yet
    });
    if (m_segments.empty()) {
        return {};
    }
    if (auto done =
            m_database.exec(fmt::format("DELETE FROM posting WHERE segment IN ({})", fmt::join(m_segments, ",")));
        !done) {
        return done;
    }
    for (const std::uint64_t segment : m_segments) {
        if (auto done = insertPostings(m_database, segment); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace vedette
