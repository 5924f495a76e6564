// SPDX-License-Identifier: GPL-3.0-or-later
// Every control: clause, threshold and whose number it is, result and why, coverage, evidence. In the order of the law.
#include <fmt/format.h>

#include <algorithm>

#include "reports/pdf/press.h"
#include "reports/pdf/shapes.h"

namespace vedette::pdf {
namespace {

constexpr std::size_t kRefsShown = 3;

Cell clauseCell(const Press& press, const ControlResult& result) {
    return {{press.shown(result.control.clause), Face::CellStrong},
            {press.shown(result.control.title), Face::Cell, Ink::Muted},
            {press.shown(result.control.id), Face::Mono, Ink::Faint, {}, 1}};
}

Cell thresholdCell(const Press& press, const Control& control) {
    return {{press.shown(control.threshold.empty() ? "none: judged by hand" : control.threshold)},
            {press.shown(fmt::format("number from: {}", basisWord(control.basis))), Face::Small, Ink::Faint, {}, 1},
            {press.shown(control.severity.empty() ? "" : "severity: " + control.severity), Face::Small, Ink::Faint}};
}

Cell resultCell(const Press& press, const ControlResult& result) {
    Cell cell = {{press.shown(stateWord(result.state)), Face::CellStrong, inkOf(result.state), result.state},
                 {press.shown(result.reason), Face::Cell, Ink::Muted}};
    if (!result.coverage.missing.empty())
        cell.push_back({press.shown("not seen: " + result.coverage.missing), Face::Small, Ink::Insufficient, {}, 1});
    if (result.waiver)
        cell.push_back({press.shown(fmt::format("waived by {} until {}, entry {} (annex F)", result.waiver->who,
                                                timeText(result.waiver->until), result.waiver->entry)),
                        Face::Small,
                        Ink::Waived,
                        {},
                        1});
    return cell;
}

Cell coverageCell(const Press& press, const Coverage& coverage) {
    if (coverage.expected == 0 && coverage.seen == 0) return {{press.shown("–"), Face::Cell, Ink::Faint}};
    return {{press.shown(fmt::format("{} of {}", grouped(coverage.seen), grouped(coverage.expected))), Face::Cell,
             coverage.seen < coverage.expected ? Ink::Insufficient : Ink::Text},
            {press.shown(coverage.unit), Face::Small, Ink::Faint}};
}

Cell evidenceCell(const Press& press, const ControlResult& result) {
    if (result.evidence.empty()) return {{press.shown("none read"), Face::Cell, Ink::Muted}};
    Cell cell;
    std::size_t shown = 0;
    for (const auto& ref : result.evidence) {
        if (ref.extent.count == 0) continue;
        if (++shown > kRefsShown) continue;
        cell.push_back(
            {press.shown(fmt::format("{} {}", grouped(ref.extent.count), ref.extent.count == 1 ? "entry" : "entries")),
             Face::Cell,
             Ink::Text,
             {},
             1});
        cell.push_back(
            {press.shown(ref.extent.firstEntry == ref.extent.lastEntry
                             ? fmt::format("entry {}", grouped(ref.extent.firstEntry))
                             : fmt::format("{} – {}", grouped(ref.extent.firstEntry), grouped(ref.extent.lastEntry))),
             Face::Mono, Ink::Faint});
    }
    if (shown == 0)
        cell.push_back({press.shown(fmt::format("none found by {} {}", result.evidence.size(),
                                                result.evidence.size() == 1 ? "query" : "queries")),
                        Face::Cell, Ink::Muted});
    if (shown > kRefsShown)
        cell.push_back({press.shown(fmt::format("and {} more, annex E", shown - kRefsShown)), Face::Small, Ink::Faint});
    return cell;
}

Block legend(const Press& press) {
    Block block;
    block.height = 14;
    double x = 0;
    for (const auto state : kStatesWorstFirst) {
        addState(block, x, 2.5, 7, state);
        auto word = press.shown(stateWord(state));
        const double wide = press.type.width(word, Face::Small);
        block.text(x + 11, 8.6, Face::Small, Ink::Muted, std::move(word));
        x += 11 + wide + 12;
    }
    auto note = press.shown("filled: by machine, outline: by hand");
    const double wide = press.type.width(note, Face::Small);
    if (press.pages.width() - wide > x)
        block.text(press.pages.width() - wide, 8.6, Face::Small, Ink::Faint, std::move(note));
    return block;
}

void writePack(const Press& press, const PackResult& pack) {
    press.newSection("Controls: " + packTitle(pack.pack));
    press.say(
        fmt::format("Pack {} version {}{}. In the order of the pack; the duty and the test in words are in "
                    "annex A.",
                    pack.pack.id, pack.pack.version, pack.pack.source.empty() ? "" : ", after " + pack.pack.source),
        Face::Cell, Ink::Muted);
    for (const auto& problem : pack.pack.problems) press.say("Not judged: " + problem, Face::Cell, Ink::Insufficient);
    press.pages.skip(6);
    if (pack.results.empty()) {
        press.say("The pack has no control in force in this period.");
        return;
    }
    Table table(press.pages, press.type,
                {{QStringLiteral("Clause"), 2.1},
                 {QStringLiteral("Threshold, and whose number"), 2.35},
                 {QStringLiteral("Result and why"), 3.3},
                 {QStringLiteral("Coverage"), 0.95, true},
                 {QStringLiteral("Evidence, entries"), 1.55, true}});
    for (const auto& result : pack.results) {
        if (press.pages.stopped()) return;
        table.row({clauseCell(press, result), thresholdCell(press, result.control), resultCell(press, result),
                   coverageCell(press, result.coverage), evidenceCell(press, result)},
                  press.shown(fmt::format("{}: {}", result.control.clause, stateWord(result.state))));
    }
    press.pages.place(legend(press), 6);
}

}  // namespace

void writeControls(const Press& press) {
    if (press.data.judgement.packs.empty()) {
        press.newSection("Controls");
        press.say("No pack was judged for this report.");
    }
    for (const auto& pack : press.data.judgement.packs) writePack(press, pack);
}

void writeCriteria(const Press& press) {
    press.section("Annex A: What was tested");
    bool any = false;
    for (const auto& pack : press.data.judgement.packs) {
        if (pack.results.empty()) continue;
        any = true;
        press.heading(packTitle(pack.pack));
        Table table(press.pages, press.type,
                    {{QStringLiteral("Clause"), 1.4},
                     {QStringLiteral("Duty, in plain words"), 3},
                     {QStringLiteral("Test"), 3},
                     {QStringLiteral("In force"), 1.2}});
        for (const auto& result : pack.results) {
            if (press.pages.stopped()) return;
            const auto& control = result.control;
            const bool always = control.effectiveFrom.empty() && control.effectiveTo.empty();
            const auto inForce =
                fmt::format("{} to {}", control.effectiveFrom.empty() ? "always" : control.effectiveFrom,
                            control.effectiveTo.empty() ? "further notice" : control.effectiveTo);
            table.row(
                {{{press.shown(control.clause), Face::CellStrong}, {press.shown(control.id), Face::Mono, Ink::Faint}},
                 {{press.shown(control.obligation.empty() ? "not given" : control.obligation)}},
                 {{press.shown(control.testText.empty() ? control.test : control.testText)}},
                 {{press.shown(always ? "always" : inForce), Face::Cell, Ink::Muted}}});
        }
    }
    if (!any) press.say("No control was judged.");
}

void writeItems(const Press& press) {
    constexpr std::size_t kPassesShown = 200;
    press.section("Annex B: What was in scope, one by one");
    bool any = false;
    Table table(press.pages, press.type,
                {{QStringLiteral("Control"), 1.7},
                 {QStringLiteral("In scope"), 1.8},
                 {QStringLiteral("State"), 1.4},
                 {QStringLiteral("Reason"), 3.4},
                 {QStringLiteral("Entries"), 1.6}});
    for (const auto& pack : press.data.judgement.packs)
        for (const auto& result : pack.results) {
            std::vector<const ItemResult*> items;
            items.reserve(result.items.size());
            for (const auto& item : result.items) items.push_back(&item);
            std::ranges::stable_sort(items, {}, [](const ItemResult* item) { return stateRank(item->state); });
            std::size_t passes = 0;
            for (const auto* item : items) {
                if (press.pages.stopped()) return;
                any = true;
                if (item->state == ControlState::Pass && ++passes > kPassesShown) continue;
                table.row({{{press.shown(result.control.id), Face::Mono, Ink::Muted}},
                           {{press.shown(item->item)}},
                           {{press.shown(stateWord(item->state)), Face::Cell, inkOf(item->state), item->state}},
                           {{press.shown(item->reason), Face::Cell, Ink::Muted}},
                           {{press.shown(entryList(item->entries, item->entries.size())), Face::Mono, Ink::Faint}}});
            }
            if (passes > kPassesShown)
                table.remark(press.shown(fmt::format(
                    "{}: {} more passed; they are left out here, and are in controls.csv (report --format csv).",
                    result.control.id, grouped(passes - kPassesShown))));
        }
    if (!any) press.say("No control names single things in its scope.");
}

}  // namespace vedette::pdf
