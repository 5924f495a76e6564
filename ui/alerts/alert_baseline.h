// SPDX-License-Identifier: GPL-3.0-or-later
// The chart of an alert's broken baseline: what the entity did over time, and what was usual for it before. The
// numbers come from the log's columns and roll-ups, not from the detector, so that they can be checked against it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/incident/alerts.h"
#include "core/store/reader.h"

namespace vedette::ui {

enum class BaselineMeasure : std::uint8_t {
    Requests,      // answered or refused, all that the entity asked
    FailedLogins,  // refused for want of right credentials
    Tokens,        // prompt and output
    Latency,       // mean, milliseconds
};

struct BaselineBand {
    Time time{};
    double low = 0, middle = 0, high = 0;
};

struct BaselineSeries {
    BaselineMeasure measure = BaselineMeasure::Requests;
    TextColumn column = TextColumn::Node;  // principal, client or node
    std::string entity;                    // whose events are counted
    Duration step{};
    struct Point {
        Time time{};
        double value = 0;  // NaN: nothing was measured
    };
    std::vector<Point> points;
    std::vector<BaselineBand> band;                   // empty when there is too little history
    std::size_t history = 0;                          // steps before the alert that the band rests on
    bool byHourOfDay = false;                         // the band was made of the same hours of the days before
    std::optional<Time> alarm;                        // when the first finding was raised, in event time
    static constexpr std::size_t kLeastHistory = 24;  // steps; with fewer there is no band
};

// Median and median absolute deviation (not scaled).
struct MedianSpread {
    double median = 0;
    double mad = 0;
};
[[nodiscard]] MedianSpread medianSpread(std::vector<double> values);

// Fills the band of a series whose points begin with the history, and cuts the points to those from `shownFrom` on.
void addBand(BaselineSeries& series, Time historyEnd, Time shownFrom);

// Reads at most eight days. `alarm`: time of the first finding; `now` bounds what can be known.
[[nodiscard]] Result<BaselineSeries> readBaseline(Reader& reader, const Alert& alert, Time alarm, Time now);

}  // namespace vedette::ui
