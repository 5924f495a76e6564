// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/span.h"

#include <fmt/format.h>

#include <charconv>

namespace vedette {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Time shift(Time t, int months) {
    const auto day = std::chrono::floor<days>(t);
    std::chrono::year_month_day date{day};
    const auto clock = t - day;
    date += std::chrono::months(months);
    // 31 January plus a month is the last day of February.
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return Time{std::chrono::sys_days{date}} + clock;
}

}  // namespace

Result<Span> parseSpan(std::string_view text) {
    const auto wrong = [&] {
        return fail(ErrorCode::Invalid, fmt::format("'{}' is not a length of time", text), {},
                    "write a whole number and a unit: 15m, 72h, 400d, 13 months, 6 years");
    };
    std::int64_t n = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (ec != std::errc{} || n < 0 || n > 100'000) return wrong();
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
    Span s;
    if (unit == "ms")
        s.rest = std::chrono::milliseconds(n);
    else if (unit == "s" || unit == "seconds")
        s.rest = seconds(n);
    else if (unit == "m" || unit == "min" || unit == "minutes")
        s.rest = minutes(n);
    else if (unit == "h" || unit == "hours" || unit == "hour")
        s.rest = hours(n);
    else if (unit == "d" || unit == "days" || unit == "day")
        s.rest = days(n);
    else if (unit == "w" || unit == "weeks" || unit == "week")
        s.rest = days(7 * n);
    else if (unit == "months" || unit == "month")
        s.months = static_cast<int>(n);
    else if ((unit == "y" || unit == "years" || unit == "year") && n < 10'000)  // the calendar does not reach further
        s.months = static_cast<int>(12 * n);
    else
        return wrong();
    return s;
}

Result<Span> parsePeriod(std::string_view text) {
    const std::size_t at = text.find_first_not_of("0123456789 ");
    const std::string_view unit = at == std::string_view::npos ? std::string_view{} : text.substr(at);
    for (const std::string_view tooShort : {"m", "min", "minutes", "s", "seconds", "ms"})
        if (unit == tooShort)
            return fail(ErrorCode::Invalid, fmt::format("'{}' is no time to keep records for", text), {},
                        "write a whole number of hours, days, weeks, months or years, as in 13 months");
    return parseSpan(text);
}

Time minus(Time t, const Span& span) { return shift(t - span.rest, -span.months); }
Time plus(Time t, const Span& span) { return shift(t + span.rest, span.months); }

std::string spanText(const Span& span) {
    if (span.months != 0) {
        return span.months % 12 == 0 && span.months >= 24
                   ? counted(static_cast<std::uint64_t>(span.months / 12), "year")
                   : counted(static_cast<std::uint64_t>(span.months), "month");
    }
    const auto s = std::chrono::duration_cast<seconds>(span.rest).count();
    if (s == 0) return fmt::format("{} ms", std::chrono::duration_cast<std::chrono::milliseconds>(span.rest).count());
    if (s % 86400 == 0 && s > 3 * 86400) return fmt::format("{} days", s / 86400);
    if (s % 3600 == 0) return fmt::format("{} h", s / 3600);
    if (s % 60 == 0) return fmt::format("{} min", s / 60);
    if (s > 3600) return fmt::format("{} h {} min", s / 3600, s % 3600 / 60);
    return fmt::format("{} s", s);
}

std::string dayText(Time t) { return formatTime(t).substr(0, 10); }

std::string minuteText(Time t) {
    const std::string text = formatTime(t);
    return text.substr(0, 10) + " " + text.substr(11, 5);
}

std::string counted(std::uint64_t n, std::string_view singular, std::string_view plural) {
    if (n == 1) return fmt::format("1 {}", singular);
    if (!plural.empty()) return fmt::format("{} {}", n, plural);
    return fmt::format("{} {}{}", n, singular, singular.ends_with("s") ? "es" : "s");
}

}  // namespace vedette
