// SPDX-License-Identifier: GPL-3.0-or-later
// Conversions from a source's text to what an attribute holds. All are exact: no number goes through a double unless it
// is written with an exponent.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/time.h"

namespace vedette {

enum class Step : std::uint8_t {
    // text to text
    First,        // of a list "a, b : c"
    Path,         // of a request target
    Query,        // of a request target, without the question mark
    Host,         // of "host:port", "[v6]:port", "host"
    Port,         // of the same
    PeerHost,     // of "address:port" where the port is always there: the last colon divides
    PeerPort,     // of the same
    UrlHost,      // of a URL
    UrlScheme,    // of a URL
    HttpVersion,  // "HTTP/1.1" → "1.1"
    After,        // what follows a marker, up to the next slash, question mark, hash sign or quote
    // text to number
    Integer,
    Seconds,  // all durations become milliseconds
    Milliseconds,
    Microseconds,
    Nanoseconds,
    Elapsed,  // from a start and an end time
    Dollars,  // millionths
    Ratio,    // 0..1 as a percentage
    Boolean,
    // text to time
    EpochSeconds,
    EpochMilliseconds,
    EpochNanoseconds,
    Rfc3339,
    Clf,      // 21/Nov/2026:01:02:03 +0000
    Haproxy,  // 21/Nov/2026:01:02:03.127, zone declared
    Ctime,    // Sat Nov 21 01:02:03 2026, zone declared
};

[[nodiscard]] std::optional<Step> stepNamed(std::string_view name);
[[nodiscard]] std::string_view stepName(Step step);
[[nodiscard]] bool isTextStep(Step step);
[[nodiscard]] bool isTimeStep(Step step);
// "a whole number", "a time like 21/Nov/2026:01:02:03 +0000": for the reason of a rejected line.
[[nodiscard]] std::string_view stepExpects(Step step);

// Empty result: the text has no such part.
[[nodiscard]] std::string_view applyText(Step step, std::string_view text, std::string_view marker);
// No value: not of that form. A negative duration is what broken timers log; it comes back as -1.
[[nodiscard]] std::optional<std::int64_t> applyNumber(Step step, std::string_view text);
// `zone` is what the pack declares for times without an offset.
[[nodiscard]] std::optional<Time> applyTime(Step step, std::string_view text, Duration zone);

// text × 10^scale, rounded half away from zero; nullopt when it is not a decimal number or out of range.
[[nodiscard]] std::optional<std::int64_t> parseDecimal(std::string_view text, int scale);

}  // namespace vedette
