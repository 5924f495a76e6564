// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated fleet's log lines, through mapping packs and sealer, into the detectors: as the collector would, node
// by node, one poll a minute, without network or store.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/fleetsim/traffic.h"
#include "core/detect/detector.h"
#include "core/event/mapping.h"
#include "core/privacy/sealer.h"

namespace vedette::test {

class FleetReplay {
public:
    // `folder`: where the sealer may keep its keys.
    FleetReplay(const fleetsim::FleetSpec& spec, const std::string& folder);
    // Polls every node up to `to`, `step` at a time; false with problem() set when a line could not be read.
    bool run(Time to, Duration step, std::vector<Finding>& findings);
    [[nodiscard]] const std::string& problem() const { return m_problem; }
    [[nodiscard]] std::uint64_t entries() const { return m_entry; }
    [[nodiscard]] Duration timeInEngine() const { return m_inEngine; }

private:
    bool poll(int node, Time from, Time to);

    fleetsim::Traffic m_traffic;
    std::unique_ptr<Sealer> m_sealer;
    std::map<std::string, std::shared_ptr<Mapper>> m_mappers;
    Mapper::Scratch m_scratch;
    DetectionEngine m_engine;
    std::vector<ClearEvent> m_events;
    std::string m_problem;
    Time m_at;
    std::uint64_t m_entry = 0;
    Duration m_inEngine{};
    Batch m_batch;
    Arena m_arena;
};

}  // namespace vedette::test
