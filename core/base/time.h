// SPDX-License-Identifier: GPL-3.0-or-later
// Time inside Vedette: UTC, microseconds, one type. Text is RFC 3339 and always ends in Z when we write it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace vedette {

using Duration = std::chrono::microseconds;
using Time = std::chrono::sys_time<Duration>;

inline constexpr Time fromMicros(std::int64_t us) { return Time{Duration{us}}; }
inline constexpr std::int64_t toMicros(Time t) { return t.time_since_epoch().count(); }

// Accepts RFC 3339 with any number of fraction digits (digits past microseconds are dropped), 'T', 't' or a space
// between date and time, and 'Z', 'z' or a numeric offset. A date alone ("2026-11-21") is its midnight UTC.
// Refuses everything else, years outside 1970..9999, and leap second 60 except as the end of a minute.
[[nodiscard]] Result<Time> parseTime(std::string_view text);

// "2026-11-21T01:02:03.123456Z"
[[nodiscard]] std::string formatTime(Time t);

// "15s", "10m", "2h", "7d", "250ms"; whole numbers only.
[[nodiscard]] Result<Duration> parseDuration(std::string_view text);
[[nodiscard]] std::string formatDuration(Duration d);  // "2 h 5 min", for people

// Where "now" comes from. Injected, so tests and the simulated fleet can steer it. Callable from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Time now() const override;
};

// Runs `speed` times as fast as the machine's monotonic clock, starting at `start` when made. The demo fleet and its
// collector share one, so that a simulated week can pass in a minute.
class ScaledClock final : public Clock {
public:
    ScaledClock(Time start, double speed);
    [[nodiscard]] Time now() const override;

private:
    Time m_start;
    double m_speed;
    std::chrono::steady_clock::time_point m_origin;
};

}  // namespace vedette
