// SPDX-License-Identifier: GPL-3.0-or-later
// Every control with its state, reason, whose number it is, evidence and coverage.
#include <fmt/format.h>

#include <algorithm>

#include "reports/data/verdicts.h"
#include "reports/html/parts.h"

namespace vedette::html {
namespace {

constexpr std::size_t kItemsShown = 200;

std::string_view cssClassOf(ControlState state) {
    switch (state) {
        case ControlState::Fail:
        case ControlState::ManualFail: return "fail";
        case ControlState::Pass:
        case ControlState::ManualPass: return "pass";
        case ControlState::NotApplicable: return "na";
        case ControlState::Waived: return "waived";
        case ControlState::InsufficientEvidence: break;
    }
    return "insuf";
}

std::string entryList(const std::vector<std::uint64_t>& entries) {
    std::string out;
    for (const auto entry : entries) out += (out.empty() ? "" : ", ") + std::to_string(entry);
    return out;
}

std::string coverageText(const ReportWords& words, const Coverage& coverage) {
    if (coverage.expected == 0 && coverage.seen == 0) return {};
    std::string out = told(words, "{} of {}", {words.number(coverage.seen), words.number(coverage.expected)}) + ' ' +
                      escaped(coverage.unit);
    if (!coverage.missing.empty()) out += "; " + told(words, "not seen: {}", {escaped(coverage.missing)});
    return out;
}

std::string evidenceTable(const ReportWords& words, const ControlResult& result) {
    if (result.evidence.empty()) return "<p class=\"muted\">" + told(words, "No evidence was read.") + "</p>\n";
    std::vector<std::vector<std::string>> rows;
    for (const auto& ref : result.evidence) {
        const bool any = ref.extent.count > 0;
        rows.push_back(
            {escaped(ref.query), words.number(ref.extent.count), any ? std::to_string(ref.extent.firstEntry) : "",
             any ? std::to_string(ref.extent.lastEntry) : "", any ? timeHtml(words, ref.extent.firstTime) : "",
             any ? timeHtml(words, ref.extent.lastTime) : ""});
    }
    return table(words.say("Evidence of {}", {result.control.id}),
                 {{told(words, "Query"), false, true},
                  {told(words, "Entries"), true},
                  {told(words, "First entry"), true},
                  {told(words, "Last entry"), true},
                  {told(words, "From")},
                  {told(words, "To")}},
                 rows);
}

std::string itemsTable(const ReportWords& words, const ControlResult& result) {
    if (result.items.empty()) return {};
    std::vector<const ItemResult*> items;
    items.reserve(result.items.size());
    for (const auto& item : result.items) items.push_back(&item);
    std::ranges::stable_sort(items, {}, [](const ItemResult* item) { return stateRank(item->state); });
    std::vector<std::vector<std::string>> rows;
    for (const auto* item : items) {
        if (rows.size() == kItemsShown) break;
        rows.push_back(
            {escaped(item->item), stateMark(words, item->state), escaped(item->reason), entryList(item->entries)});
    }
    std::string out = table(
        words.say("In scope of {}", {result.control.id}),
        {{told(words, "In scope")}, {told(words, "State")}, {told(words, "Reason")}, {told(words, "Entries")}}, rows);
    if (items.size() > kItemsShown)
        out += "<p class=\"muted\">" +
               told(words, "The worst {} of {} are shown; controls.csv has them all.",
                    {words.number(kItemsShown), words.number(items.size())}) +
               "</p>";
    const bool allPass = std::ranges::all_of(items, [](const ItemResult* i) { return i->state == ControlState::Pass; });
    if (!allPass && items.size() <= 8) return out;
    return fmt::format("<details><summary>{}</summary>{}</details>\n",
                       escaped(words.count(items.size(), "{} item in scope", "{} items in scope")), out);
}

std::string controlArticle(const ReportWords& words, const ControlResult& result) {
    const auto& control = result.control;
    std::string out =
        fmt::format(R"(<article class="{}" aria-labelledby="{}">)", cssClassOf(result.state), anchorOf(control.id));
    out += fmt::format(R"(<div class="head"><h3 id="{}">{} · {}</h3>{}</div><p class="id">{}</p>)",
                       anchorOf(control.id), escaped(control.clause), escaped(control.title),
                       stateMark(words, result.state), escaped(control.id));
    out += fmt::format("<p class=\"reason\">{}</p>\n", escaped(result.reason));
    std::string waived;
    if (result.waiver)
        waived = told(words, "by {}, until {}, because {} (entry {})",
                      {escaped(result.waiver->who), timeHtml(words, result.waiver->until), escaped(result.waiver->why),
                       std::to_string(result.waiver->entry)});
    const bool always = control.effectiveFrom.empty() && control.effectiveTo.empty();
    out += definitions({
        {words.say("Duty"), escaped(control.obligation)},
        {words.say("Test"), escaped(control.testText.empty() ? control.test : control.testText)},
        {words.say("Threshold"), escaped(control.threshold)},
        {words.say("Whose number"), told(words, basisWord(control.basis))},
        {words.say("Severity"), told(words, control.severity)},
        {words.say("In force"), always ? std::string() : escaped(inForceText(words, control))},
        {words.say("Coverage"), coverageText(words, result.coverage)},
        {words.say("Waived"), waived},
    });
    out += "<h4>" + told(words, "Evidence") + "</h4>\n" + evidenceTable(words, result) + itemsTable(words, result) +
           "</article>\n";
    return out;
}

}  // namespace

std::string controlsSection(const ReportData& data) {
    const auto& words = data.words;
    std::string out;
    for (const auto& pack : data.judgement.packs) {
        out += fmt::format(
            R"(<section class="page" aria-labelledby="{0}"><h2 id="{0}">{1}</h2>)", anchorOf("pack-" + pack.pack.id),
            told(words, "Controls: {}", {escaped(pack.pack.title.empty() ? pack.pack.id : pack.pack.title)}));
        out += fmt::format("<p class=\"muted\">{} {}</p>\n", escaped(packText(words, pack.pack)),
                           told(words, "Worst first."));
        for (const auto& problem : pack.pack.problems)
            out += "<p class=\"note\">" + told(words, "Not judged: {}", {escaped(problem)}) + "</p>\n";
        std::vector<const ControlResult*> results;
        for (const auto& result : pack.results) results.push_back(&result);
        std::ranges::stable_sort(results, {}, [](const ControlResult* r) { return stateRank(r->state); });
        for (const auto* result : results) out += controlArticle(words, *result);
        if (results.empty()) out += "<p>" + told(words, "The pack has no control in force in this period.") + "</p>\n";
        out += "</section>\n";
    }
    return out;
}

}  // namespace vedette::html
