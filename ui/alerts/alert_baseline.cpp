// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_baseline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/event/event.h"

namespace vedette::ui {
namespace {

using namespace std::chrono_literals;

constexpr Duration kFine = 15min;
constexpr Duration kCoarse = 1h;
constexpr Duration kLongHistory = std::chrono::hours(72);  // from here on hours of the day are told apart
constexpr Duration kMostHistory = std::chrono::hours(7 * 24);
constexpr Duration kShownBefore = std::chrono::hours(24);
constexpr Duration kShownAfter = std::chrono::hours(24);

Time floorTo(Time t, Duration step) { return Time{t.time_since_epoch() / step * step}; }

BaselineMeasure measureOf(std::string_view detector) {
    if (detector == "credential-stuffing") return BaselineMeasure::FailedLogins;
    if (detector == "denial-of-wallet") return BaselineMeasure::Tokens;
    if (detector == "performance-drift") return BaselineMeasure::Latency;
    return BaselineMeasure::Requests;
}

bool fromSource(std::int64_t classUid) {
    return classUid == ocsf::kApiActivity || classUid == ocsf::kHttpActivity || classUid == ocsf::kAuthentication;
}

// Adds up what falls into each step.
class Buckets {
public:
    Buckets(Time from, Time to, Duration step) : m_from(from), m_step(step) {
        const auto steps = static_cast<std::size_t>(std::max<std::int64_t>(0, (to - from) / step));
        m_sums.resize(steps);
        m_counts.resize(steps);
    }
    void add(Time t, double sum, double count) {
        if (t < m_from) return;
        const auto i = static_cast<std::size_t>((t - m_from) / m_step);
        if (i >= m_sums.size()) return;
        m_sums[i] += sum;
        m_counts[i] += count;
    }
    // A mean where the counts divide the sums, else the sums.
    std::vector<BaselineSeries::Point> points(bool mean) const {
        std::vector<BaselineSeries::Point> out;
        for (std::size_t i = 0; i < m_sums.size(); ++i) {
            const double none = std::numeric_limits<double>::quiet_NaN();
            const double value = !mean ? m_sums[i] : m_counts[i] > 0 ? m_sums[i] / m_counts[i] : none;
            out.push_back({m_from + m_step * static_cast<std::int64_t>(i), value});
        }
        return out;
    }

private:
    Time m_from;
    Duration m_step;
    std::vector<double> m_sums, m_counts;
};

double valueOf(const Columns& c, BaselineMeasure measure) {
    switch (measure) {
        case BaselineMeasure::Tokens:
            return static_cast<double>(c[IntColumn::PromptTokens] + c[IntColumn::OutputTokens]);
        case BaselineMeasure::Latency: return static_cast<double>(c[IntColumn::Latency]);
        case BaselineMeasure::FailedLogins:
        case BaselineMeasure::Requests: break;
    }
    return 1;
}

bool countsFor(const Columns& c, BaselineMeasure measure) {
    if (!fromSource(c[IntColumn::Class])) return false;
    if (measure != BaselineMeasure::FailedLogins) return true;
    const std::int64_t code = c[IntColumn::Code];
    return c[IntColumn::Class] == ocsf::kAuthentication ? c[IntColumn::Status] == 2 : code == 401 || code == 403;
}

// A node's traffic is large: its roll-ups say the same as its rows.
Result<void> addRollups(Reader& reader, const std::string& node, Time from, Time to, BaselineMeasure measure,
                        Buckets& out) {
    auto cells = reader.rollups(from, to);
    if (!cells) return passOn(cells);
    for (const RollupCell& cell : *cells) {
        if (cell.node != node || !fromSource(cell.classUid)) continue;
        const auto count = static_cast<double>(cell.count);
        const double sum = measure == BaselineMeasure::Latency ? static_cast<double>(cell.latencySum)
                           : measure == BaselineMeasure::Tokens
                               ? static_cast<double>(cell.promptTokens + cell.outputTokens)
                               : count;
        out.add(cell.minute, sum, count);
    }
    return {};
}

Result<void> addRows(Reader& reader, TextColumn column, const std::string& who, Time from, Time to,
                     BaselineMeasure measure, Buckets& out) {
    Filter filter;
    filter.is(column, who);
    filter.from = from;
    filter.to = to;
    return reader.scan(filter, [&](const Row& row) {
        if (countsFor(row.columns, measure)) out.add(row.columns.time(), valueOf(row.columns, measure), 1);
        return true;
    });
}

int hourOf(Time t) { return static_cast<int>((t.time_since_epoch() / std::chrono::hours(1)) % 24); }

BaselineBand bandOf(Time time, std::vector<double> values) {
    const MedianSpread s = medianSpread(std::move(values));
    return {time, std::max(0.0, s.median - 3 * s.mad), s.median, s.median + 3 * s.mad};
}

// Since when the log knows what the node did, `fallback` when it knows nothing of it before. Not the log's first entry:
// logs that reach back are collected after Vedette has noted its own start.
Result<Time> beginOfLog(Reader& reader, const std::string& node, Time earliest, Time fallback) {
    Filter filter;
    filter.from = earliest;
    filter.to = fallback;
    if (!node.empty())
        filter.between(IntColumn::Class, ocsf::kAuthentication, ocsf::kApiActivity).is(TextColumn::Node, node);
    auto known = reader.extent(filter);
    if (!known) return passOn(known);
    return known->count == 0 ? fallback : known->firstTime;
}

}  // namespace

MedianSpread medianSpread(std::vector<double> values) {
    const auto middle = [](std::vector<double>& v) {
        if (v.empty()) return 0.0;
        const auto half = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
        std::nth_element(v.begin(), half, v.end());
        if (v.size() % 2 == 1) return *half;
        return (*half + *std::max_element(v.begin(), half)) / 2;
    };
    MedianSpread out;
    out.median = middle(values);
    for (double& v : values) v = std::abs(v - out.median);
    out.mad = middle(values);
    return out;
}

void addBand(BaselineSeries& series, Time historyEnd, Time shownFrom) {
    std::vector<double> all;
    std::array<std::vector<double>, 24> byHour;
    for (const auto& point : series.points) {
        if (point.time + series.step > historyEnd || std::isnan(point.value)) continue;
        all.push_back(point.value);
        byHour[static_cast<std::size_t>(hourOf(point.time))].push_back(point.value);
    }
    series.history = all.size();
    std::erase_if(series.points, [&](const auto& p) { return p.time < shownFrom; });
    if (all.size() < BaselineSeries::kLeastHistory) return;
    series.byHourOfDay = series.step * static_cast<std::int64_t>(all.size()) >= kLongHistory;
    for (const auto& point : series.points) {
        std::vector<double> like = all;
        if (series.byHourOfDay) {
            like.clear();
            // The hours beside it as well: a few days give few values for one hour.
            for (const int beside : {23, 0, 1}) {
                const auto& some = byHour[static_cast<std::size_t>((hourOf(point.time) + beside) % 24)];
                like.insert(like.end(), some.begin(), some.end());
            }
        }
        if (!like.empty()) series.band.push_back(bandOf(point.time, std::move(like)));
    }
}

Result<BaselineSeries> readBaseline(Reader& reader, const Alert& alert, Time alarm, Time now) {
    BaselineSeries out;
    out.measure = measureOf(alert.detector);
    out.alarm = alarm;
    auto known = beginOfLog(reader, alert.node, alarm - kMostHistory, alarm);
    if (!known) return passOn(known);
    const Time begin = *known;
    out.step = alarm - begin >= kLongHistory ? kCoarse : kFine;
    // The first step of the log and the running one are not whole.
    const Time from = floorTo(begin + out.step - Duration(1), out.step);
    const Time to = floorTo(std::min({alert.lastSeen + kShownAfter, alarm + 2 * kShownAfter, now}), out.step);
    Buckets buckets(from, to, out.step);
    Result<void> read;
    const bool ofNode = (alert.principal.empty() && alert.client.empty()) || out.measure == BaselineMeasure::Latency;
    if (ofNode) {
        out.entity = alert.node;
        if (!alert.node.empty()) read = addRollups(reader, alert.node, from, to, out.measure, buckets);
    } else {
        const bool principal = !alert.principal.empty();
        out.column = principal ? TextColumn::Principal : TextColumn::Client;
        out.entity = principal ? alert.principal : alert.client;
        read = addRows(reader, out.column, out.entity, from, to, out.measure, buckets);
    }
    if (!read) return passOn(read);
    out.points = buckets.points(out.measure == BaselineMeasure::Latency);
    addBand(out, alarm - kCoarse, alarm - kShownBefore);
    return out;
}

}  // namespace vedette::ui
