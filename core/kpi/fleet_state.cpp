// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kpi/fleet_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/event/event.h"

namespace vedette {
namespace {

// Life signs of every source are at most minutes apart, so this many rows hold the latest of several hundred sources.
constexpr std::size_t kStatusRows = 4'000;
constexpr std::int64_t kSourceDown = 2;
constexpr std::int64_t kSourceGap = 3;

using Nodes = std::map<std::string, NodeState, std::less<>>;

Result<void> readDeclaration(Reader& reader, FleetState& state, Nodes& nodes) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kFleetDeclaration);
    auto page = reader.newest(filter, 1);
    if (!page) return passOn(page);
    if (page->rows.empty()) return {};
    auto record = reader.record(page->rows.front().entry);
    if (!record) return passOn(record);
    auto declaration = parseDeclaration(*record);
    if (!declaration) return passOn(declaration);
    state.name = declaration->name;
    state.declared = true;
    state.declarationEntry = page->rows.front().entry;
    for (auto& declared : declaration->nodes) nodes[declared.id].declared = std::move(declared);
    return {};
}

bool isRequest(std::int64_t classUid) {
    return classUid == ocsf::kApiActivity || classUid == ocsf::kHttpActivity || classUid == ocsf::kAuthentication;
}

Result<void> readTraffic(Reader& reader, const Period& period, Nodes& nodes) {
    auto cells = reader.rollups(period.from, period.to);
    if (!cells) return passOn(cells);
    std::map<std::string, std::int64_t, std::less<>> latency;
    for (const auto& cell : *cells) {
        if (cell.node.empty()) continue;
        NodeState& node = nodes[cell.node];
        node.declared.id = cell.node;
        if (!isRequest(cell.classUid)) continue;
        node.requests += cell.count;
        if (cell.status == ocsf::kFailure) node.failures += cell.count;
        node.outputTokens += static_cast<std::uint64_t>(std::max<std::int64_t>(0, cell.outputTokens));
        latency[cell.node] += cell.latencySum;
    }
    for (const auto& [name, sum] : latency)
        if (nodes[name].requests > 0)
            nodes[name].latencyMs = static_cast<double>(sum) / static_cast<double>(nodes[name].requests);
    return {};
}

// A record of a node that the collector wrote about it is no sign of life of the node.
Result<void> readLastSeen(Reader& reader, Nodes& nodes) {
    for (auto& [name, node] : nodes) {
        for (const auto classUid : {ocsf::kMetricScrape, ocsf::kApiActivity, ocsf::kHttpActivity, ocsf::kAuthentication,
                                    ocsf::kRejectedRecord}) {
            Filter filter;
            filter.is(TextColumn::Node, name).is(IntColumn::Class, classUid);
            auto page = reader.newest(filter, 1);
            if (!page) return passOn(page);
            if (!page->rows.empty()) node.lastSeen = std::max(node.lastSeen, page->rows.front().columns.time());
        }
    }
    return {};
}

Result<void> readSources(Reader& reader, Nodes& nodes) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kCollectorStatus);
    auto page = reader.newest(filter, kStatusRows);
    if (!page) return passOn(page);
    std::set<std::string, std::less<>> seen;
    for (const auto& row : page->rows) {
        const auto source = row.columns[TextColumn::Source];
        const auto activity = row.columns[IntColumn::Activity];
        if (source.empty() || activity == kSourceGap || !seen.emplace(source).second) continue;
        const auto node = nodes.find(row.columns[TextColumn::Node]);
        if (node != nodes.end() && activity == kSourceDown) node->second.failingSources.emplace_back(source);
    }
    return {};
}

void judgeNode(NodeState& node, Time now) {
    if (node.lastSeen == Time{}) {
        node.health = node.failingSources.empty() ? NodeHealth::Unknown : NodeHealth::Silent;
        node.reason = node.failingSources.empty() ? "nothing of this node is in the log"
                                                  : "never read: " + joined(node.failingSources);
    } else if (now - node.lastSeen > kSilentAfter) {
        node.health = NodeHealth::Silent;
        node.reason = "no sign of life for " + formatDuration(now - node.lastSeen);
    } else if (node.openAlerts > 0) {
        node.health = NodeHealth::Alert;
        node.reason = fmt::format("{} open alert{}", node.openAlerts, node.openAlerts == 1 ? "" : "s");
    } else if (!node.failingSources.empty()) {
        node.health = NodeHealth::Short;
        node.reason = "cannot be read: " + joined(node.failingSources);
    } else {
        node.health = NodeHealth::Healthy;
        node.reason = "all sources are read, no open alert";
    }
}

}  // namespace

std::size_t FleetState::count(NodeHealth health) const {
    return static_cast<std::size_t>(
        std::count_if(nodes.begin(), nodes.end(), [health](const NodeState& n) { return n.health == health; }));
}

const NodeState* FleetState::node(std::string_view id) const {
    const auto at = std::find_if(nodes.begin(), nodes.end(), [id](const NodeState& n) { return n.declared.id == id; });
    return at == nodes.end() ? nullptr : &*at;
}

Result<FleetState> fleetState(Reader& reader, const Period& period,
                              const std::map<std::string, std::uint64_t, std::less<>>& openAlerts, Time now) {
    FleetState state;
    Nodes nodes;
    if (auto ok = readDeclaration(reader, state, nodes); !ok) return passOn(ok);
    if (auto ok = readTraffic(reader, period, nodes); !ok) return passOn(ok);
    if (auto ok = readLastSeen(reader, nodes); !ok) return passOn(ok);
    if (auto ok = readSources(reader, nodes); !ok) return passOn(ok);
    for (auto& [name, node] : nodes) {
        const auto alerts = openAlerts.find(name);
        node.openAlerts = alerts == openAlerts.end() ? 0 : alerts->second;
        judgeNode(node, now);
        state.nodes.push_back(std::move(node));
    }
    return state;
}

}  // namespace vedette
