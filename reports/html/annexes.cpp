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

std::string entryList(const std::vector<std::uint64_t>& entries, std::uint64_t all) {
    std::string out;
    for (std::size_t i = 0; i < entries.size() && i < kEntriesShown; ++i)
        out += (out.empty() ? "" : ", ") + std::to_string(entries[i]);
    if (all > entries.size() || entries.size() > kEntriesShown) out += fmt::format(" … {} in all", grouped(all));
    return out;
}

std::string openSection(std::string_view id, std::string_view title) {
    return fmt::format(R"(<section class="page" aria-labelledby="{0}"><h2 id="{0}">{1}</h2>)", id, title);
}

std::string alertArticle(const Alert& alert) {
    const auto id = anchorOf("alert-" + alert.id);
    std::string out = fmt::format(
        R"(<article aria-labelledby="{0}"><div class="head"><h3 id="{0}">{1}</h3>{2}</div><p class="id">{3}</p>)", id,
        escaped(alert.title), severityMark(alert.severity), escaped(alert.id));
    out += fmt::format("<p class=\"reason\">{}</p>\n", escaped(alert.reason));
    std::string threats;
    for (const auto& threat : alert.threats) threats += (threats.empty() ? "" : "<br>") + escaped(threat);
    std::string decisions;
    for (const auto& action : alert.actions)
        decisions += fmt::format("{}{} {} by {}{}{} (entry {}{})", decisions.empty() ? "" : "<br>",
                                 timeHtml(action.time), escaped(action.action), escaped(action.actor),
                                 action.verdict.empty() ? "" : ", verdict " + escaped(action.verdict),
                                 action.note.empty() ? "" : ": " + escaped(action.note), action.entry,
                                 action.undone ? ", taken back" : "");
    out += definitions({
        {"Status", std::string(alertStatusWord(alert.status))},
        {"What was normal", escaped(alert.baseline)},
        {"Detector", escaped(alert.detector)},
        {"Node", escaped(alert.node)},
        {"Principal", escaped(alert.principal)},
        {"Client", escaped(alert.client)},
        {"Model", escaped(alert.model)},
        {"Technique", threats},
        {"First seen", timeHtml(alert.firstSeen)},
        {"Last seen", timeHtml(alert.lastSeen)},
        {"Raised", timeHtml(alert.raised)},
        {"Findings",
         fmt::format("{}, entries {}", grouped(alert.findings), entryList(alert.findingEntries, alert.findings))},
        {"Evidence", entryList(alert.evidence, alert.evidenceCount)},
        {"Decisions", decisions.empty() ? "none recorded" : decisions},
    });
    return out + "</article>\n";
}

std::string countCell(std::uint64_t n) { return n == 0 ? R"(<span class="zero">0</span>)" : grouped(n); }

std::vector<std::string> tallyRow(std::string name, const NodeTally& tally) {
    return {std::move(name),           countCell(tally.collected()), countCell(tally.mapped),
            countCell(tally.rejected), countCell(tally.scrapes),     countCell(tally.observations),
            countCell(tally.findings), countCell(tally.other),       countCell(tally.all())};
}

}  // namespace

std::string alertsSection(const ReportData& data) {
    std::string out = openSection("alerts", "Alerts");
    if (data.alerts.empty())
        out +=
            "<p>No alert was raised in the period. That is a result: it says that none of the shipped detectors "
            "saw what it looks for.</p>\n";
    for (const auto& alert : data.alerts) out += alertArticle(alert);
    return out + "</section>\n";
}

std::string gapsSection(const ReportData& data) {
    std::string out = openSection("gaps", "Gaps");
    if (!data.verification) return out + "<p>The log's own account of its gaps was not read.</p></section>\n";
    if (data.verification->gaps.empty()) return out + "<p>The log names no gap in its sources.</p></section>\n";
    constexpr std::size_t kGapsShown = 500;
    std::vector<std::vector<std::string>> rows;
    for (const auto& gap : data.verification->gaps) {
        if (rows.size() == kGapsShown) break;
        rows.push_back({escaped(gap.source), timeHtml(gap.from), timeHtml(gap.to), escaped(gap.what)});
    }
    out += table("What the log itself says is missing, over the whole log", {{"Source"}, {"From"}, {"To"}, {"What"}},
                 rows);
    if (data.verification->gaps.size() > kGapsShown)
        out += fmt::format("<p class=\"muted\">The first {} of {} are shown.</p>", kGapsShown,
                           grouped(data.verification->gaps.size()));
    return out + "</section>\n";
}

std::string tieOutSection(const ReportData& data) {
    const auto& counts = data.tieOut;
    std::string out = openSection("counts", "Counts that must add up");
    std::vector<std::vector<std::string>> rows;
    for (const auto& node : counts.nodes)
        rows.push_back(tallyRow(node.node.empty() ? "<em>no node</em>" : escaped(node.node), node));
    rows.push_back(tallyRow("<strong>All</strong>", counts.total));
    out += table("Entries of the period by node. Collected lines = mapped + rejected.",
                 {{"Node"},
                  {"Collected lines", true},
                  {"Mapped", true},
                  {"Rejected", true},
                  {"Scrapes", true},
                  {"Observations", true},
                  {"Findings", true},
                  {"Other", true},
                  {"Entries", true}},
                 rows);
    rows.clear();
    for (const auto& row : counts.classes)
        rows.push_back({escaped(row.name), std::to_string(row.classUid), grouped(row.count)});
    out += table("Entries of the period by class", {{"Class"}, {"OCSF class", true}, {"Entries", true}}, rows);
    out += definitions({
        {"Entries in the period", grouped(counts.entriesInPeriod)},
        {"Entries outside it", grouped(counts.entriesInLog - std::min(counts.entriesInLog, counts.entriesInPeriod))},
        {"Entries in the log", grouped(counts.entriesInLog)},
    });
    if (counts.differences.empty())
        out +=
            "<p>The counts add up: the classes sum to the entries of the period, and every evidence reference "
            "stays within the judged log.</p>\n";
    for (const auto& difference : counts.differences)
        out += fmt::format("<p class=\"note\">Does not add up: {}.</p>\n", escaped(difference));
    return out + "</section>\n";
}

std::string integritySection(const ReportData& data) {
    const auto& head = data.judgement.checkpoint;
    std::string out = openSection("integrity", "Integrity, and how to check it without us");
    out += fmt::format(
        "<p>Everything above was judged against this signed checkpoint of the log. It commits to "
        "entries 0 to {}.</p>\n",
        head.size == 0 ? "none" : std::to_string(head.size - 1));
    out += "<pre>" + escapedLines(head.note) + "</pre>\n";
    const auto key = data.verification ? escaped(data.verification->key) : std::string();
    out += definitions({{"Log", escaped(head.origin)},
                        {"Root", fmt::format("<code>{}</code>", toHex(head.root))},
                        {"Verifier key", key.empty() ? key : "<code>" + key + "</code>"},
                        {"Verification", verificationText(data)},
                        {"Anchor", anchorText(data)}});
    if (data.verification && !data.verification->damage.empty()) {
        std::vector<std::vector<std::string>> rows;
        for (const auto& damage : data.verification->damage)
            rows.push_back({escaped(damage.place), escaped(damage.what)});
        out += "<h3>Damage found</h3>" + table("Places that do not verify", {{"Place"}, {"What"}}, rows);
    }
    out += R"(<h3>Check it</h3><ol>
<li>Compare the verifier key with the copy you were given when the store was made, not with the one in the store.</li>
<li>Verify the whole log: <code>vedettectl verify STORE --key KEY</code>. Exit code 3 means that it is broken.</li>
<li>Take any entry number N from this report: <code>vedettectl prove STORE N -o N.tlog-proof</code>, and get its record
with <code>vedettectl query STORE entry=N</code>.</li>
<li>By hand: the leaf of an entry is the SHA-256 of one zero byte followed by the record's text,
<code>(printf '\0'; cat N.json) | sha256sum</code>. Hash it with the hashes of the proof, as RFC 9162 section 2.1.3
says, up to the root in the checkpoint above.</li>
<li>The checkpoint is a C2SP signed note (Ed25519); any tool for transparency logs can check its signature.</li>
</ol></section>
)";
    return out;
}

}  // namespace vedette::html
