// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/data/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/data/tie_out.h"

namespace vedette {
namespace {

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
        out.push_back(data.words.say("Failed: {}: {}.", {failed[i].first, withoutFullStop(failed[i].second)}));
    if (failed.size() > kNamed)
        out.push_back(data.words.count(failed.size() - kNamed, "{} more failed; it is listed below.",
                                       "{} more failed; all are listed below."));
    for (const auto& [control, reason] : withState(data, ControlState::ManualFail))
        out.push_back(data.words.say("Judged failed by hand: {}.", {control}));
}

void describeAlerts(const ReportData& data, std::vector<std::string>& out) {
    if (data.alerts.empty()) {
        out.push_back(data.words.say("No alert was raised in the period."));
        return;
    }
    std::uint64_t open = 0;
    std::uint64_t serious = 0;
    for (const auto& alert : data.alerts) {
        if (alert.status != AlertStatus::Resolved && alert.status != AlertStatus::Suppressed) ++open;
        if (alert.severity >= ocsf::kHigh) ++serious;
    }
    out.push_back(data.words.count(data.alerts.size(), "{} alert was raised; {} high or critical, {} not closed.",
                                   "{} alerts were raised; {} high or critical, {} not closed.",
                                   {data.words.number(serious), data.words.number(open)}));
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
    if (data.part.empty()) return data.words.say("the whole fleet");
    std::string names;
    for (const auto& node : data.part) names += (names.empty() ? "" : ", ") + visibleText(node);
    return data.words.count(data.part.size(), "{} node: {}", "{} nodes: {}", {names});
}

std::vector<std::string> summarySentences(const ReportData& data) {
    const auto& words = data.words;
    std::vector<std::string> out;
    if (!data.part.empty()) out.push_back(words.say("This report is about a part of the fleet: {}.", {partText(data)}));
    if (data.emptyPeriod())
        out.push_back(
            words.say("The log holds no entry in this period. Nothing was collected, so nothing can be shown to be "
                      "met or broken: an empty period is a finding about the collection, not about the nodes."));
    const auto& states = data.states;
    if (states.all() == 0) {
        out.push_back(words.say("No control was judged."));
    } else {
        std::vector<std::string> parts;
        const auto part = [&](ControlState s, const std::string& text) {
            if (states.count(s) > 0) parts.push_back(filled(text, {words.number(states.count(s))}));
        };
        part(ControlState::Pass, words.say("{} passed"));
        part(ControlState::ManualPass, words.say("{} passed by a recorded human judgement"));
        part(ControlState::Fail, words.say("{} failed"));
        part(ControlState::ManualFail, words.say("{} failed by a recorded human judgement"));
        part(ControlState::InsufficientEvidence, words.say("{} lacked evidence"));
        part(ControlState::Waived, words.say("{} waived"));
        part(ControlState::NotApplicable, words.say("{} not applicable by a declared fact"));
        out.push_back(words.count(states.all(), "Of {} control: {}.", "Of {} controls: {}.", {words.joined(parts)}));
    }
    describeFailures(data, out);
    const auto lacking = states.count(ControlState::InsufficientEvidence);
    if (lacking > 0)
        out.push_back(words.count(lacking, "{} control lacks evidence; this report does not call it met.",
                                  "{} controls lack evidence; this report does not call them met."));
    describeAlerts(data, out);
    return out;
}

std::vector<std::string> declaredLimits(const ReportData& data) {
    const auto& words = data.words;
    std::vector<std::string> out = {
        words.say("Results say what the evidence shows about one measurable test of a duty. They are not a legal "
                  "determination, and a passed test does not mean that the whole duty is met."),
        words.say("The evidence is what the nodes logged and what the collector saw. A node that lies in its log is "
                  "not found "
                  "out by the log alone; the node's own counters are the second witness where they exist."),
        words.say("The region of a node is a claim of its declaration until somebody attests it."),
        words.say(
            "Subjects are named by pseudonyms. The report holds no clear user name, address, prompt or completion."),
    };
    if (!data.part.empty())
        out.push_back(words.say(
            "It is about the named nodes: counts, alerts, gaps and evidence are theirs, and an alert that names none "
            "of them is left out. Controls that are not about single nodes are judged for the whole fleet and say so; "
            "results by hand and waivers are about a control, whatever the node. Integrity is that of the whole log."));
    if (!data.verification)
        out.push_back(
            words.say("The log was not verified for this report. Run vedettectl verify before relying on it."));
    else if (!data.verification->anchored)
        out.push_back(
            words.say("No checkpoint kept outside the database was compared: putting the whole store back to an "
                      "older copy could not have been noticed."));
    return out;
}

std::string subtitleOf(const ReportData& data) {
    std::vector<std::string> titles;
    for (const auto& pack : data.judgement.packs)
        titles.push_back(pack.pack.title.empty() ? pack.pack.id : pack.pack.title);
    const auto nodes = static_cast<std::uint64_t>(
        std::ranges::count_if(data.tieOut.nodes, [](const NodeTally& n) { return !n.node.empty(); }));
    const auto& words = data.words;
    return fmt::format("{} · {} · {}", titles.empty() ? words.say("no pack") : words.joined(titles),
                       periodText(data.judgement.period, words),
                       data.part.empty()
                           ? words.count(nodes, "{} node", "{} nodes")
                           : words.count(data.part.size(), "{} node of the fleet", "{} nodes of the fleet"));
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

    for (const auto& pack : data.judgement.packs)
        for (const auto& result : pack.results) {
            data.states.add(result.state);
            if (result.waiver) data.waivers.push_back(*result.waiver);
        }
    data.title = options.title.empty() ? "Evidence report" : options.title;
    data.subtitle = subtitleOf(data);
    data.summary = summarySentences(data);
    data.limits = declaredLimits(data);
    return data;
}

}  // namespace vedette
