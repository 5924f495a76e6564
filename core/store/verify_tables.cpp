// SPDX-License-Identifier: GPL-3.0-or-later
// Table by table: what is there against what must be there, nothing less and nothing more.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <set>
#include <span>

#include "core/base/crypto.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

namespace {

// Runs a query and calls `each` per row; what goes wrong is damage of that place.
void forRows(Database& database, std::string_view sql, DamageList& damage, Place kind, const std::string& place,
             const std::function<void(const Statement&)>& each) {
    auto done = forEachRow(database, sql, [&](const Statement& row) -> Result<void> {
        each(row);
        return {};
    });
    if (!done) {
        damage.take(std::move(done.error()), kind, 0, place);
    }
}

std::uint64_t unsignedAt(const Statement& row, int column) { return static_cast<std::uint64_t>(row.integer(column)); }

bool hashAt(const Statement& row, int column, Hash& out) {
    const std::string_view bytes = row.text(column);
    if (!row.isBlob(column) || bytes.size() != out.size()) {
        return false;
    }
    std::memcpy(out.data(), bytes.data(), out.size());
    return true;
}

void checkMeta(Database& database, const KeyChain& keys, DamageList& damage) {
    std::map<std::string, std::string> expected = {{"origin", keys.name()},
                                                   {"verifier", keys.spans().front().key.text()}};
    std::string last;
    forRows(database, "SELECT key, value FROM meta ORDER BY key", damage, Place::Meta, "meta",
            [&](const Statement& row) {
                const std::string name(row.text(0));
                const auto known = expected.find(name);
                if (known == expected.end()) {
                    damage.add(Place::Meta, 0, "meta " + name, "the row does not belong there");
                    return;
                }
                if (known->second != row.text(1) || !row.isText(1)) {
                    damage.add(Place::Meta, 0, "meta " + name, "it does not fit the verifier key");
                } else if (name < last) {
                    damage.add(Place::Meta, 0, "meta " + name, "the row is out of order");
                }
                last = name;
                expected.erase(known);
            });
    for (const auto& [name, value] : expected) {
        damage.add(Place::Meta, 0, "meta " + name, "the row is missing");
    }
}

void readBlocks(Database& database, Snapshot& snapshot, DamageList& damage) {
    std::uint64_t next = 0;
    std::uint64_t missing = 0;
    std::uint64_t firstMissing = 0;
    const auto gap = [&](std::uint64_t to) {
        if (next < to && missing == 0) {
            firstMissing = next;
        }
        missing += to - next;
    };
    forRows(database, "SELECT id, state, t0, t1, root, digest, zones FROM block ORDER BY id", damage, Place::Block,
            "block", [&](const Statement& row) {
                const std::uint64_t id = unsignedAt(row, 0);
                const std::string place = fmt::format("block {}", row.integer(0));
                if (id >= snapshot.blockCount()) {
                    damage.add(Place::Block, id, place, "it lies past the newest checkpoint");
                    return;
                }
                if (id < next) {  // of a damaged tree; what follows looks blocks up by their order
                    damage.add(Place::Block, id, place, "the row is out of order");
                    return;
                }
                gap(id);
                next = id + 1;
                BlockHead head{id, BlockState::Whole, row.integer(2), row.integer(3), {}, {}, std::string(row.text(6))};
                const std::int64_t state = row.integer(1);
                if (state < 0 || state > (snapshot.format == 1 ? 0 : 2) || !row.isInteger(1)) {
                    damage.add(Place::Block, id, place, "its state is not one of this format");
                } else {
                    head.state = static_cast<BlockState>(state);
                }
                const bool gone = head.state == BlockState::Forgotten;
                if (!row.isInteger(2) || !row.isInteger(3) || !hashAt(row, 4, head.root) || !row.isBlob(5) ||
                    (gone ? !row.text(5).empty() : !hashAt(row, 5, head.digest)) || !row.isBlob(6)) {
                    damage.add(Place::Block, id, place, "its head has values of the wrong kind");
                }
                snapshot.blocks.push_back(head);
            });
    gap(snapshot.blockCount());
    if (missing > 0) {
        damage.add(Place::Block, firstMissing, fmt::format("block {}", firstMissing),
                   missing == 1 ? "it is missing" : fmt::format("{} blocks are missing, this is the first", missing));
    }
    for (const char* table : {"block_columns", "block_records"}) {
        forRows(database,
                fmt::format("SELECT id, 0 FROM {0} WHERE id < 0 UNION ALL SELECT id, 0 FROM {0} WHERE id >= {1} "
                            "UNION ALL SELECT block.id, 1 FROM block JOIN {0} ON {0}.id = block.id WHERE state = 2",
                            table, snapshot.blockCount()),
                damage, Place::Block, table, [&](const Statement& row) {
                    damage.add(Place::Block, unsignedAt(row, 0), fmt::format("{} {}", table, row.integer(0)),
                               row.integer(1) == 0 ? "it lies past the newest checkpoint"
                                                   : "its block is forgotten, it is not");
                });
    }
}

void readDictionary(Database& database, Snapshot& snapshot, DamageList& damage) {
    std::uint64_t rows = 0;
    forRows(database, "SELECT col, id, value FROM dict ORDER BY col, id", damage, Place::Dictionary, "dict",
            [&](const Statement& row) {
                ++rows;
                const std::uint64_t column = unsignedAt(row, 0);
                const std::string place = column < kTextColumns
                                              ? fmt::format("dict {} {}", columnNameAt(column), row.integer(1))
                                              : fmt::format("dict column {}", row.integer(0));
                const std::uint64_t id = unsignedAt(row, 1);
                const std::uint64_t next = column < kTextColumns ? snapshot.dictionary[column].size() : 0;
                // Each value has an entry of its own that used it first, so ids lie below the number of entries.
                if (column >= kTextColumns || !row.isText(2) || id < next || id >= snapshot.mostIds() ||
                    (id > next && !snapshot.forgetful)) {
                    damage.add(Place::Dictionary, column, place, "the row is out of order or does not belong there");
                    return;
                }
                snapshot.dictionary[column].resize(id);
                snapshot.dictionary[column].emplace_back(row.text(2));
                snapshot.dictionaryThere[column].resize(id, false);
                snapshot.dictionaryThere[column].push_back(true);
            });
    // The index is what readers look values up in: it must hold exactly the same rows, in order.
    std::uint64_t indexed = 0;
    std::int64_t lastColumn = -1;
    std::string lastValue;
    forRows(database, "SELECT col, value, id FROM dict INDEXED BY dict_value ORDER BY col, value", damage,
            Place::Dictionary, "dict_value", [&](const Statement& row) {
                ++indexed;
                const std::uint64_t column = unsignedAt(row, 0);
                const std::uint64_t id = unsignedAt(row, 2);
                const bool ascending =
                    row.integer(0) > lastColumn || (row.integer(0) == lastColumn && row.text(1) > lastValue);
                if (!ascending || column >= kTextColumns || id >= snapshot.dictionary[column].size() ||
                    !snapshot.dictionaryThere[column][id] || snapshot.dictionary[column][id] != row.text(1)) {
                    damage.add(Place::Dictionary, column,
                               fmt::format("dict_value {} {}", row.integer(0), row.integer(2)),
                               "the index does not agree with the dictionary");
                }
                lastColumn = row.integer(0);
                lastValue = row.text(1);
            });
    if (indexed != rows) {
        damage.add(Place::Dictionary, 0, "dict_value", "the index does not hold every value of the dictionary");
    }
}

void readParts(Database& database, Snapshot& snapshot, DamageList& damage) {
    forRows(database, "SELECT id, data FROM part ORDER BY id", damage, Place::Part, "part", [&](const Statement& row) {
        const std::uint64_t id = unsignedAt(row, 0);
        const std::string place = fmt::format("part {}", row.integer(0));
        // Each part has an entry of its own that uses it first, so there cannot be more than entries.
        if (id < snapshot.parts.size() || id >= snapshot.mostIds() || !row.isBlob(1)) {
            damage.add(Place::Part, id, place, "the row does not belong there");
            return;
        }
        if (id > snapshot.parts.size() && !snapshot.forgetful) {
            damage.add(Place::Part, snapshot.parts.size(), fmt::format("part {}", snapshot.parts.size()),
                       fmt::format("{} sealed parts are missing, this is the first", id - snapshot.parts.size()));
        }
        snapshot.parts.resize(id);
        const bool erased = row.text(1).empty();
        snapshot.parts.push_back({erased ? Hash{} : sha256(row.text(1)), true, erased});
    });
}

}  // namespace

void readSnapshot(Database& database, const KeyChain& keys, Snapshot& snapshot, DamageList& damage) {
    checkMeta(database, keys, damage);
    forRows(database, "SELECT size, note FROM checkpoint ORDER BY size", damage, Place::Checkpoint, "checkpoint",
            [&](const Statement& row) {
                if (row.integer(0) < 0 || !row.isText(1)) {
                    damage.add(Place::Checkpoint, 0, fmt::format("checkpoint {}", row.integer(0)),
                               "the row is not a checkpoint");
                    return;
                }
                if (!snapshot.checkpoints.empty() && unsignedAt(row, 0) <= snapshot.checkpoints.back().size) {
                    damage.add(Place::Checkpoint, unsignedAt(row, 0), fmt::format("checkpoint {}", row.integer(0)),
                               "the row is out of order");
                    return;
                }
                snapshot.checkpoints.push_back({unsignedAt(row, 0), std::string(row.text(1))});
            });
    if (snapshot.checkpoints.empty()) {
        damage.add(Place::Checkpoint, 0, "checkpoint", "the store has no checkpoint");
    } else {
        snapshot.size = snapshot.checkpoints.back().size;
    }
    forRows(database, "SELECT 1 FROM forgotten LIMIT 1", damage, Place::Certificate, "forgotten",
            [&](const Statement&) { snapshot.forgetful = snapshot.format > 1; });
    readBlocks(database, snapshot, damage);
    readDictionary(database, snapshot, damage);
    readParts(database, snapshot, damage);
}

void checkTail(Database& database, const Snapshot& snapshot, DamageList& damage, Derived& derived,
               std::vector<Hash>& leaves) {
    EntryCheck entries(damage, derived);
    std::uint64_t next = snapshot.blockCount() * kBlockEvents;
    bool broken = false;
    forRows(database, "SELECT entry, record, part FROM tail ORDER BY entry", damage, Place::Entry, "tail",
            [&](const Statement& row) {
                const std::uint64_t entry = unsignedAt(row, 0);
                const std::string place = fmt::format("entry {}", row.integer(0));
                if (entry >= snapshot.size || entry < snapshot.blockCount() * kBlockEvents) {
                    damage.add(Place::Entry, entry, place, "the tail holds an entry that does not belong there");
                    return;
                }
                if (entry != next && !broken) {
                    broken = true;
                    damage.add(Place::Entry, next, fmt::format("entry {}", next), "it is missing from the tail");
                }
                next = entry + 1;
                if (!row.isBlob(1) || !(row.isBlob(2) || row.isNull(2))) {
                    damage.add(Place::Entry, entry, place, "the row has values of the wrong kind");
                }
                const Hash digest = row.isNull(2) ? Hash{} : sha256(row.text(2));
                PartSeen part;
                part.erased = !row.isNull(2) && row.text(2).empty();
                part.digest = row.isNull(2) || part.erased ? nullptr : &digest;
                if (part.digest != nullptr) {
                    derived.tailParts.push_back({entry, kNever, digest});
                }
                leaves.push_back(leafHash(row.text(1)));
                ++derived.verified;
                entries.check(entry, row.text(1), part);
            });
    if (next != snapshot.size && !broken) {
        damage.add(Place::Entry, next, fmt::format("entry {}", next), "it is missing from the tail");
        broken = true;
    }
    if (broken) {
        leaves.clear();
        return;
    }
    for (const std::uint64_t size : snapshot.partialSizes) {
        if (size > snapshot.blockCount() * kBlockEvents && size <= snapshot.size) {
            derived.partialRoots[size] =
                subtreeRoot(std::span<const Hash>(leaves).first(size - snapshot.blockCount() * kBlockEvents));
        }
    }
}

void checkNodes(Database& database, const std::vector<Hash>& blockRoots, DamageList& damage) {
    // levels[0] are the block roots, level 10.
    std::vector<std::vector<Hash>> levels = {blockRoots};
    while (levels.back().size() > 1) {
        const auto& below = levels.back();
        std::vector<Hash> level(below.size() / 2);
        for (std::size_t i = 0; i < level.size(); ++i) {
            level[i] = nodeHash(below[2 * i], below[2 * i + 1]);
        }
        levels.push_back(std::move(level));
    }
    std::size_t k = 1;
    std::size_t index = 0;
    const auto missing = [&] {
        damage.add(Place::Node, index, fmt::format("node level {} index {}", k + kBlockLevel, index), "it is missing");
    };
    const auto settle = [&] {
        while (k < levels.size() && index >= levels[k].size()) {
            ++k;
            index = 0;
        }
    };
    settle();
    forRows(database, "SELECT level, idx, hash FROM node ORDER BY level, idx", damage, Place::Node, "node",
            [&](const Statement& row) {
                const std::string place = fmt::format("node level {} index {}", row.integer(0), row.integer(1));
                const std::uint64_t level = unsignedAt(row, 0) - kBlockLevel;
                const std::uint64_t at = unsignedAt(row, 1);
                if (level == 0 || level >= levels.size() || at >= levels[level].size()) {
                    damage.add(Place::Node, at, place, "it does not belong to the tree");
                    return;
                }
                while (k < levels.size() && (k < level || (k == level && index < at))) {
                    missing();
                    ++index;
                    settle();
                }
                Hash hash{};
                if (!hashAt(row, 2, hash) || hash != levels[level][at]) {
                    damage.add(Place::Node, at, place, "it is not the hash of its children");
                }
                ++index;
                settle();
            });
    while (k < levels.size()) {
        missing();
        ++index;
        settle();
    }
}

void checkDictionaryUse(const Snapshot& snapshot, const Derived& derived, DamageList& damage) {
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        std::uint64_t last = 0;
        for (std::size_t id = 0; id < snapshot.dictionary[c].size(); ++id) {
            const std::uint64_t first = id < derived.firstUse[c].size() ? derived.firstUse[c][id] : kNever;
            const auto note = [&](std::string what) {
                damage.add(Place::Dictionary, c, fmt::format("dict {} {}", columnNameAt(c), id), std::move(what));
            };
            if (!snapshot.dictionaryThere[c][id]) {
                continue;
            }
            if (first == kNever) {
                note("no record uses the value");
                continue;
            }
            if (id > 0 && first <= last && !snapshot.forgetful) {
                note("the values are not in order of first use");
            }
            last = first;
        }
    }
}

void checkPartUse(const Snapshot& snapshot, const Derived& derived, DamageList& damage) {
    std::uint64_t last = 0;
    for (std::size_t id = 0; id < derived.partFirstUse.size(); ++id) {
        const std::uint64_t first = derived.partFirstUse[id];
        if (!snapshot.parts[id].there) {
            continue;
        }
        if (first == kNever) {
            damage.add(Place::Part, id, fmt::format("part {}", id), "no record has this sealed part");
            continue;
        }
        if (id > 0 && first <= last && !snapshot.forgetful) {
            damage.add(Place::Part, id, fmt::format("part {}", id), "the sealed parts are not in order of first use");
        }
        last = first;
    }
}

void checkPostings(Database& database, Derived& derived, DamageList& damage) {
    std::ranges::sort(derived.postings);
    auto expected = derived.postings.begin();
    const auto placeOf = [](std::uint64_t column, std::uint64_t bucket, std::uint64_t segment) {
        return column < kAllColumns
                   ? fmt::format("posting column {} bucket {} segment {}", columnNameAt(column), bucket, segment)
                   : fmt::format("posting column {}", column);
    };
    const auto missing = [&] {
        damage.add(Place::Posting, expected->segment, placeOf(expected->column, expected->bucket, expected->segment),
                   "the row is missing");
        ++expected;
    };
    forRows(database, "SELECT col, bucket, segment, data FROM posting ORDER BY col, bucket, segment", damage,
            Place::Posting, "posting", [&](const Statement& row) {
                const std::tuple key{row.integer(0), row.integer(1), row.integer(2)};
                const auto expectedKey = [&] {
                    return std::tuple{static_cast<std::int64_t>(expected->column),
                                      static_cast<std::int64_t>(expected->bucket),
                                      static_cast<std::int64_t>(expected->segment)};
                };
                while (expected != derived.postings.end() && expectedKey() < key) {
                    missing();
                }
                const std::uint64_t segment = unsignedAt(row, 2);
                const std::string place = placeOf(unsignedAt(row, 0), unsignedAt(row, 1), segment);
                if (expected == derived.postings.end() || expectedKey() != key) {
                    damage.add(Place::Posting, segment, place, "the row does not belong there");
                    return;
                }
                if (!row.isBlob(3) || sha256(row.text(3)) != expected->hash) {
                    damage.add(Place::Posting, segment, place, "it does not say what the columns say");
                }
                ++expected;
            });
    while (expected != derived.postings.end()) {
        missing();
    }
}

void checkRollups(Database& database, const Derived& derived, DamageList& damage) {
    std::uint64_t found = 0;
    const auto placeOf = [](const RollupKey& key) {
        return fmt::format("rollup minute {} node {} class {} status {}", key.minute, key.node, key.classUid,
                           key.status);
    };
    const auto& cells = derived.rollups.cells();
    std::optional<RollupKey> last;
    const auto order = [](const RollupKey& key) { return std::tie(key.minute, key.node, key.classUid, key.status); };
    forRows(database,
            "SELECT minute, node, class, status, count, latency, prompt, output, cost FROM rollup "
            "ORDER BY minute, node, class, status",
            damage, Place::Rollup, "rollup", [&](const Statement& row) {
                RollupKey key{row.integer(0), std::string(row.text(1)), row.integer(2), row.integer(3)};
                const auto minute = static_cast<std::uint64_t>(key.minute);
                const auto cell = cells.find(key);
                if (cell == cells.end()) {
                    damage.add(Place::Rollup, minute, placeOf(key), "no event falls into it");
                    return;
                }
                if (last && order(key) <= order(*last)) {  // so that it is not found by whoever looks for it
                    damage.add(Place::Rollup, minute, placeOf(key), "the row is out of order");
                    return;
                }
                ++found;
                const RollupSums sums{row.integer(4), row.integer(5), row.integer(6), row.integer(7), row.integer(8)};
                bool numbers = row.isText(1);
                for (int i = 4; i < 9; ++i) {
                    numbers = numbers && row.isInteger(i);
                }
                if (!numbers || sums != cell->second) {
                    damage.add(Place::Rollup, minute, placeOf(key), "it does not sum up its events");
                }
                last = std::move(key);
            });
    if (found == cells.size()) {
        return;
    }
    // Rare, so slow is fine: which ones?
    std::set<std::tuple<std::int64_t, std::string, std::int64_t, std::int64_t>> have;
    forRows(database, "SELECT minute, node, class, status FROM rollup", damage, Place::Rollup, "rollup",
            [&](const Statement& row) {
                have.emplace(row.integer(0), std::string(row.text(1)), row.integer(2), row.integer(3));
            });
    for (const auto& [key, sums] : cells) {
        if (!have.contains({key.minute, key.node, key.classUid, key.status})) {
            damage.add(Place::Rollup, static_cast<std::uint64_t>(key.minute), placeOf(key), "the row is missing");
        }
    }
}

void checkReserved(Database& database, const Snapshot& snapshot, DamageList& damage) {
    for (const char* table : {"cosignature", "certificate", "forgotten"}) {
        if (snapshot.format > 1 && std::string_view(table) != "cosignature") {
            break;
        }
        forRows(
            database, fmt::format("SELECT 1 FROM {} LIMIT 1", table), damage, Place::Database, table,
            [&](const Statement&) { damage.add(Place::Database, 1, table, "the table must be empty in this format"); });
    }
}

}  // namespace vedette::verifying
