// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in an incident, in one line of time: what detectors found, what people did about the alerts, what they
// did to the case, and the five times they stated.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/incident/cases.h"
#include "core/store/reader.h"

namespace vedette {

struct TimelineItem {
    enum class Kind : std::uint8_t { Finding, AlertAction, CaseChange, Moment };
    Kind kind = Kind::Finding;
    Time time{};
    std::uint64_t entry = 0;    // the record behind it
    std::string alert;          // id; empty for what is about the whole case
    std::string actor;          // empty for findings
    std::string what;           // finding: its title; else the name of the action or change, of the moment
    std::string detail;         // finding: its reason; else note, verdict, status in words
    std::int64_t severity = 0;  // of findings
    bool undone = false;        // an alert action that was taken back, or a change that did not take
};

// Oldest first; what has the same time stands in log order. At most `findingsPerAlert` findings of each alert, its
// first and its last always among them.
[[nodiscard]] Result<std::vector<TimelineItem>> caseTimeline(Reader& reader, const IncidentCase& incident,
                                                             std::size_t findingsPerAlert = 50);

}  // namespace vedette
