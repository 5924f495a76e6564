// SPDX-License-Identifier: GPL-3.0-or-later
// A store filled as a collector would from the simulated fleet: its log lines through the mapping packs, its metrics
// pages through the flavours. Without network and sealer.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/fleetsim/node_feed.h"
#include "core/event/mapping.h"
#include "core/event/metrics.h"
#include "core/store/reader.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

class FleetLog {
public:
    explicit FleetLog(const fleetsim::FleetSpec& spec);

    // What may go wrong on the way. Called for every line, with its number; false withholds it from the log.
    std::function<bool(const fleetsim::NodePlan&, int line)> keepLine;
    // Called before every scrape of a node; false leaves it out.
    std::function<bool(const fleetsim::NodePlan&, Time)> scrapeNow;
    Duration scrapeEvery = std::chrono::seconds(60);
    Duration rowsLate{};     // between a line and its collection, besides the pause between polls
    Duration scrapeTakes{};  // between asking for a page and having it; its counters are those of the beginning

    // Begins to collect here instead of at the fleet's start.
    void skipTo(Time from) { m_at = from; }
    // Collects up to `to`, then two minutes of nothing but a sign of life, so that all of it has settled.
    void collect(Time to);
    // Adds an event of the collector's own: activity 1 up, 2 down.
    void status(const std::string& source, int activity, Time t);

    // Appends the rows a filter matches once more.
    [[nodiscard]] bool repeat(const Filter& filter);

    [[nodiscard]] const fleetsim::Traffic& traffic() const { return m_traffic; }
    [[nodiscard]] std::unique_ptr<Reader> open();
    [[nodiscard]] const std::string& problem() const { return m_problem; }

private:
    void poll(int node, Time from, Time to, Batch& batch);
    void scrape(int node, Time at, Batch& batch);
    void write(const Batch& batch);

    TempFolder m_folder;
    FixedClock m_clock;
    fleetsim::Traffic m_traffic;
    std::vector<std::unique_ptr<fleetsim::NodeFeed>> m_feeds;
    std::vector<std::string> m_states;
    std::map<std::string, std::shared_ptr<Mapper>> m_mappers;
    Mapper::Scratch m_scratch;
    Result<MetricFlavours> m_flavours;
    Time m_at;
    int m_lines = 0;
    std::string m_problem;
};

}  // namespace vedette::test
