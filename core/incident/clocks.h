// SPDX-License-Identifier: GPL-3.0-or-later
// The clocks an incident starts: duties to notify, with clause, limit, whose number the limit is, and what starts it.
// Whether a duty applies is for people to say; what is computed here is when it would be due. One incident starts many
// clocks, and each is answered by itself: a notice sent, or a decision that none is needed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/incident/cases.h"
#include "core/policy/policy.h"

namespace vedette {

struct ClockRule {
    std::string_view id;         // "gdpr-art33.1"; the same as the control's in the packs, where there is one
    std::string_view framework;  // "gdpr"
    std::string_view clause;     // "GDPR Art 33(1)"
    std::string_view duty;       // what must be done, in plain words
    std::string_view condition;  // when the duty applies, or what is not sure about it
    CaseMoment starts = CaseMoment::Aware;
    std::string_view after = {};  // id of the clock whose notice starts this one; `starts` does not count then
    // The limit is the sum of these. A calendar month ends on the same day of a later month, or on that month's last.
    int hours = 0;
    int days = 0;
    int months = 0;
    bool fromYearEnd = false;  // counts from the end of the calendar year (UTC) that it starts in
    // Not later than so many hours after another time either, unless it started later than that; 0: no such cap.
    int capHours = 0;
    CaseMoment capFrom = CaseMoment::Aware;
    ThresholdBasis basis = ThresholdBasis::Text;
    std::string_view limit = {};  // "72 hours"
};
[[nodiscard]] std::span<const ClockRule> clockRules();
[[nodiscard]] const ClockRule* clockRule(std::string_view id);

enum class ClockState : std::uint8_t {
    NotStarted,   // the time that starts it has not been stated
    Running,      // no notice yet, and time is left
    Overdue,      // no notice yet, and the time is over
    Met,          // sent in time
    Late,         // sent after the time was over
    NotRequired,  // somebody decided that there is no duty here
};
[[nodiscard]] std::string_view clockStateName(ClockState state);  // "not_started", "running", ...

struct Deadline {
    const ClockRule* rule = nullptr;
    ClockState state = ClockState::NotStarted;
    std::optional<Time> started;
    std::optional<Time> due;
    const ClockAnswer* answer = nullptr;  // in the case it was computed from
};

// Every clock as it stands at `now`, soonest due first, then those that are settled or have not started. `incident`
// must outlive the answer.
[[nodiscard]] std::vector<Deadline> deadlines(const IncidentCase& incident, Time now);

}  // namespace vedette
