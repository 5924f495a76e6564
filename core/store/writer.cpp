// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "core/base/file.h"
#include "core/store/anchor.h"
#include "core/store/block_job.h"
#include "core/store/certificate.h"
#include "core/store/dictionary.h"
#include "core/store/forget_erase.h"
#include "core/store/log_state.h"
#include "core/store/part_table.h"
#include "core/store/posting_table.h"
#include "core/store/store.h"

namespace vedette {

struct Writer::Impl {
    Impl(StorePaths p, const Clock& c, WriterOptions o, SigningKey k, VerifierKey v)
        : paths(std::move(p)), clock(c), options(o), key(std::move(k)), verifier(std::move(v)) {}

    StorePaths paths;
    const Clock& clock;
    WriterOptions options;
    SigningKey key;
    VerifierKey verifier;
    Database database;

    LogState committed;                              // as of the last commit seen
    LogState pending;                                // with what was appended since begin()
    RollupMap rollups;                               // of the transaction
    Dictionary dictionary;                           // rows of `dict`, plus what was appended since begin()
    std::array<std::size_t, kTextColumns> stored{};  // how many values of `dictionary` are rows already
    bool dictionaryStale = true;
    PartTable parts;
    std::int64_t certificates = 0;  // newest one seen
    std::set<Hash> erased;          // digests of the parts that erasure certificates name
    bool active = false;
    bool rowsAdded = false;

    std::string anchored;  // newest note in the anchor file
    std::optional<std::chrono::steady_clock::time_point> lastAnchor;

    BlockCodec codec;
    std::unique_ptr<BlockPool> pool;
    std::vector<std::unique_ptr<BlockJob>> jobs;
    ColumnReader reader;

    Result<void> begin();
    Result<void> reread();
    Result<void> rereadCertificates();
    Result<void> append(const Batch& batch);
    Result<void> appendRows(const Batch& batch);
    Result<void> toTail(const Batch& batch, std::size_t from, std::size_t to);
    Result<void> seal(const Batch& batch, std::size_t& used);
    Result<void> prepare(BlockJob& job, const Batch& tail, const Batch& batch, std::size_t from);
    Result<void> readTail(Batch& tail);
    void fillTexts(BlockJob& job);
    Result<void> insertBlock(BlockJob& job);
    Result<void> insertDictionary();
    Result<void> saveCursors(const Batch& batch);
    Result<Checkpoint> commit();
    Result<void> writeCheckpoint();
    void rollback();
    void anchor(bool now);
};

Result<void> Writer::Impl::begin() {
    if (active) {
        return fail(ErrorCode::Invalid, "begin() within a transaction", paths.folder.string());
    }
    if (auto begun = database.exec("BEGIN IMMEDIATE"); !begun) {
        if (begun.error().code == ErrorCode::Conflict) {
            return fail(ErrorCode::Timeout,
                        fmt::format("another process has been writing to the store for more than {}",
                                    formatDuration(options.lockWait)),
                        paths.folder.string(), "let it finish, or look for one that hangs");
        }
        return begun;
    }
    active = true;
    rowsAdded = false;
    if (auto done = reread(); !done) {
        rollback();
        return done;
    }
    pending = committed;
    return {};
}

// Takes in what other processes did since.
Result<void> Writer::Impl::reread() {
    // Every append leaves a new newest checkpoint, so the same one means nothing moved.
    auto rows = database.prepare("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
    if (!rows) {
        return passOn(rows);
    }
    auto row = rows->step();
    if (!row) {
        return passOn(row);
    }
    if (*row && rows->text(0) == committed.head.note) {
        return {};
    }
    auto state = readLog(database, verifier);
    if (!state) {
        return passOn(state);
    }
    if (state->head.size < committed.head.size) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("the store has gone back from {} to {} entries", committed.head.size, state->head.size),
                    paths.folder.string(), "somebody put an older database in its place; run verify");
    }
    committed = std::move(*state);
    return rereadCertificates();
}

// A new certificate: what is remembered of dictionary and parts may be gone, and parts sealed before must not come
// back.
Result<void> Writer::Impl::rereadCertificates() {
    auto newest = newestCertificate(database);
    if (!newest) {
        return passOn(newest);
    }
    if (*newest == certificates) {
        return {};
    }
    auto all = readCertificates(database, verifier);
    if (!all) {
        return passOn(all);
    }
    erased.clear();
    for (const Certificate& certificate : *all) {
        erased.insert(certificate.parts.begin(), certificate.parts.end());
    }
    dictionaryStale = true;
    parts.clear();
    certificates = *newest;
    return {};
}

Result<void> Writer::Impl::append(const Batch& batch) {
    if (!active) {
        return fail(ErrorCode::Invalid, "append() outside a transaction", paths.folder.string());
    }
    auto done = appendRows(batch);
    if (done) {
        done = saveCursors(batch);
    }
    if (!done) {
        rollback();
    }
    return done;
}

Result<void> Writer::Impl::appendRows(const Batch& batch) {
    for (const SealedRow& row : batch.rows) {
        if (row.part >= static_cast<std::int32_t>(batch.parts.size())) {
            return fail(ErrorCode::Invalid, "a row points past the batch's sealed parts");
        }
    }
    rowsAdded = rowsAdded || !batch.rows.empty();
    std::size_t used = 0;
    if (pending.tailLeaves.size() + batch.rows.size() >= kBlockEvents) {
        if (auto done = seal(batch, used); !done) {
            return done;
        }
    }
    return toTail(batch, used, batch.rows.size());
}

Result<void> Writer::Impl::toTail(const Batch& batch, std::size_t from, std::size_t to) {
    if (from == to) {
        return {};
    }
    auto insert = database.prepare("INSERT INTO tail VALUES(?, ?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    for (std::size_t i = from; i < to; ++i) {
        const SealedRow& row = batch.rows[i];
        const SealedPart* part = row.part < 0 ? nullptr : batch.parts[static_cast<std::size_t>(row.part)].get();
        const std::uint64_t entry = pending.size();
        if (auto good = checkRow(row, part, entry); !good) {
            return good;
        }
        insert->bind(1, static_cast<std::int64_t>(entry)).bindBlob(2, row.record);
        if (part == nullptr) {
            insert->bindNull(3);
        } else {
            insert->bindBlob(3, erased.contains(part->digest) ? std::string_view{} : std::string_view(part->bytes));
        }
        if (auto done = insert->run(); !done) {
            return done;
        }
        pending.tailLeaves.push_back(leafHash(row.record));
        rollups.add(row.columns);
    }
    return {};
}

// Rows of the tail as a batch; their columns are read from the records.
Result<void> Writer::Impl::readTail(Batch& tail) {
    auto rows = database.prepare("SELECT record, part FROM tail ORDER BY entry");
    if (!rows) {
        return passOn(rows);
    }
    for (;;) {
        auto row = rows->step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            return {};
        }
        SealedRow sealed;
        sealed.record = tail.arena.copy(rows->text(0));
        auto columns = reader.read(sealed.record);
        if (!columns) {
            return passOn(columns);
        }
        sealed.columns = *columns;
        for (std::string_view& text : sealed.columns.texts) {
            text = tail.arena.copy(text);
        }
        if (!rows->isNull(1)) {
            auto part = std::make_shared<SealedPart>();
            part->bytes = rows->text(1);
            part->digest = sha256(part->bytes);
            if (part->bytes.empty()) {  // erased: only the record knows which it was
                auto named = sealedDigestOf(sealed.record);
                if (!named) {
                    return passOn(named);
                }
                part->digest = named->value_or(Hash{});
            }
            sealed.part = static_cast<std::int32_t>(tail.parts.size());
            tail.parts.push_back(std::move(part));
        }
        tail.rows.push_back(sealed);
    }
}

// Gives the job its rows: those from number `from` on of the tail's rows followed by the batch's.
Result<void> Writer::Impl::prepare(BlockJob& job, const Batch& tail, const Batch& batch, std::size_t from) {
    job.rows.clear();
    job.parts.clear();
    job.partIndex.assign(kBlockEvents, 0);
    job.countFrom = from < tail.rows.size() ? tail.rows.size() : 0;
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        const std::size_t at = from + i;
        const Batch& holder = at < tail.rows.size() ? tail : batch;
        const SealedRow& row = holder.rows[at < tail.rows.size() ? at : at - tail.rows.size()];
        const SealedPart* part = row.part < 0 ? nullptr : holder.parts[static_cast<std::size_t>(row.part)].get();
        job.rows.push_back(&row);
        job.parts.push_back(part);
        if (part != nullptr) {
            auto id = parts.idOf(*part, erased.contains(part->digest));
            if (!id) {
                return passOn(id);
            }
            job.partIndex[i] = *id + 1;
        }
    }
    fillTexts(job);
    return {};
}

void Writer::Impl::fillTexts(BlockJob& job) {
    // Column by column, so that one dictionary at a time is in the processor's cache. Rows with equal values in a row
    // share the text's bytes.
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        std::string_view last;
        std::int64_t lastId = -1;
        for (std::size_t i = 0; i < job.rows.size(); ++i) {
            const std::string_view text = job.rows[i]->columns.texts[c];
            if (lastId < 0 || text.data() != last.data() || text.size() != last.size()) {
                last = text;
                lastId = dictionary.idOf(c, text);
            }
            job.columns.values[c][i] = lastId;
        }
    }
}

// Makes as many full blocks as tail and batch have; `used` is how many rows of the batch went into them.
Result<void> Writer::Impl::seal(const Batch& batch, std::size_t& used) {
    if (dictionaryStale) {
        dictionary.clear();
        dictionaryStale = false;
    }
    if (auto loaded = dictionary.load(database); !loaded) {
        return loaded;
    }
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        stored[c] = dictionary.size(c);
    }
    Batch tail;
    if (!pending.tailLeaves.empty()) {
        if (auto read = readTail(tail); !read) {
            return read;
        }
        if (tail.rows.size() != pending.tailLeaves.size()) {
            return fail(ErrorCode::Corrupt, "rows of the tail are missing", fmt::format("entry {}", pending.size()),
                        "run verify to see what is damaged");
        }
        if (auto done = database.exec("DELETE FROM tail"); !done) {
            return done;
        }
    }
    const std::size_t blocks = (tail.rows.size() + batch.rows.size()) / kBlockEvents;
    const int threads = std::max(1, options.threads);
    if (blocks > 1 && threads > 1 && !pool) {
        pool = std::make_unique<BlockPool>(threads);
    }
    const bool parallel = blocks > 1 && pool;
    const std::size_t window = parallel ? static_cast<std::size_t>(threads) * 2 + 1 : 1;
    while (jobs.size() < window) {
        jobs.push_back(std::make_unique<BlockJob>());
    }
    const std::uint64_t firstBlock = pending.blocks.size() / kBlockEvents;
    if (auto opened = parts.open(database); !opened) {
        return opened;
    }
    // Blocks are prepared and inserted in order by this thread; in between the pool works on up to `window` of them.
    Result<void> result;
    std::size_t submitted = 0;
    for (std::size_t inserted = 0; inserted < blocks; ++inserted) {
        while (result && submitted < blocks && submitted < inserted + window) {
            BlockJob& job = *jobs[submitted % window];
            job.firstEntry = (firstBlock + submitted) * kBlockEvents;
            result = prepare(job, tail, batch, submitted * kBlockEvents);
            if (!result) {
                break;
            }
            if (parallel) {
                pool->submit(job);
            } else {
                job.run(codec);
            }
            ++submitted;
        }
        if (inserted == submitted) {
            break;
        }
        BlockJob& job = *jobs[inserted % window];
        if (parallel) {
            pool->wait(job);  // also after a failure: the job still refers to the batch
        }
        if (result) {
            result = insertBlock(job);
        }
    }
    if (!result) {
        return result;
    }
    used = blocks * kBlockEvents - tail.rows.size();
    parts.close();
    return insertDictionary();
}

Result<void> Writer::Impl::insertBlock(BlockJob& job) {
    if (!job.result) {
        return job.result;
    }
    const std::uint64_t id = job.firstEntry / kBlockEvents;
    const auto sqlId = static_cast<std::int64_t>(id);
    auto head = database.prepare("INSERT INTO block VALUES(?, 0, ?, ?, ?, ?, ?)");
    auto columns = database.prepare("INSERT INTO block_columns VALUES(?, ?)");
    auto records = database.prepare("INSERT INTO block_records VALUES(?, ?, ?)");
    auto node = database.prepare("INSERT INTO node VALUES(?, ?, ?)");
    if (!head || !columns || !records || !node) {
        return passOn(!head ? head : !columns ? columns : !records ? records : node);
    }
    head->bind(1, sqlId).bind(2, job.t0).bind(3, job.t1).bindBlob(4, asView(job.root));
    head->bindBlob(5, asView(job.digest)).bindBlob(6, job.zonesBlob);
    columns->bind(1, sqlId).bindBlob(2, job.columnsBlob);
    records->bind(1, sqlId).bindBlob(2, job.recordsBlob).bindBlob(3, job.partsBlob);
    for (Statement* s : {&*head, &*columns, &*records}) {
        if (auto done = s->run(); !done) {
            return done;
        }
    }
    Result<void> result;
    pending.tailLeaves.clear();
    pending.blocks.append(kBlockLevel, job.root, [&](const Frontier::Peak& peak) {
        if (result) {
            node->bind(1, peak.level).bind(2, static_cast<std::int64_t>(peak.index)).bindBlob(3, asView(peak.hash));
            result = node->run();
        }
    });
    if (!result) {
        return result;
    }
    rollups.merge(job.rollups);
    if (id % kSegmentBlocks == kSegmentBlocks - 1) {
        return insertPostings(database, id / kSegmentBlocks);
    }
    return {};
}

Result<void> Writer::Impl::insertDictionary() {
    auto insert = database.prepare("INSERT INTO dict VALUES(?, ?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        for (; stored[c] < dictionary.size(c); ++stored[c]) {
            insert->bind(1, static_cast<std::int64_t>(c)).bind(2, static_cast<std::int64_t>(stored[c]));
            insert->bindText(3, dictionary.value(c, stored[c]));
            if (auto done = insert->run(); !done) {
                return done;
            }
        }
    }
    return {};
}

Result<void> Writer::Impl::saveCursors(const Batch& batch) {
    if (!batch.cursors.empty()) {
        auto put = database.prepare("INSERT OR REPLACE INTO cursor VALUES(?, ?)");
        if (!put) {
            return passOn(put);
        }
        for (const Cursor& c : batch.cursors) {
            put->bindText(1, c.source).bindText(2, c.value);
            if (auto done = put->run(); !done) {
                return done;
            }
        }
    }
    if (!batch.seen.empty()) {
        auto put = database.prepare(
            "INSERT INTO seen VALUES(?, ?, ?) ON CONFLICT(source, id) DO UPDATE SET time = max(time, excluded.time)");
        if (!put) {
            return passOn(put);
        }
        for (const SeenId& s : batch.seen) {
            put->bindText(1, s.source).bind(2, static_cast<std::int64_t>(s.id)).bind(3, toMicros(s.time));
            if (auto done = put->run(); !done) {
                return done;
            }
        }
    }
    for (const Cursor& c : batch.forgetSeenBefore) {
        auto time = parseTime(c.value);
        if (!time) {
            return passOn(time);
        }
        auto forget = database.prepare("DELETE FROM seen WHERE source = ? AND time < ?");
        if (!forget) {
            return passOn(forget);
        }
        forget->bindText(1, c.source).bind(2, toMicros(*time));
        if (auto done = forget->run(); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Writer::Impl::writeCheckpoint() {
    auto last = extensionOf(committed.head);
    if (!last) {
        return passOn(last);
    }
    const Time now = clock.now();
    CheckpointExtension extension{now, toHex(sha256(committed.head.note))};
    if (replaces(committed.head, last->time, pending.size(), now)) {
        extension.previous = last->previous;
        auto drop = database.prepare("DELETE FROM checkpoint WHERE size = ?");
        if (!drop) {
            return passOn(drop);
        }
        drop->bind(1, static_cast<std::int64_t>(committed.head.size));
        if (auto done = drop->run(); !done) {
            return done;
        }
    }
    Checkpoint head;
    head.origin = verifier.name;
    head.size = pending.size();
    head.root = pending.root();
    head.extension = extensionText(extension);
    const std::string note = signCheckpoint(head, verifier, key);
    auto insert = database.prepare("INSERT INTO checkpoint VALUES(?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    insert->bind(1, static_cast<std::int64_t>(head.size)).bindText(2, note);
    pending.head = std::move(head);
    return insert->run();
}

Result<Checkpoint> Writer::Impl::commit() {
    if (!active) {
        return fail(ErrorCode::Invalid, "commit() outside a transaction", paths.folder.string());
    }
    Result<void> done = rollups.flush(database);
    if (done && rowsAdded) {
        done = writeCheckpoint();
    }
    if (done) {
        done = database.exec("COMMIT");
    }
    if (!done) {
        rollback();
        return passOn(done);
    }
    active = false;
    rollups.clear();
    committed = std::move(pending);
    anchor(false);
    return committed.head;
}

void Writer::Impl::rollback() {
    if (!active) {
        return;
    }
    active = false;
    rollups.clear();
    dictionaryStale = true;
    parts.clear();
    // SQLite has rolled back by itself after some errors.
    if (database.inTransaction()) {
        [[maybe_unused]] const auto ignored = database.exec("ROLLBACK");
    }
}

// An anchor that cannot be written is tried again with the next commit; the commit itself stands.
void Writer::Impl::anchor(bool now) {
    const auto time = std::chrono::steady_clock::now();
    if (committed.head.note == anchored || (!now && lastAnchor && time - *lastAnchor < options.anchorEvery)) {
        return;
    }
    if (appendAnchor(paths.anchors, committed.head.note)) {
        anchored = committed.head.note;
    }
    lastAnchor = time;
}

Writer::Writer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Writer::~Writer() {
    m_impl->rollback();
    m_impl->anchor(true);
}

Result<std::unique_ptr<Writer>> Writer::open(const std::filesystem::path& folder, const Clock& clock,
                                             WriterOptions options) {
    const StorePaths paths(folder);
    // The anchor is read before the head: an anchor made meanwhile must not look like a rollback.
    auto database = openStoreDatabase(folder, Database::Mode::ReadWrite);
    if (!database) {
        return passOn(database);
    }
    database->setBusyTimeout(options.lockWait);
    auto pem = readFile(paths.signingKey, 64 * 1024);
    if (!pem) {
        return fail(ErrorCode::Denied, "the store's signing key cannot be read", paths.signingKey.string(),
                    "only who holds the key may append; reading and verifying work without it");
    }
    auto key = SigningKey::fromPem(*pem);
    if (!key) {
        return fail(ErrorCode::Denied, "the store's signing key is not an Ed25519 key", paths.signingKey.string(),
                    "put the key back that was made with this store");
    }
    auto origin = readMeta(*database, "origin");
    auto known = readMeta(*database, "verifier");
    if (!origin || !known) {
        return passOn(!origin ? origin : known);
    }
    VerifierKey verifier = VerifierKey::of(*origin, *key);
    if (verifier.text() != *known) {
        return fail(ErrorCode::Denied, "the signing key is not this store's", paths.signingKey.string(),
                    "put the key back that was made with this store");
    }
    auto anchor = lastAnchor(paths.anchors, verifier);
    if (!anchor) {
        anchor.error().hint = "run verify; once you know why, move the file aside to go on without its memory";
        return passOn(anchor);
    }
    auto impl = std::make_unique<Impl>(paths, clock, options, std::move(*key), std::move(verifier));
    impl->database = std::move(*database);
    if (auto begun = impl->database.exec("BEGIN"); !begun) {
        return passOn(begun);
    }
    auto state = readLog(impl->database, impl->verifier);
    const auto certified = state ? impl->rereadCertificates() : Result<void>{};
    [[maybe_unused]] const auto ended = impl->database.exec("COMMIT");
    if (!state) {
        return passOn(state);
    }
    if (!certified) {
        return std::unexpected(certified.error());
    }
    if (*anchor) {
        // Signing again at or below an anchored size would fork the log.
        if ((*anchor)->size > state->head.size ||
            ((*anchor)->size == state->head.size && (*anchor)->root != state->head.root)) {
            return fail(ErrorCode::Corrupt,
                        fmt::format("the anchors remember {} entries, the store has {}: it was rolled back or cut",
                                    (*anchor)->size, state->head.size),
                        paths.folder.string(), "restore the newest evidence.db; run verify for details");
        }
        impl->anchored = (*anchor)->note;
    }
    impl->committed = std::move(*state);
    if (auto migrated = migrateStore(impl->database); !migrated) {
        return passOn(migrated);
    }
    // Errors of the key folder are for those who seal.
    [[maybe_unused]] const auto finished = finishErasures(folder, impl->database, impl->verifier);
    return std::unique_ptr<Writer>(new Writer(std::move(impl)));
}

Result<void> Writer::begin() { return m_impl->begin(); }
std::uint64_t Writer::nextEntry() const { return m_impl->pending.size(); }
Result<void> Writer::append(const Batch& batch) { return m_impl->append(batch); }
Result<Checkpoint> Writer::commit() { return m_impl->commit(); }
void Writer::rollback() { m_impl->rollback(); }
const Checkpoint& Writer::head() const { return m_impl->committed.head; }
Database& Writer::connection() { return m_impl->database; }

Result<Checkpoint> Writer::write(const Batch& batch) {
    if (auto begun = m_impl->begin(); !begun) {
        return passOn(begun);
    }
    if (auto done = m_impl->append(batch); !done) {
        return passOn(done);
    }
    return m_impl->commit();
}

}  // namespace vedette
