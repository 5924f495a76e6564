// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader sees first: two verdicts, the sentences, the states by framework, scope and criteria.
#include <fmt/format.h>

#include "core/base/bytes.h"
#include "reports/html/parts.h"

namespace vedette::html {
namespace {

constexpr ControlState kOrder[] = {
    ControlState::Fail, ControlState::ManualFail, ControlState::InsufficientEvidence, ControlState::Waived,
    ControlState::Pass, ControlState::ManualPass, ControlState::NotApplicable};

std::string mark(std::string_view cssClass, std::string_view shapeHtml, std::string_view word) {
    return fmt::format(R"(<span class="mark {}">{}{}</span>)", cssClass, shapeHtml, word);
}

std::string integrityCard(const ReportData& data) {
    std::string verdict;
    std::string text;
    if (!data.verification) {
        verdict = stateMark(ControlState::InsufficientEvidence);
        verdict = mark("insuf", stateShape(ControlState::InsufficientEvidence), "Not verified");
        text = "The log was not verified for this report.";
    } else if (data.verification->intact) {
        verdict = mark("pass", sealShape(), "Verified");
        text = fmt::format(
            "All {} entries of the log match its signed checkpoint. None was changed, none is missing "
            "from the tree.",
            grouped(data.verification->verified));
        if (data.verification->forgotten > 0)
            text += fmt::format(" {} were forgotten lawfully, under a certificate in the log.",
                                grouped(data.verification->forgotten));
    } else {
        verdict = mark("fail", stateShape(ControlState::Fail), "Broken");
        text = fmt::format(
            "The log does not verify: {} {} found. Nothing in this report can be relied on until that "
            "is explained.",
            grouped(data.verification->damageCount), data.verification->damageCount == 1 ? "place was" : "places were");
    }
    return fmt::format(R"(<div class="card"><div class="head"><h2>Integrity</h2>{}</div><p>{}</p></div>)", verdict,
                       text);
}

std::string completenessCard(const ReportData& data) {
    const auto rejected = data.tieOut.total.rejected;
    const auto gaps = data.verification ? data.verification->gaps.size() : 0;
    std::string verdict;
    std::string text;
    if (data.emptyPeriod()) {
        verdict = mark("insuf", stateShape(ControlState::InsufficientEvidence), "Nothing collected");
        text = "The period holds no entry, so nothing can be said to be complete.";
    } else if (!data.verification) {
        verdict = mark("insuf", stateShape(ControlState::InsufficientEvidence), "Not checked");
        text = "What the log says about its own gaps was not read for this report.";
    } else if (gaps == 0 && rejected == 0) {
        verdict = mark("pass", stateShape(ControlState::Pass), "No known gap");
        text =
            "The log names no source that was unreachable or lost lines, and no line was rejected. What a node "
            "never logged cannot be seen here.";
    } else {
        verdict = mark("insuf", stateShape(ControlState::InsufficientEvidence),
                       gaps > 0 ? fmt::format("{} {}", grouped(gaps), gaps == 1 ? "gap" : "gaps") : "Lines rejected");
        text = fmt::format("The log names {} {} in its sources; ", grouped(gaps), gaps == 1 ? "gap" : "gaps");
        text += rejected == 0
                    ? std::string("no line of the period was rejected.")
                    : fmt::format("{} {} of the period could not be mapped and {} kept as rejected.", grouped(rejected),
                                  rejected == 1 ? "line" : "lines", rejected == 1 ? "is" : "are");
    }
    return fmt::format(R"(<div class="card"><div class="head"><h2>Completeness</h2>{}</div><p>{}</p></div>)", verdict,
                       text);
}

std::string statesTable(const ReportData& data) {
    std::vector<Column> columns = {{"Framework"}};
    for (const auto state : kOrder)
        columns.push_back({fmt::format("{}<br>{}", stateShape(state), stateWord(state)), true});
    columns.push_back({"All", true});
    std::vector<std::vector<std::string>> rows;
    for (const auto& pack : data.judgement.packs) {
        const auto counts = countStates(pack.results);
        std::vector<std::string> row = {fmt::format(R"(<strong>{}</strong> <span class="faint">version {}</span>)",
                                                    escaped(pack.pack.title.empty() ? pack.pack.id : pack.pack.title),
                                                    escaped(pack.pack.version))};
        for (const auto state : kOrder) {
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
    out += fmt::format(R"(<div class="pair">{}{}</div>)", integrityCard(data), completenessCard(data));
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
