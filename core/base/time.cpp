// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"

#include <fmt/format.h>

#include <charconv>

namespace vedette {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view kTimeHint = "write it like 2026-11-21T09:30:00Z";

// Walks over a text, taking digits and separators; any mismatch makes it fail for good.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    int digits(std::size_t count) {
        if (m_rest.size() < count) {
            m_ok = false;
            return 0;
        }
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char c = m_rest[i];
            if (c < '0' || c > '9') {
                m_ok = false;
                return 0;
            }
            value = value * 10 + (c - '0');
        }
        m_rest.remove_prefix(count);
        return value;
    }

    char oneOf(std::string_view allowed) {
        if (m_rest.empty() || allowed.find(m_rest.front()) == std::string_view::npos) {
            m_ok = false;
            return '\0';
        }
        const char c = m_rest.front();
        m_rest.remove_prefix(1);
        return c;
    }

    // ".123456789" as microseconds; nothing there is 0.
    std::int64_t fraction() {
        if (m_rest.empty() || m_rest.front() != '.') return 0;
        m_rest.remove_prefix(1);
        std::int64_t value = 0;
        int taken = 0;
        while (!m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9') {
            if (taken < 6) value = value * 10 + (m_rest.front() - '0');
            ++taken;
            m_rest.remove_prefix(1);
        }
        if (taken == 0) m_ok = false;
        for (; taken < 6; ++taken) value *= 10;
        return value;
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_ok = true;
};

std::unexpected<Error> badTime(std::string_view text) {
    return fail(ErrorCode::Invalid, fmt::format("'{}' is not a time", text.substr(0, 64)), {}, std::string(kTimeHint));
}

}  // namespace

Result<Time> parseTime(std::string_view text) {
    Scanner scan(text);
    const int year = scan.digits(4);
    scan.oneOf("-");
    const int month = scan.digits(2);
    scan.oneOf("-");
    const int day = scan.digits(2);
    if (!scan.ok() || year < 1970) return badTime(text);
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return badTime(text);
    const Time midnight{std::chrono::sys_days{date}};
    if (scan.atEnd()) return midnight;

    scan.oneOf("Tt ");
    const int hour = scan.digits(2);
    scan.oneOf(":");
    const int minute = scan.digits(2);
    scan.oneOf(":");
    const int second = scan.digits(2);
    const std::int64_t fraction = scan.fraction();
    const char zone = scan.oneOf("Zz+-");
    Duration offset{0};
    if (zone == '+' || zone == '-') {
        const int offsetHour = scan.digits(2);
        scan.oneOf(":");
        const int offsetMinute = scan.digits(2);
        if (offsetHour > 23 || offsetMinute > 59) return badTime(text);
        offset = hours(offsetHour) + minutes(offsetMinute);
        if (zone == '-') offset = -offset;
    }
    const bool leapSecond = second == 60 && minute == 59;
    if (!scan.ok() || !scan.atEnd() || hour > 23 || minute > 59 || (second > 59 && !leapSecond)) return badTime(text);
    return midnight + hours(hour) + minutes(minute) + seconds(second) + Duration(fraction) - offset;
}

std::string formatTime(Time t) {
    const auto day = std::chrono::floor<days>(t);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss<Duration> clock{t - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

Result<Duration> parseDuration(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    const struct {
        std::string_view name;
        std::int64_t micros;
    } units[] = {{"ms", 1'000},       {"s", 1'000'000},     {"m", 60'000'000},
                 {"min", 60'000'000}, {"h", 3'600'000'000}, {"d", 86'400'000'000}};
    if (error == std::errc{} && value >= 0) {
        for (const auto& u : units) {
            if (u.name == unit && value <= INT64_MAX / u.micros) return Duration(value * u.micros);
        }
    }
    return fail(ErrorCode::Invalid, fmt::format("'{}' is not a length of time", text.substr(0, 64)), {},
                "write it like 15s, 10m, 2h or 7d");
}

std::string formatDuration(Duration d) {
    if (d < Duration{0}) return "-" + formatDuration(-d);
    const auto micros = d.count();
    if (micros < 1'000'000) return fmt::format("{} ms", micros / 1000);
    const auto total = micros / 1'000'000;
    if (total < 60) return fmt::format("{}.{} s", total, micros / 100'000 % 10);
    if (total < 3600)
        return total % 60 ? fmt::format("{} min {} s", total / 60, total % 60) : fmt::format("{} min", total / 60);
    if (total < 86'400) {
        return total / 60 % 60 ? fmt::format("{} h {} min", total / 3600, total / 60 % 60)
                               : fmt::format("{} h", total / 3600);
    }
    return total / 3600 % 24 ? fmt::format("{} d {} h", total / 86'400, total / 3600 % 24)
                             : fmt::format("{} d", total / 86'400);
}

Time SystemClock::now() const { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

ScaledClock::ScaledClock(Time start, double speed)
    : m_start(start), m_speed(speed), m_origin(std::chrono::steady_clock::now()) {}

Time ScaledClock::now() const {
    const std::chrono::duration<double, std::micro> passed = std::chrono::steady_clock::now() - m_origin;
    return m_start + Duration(static_cast<std::int64_t>(passed.count() * m_speed));
}

}  // namespace vedette
