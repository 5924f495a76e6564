// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of reconcile(): what it reads of scrapes and rows, before it compares them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/policy/declaration.h"
#include "core/policy/policy.h"
#include "core/store/reader.h"

namespace vedette::reconciling {

// A scrape, as far as it is compared.
struct Reading {
    std::uint64_t entry = 0;
    Time asked{};  // the counters are of a moment between this
    Time time{};   // and this, when the page was there
    std::string flavour;
    std::string counter;                  // name of the counter that was taken
    std::string start;                    // when the server's process started; empty where the page does not say
    std::optional<std::uint64_t> served;  // absent: no counter of requests on this page
    std::uint64_t aborted = 0;            // given up half-way: a gateway may have logged them either way
};

// Readings of these entries, in the order asked; a record that is no scrape gives one without a counter.
[[nodiscard]] Result<std::vector<Reading>> readScrapes(Reader& reader, const std::vector<std::uint64_t>& entries);

// What a counter did between two scrapes.
struct Growth {
    std::uint64_t served = 0;
    std::uint64_t aborted = 0;
    bool reset = false;
    std::vector<std::pair<Time, Time>> holes;  // between the last scrape before a restart and the restart
};
// Whether the counter may have started anew in between, as far as the two alone can tell.
[[nodiscard]] bool startedAnew(const Reading& before, const Reading& after);
// Step by step over readings in order, the first being where it begins.
[[nodiscard]] Growth growthOver(const std::vector<Reading>& readings);

// One hour of the log, by source.
struct Hour {
    Time from{};  // the first and last of a period may be partial
    Time to{};
    std::map<std::string, Extent> scrapes;
    std::map<std::string, std::uint64_t> rows;
};

// Where an hour's comparison begins or ends.
struct Edge {
    Reading reading;
    std::size_t hour = 0;
    std::uint64_t rowsBefore = 0;  // rows of the node's source since the first hour began, with a time before this
    std::uint64_t slack = 0;       // rows that may belong to either side
};

struct NodeData {
    std::string counterSource;
    std::string rowSource;
    std::vector<Edge> edges;  // in order of time
    Time lastScrape = Time::max();
    Time settled = Time::max();  // rows of before this have come in
    std::size_t firstHour = 0;   // the first with a sign of this node
    bool hadScrapes = false;     // of any kind
};

struct Frame {
    std::uint64_t end = 0;  // entries below this are read
    std::vector<Hour> hours;
    std::map<std::string, NodeData> nodes;
};

// Successful calls that entered the log below `end`.
[[nodiscard]] Filter callRows(std::uint64_t end);
// Everything that is compared. `nodes`: all when empty.
[[nodiscard]] Result<Frame> readFrame(Reader& reader, Period period, const std::vector<std::string>& nodes);

// Rows of this time before the newest entry may still be on their way; of more, where the newest rows of a source took
// longer to come in.
inline constexpr Duration kSettling = std::chrono::minutes(2);
// Clocks, whole seconds in access logs, and the way between gateway and server.
inline constexpr Duration kTolerance = std::chrono::seconds(2);
// A call that takes longer is not looked for when the slack is counted.
inline constexpr Duration kLongestCall = std::chrono::minutes(10);

}  // namespace vedette::reconciling
