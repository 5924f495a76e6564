// SPDX-License-Identifier: GPL-3.0-or-later
// A random hand on the values of a store's tables. It knows SQL, not the format.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/core/store/campaign/tamper_store.h"

namespace vedette::test {

struct SqlValue {
    int type = SQLITE_NULL;
    std::int64_t number = 0;
    std::string bytes;  // text and blob
    bool operator==(const SqlValue&) const = default;
};
using SqlRow = std::vector<SqlValue>;  // as EvidenceTable::columns

struct Blow {
    std::string table;
    std::string what;          // "flip of block.root in row (2)"
    std::string kind;          // "flip"
    std::vector<SqlRow> rows;  // that were touched, as they were
};

class TamperHand {
public:
    // Looks at the store as it is now, undamaged; `tables` are those it may touch, each as often as the others.
    TamperHand(const std::filesystem::path& store, std::vector<std::string> tables, std::uint64_t seed);

    // Changes the store, which must be as it was at first. Draws until something is really different.
    [[nodiscard]] Blow strike(const std::filesystem::path& store);

private:
    struct Sheet {
        EvidenceTable table;
        std::vector<std::vector<SqlValue>> keys;  // of every row
    };
    [[nodiscard]] std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    [[nodiscard]] SqlRow read(Insider& insider, const Sheet& sheet, const std::vector<SqlValue>& key);
    [[nodiscard]] SqlValue spoilt(const SqlValue& value, const std::string& kind);
    bool write(Insider& insider, const std::string& sql, const std::vector<SqlValue>& values);
    bool change(Insider& insider, const Sheet& sheet, const std::string& kind, Blow& blow);
    bool swap(Insider& insider, const Sheet& sheet, Blow& blow);
    bool insert(Insider& insider, const Sheet& sheet, Blow& blow);
    bool remove(Insider& insider, const Sheet& sheet, Blow& blow);

    std::vector<Sheet> m_sheets;
    std::mt19937_64 m_random;
};

}  // namespace vedette::test
