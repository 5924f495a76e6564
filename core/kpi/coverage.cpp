// SPDX-License-Identifier: GPL-3.0-or-later
// How much of what happened is in the log at all.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/event/event.h"
#include "core/kpi/measures.h"

namespace vedette::kpis {
namespace {

constexpr Duration kSilence = std::chrono::minutes(15);
// Classes of OCSF's own; Vedette's begin far above.
constexpr std::int64_t kLastOcsfClass = 9'999;

struct Served {
    std::uint64_t served = 0;
    std::uint64_t unlogged = 0;
    std::uint64_t known = 0;  // node hours
    std::uint64_t unknowable = 0;
};

// The whole of a report, or its hours within a slice. A slice is judged hour by hour, the whole by its sums.
Served servedIn(const CompletenessReport& report, const Window& w, std::optional<std::size_t> i) {
    Served sum;
    const Period p = stretch(w, i);
    for (const NodeHour& hour : report.hours) {
        if (hour.hour < std::chrono::floor<std::chrono::hours>(p.from) || hour.hour >= p.to) continue;
        const bool known = hour.verdict != CompletenessVerdict::Unknowable;
        ++(known ? sum.known : sum.unknowable);
        if (!known) continue;
        sum.served += hour.served;
        sum.unlogged += hour.shortBy();
    }
    if (!i) {
        sum.served = report.served;
        sum.unlogged = report.unlogged;
    }
    return sum;
}

void describe(const Sources& s, const CompletenessReport& report, const Served& sum, Figure& out) {
    for (const NodeCompleteness& node : report.nodes) {
        if (node.unlogged > 0)
            out.parts.push_back({node.node, static_cast<double>(node.unlogged), node.served, node.rows});
    }
    std::ranges::stable_sort(out.parts, std::ranges::greater{}, &KpiPart::value);
    Filter rows = s.filter(report.period);
    rows.is(IntColumn::Class, ocsf::kApiActivity).is(IntColumn::Activity, 1).is(IntColumn::Status, ocsf::kSuccess);
    out.filter = rows.text();
    if (sum.unknowable > 0)
        out.note = fmt::format("{} of {} node hours are unknowable", sum.unknowable, sum.unknowable + sum.known);
}

constexpr std::string_view kNothingCounted = "no node both counts its requests and logs them in the period";

Result<Figure> auditCoverage(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    auto report = s.completeness(w.period);
    if (!report) return passOn(report);
    const Served sum = servedIn(**report, w, i);
    Figure out;
    ratio(sum.served - std::min(sum.served, sum.unlogged), sum.served, kNothingCounted, false, out);
    if (!i) describe(s, **report, sum, out);
    return out;
}

Result<Figure> unloggedCalls(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    auto report = s.completeness(w.period);
    if (!report) return passOn(report);
    const Served sum = servedIn(**report, w, i);
    Figure out;
    out.n = sum.served;
    if (sum.served == 0 && sum.known == 0)
        out.missing = kNothingCounted;
    else
        out.value = static_cast<double>(sum.unlogged);
    if (!i) describe(s, **report, sum, out);
    return out;
}

Result<Figure> unknowableHours(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    auto report = s.completeness(w.period);
    if (!report) return passOn(report);
    const Served sum = servedIn(**report, w, i);
    Figure out;
    ratio(sum.unknowable, sum.unknowable + sum.known, "no node is known to the log in the period", false, out);
    if (i) return out;
    for (const NodeCompleteness& node : (*report)->nodes) {
        if (node.unknowableHours > 0)
            out.parts.push_back({fmt::format("{}: {}", node.node, reasonName(node.reason)),
                                 static_cast<double>(node.unknowableHours),
                                 node.unknowableHours + node.completeHours + node.shortHours + node.surplusHours,
                                 {}});
    }
    std::ranges::stable_sort(out.parts, std::ranges::greater{}, &KpiPart::value);
    return out;
}

// Nodes with an event or a scrape of the time; what the collector says about them is no sign of life.
Result<std::set<std::string>> alive(Sources& s, Period p) {
    std::set<std::string> nodes;
    for (const auto& [low, high] : {std::pair<std::int64_t, std::int64_t>{1, kLastOcsfClass},
                                    std::pair{ocsf::kMetricScrape, ocsf::kMetricScrape}}) {
        auto groups = s.reader().groupBy(s.filter(p).between(IntColumn::Class, low, high), TextColumn::Node);
        if (!groups) return passOn(groups);
        for (const Group& group : *groups) {
            if (!group.value.empty()) nodes.insert(group.value);
        }
    }
    return nodes;
}

Result<Figure> silentNodes(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    Figure out;
    const Time at = std::min({stretch(w, i).to, s.now(), s.lastCollected()});
    if (stretch(w, i).to - at > kSilence && s.now() - at > kSilence) {
        out.missing =
            fmt::format("nothing was collected since {}: a silent node cannot be told from a silent collector",
                        formatTime(s.lastCollected()));
        return out;
    }
    auto expected = s.declaredNodes(at + Duration(1));
    if (!expected) return passOn(expected);
    if (expected->empty()) {
        out.missing = "no fleet is declared in the log: nobody knows who should be heard";
        return out;
    }
    auto heard = alive(s, {at - kSilence, at + Duration(1)});
    if (!heard) return passOn(heard);
    Filter silent = s.filter(stretch(w, {}));
    std::vector<std::string> names;
    for (const std::string& node : *expected) {
        if (heard->contains(node)) continue;
        Filter f = silent;
        names.push_back(node);
        out.parts.push_back({node, 1, 1, f.is(TextColumn::Node, node).text()});
    }
    out.n = expected->size();
    out.value = static_cast<double>(names.size());
    if (!names.empty()) silent.texts.emplace_back(TextColumn::Node, names);
    out.filter = silent.text();
    return out;
}

Result<Figure> silentSources(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Time at = std::min(stretch(w, i).to, s.now());
    auto words = s.sourceWords(w.period);
    if (!words) return passOn(words);
    std::map<std::string, bool> all;
    for (const SourceWord& word : **words) {
        if (word.time < at) all[word.source] = word.down;
    }
    Figure out;
    std::vector<std::string> names;
    for (const auto& [source, down] : all) {
        if (!down) continue;
        names.push_back(source);
        out.parts.push_back(
            {source, 1, 1,
             s.filter(w.period).is(IntColumn::Class, ocsf::kCollectorStatus).is(TextColumn::Source, source).text()});
    }
    out.n = all.size();
    if (all.empty())
        out.missing = "no collector reported on a source in the period";
    else
        out.value = static_cast<double>(names.size());
    Filter f = s.filter(w.period).is(IntColumn::Class, ocsf::kCollectorStatus);
    if (!names.empty()) f.texts.emplace_back(TextColumn::Source, names);
    out.filter = f.text();
    return out;
}

Result<Figure> rejectedShare(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Period p = stretch(w, i);
    const Filter rejected = s.filter(p).is(IntColumn::Class, ocsf::kRejectedRecord);
    auto bad = s.extent(rejected);
    if (!bad) return passOn(bad);
    // Lines become authentication, HTTP and API events; findings are Vedette's own.
    auto good = s.extent(s.filter(p).between(IntColumn::Class, ocsf::kAuthentication, kLastOcsfClass));
    if (!good) return passOn(good);
    Figure out;
    ratio(bad->count, bad->count + good->count, "no line was read in the period", false, out);
    out.filter = rejected.text();
    return out;
}

}  // namespace

std::vector<Measure> coverageMeasures() {
    return {
        {{"audit-coverage", "requests served and logged over requests served, by the nodes' counters", KpiUnit::Share},
         "requests",
         true,
         true,
         auditCoverage},
        {{"unlogged-calls", "requests served and not logged, by the nodes' counters", KpiUnit::Count},
         "requests",
         true,
         true,
         unloggedCalls},
        {{"unknowable-hours", "node hours whose completeness cannot be known, over all", KpiUnit::Share},
         "node hours",
         true,
         true,
         unknowableHours},
        {{"silent-nodes", "declared nodes without event or scrape for 15 minutes at the end", KpiUnit::Count},
         "nodes",
         true,
         true,
         silentNodes},
        {{"silent-sources", "sources whose last word is that they are down", KpiUnit::Count},
         "sources",
         true,
         true,
         silentSources},
        {{"rejected-share", "lines no mapping could read over lines read", KpiUnit::Share},
         "lines",
         true,
         true,
         rejectedShare},
    };
}

}  // namespace vedette::kpis
