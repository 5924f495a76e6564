// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/flows.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "core/event/event.h"
#include "core/store/column_set.h"

namespace vedette::ui {
namespace {

struct FlowCount {
    std::uint64_t answered = 0;
    std::uint64_t requests = 0;
    Time first{};
    Time last{};

    void add(Time t, bool success) {
        first = requests == 0 ? t : std::min(first, t);
        last = requests == 0 ? t : std::max(last, t);
        ++requests;
        if (success) ++answered;
    }
};

// Node, region, country of the client.
using FlowKey = std::array<std::string, 3>;

// Texts of a log repeat, so most rows find their counter without a search.
class FlowCounter {
public:
    void take(const Row& row) {
        const std::array<std::string_view, 3> key = {row.columns[TextColumn::Node], row.columns[TextColumn::Region],
                                                     row.columns[TextColumn::Country]};
        Slot& slot = m_slots[placeOf(key)];
        if (slot.count == nullptr || !std::ranges::equal(*slot.key, key)) {
            const auto at = m_counts.try_emplace({std::string(key[0]), std::string(key[1]), std::string(key[2])}).first;
            slot = {&at->first, &at->second};
        }
        slot.count->add(row.columns.time(), row.columns[IntColumn::Status] == ocsf::kSuccess);
    }
    [[nodiscard]] const std::map<FlowKey, FlowCount>& counts() const { return m_counts; }

private:
    struct Slot {
        const FlowKey* key = nullptr;
        FlowCount* count = nullptr;
    };
    static constexpr std::size_t kSlots = 4096;
    static std::size_t placeOf(const std::array<std::string_view, 3>& key) {
        std::size_t hash = 0;
        for (const auto& text : key) hash = hash * 31 + reinterpret_cast<std::uintptr_t>(text.data());
        return hash % kSlots;
    }
    std::vector<Slot> m_slots = std::vector<Slot>(kSlots);
    std::map<FlowKey, FlowCount> m_counts;
};

Result<Declaration> lastDeclaration(Reader& reader) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kFleetDeclaration);
    auto page = reader.newest(filter, 1);
    if (!page) return passOn(page);
    if (page->rows.empty()) return Declaration{};
    auto record = reader.record(page->rows.front().entry);
    if (!record) return passOn(record);
    return parseDeclaration(*record);
}

bool declaredYes(const std::string& fact) {
    return !fact.empty() && fact != "no" && fact != "none" && fact != "false" && fact != "unknown";
}

// One end of a flow.
FlowVerdict judgeEnd(const RegionTable& regions, const Declaration& fleet, const std::string& country, bool allowed,
                     bool zonesDeclared, Time first, Time last) {
    FlowVerdict verdict;
    verdict.country = country;
    if (const std::string instrument = fleet.fact("transfer_" + country); declaredYes(instrument)) {
        verdict.basis = FlowBasis::Instrument;
        verdict.carrier = instrument;
        return verdict;
    }
    const Adequacy* before = regions.adequacyAt(country, first);
    const Adequacy* after = regions.adequacyAt(country, last);
    if (before == nullptr || after == nullptr) {
        const bool forbidden = zonesDeclared && !allowed;
        verdict.basis = forbidden ? FlowBasis::Uncovered : FlowBasis::Unshown;
        verdict.state = forbidden ? ControlState::Fail : ControlState::InsufficientEvidence;
        return verdict;
    }
    verdict.carrier = after->decision;
    verdict.condition = after->scope;
    verdict.basis = after->scope.empty() ? FlowBasis::Adequacy : FlowBasis::Conditional;
    if (!after->scope.empty() && !declaredYes(fleet.fact("adequacy_scope_" + country)))
        verdict.state = ControlState::InsufficientEvidence;
    return verdict;
}

}  // namespace

FlowVerdict judgeFlow(const RegionTable& regions, const Declaration& fleet, const DeclaredNode& node,
                      const std::string& from, const std::string& to, Time first, Time last) {
    const auto allowed = [&](const std::string& country) {
        return std::ranges::any_of(node.allowedZones, [&](const std::string& zone) {
            if (zone == "ADEQUATE")
                return regions.adequacyAt(country, first) != nullptr && regions.adequacyAt(country, last) != nullptr;
            return regions.covers(zone, country);
        });
    };
    const bool zonesDeclared = !node.allowedZones.empty();
    FlowVerdict worst;
    if (zonesDeclared && !allowed(to)) {
        worst = {FlowBasis::Uncovered, ControlState::Fail, to, {}, {}, {}, true};
    } else {
        for (const auto& [country, other] : {std::pair(to, from), std::pair(from, to)}) {
            const bool within = allowed(country);
            if (regions.inEea(country) || (within && !regions.inEea(other))) continue;
            FlowVerdict end = judgeEnd(regions, fleet, country, within, zonesDeclared, first, last);
            if (end.basis > worst.basis) worst = std::move(end);
        }
    }
    worst.zones = joined(node.allowedZones);
    return worst;
}

std::string Flow::id() const {
    std::string id = from + ">" + provider + "/" + region + "/" + std::to_string(static_cast<int>(verdict.basis));
    if (nodesNamed) id += "/" + joined(nodes);
    return id;
}

Filter requestFilter(Filter scope) {
    return scope.between(IntColumn::Class, ocsf::kAuthentication, ocsf::kApiActivity);
}

Filter Flow::filter(bool answeredOnly) const {
    Filter filter = requestFilter({});
    filter.is(TextColumn::Country, from).is(TextColumn::Region, region);
    if (nodesNamed) filter.texts.emplace_back(TextColumn::Node, nodes);
    if (answeredOnly) filter.is(IntColumn::Status, ocsf::kSuccess);
    return filter;
}

std::uint64_t FlowReport::uncovered() const {
    std::uint64_t sum = 0;
    for (const Flow& flow : flows)
        if (flow.verdict.state == ControlState::Fail) sum += flow.answered;
    return sum;
}

namespace {

class FlowBuilder {
public:
    FlowBuilder(const RegionTable& regions, Declaration fleet) : m_regions(regions), m_fleet(std::move(fleet)) {}

    void take(const FlowKey& key, const FlowCount& count) {
        const auto& [nodeId, region, from] = key;
        const DeclaredNode* declared = m_fleet.node(nodeId);
        DeclaredNode node = declared == nullptr ? DeclaredNode{} : *declared;
        node.id = nodeId;
        m_report.answered += count.answered;
        if (from.empty()) m_report.unknownClient += count.answered;
        std::string to = region.empty() ? std::string() : m_regions.countryOf(node.provider, region);
        if (to.empty() && !region.empty() && region == node.region) to = node.country;
        if (to.empty()) m_lost[region] += count.answered;
        if (!to.empty() && from == to) m_report.domestic += count.answered;
        if (from.empty() || to.empty() || from == to) {
            m_noFlow.emplace(from, region);
            return;
        }
        const FlowVerdict verdict = judgeFlow(m_regions, m_fleet, node, from, to, count.first, count.last);
        add(node, region, from, to, verdict, count);
    }

    FlowReport finish(bool nodesChosen) {
        std::map<std::pair<std::string, std::string>, int> alike;  // flows that country and region do not tell apart
        for (const Flow& flow : m_report.flows) ++alike[{flow.from, flow.region}];
        for (Flow& flow : m_report.flows) {
            const std::pair key(flow.from, flow.region);
            flow.nodesNamed = nodesChosen || alike[key] > 1 || m_noFlow.contains(key);
        }
        for (const auto& [region, answered] : m_lost)
            if (answered > 0) m_report.lostRegions.push_back({region, answered});
        std::ranges::stable_sort(m_report.flows, [](const Flow& a, const Flow& b) {
            return std::tuple(a.verdict.state != ControlState::Fail || a.answered == 0, b.answered, a.from, a.region) <
                   std::tuple(b.verdict.state != ControlState::Fail || b.answered == 0, a.answered, b.from, b.region);
        });
        return std::move(m_report);
    }

private:
    void add(const DeclaredNode& node, const std::string& region, const std::string& from, const std::string& to,
             const FlowVerdict& verdict, const FlowCount& count) {
        auto at = std::ranges::find_if(m_report.flows, [&](const Flow& f) {
            return f.from == from && f.region == region && f.provider == node.provider && f.to == to &&
                   f.verdict == verdict;
        });
        if (at == m_report.flows.end())
            at = m_report.flows.insert(at, Flow{from, node.provider, region, to, {}, 0, 0, false, verdict});
        at->nodes.push_back(node.id);
        at->answered += count.answered;
        at->requests += count.requests;
    }

    const RegionTable& m_regions;
    Declaration m_fleet;
    FlowReport m_report;
    std::map<std::string, std::uint64_t> m_lost;
    std::set<std::pair<std::string, std::string>> m_noFlow;  // country and region of requests that are no flow
};

}  // namespace

Result<FlowReport> countFlows(Reader& reader, const Filter& scope, const RegionTable& regions) {
    auto fleet = lastDeclaration(reader);
    if (!fleet) return passOn(fleet);
    const ColumnSet columns =
        columnsOf({TextColumn::Node, TextColumn::Region, TextColumn::Country}, {IntColumn::Time, IntColumn::Status});
    FlowCounter counter;
    auto read = reader.scan(requestFilter(scope), columns, [&counter](const Row& row) {
        counter.take(row);
        return true;
    });
    if (!read) return passOn(read);
    FlowBuilder builder(regions, std::move(*fleet));
    for (const auto& [key, count] : counter.counts()) builder.take(key, count);
    const bool nodesChosen =
        std::ranges::any_of(scope.texts, [](const auto& condition) { return condition.first == TextColumn::Node; });
    return builder.finish(nodesChosen);
}

}  // namespace vedette::ui
