// SPDX-License-Identifier: GPL-3.0-or-later
// Thin owners of a SQLite connection and of a prepared statement. Every return code is looked at: a step that fails is
// an error, never "no more rows".
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

struct sqlite3;
struct sqlite3_stmt;

namespace vedette {

// One prepared statement. Use: bind..., step() until false (or once), reset(). Parameters are numbered from 1, columns
// from 0. Bound text and blobs must live until reset(); column views live until the next step() or reset().
class Statement {
public:
    Statement() = default;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    Statement& bind(int index, std::int64_t value);
    Statement& bindText(int index, std::string_view utf8);
    Statement& bindBlob(int index, std::string_view bytes);
    Statement& bindNull(int index);

    // True: a row is there. False: done.
    [[nodiscard]] Result<bool> step();
    // Runs to the end and resets: for statements without rows.
    [[nodiscard]] Result<void> run();
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;  // also blobs: the bytes as they are
    [[nodiscard]] bool isInteger(int column) const;
    [[nodiscard]] bool isText(int column) const;
    [[nodiscard]] bool isBlob(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Database;
    Statement(sqlite3* db, sqlite3_stmt* statement) : m_db(db), m_statement(statement) {}
    sqlite3* m_db = nullptr;
    sqlite3_stmt* m_statement = nullptr;
};

// One connection; one thread at a time, except interrupt(). Triggers, views and untrusted schema functions are off, as
// the file may come from anybody.
class Database {
public:
    enum class Mode {
        ReadOnly,   // also works on read-only media when no write-ahead log is left
        ReadWrite,  // the file must exist
        Create,     // the file must not exist
    };

    [[nodiscard]] static Result<Database> open(const std::filesystem::path& file, Mode mode);
    Database() = default;
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    [[nodiscard]] Result<void> exec(const std::string& sql);
    // First column of the first row of a query that has one; Corrupt when it has none.
    [[nodiscard]] Result<std::int64_t> integer(std::string_view sql);

    // How long a statement waits for a lock that another connection holds.
    void setBusyTimeout(Duration wait);
    // Makes the statement in progress fail with Cancelled. From any thread.
    void interrupt();
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] bool isOpen() const { return m_db != nullptr; }
    // For what has no wrapper here; stays this object's.
    [[nodiscard]] sqlite3* raw() const { return m_db; }

private:
    explicit Database(sqlite3* db) : m_db(db) {}
    sqlite3* m_db = nullptr;
};

// Calls `each` per row, until the statement ends or `each` (Statement& → Result<void>) fails; the statement is reset,
// so it can be bound and run again. Bind its parameters before.
template <class Each>
[[nodiscard]] Result<void> forEachRow(Statement& statement, const Each& each) {
    Result<void> done;
    while (done) {
        auto row = statement.step();
        if (!row || !*row) {
            done = row ? Result<void>{} : Result<void>(passOn(row));
            break;
        }
        done = each(statement);
    }
    statement.reset();
    return done;
}

// The same of a query; `bind` (Statement& → anything) gives it its parameters.
template <class Bind, class Each>
[[nodiscard]] Result<void> forEachRow(Database& database, std::string_view sql, const Bind& bind, const Each& each) {
    auto statement = database.prepare(sql);
    if (!statement) {
        return passOn(statement);
    }
    bind(*statement);
    return forEachRow(*statement, each);
}

template <class Each>
[[nodiscard]] Result<void> forEachRow(Database& database, std::string_view sql, const Each& each) {
    return forEachRow(database, sql, [](Statement&) {}, each);
}

// The connection's last failure as an Error: Full (no space), Conflict (locked), Corrupt (not a database, or a broken
// one), Denied (read-only, no permission), Cancelled (interrupted), Io (everything else).
[[nodiscard]] Error databaseError(sqlite3* db, int code, std::string_view doing);

}  // namespace vedette
