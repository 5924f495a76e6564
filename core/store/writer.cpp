// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "core/base/file.h"
#include "core/store/anchor.h"
#include "core/store/certificate.h"
#include "core/store/forget_erase.h"
#include "core/store/writer_impl.h"

namespace vedette {

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
