// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/rollup.h"

namespace vedette {

namespace {

constexpr std::int64_t kMinute = 60'000'000;

std::int64_t wrapAdd(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

}  // namespace

std::int64_t minuteOf(std::int64_t micros) {
    const std::int64_t minute = micros / kMinute;
    return micros % kMinute < 0 ? minute - 1 : minute;
}

void addTo(RollupSums& sums, const RollupSums& more) {
    sums.count = wrapAdd(sums.count, more.count);
    sums.latency = wrapAdd(sums.latency, more.latency);
    sums.prompt = wrapAdd(sums.prompt, more.prompt);
    sums.output = wrapAdd(sums.output, more.output);
    sums.cost = wrapAdd(sums.cost, more.cost);
}

std::size_t RollupMap::KeyHash::operator()(const RollupKeyView& k) const {
    std::size_t h = std::hash<std::string_view>{}(k.node);
    for (const std::int64_t v : {k.minute, k.classUid, k.status}) {
        h = (h ^ static_cast<std::size_t>(v)) * 0x9E3779B97F4A7C15u;
    }
    return h ^ (h >> 32);
}

void RollupMap::add(const Columns& columns) {
    const RollupSums one{1, columns[IntColumn::Latency], columns[IntColumn::PromptTokens],
                         columns[IntColumn::OutputTokens], columns[IntColumn::CostMicros]};
    const std::int64_t minute = minuteOf(columns[IntColumn::Time]);
    const RollupKeyView key(minute, columns[TextColumn::Node], columns[IntColumn::Class], columns[IntColumn::Status]);
    if (m_last == nullptr || RollupKeyView(m_last->first) != key) {
        auto cell = m_cells.find(key);
        if (cell == m_cells.end()) {
            cell = m_cells.try_emplace(RollupKey{key.minute, std::string(key.node), key.classUid, key.status}).first;
        }
        m_last = &*cell;
    }
    addTo(m_last->second, one);
}

void RollupMap::add(const RollupKey& key, const RollupSums& sums) {
    addTo(m_cells[key], sums);
    m_last = nullptr;
}

void RollupMap::merge(const RollupMap& other) {
    for (const auto& [key, sums] : other.m_cells) {
        addTo(m_cells[key], sums);
    }
    m_last = nullptr;
}

void RollupMap::subtract(const RollupMap& other) {
    const auto minus = [](std::int64_t v) { return wrapAdd(~v, 1); };
    for (const auto& [key, sums] : other.m_cells) {
        const auto cell = m_cells.find(key);
        if (cell == m_cells.end()) {
            continue;
        }
        addTo(cell->second,
              {minus(sums.count), minus(sums.latency), minus(sums.prompt), minus(sums.output), minus(sums.cost)});
        if (cell->second.count == 0) {
            m_cells.erase(cell);
        }
    }
    m_last = nullptr;
}

void RollupMap::clear() {
    m_cells.clear();
    m_last = nullptr;
}

Result<void> RollupMap::flush(Database& database) const {
    auto find = database.prepare(
        "SELECT count, latency, prompt, output, cost FROM rollup WHERE minute = ? AND node = ? AND class = ? AND "
        "status = ?");
    if (!find) {
        return passOn(find);
    }
    auto put = database.prepare("INSERT OR REPLACE INTO rollup VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!put) {
        return passOn(put);
    }
    for (const auto& [key, added] : m_cells) {
        RollupSums sums = added;
        find->bind(1, key.minute).bindText(2, key.node).bind(3, key.classUid).bind(4, key.status);
        auto row = find->step();
        if (!row) {
            return passOn(row);
        }
        if (*row) {
            addTo(sums,
                  RollupSums{find->integer(0), find->integer(1), find->integer(2), find->integer(3), find->integer(4)});
        }
        find->reset();
        put->bind(1, key.minute).bindText(2, key.node).bind(3, key.classUid).bind(4, key.status);
        put->bind(5, sums.count).bind(6, sums.latency).bind(7, sums.prompt).bind(8, sums.output).bind(9, sums.cost);
        if (auto done = put->run(); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace vedette
