// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/campaign/tamper_hand.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace vedette::test {

namespace {

constexpr std::array kKinds = {"flip", "replace", "number", "truncate", "grow", "copy", "swap", "insert", "delete"};

SqlValue valueAt(sqlite3_stmt* row, int column) {
    SqlValue value;
    value.type = sqlite3_column_type(row, column);
    if (value.type == SQLITE_INTEGER) {
        value.number = sqlite3_column_int64(row, column);
    } else if (value.type != SQLITE_NULL) {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(row, column));
        value.bytes.assign(data == nullptr ? "" : data, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
    }
    return value;
}

void bind(sqlite3_stmt* statement, int at, const SqlValue& value) {
    const int size = static_cast<int>(value.bytes.size());
    switch (value.type) {
        case SQLITE_INTEGER: sqlite3_bind_int64(statement, at, value.number); break;
        case SQLITE_TEXT: sqlite3_bind_text(statement, at, value.bytes.data(), size, SQLITE_TRANSIENT); break;
        case SQLITE_NULL: sqlite3_bind_null(statement, at); break;
        default: sqlite3_bind_blob(statement, at, value.bytes.data(), size, SQLITE_TRANSIENT); break;
    }
}

std::string whereOf(const EvidenceTable& table) {
    std::vector<std::string> parts;
    for (const std::string& key : table.keys) {
        parts.push_back(key + " = ?");
    }
    return fmt::format("{}", fmt::join(parts, " AND "));
}

std::string keyText(const std::vector<SqlValue>& row, std::size_t keys) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < keys; ++i) {
        parts.push_back(row[i].type == SQLITE_INTEGER ? std::to_string(row[i].number) : row[i].bytes);
    }
    return fmt::format("({})", fmt::join(parts, ", "));
}

std::vector<SqlValue> keyOf(const SqlRow& row, const EvidenceTable& table) {
    return {row.begin(), row.begin() + static_cast<std::ptrdiff_t>(table.keys.size())};
}

}  // namespace

TamperHand::TamperHand(const std::filesystem::path& store, std::vector<std::string> tables, std::uint64_t seed)
    : m_random(seed) {
    Insider insider(store);
    for (const EvidenceTable& table : evidenceTables()) {
        if (std::ranges::find(tables, table.name) == tables.end()) {
            continue;
        }
        Sheet sheet{table, {}};
        const std::string sql =
            fmt::format("SELECT {0} FROM {1} ORDER BY {0}", fmt::join(table.keys, ", "), table.name);
        sqlite3_stmt* row = nullptr;
        sqlite3_prepare_v2(insider.handle(), sql.c_str(), -1, &row, nullptr);
        while (sqlite3_step(row) == SQLITE_ROW) {
            std::vector<SqlValue> key;
            for (int c = 0; c < sqlite3_column_count(row); ++c) {
                key.push_back(valueAt(row, c));
            }
            sheet.keys.push_back(std::move(key));
        }
        sqlite3_finalize(row);
        if (sheet.keys.empty()) {
            std::fprintf(stderr, "tamper hand: table %s is empty\n", table.name.c_str());
            std::abort();
        }
        m_sheets.push_back(std::move(sheet));
    }
}

SqlRow TamperHand::read(Insider& insider, const Sheet& sheet, const std::vector<SqlValue>& key) {
    const std::string sql = fmt::format("SELECT {} FROM {} WHERE {}", fmt::join(sheet.table.columns, ", "),
                                        sheet.table.name, whereOf(sheet.table));
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(insider.handle(), sql.c_str(), -1, &statement, nullptr);
    for (std::size_t i = 0; i < key.size(); ++i) {
        bind(statement, static_cast<int>(i + 1), key[i]);
    }
    SqlRow row;
    if (sqlite3_step(statement) == SQLITE_ROW) {
        for (int c = 0; c < sqlite3_column_count(statement); ++c) {
            row.push_back(valueAt(statement, c));
        }
    }
    sqlite3_finalize(statement);
    return row;
}

// The value as it would not be; the same when this kind of blow does nothing to it.
SqlValue TamperHand::spoilt(const SqlValue& value, const std::string& kind) {
    SqlValue bad = value;
    if (value.type == SQLITE_INTEGER) {
        const std::array<std::int64_t, 6> steps = {1, -1, 2, 1'000, -1'000, static_cast<std::int64_t>(m_random() >> 1)};
        bad.number = kind == "flip" ? value.number ^ (std::int64_t{1} << pick(63))
                                    : value.number / (kind == "truncate" ? 2 : 1) + steps[pick(steps.size())];
        return bad;
    }
    if (value.type == SQLITE_NULL) {
        bad.type = SQLITE_BLOB;
        bad.bytes = kind == "flip" ? "" : "x";
        return bad;
    }
    std::string& bytes = bad.bytes;
    if (kind == "flip" && !bytes.empty()) {
        char& byte = bytes[pick(bytes.size())];
        byte = static_cast<char>(byte ^ static_cast<char>(1 << pick(8)));
    } else if (kind == "replace" && !bytes.empty()) {
        const std::size_t from = pick(bytes.size());
        const std::size_t n = 1 + pick(std::min<std::size_t>(40, bytes.size() - from));
        std::generate_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), n,
                        [this] { return static_cast<char>('!' + pick(90)); });
    } else if (kind == "truncate") {
        bytes.resize(pick(bytes.size() + 1));
    } else {
        bytes.insert(pick(bytes.size() + 1), 1, static_cast<char>('!' + pick(90)));
    }
    return bad;
}

bool TamperHand::write(Insider& insider, const std::string& sql, const std::vector<SqlValue>& values) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(insider.handle(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
        std::fprintf(stderr, "tamper hand: %s: %s\n", sql.c_str(), sqlite3_errmsg(insider.handle()));
        std::abort();
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        bind(statement, static_cast<int>(i + 1), values[i]);
    }
    const int code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE && sqlite3_changes(insider.handle()) > 0;
}

// One value of one row becomes another; with "copy" that of another row.
bool TamperHand::change(Insider& insider, const Sheet& sheet, const std::string& kind, Blow& blow) {
    const SqlRow row = read(insider, sheet, sheet.keys[pick(sheet.keys.size())]);
    const std::size_t column = pick(row.size());
    const SqlValue bad =
        kind == "copy" ? read(insider, sheet, sheet.keys[pick(sheet.keys.size())])[column] : spoilt(row[column], kind);
    blow.rows = {row};
    blow.what = fmt::format("{} of {}.{} in row {}", kind, sheet.table.name, sheet.table.columns[column],
                            keyText(row, sheet.table.keys.size()));
    std::vector<SqlValue> values = keyOf(row, sheet.table);
    values.insert(values.begin(), bad);
    return bad != row[column] && write(insider,
                                       fmt::format("UPDATE {} SET {} = ? WHERE {}", sheet.table.name,
                                                   sheet.table.columns[column], whereOf(sheet.table)),
                                       values);
}

// Two rows exchange one value, or all that are not keys.
bool TamperHand::swap(Insider& insider, const Sheet& sheet, Blow& blow) {
    const SqlRow one = read(insider, sheet, sheet.keys[pick(sheet.keys.size())]);
    const SqlRow two = read(insider, sheet, sheet.keys[pick(sheet.keys.size())]);
    const std::size_t keys = sheet.table.keys.size();
    const bool whole = pick(2) == 0;
    const std::size_t column = keys + pick(one.size() - keys);
    bool different = false;
    bool done = true;
    for (std::size_t c = keys; c < one.size(); ++c) {
        if ((!whole && c != column) || one[c] == two[c]) {
            continue;
        }
        different = true;
        const std::string sql = fmt::format("UPDATE {} SET {} = ? WHERE {}", sheet.table.name, sheet.table.columns[c],
                                            whereOf(sheet.table));
        for (const auto& [row, from] : {std::pair(&one, &two), std::pair(&two, &one)}) {
            std::vector<SqlValue> values = keyOf(*row, sheet.table);
            values.insert(values.begin(), (*from)[c]);
            done = write(insider, sql, values) && done;
        }
    }
    blow.rows = {one, two};
    blow.what = fmt::format("swap of {} in rows {} and {} of {}", whole ? "everything" : sheet.table.columns[column],
                            keyText(one, keys), keyText(two, keys), sheet.table.name);
    return different && done;
}

bool TamperHand::insert(Insider& insider, const Sheet& sheet, Blow& blow) {
    const SqlRow row = read(insider, sheet, sheet.keys[pick(sheet.keys.size())]);
    SqlRow added = row;
    const std::size_t key = pick(sheet.table.keys.size());
    added[key] = spoilt(added[key], "number");
    if (pick(2) == 0) {
        const std::size_t other = pick(added.size());
        added[other] = spoilt(added[other], "flip");
    }
    const std::vector<std::string> marks(added.size(), "?");
    blow.rows = {added};
    blow.what = fmt::format("insertion of row {} into {}", keyText(added, sheet.table.keys.size()), sheet.table.name);
    return write(insider, fmt::format("INSERT INTO {} VALUES({})", sheet.table.name, fmt::join(marks, ", ")), added);
}

bool TamperHand::remove(Insider& insider, const Sheet& sheet, Blow& blow) {
    const SqlRow row = read(insider, sheet, sheet.keys[pick(sheet.keys.size())]);
    blow.rows = {row};
    blow.what = fmt::format("deletion of row {} of {}", keyText(row, sheet.table.keys.size()), sheet.table.name);
    return write(insider, fmt::format("DELETE FROM {} WHERE {}", sheet.table.name, whereOf(sheet.table)),
                 keyOf(row, sheet.table));
}

Blow TamperHand::strike(const std::filesystem::path& store) {
    Insider insider(store);
    for (;;) {
        const Sheet& sheet = m_sheets[pick(m_sheets.size())];
        const std::string kind = kKinds[pick(kKinds.size())];
        Blow blow{sheet.table.name, {}, kind, {}};
        insider.run("BEGIN");
        const bool done = kind == "swap"     ? swap(insider, sheet, blow)
                          : kind == "insert" ? insert(insider, sheet, blow)
                          : kind == "delete" ? remove(insider, sheet, blow)
                                             : change(insider, sheet, kind, blow);
        if (done && insider.run("COMMIT")) {
            return blow;
        }
        insider.run("ROLLBACK");  // refused by the schema, or nothing would be different
    }
}

}  // namespace vedette::test
