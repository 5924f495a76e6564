// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/data/tie_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vedette {
namespace {

struct ClassRow {
    std::int64_t classUid;
    std::uint64_t NodeTally::* tally;
};

// Where each class of entry is counted. A class missing here shows up as a difference, never silently.
constexpr ClassRow kClasses[] = {
    {ocsf::kApiActivity, &NodeTally::mapped},           {ocsf::kHttpActivity, &NodeTally::mapped},
    {ocsf::kAuthentication, &NodeTally::mapped},        {ocsf::kRejectedRecord, &NodeTally::rejected},
    {ocsf::kMetricScrape, &NodeTally::scrapes},         {ocsf::kEndpointObservation, &NodeTally::observations},
    {ocsf::kCollectorStatus, &NodeTally::observations}, {ocsf::kDetectionFinding, &NodeTally::findings},
    {ocsf::kComplianceFinding, &NodeTally::findings},   {ocsf::kIncidentFinding, &NodeTally::findings},
    {ocsf::kFleetDeclaration, &NodeTally::other},       {ocsf::kConsoleAction, &NodeTally::other},
    {ocsf::kDetectionRun, &NodeTally::other},
};

void addTo(NodeTally& sum, const NodeTally& part) {
    sum.mapped += part.mapped;
    sum.rejected += part.rejected;
    sum.scrapes += part.scrapes;
    sum.observations += part.observations;
    sum.findings += part.findings;
    sum.other += part.other;
}

}  // namespace

Result<TieOut> tieOut(Reader& reader, const Period& period, const Judgement& judgement,
                      const std::vector<std::string>& nodesCounted) {
    TieOut out;
    out.entriesInLog = judgement.checkpoint.size;
    Filter inPeriod;
    inPeriod.from = period.from;
    inPeriod.to = period.to;
    inPeriod.endEntry = judgement.checkpoint.size;  // entries that came later were not judged

    if (!nodesCounted.empty()) inPeriod.texts.emplace_back(TextColumn::Node, nodesCounted);
    auto whole = reader.extent(inPeriod);
    if (!whole) return passOn(whole);
    out.entriesInPeriod = whole->count;

    std::map<std::string, NodeTally> nodes;
    for (const auto& row : kClasses) {
        Filter filter = inPeriod;
        filter.is(IntColumn::Class, row.classUid);
        auto groups = reader.groupBy(filter, TextColumn::Node);
        if (!groups) return passOn(groups);
        std::uint64_t count = 0;
        for (const auto& group : *groups) {
            auto& node = nodes[group.value];
            node.node = group.value;
            node.*row.tally += group.extent.count;
            count += group.extent.count;
        }
        if (count > 0) out.classes.push_back({row.classUid, std::string(className(row.classUid)), count});
    }
    for (auto& [name, tally] : nodes) {
        addTo(out.total, tally);
        out.nodes.push_back(std::move(tally));
    }
    if (out.total.all() != out.entriesInPeriod)
        out.differences.push_back(
            fmt::format("{} entries of the period are of a class this version does not know",
                        grouped(out.entriesInPeriod - std::min(out.entriesInPeriod, out.total.all()))));
    for (const auto& pack : judgement.packs)
        for (const auto& result : pack.results)
            for (const auto& ref : result.evidence) {
                const bool ends = ref.extent.count == 0 || ref.extent.lastEntry < out.entriesInLog;
                if (ref.extent.count > out.entriesInLog || !ends)
                    out.differences.push_back(
                        fmt::format("the evidence of {} names entries past the end of the log", result.control.id));
            }
    return out;
}

}  // namespace vedette
