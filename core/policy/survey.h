// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the columns of a period, counting per node all that the checks ask for, so that forty controls do not
// read the log forty times. It opens no record.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"
#include "core/policy/evidence.h"
#include "core/privacy/detectors.h"

namespace vedette {

// Count, extent and a few entries of something met in the log.
struct Tally {
    Extent extent;
    std::vector<std::uint64_t> entries;  // the first five

    void add(const Row& row);
    [[nodiscard]] std::uint64_t count() const { return extent.count; }
};

// The six fields PCI DSS 10.2.2 asks of each event.
enum class EventField : std::uint8_t { User, Type, When, Outcome, Origin, Resource };
inline constexpr std::size_t kEventFields = 6;
[[nodiscard]] std::string_view eventFieldName(EventField f);

// One principal on one node.
struct PrincipalUse {
    std::int64_t hour = -1;
    std::vector<std::uint64_t> networks;  // of that hour, hashed
    std::size_t mostNetworks = 0;         // in any one hour
    std::uint64_t mostEntry = 0;
    std::uint32_t failures = 0;  // in a row, until now
    std::uint32_t longestRun = 0;
    std::uint64_t longestEntry = 0;
    Time lastFailure{};
    // Successes that came soon after a run of failures: length of the run, pause, entry.
    struct Comeback {
        std::uint32_t run = 0;
        Duration pause{};
        std::uint64_t entry = 0;
    };
    std::vector<Comeback> comebacks;  // at most eight, runs of three and more

    static constexpr std::size_t kComebacks = 8;
    static constexpr std::size_t kNetworks = 256;  // kept of one hour

    // How it began, so that the halves of a period can be put together: failures before the first success, and the
    // networks of the first hour.
    std::uint32_t leadFailures = 0;
    bool admitted = false;
    Time leadTime{};  // of the last of them
    std::uint64_t leadEntry = 0;
    Time admittedTime{};
    std::uint64_t admittedEntry = 0;
    std::int64_t firstHour = -1;
    std::uint64_t firstHourEntry = 0;          // that showed the last of them
    std::vector<std::uint64_t> firstNetworks;  // empty while the first hour lasts
};

// Lets a map of strings be searched by a view without making a string of it.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct NodeSurvey {
    Tally all;
    Tally requests;  // API, HTTP and authentication events
    std::map<std::string, Tally, std::less<>> regions;
    std::map<std::string, Tally, std::less<>> models;
    // Countries of clients that were answered: who was turned away got no data.
    std::uint64_t answered = 0;
    std::map<std::string, Tally, std::less<>> countries;
    std::uint64_t countryUnknown = 0;
    std::map<std::string, Tally, std::less<>> anonymousSuccess;  // by operation
    std::map<std::string, Tally, std::less<>> unknownSuccess;    // nobody says who was let in, by operation
    Tally authKnown;
    std::vector<bool> authDays;  // days of the period with a request whose authentication is known
    Tally attempts;              // log-ins tried, with a known principal
    Tally namelessSuccess;       // authenticated success without a principal
    Tally named;                 // authenticated success with one
    std::uint64_t networksKnown = 0;
    std::map<std::int64_t, Tally> tls;  // requests by TLS version, 0 unknown
    Tally incomplete;
    std::array<std::uint64_t, kEventFields> missing{};
    std::uint64_t securityEvents = 0;
    Tally securityIncomplete;
    Tally ahead;  // events later than their own collection by more than a second
    std::int64_t mostAheadMs = 0;
    std::int64_t leastDelayMs = -1;  // -1: no request with a collection time
    std::array<Tally, kDetectedClasses> detected;
    std::vector<bool> signs;  // per bucket: any sign of life
    std::unordered_map<std::string, PrincipalUse, TextHash, std::equal_to<>> principals;
};

struct SourceStatus {
    std::string node;
    std::string source;
    std::int64_t activity = 0;  // 1 up, 2 down, 3 lines lost, 4 note
    Time time{};
    Time from{};  // of a gap; both 1970 when not given
    Time to{};
    std::string message;
    std::uint64_t entry = 0;
};

struct SourceSurvey {
    Tally all;                // records, not what the collector says about it
    std::vector<bool> signs;  // per bucket: a record of that time
};

struct Survey {
    Time from{};
    Time to{};
    Duration bucket{};  // width of one element of `signs`
    std::size_t buckets = 0;
    std::uint64_t entries = 0;
    std::map<std::string, NodeSurvey, std::less<>> nodes;
    std::map<std::string, SourceSurvey, std::less<>> sources;
    std::vector<SourceStatus> statuses;       // downs, gaps, notes, and the first up after a down, in entry order
    std::set<std::string, std::less<>> read;  // sources a collector says it could read
    Tally rejected;
    // Per bucket: a collector was at work, by its own word, a scrape or a probe. Where nobody watched, a quiet log is
    // not a silent node.
    std::vector<bool> watched;

    [[nodiscard]] const NodeSurvey* node(std::string_view id) const;
};

// Periods of so many entries are read by two threads, where the evidence can be doubled.
inline constexpr std::uint64_t kWorthTwoThreads = 100'000;
[[nodiscard]] Result<Survey> surveyPeriod(Evidence& evidence, Time from, Time to,
                                          std::uint64_t twoThreadsFrom = kWorthTwoThreads);

}  // namespace vedette
