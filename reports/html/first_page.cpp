// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader sees first: two verdicts, the sentences, the states by framework, scope and criteria.
#include <fmt/format.h>

#include "core/base/bytes.h"
#include "reports/data/verdicts.h"
#include "reports/html/parts.h"

namespace vedette::html {
namespace {

std::string mark(std::string_view cssClass, std::string_view shapeHtml, std::string_view word) {
    return fmt::format(R"(<span class="mark {}">{}{}</span>)", cssClass, shapeHtml, word);
}

std::string card(std::string_view title, const Verdict& verdict) {
    std::string word;
    switch (verdict.kind) {
        case VerdictKind::Good: word = mark("pass", stateShape(ControlState::Pass), escaped(verdict.word)); break;
        case VerdictKind::Undecided:
            word = mark("insuf", stateShape(ControlState::InsufficientEvidence), escaped(verdict.word));
            break;
        case VerdictKind::Bad: word = mark("fail", stateShape(ControlState::Fail), escaped(verdict.word)); break;
    }
    return fmt::format(R"(<div class="card"><div class="head"><h2>{}</h2>{}</div><p>{}</p></div>)", title, word,
                       escaped(verdict.text));
}

std::string integrityCard(const ReportData& data) {
    const auto verdict = integrityVerdict(data);
    const auto title = told(data.words, "Integrity");
    if (verdict.kind != VerdictKind::Good) return card(title, verdict);
    return fmt::format(R"(<div class="card"><div class="head"><h2>{}</h2>{}</div><p>{}</p></div>)", title,
                       mark("pass", sealShape(), escaped(verdict.word)), escaped(verdict.text));
}

std::string statesTable(const ReportData& data) {
    const auto& words = data.words;
    std::vector<Column> columns = {{told(words, "Framework")}};
    for (const auto state : kStatesWorstFirst)
        columns.push_back({fmt::format("{}<br>{}", stateShape(state), told(words, stateWord(state))), true});
    columns.push_back({told(words, "All"), true});
    std::vector<std::vector<std::string>> rows;
    for (const auto& pack : data.judgement.packs) {
        const auto counts = countStates(pack.results);
        std::vector<std::string> row = {fmt::format(R"(<strong>{}</strong> <span class="faint">{}</span>)",
                                                    escaped(pack.pack.title.empty() ? pack.pack.id : pack.pack.title),
                                                    told(words, "version {}", {escaped(pack.pack.version)}))};
        for (const auto state : kStatesWorstFirst) {
            const auto n = counts.count(state);
            const bool bad = n > 0 && (state == ControlState::Fail || state == ControlState::ManualFail);
            row.push_back(n == 0 ? R"(<span class="zero">0</span>)"
                                 : fmt::format("<{0}{1}>{2}</{0}>", bad ? "strong" : "span",
                                               bad ? R"( class="fail")" : "", words.number(n)));
        }
        row.push_back(fmt::format(R"(<span class="faint">{}</span>)", words.number(counts.all())));
        rows.push_back(std::move(row));
    }
    return table(
        words.say("Controls by framework and state. No percentage is given: a share of passed tests is not a degree "
                  "of compliance."),
        columns, rows);
}

std::string scope(const ReportData& data) {
    std::string criteria;
    for (const auto& pack : data.judgement.packs)
        criteria +=
            fmt::format("{}{} {}{}", criteria.empty() ? "" : "<br>", escaped(pack.pack.id), escaped(pack.pack.version),
                        pack.pack.source.empty() ? "" : ", " + escaped(pack.pack.source));
    std::string nodes;
    for (const auto& node : data.tieOut.nodes)
        if (!node.node.empty()) nodes += (nodes.empty() ? "" : ", ") + escaped(node.node);
    const auto& period = data.judgement.period;
    const auto& words = data.words;
    const auto none = told(words, "none");
    return definitions({
        {words.say("About"), escaped(partText(data))},
        {words.say("Nodes seen"), nodes.empty() ? none : nodes},
        {words.say("From"), timeHtml(words, period.from)},
        {words.say("To"), told(words, "{} (not included)", {timeHtml(words, period.to)})},
        {words.say("Criteria"), criteria.empty() ? none : criteria},
        {words.say("Waivers"), data.waivers.empty() ? none : words.number(data.waivers.size())},
        {words.say("Time zone"), "UTC"},
    });
}

std::string origin(const ReportData& data) {
    const auto& words = data.words;
    return definitions({
        {words.say("Prepared by"), escaped(data.preparedBy)},
        {words.say("Generated"), timeHtml(words, data.generated)},
        {words.say("Judged at"), timeHtml(words, data.judgement.judgedAt)},
        {words.say("Store"), escaped(data.storeName)},
        {words.say("Written by"), "Vedette " + escaped(data.version)},
        {words.say("Entries in the log"), words.number(data.tieOut.entriesInLog)},
        {words.say("Entries in the period"), words.number(data.tieOut.entriesInPeriod)},
    });
}

}  // namespace

std::string firstPage(const ReportData& data) {
    const auto& words = data.words;
    const auto head = [](const std::string& html) { return "<h2>" + html + "</h2>"; };
    std::string out = fmt::format(R"(<section class="first" aria-label="{}">)", told(words, "Summary"));
    out += fmt::format(R"(<div class="pair">{}{}</div>)", integrityCard(data),
                       card(told(words, "Completeness"), completenessVerdict(data)));
    out += head(told(words, "In short")) + "\n";
    for (const auto& sentence : data.summary) out += fmt::format("<p>{}</p>\n", escaped(sentence));
    out += head(told(words, "State by framework")) + "\n";
    out += data.judgement.packs.empty() ? "<p>" + told(words, "No pack was judged.") + "</p>\n" : statesTable(data);
    out += R"(<div class="pair"><div>)" + head(told(words, "Scope and criteria")) + scope(data) + "</div><div>" +
           head(told(words, "Origin")) + origin(data) + "</div></div>\n";
    out += head(told(words, "What this report does not say")) + "<ul>\n";
    for (const auto& limit : data.limits) out += fmt::format("<li>{}</li>\n", escaped(limit));
    out += "</ul></section>\n";
    return out;
}

}  // namespace vedette::html
