// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_table.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "core/store/schema.h"

namespace vedette {

namespace {

// Columns of the table: entry, then the log's columns in their order, then record, and hidden text, which is for
// searching only: WHERE text MATCH 'words'.
constexpr int kEntry = 0;
constexpr int kRecord = 1 + static_cast<int>(kAllColumns);
constexpr int kSearch = kRecord + 1;
constexpr std::size_t kFirstPage = 64;  // so that LIMIT 10 reads little
constexpr std::size_t kLargestPage = 4096;

enum class Compare : unsigned char { Equal, Greater, GreaterEqual, Less, LessEqual, Contains };

// A condition handed down, one byte pair each in the index text: column and comparison.
struct Condition {
    int column = 0;
    Compare compare = Compare::Equal;
};

// The base classes that SQLite knows come first, so that its pointers are ours.
struct SqlEventTable {
    sqlite3_vtab base{};
    SqlTableSource* source = nullptr;
};

struct SqlEventCursor {
    sqlite3_vtab_cursor base{};
    Filter filter;
    bool newestFirst = false;
    bool nothing = false;  // the conditions exclude each other
    Page page;
    std::vector<std::string> records;  // of the page, once asked for
    std::size_t at = 0;
    std::size_t pageSize = kFirstPage;
};

SqlEventTable& tableOf(sqlite3_vtab* table) { return *reinterpret_cast<SqlEventTable*>(table); }
SqlEventCursor& cursorOf(sqlite3_vtab_cursor* cursor) { return *reinterpret_cast<SqlEventCursor*>(cursor); }

bool isText(int column) { return column > kEntry && column <= static_cast<int>(kTextColumns); }
bool isNumber(int column) { return column > static_cast<int>(kTextColumns) && column < kRecord; }

std::string declaration() {
    std::string sql = "CREATE TABLE event(entry INTEGER";
    for (std::size_t i = 0; i < kAllColumns; ++i) {
        sql += ", \"";
        sql += columnNameAt(i);
        sql += i < kTextColumns ? "\" TEXT" : "\" INTEGER";
    }
    return sql + ", record TEXT, text HIDDEN)";
}

int failed(sqlite3_vtab* table, Error error) {
    SqlTableSource& source = *tableOf(table).source;
    sqlite3_free(table->zErrMsg);
    table->zErrMsg = sqlite3_mprintf("%s", error.text().c_str());
    const int code = error.code == ErrorCode::Cancelled ? SQLITE_INTERRUPT : SQLITE_ERROR;
    if (!source.failure) {
        source.failure = std::move(error);
    }
    return code;
}

int connect(sqlite3* database, void* source, int, const char* const*, sqlite3_vtab** out, char**) {
    const int code = sqlite3_declare_vtab(database, declaration().c_str());
    if (code != SQLITE_OK) {
        return code;
    }
    auto* table = new SqlEventTable;
    table->source = static_cast<SqlTableSource*>(source);
    *out = &table->base;
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
    delete &tableOf(table);
    return SQLITE_OK;
}

// Which comparison can go down for which column; none for what the Reader cannot do.
std::optional<Compare> comparisonOf(const sqlite3_index_info::sqlite3_index_constraint& c) {
    const bool number = c.iColumn == kEntry || c.iColumn == -1 || isNumber(c.iColumn);
    switch (c.op) {
        case SQLITE_INDEX_CONSTRAINT_EQ:
            return number || isText(c.iColumn) ? std::optional(Compare::Equal) : std::nullopt;
        case SQLITE_INDEX_CONSTRAINT_GT: return number ? std::optional(Compare::Greater) : std::nullopt;
        case SQLITE_INDEX_CONSTRAINT_GE: return number ? std::optional(Compare::GreaterEqual) : std::nullopt;
        case SQLITE_INDEX_CONSTRAINT_LT: return number ? std::optional(Compare::Less) : std::nullopt;
        case SQLITE_INDEX_CONSTRAINT_LE: return number ? std::optional(Compare::LessEqual) : std::nullopt;
        case SQLITE_INDEX_CONSTRAINT_MATCH:
            return c.iColumn == kSearch ? std::optional(Compare::Contains) : std::nullopt;
        default: return std::nullopt;
    }
}

int bestIndex(sqlite3_vtab*, sqlite3_index_info* info) {
    std::string conditions;
    double rows = 1e7;
    int arguments = 0;
    for (int i = 0; i < info->nConstraint; ++i) {
        const auto& constraint = info->aConstraint[i];
        const auto compare = comparisonOf(constraint);
        if (constraint.usable == 0 || !compare) {
            continue;
        }
        // Another collation holds texts equal that are not.
        if (isText(constraint.iColumn) && sqlite3_stricmp(sqlite3_vtab_collation(info, i), "BINARY") != 0) {
            continue;
        }
        info->aConstraintUsage[i].argvIndex = ++arguments;
        // SQLite cannot check this one again.
        info->aConstraintUsage[i].omit = *compare == Compare::Contains ? 1 : 0;
        conditions += static_cast<char>('A' + std::max(constraint.iColumn, kEntry));
        conditions += static_cast<char>('0' + static_cast<int>(*compare));
        const bool one = *compare == Compare::Equal && constraint.iColumn <= kEntry;
        rows = one ? 1 : rows / (*compare == Compare::Equal ? 20 : 4);
    }
    info->idxStr = sqlite3_mprintf("%s", conditions.c_str());
    info->needToFreeIdxStr = 1;
    if (info->idxStr == nullptr) {
        return SQLITE_NOMEM;
    }
    if (info->nOrderBy == 1 && (info->aOrderBy[0].iColumn == kEntry || info->aOrderBy[0].iColumn == -1)) {
        info->orderByConsumed = 1;
        info->idxNum = info->aOrderBy[0].desc != 0 ? 1 : 0;
    }
    info->estimatedRows = static_cast<sqlite3_int64>(std::max(rows, 1.0));
    info->estimatedCost = std::max(rows, 1.0) + 10;
    return SQLITE_OK;
}

int openCursor(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
    *out = &(new SqlEventCursor)->base;
    return SQLITE_OK;
}

int closeCursor(sqlite3_vtab_cursor* cursor) {
    delete &cursorOf(cursor);
    return SQLITE_OK;
}

// The whole numbers that satisfy the comparison.
std::pair<std::int64_t, std::int64_t> rangeOf(Compare compare, std::int64_t value) {
    constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
    switch (compare) {
        case Compare::Equal: return {value, value};
        case Compare::Greater: return {value == kHighest ? value : value + 1, kHighest};
        case Compare::GreaterEqual: return {value, kHighest};
        case Compare::Less: return {kLowest, value == kLowest ? value : value - 1};
        case Compare::LessEqual: return {kLowest, value};
        case Compare::Contains: break;
    }
    return {kLowest, kHighest};
}

void narrow(SqlEventCursor& cursor, const Condition& condition, sqlite3_value* value) {
    Filter& filter = cursor.filter;
    const int type = sqlite3_value_type(value);
    if (isText(condition.column)) {
        if (type == SQLITE_TEXT) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
            filter.is(static_cast<TextColumn>(condition.column - 1),
                      std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value))));
        }
        return;
    }
    if (type != SQLITE_INTEGER) {
        return;  // SQLite compares by itself
    }
    const auto [low, high] = rangeOf(condition.compare, sqlite3_value_int64(value));
    if (condition.column == kEntry) {
        const std::uint64_t first = low < 0 ? 0 : static_cast<std::uint64_t>(low);
        const std::uint64_t end = high < 0 ? 0 : static_cast<std::uint64_t>(high) + 1;
        filter.firstEntry = std::max(filter.firstEntry.value_or(0), first);
        filter.endEntry = std::min(filter.endEntry.value_or(end), end);
        cursor.nothing = cursor.nothing || *filter.firstEntry >= *filter.endEntry;
        return;
    }
    filter.between(static_cast<IntColumn>(condition.column - 1 - static_cast<int>(kTextColumns)), low, high);
}

int readPage(SqlEventCursor& cursor, std::optional<std::uint64_t> from) {
    SqlTableSource& source = *tableOf(cursor.base.pVtab).source;
    cursor.at = 0;
    cursor.records.clear();
    auto page = cursor.newestFirst ? source.reader->newest(cursor.filter, cursor.pageSize, from)
                                   : source.reader->oldest(cursor.filter, cursor.pageSize, from);
    if (!page) {
        return failed(cursor.base.pVtab, std::move(page.error()));
    }
    cursor.page = std::move(*page);
    cursor.pageSize = std::min(cursor.pageSize * 4, kLargestPage);
    return SQLITE_OK;
}

// Pages without rows but with a next one are passed over.
int fill(SqlEventCursor& cursor, std::optional<std::uint64_t> from) {
    int code = readPage(cursor, from);
    while (code == SQLITE_OK && cursor.page.rows.empty() && cursor.page.next) {
        code = readPage(cursor, cursor.page.next);
    }
    return code;
}

// The words of MATCH, as they stand.
Result<void> search(SqlEventCursor& cursor, sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    if (sqlite3_value_type(value) != SQLITE_TEXT || size < 2) {
        return fail(ErrorCode::Invalid, "text MATCH takes a text of two characters or more", "SQL",
                    "write text MATCH 'words'");
    }
    cursor.filter.contains(std::string(text, size));
    return {};
}

int startScan(sqlite3_vtab_cursor* base, int order, const char* conditions, int count, sqlite3_value** values) {
    SqlEventCursor& cursor = cursorOf(base);
    cursor.filter = {};
    cursor.filter.endEntry = tableOf(base->pVtab).source->end;
    cursor.newestFirst = order == 1;
    cursor.nothing = false;
    cursor.page = {};
    cursor.pageSize = kFirstPage;
    for (int i = 0; i < count; ++i) {
        const Condition condition{conditions[2 * i] - 'A', static_cast<Compare>(conditions[2 * i + 1] - '0')};
        if (condition.compare == Compare::Contains) {
            if (auto ok = search(cursor, values[i]); !ok) {
                return failed(base->pVtab, std::move(ok.error()));
            }
            continue;
        }
        narrow(cursor, condition, values[i]);
    }
    return cursor.nothing ? SQLITE_OK : fill(cursor, {});
}

int next(sqlite3_vtab_cursor* base) {
    SqlEventCursor& cursor = cursorOf(base);
    if (++cursor.at < cursor.page.rows.size()) {
        return SQLITE_OK;
    }
    const auto from = cursor.page.next;
    if (!from) {
        cursor.page = {};
        cursor.at = 0;
        return SQLITE_OK;
    }
    return fill(cursor, from);
}

int atEnd(sqlite3_vtab_cursor* base) {
    const SqlEventCursor& cursor = cursorOf(base);
    return cursor.at >= cursor.page.rows.size() ? 1 : 0;
}

void giveText(sqlite3_context* context, std::string_view text) {
    // A null pointer would make it NULL.
    sqlite3_result_text64(context, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

int giveRecord(SqlEventCursor& cursor, sqlite3_context* context) {
    if (cursor.records.empty()) {
        std::vector<std::uint64_t> entries;
        for (const Row& row : cursor.page.rows) {
            entries.push_back(row.entry);
        }
        auto records = tableOf(cursor.base.pVtab).source->reader->records(entries);
        if (!records) {
            return failed(cursor.base.pVtab, std::move(records.error()));
        }
        cursor.records = std::move(*records);
    }
    giveText(context, cursor.records[cursor.at]);
    return SQLITE_OK;
}

int give(sqlite3_vtab_cursor* base, sqlite3_context* context, int column) {
    SqlEventCursor& cursor = cursorOf(base);
    const Row& row = cursor.page.rows[cursor.at];
    if (column == kRecord) {
        return giveRecord(cursor, context);
    }
    if (column == kSearch) {
        sqlite3_result_null(context);
    } else if (isText(column)) {
        giveText(context, row.columns[static_cast<TextColumn>(column - 1)]);
    } else if (isNumber(column)) {
        const auto number = static_cast<IntColumn>(column - 1 - static_cast<int>(kTextColumns));
        sqlite3_result_int64(context, row.columns[number]);
    } else {
        sqlite3_result_int64(context, static_cast<sqlite3_int64>(row.entry));
    }
    return SQLITE_OK;
}

int giveRowId(sqlite3_vtab_cursor* base, sqlite3_int64* out) {
    const SqlEventCursor& cursor = cursorOf(base);
    *out = static_cast<sqlite3_int64>(cursor.page.rows[cursor.at].entry);
    return SQLITE_OK;
}

// No xCreate: the table is simply there. No xUpdate: it cannot be written.
const sqlite3_module& module() {
    static const sqlite3_module it = [] {
        sqlite3_module made{};
        made.xConnect = &connect;
        made.xDisconnect = &disconnect;
        made.xBestIndex = &bestIndex;
        made.xOpen = &openCursor;
        made.xClose = &closeCursor;
        made.xFilter = &startScan;
        made.xNext = &next;
        made.xEof = &atEnd;
        made.xColumn = &give;
        made.xRowid = &giveRowId;
        return made;
    }();
    return it;
}

}  // namespace

Result<void> registerSqlTable(sqlite3* database, SqlTableSource& source) {
    if (sqlite3_create_module_v2(database, "event", &module(), &source, nullptr) != SQLITE_OK) {
        return fail(ErrorCode::Io, "SQLite does not take the table of events", "event");
    }
    return {};
}

}  // namespace vedette
