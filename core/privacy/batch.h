// SPDX-License-Identifier: GPL-3.0-or-later
// What travels from the sealer to the store: records ready to be kept, with the sealed parts they refer to and the
// cursors that must be saved with them. Owned by one thread at a time; moved, never shared.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/event/columns.h"

namespace vedette {

// The clear values of one subject as seen in one or more records, encrypted (docs/store-format.md, "Sealed part").
// Records of the same subject with the same clear values refer to the same part.
struct SealedPart {
    std::string bytes;
    Hash digest{};  // SHA-256(bytes); its hex is the record's vedette.sealed
};

struct SealedRow {
    std::string_view record;  // canonical JSON, in the batch's arena
    Columns columns;          // views into the batch's arena
    std::int32_t part = -1;   // index into Batch::parts, -1 without personal data
};

// Where a source has been read up to. Opaque text of the collector; saved in the transaction that saves the events.
struct Cursor {
    std::string source;  // "<node>/<source id>"
    std::string value;
};

// The stable id of a row already collected, for sources that are re-read with an overlap.
struct SeenId {
    std::string source;
    std::uint64_t id = 0;  // keyed or plain hash of the row's stable id
    Time time{};           // forgotten once older than the source's overlap
};

struct Batch {
    Arena arena;
    std::vector<SealedRow> rows;
    std::vector<std::shared_ptr<const SealedPart>> parts;
    std::vector<Cursor> cursors;
    std::vector<SeenId> seen;
    std::vector<Cursor> forgetSeenBefore;  // source → RFC 3339 time: older SeenIds may go

    [[nodiscard]] bool empty() const { return rows.empty() && cursors.empty() && seen.empty(); }
};

// Adds an event of our own as a row without a sealed part. For what holds pseudonyms at most: nothing is sealed here.
// The row keeps nothing of the event's texts.
void appendEvent(const class Event& event, Batch& batch);

}  // namespace vedette
