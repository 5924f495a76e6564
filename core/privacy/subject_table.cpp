// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/subject_table.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/key_file.h"

namespace vedette {

namespace {

constexpr int kFormat = 1;
constexpr int kLockWaitMs = 30'000;
constexpr std::string_view kCanary = "vedette subject table 1";

constexpr const char* kSchema =
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE subject(lookup BLOB PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE, id BLOB NOT NULL UNIQUE,"
    " wrapped BLOB NOT NULL) WITHOUT ROWID;"
    "INSERT INTO meta VALUES('erasures', 0);"
    // Whoever removes a subject, with whatever tool, voids what running processes remember of it.
    "CREATE TRIGGER subject_erased AFTER DELETE ON subject BEGIN"
    " UPDATE meta SET value = value + 1 WHERE name = 'erasures'; END;"
    "PRAGMA user_version = 1;";

struct StatementCloser {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementCloser>;

struct DatabaseCloser {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
using Database = std::unique_ptr<sqlite3, DatabaseCloser>;

// Resets on leaving, so that no statement keeps a lock.
class Use {
public:
    explicit Use(const Statement& s) : m_statement(s.get()) {}
    ~Use() {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    operator sqlite3_stmt*() const { return m_statement; }

private:
    sqlite3_stmt* m_statement;
};

void bindBlob(sqlite3_stmt* s, int at, std::string_view bytes) {
    sqlite3_bind_blob64(s, at, bytes.data(), bytes.size(), SQLITE_STATIC);
}

std::string_view blobAt(sqlite3_stmt* s, int column) {
    const void* data = sqlite3_column_blob(s, column);
    return data == nullptr ? std::string_view{}
                           : std::string_view(static_cast<const char*>(data),
                                              static_cast<std::size_t>(sqlite3_column_bytes(s, column)));
}

std::string_view viewOf(const SubjectId& id) { return {reinterpret_cast<const char*>(id.data()), id.size()}; }

}  // namespace

std::array<char, 18> pseudonymFrom(char kind, std::span<const std::uint8_t, 10> bytes) {
    constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::array<char, 18> out{};
    out[0] = kind;
    out[1] = '-';
    std::size_t to = 2;
    std::uint32_t bits = 0;
    unsigned have = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8U) | byte;
        have += 8;
        while (have >= 5) {
            have -= 5;
            out[to++] = kAlphabet[(bits >> have) & 31U];
        }
    }
    return out;
}

bool isPseudonym(std::string_view text, char kind) {
    return text.size() == 18 && text[0] == kind && text[1] == '-' &&
           std::all_of(text.begin() + 2, text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); });
}

struct SubjectTable::Impl {
    std::string file;
    Database db;
    Key256 lookupKey{};
    Key256 wrapKey{};
    Statement begin, commit, rollback, byLookup, byId, byPseudonym, insert, erasures;
    std::uint64_t nextSerial = 1;

    [[nodiscard]] std::unexpected<Error> failed(std::string_view doing) const {
        const int rc = sqlite3_extended_errcode(db.get());
        ErrorCode code = ErrorCode::Io;
        std::string hint;
        if ((rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED) {
            code = ErrorCode::Timeout;
            hint = "another process holds the subject table; try again when it is done";
        } else if ((rc & 0xff) == SQLITE_FULL) {
            code = ErrorCode::Full;
            hint = "free some space on the volume of the store";
        } else if ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB) {
            code = ErrorCode::Corrupt;
            hint = "put the key folder back from its backup";
        } else if ((rc & 0xff) == SQLITE_READONLY || (rc & 0xff) == SQLITE_CANTOPEN) {
            code = ErrorCode::Denied;
            hint = "check the permissions of the key folder";
        }
        return fail(code, "cannot " + std::string(doing) + " the subject table: " + sqlite3_errmsg(db.get()), file,
                    std::move(hint));
    }

    Result<void> connect(int flags) {
        sqlite3* raw = nullptr;
        const int rc = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
        db.reset(raw);
        if (rc != SQLITE_OK) {
            return failed("open");
        }
        sqlite3_busy_timeout(db.get(), kLockWaitMs);
        return run(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
            "PRAGMA trusted_schema=ON; PRAGMA cell_size_check=ON;",
            "open");
    }

    Result<void> run(const char* sql, std::string_view doing) {
        if (sqlite3_exec(db.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
            return failed(doing);
        }
        return {};
    }

    Result<void> prepare() {
        const std::array<std::pair<Statement*, const char*>, 8> all = {{
            {&begin, "BEGIN IMMEDIATE"},
            {&commit, "COMMIT"},
            {&rollback, "ROLLBACK"},
            {&byLookup, "SELECT pseudonym, id, wrapped FROM subject WHERE lookup = ?1"},
            {&byId, "SELECT lookup, pseudonym, wrapped FROM subject WHERE id = ?1"},
            {&byPseudonym, "SELECT id FROM subject WHERE pseudonym = ?1"},
            {&insert, "INSERT INTO subject(lookup, pseudonym, id, wrapped) VALUES(?1, ?2, ?3, ?4)"},
            {&erasures, "SELECT value FROM meta WHERE name = 'erasures'"},
        }};
        for (const auto& [statement, sql] : all) {
            sqlite3_stmt* raw = nullptr;
            if (sqlite3_prepare_v3(db.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK) {
                return failed("read");
            }
            statement->reset(raw);
        }
        return {};
    }

    [[nodiscard]] Hash lookupOf(SubjectKind kind, std::string_view clear) {
        m_buffer.assign(1, static_cast<char>(kind));
        m_buffer.append(clear);
        return hmacSha256(lookupKey, m_buffer);
    }

    [[nodiscard]] std::string_view associated(std::string_view lookup, std::string_view pseudonym,
                                              std::string_view id) {
        m_associated.assign(lookup);
        m_associated.append(pseudonym);
        m_associated.append(id);
        return m_associated;
    }

    // Reads a row's columns into a subject.
    Result<void> unwrap(std::string_view lookup, std::string_view pseudonym, std::string_view id,
                        std::string_view wrapped, Subject& out) {
        if (pseudonym.size() != out.pseudonymText.size() || id.size() != out.id.size()) {
            return fail(ErrorCode::Corrupt, "a row of the subject table is damaged", file);
        }
        auto key = aesGcmOpen(wrapKey, wrapped, associated(lookup, pseudonym, id));
        if (!key || key->size() != out.key.size()) {
            return fail(ErrorCode::Corrupt, "the data key of " + std::string(pseudonym) + " does not open", file,
                        "the row was changed, or belongs to another store");
        }
        std::copy(key->begin(), key->end(), out.key.begin());
        std::copy(pseudonym.begin(), pseudonym.end(), out.pseudonymText.begin());
        std::copy(id.begin(), id.end(), out.id.begin());
        out.serial = nextSerial++;
        return {};
    }

    // True when found.
    Result<bool> select(const Hash& lookup, Subject& out) {
        const Use s(byLookup);
        bindBlob(s, 1, asView(lookup));
        const int rc = sqlite3_step(s);
        if (rc == SQLITE_DONE) {
            return false;
        }
        if (rc != SQLITE_ROW) {
            return failed("read");
        }
        if (auto ok = unwrap(asView(lookup), blobAt(s, 0), blobAt(s, 1), blobAt(s, 2), out); !ok) {
            return passOn(ok);
        }
        return true;
    }

    Result<void> make(SubjectKind kind, const Hash& lookup, Subject& out) {
        std::array<std::uint8_t, 10> random{};
        randomBytes(random);
        randomBytes(out.id);
        randomBytes(out.key);
        out.pseudonymText = pseudonymFrom(static_cast<char>(kind), random);
        out.serial = nextSerial++;
        const std::string_view keyBytes(reinterpret_cast<const char*>(out.key.data()), out.key.size());
        const std::string wrapped =
            aesGcmSeal(wrapKey, keyBytes, associated(asView(lookup), out.pseudonym(), viewOf(out.id)));
        const Use s(insert);
        bindBlob(s, 1, asView(lookup));
        sqlite3_bind_text64(s, 2, out.pseudonym().data(), out.pseudonym().size(), SQLITE_STATIC, SQLITE_UTF8);
        bindBlob(s, 3, viewOf(out.id));
        bindBlob(s, 4, wrapped);
        if (sqlite3_step(s) != SQLITE_DONE) {
            return failed("add to");
        }
        return {};
    }

    Result<void> resolveAll(std::span<const SubjectWanted> wanted) {
        for (const SubjectWanted& w : wanted) {
            const Hash lookup = lookupOf(w.kind, w.clear);
            auto found = select(lookup, *w.into);
            if (!found) {
                return passOn(found);
            }
            if (*found) {
                continue;
            }
            if (auto made = make(w.kind, lookup, *w.into); !made) {
                return made;
            }
        }
        return {};
    }

    // SQLite does not sync that it cut its write-ahead log; after a power cut the old one would stand there again.
    Result<void> emptyLog() {
        sqlite3_file* log = nullptr;
        if (sqlite3_wal_checkpoint_v2(db.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) != SQLITE_OK ||
            (sqlite3_file_control(db.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK &&
             log != nullptr && log->pMethods != nullptr &&
             log->pMethods->xSync(log, SQLITE_SYNC_NORMAL) != SQLITE_OK)) {
            return failed("empty the write-ahead log of");
        }
        return {};
    }

    void step(const Statement& statement) {
        const Use s(statement);
        sqlite3_step(s);
    }

    // Runs `work` in one transaction that is durable on return.
    template <class Work>
    Result<void> inTransaction(const Work& work) {
        {
            const Use s(begin);
            if (sqlite3_step(s) != SQLITE_DONE) {
                return failed("lock");
            }
        }
        Result<void> done = work();
        if (done) {
            const Use s(commit);
            if (sqlite3_step(s) != SQLITE_DONE) {
                done = failed("commit to");
            }
        }
        if (!done && sqlite3_get_autocommit(db.get()) == 0) {
            step(rollback);
        }
        return done;
    }

    // One statement with a blob as its only parameter, for each id.
    Result<void> forEach(const char* sql, std::span<const SubjectId> ids) {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(db.get(), sql, -1, &raw, nullptr) != SQLITE_OK) {
            return failed("change");
        }
        const Statement statement(raw);
        for (const SubjectId& id : ids) {
            const Use s(statement);
            bindBlob(s, 1, viewOf(id));
            if (sqlite3_step(s) != SQLITE_DONE) {
                return failed("change");
            }
        }
        return {};
    }

private:
    std::string m_buffer;
    std::string m_associated;
};

Result<Key256> readPrivacyKey(const std::filesystem::path& storeFolder) {
    const std::filesystem::path file = storeFolder / "keys" / "kek";
    auto bytes = readKeyFile(file);
    if (!bytes) {
        if (bytes.error().code == ErrorCode::Denied || bytes.error().code == ErrorCode::Invalid) {
            return passOn(bytes);  // it is under a passphrase
        }
        return fail(ErrorCode::Denied, "cannot read the privacy key: " + bytes.error().what, file.string(),
                    "run as the owner of the store, or restore the key folder from its backup");
    }
    Key256 kek{};
    if (bytes->size() != kek.size()) {
        return fail(ErrorCode::Invalid, "the privacy key is not 32 bytes long", file.string(),
                    "restore the key folder from its backup");
    }
    std::memcpy(kek.data(), bytes->data(), kek.size());
    return kek;
}

Result<std::unique_ptr<SubjectTable>> openSubjectTable(const std::filesystem::path& storeFolder) {
    auto kek = readPrivacyKey(storeFolder);
    if (!kek) {
        return passOn(kek);
    }
    return SubjectTable::open(storeFolder / "keys" / "subjects.db", *kek);
}

SubjectTable::SubjectTable(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SubjectTable::~SubjectTable() = default;

Result<void> SubjectTable::create(const std::filesystem::path& file, const Key256& kek) {
    // Made here with its mode, so that the table is at no moment readable by others; the WAL inherits the mode.
    const int fd = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        return fail(errno == EEXIST ? ErrorCode::Conflict : ErrorCode::Io,
                    std::string("cannot create the subject table: ") + std::strerror(errno), file.string());
    }
    ::close(fd);
    Impl impl;
    impl.file = file.string();
    if (auto ok = impl.connect(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX); !ok) {
        return ok;
    }
    if (auto ok = impl.run(kSchema, "create"); !ok) {
        return ok;
    }
    sqlite3_stmt* raw = nullptr;
    sqlite3_prepare_v2(impl.db.get(), "INSERT INTO meta VALUES('canary', ?1)", -1, &raw, nullptr);
    const Statement insert(raw);
    const std::string canary = aesGcmSeal(hkdfSha256(kek, "wrap"), kCanary, "canary");
    bindBlob(insert.get(), 1, canary);
    if (sqlite3_step(insert.get()) != SQLITE_DONE) {
        return impl.failed("create");
    }
    return {};
}

Result<std::unique_ptr<SubjectTable>> SubjectTable::open(const std::filesystem::path& file, const Key256& kek) {
    auto impl = std::make_unique<Impl>();
    impl->file = file.string();
    impl->lookupKey = hkdfSha256(kek, "lookup");
    impl->wrapKey = hkdfSha256(kek, "wrap");
    if (auto ok = impl->connect(SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX); !ok) {
        return passOn(ok);
    }
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(impl->db.get(),
                           "SELECT value, (SELECT user_version FROM pragma_user_version) FROM meta WHERE name='canary'",
                           -1, &raw, nullptr) != SQLITE_OK) {
        return impl->failed("read");
    }
    const Statement canary(raw);
    if (sqlite3_step(canary.get()) != SQLITE_ROW) {
        return fail(ErrorCode::Corrupt, "the subject table is not complete", impl->file,
                    "put the key folder back from its backup");
    }
    if (sqlite3_column_int(canary.get(), 1) != kFormat) {
        return fail(ErrorCode::Unsupported, "the subject table has a format this version does not know", impl->file,
                    "use the version of Vedette that made the store");
    }
    const auto opened = aesGcmOpen(impl->wrapKey, blobAt(canary.get(), 0), "canary");
    if (!opened || *opened != kCanary) {
        return fail(ErrorCode::Invalid, "the privacy key does not open the subject table", impl->file,
                    "keys/kek and keys/subjects.db must come from the same store");
    }
    if (auto ok = impl->prepare(); !ok) {
        return passOn(ok);
    }
    return std::unique_ptr<SubjectTable>(new SubjectTable(std::move(impl)));
}

Result<void> SubjectTable::resolve(std::span<const SubjectWanted> wanted) {
    if (wanted.empty()) {
        return {};
    }
    if (sqlite3_get_autocommit(m_impl->db.get()) != 0) {
        const Use s(m_impl->begin);
        if (sqlite3_step(s) != SQLITE_DONE) {
            return m_impl->failed("lock");
        }
    }
    auto done = m_impl->resolveAll(wanted);
    if (!done && sqlite3_get_autocommit(m_impl->db.get()) == 0) {
        m_impl->step(m_impl->rollback);
    }
    return done;
}

Result<void> SubjectTable::settle() {
    if (sqlite3_get_autocommit(m_impl->db.get()) != 0) {
        return {};
    }
    Result<void> done;
    {
        const Use s(m_impl->commit);
        if (sqlite3_step(s) != SQLITE_DONE) {
            done = m_impl->failed("commit to");
        }
    }
    if (!done && sqlite3_get_autocommit(m_impl->db.get()) == 0) {
        m_impl->step(m_impl->rollback);
    }
    return done;
}

Result<Subject> SubjectTable::find(SubjectKind kind, std::string_view clear) {
    Subject out;
    auto found = m_impl->select(m_impl->lookupOf(kind, clear), out);
    if (!found) {
        return passOn(found);
    }
    if (!*found) {
        return fail(ErrorCode::NotFound, "this value never occurred, or was erased", m_impl->file);
    }
    return out;
}

Result<Subject> SubjectTable::findById(const SubjectId& id) {
    const Use s(m_impl->byId);
    bindBlob(s, 1, viewOf(id));
    const int rc = sqlite3_step(s);
    if (rc == SQLITE_DONE) {
        return fail(ErrorCode::NotFound, "the key of this data subject is gone", m_impl->file,
                    "the subject was erased, or the sealed part belongs to another store");
    }
    if (rc != SQLITE_ROW) {
        return m_impl->failed("read");
    }
    Subject out;
    if (auto ok = m_impl->unwrap(blobAt(s, 0), blobAt(s, 1), viewOf(id), blobAt(s, 2), out); !ok) {
        return passOn(ok);
    }
    return out;
}

Result<Subject> SubjectTable::findByPseudonym(std::string_view pseudonym) {
    const Use s(m_impl->byPseudonym);
    sqlite3_bind_text64(s, 1, pseudonym.data(), pseudonym.size(), SQLITE_STATIC, SQLITE_UTF8);
    const int rc = sqlite3_step(s);
    Subject out;
    if (rc == SQLITE_DONE) {
        return fail(ErrorCode::NotFound, "there is no subject of this pseudonym, or it was erased", m_impl->file);
    }
    if (rc != SQLITE_ROW) {
        return m_impl->failed("read");
    }
    const std::string_view id = blobAt(s, 0);
    if (id.size() != out.id.size() || pseudonym.size() != out.pseudonymText.size()) {
        return fail(ErrorCode::Corrupt, "a row of the subject table is damaged", m_impl->file);
    }
    std::copy(id.begin(), id.end(), out.id.begin());
    std::copy(pseudonym.begin(), pseudonym.end(), out.pseudonymText.begin());
    return out;
}

Result<std::vector<SubjectId>> SubjectTable::ids() {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(m_impl->db.get(), "SELECT id FROM subject", -1, &raw, nullptr) != SQLITE_OK) {
        return m_impl->failed("read");
    }
    const Statement rows(raw);
    std::vector<SubjectId> out;
    int rc = SQLITE_ROW;
    while ((rc = sqlite3_step(rows.get())) == SQLITE_ROW) {
        const std::string_view bytes = blobAt(rows.get(), 0);
        SubjectId id{};
        if (bytes.size() == id.size()) {
            std::ranges::copy(bytes, id.begin());
            out.push_back(id);
        }
    }
    return rc == SQLITE_DONE ? Result<std::vector<SubjectId>>(std::move(out)) : m_impl->failed("read");
}

Result<void> SubjectTable::noteErasure(std::span<const SubjectId> ids) {
    return m_impl->inTransaction([&] {
        // The id as hexadecimal digits: it must be told from the id in a sealed part, which must be gone afterwards.
        return m_impl->forEach("INSERT OR REPLACE INTO meta VALUES('erasing:' || hex(?1), 1)", ids);
    });
}

Result<std::vector<SubjectId>> SubjectTable::notedErasures() {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(m_impl->db.get(), "SELECT name FROM meta WHERE name GLOB 'erasing:*'", -1, &raw, nullptr) !=
        SQLITE_OK) {
        return m_impl->failed("read");
    }
    const Statement rows(raw);
    std::vector<SubjectId> out;
    int rc = SQLITE_ROW;
    while ((rc = sqlite3_step(rows.get())) == SQLITE_ROW) {
        std::string hex(blobAt(rows.get(), 0).substr(8));
        std::ranges::transform(hex, hex.begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
        const auto bytes = fromHex(hex);
        SubjectId id{};
        if (bytes && bytes->size() == id.size()) {
            std::copy(bytes->begin(), bytes->end(), id.begin());
            out.push_back(id);
        }
    }
    if (rc != SQLITE_DONE) {
        return m_impl->failed("read");
    }
    return out;
}

Result<void> SubjectTable::erase(std::span<const SubjectId> ids) {
    auto done = m_impl->inTransaction([&] { return m_impl->forEach("DELETE FROM subject WHERE id = ?1", ids); });
    if (done) {
        // Deleted cells are overwritten (secure_delete); VACUUM also leaves behind what moved between pages before.
        done = m_impl->run("VACUUM", "sweep");
    }
    return done ? m_impl->emptyLog() : done;
}

Result<void> SubjectTable::dropNotes(std::span<const SubjectId> ids) {
    return m_impl->inTransaction(
        [&] { return m_impl->forEach("DELETE FROM meta WHERE name = 'erasing:' || hex(?1)", ids); });
}

Result<std::int64_t> SubjectTable::erasures() {
    const Use s(m_impl->erasures);
    if (sqlite3_step(s) != SQLITE_ROW) {
        return m_impl->failed("read");
    }
    return sqlite3_column_int64(s, 0);
}

}  // namespace vedette
