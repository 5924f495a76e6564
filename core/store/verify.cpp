// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "core/base/file.h"
#include "core/store/anchor.h"
#include "core/store/anchor_list.h"
#include "core/store/certificate.h"
#include "core/store/log_state.h"
#include "core/store/verify_state.h"

namespace vedette {

namespace verifying {

void DamageList::add(Place kind, std::uint64_t number, std::string place, std::string what) {
    const std::lock_guard lock(m_mutex);
    ++m_count;
    m_items.push_back({kind, number, {std::move(place), std::move(what)}});
    // Keep the first ones of each kind by place, whatever order threads find them in, without keeping millions.
    if (m_items.size() >= 16 * kShown) {
        keep([](std::size_t) { return kShown; });
    }
}

// Sorts, and keeps so many of each kind of place.
void DamageList::keep(const std::function<std::size_t(std::size_t there)>& many) {
    std::ranges::stable_sort(m_items, {}, [](const Item& i) { return std::pair(i.kind, i.number); });
    std::vector<Item> kept;
    for (auto first = m_items.begin(); first != m_items.end();) {
        const auto end = std::ranges::upper_bound(first, m_items.end(), first->kind, {}, &Item::kind);
        const auto there = static_cast<std::size_t>(end - first);
        std::move(first, first + static_cast<std::ptrdiff_t>(std::min(there, many(there))), std::back_inserter(kept));
        first = end;
    }
    m_items = std::move(kept);
}

bool DamageList::take(Error error, Place kind, std::uint64_t number, std::string place) {
    if (error.code == ErrorCode::Corrupt) {
        add(kind, number, std::move(place), std::move(error.what));
        return true;
    }
    const std::lock_guard lock(m_mutex);
    if (!m_failure) {
        m_failure = std::move(error);
    }
    m_failed = true;
    return false;
}

std::optional<Error> DamageList::failure() const {
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

bool DamageList::empty() const {
    const std::lock_guard lock(m_mutex);
    return m_count == 0;
}

// What follows from one damage can be thousands of others of one kind; each kind is shown.
void DamageList::moveTo(VerifyReport& report) {
    constexpr std::size_t kShare = 50;
    std::size_t rest = kShown > m_items.size() ? m_items.size() : kShown - kShare * static_cast<std::size_t>(kKinds);
    keep([&rest](std::size_t there) {
        const std::size_t beyond = there > kShare ? std::min(there - kShare, rest) : 0;
        rest -= beyond;
        return kShare + beyond;
    });
    for (Item& item : m_items) {
        report.damage.push_back(std::move(item.damage));
    }
    report.damageCount = m_count;
}

void Derived::merge(Derived& other) {
    verified += other.verified;
    forgotten += other.forgotten;
    erased.insert(erased.end(), other.erased.begin(), other.erased.end());
    std::ranges::move(other.certificates, std::back_inserter(certificates));
    std::ranges::move(other.keyActions, std::back_inserter(keyActions));
    rejected += other.rejected;
    rollups.merge(other.rollups);
    postings.insert(postings.end(), other.postings.begin(), other.postings.end());
    partialRoots.merge(other.partialRoots);
    const auto earliest = [](std::vector<std::uint64_t>& mine, const std::vector<std::uint64_t>& theirs) {
        mine.resize(std::max(mine.size(), theirs.size()), kNever);
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            mine[i] = std::min(mine[i], theirs[i]);
        }
    };
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        earliest(firstUse[c], other.firstUse[c]);
    }
    earliest(partFirstUse, other.partFirstUse);
    std::ranges::move(other.statuses, std::back_inserter(statuses));
    roots.insert(roots.end(), other.roots.begin(), other.roots.end());
    clock.insert(clock.end(), other.clock.begin(), other.clock.end());
}

}  // namespace verifying

namespace {

using namespace verifying;

// Whether the database is one of ours and of this format. Unsupported is an error: there is nothing to check it with.
Result<bool> checkHeader(Database& database, std::int64_t& stated, DamageList& damage) {
    const auto value = [&](std::string_view pragma) -> std::optional<std::int64_t> {
        auto read = database.integer(pragma);
        if (!read) {
            damage.take(std::move(read.error()), Place::Database, 0, "database");
            return {};
        }
        return *read;
    };
    const auto application = value("PRAGMA application_id");
    const auto format = value("PRAGMA user_version");
    if (!application || !format) {
        return false;
    }
    if (*format > kKeyChangeFormat) {
        return fail(ErrorCode::Unsupported, fmt::format("the store says it has format {}", *format), {},
                    "use a newer version of Vedette");
    }
    stated = *format;
    if (*application != kStoreApplicationId || *format < 1) {
        damage.add(Place::Database, 0, "database", "its header does not say that it is a store of this format");
    }
    return true;
}

// True when every expected table is there as expected; extra objects are damage, but do not hinder.
bool checkSchema(Database& database, DamageList& damage) {
    std::map<std::string, SchemaObject> expected;
    for (const SchemaObject& object : storeSchema()) {
        expected.emplace(object.name, object);
    }
    auto rows = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid");
    if (!rows) {
        damage.take(std::move(rows.error()), Place::Database, 0, "database");
        return false;
    }
    bool good = true;
    for (;;) {
        auto row = rows->step();
        if (!row) {
            damage.take(std::move(row.error()), Place::Database, 0, "database");
            return false;
        }
        if (!*row) {
            break;
        }
        const std::string name(rows->text(1));
        const auto known = expected.find(name);
        if (known == expected.end()) {
            damage.add(Place::Database, 0, "schema " + name,
                       fmt::format("a {} that does not belong to a store", rows->text(0)));
            continue;
        }
        const std::string_view table = known->second.type == "index" ? "dict" : known->second.name;
        if (rows->text(0) != known->second.type || rows->text(2) != table || rows->text(3) != known->second.sql) {
            damage.add(Place::Database, 0, "schema " + name, "it is not defined as it must be");
            good = false;
        }
        expected.erase(known);
    }
    for (const auto& [name, object] : expected) {
        damage.add(Place::Database, 0, "schema " + name, fmt::format("the {} is missing", object.type));
        good = false;
    }
    return good;
}

// SQLite's own check of its pages and trees, on a connection of its own.
void quickCheck(const std::filesystem::path& file, const std::stop_token& stop, DamageList& damage) {
    auto database = Database::open(file, Database::Mode::ReadOnly);
    if (!database) {
        damage.take(std::move(database.error()), Place::Database, 0, "database");
        return;
    }
    const std::stop_callback interrupt(stop, [&] { database->interrupt(); });
    auto rows = database->prepare("PRAGMA quick_check(50)");
    while (rows) {
        auto row = rows->step();
        if (!row) {
            if (row.error().code != ErrorCode::Cancelled || !stop.stop_requested()) {
                damage.take(std::move(row.error()), Place::Database, 0, "database");
            }
            return;
        }
        if (!*row) {
            return;
        }
        if (rows->text(0) != "ok") {
            damage.add(Place::Database, 2, "database", std::string(rows->text(0)));
        }
    }
    // Stopped before it began: by whoever found a reason to.
    if (rows.error().code != ErrorCode::Cancelled || !stop.stop_requested()) {
        damage.take(std::move(rows.error()), Place::Database, 0, "database");
    }
}

class Verification {
public:
    Verification(const std::filesystem::path& folder, const VerifyOptions& options)
        : m_paths(folder), m_options(options), m_threads(std::clamp(options.threads, 1, 64)) {}

    Result<VerifyReport> run();

private:
    Result<VerifierKey> trustedKey() const;
    Result<std::vector<AnchorNote>> anchors() const;
    void wantSizes(const std::vector<AnchorNote>& anchors);
    void readStore(Database& database, const VerifierKey& key, const KeyChain& keys, VerifyReport& report);
    Result<void> openReaders(Database& database);
    void passOverBlocks(std::uint64_t from, std::uint64_t to, Derived& derived);
    void work(std::uint64_t to, Derived& derived, Database& database);
    void collectRoots();
    void foldRoots();
    [[nodiscard]] bool stopped() const { return m_options.stop.stop_requested() || m_damage.failed(); }

    StorePaths m_paths;
    const VerifyOptions& m_options;
    int m_threads;
    DamageList m_damage;
    std::vector<Database> m_readers;  // one per thread, each in a transaction
    Snapshot m_snapshot;
    std::unique_ptr<Derived> m_derived = std::make_unique<Derived>();
    Derived m_late;                  // of what no memory keeps: the last segment and the tail
    std::uint64_t m_known = 0;       // segments an earlier check read
    std::vector<Hash> m_blockRoots;  // of the blocks from 0 without a gap
    std::vector<Hash> m_tailLeaves;
    std::set<std::uint64_t> m_sizes;  // whose roots are wanted
    std::map<std::uint64_t, Hash> m_roots;
    std::atomic<std::uint64_t> m_nextSegment = 0;
    std::mutex m_progress;
    std::uint64_t m_done = 0;
};

Result<VerifierKey> Verification::trustedKey() const {
    if (!m_options.key.empty()) {
        return VerifierKey::parse(m_options.key);
    }
    auto text = readFile(m_paths.verifier, 4096);
    if (!text) {
        return fail(ErrorCode::NotFound, "there is no verifier key to check the store with", m_paths.verifier.string(),
                    "give the key, or put keys/verifier back");
    }
    auto key = VerifierKey::parse(*text);
    if (!key) {
        key.error().where = m_paths.verifier.string();
    }
    return key;
}

Result<std::vector<AnchorNote>> Verification::anchors() const {
    std::vector<std::filesystem::path> files = anchorFiles(m_paths.folder);
    files.insert(files.end(), m_options.anchors.begin(), m_options.anchors.end());
    auto notes = readAnchors(files);
    for (std::size_t i = 0; notes && i < m_options.notes.size(); ++i) {
        notes->push_back({"the last check", i + 1, m_options.notes[i]});
    }
    return notes;
}

// Begins a transaction on `database` and on one connection for each thread, all of which see the same log. What is
// appended between two of them is past the end; but records that are forgotten between them would look like damage.
Result<void> Verification::openReaders(Database& database) {
    constexpr int kTurns = 1000;
    const auto begin = [](Database& on) -> Result<std::int64_t> {
        auto begun = on.exec("BEGIN");
        // A table that cannot be read is named later.
        return begun ? Result<std::int64_t>(newestCertificate(on).value_or(0)) : Result<std::int64_t>(passOn(begun));
    };
    for (int turn = 1; turn <= kTurns; ++turn) {
        m_readers.clear();
        auto newest = begin(database);
        bool same = newest.has_value();
        while (same && m_readers.size() < static_cast<std::size_t>(m_threads)) {
            auto reader = Database::open(m_paths.database, Database::Mode::ReadOnly);
            auto seen = reader ? begin(*reader) : Result<std::int64_t>(passOn(reader));
            if (!seen) {
                return passOn(seen);
            }
            same = *seen == *newest;
            m_readers.push_back(std::move(*reader));
        }
        if (same || !newest) {
            return newest ? Result<void>{} : Result<void>(passOn(newest));
        }
        if (auto ended = database.exec("COMMIT"); !ended) {
            return ended;
        }
    }
    return fail(ErrorCode::Timeout, "records are being forgotten without a pause", m_paths.folder.string(),
                "run it again when that has ended");
}

void Verification::work(std::uint64_t to, Derived& derived, Database& database) {
    SegmentCheck check(m_snapshot, m_damage, derived);
    if (auto opened = check.open(database); !opened) {
        m_damage.take(std::move(opened.error()), Place::Database, 0, "database");
        return;
    }
    const auto& heads = m_snapshot.blocks;
    for (;;) {
        const std::uint64_t segment = m_nextSegment++;
        // A wrong size in the newest checkpoint must not make us count to it: past the last row there is nothing.
        if (segment >= to || heads.empty() || segment > heads.back().id / kSegmentBlocks || stopped()) {
            return;
        }
        const auto first = std::ranges::lower_bound(heads, segment * kSegmentBlocks, {}, &BlockHead::id);
        const auto last = std::ranges::lower_bound(heads, (segment + 1) * kSegmentBlocks, {}, &BlockHead::id);
        const std::span<const BlockHead> part(first, last);
        check.check(segment, part, [this] { return stopped(); });
        if (m_options.progress) {
            const std::lock_guard lock(m_progress);
            m_done += part.size() * kBlockEvents;
            m_options.progress(m_done, m_snapshot.size);
        }
    }
}

void Verification::passOverBlocks(std::uint64_t from, std::uint64_t to, Derived& derived) {
    m_nextSegment = from;
    std::vector<std::unique_ptr<Derived>> results;
    std::vector<std::jthread> threads;
    for (int t = 0; t < m_threads; ++t) {
        results.push_back(std::make_unique<Derived>());
    }
    for (int t = 1; t < m_threads; ++t) {
        threads.emplace_back(
            [this, to, &results, t = static_cast<std::size_t>(t)] { work(to, *results[t], m_readers[t]); });
    }
    work(to, *results[0], m_readers[0]);
    threads.clear();
    for (const auto& result : results) {
        derived.merge(*result);
    }
}

void Verification::collectRoots() {
    std::ranges::sort(m_derived->roots);
    for (const auto& [id, root] : m_derived->roots) {
        if (id != m_blockRoots.size()) {
            break;
        }
        m_blockRoots.push_back(root);
    }
}

void Verification::foldRoots() {
    // One sweep over the block roots gives the root at every wanted size.
    Frontier frontier;
    std::uint64_t blocks = 0;
    for (const std::uint64_t size : m_sizes) {
        const std::uint64_t whole = size / kBlockEvents;
        if (whole > m_blockRoots.size()) {
            break;
        }
        for (; blocks < whole; ++blocks) {
            frontier.append(kBlockLevel, m_blockRoots[blocks]);
        }
        if (size % kBlockEvents == 0) {
            m_roots[size] = frontier.root();
        } else if (const auto rest = m_derived->partialRoots.find(size); rest != m_derived->partialRoots.end()) {
            m_roots[size] = frontier.rootWith(rest->second);
        }
    }
}

void Verification::wantSizes(const std::vector<AnchorNote>& anchors) {
    for (const CheckpointRow& row : m_snapshot.checkpoints) {
        m_sizes.insert(row.size);
    }
    for (const AnchorNote& anchor : anchors) {
        if (auto claimed = parseCheckpoint(anchor.note); claimed && claimed->size <= m_snapshot.size) {
            m_sizes.insert(claimed->size);
        }
    }
    for (const std::uint64_t size : m_sizes) {
        if (size % kBlockEvents != 0) {
            m_snapshot.partialSizes.push_back(size);
        }
    }
}

// All that is in the database, whose snapshot is read and whose sizes are known.
void Verification::readStore(Database& database, const VerifierKey& key, const KeyChain& keys, VerifyReport& report) {
    std::jthread quick;
    VerifyMemory* memory = m_options.memory.get();
    if (memory != nullptr) {
        if (auto known = recall(*memory, m_snapshot, key.text())) {
            m_derived = std::move(known);
            m_known = memory->segments;
        }
    }
    if (m_known == 0) {
        // It reads every page there is.
        quick = std::jthread([this](const std::stop_token& stop) { quickCheck(m_paths.database, stop, m_damage); });
    }
    const std::uint64_t segments = (m_snapshot.blockCount() + kSegmentBlocks - 1) / kSegmentBlocks;
    const std::uint64_t keep = memory == nullptr ? segments : wholeSegments(m_snapshot);
    Derived& late = memory == nullptr ? *m_derived : m_late;
    readPeople(database, key.name, m_snapshot);
    late.people = m_snapshot.people.get();
    m_done = m_known * kSegmentEntries;
    passOverBlocks(m_known, keep, *m_derived);
    if (keep < segments) {
        passOverBlocks(keep, segments, late);
    }
    checkTail(database, m_snapshot, m_damage, late, m_tailLeaves);
    if (memory != nullptr) {
        m_derived->merge(m_late);
    }
    collectRoots();
    checkNodes(database, m_blockRoots, m_damage);
    checkDictionaryUse(m_snapshot, *m_derived, m_damage);
    checkPartUse(m_snapshot, *m_derived, m_damage);
    checkPostings(database, *m_derived, m_damage);
    checkRollups(database, *m_derived, m_damage);
    checkReserved(database, m_snapshot, m_damage);
    checkForgotten(database, keys, m_snapshot, *m_derived, m_damage, report);
    checkErasures(database, m_snapshot, m_damage);
    foldRoots();
    checkKeys(keys, !m_options.key.empty(), m_snapshot, *m_derived, m_damage, report);
    checkCheckpoints(m_snapshot, keys, m_roots, m_known * kSegmentEntries, m_threads, m_damage, report.head);
    if (stopped()) {
        quick.request_stop();
    } else if (quick.joinable()) {
        quick.join();  // its destructor would stop it
    }
}

Result<VerifyReport> Verification::run() {
    const auto start = std::chrono::steady_clock::now();
    VerifyReport report;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(m_paths.database, ignored)) {
        return fail(ErrorCode::NotFound, "there is no store here", m_paths.folder.string(), "check the path");
    }
    auto key = trustedKey();
    if (!key) {
        return passOn(key);
    }
    report.key = key->text();
    KeyChain keys(*key);
    // Anchors first: one made while we read must not look like a rollback.
    auto anchorNotes = anchors();
    if (!anchorNotes) {
        return passOn(anchorNotes);
    }
    m_snapshot.database = m_paths.database;

    // This connection stays open to the end: the last one to close would fold up the write-ahead log under the others.
    auto database = Database::open(m_paths.database, Database::Mode::ReadOnly);
    if (!database) {
        if (!m_damage.take(std::move(database.error()), Place::Database, 0, "database")) {
            return std::unexpected(*m_damage.failure());
        }
    }
    bool readable = database.has_value();
    if (readable) {
        if (auto begun = openReaders(*database); !begun) {
            readable = m_damage.take(std::move(begun.error()), Place::Database, 0, "database") && false;
        }
    }
    if (readable) {
        auto header = checkHeader(*database, m_snapshot.format, m_damage);
        if (!header) {
            header.error().where = m_paths.database.string();
            return passOn(header);
        }
        readable = *header && checkSchema(*database, m_damage);
    }
    if (readable) {
        if (auto chain = KeyChain::read(*database, *key)) {
            keys = std::move(*chain);
        } else if (!m_damage.take(std::move(chain.error()), Place::Database, 0, "database")) {
            return std::unexpected(*m_damage.failure());
        }
        readSnapshot(*database, keys, m_snapshot, m_damage);
        wantSizes(*anchorNotes);
        readStore(*database, *key, keys, report);
    }
    if (m_options.stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "the check was stopped", m_paths.folder.string());
    }
    if (auto failure = m_damage.failure()) {
        return std::unexpected(std::move(*failure));
    }
    checkAnchors(*anchorNotes, m_snapshot, keys, m_roots, m_threads, m_damage, report);

    report.entries = m_snapshot.size;
    report.readFrom = m_known * kSegmentEntries;
    report.verified = m_derived->verified;
    report.forgotten = m_derived->forgotten;
    report.rejected = m_derived->rejected;
    auto extension = extensionOf(report.head);
    judgeCompleteness(m_derived->statuses, extension ? extension->time : Time{}, report);
    judgeClock(m_snapshot, *m_derived, m_options.now.value_or(SystemClock().now()), report);
    // Not having found damage is not enough: every entry must have been looked at, or be gone by right.
    report.intact = readable && m_damage.empty() && report.verified + report.forgotten == report.entries;
    if (!report.intact && m_damage.empty()) {
        m_damage.add(
            Place::Database, 0, "database",
            fmt::format("{} of {} entries could be verified", report.verified + report.forgotten, report.entries));
    }
    m_damage.moveTo(report);
    if (const std::uint64_t whole = wholeSegments(m_snapshot); m_options.memory && report.intact && whole > 0) {
        m_derived->cutAt(whole * kSegmentEntries, m_late);
        remember(*m_options.memory, std::move(m_derived), m_snapshot, report.key, whole);
    }
    report.took = std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - start);
    return report;
}

}  // namespace

Result<VerifyReport> verifyStore(const std::filesystem::path& folder, const VerifyOptions& options) {
    Verification verification(folder, options);
    return verification.run();
}

}  // namespace vedette
