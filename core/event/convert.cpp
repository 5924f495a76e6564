// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/convert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>

namespace vedette {

namespace {

struct StepRow {
    Step step;
    std::string_view name;
    std::string_view expects;
};

constexpr StepRow kSteps[] = {
    {Step::First, "first", "a text"},
    {Step::Path, "path", "a text"},
    {Step::Query, "query", "a text"},
    {Step::Host, "host", "a text"},
    {Step::Port, "port", "a text"},
    {Step::PeerHost, "peer_host", "a text"},
    {Step::PeerPort, "peer_port", "a text"},
    {Step::UrlHost, "url_host", "a text"},
    {Step::UrlScheme, "url_scheme", "a text"},
    {Step::HttpVersion, "http_version", "a text"},
    {Step::After, "after", "a text"},
    {Step::Integer, "integer", "a whole number"},
    {Step::Seconds, "seconds", "a number of seconds"},
    {Step::Milliseconds, "milliseconds", "a number of milliseconds"},
    {Step::Microseconds, "microseconds", "a number of microseconds"},
    {Step::Nanoseconds, "nanoseconds", "a number of nanoseconds"},
    {Step::Elapsed, "elapsed", "two times"},
    {Step::Dollars, "dollars", "an amount"},
    {Step::Ratio, "ratio", "a ratio"},
    {Step::Boolean, "boolean", "true or false"},
    {Step::EpochSeconds, "epoch_seconds", "a time in seconds since 1970"},
    {Step::EpochMilliseconds, "epoch_milliseconds", "a time in milliseconds since 1970"},
    {Step::EpochNanoseconds, "epoch_nanoseconds", "a time in nanoseconds since 1970"},
    {Step::Rfc3339, "rfc3339", "an RFC 3339 time"},
    {Step::Clf, "clf", "a time like 21/Nov/2026:01:02:03 +0000"},
    {Step::Haproxy, "haproxy", "a time like 21/Nov/2026:01:02:03.127"},
    {Step::Ctime, "ctime", "a time like Sat Nov 21 01:02:03 2026"},
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view cutAt(std::string_view text, std::string_view any) { return text.substr(0, text.find_first_of(any)); }

// What follows "scheme://host" in an absolute request target.
std::string_view withoutOrigin(std::string_view target) {
    if (target.starts_with('/')) {
        return target;
    }
    const std::size_t scheme = target.find("://");
    if (scheme == std::string_view::npos) {
        return target;
    }
    const std::size_t slash = target.find('/', scheme + 3);
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
}

std::string_view hostPort(std::string_view text, bool port) {
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) {
            return port ? std::string_view{} : text;
        }
        const std::string_view rest = text.substr(close + 1);
        return port ? (rest.starts_with(':') ? rest.substr(1) : std::string_view{}) : text.substr(1, close - 1);
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
        return port ? std::string_view{} : text;  // no port, or an IPv6 address without brackets
    }
    return port ? text.substr(colon + 1) : text.substr(0, colon);
}

std::string_view peer(std::string_view text, bool port) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return port ? std::string_view{} : text;
    }
    if (port) {
        return text.substr(colon + 1);
    }
    std::string_view host = text.substr(0, colon);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    return host;
}

std::string_view urlPart(std::string_view url, bool scheme) {
    const std::size_t at = url.find("://");
    if (at == std::string_view::npos) {
        return {};
    }
    if (scheme) {
        return url.substr(0, at);
    }
    std::string_view authority = cutAt(url.substr(at + 3), "/?#");
    if (const std::size_t user = authority.rfind('@'); user != std::string_view::npos) {
        authority.remove_prefix(user + 1);
    }
    return hostPort(authority, false);
}

std::optional<std::int64_t> wholeAt(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!isDigit(text[i])) {
            return std::nullopt;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::optional<unsigned> monthNamed(std::string_view name) {
    static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto hit = std::ranges::find(kMonths, name);
    return hit == std::end(kMonths) ? std::nullopt
                                    : std::optional<unsigned>(static_cast<unsigned>(hit - std::begin(kMonths)) + 1);
}

std::optional<Time> makeTime(std::int64_t year, unsigned month, std::int64_t day, std::string_view clock) {
    const auto hour = wholeAt(clock, 0, 2);
    const auto minute = wholeAt(clock, 3, 2);
    const auto second = wholeAt(clock, 6, 2);
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!hour || !minute || !second || clock[2] != ':' || clock[5] != ':' || *hour > 23 || *minute > 59 ||
        *second > 60 || !date.ok() || year < 1970) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

// "21/Nov/2026:01:02:03" at the front of the text; what follows goes to `rest`.
std::optional<Time> slashDate(std::string_view text, std::string_view& rest) {
    const auto day = wholeAt(text, 0, 2);
    const auto year = wholeAt(text, 7, 4);
    if (!day || !year || text.size() < 20 || text[2] != '/' || text[6] != '/' || text[11] != ':') {
        return std::nullopt;
    }
    const auto month = monthNamed(text.substr(3, 3));
    if (!month) {
        return std::nullopt;
    }
    rest = text.substr(20);
    return makeTime(*year, *month, *day, text.substr(12, 8));
}

std::optional<Time> clf(std::string_view text) {
    std::string_view rest;
    const auto local = slashDate(text, rest);
    if (!local || rest.size() != 6 || rest[0] != ' ' || (rest[1] != '+' && rest[1] != '-')) {
        return std::nullopt;
    }
    const auto hours = wholeAt(rest, 2, 2);
    const auto minutes = wholeAt(rest, 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    const Duration offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    return rest[1] == '+' ? *local - offset : *local + offset;
}

std::optional<Time> haproxy(std::string_view text, Duration zone) {
    std::string_view rest;
    const auto local = slashDate(text, rest);
    if (!local) {
        return std::nullopt;
    }
    Duration fraction{0};
    if (!rest.empty()) {
        const auto micros = rest[0] == '.' ? parseDecimal("0" + std::string(rest), 6) : std::nullopt;
        if (!micros || rest.size() > 7) {
            return std::nullopt;
        }
        fraction = Duration(*micros);
    }
    return *local + fraction - zone;
}

std::optional<Time> ctimeText(std::string_view text, Duration zone) {
    // "Sat Nov 21 01:02:03 2026", the day padded with a space below ten.
    if (text.size() != 24 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[19] != ' ') {
        return std::nullopt;
    }
    const auto month = monthNamed(text.substr(4, 3));
    const auto day = text[8] == ' ' ? wholeAt(text, 9, 1) : wholeAt(text, 8, 2);
    const auto year = wholeAt(text, 20, 4);
    if (!month || !day || !year) {
        return std::nullopt;
    }
    const auto local = makeTime(*year, *month, *day, text.substr(11, 8));
    return local ? std::optional<Time>(*local - zone) : std::nullopt;
}

std::optional<Time> rfc3339(std::string_view text, Duration zone) {
    if (const auto time = parseTime(text); time && text.size() > 10) {
        return *time;
    }
    const auto local = parseTime(std::string(text) + "Z");
    return local && text.size() > 10 ? std::optional<Time>(*local - zone) : std::nullopt;
}

std::optional<Time> epoch(std::optional<std::int64_t> micros) {
    constexpr std::int64_t kEnd = 253402300800000000;  // year 10000
    return micros && *micros >= 0 && *micros < kEnd ? std::optional<Time>(fromMicros(*micros)) : std::nullopt;
}

// Durations: a fraction may be longer than we keep, and a negative one means that the timer never ran.
std::optional<std::int64_t> duration(std::string_view text, int scale) {
    const auto value = parseDecimal(text, scale);
    return value && *value < 0 ? std::optional<std::int64_t>(-1) : value;
}

}  // namespace

std::optional<Step> stepNamed(std::string_view name) {
    const auto hit = std::ranges::find(kSteps, name, &StepRow::name);
    return hit == std::end(kSteps) ? std::nullopt : std::optional<Step>(hit->step);
}

std::string_view stepName(Step step) { return kSteps[static_cast<std::size_t>(step)].name; }
std::string_view stepExpects(Step step) { return kSteps[static_cast<std::size_t>(step)].expects; }
bool isTextStep(Step step) { return step <= Step::After; }
bool isTimeStep(Step step) { return step >= Step::EpochSeconds; }

std::string_view applyText(Step step, std::string_view text, std::string_view marker) {
    switch (step) {
        case Step::First: return cutAt(text, ", ");
        case Step::Path: return cutAt(withoutOrigin(text), "?#");
        case Step::Query: {
            const std::size_t mark = text.find('?');
            return mark == std::string_view::npos ? std::string_view{} : cutAt(text.substr(mark + 1), "#");
        }
        case Step::Host: return hostPort(text, false);
        case Step::Port: return hostPort(text, true);
        case Step::PeerHost: return peer(text, false);
        case Step::PeerPort: return peer(text, true);
        case Step::UrlHost: return urlPart(text, false);
        case Step::UrlScheme: return urlPart(text, true);
        case Step::HttpVersion: return text.starts_with("HTTP/") ? text.substr(5) : text;
        case Step::After: {
            const std::size_t at = text.find(marker);
            return at == std::string_view::npos ? std::string_view{} : cutAt(text.substr(at + marker.size()), "/?#\"");
        }
        default: return text;
    }
}

std::optional<std::int64_t> parseDecimal(std::string_view text, int scale) {
    constexpr std::int64_t kLimit = std::numeric_limits<std::int64_t>::max();
    std::size_t i = 0;
    const bool negative = !text.empty() && text[0] == '-';
    if (negative || (!text.empty() && text[0] == '+')) {
        ++i;
    }
    std::int64_t value = 0;
    bool digits = false;
    const auto take = [&value](char c) {
        const std::int64_t digit = c - '0';
        if (value > (kLimit - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
        return true;
    };
    for (; i < text.size() && isDigit(text[i]); ++i) {
        digits = true;
        if (!take(text[i])) {
            return std::nullopt;
        }
    }
    int left = scale;
    bool roundUp = false;
    if (i < text.size() && text[i] == '.') {
        ++i;
        for (; i < text.size() && isDigit(text[i]); ++i) {
            digits = true;
            if (left > 0) {
                if (!take(text[i])) {
                    return std::nullopt;
                }
                --left;
            } else if (left == 0) {
                roundUp = text[i] >= '5';
                --left;
            }
        }
    }
    if (!digits) {
        return std::nullopt;
    }
    if (i < text.size()) {
        double real = 0;
        const char* const begin = text.data() + (text[0] == '+' ? 1 : 0);
        const char* const end = text.data() + text.size();
        const auto [last, error] = std::from_chars(begin, end, real);
        if (error != std::errc{} || last != end || !std::isfinite(real)) {
            return std::nullopt;
        }
        real = std::round(real * std::pow(10.0, scale));
        return std::abs(real) < 9e18 ? std::optional<std::int64_t>(static_cast<std::int64_t>(real)) : std::nullopt;
    }
    for (; left > 0; --left) {
        if (!take('0')) {
            return std::nullopt;
        }
    }
    if (roundUp && value < kLimit) {
        ++value;
    }
    return negative ? -value : value;
}

std::optional<std::int64_t> applyNumber(Step step, std::string_view text) {
    switch (step) {
        case Step::Seconds: return duration(text, 3);
        case Step::Milliseconds: return duration(text, 0);
        case Step::Microseconds:
        case Step::Nanoseconds: {
            const std::int64_t unit = step == Step::Microseconds ? 1'000 : 1'000'000;
            const auto value = duration(text, 0);
            return value && *value >= 0
                       ? std::optional<std::int64_t>(*value / unit + (*value % unit >= unit / 2 ? 1 : 0))
                       : value;
        }
        case Step::Dollars: return parseDecimal(text, 6);
        case Step::Ratio: return parseDecimal(text, 2);
        case Step::Boolean:
            if (text == "true" || text == "True" || text == "on" || text == "1") {
                return 1;
            }
            if (text == "false" || text == "False" || text == "off" || text == "0") {
                return 0;
            }
            return std::nullopt;
        default: {
            // A whole number written with a fraction of zeros is still one; any other fraction is not.
            const std::size_t dot = text.find('.');
            if (dot != std::string_view::npos &&
                text.substr(dot + 1).find_first_not_of('0') != std::string_view::npos) {
                return std::nullopt;
            }
            return parseDecimal(text, 0);
        }
    }
}

std::optional<Time> applyTime(Step step, std::string_view text, Duration zone) {
    switch (step) {
        case Step::EpochSeconds: return epoch(parseDecimal(text, 6));
        case Step::EpochMilliseconds: return epoch(parseDecimal(text, 3));
        case Step::EpochNanoseconds: {
            const auto nanos = parseDecimal(text, 0);
            return epoch(nanos ? std::optional<std::int64_t>(*nanos / 1000) : std::nullopt);
        }
        case Step::Rfc3339: return rfc3339(text, zone);
        case Step::Clf: return clf(text);
        case Step::Haproxy: return haproxy(text, zone);
        case Step::Ctime: return ctimeText(text, zone);
        default: return std::nullopt;
    }
}

}  // namespace vedette
