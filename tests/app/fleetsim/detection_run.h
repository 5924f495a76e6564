// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated traffic through the real mapping packs, the real sealer and the real detectors, in one process: what a
// collector does, without network and store.
#pragma once

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/fleetsim/traffic.h"
#include "core/base/file.h"
#include "core/detect/detector.h"
#include "core/event/mapping.h"
#include "core/privacy/sealer.h"

namespace vedette::fleetsim {

struct Alert {
    Finding finding;  // the latest of its group
    Time raised{};    // simulated time of the first
};

class DetectionRun {
public:
    explicit DetectionRun(const FleetSpec& spec) : m_traffic(spec), m_now(spec.start) {
        const std::filesystem::path store = m_folder.path().toStdString();
        if (auto made = Sealer::create(store); !made) m_problem = made.error().text();
        if (auto opened = Sealer::open(store))
            m_sealer = std::move(*opened);
        else
            m_problem = opened.error().text();
        DetectContext context;
        for (const NodePlan& node : m_traffic.nodes()) {
            context.nodes.push_back({node.id, node.dataClasses});
            for (const SourcePlan& source : node.sources) {
                if (m_mappers.contains(source.mapping)) continue;
                auto mapper = Mapper::load(resourceFolder() / "mappings" / (source.mapping + ".yaml"));
                if (mapper)
                    m_mappers.emplace(source.mapping, std::move(*mapper));
                else
                    m_problem = mapper.error().text();
            }
        }
        m_engine.setContext(std::move(context));
    }

    // Polls every source once a simulated minute until `to`.
    void runUntil(Time to) {
        while (m_now < to && m_problem.empty()) {
            const Time next = m_now + std::chrono::minutes(1);
            poll(m_now, next);
            m_now = next;
        }
    }

    [[nodiscard]] const Traffic& traffic() const { return m_traffic; }
    [[nodiscard]] const std::map<std::string, Alert>& alerts() const { return m_alerts; }
    [[nodiscard]] std::uint64_t lines() const { return m_lines; }
    [[nodiscard]] std::uint64_t rejected() const { return m_rejected; }
    [[nodiscard]] const std::string& firstRejection() const { return m_firstRejection; }
    [[nodiscard]] const std::string& problem() const { return m_problem; }
    [[nodiscard]] std::string report() const {
        std::string text;
        for (const auto& [group, alert] : m_alerts) {
            text += formatTime(alert.raised) + " " + alert.finding.detector + ": " + alert.finding.title + " — " +
                    alert.finding.reason + " " + alert.finding.baseline + "\n";
        }
        return text;
    }

private:
    void poll(Time from, Time to) {
        Arena arena;
        std::vector<Line> kept;  // the lines the events point into
        std::vector<ClearEvent> events;
        struct Origin {
            const NodePlan* node;
            const SourcePlan* source;
        };
        std::vector<Origin> origins;
        for (const NodePlan& node : m_traffic.nodes()) {
            for (std::size_t s = 0; s < node.sources.size(); ++s) {
                for (Line& line : m_traffic.lines(node.index, static_cast<int>(s), from, to)) {
                    kept.push_back(std::move(line));
                    origins.push_back({&node, &node.sources[s]});
                }
            }
        }
        events.reserve(kept.size() + m_traffic.nodes().size());
        for (std::size_t i = 0; i < kept.size(); ++i) {
            ClearEvent clear;
            const Origin& origin = origins[i];
            const auto mapped =
                m_mappers.at(origin.source->mapping).map(kept[i].text, m_scratch, arena, clear.event, clear.content);
            ++m_lines;
            if (!mapped) {
                ++m_rejected;
                if (m_firstRejection.empty()) m_firstRejection = mapped.error().text() + " in " + kept[i].text;
                continue;
            }
            place(clear.event, *origin.node, origin.source->id, to, arena);
            events.push_back(std::move(clear));
        }
        for (const NodePlan& node : m_traffic.nodes()) {
            if (m_traffic.attackAt(Scenario::SilentNode, node.index, to) != nullptr) continue;
            ClearEvent scrape;
            scrape.event.setClass(ocsf::kMetricScrape, 1);
            scrape.event.setTime(to);
            scrape.event.setStatus(ocsf::kSuccess);
            place(scrape.event, node, "metrics", to, arena);
            events.push_back(std::move(scrape));
        }
        Batch batch;
        if (auto sealed = m_sealer->seal(events, batch); !sealed) {
            m_problem = sealed.error().text();
            return;
        }
        std::vector<Columns> columns;
        columns.reserve(batch.rows.size());
        for (const SealedRow& row : batch.rows) columns.push_back(row.columns);
        for (Finding& finding : m_engine.observe(m_entry, columns, to)) {
            const auto [it, added] = m_alerts.try_emplace(finding.group);
            if (added) it->second.raised = to;
            it->second.finding = std::move(finding);
        }
        m_entry += columns.size();
    }

    static void place(Event& event, const NodePlan& node, std::string_view source, Time logged, Arena& arena) {
        event.setText(Field::vNode, node.id);
        event.setText(Field::vSource, arena.copy(node.id + "/" + std::string(source)));
        event.setText(Field::cloudRegion, node.region);
        event.setText(Field::cloudProvider, node.provider);
        event.setLoggedTime(logged);
    }

    QTemporaryDir m_folder;
    Traffic m_traffic;
    Time m_now;
    std::map<std::string, Mapper> m_mappers;
    Mapper::Scratch m_scratch;
    std::unique_ptr<Sealer> m_sealer;
    DetectionEngine m_engine;
    std::uint64_t m_entry = 0;
    std::uint64_t m_lines = 0;
    std::uint64_t m_rejected = 0;
    std::string m_firstRejection;
    std::string m_problem;
    std::map<std::string, Alert> m_alerts;
};

}  // namespace vedette::fleetsim
