// SPDX-License-Identifier: GPL-3.0-or-later
// Lengths of time as laws and policies write them: "13 months", "6 years", "400d", "72 h". Months and years are those
// of the calendar, never 30 or 365 days.
#pragma once

#include <string>
#include <string_view>

#include "core/base/time.h"

namespace vedette {

struct Span {
    int months = 0;
    Duration rest{};
};

[[nodiscard]] Result<Span> parseSpan(std::string_view text);
// How long something is kept. Minutes and less are refused: whoever writes "13m" means months.
[[nodiscard]] Result<Span> parsePeriod(std::string_view text);
[[nodiscard]] Time minus(Time t, const Span& span);
[[nodiscard]] Time plus(Time t, const Span& span);
[[nodiscard]] std::string spanText(const Span& span);  // "13 months", "72 h"

// "2026-11-21", and "2026-11-21 01:02" for people.
[[nodiscard]] std::string dayText(Time t);
[[nodiscard]] std::string minuteText(Time t);
// "3 nodes", "1 node"
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view singular, std::string_view plural = {});

}  // namespace vedette
