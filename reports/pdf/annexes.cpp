// SPDX-License-Identifier: GPL-3.0-or-later
// Annexes C to H: counts that add up, alerts, evidence, waivers, gaps, limits.
#include <fmt/format.h>

#include <algorithm>

#include "reports/pdf/press.h"
#include "reports/pdf/shapes.h"

namespace vedette::pdf {
namespace {

Para countPara(const Press& press, std::uint64_t n, bool strong) {
    return {press.shown(press.number(n)), strong ? Face::CellStrong : Face::Cell, n == 0 ? Ink::Faint : Ink::Text};
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
            {alert.baseline.empty() ? QString() : press.told("normal: {}", {alert.baseline}),
             Face::Small,
             Ink::Faint,
             {},
             1},
            {press.shown(fmt::format("{} · {}", alert.id, alert.detector)), Face::Mono, Ink::Faint, {}, 1}};
}

Cell whereCell(const Press& press, const Alert& alert) {
    Cell cell;
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) cell.push_back({press.shown(filled(name, {value})), Face::Cell, Ink::Muted});
    };
    add(press.words("node {}"), alert.node);
    add(press.words("principal {}"), alert.principal);
    add(press.words("client {}"), alert.client);
    add(press.words("model {}"), alert.model);
    for (const auto& threat : alert.threats) cell.push_back({press.shown(threat), Face::Small, Ink::Faint, {}, 1});
    return cell;
}

Cell whenCell(const Press& press, const Alert& alert) {
    Cell cell;
    const auto add = [&](QString what, Time time) {
        cell.push_back({std::move(what), Face::Small, Ink::Faint, {}, 1});
        cell.push_back({press.shown(press.time(time)), Face::Cell, Ink::Muted});
    };
    add(press.told("first seen"), alert.firstSeen);
    add(press.told("last seen"), alert.lastSeen);
    add(press.told("raised"), alert.raised);
    return cell;
}

std::string decisionLine(const Press& press, const AlertAction& action) {
    std::string out = press.words("{0}: {1} by {2}",
                                  {press.time(action.time), press.words(alertActionWord(action.action)), action.actor});
    if (!action.verdict.empty()) out += ", " + press.words(verdictWord(action.verdict));
    if (!action.note.empty()) out += ": " + action.note;
    const auto entry = std::to_string(action.entry);
    return out + ' ' + press.words(action.undone ? "(entry {}, taken back)" : "(entry {})", {entry});
}

Cell decisionCell(const Press& press, const Alert& alert) {
    const auto& words = press.data.words;
    Cell cell = {{press.told(alertStatusWord(alert.status)), Face::CellStrong}};
    for (const auto& action : alert.actions)
        cell.push_back({press.shown(decisionLine(press, action)), Face::Small, Ink::Muted, {}, 1});
    if (alert.actions.empty())
        cell.push_back({press.told("no decision recorded"), Face::Small, Ink::Insufficient, {}, 1});
    const auto entries = entryList(words, alert.findingEntries, alert.findings);
    cell.push_back({press.shown(words.count(alert.findings, "{} finding: {}", "{} findings: {}", {entries})),
                    Face::Mono,
                    Ink::Faint,
                    {},
                    1});
    if (alert.evidenceCount > 0)
        cell.push_back({press.told("evidence: {}", {entryList(words, alert.evidence, alert.evidenceCount)}), Face::Mono,
                        Ink::Faint});
    return cell;
}

void classTable(const Press& press) {
    const auto& counts = press.data.tieOut;
    press.heading(press.words("Entries of the period by class"));
    if (counts.classes.empty()) {
        press.say(press.words("The period holds no entry."));
        return;
    }
    Table table(press.pages, press.type,
                {{press.told("Class"), 4}, {press.told("OCSF class"), 1, true}, {press.told("Entries"), 1, true}});
    for (const auto& row : counts.classes)
        table.row({{{press.shown(row.name)}},
                   {{press.shown(std::to_string(row.classUid)), Face::Cell, Ink::Muted}},
                   {countPara(press, row.count, false)}});
}

}  // namespace

void writeCounts(const Press& press) {
    const auto& counts = press.data.tieOut;
    press.section(press.words("Annex C: Nodes, and counts that must add up"), 160);
    press.say(press.words("Entries of the period by node. Collected lines = mapped + rejected."), Face::Cell);
    press.pages.skip(4);
    Table table(press.pages, press.type,
                {{press.told("Node"), 2.3},
                 {press.told("Collected lines"), 1, true},
                 {press.told("Mapped"), 1, true},
                 {press.told("Rejected"), 1, true},
                 {press.told("Scrapes"), 1, true},
                 {press.told("Observations"), 1.4, true},
                 {press.told("Findings"), 1, true},
                 {press.told("Other"), 0.8, true},
                 {press.told("Entries"), 1.1, true}});
    for (const auto& node : counts.nodes) {
        if (press.pages.stopped()) return;
        table.row(tallyRow(press, node.node.empty() ? press.words("no node") : node.node, node, false));
    }
    table.row(tallyRow(press, press.words("All"), counts.total, true));
    classTable(press);
    press.pages.skip(8);
    press.pages.place(
        definitions(press.type,
                    {{press.words("Entries in the period"), press.number(counts.entriesInPeriod)},
                     {press.words("Entries outside it"),
                      press.number(counts.entriesInLog - std::min(counts.entriesInLog, counts.entriesInPeriod))},
                     {press.words("Entries in the log"), press.number(counts.entriesInLog)}},
                    press.pages.width(), 110));
    if (counts.differences.empty())
        press.say(
            press.words("The counts add up: the classes sum to the entries of the period, and every evidence reference "
                        "stays within the judged log."),
            Face::Cell);
    for (const auto& difference : counts.differences)
        press.say(press.words("Does not add up: {}.", {difference}), Face::Cell, Ink::Fail);
}

void writeAlerts(const Press& press) {
    press.section(press.words("Annex D: Alerts"));
    if (press.data.alerts.empty()) {
        press.say(
            press.words("No alert was raised in the period. That is a result: it says that none of the shipped "
                        "detectors saw what it looks for."));
        return;
    }
    press.say(
        press.words("Highest severity first, then the most recent. Numbers behind \"findings\" and \"evidence\" are "
                    "entries of the log."),
        Face::Cell);
    press.pages.skip(4);
    Table table(press.pages, press.type,
                {{press.told("Severity"), 1.55},
                 {press.told("Alert and why"), 3.3},
                 {press.told("Where and who"), 1.9},
                 {press.told("When"), 1.95},
                 {press.told("Status, decisions, entries"), 2.4}});
    for (const auto& alert : press.data.alerts) {
        if (press.pages.stopped()) return;
        const Ink ink = inkOfSeverity(alert.severity);
        table.row({{{press.told(severityWord(alert.severity)), Face::CellStrong, ink, SeverityShape{alert.severity}}},
                   alertCell(press, alert),
                   whereCell(press, alert),
                   whenCell(press, alert),
                   decisionCell(press, alert)});
    }
}

void writeEvidence(const Press& press) {
    press.section(press.words("Annex E: Evidence references"));
    press.say(
        press.words("What each result read, as a query that gives the same rows again: vedettectl query STORE QUERY."),
        Face::Cell);
    press.pages.skip(4);
    Table table(press.pages, press.type,
                {{press.told("Control"), 1.6},
                 {press.told("Query"), 4.2},
                 {press.told("Entries"), 0.9, true},
                 {press.told("First – last entry"), 1.7, true},
                 {press.told("From – to"), 1.6}});
    for (const auto& pack : press.data.judgement.packs)
        for (const auto& result : pack.results)
            for (const auto& ref : result.evidence) {
                if (press.pages.stopped()) return;
                const bool some = ref.extent.count > 0;
                table.row({{{press.shown(result.control.id), Face::Mono, Ink::Muted}},
                           {{press.shown(ref.query), Face::Mono}},
                           {countPara(press, ref.extent.count, false)},
                           {{press.shown(some ? fmt::format("{} – {}", press.number(ref.extent.firstEntry),
                                                            press.number(ref.extent.lastEntry))
                                              : press.words("none")),
                             Face::Mono, Ink::Muted}},
                           {{press.shown(some ? press.time(ref.extent.firstTime) : ""), Face::Mono, Ink::Faint},
                            {press.shown(some ? press.time(ref.extent.lastTime) : ""), Face::Mono, Ink::Faint}}});
            }
    if (table.empty()) press.say(press.words("No evidence was read."));
}

void writeWaivers(const Press& press) {
    press.section(press.words("Annex F: Waivers and judgements by hand"));
    Table table(press.pages, press.type,
                {{press.told("Control"), 1.8},
                 {press.told("What"), 1.4},
                 {press.told("By whom, and why"), 4},
                 {press.told("Until"), 1.8},
                 {press.told("Entry"), 1, true}});
    for (const auto& waiver : press.data.waivers)
        table.row({{{press.shown(waiver.control), Face::Mono, Ink::Muted}},
                   {{press.told("Waived"), Face::Cell, Ink::Waived, ControlState::Waived}},
                   {{press.shown(fmt::format("{}: {}", waiver.who, waiver.why))}},
                   {{press.shown(press.time(waiver.until)), Face::Cell, Ink::Muted}},
                   {{press.shown(press.number(waiver.entry)), Face::Mono, Ink::Muted}}});
    for (const auto& pack : press.data.judgement.packs)
        for (const auto& result : pack.results)
            if (result.state == ControlState::ManualFail || result.state == ControlState::ManualPass)
                table.row({{{press.shown(result.control.id), Face::Mono, Ink::Muted}},
                           {{press.told(stateWord(result.state)), Face::Cell, inkOf(result.state), result.state}},
                           {{press.shown(result.reason)}}});
    if (table.empty()) press.say(press.words("No control was waived, and none was judged by hand."));
}

void writeGaps(const Press& press) {
    press.section(press.words("Annex G: Gaps the log names"));
    if (!press.data.verification) {
        press.say(
            press.words("The log was not verified for this report, so its own account of its gaps was not read."));
        return;
    }
    const auto& gaps = press.data.verification->gaps;
    if (gaps.empty()) {
        press.say(press.words("The log names no gap in its sources. What a node never logged cannot be seen here."));
        return;
    }
    press.say(press.words("What the log itself says is missing, over the whole log."), Face::Cell);
    press.pages.skip(4);
    Table table(
        press.pages, press.type,
        {{press.told("Source"), 2.2}, {press.told("From"), 1.5}, {press.told("To"), 1.5}, {press.told("What"), 3.6}});
    for (const auto& gap : gaps) {
        if (press.pages.stopped()) return;
        table.row({{{press.shown(gap.source)}},
                   {{press.shown(press.time(gap.from)), Face::Cell, Ink::Muted}},
                   {{press.shown(press.time(gap.to)), Face::Cell, Ink::Muted}},
                   {{press.shown(gap.what), Face::Cell, Ink::Muted}}});
    }
}

void writeLimits(const Press& press) {
    press.section(press.words("Annex H: What this report does not say"));
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
