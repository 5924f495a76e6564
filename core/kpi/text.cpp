// SPDX-License-Identifier: GPL-3.0-or-later
// Names, statistics, and figures in words.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/kpi/measures.h"

namespace vedette {
namespace {

std::string grouped(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

// Digits enough to tell the value from whole, none that say nothing; never rounded onto 0 or 100 %.
std::string percent(double share) {
    if (share <= 0 || share >= 1) return fmt::format("{:.0f} %", share * 100);
    for (int digits = 1; digits <= 9; ++digits) {
        const double factor = std::pow(10, digits);
        const double shown = std::round(share * 100 * factor) / factor;
        const bool nearEdge = share > 0.99 || share < 0.01;
        if (shown > 0 && shown < 100 && (!nearEdge || digits >= 3)) {
            std::string text = fmt::format("{:.{}f}", shown, digits);
            text.erase(text.find_last_not_of('0') + 1);
            if (text.ends_with('.')) text.pop_back();
            return text + " %";
        }
    }
    return share > 0.5 ? "just under 100 %" : "just over 0 %";
}

std::string seconds(double s) {
    const std::string sign = s < 0 ? "−" : "";
    s = std::abs(s);
    if (s < 10) return fmt::format("{}{:.1f} s", sign, s);
    const auto whole = static_cast<std::int64_t>(std::llround(s));
    if (whole < 60) return fmt::format("{}{} s", sign, whole);
    const auto two = [&](std::int64_t big, const char* bigUnit, std::int64_t small, const char* smallUnit) {
        return small == 0 ? fmt::format("{}{} {}", sign, big, bigUnit)
                          : fmt::format("{}{} {} {} {}", sign, big, bigUnit, small, smallUnit);
    };
    if (whole < 3600) return two(whole / 60, "min", whole % 60, "s");
    const std::int64_t minutes = (whole + 30) / 60;
    if (minutes < 48 * 60) return two(minutes / 60, "h", minutes % 60, "min");
    const std::int64_t hours = (minutes + 30) / 60;
    return two(hours / 24, "d", hours % 24, "h");
}

}  // namespace

std::string_view unitName(KpiUnit u) {
    switch (u) {
        case KpiUnit::Seconds: return "seconds";
        case KpiUnit::Milliseconds: return "milliseconds";
        case KpiUnit::Share: return "share";
        case KpiUnit::Count: return "count";
    }
    return "count";
}

std::string_view directionName(KpiDirection d) {
    switch (d) {
        case KpiDirection::Lower: return "lower";
        case KpiDirection::Higher: return "higher";
        case KpiDirection::Neither: return "neither";
    }
    return "neither";
}

std::string kpiText(double value, KpiUnit unit) {
    switch (unit) {
        case KpiUnit::Seconds: return seconds(value);
        case KpiUnit::Milliseconds: return value < 10'000 ? fmt::format("{:.0f} ms", value) : seconds(value / 1000);
        case KpiUnit::Share: return percent(value);
        case KpiUnit::Count: break;
    }
    const double whole = std::round(value);
    if (std::abs(value - whole) > 0.005) return fmt::format("{:.1f}", value);
    return (whole < 0 ? "−" : "") + grouped(static_cast<std::uint64_t>(std::abs(whole)));
}

namespace kpis {

Period stretch(const Window& window, std::optional<std::size_t> slice) {
    return slice ? window.slice(*slice) : window.period;
}

void summarise(std::vector<double>& values, Figure& out) {
    out.n = values.size();
    if (values.empty()) return;
    std::ranges::sort(values);
    double sum = 0;
    for (const double v : values) sum += v;
    const std::size_t n = values.size();
    out.value = sum / static_cast<double>(n);
    out.median = n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    out.p90 = values[(n * 9 + 9) / 10 - 1];
}

void summarise(const Tally& durations, double unit, Figure& out) {
    out.n = durations.count();
    if (out.n == 0) return;
    out.value = durations.mean() / unit;
    out.median = durations.median() / unit;
    out.p90 = durations.p90() / unit;
}

void ratio(std::uint64_t part, std::uint64_t whole, std::string_view nothing, bool estimate, Figure& out) {
    out.n = whole;
    out.numerator = static_cast<double>(part);
    out.denominator = static_cast<double>(whole);
    if (whole == 0) {
        out.missing = nothing;
        return;
    }
    const double n = static_cast<double>(whole);
    const double p = static_cast<double>(part) / n;
    out.value = p;
    if (!estimate) return;
    constexpr double kZ = 1.959963984540054;  // two-sided 95 %
    const double middle = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
    const double half = kZ / (1 + kZ * kZ / n) * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
    out.low = std::max(0.0, middle - half);
    out.high = std::min(1.0, middle + half);
}

}  // namespace kpis
}  // namespace vedette
