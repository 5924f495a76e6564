// SPDX-License-Identifier: GPL-3.0-or-later
// The pass over the records: everything that can be said about one block alone.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <utility>

#include "core/base/crypto.h"
#include "core/event/event.h"
#include "core/store/block.h"
#include "core/store/certificate.h"
#include "core/store/key_action.h"
#include "core/store/posting.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

namespace {

std::array<Hash, 3> peopleOf(std::string_view record) {
    std::array<Hash, 3> out{};
    std::string scratch;
    Event event;
    if (!readRecord(record, scratch, event)) {
        return out;  // noted as damage
    }
    std::size_t next = 0;
    for (const Field field : {Field::userUid, Field::authUserUid, Field::clientUid}) {
        if (event.has(field)) {
            out[next++] = sha256(event.text(field));
        }
    }
    return out;
}

}  // namespace

EntryCheck::EntryCheck(DamageList& damage, Derived& derived) : m_damage(damage), m_derived(derived) {}

const Columns* EntryCheck::check(std::uint64_t entry, std::string_view record, const PartSeen& part) {
    const auto note = [&](std::string what) {
        m_damage.add(Place::Entry, entry, fmt::format("entry {}", entry), std::move(what));
    };
    auto named = sealedDigestOf(record);
    if (!named) {
        note("the record is not one: " + named.error().what);
    } else if (part.erased) {
        if (named->has_value()) {
            m_derived.erased.push_back({entry, part.id, **named, peopleOf(record)});  // judged with the certificates
        } else {
            note("it has an erased sealed part but names none");
        }
    } else if (part.digest == nullptr && named->has_value()) {
        note("the sealed part it names is missing");
    } else if (part.digest != nullptr && *named != *part.digest) {
        note(!named->has_value() ? "it has a sealed part but names none" : "its sealed part is not the one it names");
    }
    auto columns = m_reader.read(record);
    if (!columns) {
        note("the record is not one: " + columns.error().what);
        return nullptr;
    }
    m_columns = *columns;
    m_derived.rollups.add(m_columns);
    noteLogged(m_derived.clock, entry, m_columns[IntColumn::LoggedTime]);
    classify(entry, record);
    const std::int64_t classUid = m_columns[IntColumn::Class];
    if (m_derived.people != nullptr && (classUid == ocsf::kConsoleAction || classUid == ocsf::kIncidentFinding)) {
        if (auto wrong = m_derived.people->problem(entry, record)) {
            note(std::move(*wrong));
        }
    }
    return &m_columns;
}

// Keeps what other checks look at again.
void EntryCheck::classify(std::uint64_t entry, std::string_view record) {
    const std::int64_t classUid = m_columns[IntColumn::Class];
    if (classUid == ocsf::kRejectedRecord) {
        ++m_derived.rejected;
    } else if (classUid == ocsf::kCollectorStatus) {
        m_derived.statuses.push_back({entry, std::string(record)});
    } else if (classUid == ocsf::kConsoleAction && certificateIn(record)) {
        m_derived.certificates.push_back({entry, std::string(record)});
    } else if (classUid == ocsf::kConsoleAction && keyLineIn(record)) {
        m_derived.keyActions.push_back({entry, std::string(record)});
    }
}

struct SegmentCheck::Impl {
    Impl(const Snapshot& s, DamageList& d, Derived& r) : snapshot(s), damage(d), derived(r), entries(d, r) {}

    const Snapshot& snapshot;
    DamageList& damage;
    Derived& derived;
    Statement columnsRow;
    Statement recordsRow;
    Statement forgottenRows;
    BlockCodec codec;
    EntryCheck entries;
    std::unique_ptr<BlockColumns> columns = std::make_unique<BlockColumns>();
    SegmentPostings postings;
    std::string again;
    std::vector<Hash> leaves;
    std::array<std::uint8_t, kBlockEvents> gone{};  // 1: its row of table forgotten is there, its leaf in `leaves`

    void readForgotten(const BlockHead& head);
    void forgottenBlock(const BlockHead& head);
    void records(const BlockHead& head, std::span<const std::string_view> records, std::span<const std::int64_t> parts,
                 bool haveColumns);
    void compareGone(const BlockHead& head, std::size_t i);
    void finish(const BlockHead& head);
    void block(const BlockHead& head, unsigned withinSegment);
    PartSeen partOf(const BlockHead& head, std::uint64_t entry, std::int64_t number);
    bool readColumns(const BlockHead& head, std::string_view& blob);
    void compareColumns(const BlockHead& head, std::size_t i, const Columns& read, std::array<bool, kAllColumns>& bad);
    void note(const BlockHead& head, std::string_view part, std::string what) {
        damage.add(Place::Block, head.id, fmt::format("block {}{}", head.id, part), std::move(what));
    }
};

SegmentCheck::SegmentCheck(const Snapshot& snapshot, DamageList& damage, Derived& derived)
    : m_impl(std::make_unique<Impl>(snapshot, damage, derived)) {
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        derived.firstUse[c].assign(snapshot.dictionary[c].size(), kNever);
    }
    derived.partFirstUse.assign(snapshot.parts.size(), kNever);
    derived.people = snapshot.people.get();
}

SegmentCheck::~SegmentCheck() = default;

Result<void> SegmentCheck::open(Database& database) {
    Impl& s = *m_impl;
    auto columns = database.prepare("SELECT data FROM block_columns WHERE id = ?");
    auto records = database.prepare("SELECT records, parts FROM block_records WHERE id = ?");
    auto forgotten =
        database.prepare("SELECT entry, leaf FROM forgotten WHERE entry >= ? AND entry < ? ORDER BY entry");
    if (!columns || !records || !forgotten) {
        return passOn(!columns ? columns : !records ? records : forgotten);
    }
    s.forgottenRows = std::move(*forgotten);
    s.columnsRow = std::move(*columns);
    s.recordsRow = std::move(*records);
    return {};
}

void SegmentCheck::check(std::uint64_t segment, std::span<const BlockHead> heads,
                         const std::function<bool()>& stopped) {
    Impl& s = *m_impl;
    s.postings.clear();
    for (const BlockHead& head : heads) {
        if (stopped()) {
            return;
        }
        s.block(head, static_cast<unsigned>(head.id % kSegmentBlocks));
    }
    if (heads.size() < kSegmentBlocks) {
        return;  // postings are written when a segment is complete
    }
    [[maybe_unused]] const auto done =
        s.postings.rows([&](std::size_t column, std::uint64_t bucket, std::string_view data) -> Result<void> {
            s.derived.postings.push_back({column, bucket, segment, sha256(data)});
            return {};
        });
}

bool SegmentCheck::Impl::readColumns(const BlockHead& head, std::string_view& blob) {
    columnsRow.reset();
    columnsRow.bind(1, static_cast<std::int64_t>(head.id));
    auto row = columnsRow.step();
    if (!row) {
        damage.take(std::move(row.error()), Place::Block, head.id, fmt::format("block {} columns", head.id));
        return false;
    }
    if (!*row || !columnsRow.isBlob(0)) {
        note(head, " columns", *row ? "they are not a blob" : "the row is missing");
        return false;
    }
    blob = columnsRow.text(0);
    columns->n = kBlockEvents;
    for (std::size_t c = 0; c < kAllColumns; ++c) {
        auto bytes = columnBytes(blob, c, kBlockEvents);
        if (!bytes) {
            note(head, " columns", bytes.error().what);
            return false;
        }
        std::span<std::int64_t> values(columns->values[c].data(), kBlockEvents);
        if (auto done = decodeColumn(*bytes, values); !done) {
            note(head, fmt::format(" column {}", columnNameAt(c)), done.error().what);
            return false;
        }
        again.clear();
        encodeColumn(values, again);
        if (again != *bytes) {
            note(head, fmt::format(" column {}", columnNameAt(c)), "it is not in its canonical form");
        }
    }
    return true;
}

void SegmentCheck::Impl::compareColumns(const BlockHead& head, std::size_t i, const Columns& read,
                                        std::array<bool, kAllColumns>& bad) {
    const std::uint64_t entry = head.id * kBlockEvents + i;
    const auto differs = [&](std::size_t c) {
        if (!bad[c]) {
            bad[c] = true;  // one per column and block is enough to find it
            note(head, fmt::format(" column {}", columnNameAt(c)),
                 fmt::format("entry {}: the column does not say what the record says", entry));
        }
    };
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        const auto id = static_cast<std::uint64_t>(columns->values[c][i]);
        const auto& dictionary = snapshot.dictionary[c];
        if (id >= dictionary.size() || !snapshot.dictionaryThere[c][id] || dictionary[id] != read.texts[c]) {
            differs(c);
            continue;
        }
        std::uint64_t& first = derived.firstUse[c][id];
        if (entry < first) {
            first = entry;
        }
    }
    for (std::size_t c = 0; c < kIntColumns; ++c) {
        if (columns->values[kTextColumns + c][i] != read.numbers[c]) {
            differs(kTextColumns + c);
        }
    }
}

// The sealed part an entry has.
PartSeen SegmentCheck::Impl::partOf(const BlockHead& head, std::uint64_t entry, std::int64_t number) {
    if (number == 0) {
        return {};
    }
    const auto id = static_cast<std::size_t>(number - 1);
    if (id >= snapshot.parts.size() || !snapshot.parts[id].there) {
        note(head, " sealed parts", fmt::format("entry {} has part {}, which is missing", entry, id));
        return {};
    }
    derived.partFirstUse[id] = std::min(derived.partFirstUse[id], entry);
    const PartRow& row = snapshot.parts[id];
    return {row.erased ? nullptr : &row.digest, row.erased, id};
}

// Fills in `gone` and the leaves of what is forgotten.
void SegmentCheck::Impl::readForgotten(const BlockHead& head) {
    gone.fill(0);
    forgottenRows.reset();
    const std::uint64_t first = head.id * kBlockEvents;
    forgottenRows.bind(1, static_cast<std::int64_t>(first));
    forgottenRows.bind(2, static_cast<std::int64_t>(first + kBlockEvents));
    const std::string place = fmt::format("block {} forgotten", head.id);
    for (std::size_t next = 0;;) {
        auto row = forgottenRows.step();
        if (!row) {
            damage.take(std::move(row.error()), Place::Block, head.id, place);
            return;
        }
        if (!*row) {
            return;
        }
        // Of a damaged tree SQLite returns rows that were not asked for, and in another order.
        const std::uint64_t i = static_cast<std::uint64_t>(forgottenRows.integer(0)) - first;
        if (i < next || i >= kBlockEvents) {
            damage.add(Place::Block, head.id, place, "its rows are out of order");
            return;
        }
        next = i + 1;
        const std::string_view leaf = forgottenRows.text(1);
        if (leaf.size() == leaves[i].size() && forgottenRows.isBlob(1)) {
            std::memcpy(leaves[i].data(), leaf.data(), leaf.size());
        }
        gone[i] = 1;
    }
}

// Of a block that is forgotten as a whole the leaves alone can be looked at.
void SegmentCheck::Impl::forgottenBlock(const BlockHead& head) {
    if (head.t0 != 0 || head.t1 != 0 || !head.zones.empty()) {
        note(head, "", "it is forgotten, and still says something of its records");
    }
    const auto missing = std::ranges::find(gone, 0);
    if (missing != gone.end()) {
        const auto entry = head.id * kBlockEvents + static_cast<std::uint64_t>(missing - gone.begin());
        damage.add(Place::Entry, entry, fmt::format("entry {}", entry), "the record is gone without a certificate");
    }
    derived.forgotten += kBlockEvents - static_cast<std::uint64_t>(std::ranges::count(gone, 0));
    finish(head);
}

// A forgotten record says nothing in any column.
void SegmentCheck::Impl::compareGone(const BlockHead& head, std::size_t i) {
    for (std::size_t c = 0; c < kAllColumns; ++c) {
        if (columns->values[c][i] != (c < kTextColumns ? -1 : 0)) {
            note(head, fmt::format(" column {}", columnNameAt(c)),
                 fmt::format("entry {}: the record is forgotten, the column is not", head.id * kBlockEvents + i));
            return;
        }
    }
}

void SegmentCheck::Impl::records(const BlockHead& head, std::span<const std::string_view> records,
                                 std::span<const std::int64_t> parts, bool haveColumns) {
    std::array<bool, kAllColumns> bad{};
    std::optional<std::pair<std::int64_t, std::int64_t>> times;
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        const std::string_view record = records[i];
        const std::uint64_t entry = head.id * kBlockEvents + i;
        const auto atEntry = [&](std::string what) {
            damage.add(Place::Entry, entry, fmt::format("entry {}", entry), std::move(what));
        };
        if (record.empty() && gone[i] != 0) {
            ++derived.forgotten;
            if (parts[i] != 0) {
                atEntry("the record is forgotten, its sealed part is not");
            }
            if (haveColumns) {
                compareGone(head, i);
            }
            continue;
        }
        if (record.empty() || gone[i] != 0) {
            atEntry(record.empty() ? "the record is gone without a certificate"
                                   : "the record is there, and said to be forgotten");
        }
        leaves[i] = leafHash(record);
        ++derived.verified;
        const Columns* read = entries.check(entry, record, partOf(head, entry, parts[i]));
        if (read == nullptr) {
            continue;
        }
        const std::int64_t time = (*read)[IntColumn::Time];
        times = times ? std::pair(std::min(times->first, time), std::max(times->second, time)) : std::pair(time, time);
        if (haveColumns) {
            compareColumns(head, i, *read, bad);
        }
    }
    if (times.value_or(std::pair<std::int64_t, std::int64_t>(0, 0)) != std::pair(head.t0, head.t1)) {
        note(head, "", "its first and last event time are not those of its records");
    }
}

// Root and what follows from the leaves.
void SegmentCheck::Impl::finish(const BlockHead& head) {
    const Hash root = subtreeRoot(leaves);
    if (root != head.root) {
        note(head, "", "its records do not have the root the block names: a record was changed, or the root");
    }
    derived.roots.emplace_back(head.id, root);
    const auto& sizes = snapshot.partialSizes;
    for (auto it = std::ranges::lower_bound(sizes, head.id * kBlockEvents);
         it != sizes.end() && *it < (head.id + 1) * kBlockEvents; ++it) {
        derived.partialRoots[*it] = subtreeRoot(std::span<const Hash>(leaves).first(*it % kBlockEvents));
    }
}

void SegmentCheck::Impl::block(const BlockHead& head, unsigned withinSegment) {
    leaves.assign(kBlockEvents, Hash{});
    readForgotten(head);
    const bool someGone = std::ranges::find(gone, 1) != gone.end();
    const bool allGone = std::ranges::find(gone, 0) == gone.end();
    if (someGone != (head.state != BlockState::Whole) || allGone != (head.state == BlockState::Forgotten)) {
        note(head, "", "its state is not what is forgotten of it");
    }
    if (head.state == BlockState::Forgotten) {
        forgottenBlock(head);
        return;
    }
    std::string_view columnsBlob;
    const bool haveColumns = readColumns(head, columnsBlob);
    if (haveColumns) {
        [[maybe_unused]] const auto added = postings.addBlock(withinSegment, columnsBlob);
    }
    recordsRow.reset();
    recordsRow.bind(1, static_cast<std::int64_t>(head.id));
    auto row = recordsRow.step();
    if (!row) {
        damage.take(std::move(row.error()), Place::Block, head.id, fmt::format("block {} records", head.id));
        return;
    }
    if (!*row || !recordsRow.isBlob(0) || !recordsRow.isBlob(1)) {
        note(head, " records", *row ? "they are not a blob" : "the row is missing");
        return;
    }
    const std::string_view recordsBlob = recordsRow.text(0);
    const std::string_view partsBlob = recordsRow.text(1);
    if (sha256(recordsBlob) != head.digest) {
        note(head, " records", "the stored bytes are not those the block's digest names");
    }
    auto parts = decodePartIndex(partsBlob, kBlockEvents);
    if (!parts) {
        note(head, " sealed parts", parts.error().what);
        parts = std::vector<std::int64_t>(kBlockEvents, 0);
    } else if (encodePartIndex(*parts) != partsBlob) {
        note(head, " sealed parts", "their index is not in its canonical form");
    }
    auto decoded = codec.decodeRecords(recordsBlob, kBlockEvents);
    if (!decoded) {
        note(head, " records", decoded.error().what);
        return;
    }
    if (haveColumns && encodeZones(*columns, gone) != head.zones) {
        note(head, "", "its zones are not the smallest and largest values of its columns");
    }
    records(head, *decoded, *parts, haveColumns);
    finish(head);
}

}  // namespace vedette::verifying
