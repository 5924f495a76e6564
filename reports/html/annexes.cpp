// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts, gaps, counts that add up, and how to check the log without us.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "reports/data/verdicts.h"
#include "reports/html/parts.h"

namespace vedette::html {
namespace {

constexpr std::size_t kEntriesShown = 20;

std::string entryList(const ReportWords& words, const std::vector<std::uint64_t>& entries, std::uint64_t all) {
    std::string out;
    for (std::size_t i = 0; i < entries.size() && i < kEntriesShown; ++i)
        out += (out.empty() ? "" : ", ") + std::to_string(entries[i]);
    if (all > entries.size() || entries.size() > kEntriesShown)
        out += ' ' + told(words, "… {} in all", {words.number(all)});
    return out;
}

std::string openSection(std::string_view id, std::string_view title) {
    return fmt::format(R"(<section class="page" aria-labelledby="{0}"><h2 id="{0}">{1}</h2>)", id, title);
}

std::string decisionLine(const ReportWords& words, const AlertAction& action) {
    std::string out =
        told(words, "{0}: {1} by {2}",
             {timeHtml(words, action.time), told(words, alertActionWord(action.action)), escaped(action.actor)});
    if (!action.verdict.empty()) out += ", " + told(words, verdictWord(action.verdict));
    if (!action.note.empty()) out += ": " + escaped(action.note);
    const auto entry = std::to_string(action.entry);
    return out + ' ' + told(words, action.undone ? "(entry {}, taken back)" : "(entry {})", {entry});
}

std::string alertArticle(const ReportWords& words, const Alert& alert) {
    const auto id = anchorOf("alert-" + alert.id);
    std::string out = fmt::format(
        R"(<article aria-labelledby="{0}"><div class="head"><h3 id="{0}">{1}</h3>{2}</div><p class="id">{3}</p>)", id,
        escaped(alert.title), severityMark(words, alert.severity), escaped(alert.id));
    out += fmt::format("<p class=\"reason\">{}</p>\n", escaped(alert.reason));
    std::string threats;
    for (const auto& threat : alert.threats) threats += (threats.empty() ? "" : "<br>") + escaped(threat);
    std::string decisions;
    for (const auto& action : alert.actions)
        decisions += (decisions.empty() ? "" : "<br>") + decisionLine(words, action);
    out += definitions({
        {words.say("Status"), told(words, alertStatusWord(alert.status))},
        {words.say("What was normal"), escaped(alert.baseline)},
        {words.say("Detector"), escaped(alert.detector)},
        {words.say("Node"), escaped(alert.node)},
        {words.say("Principal"), escaped(alert.principal)},
        {words.say("Client"), escaped(alert.client)},
        {words.say("Model"), escaped(alert.model)},
        {words.say("Technique"), threats},
        {words.say("First seen"), timeHtml(words, alert.firstSeen)},
        {words.say("Last seen"), timeHtml(words, alert.lastSeen)},
        {words.say("Raised"), timeHtml(words, alert.raised)},
        {words.say("Findings"),
         told(words, "{}, entries {}",
              {words.number(alert.findings), entryList(words, alert.findingEntries, alert.findings)})},
        {words.say("Evidence"), entryList(words, alert.evidence, alert.evidenceCount)},
        {words.say("Decisions"), decisions.empty() ? told(words, "none recorded") : decisions},
    });
    return out + "</article>\n";
}

std::vector<std::string> tallyRow(const ReportWords& words, std::string name, const NodeTally& tally) {
    std::vector<std::string> row = {std::move(name)};
    for (const auto n : {tally.collected(), tally.mapped, tally.rejected, tally.scrapes, tally.observations,
                         tally.findings, tally.other, tally.all()})
        row.push_back(n == 0 ? R"(<span class="zero">0</span>)" : words.number(n));
    return row;
}

// What stands between backticks is to be typed.
std::string withCode(std::string text) {
    for (bool open = true; text.find('`') != std::string::npos; open = !open)
        text.replace(text.find('`'), 1, open ? "<code>" : "</code>");
    return text;
}

}  // namespace

std::string alertsSection(const ReportData& data) {
    std::string out = openSection("alerts", told(data.words, "Alerts"));
    if (data.alerts.empty())
        out += "<p>" +
               told(data.words,
                    "No alert was raised in the period. That is a result: it says that none of the shipped detectors "
                    "saw what it looks for.") +
               "</p>\n";
    for (const auto& alert : data.alerts) out += alertArticle(data.words, alert);
    return out + "</section>\n";
}

std::string gapsSection(const ReportData& data) {
    const auto& words = data.words;
    std::string out = openSection("gaps", told(words, "Gaps"));
    const auto only = [&](const std::string& text) { return out + "<p>" + text + "</p></section>\n"; };
    if (!data.verification)
        return only(
            told(words, "The log was not verified for this report, so its own account of its gaps was not read."));
    if (data.verification->gaps.empty())
        return only(told(words, "The log names no gap in its sources. What a node never logged cannot be seen here."));
    constexpr std::size_t kGapsShown = 500;
    std::vector<std::vector<std::string>> rows;
    for (const auto& gap : data.verification->gaps) {
        if (rows.size() == kGapsShown) break;
        rows.push_back({escaped(gap.source), timeHtml(words, gap.from), timeHtml(words, gap.to), escaped(gap.what)});
    }
    out += table(words.say("What the log itself says is missing, over the whole log."),
                 {{told(words, "Source")}, {told(words, "From")}, {told(words, "To")}, {told(words, "What")}}, rows);
    if (data.verification->gaps.size() > kGapsShown)
        out += "<p class=\"muted\">" +
               told(words, "The first {} of {} are shown.",
                    {words.number(kGapsShown), words.number(data.verification->gaps.size())}) +
               "</p>";
    return out + "</section>\n";
}

std::string tieOutSection(const ReportData& data) {
    const auto& counts = data.tieOut;
    const auto& words = data.words;
    std::string out = openSection("counts", told(words, "Counts that must add up"));
    std::vector<std::vector<std::string>> rows;
    for (const auto& node : counts.nodes)
        rows.push_back(
            tallyRow(words, node.node.empty() ? "<em>" + told(words, "no node") + "</em>" : escaped(node.node), node));
    rows.push_back(tallyRow(words, "<strong>" + told(words, "All") + "</strong>", counts.total));
    out += table(words.say("Entries of the period by node. Collected lines = mapped + rejected."),
                 {{told(words, "Node")},
                  {told(words, "Collected lines"), true},
                  {told(words, "Mapped"), true},
                  {told(words, "Rejected"), true},
                  {told(words, "Scrapes"), true},
                  {told(words, "Observations"), true},
                  {told(words, "Findings"), true},
                  {told(words, "Other"), true},
                  {told(words, "Entries"), true}},
                 rows);
    rows.clear();
    for (const auto& row : counts.classes)
        rows.push_back({escaped(row.name), std::to_string(row.classUid), words.number(row.count)});
    out += table(words.say("Entries of the period by class"),
                 {{told(words, "Class")}, {told(words, "OCSF class"), true}, {told(words, "Entries"), true}}, rows);
    out += definitions({
        {words.say("Entries in the period"), words.number(counts.entriesInPeriod)},
        {words.say("Entries outside it"),
         words.number(counts.entriesInLog - std::min(counts.entriesInLog, counts.entriesInPeriod))},
        {words.say("Entries in the log"), words.number(counts.entriesInLog)},
    });
    if (counts.differences.empty())
        out += "<p>" +
               told(words,
                    "The counts add up: the classes sum to the entries of the period, and every evidence reference "
                    "stays within the judged log.") +
               "</p>\n";
    for (const auto& difference : counts.differences)
        out += "<p class=\"note\">" + told(words, "Does not add up: {}.", {escaped(difference)}) + "</p>\n";
    return out + "</section>\n";
}

std::string integritySection(const ReportData& data) {
    const auto& head = data.judgement.checkpoint;
    const auto& words = data.words;
    std::string out = openSection("integrity", told(words, "Integrity, and how to check it without us"));
    out += "<p>" + escaped(judgedAgainst(data)) + "</p>\n";
    out += "<pre>" + escapedLines(head.note) + "</pre>\n";
    const auto key = data.verification ? escaped(data.verification->key) : std::string();
    out += definitions({{words.say("Log"), escaped(head.origin)},
                        {words.say("Root"), fmt::format("<code>{}</code>", toHex(head.root))},
                        {words.say("Verifier key"), key.empty() ? key : "<code>" + key + "</code>"},
                        {words.say("Verification"), escaped(verificationText(data))},
                        {words.say("Anchor"), escaped(anchorText(data))}});
    if (data.verification && !data.verification->damage.empty()) {
        std::vector<std::vector<std::string>> rows;
        for (const auto& damage : data.verification->damage)
            rows.push_back({escaped(damage.place), escaped(damage.what)});
        out += "<h3>" + told(words, "Places that do not verify") + "</h3>" +
               table(words.say("Places that do not verify"), {{told(words, "Place")}, {told(words, "What")}}, rows);
    }
    out += "<h3>" + told(words, "Check it") + "</h3><ol>\n";
    for (const auto& step : checkSteps(words)) out += "<li>" + withCode(escaped(step)) + "</li>\n";
    return out + "</ol></section>\n";
}

}  // namespace vedette::html
