// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/detect/support/fleet_replay.h"

#include <fmt/format.h>

#include <filesystem>

namespace vedette::test {

FleetReplay::FleetReplay(const fleetsim::FleetSpec& spec, const std::string& folder)
    : m_traffic(spec), m_at(spec.start) {
    if (auto made = Sealer::create(folder); !made) m_problem = made.error().text();
    auto sealer = Sealer::open(folder);
    if (sealer) {
        m_sealer = std::move(*sealer);
    } else {
        m_problem = sealer.error().text();
    }
    for (const auto& file : std::filesystem::directory_iterator(VEDETTE_RESOURCES "/mappings")) {
        auto mapper = Mapper::load(file.path());
        if (!mapper) {
            m_problem = mapper.error().text();
            continue;
        }
        const std::string id = mapper->id();
        m_mappers[id] = std::make_shared<Mapper>(std::move(*mapper));
    }
}

bool FleetReplay::poll(int node, Time from, Time to) {
    const fleetsim::NodePlan& plan = m_traffic.node(node);
    std::size_t used = 0;
    const auto add = [&]() -> ClearEvent& {
        if (used == m_events.size()) m_events.emplace_back();
        return m_events[used++];
    };
    const auto decorate = [&](Event& event, const std::string& source) {
        event.setLoggedTime(to);
        event.setText(Field::vNode, plan.id);
        event.setText(Field::vSource, m_arena.copy(plan.id + "/" + source));
        event.setText(Field::cloudProvider, plan.provider);
        event.setText(Field::cloudRegion, plan.region);
    };
    for (std::size_t s = 0; s < plan.sources.size(); ++s) {
        const auto mapper = m_mappers.find(plan.sources[s].mapping);
        if (mapper == m_mappers.end()) {
            m_problem = "no mapping " + plan.sources[s].mapping;
            return false;
        }
        for (const fleetsim::Line& line : m_traffic.lines(node, static_cast<int>(s), from, to)) {
            ClearEvent& clear = add();
            clear.content = {};
            clear.rawLine = {};
            const auto mapped =
                mapper->second->map(m_arena.copy(line.text), m_scratch, m_arena, clear.event, clear.content);
            if (!mapped) {
                m_problem = fmt::format("{}: {}", mapped.error().text(), line.text);
                return false;
            }
            decorate(clear.event, plan.sources[s].id);
        }
    }
    const bool silent = m_traffic.attackAt(fleetsim::Scenario::SilentNode, node, to) != nullptr;
    if (!silent) {
        ClearEvent& scrape = add();
        scrape.content = {};
        scrape.event.clear();
        scrape.event.setClass(ocsf::kMetricScrape, 1);
        scrape.event.setStatus(ocsf::kSuccess);
        scrape.event.setTime(to);
        decorate(scrape.event, "metrics");
    }
    const auto sealed = m_sealer->seal(std::span(m_events.data(), used), m_batch);
    if (!sealed) {
        m_problem = sealed.error().text();
        return false;
    }
    return true;
}

bool FleetReplay::run(Time to, Duration step, std::vector<Finding>& findings) {
    std::vector<Columns> rows;
    while (m_problem.empty() && m_at < to) {
        const Time until = std::min(to, m_at + step);
        m_batch = {};
        m_arena.clear();
        for (int node = 0; node < static_cast<int>(m_traffic.nodes().size()); ++node) {
            if (!poll(node, m_at, until)) return false;
        }
        rows.clear();
        for (const SealedRow& row : m_batch.rows) rows.push_back(row.columns);
        const auto begin = std::chrono::steady_clock::now();
        for (Finding& f : m_engine.observe(m_entry, rows, until)) findings.push_back(std::move(f));
        m_inEngine += std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - begin);
        m_entry += rows.size();
        m_at = until;
    }
    return m_problem.empty();
}

}  // namespace vedette::test
