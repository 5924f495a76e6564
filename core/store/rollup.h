// SPDX-License-Identifier: GPL-3.0-or-later
// Per-minute sums, gathered in memory before they are added to the table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/error.h"
#include "core/event/columns.h"
#include "core/store/database.h"

namespace vedette {

struct RollupKey {
    std::int64_t minute = 0;
    std::string node;
    std::int64_t classUid = 0;
    std::int64_t status = 0;
    bool operator==(const RollupKey&) const = default;
};

// The same without owning the node's name, for looking up.
struct RollupKeyView {
    std::int64_t minute = 0;
    std::string_view node;
    std::int64_t classUid = 0;
    std::int64_t status = 0;
    bool operator==(const RollupKeyView&) const = default;
    RollupKeyView(std::int64_t m, std::string_view n, std::int64_t c, std::int64_t s)
        : minute(m), node(n), classUid(c), status(s) {}
    RollupKeyView(const RollupKey& k) : RollupKeyView(k.minute, k.node, k.classUid, k.status) {}
};

struct RollupSums {
    std::int64_t count = 0;
    std::int64_t latency = 0;
    std::int64_t prompt = 0;
    std::int64_t output = 0;
    std::int64_t cost = 0;
    bool operator==(const RollupSums&) const = default;
};

// Sums wrap modulo 2^64: a hostile log line must not be able to make the addition undefined.
void addTo(RollupSums& sums, const RollupSums& more);

class RollupMap {
public:
    RollupMap() = default;
    RollupMap(const RollupMap&) = delete;  // m_last would point into the other map
    RollupMap& operator=(const RollupMap&) = delete;
    void add(const Columns& columns);
    void add(const RollupKey& key, const RollupSums& sums);
    void merge(const RollupMap& other);
    // The opposite: takes away what was merged before.
    void subtract(const RollupMap& other);
    void clear();
    [[nodiscard]] bool empty() const { return m_cells.empty(); }
    // Adds the sums to the table.
    [[nodiscard]] Result<void> flush(Database& database) const;

    struct KeyHash {
        using is_transparent = void;
        std::size_t operator()(const RollupKeyView& k) const;
    };
    struct KeyEqual {
        using is_transparent = void;
        bool operator()(const RollupKeyView& a, const RollupKeyView& b) const { return a == b; }
    };
    using Cells = std::unordered_map<RollupKey, RollupSums, KeyHash, KeyEqual>;
    [[nodiscard]] const Cells& cells() const { return m_cells; }

private:
    Cells m_cells;
    Cells::value_type* m_last = nullptr;  // most events fall into the cell of the one before
};

// Event time in whole minutes since 1970, rounded down.
[[nodiscard]] std::int64_t minuteOf(std::int64_t micros);

}  // namespace vedette
