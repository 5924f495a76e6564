// SPDX-License-Identifier: GPL-3.0-or-later
// Completeness: is every inference a node served in the log? Audit rows are reconciled with the node's own request
// counter, per node and hour.
//
// What is compared. Served: growth of the counter of successful inference requests between two scrapes (Metric Scrape,
// 7706001). Logged: successful calls (API Activity 6003, activity create) of the node's request log with an event time
// between the same two scrapes. Scrapes do not fall on the hour, so an hour is compared from the last scrape before it
// to the last scrape in it; `from` and `to` say which. Rows that were under way, or within two seconds, when an edge
// was scraped may belong to either side: they are the slack, and a difference within the slack is no finding.
//
// Resets. A counter that started anew is counted from zero; what was served between the last scrape before and the
// restart is unknown (`blind`), and rows of that time are slack.
//
// Complete is only said where the counter covered the hour but for five minutes. Short and surplus stand whatever the
// coverage. What this cannot see: a gateway that repeats a call or splits it (surplus of served), a server that serves
// without counting, an error in equal measure on both sides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/policy/policy.h"
#include "core/store/reader.h"

namespace vedette {

enum class CompletenessVerdict : std::uint8_t { Complete, Short, Surplus, Unknowable };
[[nodiscard]] std::string_view verdictName(CompletenessVerdict v);  // "complete", "short", "surplus", "unknowable"

// Why nothing can be said.
enum class UnknowableReason : std::uint8_t {
    None,
    NoCounters,    // the node has no metrics source, or its server counts no requests
    NoRowSource,   // nothing that logs requests is known of this node
    NoScrape,      // no scrape in the hour, or none to compare it with, or it covers too little of the hour
    CounterReset,  // the counter started anew and too much of the hour is unknown for it
    SourceGap,     // rows are missing, and the source that may still have them is down
};
[[nodiscard]] std::string_view reasonName(UnknowableReason r);  // "no_counters", ...; empty for None

struct NodeHour {
    std::string node;
    Time hour{};  // its beginning
    Time from{};  // the stretch compared, scrape to scrape; equal when there is none
    Time to{};    //
    CompletenessVerdict verdict = CompletenessVerdict::Unknowable;
    UnknowableReason reason = UnknowableReason::None;
    std::uint64_t served = 0;                  // by the counter
    std::uint64_t logged = 0;                  // rows
    std::uint64_t slack = 0;                   // rows that may belong to the neighbouring stretch
    Duration blind{};                          // part of the hour no counter covers
    bool reset = false;                        // the counter started anew in the stretch
    std::optional<std::uint64_t> firstScrape;  // entries of the two scrapes
    std::optional<std::uint64_t> lastScrape;
    std::string rows;  // filter text that opens exactly the logged rows; empty without a stretch
    std::string note;  // one sentence for people, with the numbers

    // How many rows are missing (or too many), both 0 unless that is the verdict.
    [[nodiscard]] std::uint64_t shortBy() const;
    [[nodiscard]] std::uint64_t surplusBy() const;
};

struct NodeCompleteness {
    std::string node;
    std::string counterSource;  // "<node>/metrics"; empty without
    std::string rowSource;      // "<node>/access"; empty without
    std::string counter;        // "requests_total of vllm"
    // Over all stretches between scrapes, those that bridge hours without a scrape included.
    std::uint64_t served = 0;
    std::uint64_t logged = 0;
    std::uint64_t slack = 0;     // at the edges of the whole; inner edges cancel out
    std::uint64_t unlogged = 0;  // served and not logged, beyond the slack
    std::uint64_t surplus = 0;   // logged and not served, beyond the slack
    std::uint64_t completeHours = 0, shortHours = 0, surplusHours = 0, unknowableHours = 0;
    std::optional<std::uint64_t> firstScrape;
    std::optional<std::uint64_t> lastScrape;
    std::string rows;  // filter text that opens the logged rows
    // Complete with no hour unknowable; else short, surplus, unknowable: the worst of what is known.
    CompletenessVerdict verdict = CompletenessVerdict::Unknowable;
    UnknowableReason reason = UnknowableReason::None;  // of most unknowable hours
};

struct CompletenessReport {
    Period period;                        // what was asked, cut off where rows may still come in
    std::vector<NodeHour> hours;          // by hour, then node
    std::vector<NodeCompleteness> nodes;  // by node
    std::uint64_t served = 0;             // sums over nodes that both count and log
    std::uint64_t logged = 0;
    std::uint64_t unlogged = 0;
    std::uint64_t unknowableHours = 0;
    Checkpoint checkpoint;  // covers every row and scrape that was read
};

// Reconciles the hours of `period` (UTC hours; the first and last may be partial) for `nodes`, all known to the log
// when empty. The newest scrapes are left out, as far back as two minutes and what the newest rows of the node took to
// come in: rows of that time may still be on their way. An hour that has not settled at all is not in the report. Reads
// columns, and opens two scrape records per node and hour, more only where they disagree. One thread, like the reader.
[[nodiscard]] Result<CompletenessReport> reconcile(Reader& reader, Period period,
                                                   const std::vector<std::string>& nodes = {});

}  // namespace vedette
