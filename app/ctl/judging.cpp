// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/judging.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/suggest.h"
#include "core/base/file.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

StateCounts countAll(const Judgement& judgement) {
    StateCounts counts;
    for (const auto& pack : judgement.packs)
        for (const auto& result : pack.results) counts.add(result.state);
    return counts;
}

constexpr ControlState kStates[] = {
    ControlState::Fail, ControlState::ManualFail, ControlState::InsufficientEvidence, ControlState::Waived,
    ControlState::Pass, ControlState::ManualPass, ControlState::NotApplicable};

}  // namespace

Result<std::vector<Pack>> packsNamed(const std::vector<std::string>& ids) {
    const auto folder = resourceFolder() / "packs";
    const auto known = yamlNames(folder);
    for (const auto& id : ids)
        if (std::ranges::find(known, id) == known.end())
            return fail(ErrorCode::NotFound, fmt::format("there is no pack \"{}\"", id), "--pack",
                        suggestion(id, known));
    return loadPacks(folder, ids);
}

Result<Judgement> judgePeriod(Reader& reader, const std::vector<Pack>& packs, const Period& period, Time now) {
    return judge(reader, packs, resourceFolder() / "regions" / "regions.yaml", period, now);
}

std::string resultJson(const ControlResult& result) {
    const auto& control = result.control;
    std::vector<std::string> items;
    for (const auto& item : result.items)
        items.push_back(JsonObject()
                            .text("item", item.item)
                            .text("state", stateName(item.state))
                            .text("reason", item.reason)
                            .raw("entries", jsonNumbers(item.entries))
                            .str());
    std::vector<std::string> evidence;
    for (const auto& ref : result.evidence) {
        JsonObject one;
        const bool any = ref.extent.count > 0;
        one.text("query", ref.query).number("count", ref.extent.count);
        one.raw("first_entry", any ? std::to_string(ref.extent.firstEntry) : "null");
        one.raw("last_entry", any ? std::to_string(ref.extent.lastEntry) : "null");
        evidence.push_back(one.str());
    }
    JsonObject coverage;
    coverage.number("seen", result.coverage.seen).number("expected", result.coverage.expected);
    coverage.text("unit", result.coverage.unit).text("missing", result.coverage.missing);
    JsonObject out;
    out.text("id", control.id).text("framework", control.framework).text("clause", control.clause);
    out.text("title", control.title).text("severity", control.severity).text("state", stateName(result.state));
    out.text("reason", result.reason).text("test", control.test).text("threshold", control.threshold);
    out.text("threshold_basis", basisName(control.basis)).raw("coverage", coverage.str());
    out.raw("items", jsonArray(items)).raw("evidence", jsonArray(evidence));
    if (result.waiver)
        out.raw("waiver", JsonObject()
                              .text("who", result.waiver->who)
                              .text("why", result.waiver->why)
                              .time("until", result.waiver->until)
                              .number("entry", result.waiver->entry)
                              .str());
    else
        out.raw("waiver", "null");
    return out.str();
}

std::string countsJson(const Judgement& judgement) {
    const auto counts = countAll(judgement);
    JsonObject out;
    for (const auto state : kStates) out.number(stateName(state), counts.count(state));
    return out.str();
}

std::string countsText(const Judgement& judgement) {
    const auto counts = countAll(judgement);
    std::string out;
    for (const auto state : kStates) {
        if (counts.count(state) == 0) continue;
        std::string word(stateWord(state));
        word.front() = static_cast<char>(word.front() | 0x20);
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", counts.count(state), word);
    }
    return out.empty() ? "no control was judged" : out;
}

std::string alertJson(const Alert& alert) {
    std::vector<std::string> actions;
    for (const auto& action : alert.actions) {
        JsonObject one;
        one.number("entry", action.entry).time("time", action.time).text("actor", action.actor);
        one.text("action", action.action).text("verdict", action.verdict).text("note", action.note);
        one.text("owner", action.owner).text("incident", action.incident).boolean("undone", action.undone);
        one.raw("undoes", action.undoes ? std::to_string(*action.undoes) : "null");
        actions.push_back(one.str());
    }
    std::string status(alertStatusWord(alert.status));
    for (char& ch : status) ch = ch == ' ' ? '_' : static_cast<char>(ch | 0x20);
    std::string severity(severityWord(alert.severity));
    for (char& ch : severity) ch = static_cast<char>(ch | 0x20);
    JsonObject out;
    out.text("id", alert.id).text("detector", alert.detector).text("title", alert.title).text("reason", alert.reason);
    out.text("baseline", alert.baseline).text("severity", severity).text("status", status);
    out.text("node", alert.node).text("principal", alert.principal).text("client", alert.client);
    out.text("model", alert.model).raw("threats", jsonTexts(alert.threats));
    out.time("first_seen", alert.firstSeen).time("last_seen", alert.lastSeen).time("raised", alert.raised);
    out.number("findings", alert.findings).raw("finding_entries", jsonNumbers(alert.findingEntries));
    out.raw("evidence", jsonNumbers(alert.evidence)).number("evidence_count", alert.evidenceCount);
    out.text("owner", alert.owner).text("incident", alert.incident).text("verdict", alert.verdict);
    out.time("due", alert.due).number("findings_since_closed", alert.findingsSinceClosed);
    out.time("acknowledged", alert.acknowledged).time("closed", alert.closed).raw("actions", jsonArray(actions));
    return out.str();
}

bool anyFailure(const Judgement& judgement) {
    const auto counts = countAll(judgement);
    return counts.count(ControlState::Fail) + counts.count(ControlState::ManualFail) > 0;
}

bool isOpen(const Alert& alert) {
    return alert.status != AlertStatus::Resolved && alert.status != AlertStatus::Suppressed;
}

Result<std::int64_t> severityNamed(const std::string& name) {
    static const std::vector<std::string> kNames = {"none", "informational", "low", "medium", "high", "critical"};
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end())
        return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not a severity", name), "--severity",
                    suggestion(name, kNames));
    return found - kNames.begin();
}

}  // namespace vedette::ctl
