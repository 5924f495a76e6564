// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/data/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/data/tie_out.h"

namespace vedette {
namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
        out += parts[i];
    }
    return out;
}

std::string plural(std::uint64_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(n), n == 1 ? one : many);
}

// "GDPR Art 44, Transfers to third countries", with the reason, for each control in that state.
std::vector<std::pair<std::string, std::string>> withState(const ReportData& data, ControlState state) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& pack : data.judgement.packs)
        for (const auto& result : pack.results)
            if (result.state == state)
                out.emplace_back(fmt::format("{} {}, {}", pack.pack.title.empty() ? pack.pack.id : pack.pack.title,
                                             result.control.clause, result.control.title),
                                 result.reason);
    return out;
}

std::string withoutFullStop(std::string text) {
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
    return text;
}

void describeFailures(const ReportData& data, std::vector<std::string>& out) {
    const auto failed = withState(data, ControlState::Fail);
    constexpr std::size_t kNamed = 5;
    for (std::size_t i = 0; i < failed.size() && i < kNamed; ++i)
        out.push_back(fmt::format("Failed: {}: {}.", failed[i].first, withoutFullStop(failed[i].second)));
    if (failed.size() > kNamed)
        out.push_back(fmt::format("{} more failed; all are listed below.", grouped(failed.size() - kNamed)));
    for (const auto& [control, reason] : withState(data, ControlState::ManualFail))
        out.push_back(fmt::format("Judged failed by hand: {}.", control));
}

void describeAlerts(const ReportData& data, std::vector<std::string>& out) {
    if (data.alerts.empty()) {
        out.emplace_back("No alert was raised in the period.");
        return;
    }
    std::uint64_t open = 0;
    std::uint64_t serious = 0;
    for (const auto& alert : data.alerts) {
        if (alert.status != AlertStatus::Resolved && alert.status != AlertStatus::Suppressed) ++open;
        if (alert.severity >= ocsf::kHigh) ++serious;
    }
    out.push_back(fmt::format("{} raised; {} high or critical, {} not closed.",
                              plural(data.alerts.size(), "alert was", "alerts were"), grouped(serious), grouped(open)));
}

// What belongs to nodes the report is not about.
void leaveOutOthers(ReportData& data) {
    if (data.part.empty()) return;
    const auto other = [&data](std::string_view node) { return std::ranges::find(data.part, node) == data.part.end(); };
    std::erase_if(data.alerts, [&](const Alert& alert) { return other(alert.node); });
    if (!data.verification) return;
    std::erase_if(data.verification->gaps, [&](const SourceGap& gap) {
        const auto slash = gap.source.find('/');  // "<node>/<source>"; without one it may be of any node
        return slash != std::string::npos && other(std::string_view(gap.source).substr(0, slash));
    });
}

}  // namespace

std::uint64_t StateCounts::all() const {
    std::uint64_t sum = 0;
    for (const auto n : of) sum += n;
    return sum;
}

StateCounts countStates(const std::vector<ControlResult>& results) {
    StateCounts counts;
    for (const auto& result : results) counts.add(result.state);
    return counts;
}

std::string partText(const ReportData& data) {
    if (data.part.empty()) return "the whole fleet";
    std::string names;
    for (const auto& node : data.part) names += (names.empty() ? "" : ", ") + visibleText(node);
    return fmt::format("{}: {}", plural(data.part.size(), "node", "nodes"), names);
}

std::vector<std::string> summarySentences(const ReportData& data) {
    std::vector<std::string> out;
    if (!data.part.empty()) out.push_back(fmt::format("This report is about a part of the fleet: {}.", partText(data)));
    if (data.emptyPeriod()) {
        out.emplace_back(
            "The log holds no entry in this period. Nothing was collected, so nothing can be shown to be "
            "met or broken: an empty period is a finding about the collection, not about the nodes.");
    }
    const auto& states = data.states;
    if (states.all() == 0) {
        out.emplace_back("No control was judged.");
    } else {
        std::vector<std::string> parts;
        const auto part = [&](ControlState s, std::string_view verb) {
            if (states.count(s) > 0) parts.push_back(fmt::format("{} {}", grouped(states.count(s)), verb));
        };
        part(ControlState::Pass, "passed");
        part(ControlState::ManualPass, "passed by a recorded human judgement");
        part(ControlState::Fail, "failed");
        part(ControlState::ManualFail, "failed by a recorded human judgement");
        part(ControlState::InsufficientEvidence, "lacked evidence");
        part(ControlState::Waived, "waived");
        part(ControlState::NotApplicable, "not applicable by a declared fact");
        out.push_back(fmt::format("Of {}: {}.", plural(states.all(), "control", "controls"), joined(parts)));
    }
    describeFailures(data, out);
    const auto lacking = states.count(ControlState::InsufficientEvidence);
    if (lacking > 0)
        out.push_back(fmt::format("{} evidence; this report does not call {} met.",
                                  plural(lacking, "control lacks", "controls lack"), lacking == 1 ? "it" : "them"));
    describeAlerts(data, out);
    return out;
}

std::vector<std::string> declaredLimits(const ReportData& data) {
    std::vector<std::string> out = {
        "Results say what the evidence shows about one measurable test of a duty. They are not a legal determination, "
        "and a passed test does not mean that the whole duty is met.",
        "The evidence is what the nodes logged and what the collector saw. A node that lies in its log is not found "
        "out by the log alone; the node's own counters are the second witness where they exist.",
        "The region of a node is a claim of its declaration until somebody attests it.",
        "Subjects are named by pseudonyms. The report holds no clear user name, address, prompt or completion.",
    };
    if (!data.part.empty())
        out.emplace_back(
            "It is about the named nodes: counts, alerts, gaps and evidence are theirs, and an alert that names none "
            "of them is left out. Controls that are not about single nodes are judged for the whole fleet and say so; "
            "results by hand and waivers are about a control, whatever the node. Integrity is that of the whole log.");
    if (!data.verification)
        out.emplace_back("The log was not verified for this report. Run vedettectl verify before relying on it.");
    else if (!data.verification->anchored)
        out.emplace_back(
            "No checkpoint kept outside the database was compared: putting the whole store back to an "
            "older copy could not have been noticed.");
    return out;
}

Result<ReportData> gatherReport(Reader& reader, Judgement judgement, std::vector<Alert> alerts,
                                std::optional<VerifyReport> verification, const ReportOptions& options) {
    auto counts = tieOut(reader, judgement.period, judgement, options.nodes);
    if (!counts) return passOn(counts);

    ReportData data;
    data.tieOut = std::move(*counts);
    data.judgement = std::move(judgement);
    data.alerts = std::move(alerts);
    data.verification = std::move(verification);
    data.part = options.nodes;
    leaveOutOthers(data);
    data.preparedBy = options.preparedBy;
    data.version = options.version;
    data.storeName = options.storeName;
    data.generated = options.generated;

    std::vector<std::string> titles;
    for (const auto& pack : data.judgement.packs) {
        titles.push_back(pack.pack.title.empty() ? pack.pack.id : pack.pack.title);
        for (const auto& result : pack.results) {
            data.states.add(result.state);
            if (result.waiver) data.waivers.push_back(*result.waiver);
        }
    }
    const auto nodes = static_cast<std::uint64_t>(
        std::ranges::count_if(data.tieOut.nodes, [](const NodeTally& n) { return !n.node.empty(); }));
    data.title = options.title.empty() ? "Evidence report" : options.title;
    data.subtitle =
        fmt::format("{} · {} · {}", titles.empty() ? "no pack" : joined(titles), periodText(data.judgement.period),
                    data.part.empty() ? plural(nodes, "node", "nodes")
                                      : plural(data.part.size(), "node", "nodes") + " of the fleet");
    data.summary = summarySentences(data);
    data.limits = declaredLimits(data);
    return data;
}

}  // namespace vedette
