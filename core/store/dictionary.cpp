// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dictionary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace vedette {

namespace {

constexpr std::int64_t kLargestId = 0xffff'fffe;  // ids stand in 32 bits, plus 1

// Multiply-and-fold over eight bytes at a time. Attackers can make collisions; they cost them a log line each and us a
// compare, and a pseudonym or node name is not theirs to choose.
std::uint32_t hashOf(std::string_view text) {
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15u;
    std::uint64_t h = text.size() * kMix;
    const char* p = text.data();
    std::size_t left = text.size();
    while (left >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, 8);
        h = (h ^ word) * kMix;
        h ^= h >> 29;
        p += 8;
        left -= 8;
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, left);
        h = (h ^ word) * kMix;
        h ^= h >> 29;
    }
    h *= kMix;
    return static_cast<std::uint32_t>(h >> 32);
}

}  // namespace

void Dictionary::grow(Column& column) {
    std::size_t size = column.slots.empty() ? 64 : column.slots.size() * 2;
    while (size < 2 * (column.values.size() + 1)) {
        size *= 2;  // after a gap
    }
    column.slots.assign(size, 0);
    for (std::size_t id = 0; id < column.values.size(); ++id) {
        if (column.values[id].data() == nullptr && id + 1 != column.empty) {
            continue;  // free
        }
        std::size_t slot = column.hashes[id] & (size - 1);
        while (column.slots[slot] != 0) {
            slot = (slot + 1) & (size - 1);
        }
        column.slots[slot] = static_cast<std::uint32_t>(id + 1);
    }
}

std::int64_t Dictionary::idOf(std::size_t number, std::string_view value) {
    Column& column = m_columns[number];
    if (value.empty() && column.empty != 0) {
        return column.empty - 1;
    }
    const std::uint32_t hash = hashOf(value);
    std::uint32_t& recent = column.recent[hash & 0xff];
    if (recent != 0 && column.values[recent - 1] == value) {
        return recent - 1;
    }
    if (column.slots.size() < 2 * (column.values.size() + 1)) {
        grow(column);
    }
    const std::size_t mask = column.slots.size() - 1;
    std::size_t slot = hash & mask;
    while (column.slots[slot] != 0) {
        const std::uint32_t id = column.slots[slot] - 1;
        if (column.hashes[id] == hash && column.values[id] == value) {
            recent = id + 1;
            return id;
        }
        slot = (slot + 1) & mask;
    }
    column.values.push_back(m_arena.copy(value));
    column.hashes.push_back(hash);
    column.slots[slot] = static_cast<std::uint32_t>(column.values.size());
    recent = column.slots[slot];
    if (value.empty()) {
        column.empty = recent;
    }
    return recent - 1;
}

Result<void> Dictionary::load(Database& database, std::uint64_t entries) {
    const auto most = static_cast<std::int64_t>(std::min<std::uint64_t>(entries, kLargestId + 1));
    auto rows = database.prepare("SELECT id, value FROM dict WHERE col = ? AND id >= ? ORDER BY id");
    if (!rows) {
        return passOn(rows);
    }
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        rows->bind(1, static_cast<std::int64_t>(c)).bind(2, static_cast<std::int64_t>(size(c)));
        auto done = forEachRow(*rows, [&](const Statement& row) -> Result<void> {
            const std::int64_t id = row.integer(0);
            // There are fewer values than entries; a larger number is damage and must not become a size in memory.
            if (id < static_cast<std::int64_t>(size(c)) || id >= most) {
                return fail(ErrorCode::Corrupt, "the dictionary is out of order",
                            fmt::format("dict {} {}", columnNameAt(c), id), "run verify to see what is damaged");
            }
            Column& column = m_columns[c];
            column.values.resize(static_cast<std::size_t>(id));  // what is skipped is in no slot, so never found
            column.hashes.resize(static_cast<std::size_t>(id));
            if (idOf(c, row.text(1)) != id) {
                return fail(ErrorCode::Corrupt, "the dictionary has a value twice",
                            fmt::format("dict {} {}", columnNameAt(c), id), "run verify to see what is damaged");
            }
            return {};
        });
        if (!done) {
            return done;
        }
    }
    return {};
}

void Dictionary::clear() {
    m_columns = {};
    m_arena.clear();
}

}  // namespace vedette
