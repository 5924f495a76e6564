// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pipeline/clock_watch.h"

#include <fmt/format.h>

#include <utility>

namespace vedette {

namespace {

constexpr Duration kJump = std::chrono::seconds(10);
constexpr Duration kBehind = std::chrono::minutes(5);  // as verify allows between two entries

}  // namespace

ClockWatch::ClockWatch(const Clock& wall, Monotonic monotonic)
    : m_wall(wall), m_monotonic(std::move(monotonic)), m_lastWall(wall.now()), m_lastMonotonic(m_monotonic()) {}

std::optional<std::string> ClockWatch::look() {
    const Time wall = m_wall.now();
    const Duration monotonic = m_monotonic();
    const Time expected = m_lastWall + (monotonic - m_lastMonotonic);
    m_lastWall = wall;
    m_lastMonotonic = monotonic;
    const Duration by = wall - expected;
    if (std::chrono::abs(by) <= kJump) {
        return {};
    }
    return fmt::format("The clock was set {} by {}: it says {} where {} was due", by < Duration{0} ? "back" : "forward",
                       formatDuration(std::chrono::abs(by)), formatTime(wall), formatTime(expected));
}

std::optional<std::string> ClockWatch::behind(Time newestEntry, Time now) {
    if (now >= newestEntry - kBehind) {
        return {};
    }
    return fmt::format("Collecting begins at {}, but the log was last written at {}: the clock is {} behind it",
                       formatTime(now), formatTime(newestEntry), formatDuration(newestEntry - now));
}

}  // namespace vedette
