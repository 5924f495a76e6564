// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <climits>
#include <sqlite3.h>

#include <cerrno>
#include <utility>

namespace vedette {

namespace {

bool noSpace(int system) { return system == ENOSPC || system == EDQUOT || system == EFBIG; }

// Whether the last failure of the database file or its write-ahead log was for want of space. SQLite says so itself
// only for ENOSPC on write; a quota, a size limit, a sync or shared memory show as plain I/O errors.
bool outOfSpace(sqlite3* db) {
    if (noSpace(sqlite3_system_errno(db))) {
        return true;
    }
    for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
        sqlite3_file* file = nullptr;
        int system = 0;
        if (sqlite3_file_control(db, "main", which, &file) == SQLITE_OK && file != nullptr &&
            file->pMethods != nullptr &&
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &system) == SQLITE_OK && noSpace(system)) {
            return true;
        }
    }
    return false;
}

ErrorCode codeOf(sqlite3* db, int code) {
    if (db != nullptr && (code & 0xff) == SQLITE_IOERR && outOfSpace(db)) {
        return ErrorCode::Full;
    }
    switch (code & 0xff) {
        case SQLITE_FULL: return ErrorCode::Full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return ErrorCode::Conflict;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_SCHEMA: return ErrorCode::Corrupt;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH: return ErrorCode::Denied;
        case SQLITE_INTERRUPT: return ErrorCode::Cancelled;
        default: return ErrorCode::Io;
    }
}

std::string_view hintOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::Full: return "free some space and try again; nothing was lost";
        case ErrorCode::Conflict: return "another process holds the lock; try again";
        case ErrorCode::Denied: return "check the permissions of the store folder and its files";
        case ErrorCode::Corrupt: return "run verify to see what is damaged";
        case ErrorCode::Io: return "check the disk, and that the store folder can be read and written";
        default: return {};
    }
}

std::string fileUri(const std::filesystem::path& file, std::string_view query) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    // With an empty authority, or a path that begins with two slashes would name one.
    std::string uri = file.is_absolute() ? "file://" : "file:";
    for (const char ch : file.string()) {
        const auto byte = static_cast<unsigned char>(ch);
        if (ch == '?' || ch == '#' || ch == '%' || byte < 0x20) {
            uri += '%';
            uri += kHex[byte >> 4];
            uri += kHex[byte & 15];
        } else {
            uri += ch;
        }
    }
    uri += query;
    return uri;
}

}  // namespace

Error databaseError(sqlite3* db, int code, std::string_view doing) {
    const ErrorCode mapped = codeOf(db, code);
    std::string what{doing};
    what += ": ";
    what += db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    std::string where;
    if (db != nullptr) {
        if (const char* name = sqlite3_db_filename(db, "main"); name != nullptr) {
            where = name;
        }
    }
    return Error{mapped, std::move(what), std::move(where), std::string(hintOf(mapped))};
}

Statement::Statement(Statement&& other) noexcept
    : m_db(std::exchange(other.m_db, nullptr)), m_statement(std::exchange(other.m_statement, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    if (this != &other) {
        sqlite3_finalize(m_statement);
        m_db = std::exchange(other.m_db, nullptr);
        m_statement = std::exchange(other.m_statement, nullptr);
    }
    return *this;
}

Statement::~Statement() { sqlite3_finalize(m_statement); }

Statement& Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(m_statement, index, value);
    return *this;
}

Statement& Statement::bindText(int index, std::string_view utf8) {
    // A null pointer would bind NULL; empty text is not NULL.
    const char* data = utf8.data() != nullptr ? utf8.data() : "";
    sqlite3_bind_text64(m_statement, index, data, utf8.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes) {
    const char* data = bytes.data() != nullptr ? bytes.data() : "";
    sqlite3_bind_blob64(m_statement, index, data, bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindNull(int index) {
    sqlite3_bind_null(m_statement, index);
    return *this;
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    // The text of the error must be taken before the statement is reset.
    Error error = databaseError(m_db, sqlite3_extended_errcode(m_db), "the database refused");
    sqlite3_reset(m_statement);
    return std::unexpected(std::move(error));
}

Result<void> Statement::run() {
    for (;;) {
        auto row = step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            break;
        }
    }
    reset();
    return {};
}

void Statement::reset() { sqlite3_reset(m_statement); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

std::string_view Statement::text(int column) const {
    const void* data = sqlite3_column_type(m_statement, column) == SQLITE_BLOB
                           ? sqlite3_column_blob(m_statement, column)
                           : static_cast<const void*>(sqlite3_column_text(m_statement, column));
    if (data == nullptr) {
        return {};
    }
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

bool Statement::isInteger(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_INTEGER; }
bool Statement::isText(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_TEXT; }
bool Statement::isBlob(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_BLOB; }
bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
    const int access = mode == Mode::ReadOnly    ? SQLITE_OPEN_READONLY
                       : mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE
                                                 : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;
    const int flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    const auto attempt = [&](std::string_view query) -> Result<Database> {
        sqlite3* raw = nullptr;
        const int code = sqlite3_open_v2(fileUri(file, query).c_str(), &raw, flags, nullptr);
        Database database(raw);
        if (code != SQLITE_OK) {
            Error error = databaseError(raw, code, "cannot open the database");
            error.where = file.string();
            return std::unexpected(std::move(error));
        }
        sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
        sqlite3_busy_timeout(raw, 10000);
        return database;
    };
    auto database = attempt("");
    if (mode != Mode::ReadOnly || !database) {
        return database;
    }
    // Reading is the first moment SQLite needs its shared memory file, which read-only media cannot hold. Without a
    // write-ahead log beside it the database file alone is the whole truth.
    auto probe = database->integer("SELECT count(*) FROM sqlite_schema");
    std::error_code ignored;
    std::filesystem::path log = file;
    log += "-wal";
    if (!probe && (probe.error().code == ErrorCode::Io || probe.error().code == ErrorCode::Denied) &&
        !std::filesystem::exists(log, ignored)) {
        return attempt("?immutable=1");
    }
    return database;
}

Database::Database(Database&& other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
    if (this != &other) {
        sqlite3_close_v2(m_db);
        m_db = std::exchange(other.m_db, nullptr);
    }
    return *this;
}

Database::~Database() { sqlite3_close_v2(m_db); }

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK) {
        Error error = databaseError(m_db, code, "the database does not take the statement");
        // A missing table or column is a broken store, not a wrong program.
        if ((code & 0xff) == SQLITE_ERROR) {
            error.code = ErrorCode::Corrupt;
            error.hint = "run verify to see what is damaged";
        }
        return std::unexpected(std::move(error));
    }
    return Statement(m_db, statement);
}

Result<void> Database::exec(const std::string& sql) {
    const int code = sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return std::unexpected(databaseError(m_db, sqlite3_extended_errcode(m_db), "the database refused"));
    }
    return {};
}

Result<std::int64_t> Database::integer(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) {
        return passOn(statement);
    }
    auto row = statement->step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return fail(ErrorCode::Corrupt, "a row that must be there is missing", std::string(sql),
                    "run verify to see what is damaged");
    }
    return statement->integer(0);
}

void Database::setBusyTimeout(Duration wait) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(wait).count();
    sqlite3_busy_timeout(m_db, static_cast<int>(ms > INT_MAX ? INT_MAX : ms));
}

void Database::interrupt() { sqlite3_interrupt(m_db); }

bool Database::inTransaction() const { return m_db != nullptr && sqlite3_get_autocommit(m_db) == 0; }

}  // namespace vedette
