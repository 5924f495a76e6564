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
    LogState state;
    if (auto done = readState(state); !done) {
        return done;
    }
    if (state.head.size < committed.head.size) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("the store has gone back from {} to {} entries", committed.head.size, state.head.size),
                    paths.folder.string(), "somebody put an older database in its place; run verify");
    }
    committed = std::move(state);
    return rereadCertificates();
}

// Another process may have changed the keys. The old one opens the checkpoint that hands over, too, but may sign no
// more.
Result<void> Writer::Impl::readState(LogState& state) {
    const auto claimed = claimedKeys(database);
    if (claimed && claimed->current().text() != keys.verifier.text()) {
        if (auto adopted = adoptKeys(); !adopted) {
            return adopted;
        }
    }
    auto read = readLog(database, keys.chain);
    if (!read) {
        return passOn(read);
    }
    state = std::move(*read);
    return {};
}

Result<void> Writer::Impl::adoptKeys() {
    auto now = readStoreKeys(paths.folder, database);
    if (!now) {
        return passOn(now);
    }
    keys = std::move(*now);
    return {};
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
    auto all = readCertificates(database, keys.chain);
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
    if (keyChange != nullptr) {
        extension.keys = keyChange->change.line();
    }
    // Checkpoints that change keys stay, and so does the one before: it is the last that the old key alone signed.
    if (last->keys.empty() && keyChange == nullptr && replaces(committed.head, last->time, pending.size(), now)) {
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
    head.origin = keys.verifier.name;
    head.size = pending.size();
    head.root = pending.root();
    head.extension = extensionText(extension);
    auto signedNow = signNote(head, keys.verifier, keys.signing);
    if (signedNow && keyChange != nullptr && keyChange->next != nullptr) {
        signedNow = cosignNote(head, keyChange->change.next, *keyChange->next);
    }
    keyWasAway = !signedNow;
    if (!signedNow) {
        return signedNow;
    }
    auto insert = database.prepare("INSERT INTO checkpoint VALUES(?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    insert->bind(1, static_cast<std::int64_t>(head.size)).bindText(2, head.note);
    auto done = insert->run();
    pending.head = std::move(head);
    return done;
}

Result<Checkpoint> Writer::Impl::commit() {
    if (!active) {
        return fail(ErrorCode::Invalid, "commit() outside a transaction", paths.folder.string());
    }
    keyWasAway = false;
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

// Signing again at or below an anchored size would fork the log.
Result<void> Writer::Impl::checkAnchor(const std::optional<Checkpoint>& anchor, const LogState& state) {
    if (!anchor) {
        return {};
    }
    if (anchor->size > state.head.size || (anchor->size == state.head.size && anchor->root != state.head.root)) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("the anchors remember {} entries, the store has {}: it was rolled back or cut",
                                anchor->size, state.head.size),
                    paths.folder.string(), "restore the newest evidence.db; run verify for details");
    }
    anchored = anchor->note;
    return {};
}

Result<std::unique_ptr<Writer>> Writer::open(const std::filesystem::path& folder, const Clock& clock,
                                             WriterOptions options) {
    constexpr int kTurns = 3;
    for (int turn = 1;; ++turn) {
        auto keys = readStoreKeys(folder);
        if (!keys) {
            return passOn(keys);
        }
        const std::string used = keys->verifier.text();
        auto writer = openWith(folder, clock, options, std::move(*keys));
        if (writer || turn == kTurns) {
            return writer;
        }
        // Another process may have changed the keys just now.
        auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
        auto claimed = database ? claimedKeys(*database) : Result<KeyChain>(passOn(database));
        if (!claimed || claimed->current().text() == used) {
            return writer;
        }
    }
}

Result<std::unique_ptr<Writer>> Writer::openWith(const std::filesystem::path& folder, const Clock& clock,
                                                 WriterOptions options, StoreKeys keys) {
    const StorePaths paths(folder);
    // The anchor is read before the head: an anchor made meanwhile must not look like a rollback.
    auto database = openStoreDatabase(folder, Database::Mode::ReadWrite);
    if (!database) {
        return passOn(database);
    }
    database->setBusyTimeout(options.lockWait);
    auto anchor = lastAnchor(paths.anchors, keys.chain);
    if (!anchor) {
        anchor.error().hint = "run verify; once you know why, move the file aside to go on without its memory";
        return passOn(anchor);
    }
    auto impl = std::make_unique<Impl>(paths, clock, options, std::move(keys));
    impl->database = std::move(*database);
    if (auto begun = impl->database.exec("BEGIN"); !begun) {
        return passOn(begun);
    }
    auto state = readLog(impl->database, impl->keys.chain);
    auto done = state ? impl->rereadCertificates() : Result<void>(passOn(state));
    [[maybe_unused]] const auto ended = impl->database.exec("COMMIT");
    if (done) {
        done = impl->checkAnchor(*anchor, *state);
    }
    if (!done) {
        return passOn(done);
    }
    impl->committed = std::move(*state);
    if (auto migrated = migrateStore(impl->database); !migrated) {
        return passOn(migrated);
    }
    // Errors of the key folder are for those who seal.
    [[maybe_unused]] const auto finished = finishErasures(folder, impl->database, impl->keys.chain);
    return std::unique_ptr<Writer>(new Writer(std::move(impl)));
}

Result<void> Writer::begin() { return m_impl->begin(); }
std::uint64_t Writer::nextEntry() const { return m_impl->pending.size(); }
Result<void> Writer::append(const Batch& batch) { return m_impl->append(batch); }
Result<Checkpoint> Writer::commit() { return m_impl->commit(); }
bool Writer::keyWasAway() const { return m_impl->keyWasAway; }
void Writer::rollback() { m_impl->rollback(); }
const VerifierKey& Writer::key() const { return m_impl->keys.verifier; }
const KeyChain& Writer::keys() const { return m_impl->keys.chain; }
const Checkpoint& Writer::head() const { return m_impl->committed.head; }
Database& Writer::connection() { return m_impl->database; }

Result<Checkpoint> Writer::commit(const PendingKeyChange& change) {
    m_impl->keyChange = &change;
    auto done = m_impl->database.exec(fmt::format("PRAGMA user_version={}", kKeyChangeFormat));
    if (!done) {
        m_impl->rollback();
    }
    auto committed = done ? m_impl->commit() : Result<Checkpoint>(passOn(done));
    m_impl->keyChange = nullptr;
    if (committed) {
        done = m_impl->adoptKeys();  // the new key is in its file, or waits beside it
    }
    return committed && !done ? Result<Checkpoint>(passOn(done)) : std::move(committed);
}

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
