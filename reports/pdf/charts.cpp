// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of the first page: alerts over the period, alerts by severity, one mark for each control.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "reports/pdf/press.h"
#include "reports/pdf/shapes.h"

namespace vedette::pdf {
namespace {

using std::chrono::seconds;

constexpr std::size_t kSeverities = 5;
// From the top of a stack to its foot.
constexpr std::array<std::int64_t, kSeverities> kSeverityOrder = {ocsf::kCritical, ocsf::kHigh, ocsf::kMedium,
                                                                  ocsf::kLow, ocsf::kInformational};

std::size_t severityRow(std::int64_t severity) {
    for (std::size_t i = 0; i + 1 < kSeverities; ++i)
        if (severity >= kSeverityOrder[i]) return i;
    return kSeverities - 1;
}

struct Stack {
    std::array<std::uint64_t, kSeverities> of{};
    [[nodiscard]] std::uint64_t all() const {
        std::uint64_t sum = 0;
        for (const auto n : of) sum += n;
        return sum;
    }
};

struct Histogram {
    Time start{};
    seconds step{0};
    std::vector<Stack> stacks;
    std::uint64_t outside = 0;  // alerts that began before the period
};

seconds stepFor(const Period& period) {
    constexpr std::int64_t kMost = 31;
    constexpr std::int64_t kDay = 86'400;
    constexpr std::int64_t kSteps[] = {60,   300,      900,       3'600,     3 * 3'600,  21'600,      43'200,
                                       kDay, 7 * kDay, 28 * kDay, 91 * kDay, 364 * kDay, 3'640 * kDay};
    const auto length = std::chrono::ceil<seconds>(period.to - period.from).count();
    for (const auto step : kSteps)
        if (length <= step * kMost) return seconds(step);
    return seconds(length / kMost + 1);
}

Histogram histogramOf(const ReportData& data) {
    const auto& period = data.judgement.period;
    Histogram out;
    out.start = period.from;
    if (period.to <= period.from) return out;
    out.step = stepFor(period);
    const Duration step = out.step;
    out.stacks.resize(static_cast<std::size_t>((period.to - period.from + step - Duration(1)) / step));
    for (const auto& alert : data.alerts) {
        if (alert.firstSeen < period.from || alert.firstSeen >= period.to) {
            ++out.outside;
            continue;
        }
        const auto bar = static_cast<std::size_t>((alert.firstSeen - period.from) / step);
        ++out.stacks[bar].of[severityRow(alert.severity)];
    }
    return out;
}

// The least round and even number not below `n`.
std::uint64_t roundTop(std::uint64_t n) {
    for (std::uint64_t scale = 1;; scale *= 10)
        for (const std::uint64_t step : {2U, 4U, 6U, 10U})
            if (step * scale >= n) return step * scale;
}

std::string captionOf(const ReportWords& words, seconds step) {
    switch (step.count()) {
        case 60: return words.say("Alerts by the time they were first seen, one bar a minute.");
        case 300: return words.say("Alerts by the time they were first seen, one bar for 5 minutes.");
        case 900: return words.say("Alerts by the time they were first seen, one bar for 15 minutes.");
        case 3'600: return words.say("Alerts by the time they were first seen, one bar an hour.");
        case 10'800: return words.say("Alerts by the time they were first seen, one bar for 3 hours.");
        case 21'600: return words.say("Alerts by the time they were first seen, one bar for 6 hours.");
        case 43'200: return words.say("Alerts by the time they were first seen, one bar for 12 hours.");
        case 86'400: return words.say("Alerts by the time they were first seen, one bar a day.");
        case 604'800: return words.say("Alerts by the time they were first seen, one bar a week.");
        default: return words.say("Alerts by the time they were first seen, in bars of equal length.");
    }
}

std::string barLabel(const ReportWords& words, Time start, seconds step) {
    static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(start)};
    const auto date = words.say("{0} {1}", {std::to_string(static_cast<unsigned>(day.day())),
                                            words.say(kMonths[static_cast<unsigned>(day.month()) - 1])});
    const auto text = formatTime(start);
    if (step >= seconds(28 * 86'400)) return fmt::format("{} {}", date, static_cast<int>(day.year()));
    if (step >= seconds(86'400)) return date;
    if (text.substr(11, 5) == "00:00") return date;
    return text.substr(11, 5);
}

constexpr double kAxis = 24;

struct Plot {
    double top;
    double height;
};

void addBars(Block& block, const Histogram& histogram, const Plot& plot, double pitch, std::uint64_t highest) {
    const double floor = plot.top + plot.height;
    for (std::size_t i = 0; i < histogram.stacks.size(); ++i) {
        double y = floor;
        for (std::size_t row = kSeverities; row-- > 0;) {
            const auto n = histogram.stacks[i].of[row];
            if (n == 0) continue;
            const double height = std::max(0.6, plot.height * static_cast<double>(n) / static_cast<double>(highest));
            const double gap = height > 2 ? 0.5 : 0;
            const double x = kAxis + pitch * static_cast<double>(i) + pitch * 0.12;
            block.box({x, y - height + gap, pitch * 0.76, height - gap}, 0, inkOfSeverity(kSeverityOrder[row]));
            y -= height;
        }
    }
}

struct Axis {
    double floor;
    double pitch;
    double width;
};

void addLabels(Block& block, Type& type, const ReportWords& words, const Histogram& histogram, const Axis& axis) {
    double free = 0;
    for (std::size_t i = 0; i < histogram.stacks.size(); ++i) {
        const auto start = histogram.start + histogram.step * static_cast<std::int64_t>(i);
        auto label = type.shown(barLabel(words, start, histogram.step));
        const double wide = type.width(label, Face::Small);
        const double x = std::min(kAxis + axis.pitch * (static_cast<double>(i) + 0.5) - wide / 2, axis.width - wide);
        if (x < free) continue;
        block.text(x, axis.floor + 9, Face::Small, Ink::Faint, std::move(label));
        free = x + wide + 8;
    }
}

}  // namespace

Block severityCounts(Type& type, const ReportData& data, double width) {
    Stack counts;
    for (const auto& alert : data.alerts) ++counts.of[severityRow(alert.severity)];
    Block block;
    block.height = 16;
    const double step = width / kSeverities;
    for (std::size_t i = 0; i < kSeverities; ++i) {
        const double x = step * static_cast<double>(i);
        addSeverity(block, x, 3, 8.5, kSeverityOrder[i]);
        auto word = type.shown(data.words.say(severityWord(kSeverityOrder[i])));
        const double wide = type.width(word, Face::Cell);
        block.text(x + 13, 10, Face::Cell, Ink::Muted, std::move(word));
        const bool any = counts.of[i] > 0;
        block.text(x + 13 + wide + 5, 10.4, any ? Face::FigureStrong : Face::Figure, any ? Ink::Text : Ink::Faint,
                   type.shown(data.words.number(counts.of[i])));
    }
    return block;
}

Block alertChart(Type& type, const ReportData& data, double width, double plotHeight) {
    const auto histogram = histogramOf(data);
    Block block;
    if (histogram.stacks.empty()) return block;
    std::uint64_t most = 0;
    for (const auto& stack : histogram.stacks) most = std::max(most, stack.all());
    auto caption = captionOf(data.words, histogram.step);
    if (histogram.outside > 0)
        caption += ' ' + data.words.count(histogram.outside, "{} began outside the period and is not drawn.",
                                          "{} began outside the period and are not drawn.");
    block = paragraph(type, type.shown(caption), Face::Small, Ink::Faint, width);
    const double top = block.height + 7;
    const auto highest = roundTop(std::max<std::uint64_t>(most, 2));
    for (const std::uint64_t part : {0U, 1U, 2U}) {
        const double y = top + plotHeight - plotHeight * static_cast<double>(part) / 2;
        block.line({kAxis, y}, {width, y}, part == 0 ? Ink::Rule : Ink::Border);
        auto label = type.shown(data.words.number(highest * part / 2));
        const double wide = type.width(label, Face::Small);
        block.text(kAxis - 5 - wide, y + 2.4, Face::Small, Ink::Faint, std::move(label));
    }
    const double pitch = (width - kAxis) / static_cast<double>(histogram.stacks.size());
    addBars(block, histogram, {top, plotHeight}, pitch, highest);
    addLabels(block, type, data.words, histogram, {top + plotHeight, pitch, width});
    block.height = top + plotHeight + 12;
    return block;
}

Block postureMarks(const std::vector<ControlResult>& results, double width) {
    constexpr double kPitch = 2.4;
    constexpr double kWide = 1.5;
    constexpr double kHigh = 8;
    const auto perLine = std::max<std::size_t>(1, static_cast<std::size_t>(width / kPitch));
    const auto counts = countStates(results);
    Block block;
    std::size_t at = 0;
    for (const auto state : kStatesWorstFirst)
        for (std::uint64_t i = 0; i < counts.count(state); ++i, ++at) {
            const std::size_t line = at / perLine;
            const double x = kPitch * static_cast<double>(at % perLine);
            const double y = 1 + (kHigh + 2) * static_cast<double>(line);
            const auto bar = [&](double top, double height) {
                block.box({x, y + top, kWide, height}, 0, inkOf(state));
            };
            switch (state) {
                case ControlState::NotApplicable: bar(kHigh / 2 - 0.6, 1.2); break;
                case ControlState::InsufficientEvidence: bar(kHigh / 2 - 2, 4); break;
                case ControlState::ManualFail:
                case ControlState::ManualPass:
                    bar(0, kHigh / 2 - 0.7);
                    bar(kHigh / 2 + 0.7, kHigh / 2 - 0.7);
                    break;
                case ControlState::Fail:
                case ControlState::Pass:
                case ControlState::Waived: bar(0, kHigh); break;
            }
        }
    const auto lines = (at + perLine - 1) / perLine;
    block.height = 2 + (kHigh + 2) * static_cast<double>(lines);
    return block;
}

}  // namespace vedette::pdf
