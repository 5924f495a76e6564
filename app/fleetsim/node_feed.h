// SPDX-License-Identifier: GPL-3.0-or-later
// What a node has to show at an instant: numbered log lines, pages of spend rows, metrics. Nothing is kept but row
// counts per slice; rows are drawn again when asked for, so that hundreds of nodes cost little memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/fleetsim/metrics_page.h"
#include "app/fleetsim/traffic.h"

namespace vedette::fleetsim {

struct SpendQuery {
    Time from{};
    Time to{};
    int page = 1;
    int pageSize = 50;
    std::string requestId, user, model, status;  // filters; empty for all
};

class NodeFeed {
public:
    NodeFeed(const Traffic& traffic, int node);

    [[nodiscard]] const NodePlan& plan() const { return m_traffic.node(m_node); }
    // Index of the source with this id, -1 when there is none.
    [[nodiscard]] int sourceIndex(std::string_view id) const;

    struct Page {
        std::string body;        // NDJSON
        std::uint64_t next = 0;  // sequence number of the last line; less than asked for when the log lost lines
        int rows = 0;
    };
    // Lines numbered after+1 ... of those written before `now`.
    [[nodiscard]] Page linesAfter(int source, std::uint64_t after, int limit, Time now);
    // How many lines a source has at `now`.
    [[nodiscard]] std::uint64_t lineCount(int source, Time now);
    // Lines written in [from, to) as the log shows them at `now`.
    [[nodiscard]] std::vector<Line> linesBetween(int source, Time from, Time to, Time now) const;

    // The answer of LiteLLM's /spend/logs/v2: rows that began in the window, newest first. Rows show up at the next
    // ten-second mark after they ended, because the gateway writes them in batches.
    [[nodiscard]] std::string spendPage(const SpendQuery& query, Time now);

    [[nodiscard]] std::string metrics(Time now);

    [[nodiscard]] bool tampered(Time now) const;
    [[nodiscard]] bool silent(Time now) const;
    [[nodiscard]] bool open(Time now) const;
    [[nodiscard]] bool expired(Time now) const;

private:
    struct Index {
        std::vector<std::uint64_t> ends;  // rows up to the end of each slice
        bool tampered = false;
    };
    void extend(int source, Time now);
    [[nodiscard]] std::vector<Line> shown(int source, std::int64_t slice, bool tampered) const;
    [[nodiscard]] std::uint64_t countShown(int source, std::int64_t slice, bool tampered) const;

    const Traffic& m_traffic;
    int m_node;
    std::vector<Index> m_index;
    ServerCounters m_counters;
    std::int64_t m_countedSlices = 0;  // m_counters holds what was logged since m_started in slices before this one
    Time m_started{};
    std::vector<Request> m_window;  // the rows of the last spend query
    std::string m_windowKey;
};

}  // namespace vedette::fleetsim
