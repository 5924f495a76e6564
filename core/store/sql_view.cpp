// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_view.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/store/reader.h"
#include "core/store/sql_table.h"

namespace vedette {

namespace {

// What one statement may ask of SQLite. A record is at most 1 MiB long.
constexpr std::array<std::pair<int, int>, 8> kStatementLimits = {{
    {SQLITE_LIMIT_LENGTH, 16 << 20},
    {SQLITE_LIMIT_SQL_LENGTH, 64 << 10},
    {SQLITE_LIMIT_COLUMN, 200},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 50},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
}};

// Tables that can be read: ours, and what takes JSON apart.
bool isReadable(std::string_view table) {
    return table.empty() || table == "event" || table == "json_each" || table == "json_tree";
}

// Asked by SQLite while it compiles, about everything a statement would do.
int authorize(void*, int action, const char* first, const char* second, const char*, const char*) {
    const auto is = [](const char* text, const char* name) {
        return text != nullptr && sqlite3_stricmp(text, name) == 0;
    };
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_RECURSIVE: return SQLITE_OK;
        case SQLITE_READ: return isReadable(first == nullptr ? "" : first) ? SQLITE_OK : SQLITE_DENY;
        case SQLITE_FUNCTION:
            return is(second, "load_extension") || is(second, "fts3_tokenizer") ? SQLITE_DENY : SQLITE_OK;
        default: return SQLITE_DENY;
    }
}

// Interrupts the connection and the reader once the time is up or somebody asks to stop. They fail what is going on
// only, so it goes on asking until the statement has ended.
class Watchdog {
public:
    Watchdog(sqlite3* database, Reader& reader, const SqlLimits& limits)
        : m_thread([this, database, &reader, limits](const std::stop_token& ended) {
              const auto deadline = std::chrono::steady_clock::now() + limits.time;
              std::unique_lock lock(m_mutex);
              const std::stop_callback asked(limits.stop, [this] { m_wake.notify_all(); });
              m_wake.wait_until(lock, ended, deadline, [&limits] { return limits.stop.stop_requested(); });
              while (!ended.stop_requested()) {
                  m_bit = true;
                  sqlite3_interrupt(database);
                  reader.interrupt();
                  m_wake.wait_for(lock, ended, std::chrono::milliseconds(20), [] { return false; });
              }
          }) {}
    [[nodiscard]] bool hasBitten() const { return m_bit; }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::atomic<bool> m_bit = false;
    std::jthread m_thread;  // last: it uses the others
};

struct Finalizer {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalizer>;

SqlValue valueAt(sqlite3_stmt* statement, int column) {
    const auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement, column)); };
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
        case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            return std::string(text, size());
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
            return SqlBlob{bytes == nullptr ? std::string{} : std::string(bytes, size())};
        }
        default: return std::monostate{};
    }
}

std::unexpected<Error> refused(std::string what) {
    return fail(ErrorCode::Invalid, std::move(what), "SQL", "one SELECT over the table event; see docs/vedettectl.md");
}

}  // namespace

struct SqlView::Impl {
    std::unique_ptr<Reader> reader;
    SqlTableSource source;
    sqlite3* database = nullptr;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() { sqlite3_close(database); }

    Result<void> connect();
    Result<Prepared> prepare(std::string_view sql);
    [[nodiscard]] Error errorOf(int code, const Watchdog& watchdog, const SqlLimits& limits) const;
};

SqlView::SqlView(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SqlView::~SqlView() = default;

Result<void> SqlView::Impl::connect() {
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(":memory:", &database, kFlags, nullptr) != SQLITE_OK) {
        return fail(ErrorCode::Io, "SQLite cannot be started", "SQL");
    }
    for (const auto& [limit, value] : kStatementLimits) {
        sqlite3_limit(database, limit, value);
    }
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    if (auto known = registerSqlTable(database, source); !known) {
        return known;
    }
    // A virtual table declares its columns when it is first named, which the authorizer would refuse.
    for (const char* const first :
         {"SELECT entry FROM event WHERE 0", "SELECT key FROM json_each('[]')", "SELECT key FROM json_tree('[]')"}) {
        if (sqlite3_exec(database, first, nullptr, nullptr, nullptr) != SQLITE_OK) {
            return fail(ErrorCode::Io, std::string("SQLite does not take the table: ") + sqlite3_errmsg(database),
                        "SQL");
        }
    }
    sqlite3_set_authorizer(database, &authorize, nullptr);
    return {};
}

Result<Prepared> SqlView::Impl::prepare(std::string_view sql) {
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), 0, &raw, &rest);
    Prepared statement(raw);
    if (code == SQLITE_AUTH) {
        return refused("the statement does more than read events");
    }
    if (code != SQLITE_OK) {
        return refused(sqlite3_errmsg(database));
    }
    if (!statement) {
        return refused("there is no statement");
    }
    if (sqlite3_stmt_readonly(raw) == 0 || sqlite3_column_count(raw) == 0) {
        return refused("the statement does more than read events");
    }
    // Behind it only blanks, semicolons and comments: SQLite finds no second statement there.
    sqlite3_stmt* second = nullptr;
    const auto left = static_cast<int>(sql.data() + sql.size() - rest);
    const int more = sqlite3_prepare_v3(database, rest, left, 0, &second, nullptr);
    const Prepared other(second);
    if (more != SQLITE_OK || other) {
        return refused("there is more than one statement");
    }
    return statement;
}

Error SqlView::Impl::errorOf(int code, const Watchdog& watchdog, const SqlLimits& limits) const {
    if (watchdog.hasBitten()) {
        if (limits.stop.stop_requested()) {
            return {ErrorCode::Cancelled, "stopped before the end", "SQL", ""};
        }
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limits.time).count();
        return {ErrorCode::Timeout, fmt::format("the statement took longer than {} s", seconds), "SQL",
                "ask for a shorter time, or for fewer columns"};
    }
    if (source.failure) {
        return *source.failure;
    }
    const bool memory = code == SQLITE_NOMEM || code == SQLITE_FULL;
    return {memory ? ErrorCode::Full : ErrorCode::Invalid, sqlite3_errmsg(database), "SQL", ""};
}

Result<std::unique_ptr<SqlView>> SqlView::open(const std::filesystem::path& folder) {
    auto impl = std::make_unique<Impl>();
    auto reader = Reader::open(folder);
    if (!reader) {
        return passOn(reader);
    }
    impl->reader = std::move(*reader);
    impl->source.reader = impl->reader.get();
    if (auto connected = impl->connect(); !connected) {
        return passOn(connected);
    }
    return std::unique_ptr<SqlView>(new SqlView(std::move(impl)));
}

Result<SqlOutcome> SqlView::run(std::string_view sql, const SqlLimits& limits, const Head& head, const Each& each) {
    Impl& impl = *m_impl;
    auto now = impl.reader->head();
    if (!now) {
        return passOn(now);
    }
    impl.source.end = now->size;
    impl.source.failure.reset();
    auto statement = impl.prepare(sql);
    if (!statement) {
        return passOn(statement);
    }
    sqlite3_stmt* const rows = statement->get();
    const int columns = sqlite3_column_count(rows);
    std::vector<std::string> names;
    for (int i = 0; i < columns; ++i) {
        const char* const name = sqlite3_column_name(rows, i);
        names.emplace_back(name == nullptr ? "" : name);
    }
    head(names);

    const Watchdog watchdog(impl.database, *impl.reader, limits);
    SqlOutcome outcome;
    std::vector<SqlValue> row(static_cast<std::size_t>(columns));
    for (;;) {
        const int code = sqlite3_step(rows);
        if (code == SQLITE_DONE) {
            return outcome;
        }
        if (code != SQLITE_ROW) {
            return std::unexpected(impl.errorOf(code, watchdog, limits));
        }
        if (outcome.rows == limits.rows) {
            outcome.truncated = true;
            return outcome;
        }
        for (int i = 0; i < columns; ++i) {
            row[static_cast<std::size_t>(i)] = valueAt(rows, i);
        }
        ++outcome.rows;
        if (!each(row)) {
            return outcome;
        }
    }
}

}  // namespace vedette
