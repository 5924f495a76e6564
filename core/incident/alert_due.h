// SPDX-License-Identifier: GPL-3.0-or-later
// Until when an alert wants a decision; the same for one alert in full and for the queue.
#pragma once

#include <algorithm>
#include <optional>

#include "core/incident/alert_action.h"
#include "core/store/reader.h"

namespace vedette {

// When the finding was logged: the duty to look starts when it was made, not when what it found took place.
inline Time loggedAt(const Columns& c) {
    const std::int64_t logged = c[IntColumn::LoggedTime];
    return logged != 0 ? Time{std::chrono::milliseconds(logged)} : c.time();
}

// The earliest time by which one of an alert's findings wanted a decision. A later finding of higher severity can move
// it forward, and gets its own time from when it was made.
inline void mindFinding(std::optional<Time>& due, const Columns& finding) {
    const auto target = responseTarget(finding[IntColumn::Severity]);
    if (!target) return;
    const Time wanted = loggedAt(finding) + *target;
    due = due ? std::min(*due, wanted) : wanted;
}

// `findings`: what mindFinding() gave. Reopening starts the time anew.
inline std::optional<Time> dueOf(const AlertState& state, std::optional<Time> findings, std::int64_t severity) {
    if (!state.open()) return std::nullopt;
    if (!state.reopened) return findings;
    const auto target = responseTarget(severity);
    return target ? std::optional(*state.reopened + *target) : std::nullopt;
}

}  // namespace vedette
