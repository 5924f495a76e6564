// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/csv/csv.h"

#include <initializer_list>

namespace vedette {
namespace {

void addRow(std::string& out, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const auto cell : cells) {
        if (!first) out += ',';
        first = false;
        out += csvCell(cell);
    }
    out += "\r\n";
}

std::string entryList(const std::vector<std::uint64_t>& entries) {
    std::string out;
    for (const auto entry : entries) out += (out.empty() ? "" : " ") + std::to_string(entry);
    return out;
}

std::string timeOrNothing(std::uint64_t count, Time t) { return count == 0 ? std::string{} : formatTime(t); }

std::string number(std::uint64_t n) { return std::to_string(n); }

void addControl(std::string& out, const Pack& pack, const ControlResult& result, std::string_view item,
                ControlState itemState, std::string_view itemReason, std::string_view itemEntries) {
    const auto& control = result.control;
    const auto& waiver = result.waiver;
    addRow(out, {pack.id,
                 pack.version,
                 control.id,
                 control.framework,
                 control.clause,
                 control.title,
                 control.severity,
                 stateName(result.state),
                 result.reason,
                 control.testText.empty() ? control.test : control.testText,
                 control.threshold,
                 basisName(control.basis),
                 number(result.coverage.seen),
                 number(result.coverage.expected),
                 result.coverage.unit,
                 result.coverage.missing,
                 waiver ? waiver->who : "",
                 waiver ? waiver->why : "",
                 waiver ? formatTime(waiver->until) : "",
                 item,
                 item.empty() ? std::string_view{} : stateName(itemState),
                 itemReason,
                 itemEntries});
}

}  // namespace

std::string csvCell(std::string_view text) {
    std::string clean = visibleText(text, true);
    // visibleText spells tab and carriage return as U+XXXX; what is left to disarm are the formula signs themselves,
    // also behind blanks that some programs skip.
    const auto start = clean.find_first_not_of(" \n");
    if (start != std::string::npos && std::string_view("=+-@").find(clean[start]) != std::string_view::npos)
        clean.insert(0, "'");
    // Full-width forms are taken for formula signs by some spreadsheets.
    for (const std::string_view wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
        if (clean.starts_with(wide)) clean.insert(0, "'");
    if (clean.find_first_of(",\"\n") == std::string::npos && !clean.starts_with(' ') && !clean.ends_with(' '))
        return clean;
    std::string out = "\"";
    for (const char c : clean) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
    return out;
}

std::string renderControlsCsv(const ReportData& data) {
    std::string out;
    addRow(out, {"pack",          "pack_version",
                 "control",       "framework",
                 "clause",        "title",
                 "severity",      "state",
                 "reason",        "test",
                 "threshold",     "threshold_basis",
                 "coverage_seen", "coverage_expected",
                 "coverage_unit", "coverage_missing",
                 "waived_by",     "waived_because",
                 "waived_until",  "item",
                 "item_state",    "item_reason",
                 "item_entries"});
    for (const auto& pack : data.judgement.packs)
        for (const auto& result : pack.results) {
            if (result.items.empty()) addControl(out, pack.pack, result, "", result.state, "", "");
            for (const auto& item : result.items)
                addControl(out, pack.pack, result, item.item, item.state, item.reason, entryList(item.entries));
        }
    return out;
}

std::string renderAlertsCsv(const ReportData& data) {
    std::string out;
    addRow(out, {"alert",    "detector",        "severity",       "status",           "title",
                 "reason",   "baseline",        "node",           "principal",        "client",
                 "model",    "threats",         "first_seen",     "last_seen",        "raised",
                 "findings", "finding_entries", "evidence_count", "evidence_entries", "acknowledged",
                 "closed",   "last_verdict"});
    for (const auto& alert : data.alerts) {
        std::string threats;
        for (const auto& threat : alert.threats) threats += (threats.empty() ? "" : "; ") + threat;
        std::string verdict;
        for (const auto& action : alert.actions)
            if (!action.verdict.empty() && !action.undone) verdict = action.verdict;
        addRow(out, {alert.id,
                     alert.detector,
                     severityWord(alert.severity),
                     alertStatusWord(alert.status),
                     alert.title,
                     alert.reason,
                     alert.baseline,
                     alert.node,
                     alert.principal,
                     alert.client,
                     alert.model,
                     threats,
                     formatTime(alert.firstSeen),
                     formatTime(alert.lastSeen),
                     formatTime(alert.raised),
                     number(alert.findings),
                     entryList(alert.findingEntries),
                     number(alert.evidenceCount),
                     entryList(alert.evidence),
                     alert.acknowledged ? formatTime(*alert.acknowledged) : "",
                     alert.closed ? formatTime(*alert.closed) : "",
                     verdict});
    }
    return out;
}

std::string renderEvidenceCsv(const ReportData& data) {
    std::string out;
    addRow(out, {"control", "query", "entries", "first_entry", "last_entry", "first_time", "last_time"});
    for (const auto& pack : data.judgement.packs)
        for (const auto& result : pack.results)
            for (const auto& ref : result.evidence) {
                const auto n = ref.extent.count;
                addRow(out, {result.control.id, ref.query, number(n), n == 0 ? "" : number(ref.extent.firstEntry),
                             n == 0 ? "" : number(ref.extent.lastEntry), timeOrNothing(n, ref.extent.firstTime),
                             timeOrNothing(n, ref.extent.lastTime)});
            }
    return out;
}

}  // namespace vedette
