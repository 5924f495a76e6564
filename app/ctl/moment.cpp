// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/moment.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace vedette::ctl {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text)
        if (c < '0' || c > '9') return std::nullopt;
    if (text.empty() || std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{})
        return std::nullopt;
    return value;
}

Span monthsFrom(int y, unsigned m, int count) {
    const year_month first{year(y), month(m)};
    return {sys_days(first / day(1)), sys_days((first + months(count)) / day(1))};
}

// "2026", "2026-07", "2026Q3", "2026-Q3"
std::optional<Span> calendarSpan(std::string_view text) {
    if (text.size() < 4) return std::nullopt;
    const auto y = digits(text.substr(0, 4));
    if (!y || *y < 1970) return std::nullopt;
    auto rest = text.substr(4);
    if (rest.empty()) return monthsFrom(*y, 1, 12);
    if (rest.front() == '-') rest.remove_prefix(1);
    if (rest.size() != 2) return std::nullopt;
    if (rest.front() == 'Q' || rest.front() == 'q') {
        const auto quarter = digits(rest.substr(1));
        if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
        return monthsFrom(*y, static_cast<unsigned>(*quarter * 3 - 2), 3);
    }
    const auto m = digits(rest);
    if (text.size() != 7 || !m || *m < 1 || *m > 12) return std::nullopt;
    return monthsFrom(*y, static_cast<unsigned>(*m), 1);
}

// From the first to the last entry that is not something a person did: looking at a log a week later must not make the
// week part of what is judged.
Result<std::optional<Span>> collectedSpan(Reader& reader) {
    std::optional<Span> out;
    const std::pair<std::int64_t, std::int64_t> others[] = {{0, ocsf::kIncidentFinding - 1},
                                                            {ocsf::kIncidentFinding + 1, ocsf::kConsoleAction - 1},
                                                            {ocsf::kConsoleAction + 1, INT64_MAX}};
    for (const auto& [low, high] : others) {
        Filter filter;
        filter.between(IntColumn::Class, low, high);
        auto extent = reader.extent(filter);
        if (!extent) return passOn(extent);
        if (extent->count == 0) continue;
        const Time first = std::min(extent->firstTime, extent->lastTime);
        const Time end = std::max(extent->firstTime, extent->lastTime) + Duration(1);
        out = out ? Span{std::min(out->from, first), std::max(out->to, end)} : Span{first, end};
    }
    return out;
}

}  // namespace

Result<Span> parseSpan(std::string_view text, Time now) {
    const auto midnight = std::chrono::floor<days>(now);
    if (text == "now") return Span{now, now};
    if (text == "today") return Span{midnight, midnight + days(1)};
    if (text == "yesterday") return Span{midnight - days(1), midnight};
    if (text.starts_with('-')) {
        if (const auto distance = parseDuration(text.substr(1)); distance && now.time_since_epoch() > *distance)
            return Span{now - *distance, now - *distance};
    } else if (const auto span = calendarSpan(text)) {
        return *span;
    } else if (const auto time = parseTime(text)) {
        if (text.size() == 10) return Span{*time, *time + days(1)};
        return Span{*time, *time};
    }
    return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not a time", text), {},
                "use 2026-07-01, 2026-07-01T08:00:00Z, 2026-07, 2026Q3, today or -7d");
}

Result<OpenPeriod> readPeriod(const PeriodOptions& options, Time now) {
    OpenPeriod out;
    if (!options.period.empty()) {
        if (!options.from.empty() || !options.to.empty())
            return fail(ErrorCode::Invalid, "--period cannot be combined with --from or --to", {}, "give one of them");
        auto span = parseSpan(options.period, now);
        if (!span) {
            span.error().where = "--period";
            return passOn(span);
        }
        out.from = span->from;
        out.to = span->to == span->from ? now : span->to;
    }
    if (!options.from.empty()) {
        auto span = parseSpan(options.from, now);
        if (!span) {
            span.error().where = "--from";
            return passOn(span);
        }
        out.from = span->from;
    }
    if (!options.to.empty()) {
        auto span = parseSpan(options.to, now);
        if (!span) {
            span.error().where = "--to";
            return passOn(span);
        }
        out.to = span->to;
    }
    if (out.from && out.to && *out.from >= *out.to)
        return fail(
            ErrorCode::Invalid,
            fmt::format("the period ends ({}) before it begins ({})", formatTime(*out.to), formatTime(*out.from)),
            "--from, --to", "swap the two times");
    return out;
}

Result<Period> closePeriod(const OpenPeriod& open, Reader& reader, Time now) {
    Period out;
    if (!open.from || !open.to) {
        auto collected = collectedSpan(reader);
        if (!collected) return passOn(collected);
        out.from = *collected ? (*collected)->from : now - days(1);
        out.to = *collected ? (*collected)->to : now;
    }
    if (open.from) out.from = *open.from;
    if (open.to) out.to = *open.to;
    if (out.from >= out.to) {
        // One given side lies beyond the log: the period is empty, which is a result, not an error.
        if (open.from)
            out.to = std::max(now, out.from + Duration(1));
        else
            out.from = out.to - days(1);
    }
    return out;
}

}  // namespace vedette::ctl
