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
        case VerdictKind::Good: word = mark("pass", stateShape(ControlState::Pass), verdict.word); break;
        case VerdictKind::Undecided:
            word = mark("insuf", stateShape(ControlState::InsufficientEvidence), verdict.word);
            break;
        case VerdictKind::Bad: word = mark("fail", stateShape(ControlState::Fail), verdict.word); break;
    }
    return fmt::format(R"(<div class="card"><div class="head"><h2>{}</h2>{}</div><p>{}</p></div>)", title, word,
                       escaped(verdict.text));
}

std::string integrityCard(const ReportData& data) {
    const auto verdict = integrityVerdict(data);
    if (verdict.kind != VerdictKind::Good) return card("Integrity", verdict);
    return fmt::format(R"(<div class="card"><div class="head"><h2>Integrity</h2>{}</div><p>{}</p></div>)",
                       mark("pass", sealShape(), verdict.word), escaped(verdict.text));
}

std::string statesTable(const ReportData& data) {
    std::vector<Column> columns = {{"Framework"}};
    for (const auto state : kStatesWorstFirst)
        columns.push_back({fmt::format("{}<br>{}", stateShape(state), stateWord(state)), true});
    columns.push_back({"All", true});
    std::vector<std::vector<std::string>> rows;
    for (const auto& pack : data.judgement.packs) {
        const auto counts = countStates(pack.results);
        std::vector<std::string> row = {fmt::format(R"(<strong>{}</strong> <span class="faint">version {}</span>)",
                                                    escaped(pack.pack.title.empty() ? pack.pack.id : pack.pack.title),
                                                    escaped(pack.pack.version))};
        for (const auto state : kStatesWorstFirst) {
            const auto n = counts.count(state);
            const bool bad = n > 0 && (state == ControlState::Fail || state == ControlState::ManualFail);
            row.push_back(n == 0 ? R"(<span class="zero">0</span>)"
                                 : fmt::format("<{0}{1}>{2}</{0}>", bad ? "strong" : "span",
                                               bad ? R"( class="fail")" : "", grouped(n)));
        }
        row.push_back(fmt::format(R"(<span class="faint">{}</span>)", grouped(counts.all())));
        rows.push_back(std::move(row));
    }
    return table(
        "Controls by framework and state. No percentage is given: a share of passed tests is not a degree "
        "of compliance.",
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
    return definitions({
        {"About", escaped(partText(data))},
        {"Nodes seen", nodes.empty() ? "none" : nodes},
        {"From", timeHtml(period.from)},
        {"To", timeHtml(period.to) + " (not included)"},
        {"Criteria", criteria.empty() ? "none" : criteria},
        {"Waivers", data.waivers.empty() ? "none" : grouped(data.waivers.size())},
        {"Time zone", "UTC"},
    });
}

std::string origin(const ReportData& data) {
    return definitions({
        {"Prepared by", escaped(data.preparedBy)},
        {"Generated", timeHtml(data.generated)},
        {"Judged at", timeHtml(data.judgement.judgedAt)},
        {"Store", escaped(data.storeName)},
        {"Written by", "Vedette " + escaped(data.version)},
        {"Entries in log", grouped(data.tieOut.entriesInLog)},
        {"Entries in period", grouped(data.tieOut.entriesInPeriod)},
    });
}

}  // namespace

std::string firstPage(const ReportData& data) {
    std::string out = R"(<section class="first" aria-label="Summary">)";
    out += fmt::format(R"(<div class="pair">{}{}</div>)", integrityCard(data),
                       card("Completeness", completenessVerdict(data)));
    out += "<h2>In short</h2>\n";
    for (const auto& sentence : data.summary) out += fmt::format("<p>{}</p>\n", escaped(sentence));
    out += "<h2>State by framework</h2>\n";
    out += data.judgement.packs.empty() ? "<p>No pack was judged.</p>\n" : statesTable(data);
    out += R"(<div class="pair"><div><h2>Scope and criteria</h2>)" + scope(data) + R"(</div><div><h2>Origin</h2>)" +
           origin(data) + "</div></div>\n";
    out += "<h2>What this report does not say</h2><ul>\n";
    for (const auto& limit : data.limits) out += fmt::format("<li>{}</li>\n", escaped(limit));
    out += "</ul></section>\n";
    return out;
}

}  // namespace vedette::html
