// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of verify share: the list of damage, and what is known of the store so far.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/store/database.h"
#include "core/store/key_chain.h"
#include "core/store/merkle.h"
#include "core/store/people.h"
#include "core/store/rollup.h"
#include "core/store/schema.h"
#include "core/store/verify.h"

namespace vedette::verifying {

// Where damage is, in the order it is shown.
enum class Place {
    Database,
    Meta,
    Block,
    Entry,
    Part,
    Certificate,
    Node,
    Checkpoint,
    Dictionary,
    Posting,
    Rollup,
    Anchor
};
inline constexpr int kKinds = static_cast<int>(Place::Anchor) + 1;

class DamageList {
public:
    void add(Place kind, std::uint64_t number, std::string place, std::string what);
    // Corrupt becomes damage and true; any other error is kept as the reason why the check cannot be made, and false.
    bool take(Error error, Place kind, std::uint64_t number, std::string place);
    [[nodiscard]] std::optional<Error> failure() const;
    [[nodiscard]] bool failed() const { return m_failed.load(std::memory_order_relaxed); }
    [[nodiscard]] bool empty() const;
    void moveTo(VerifyReport& report);

private:
    struct Item {
        Place kind;
        std::uint64_t number;
        Damage damage;
    };
    static constexpr std::size_t kShown = 1000;  // as verify.h says
    void keep(const std::function<std::size_t(std::size_t there)>& many);

    mutable std::mutex m_mutex;
    std::vector<Item> m_items;
    std::uint64_t m_count = 0;
    std::optional<Error> m_failure;
    std::atomic<bool> m_failed = false;
};

struct BlockHead {
    std::uint64_t id = 0;
    BlockState state = BlockState::Whole;
    std::int64_t t0 = 0;
    std::int64_t t1 = 0;
    Hash root{};
    Hash digest{};
    std::string zones;
};

struct CheckpointRow {
    std::uint64_t size = 0;
    std::string note;
};

struct PostingDigest {
    std::uint64_t column = 0;
    std::uint64_t bucket = 0;
    std::uint64_t segment = 0;
    Hash hash{};
    auto operator<=>(const PostingDigest&) const = default;
};

// An event that says something about completeness.
struct StatusEvent {
    std::uint64_t entry = 0;
    std::string record;
};

// A record whose sealed part is empty; only the record says which it was.
struct ErasedUse {
    std::uint64_t entry = 0;
    std::uint64_t part = 0;  // row of table part; kNever in the tail
    Hash digest{};
    std::array<Hash, 3> people{};  // SHA-256 of each pseudonym of its user, the other user and client; else zeroes
};

// Entries of one segment that were logged one after the other, the clock never going back by more than the tolerance.
struct ClockRun {
    std::uint64_t first = 0;     // entry
    std::uint64_t last = 0;      // entry
    std::int64_t firstTime = 0;  // logged_time of the first, milliseconds
    std::int64_t latest = 0;     // greatest logged_time
    std::uint64_t latestAt = 0;  // its entry
    std::uint64_t steps = 0;     // back, within it: only of a segment that has too many runs to list
};
// Checkpoints may differ by this much between programs that append to one store, and wait this long for its lock.
inline constexpr Duration kCheckpointTolerance = std::chrono::minutes(5);
// Entries wait in queues as well, between being received and being put in order; a demo runs hundreds of times as fast
// as its clock, and seconds of waiting are minutes there.
inline constexpr Duration kEntryTolerance = std::chrono::hours(1);

// What a record has for a sealed part.
struct PartSeen {
    const Hash* digest = nullptr;  // null: none, or erased
    bool erased = false;
    std::uint64_t id = ~std::uint64_t{0};
};

struct PartRow {
    Hash digest{};
    bool there = false;
    bool erased = false;
};

// What the pass over the records gives; one per thread, merged at the end. verify_file.cpp writes it to a file: what is
// added here is added there.
struct Derived {
    const PeopleLog* people = nullptr;  // who may do what; null: not known yet
    std::uint64_t verified = 0;
    std::uint64_t forgotten = 0;
    std::vector<ErasedUse> erased;
    std::vector<ErasedUse> tailParts;       // parts of the tail that are there
    std::vector<StatusEvent> certificates;  // records that name a certificate
    std::vector<StatusEvent> keyActions;    // records that say that keys changed
    std::uint64_t rejected = 0;
    RollupMap rollups;
    std::vector<PostingDigest> postings;
    std::map<std::uint64_t, Hash> partialRoots;  // log size → MTH of the entries after the last whole block before it
    std::array<std::vector<std::uint64_t>, kTextColumns> firstUse;  // dictionary id → first entry that uses it
    std::vector<std::uint64_t> partFirstUse;                        // part id → first entry that uses it
    std::vector<StatusEvent> statuses;
    std::vector<std::pair<std::uint64_t, Hash>> roots;  // block id → root recomputed
    std::vector<ClockRun> clock;                        // in the order they were read; no run reaches past a segment

    void merge(Derived& other);
    // Takes away what entries from `end` on gave; `later`: what was merged for them.
    void cutAt(std::uint64_t end, const Derived& later);
};
inline constexpr std::uint64_t kNever = ~std::uint64_t{0};

// Read at the start, in one snapshot, and not changed afterwards.
struct Snapshot {
    std::shared_ptr<const PeopleLog> people;
    std::filesystem::path database;
    std::uint64_t size = 0;  // of the newest checkpoint
    std::vector<CheckpointRow> checkpoints;
    std::int64_t format = kStoreFormat;
    bool forgetful = false;         // table forgotten has rows: ids may be missing, their order is free
    std::vector<BlockHead> blocks;  // those with 0 <= id < size / 1024
    std::array<std::vector<std::string>, kTextColumns> dictionary;
    std::array<std::vector<bool>, kTextColumns> dictionaryThere;  // ids that have a row
    std::vector<PartRow> parts;                                   // by id
    std::vector<std::uint64_t> partialSizes;  // sizes whose root is wanted, not multiples of 1024; ascending
    [[nodiscard]] std::uint64_t blockCount() const { return size / kBlockEvents; }
    // More dictionary values or sealed parts than entries of the blocks that are there cannot be: a number in a row,
    // `size` among them, must not become a size in memory.
    [[nodiscard]] std::uint64_t mostIds() const { return std::min<std::uint64_t>(size, blocks.size() * kBlockEvents); }
};

// verify_memory.cpp: what an earlier check knows still holds of the rows that are there now.
// Digest of the rows that name, or follow from, the records of the first `segments` segments.
[[nodiscard]] Hash fingerprintOf(const Snapshot& snapshot, const Derived& derived, std::uint64_t segments);
// The memory's findings when they still hold for `snapshot` under this key, and empty otherwise. Takes them out.
[[nodiscard]] std::unique_ptr<Derived> recall(VerifyMemory& memory, const Snapshot& snapshot, const std::string& key);
void remember(VerifyMemory& memory, std::unique_ptr<Derived> derived, const Snapshot& snapshot, const std::string& key,
              std::uint64_t segments);
[[nodiscard]] inline std::uint64_t wholeSegments(const Snapshot& snapshot) {
    return snapshot.blockCount() / kSegmentBlocks;
}
inline constexpr std::uint64_t kSegmentEntries = kSegmentBlocks * kBlockEvents;

// One record against its sealed part and (within a block) its columns; adds to `derived`. `columns` out.
class EntryCheck {
public:
    EntryCheck(DamageList& damage, Derived& derived);
    // Null when the record could not be read; the damage is noted. Views live until the next call.
    const Columns* check(std::uint64_t entry, std::string_view record, const PartSeen& part);

private:
    void classify(std::uint64_t entry, std::string_view record);

    DamageList& m_damage;
    Derived& m_derived;
    ColumnReader m_reader;
    Columns m_columns;
};

// verify_blocks.cpp: checks the blocks of one segment.
class SegmentCheck {
public:
    SegmentCheck(const Snapshot& snapshot, DamageList& damage, Derived& derived);
    ~SegmentCheck();
    // `database` is read within the transaction it is in, and outlives the object.
    [[nodiscard]] Result<void> open(Database& database);
    // `heads`: the segment's rows of table block.
    void check(std::uint64_t segment, std::span<const BlockHead> heads, const std::function<bool()>& stopped);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// verify_tables.cpp: each compares one table with what it must hold.
void readSnapshot(Database& database, const KeyChain& keys, Snapshot& snapshot, DamageList& damage);
void checkTail(Database& database, const Snapshot& snapshot, DamageList& damage, Derived& derived,
               std::vector<Hash>& leaves);
void checkNodes(Database& database, const std::vector<Hash>& blockRoots, DamageList& damage);
void checkDictionaryUse(const Snapshot& snapshot, const Derived& derived, DamageList& damage);
void checkPartUse(const Snapshot& snapshot, const Derived& derived, DamageList& damage);
void checkPostings(Database& database, Derived& derived, DamageList& damage);
void checkRollups(Database& database, const Derived& derived, DamageList& damage);
void checkReserved(Database& database, const Snapshot& snapshot, DamageList& damage);

// verify_forgotten.cpp: certificates, and that nothing is gone without one.
void checkForgotten(Database& database, const KeyChain& keys, const Snapshot& snapshot, const Derived& derived,
                    DamageList& damage, VerifyReport& report);

// verify_people.cpp: who may do what, read before the pass over the records, which judges each action by it; and
// erasures against what two people agreed on.
void readPeople(Database& database, const std::string& origin, Snapshot& snapshot);
void checkErasures(Database& database, const Snapshot& snapshot, DamageList& damage);

// verify_holds.cpp: that no certificate let go what a legal hold covered when it was issued. Uses the store's own
// derived data, so only of a store that is otherwise undamaged.
struct LetGo {
    std::uint64_t entry = 0;  // whose sealed part is gone; kNever: records that nothing is known of any more
    std::uint64_t certificate = 0;
    std::uint64_t issuedAt = 0;  // the certificate's entry
};
void checkHolds(const std::filesystem::path& folder, std::span<const LetGo> gone, DamageList& damage);

// Calls each(i) for 0 <= i < n on up to `threads` threads.
void forAll(std::size_t n, int threads, const std::function<void(std::size_t)>& each);

// verify_notes.cpp: checkpoints and anchors.
struct AnchorNote {
    std::string file;
    std::size_t number = 0;  // within the file, from 1
    std::string note;
};
[[nodiscard]] Result<std::vector<AnchorNote>> readAnchors(const std::vector<std::filesystem::path>& files);
// `roots`: the recomputed root of every wanted size that can be known. `known`: checkpoints up to this size were
// checked before and are what they were.
void checkCheckpoints(const Snapshot& snapshot, const KeyChain& keys, const std::map<std::uint64_t, Hash>& roots,
                      std::uint64_t known, int threads, DamageList& damage, Checkpoint& head);
void checkAnchors(const std::vector<AnchorNote>& anchors, const Snapshot& snapshot, const KeyChain& keys,
                  const std::map<std::uint64_t, Hash>& roots, int threads, DamageList& damage, VerifyReport& report);

// verify_keys.cpp: that keys changed only as they may, that the log says so, and what is no longer believed. `given`:
// the trusted key came from outside the store.
void checkKeys(const KeyChain& keys, bool given, const Snapshot& snapshot, const Derived& derived, DamageList& damage,
               VerifyReport& report);

// verify_clock.cpp: where the clock of whoever wrote was moved. noteLogged() is told each entry's logged_time in turn.
void noteLogged(std::vector<ClockRun>& runs, std::uint64_t entry, std::int64_t logged);
void judgeClock(const Snapshot& snapshot, Derived& derived, Time now, VerifyReport& report);

// verify_completeness.cpp
void judgeCompleteness(std::vector<StatusEvent>& statuses, Time until, VerifyReport& report);

}  // namespace vedette::verifying

namespace vedette {

struct VerifyMemory {
    std::string key;             // that was trusted
    std::uint64_t segments = 0;  // whole segments known, from the first
    Hash fingerprint{};
    std::unique_ptr<verifying::Derived> derived;  // of these; null: nothing is known
};

}  // namespace vedette
