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
    return {{press.shown(control.threshold.empty() ? press.words("none: judged by hand") : control.threshold)},
            {press.told("number from: {}", {press.words(basisWord(control.basis))}), Face::Small, Ink::Faint, {}, 1},
            {control.severity.empty() ? QString() : press.told("severity: {}", {press.words(control.severity)}),
             Face::Small, Ink::Faint}};
}

Cell resultCell(const Press& press, const ControlResult& result) {
    Cell cell = {{press.told(stateWord(result.state)), Face::CellStrong, inkOf(result.state), result.state},
                 {press.shown(result.reason), Face::Cell, Ink::Muted}};
    if (!result.coverage.missing.empty())
        cell.push_back({press.told("not seen: {}", {result.coverage.missing}), Face::Small, Ink::Insufficient, {}, 1});
    if (result.waiver)
        cell.push_back(
            {press.told("waived by {} until {}, entry {} (annex F)",
                        {result.waiver->who, press.time(result.waiver->until), press.number(result.waiver->entry)}),
             Face::Small,
             Ink::Waived,
             {},
             1});
    return cell;
}

Cell coverageCell(const Press& press, const Coverage& coverage) {
    if (coverage.expected == 0 && coverage.seen == 0) return {{press.shown("–"), Face::Cell, Ink::Faint}};
    return {{press.told("{} of {}", {press.number(coverage.seen), press.number(coverage.expected)}), Face::Cell,
             coverage.seen < coverage.expected ? Ink::Insufficient : Ink::Text},
            {press.shown(coverage.unit), Face::Small, Ink::Faint}};
}

Cell evidenceCell(const Press& press, const ControlResult& result) {
    if (result.evidence.empty()) return {{press.told("none read"), Face::Cell, Ink::Muted}};
    Cell cell;
    std::size_t shown = 0;
    for (const auto& ref : result.evidence) {
        if (ref.extent.count == 0) continue;
        if (++shown > kRefsShown) continue;
        cell.push_back({press.shown(press.data.words.count(ref.extent.count, "{} entry", "{} entries")),
                        Face::Cell,
                        Ink::Text,
                        {},
                        1});
        cell.push_back({press.shown(ref.extent.firstEntry == ref.extent.lastEntry
                                        ? press.words("entry {}", {press.number(ref.extent.firstEntry)})
                                        : fmt::format("{} – {}", press.number(ref.extent.firstEntry),
                                                      press.number(ref.extent.lastEntry))),
                        Face::Mono, Ink::Faint});
    }
    if (shown == 0)
        cell.push_back({press.shown(press.data.words.count(result.evidence.size(), "none found by {} query",
                                                           "none found by {} queries")),
                        Face::Cell, Ink::Muted});
    if (shown > kRefsShown)
        cell.push_back(
            {press.told("and {} more, annex E", {press.number(shown - kRefsShown)}), Face::Small, Ink::Faint});
    return cell;
}

Block legend(const Press& press) {
    Block block;
    block.height = 14;
    double x = 0;
    for (const auto state : kStatesWorstFirst) {
        addState(block, x, 2.5, 7, state);
        auto word = press.told(stateWord(state));
        const double wide = press.type.width(word, Face::Small);
        block.text(x + 11, 8.6, Face::Small, Ink::Muted, std::move(word));
        x += 11 + wide + 12;
    }
    auto note = press.told("filled: by machine, outline: by hand");
    const double wide = press.type.width(note, Face::Small);
    const bool fits = press.pages.width() - wide > x;
    if (!fits) block.height += 11;  // below the words then
    block.text(fits ? press.pages.width() - wide : 0, block.height - 5.4, Face::Small, Ink::Faint, std::move(note));
    return block;
}

void writePack(const Press& press, const PackResult& pack) {
    press.chapter(press.words("Controls: {}", {packTitle(pack.pack)}));
    press.say(packText(press.data.words, pack.pack) + ' ' +
                  press.words("In the order of the pack; the duty and the test in words are in annex A."),
              Face::Cell, Ink::Muted);
    for (const auto& problem : pack.pack.problems)
        press.say(press.words("Not judged: {}", {problem}), Face::Cell, Ink::Insufficient);
    press.pages.skip(6);
    if (pack.results.empty()) {
        press.say(press.words("The pack has no control in force in this period."));
        return;
    }
    Table table(press.pages, press.type,
                {{press.told("Clause"), 2.1},
                 {press.told("Threshold, and whose number"), 2.35},
                 {press.told("Result and why"), 3.3},
                 {press.told("Coverage"), 0.95, true},
                 {press.told("Evidence, entries"), 1.55, true}});
    for (const auto& result : pack.results) {
        if (press.pages.stopped()) return;
        table.row({clauseCell(press, result), thresholdCell(press, result.control), resultCell(press, result),
                   coverageCell(press, result.coverage), evidenceCell(press, result)},
                  press.shown(fmt::format("{}: {}", result.control.clause, press.words(stateWord(result.state)))));
    }
    press.pages.place(legend(press), 6);
}

}  // namespace

void writeControls(const Press& press) {
    if (press.data.judgement.packs.empty()) {
        press.section(press.words("Controls"));
        press.say(press.words("No pack was judged."));
    }
    for (const auto& pack : press.data.judgement.packs) writePack(press, pack);
}

void writeCriteria(const Press& press) {
    press.section(press.words("Annex A: What was tested"));
    bool any = false;
    for (const auto& pack : press.data.judgement.packs) {
        if (pack.results.empty()) continue;
        any = true;
        press.heading(packTitle(pack.pack));
        Table table(press.pages, press.type,
                    {{press.told("Clause"), 1.4},
                     {press.told("Duty, in plain words"), 3},
                     {press.told("Test"), 3},
                     {press.told("In force"), 1.2}});
        for (const auto& result : pack.results) {
            if (press.pages.stopped()) return;
            const auto& control = result.control;
            table.row(
                {{{press.shown(control.clause), Face::CellStrong}, {press.shown(control.id), Face::Mono, Ink::Faint}},
                 {{press.shown(control.obligation.empty() ? press.words("not given") : control.obligation)}},
                 {{press.shown(control.testText.empty() ? control.test : control.testText)}},
                 {{press.shown(inForceText(press.data.words, control)), Face::Cell, Ink::Muted}}});
        }
    }
    if (!any) press.say(press.words("No control was judged."));
}

void writeItems(const Press& press) {
    constexpr std::size_t kPassesShown = 200;
    press.section(press.words("Annex B: What was in scope, one by one"));
    bool any = false;
    Table table(press.pages, press.type,
                {{press.told("Control"), 1.7},
                 {press.told("In scope"), 1.8},
                 {press.told("State"), 1.4},
                 {press.told("Reason"), 3.4},
                 {press.told("Entries"), 1.6}});
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
                           {{press.told(stateWord(item->state)), Face::Cell, inkOf(item->state), item->state}},
                           {{press.shown(item->reason), Face::Cell, Ink::Muted}},
                           {{press.shown(entryList(press.data.words, item->entries, item->entries.size())), Face::Mono,
                             Ink::Faint}}});
            }
            if (passes > kPassesShown)
                table.remark(press.told(
                    "{}: {} more passed; they are left out here, and are in controls.csv (report --format csv).",
                    {result.control.id, press.number(passes - kPassesShown)}));
        }
    if (!any) press.say(press.words("No control names single things in its scope."));
}

}  // namespace vedette::pdf
