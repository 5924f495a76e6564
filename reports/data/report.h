// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a report says, before any format: the judgement, the alerts, what the log holds for the period, the
// verification, and the limits. html/ and csv/ only write this down; they never ask the store.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/incident/alerts.h"
#include "core/policy/policy.h"
#include "core/store/reader.h"
#include "core/store/verify.h"
#include "reports/data/report_words.h"

namespace vedette {

inline constexpr std::size_t kControlStates = 7;

// How many controls stand where. There is no sum over states that means anything, so none is offered.
struct StateCounts {
    std::array<std::uint64_t, kControlStates> of{};
    [[nodiscard]] std::uint64_t count(ControlState s) const { return of[static_cast<std::size_t>(s)]; }
    [[nodiscard]] std::uint64_t all() const;
    void add(ControlState s) { ++of[static_cast<std::size_t>(s)]; }
};
[[nodiscard]] StateCounts countStates(const std::vector<ControlResult>& results);

// "Fail", "Insufficient evidence", ...: the word a reader sees.
[[nodiscard]] std::string_view stateWord(ControlState s);
// "the law's text", "our default", ...: whose number a threshold is.
[[nodiscard]] std::string_view basisWord(ThresholdBasis b);
// "Critical", "High", ...
[[nodiscard]] std::string_view severityWord(std::int64_t severity);
// "New", "In progress", ...
[[nodiscard]] std::string_view alertStatusWord(AlertStatus s);
// "closed", "acknowledged", ...: what somebody did; the name itself for one of another version.
[[nodiscard]] std::string_view alertActionWord(std::string_view action);
// "false positive", "benign", ...
[[nodiscard]] std::string_view verdictWord(std::string_view verdict);

// What the period holds of one node ("" for entries that belong to none). Collected = mapped + rejected.
struct NodeTally {
    std::string node;
    std::uint64_t mapped = 0;        // lines of logs that became events
    std::uint64_t rejected = 0;      // lines that could not be mapped, kept with their reason
    std::uint64_t scrapes = 0;       // metric scrapes
    std::uint64_t observations = 0;  // endpoint observations and collector status
    std::uint64_t findings = 0;      // detection, compliance and incident findings
    std::uint64_t other = 0;         // declarations, console actions
    [[nodiscard]] std::uint64_t collected() const { return mapped + rejected; }
    [[nodiscard]] std::uint64_t all() const { return mapped + rejected + scrapes + observations + findings + other; }
};

struct ClassTally {
    std::int64_t classUid = 0;
    std::string name;
    std::uint64_t count = 0;
};

// The counts that must add up, and whether they do.
struct TieOut {
    std::vector<NodeTally> nodes;
    NodeTally total;
    std::vector<ClassTally> classes;
    std::uint64_t entriesInPeriod = 0;
    std::uint64_t entriesInLog = 0;
    std::vector<std::string> differences;  // in words; empty when everything adds up
};

struct ReportOptions {
    std::string title;               // empty: made from packs and period
    std::vector<std::string> nodes;  // the part of the fleet the judgement is about; empty: all of it
    std::string preparedBy;
    std::string version;    // of Vedette
    std::string storeName;  // as the reader may recognise it: the folder's name
    Time generated{};
};

struct ReportData {
    ReportWords words;  // the language of all texts below, and of what renders them; reportIn() changes it
    std::string title;
    std::string subtitle;
    std::string preparedBy;
    std::string version;
    std::string storeName;
    Time generated{};
    // Nodes the report is about; empty: the whole fleet. Counts, alerts, gaps and evidence are then theirs; integrity
    // is always that of the whole log.
    std::vector<std::string> part;
    Judgement judgement;
    StateCounts states;
    std::vector<Alert> alerts;
    std::optional<VerifyReport> verification;  // absent: the report says that the log was not verified
    TieOut tieOut;
    std::vector<Waiver> waivers;       // those that apply to a control of the report
    std::vector<std::string> summary;  // the first page's sentences
    std::vector<std::string> limits;   // what the report does not say
    [[nodiscard]] bool emptyPeriod() const { return tieOut.entriesInPeriod == 0; }
};

// Counts what the log holds for the judged period and puts everything together. Alerts and gaps of nodes that are not
// in `options.nodes` are left out; `judgement` has to be of the same part.
[[nodiscard]] Result<ReportData> gatherReport(Reader& reader, Judgement judgement, std::vector<Alert> alerts,
                                              std::optional<VerifyReport> verification, const ReportOptions& options);

// The report in another language, said with `words`: titles, duties, reasons and sentences that are in their lists.
// What was judged (states, counts, entries, times, hashes) stays as it is, as do names, notes and queries. `data` has
// to be English.
[[nodiscard]] ReportData reportIn(const ReportWords& words, ReportData data);

// Sentences of the first page, and the title, from what the rest of `data` says. gatherReport() calls them.
[[nodiscard]] std::vector<std::string> summarySentences(const ReportData& data);
[[nodiscard]] std::vector<std::string> declaredLimits(const ReportData& data);
[[nodiscard]] std::string subtitleOf(const ReportData& data);
// What of the fleet the report is about: "the whole fleet", "2 nodes: edge-1, edge-2".
[[nodiscard]] std::string partText(const ReportData& data);

// "1 July to 30 September 2026, UTC" for whole days, else both times to the second.
[[nodiscard]] std::string periodText(const Period& period, const ReportWords& words = {});
// "6,744,318"
[[nodiscard]] std::string grouped(std::uint64_t n);
// Text that cannot reorder or hide what stands around it: control and bidi characters are written as U+XXXX,
// ill-formed bytes as U+FFFD. Line feeds stay when `lines`.
[[nodiscard]] std::string visibleText(std::string_view text, bool lines = false);

}  // namespace vedette
