// SPDX-License-Identifier: GPL-3.0-or-later
// Events Vedette itself puts into the log while collecting: what it was told about the fleet, what it saw of endpoints,
// and how its sources fared. They are evidence like any other: silence of a source must be told from a quiet source.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/event/event.h"

namespace vedette {

// Activity ids of Collector Status (7706006).
enum class SourceActivity : std::int64_t {
    Up = 1,    // life sign: the source was read, whether it had rows or not
    Down = 2,  // a poll failed; the source is tried again
    Gap = 3,   // start_time..end_time could not be read
    Note = 4,  // something worth knowing that is no failure
};

struct SourceReport {
    std::string_view node;
    std::string_view source;
    SourceActivity activity = SourceActivity::Up;
    std::string message;
    std::string reason;  // errorCodeName() of the failure; empty otherwise
    std::optional<Time> from;
    std::optional<Time> to;
    std::uint64_t polls = 0;  // since the last life sign
    std::uint64_t rows = 0;
};

// Detection Run (7706007): the detectors looked at the entries [first, end). A quiet log is evidence only with it.
struct DetectionRun {
    std::vector<std::pair<std::string, std::string>> detectors;  // id, version
    std::uint64_t first = 0;
    std::uint64_t end = 0;  // the entry the run itself is written as
    std::uint64_t findings = 0;
    Time from{};  // since the run before, or since the process began
    Time to{};
};

void detectionRunEvent(const DetectionRun& run, Time now, Arena& arena, Event& event);

void statusEvent(const SourceReport& status, Time now, Arena& arena, Event& event);

// `declaration` as FleetConfig::declaration() gives it.
void declarationEvent(std::string_view declaration, std::string_view fleetName, Time now, Arena& arena, Event& event);

// `observation` is the canonical JSON of collectors/probe.h.
void observationEvent(std::string_view node, std::string_view provider, std::string_view region,
                      std::string_view observation, bool well, std::string_view message, Time now, Arena& arena,
                      Event& event);

}  // namespace vedette
