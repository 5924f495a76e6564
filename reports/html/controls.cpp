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

std::string coverageText(const Coverage& coverage) {
    if (coverage.expected == 0 && coverage.seen == 0) return {};
    std::string out =
        fmt::format("{} of {} {}", grouped(coverage.seen), grouped(coverage.expected), escaped(coverage.unit));
    if (!coverage.missing.empty()) out += "; missing: " + escaped(coverage.missing);
    return out;
}

std::string evidenceTable(const ControlResult& result) {
    if (result.evidence.empty()) return "<p class=\"muted\">No evidence was read.</p>\n";
    std::vector<std::vector<std::string>> rows;
    for (const auto& ref : result.evidence) {
        const bool any = ref.extent.count > 0;
        rows.push_back({escaped(ref.query), grouped(ref.extent.count), any ? std::to_string(ref.extent.firstEntry) : "",
                        any ? std::to_string(ref.extent.lastEntry) : "", any ? timeHtml(ref.extent.firstTime) : "",
                        any ? timeHtml(ref.extent.lastTime) : ""});
    }
    return table(
        "Evidence of " + result.control.id,
        {{"Query", false, true}, {"Entries", true}, {"First entry", true}, {"Last entry", true}, {"From"}, {"To"}},
        rows);
}

std::string itemsTable(const ControlResult& result) {
    if (result.items.empty()) return {};
    std::vector<const ItemResult*> items;
    items.reserve(result.items.size());
    for (const auto& item : result.items) items.push_back(&item);
    std::ranges::stable_sort(items, {}, [](const ItemResult* item) { return stateRank(item->state); });
    std::vector<std::vector<std::string>> rows;
    for (const auto* item : items) {
        if (rows.size() == kItemsShown) break;
        rows.push_back({escaped(item->item), stateMark(item->state), escaped(item->reason), entryList(item->entries)});
    }
    std::string out = table("In scope of " + result.control.id, {{"Item"}, {"State"}, {"Reason"}, {"Entries"}}, rows);
    if (items.size() > kItemsShown)
        out += fmt::format("<p class=\"muted\">The worst {} of {} are shown; controls.csv has them all.</p>",
                           kItemsShown, grouped(items.size()));
    const bool allPass = std::ranges::all_of(items, [](const ItemResult* i) { return i->state == ControlState::Pass; });
    if (!allPass && items.size() <= 8) return out;
    return fmt::format("<details><summary>{} {} in scope</summary>{}</details>\n", grouped(items.size()),
                       items.size() == 1 ? "item" : "items", out);
}

std::string controlArticle(const ControlResult& result) {
    const auto& control = result.control;
    std::string out =
        fmt::format(R"(<article class="{}" aria-labelledby="{}">)", cssClassOf(result.state), anchorOf(control.id));
    out +=
        fmt::format(R"(<div class="head"><h3 id="{}">{} · {}</h3>{}</div><p class="id">{}</p>)", anchorOf(control.id),
                    escaped(control.clause), escaped(control.title), stateMark(result.state), escaped(control.id));
    out += fmt::format("<p class=\"reason\">{}</p>\n", escaped(result.reason));
    std::string waived;
    if (result.waiver)
        waived = fmt::format("by {}, until {}, because {} (entry {})", escaped(result.waiver->who),
                             timeHtml(result.waiver->until), escaped(result.waiver->why), result.waiver->entry);
    std::string inForce;
    if (!control.effectiveFrom.empty() || !control.effectiveTo.empty())
        inForce = fmt::format("{} to {}", control.effectiveFrom.empty() ? "always" : escaped(control.effectiveFrom),
                              control.effectiveTo.empty() ? "further notice" : escaped(control.effectiveTo));
    out += definitions({
        {"Duty", escaped(control.obligation)},
        {"Test", escaped(control.testText.empty() ? control.test : control.testText)},
        {"Threshold", escaped(control.threshold)},
        {"Whose number", std::string(basisWord(control.basis))},
        {"Severity", escaped(control.severity)},
        {"In force", inForce},
        {"Coverage", coverageText(result.coverage)},
        {"Waived", waived},
    });
    out += "<h4>Evidence</h4>\n" + evidenceTable(result) + itemsTable(result) + "</article>\n";
    return out;
}

}  // namespace

std::string controlsSection(const ReportData& data) {
    std::string out;
    for (const auto& pack : data.judgement.packs) {
        out += fmt::format(R"(<section class="page" aria-labelledby="{0}"><h2 id="{0}">Controls: {1}</h2>)",
                           anchorOf("pack-" + pack.pack.id),
                           escaped(pack.pack.title.empty() ? pack.pack.id : pack.pack.title));
        out += fmt::format("<p class=\"muted\">Pack {} version {}{}. Worst first.</p>\n", escaped(pack.pack.id),
                           escaped(pack.pack.version),
                           pack.pack.source.empty() ? "" : ", after " + escaped(pack.pack.source));
        for (const auto& problem : pack.pack.problems)
            out += fmt::format("<p class=\"note\">Not judged: {}</p>\n", escaped(problem));
        std::vector<const ControlResult*> results;
        for (const auto& result : pack.results) results.push_back(&result);
        std::ranges::stable_sort(results, {}, [](const ControlResult* r) { return stateRank(r->state); });
        for (const auto* result : results) out += controlArticle(*result);
        if (results.empty()) out += "<p>The pack has no control in force in this period.</p>\n";
        out += "</section>\n";
    }
    return out;
}

}  // namespace vedette::html
