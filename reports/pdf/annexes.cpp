// SPDX-License-Identifier: GPL-3.0-or-later
// Annexes C to H: counts that add up, alerts, evidence, waivers, gaps, limits.
#include <fmt/format.h>

#include <algorithm>

#include "reports/pdf/press.h"
#include "reports/pdf/shapes.h"

namespace vedette::pdf {
namespace {

Para countPara(const Press& press, std::uint64_t n, bool strong) {
    return {press.shown(grouped(n)), strong ? Face::CellStrong : Face::Cell, n == 0 ? Ink::Faint : Ink::Text};
}

std::vector<Cell> tallyRow(const Press& press, std::string_view name, const NodeTally& tally, bool strong) {
    std::vector<Cell> row = {{{press.shown(name), strong ? Face::CellStrong : Face::Cell}}};
    for (const auto n : {tally.collected(), tally.mapped, tally.rejected, tally.scrapes, tally.observations,
                         tally.findings, tally.other, tally.all()})
        row.push_back({countPara(press, n, strong)});
    return row;
}

Cell alertCell(const Press& press, const Alert& alert) {
    return {{press.shown(alert.title), Face::CellStrong},
            {press.shown(alert.reason), Face::Cell, Ink::Muted},
            {press.shown(alert.baseline.empty() ? "" : "normal: " + alert.baseline), Face::Small, Ink::Faint, {}, 1},
            {press.shown(fmt::format("{} · {}", alert.id, alert.detector)), Face::Mono, Ink::Faint, {}, 1}};
}

Cell whereCell(const Press& press, const Alert& alert) {
    Cell cell;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) cell.push_back({press.shown(fmt::format("{} {}", name, value)), Face::Cell, Ink::Muted});
    };
    add("node", alert.node);
    add("principal", alert.principal);
    add("client", alert.client);
    add("model", alert.model);
    for (const auto& threat : alert.threats) cell.push_back({press.shown(threat), Face::Small, Ink::Faint, {}, 1});
    return cell;
}

Cell whenCell(const Press& press, const Alert& alert) {
    Cell cell;
    const auto add = [&](const char* what, Time time) {
        cell.push_back({press.shown(what), Face::Small, Ink::Faint, {}, 1});
        cell.push_back({press.shown(timeText(time)), Face::Cell, Ink::Muted});
    };
    add("first seen", alert.firstSeen);
    add("last seen", alert.lastSeen);
    add("raised", alert.raised);
    return cell;
}

Cell decisionCell(const Press& press, const Alert& alert) {
    Cell cell = {{press.shown(alertStatusWord(alert.status)), Face::CellStrong}};
    for (const auto& action : alert.actions)
        cell.push_back({press.shown(fmt::format("{}: {} by {}{}{} (entry {}{})", timeText(action.time), action.action,
                                                action.actor, action.verdict.empty() ? "" : ", " + action.verdict,
                                                action.note.empty() ? "" : ": " + action.note, action.entry,
                                                action.undone ? ", taken back" : "")),
                        Face::Small,
                        Ink::Muted,
                        {},
                        1});
    if (alert.actions.empty())
        cell.push_back({press.shown("no decision recorded"), Face::Small, Ink::Insufficient, {}, 1});
    cell.push_back(
        {press.shown(fmt::format("{} {}: {}", grouped(alert.findings), alert.findings == 1 ? "finding" : "findings",
                                 entryList(alert.findingEntries, alert.findings))),
         Face::Mono,
         Ink::Faint,
         {},
         1});
    if (alert.evidenceCount > 0)
        cell.push_back(
            {press.shown("evidence: " + entryList(alert.evidence, alert.evidenceCount)), Face::Mono, Ink::Faint});
    return cell;
}

void classTable(const Press& press) {
    const auto& counts = press.data.tieOut;
    press.heading("Entries of the period by class");
    if (counts.classes.empty()) {
        press.say("The period holds no entry.");
        return;
    }
    Table table(
        press.pages, press.type,
        {{QStringLiteral("Class"), 4}, {QStringLiteral("OCSF class"), 1, true}, {QStringLiteral("Entries"), 1, true}});
    for (const auto& row : counts.classes)
        table.row({{{press.shown(row.name)}},
                   {{press.shown(std::to_string(row.classUid)), Face::Cell, Ink::Muted}},
                   {countPara(press, row.count, false)}});
}

}  // namespace

void writeCounts(const Press& press) {
    const auto& counts = press.data.tieOut;
    press.section("Annex C: Nodes, and counts that must add up", 160);
    press.say("Entries of the period by node. Collected lines = mapped + rejected.", Face::Cell);
    press.pages.skip(4);
    Table table(press.pages, press.type,
                {{QStringLiteral("Node"), 2.6},
                 {QStringLiteral("Collected lines"), 1, true},
                 {QStringLiteral("Mapped"), 1, true},
                 {QStringLiteral("Rejected"), 1, true},
                 {QStringLiteral("Scrapes"), 1, true},
                 {QStringLiteral("Observations"), 1.1, true},
                 {QStringLiteral("Findings"), 1, true},
                 {QStringLiteral("Other"), 0.8, true},
                 {QStringLiteral("Entries"), 1.1, true}});
    for (const auto& node : counts.nodes) {
        if (press.pages.stopped()) return;
        table.row(tallyRow(press, node.node.empty() ? "no node" : node.node, node, false));
    }
    table.row(tallyRow(press, "All", counts.total, true));
    classTable(press);
    press.pages.skip(8);
    press.pages.place(definitions(
        press.type,
        {{"Entries in the period", grouped(counts.entriesInPeriod)},
         {"Entries outside it", grouped(counts.entriesInLog - std::min(counts.entriesInLog, counts.entriesInPeriod))},
         {"Entries in the log", grouped(counts.entriesInLog)}},
        press.pages.width(), 110));
    if (counts.differences.empty())
        press.say(
            "The counts add up: the classes sum to the entries of the period, and every evidence reference stays "
            "within the judged log.",
            Face::Cell);
    for (const auto& difference : counts.differences)
        press.say(fmt::format("Does not add up: {}.", difference), Face::Cell, Ink::Fail);
}

void writeAlerts(const Press& press) {
    press.section("Annex D: Alerts");
    if (press.data.alerts.empty()) {
        press.say(
            "No alert was raised in the period. That is a result: it says that none of the shipped detectors saw "
            "what it looks for.");
        return;
    }
    press.say(
        "Highest severity first, then the most recent. Numbers behind \"findings\" and \"evidence\" are entries "
        "of the log.",
        Face::Cell);
    press.pages.skip(4);
    Table table(press.pages, press.type,
                {{QStringLiteral("Severity"), 1.55},
                 {QStringLiteral("Alert and why"), 3.3},
                 {QStringLiteral("Where and who"), 1.9},
                 {QStringLiteral("When"), 1.95},
                 {QStringLiteral("Status, decisions, entries"), 2.4}});
    for (const auto& alert : press.data.alerts) {
        if (press.pages.stopped()) return;
        const Ink ink = inkOfSeverity(alert.severity);
        table.row({{{press.shown(severityWord(alert.severity)), Face::CellStrong, ink, SeverityShape{alert.severity}}},
                   alertCell(press, alert),
                   whereCell(press, alert),
                   whenCell(press, alert),
                   decisionCell(press, alert)});
    }
}

void writeEvidence(const Press& press) {
    press.section("Annex E: Evidence references");
    press.say("What each result read, as a query that gives the same rows again: vedettectl query STORE QUERY.",
              Face::Cell);
    press.pages.skip(4);
    Table table(press.pages, press.type,
                {{QStringLiteral("Control"), 1.6},
                 {QStringLiteral("Query"), 4.2},
                 {QStringLiteral("Entries"), 0.9, true},
                 {QStringLiteral("First – last entry"), 1.7, true},
                 {QStringLiteral("From – to"), 1.6}});
    for (const auto& pack : press.data.judgement.packs)
        for (const auto& result : pack.results)
            for (const auto& ref : result.evidence) {
                if (press.pages.stopped()) return;
                const bool some = ref.extent.count > 0;
                table.row({{{press.shown(result.control.id), Face::Mono, Ink::Muted}},
                           {{press.shown(ref.query), Face::Mono}},
                           {countPara(press, ref.extent.count, false)},
                           {{press.shown(some ? fmt::format("{} – {}", grouped(ref.extent.firstEntry),
                                                            grouped(ref.extent.lastEntry))
                                              : "none"),
                             Face::Mono, Ink::Muted}},
                           {{press.shown(some ? timeText(ref.extent.firstTime) : ""), Face::Mono, Ink::Faint},
                            {press.shown(some ? timeText(ref.extent.lastTime) : ""), Face::Mono, Ink::Faint}}});
            }
    if (table.empty()) press.say("No evidence was read.");
}

void writeWaivers(const Press& press) {
    press.section("Annex F: Waivers and judgements by hand");
    Table table(press.pages, press.type,
                {{QStringLiteral("Control"), 1.8},
                 {QStringLiteral("What"), 1.4},
                 {QStringLiteral("By whom, and why"), 4},
                 {QStringLiteral("Until"), 1.8},
                 {QStringLiteral("Entry"), 1, true}});
    for (const auto& waiver : press.data.waivers)
        table.row({{{press.shown(waiver.control), Face::Mono, Ink::Muted}},
                   {{press.shown("Waived"), Face::Cell, Ink::Waived, ControlState::Waived}},
                   {{press.shown(fmt::format("{}: {}", waiver.who, waiver.why))}},
                   {{press.shown(timeText(waiver.until)), Face::Cell, Ink::Muted}},
                   {{press.shown(grouped(waiver.entry)), Face::Mono, Ink::Muted}}});
    for (const auto& pack : press.data.judgement.packs)
        for (const auto& result : pack.results)
            if (result.state == ControlState::ManualFail || result.state == ControlState::ManualPass)
                table.row({{{press.shown(result.control.id), Face::Mono, Ink::Muted}},
                           {{press.shown(stateWord(result.state)), Face::Cell, inkOf(result.state), result.state}},
                           {{press.shown(result.reason)}}});
    if (table.empty()) press.say("No control was waived, and none was judged by hand.");
}

void writeGaps(const Press& press) {
    press.section("Annex G: Gaps the log names");
    if (!press.data.verification) {
        press.say("The log was not verified for this report, so its own account of its gaps was not read.");
        return;
    }
    const auto& gaps = press.data.verification->gaps;
    if (gaps.empty()) {
        press.say("The log names no gap in its sources. What a node never logged cannot be seen here.");
        return;
    }
    press.say("What the log itself says is missing, over the whole log.", Face::Cell);
    press.pages.skip(4);
    Table table(press.pages, press.type,
                {{QStringLiteral("Source"), 2.2},
                 {QStringLiteral("From"), 1.5},
                 {QStringLiteral("To"), 1.5},
                 {QStringLiteral("What"), 3.6}});
    for (const auto& gap : gaps) {
        if (press.pages.stopped()) return;
        table.row({{{press.shown(gap.source)}},
                   {{press.shown(timeText(gap.from)), Face::Cell, Ink::Muted}},
                   {{press.shown(timeText(gap.to)), Face::Cell, Ink::Muted}},
                   {{press.shown(gap.what), Face::Cell, Ink::Muted}}});
    }
}

void writeLimits(const Press& press) {
    press.section("Annex H: What this report does not say");
    for (const auto& limit : press.data.limits) {
        Block block;
        const auto text = paragraph(press.type, press.shown(limit), Face::Body, Ink::Text, press.pages.width() - 12);
        block.text(0, 8.6, Face::Body, Ink::Faint, QStringLiteral("–"));
        block.add(text, 12, 0);
        block.height = text.height;
        press.pages.place(block, 4);
    }
}

}  // namespace vedette::pdf
