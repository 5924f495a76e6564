// SPDX-License-Identifier: GPL-3.0-or-later
// A model on a node becomes slower, or fails more, than it does at this hour of the day. Where tokens are logged,
// latency is taken per token of work, so that longer answers are not mistaken for a slower server.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "performance-drift";
constexpr std::int64_t kBin = 5 * kMinute;
constexpr std::uint32_t kBinEvents = 20;  // a bin with fewer stays open longer
constexpr int kHours = 312;               // 13 days
constexpr int kWarmHours = 48;            // hours with data before the first verdict
constexpr double kLambda = 0.2;           // of the EWMA over bins
constexpr double kSlower = 0.47;          // ln 1.6: smaller slow-downs are not worth an alert
constexpr double kErrorRise = 0.05;       // five points more errors than usual
constexpr double kErrorTimes = 3;
constexpr double kSpreads = 6;
constexpr double kHighWater = 1.5;  // times the highest EWMA of the last days
constexpr int kBinsToAlarm = 3;
constexpr std::int64_t kRelearn = 6 * kHour;  // a level that lasts this long is the new normal
constexpr std::size_t kSeries = 4096;
// Work of a request in output tokens: a start-up share, and prompt tokens at the usual ratio of reading to writing
// speed.
constexpr double kStartWork = 20;
constexpr double kPromptPerOutput = 200;

struct HourMean {
    float value = 0;
    std::uint16_t bins = 0;
};

// One measure of one node and model.
struct Measure {
    std::array<HourMean, kHours> hours{};
    std::array<float, 14> dayHigh{};  // highest EWMA of each day
    std::int64_t newestHour = -1;
    std::int64_t newestDay = -1;
    double ewma = 0;
    double offset = 0;  // a lasting change, taken into the baseline
    int above = 0;
    std::int64_t aboveSince = -1;
    std::int64_t belowSince = -1;
    Episode episode;

    struct Baseline {
        bool known = false;
        double value = 0;
        double spread = 0;
        double highWater = 0;
    };

    Baseline known;  // of baselineHour: it rests on earlier hours only, so it holds for the whole hour
    std::int64_t baselineHour = -1;

    [[nodiscard]] Baseline baseline(std::int64_t hour) {
        if (baselineHour != hour) {
            baselineHour = hour;
            known = compute(hour);
        }
        Baseline b = known;
        b.value += offset;
        return b;
    }

    [[nodiscard]] Baseline compute(std::int64_t hour) const {
        Baseline b;
        std::vector<float> same;
        std::vector<float> all;
        // Hours after the newest have no place of their own yet; without one there is nothing to look at.
        const std::int64_t end = std::min(hour, newestHour + 1);
        for (std::int64_t h = std::max<std::int64_t>(0, newestHour - kHours + 1); h < end; ++h) {
            const HourMean& mean = hours[static_cast<std::size_t>(h % kHours)];
            if (mean.bins == 0) continue;
            all.push_back(mean.value);
            if ((hour - h) % 24 == 0) same.push_back(mean.value);
        }
        if (all.size() < kWarmHours) return b;
        const auto median = [](std::vector<float>& list) {
            const auto middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
            std::nth_element(list.begin(), middle, list.end());
            return static_cast<double>(*middle);
        };
        b.known = true;
        const double overall = median(all);
        b.value = same.size() >= 2 ? median(same) : overall;
        std::vector<float> deviations;
        deviations.reserve(all.size());
        for (const float v : all) deviations.push_back(static_cast<float>(std::abs(static_cast<double>(v) - overall)));
        b.spread = 1.4826 * median(deviations);
        for (std::size_t d = 0; d < dayHigh.size(); ++d) {
            if (static_cast<std::int64_t>(d) != newestDay % 14) {
                b.highWater = std::max(b.highWater, static_cast<double>(dayHigh[d]));
            }
        }
        return b;
    }

    void keep(std::int64_t hour, double value) {
        if (hour > newestHour) {
            const std::int64_t from = std::max(newestHour + 1, hour - kHours + 1);
            for (std::int64_t h = from; h <= hour; ++h) hours[static_cast<std::size_t>(h % kHours)] = HourMean{};
            newestHour = hour;
        }
        if (hour <= newestHour - kHours) return;
        HourMean& mean = hours[static_cast<std::size_t>(hour % kHours)];
        if (mean.bins < 60000) ++mean.bins;
        mean.value += (static_cast<float>(value) - mean.value) / static_cast<float>(mean.bins);
        const std::int64_t day = hour / 24;
        if (day > newestDay) {
            const std::int64_t from = std::max(newestDay + 1, day - 13);
            for (std::int64_t d = from; d <= day; ++d) dayHigh[static_cast<std::size_t>(d % 14)] = 0;
            newestDay = day;
        }
    }
};

struct Series {
    std::int64_t binStart = -1;
    std::uint32_t events = 0;
    std::uint32_t errors = 0;
    std::uint32_t timed = 0;
    double logLatency = 0;
    bool perToken = false;
    std::uint32_t ignored = 0;  // in a row, because they lie before the open bin
    Trail trail;
    Measure latency;
    Measure failure;
};

class PerformanceDrift final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>& out) override {
        if (!seen.modelCall || seen.node == 0) return;
        const std::int64_t code = seen.number(IntColumn::Code);
        const bool error = code >= 500 && code != 501 && code != 505;
        // A refusal says nothing about the server's health.
        if (!error && !seen.success) return;
        const bool perToken = seen.number(IntColumn::OutputTokens) > 0;
        // A failure has no tokens; it belongs to whichever series the node has.
        const EntityId id = joined(seen.node, seen.model);
        Series& s = m_series.touch(joined(id, perToken || (error && m_series.find(joined(id, 2)) != nullptr) ? 2 : 1),
                                   seen.watermark);
        s.perToken = perToken || s.perToken;
        if (s.binStart < 0) s.binStart = seen.time / kBin * kBin;
        if (seen.time < s.binStart - kHour) {
            // A few are late. A long row of them means the node's clock was set back.
            if (++s.ignored < 200) return;
            s.binStart = seen.time / kBin * kBin;
            s.events = s.errors = s.timed = 0;
            s.logLatency = 0;
            s.latency = Measure{};
            s.failure = Measure{};
        }
        s.ignored = 0;
        if (seen.time >= s.binStart + kBin && s.events >= kBinEvents) closeBin(s, seen, out);
        ++s.events;
        if (error) ++s.errors;
        const std::int64_t latency = seen.number(IntColumn::Latency);
        if (seen.success && latency > 0) {
            ++s.timed;
            const double work = perToken
                                    ? kStartWork + static_cast<double>(seen.number(IntColumn::OutputTokens)) +
                                          static_cast<double>(seen.number(IntColumn::PromptTokens)) / kPromptPerOutput
                                    : 1.0;
            s.logLatency += std::log(static_cast<double>(latency) / work);
        }
        const bool suspicious = s.latency.above > 0 || s.failure.above > 0;
        if (suspicious && (error || s.latency.above > 0)) s.trail.add(seen.entry, seen.time);
    }

    void advance(Time watermark, std::vector<Finding>&) override {
        const std::int64_t now = toMicros(watermark);
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_series.dropBefore(now - 13 * kDay);
    }

private:
    void closeBin(Series& s, const Observation& seen, std::vector<Finding>& out) {
        const std::int64_t start = s.binStart;
        const double errorRate = static_cast<double>(s.errors) / s.events;
        if (s.timed >= kBinEvents / 2) update(s, s.latency, true, s.logLatency / s.timed, start, seen, out);
        update(s, s.failure, false, errorRate, start, seen, out);
        s.binStart = seen.time / kBin * kBin;
        s.events = s.errors = s.timed = 0;
        s.logLatency = 0;
        if (s.latency.above == 0 && s.failure.above == 0 && !s.latency.episode.active(seen.time) &&
            !s.failure.episode.active(seen.time)) {
            s.trail.clear();
        }
    }

    void update(Series& s, Measure& m, bool latency, double value, std::int64_t start, const Observation& seen,
                std::vector<Finding>& out) {
        const std::int64_t hour = start / kHour;
        const Measure::Baseline base = m.baseline(hour);
        m.keep(hour, value - m.offset);
        if (!base.known) return;
        const double residual = value - base.value;
        m.ewma += kLambda * (residual - m.ewma);
        const double effect = latency ? kSlower : std::max(kErrorRise, (kErrorTimes - 1) * std::max(0.0, base.value));
        // Sums of correlated bins wander further than independent ones would: the highest wandering of the last days
        // is the yardstick, not a table of run lengths.
        const double sigma = kSpreads * base.spread * std::sqrt(kLambda / (2 - kLambda));
        const double limit = std::max({effect, sigma, kHighWater * base.highWater});
        if (m.ewma <= limit) {
            if (m.above > 0) m.above = 0;
            m.aboveSince = -1;
            float& high = m.dayHigh[static_cast<std::size_t>(m.newestDay % 14)];
            high = std::max(high, static_cast<float>(m.ewma));
            if (m.offset > 0 && m.ewma < -0.5 * m.offset) {
                if (m.belowSince < 0) m.belowSince = start;
                if (start - m.belowSince >= kRelearn) {
                    m.offset = 0;
                    m.ewma = 0;
                    m.belowSince = -1;
                }
            } else {
                m.belowSince = -1;
            }
            return;
        }
        if (m.aboveSince < 0) m.aboveSince = start;
        if (++m.above >= kBinsToAlarm) {
            m.episode.open(seen.time);
            if (s.trail.count() > 0 && m.episode.due(s.trail.count()))
                report(s, m, latency, value, base, limit, seen, out);
        }
        if (start - m.aboveSince >= kRelearn) {
            // It has lasted: from here on this is how the node is, and only a further change is news.
            m.offset += m.ewma;
            m.ewma = 0;
            m.above = 0;
            m.aboveSince = -1;
        }
    }

    static void report(const Series& s, const Measure& m, bool latency, double value, const Measure::Baseline& base,
                       double limit, const Observation& seen, std::vector<Finding>& out) {
        const std::string_view node = seen.text(TextColumn::Node);
        const std::string_view model = seen.text(TextColumn::Model);
        const std::string what = model.empty() ? std::string(node) : fmt::format("{} on {}", model, node);
        Finding f;
        f.detector = kId;
        f.node = node;
        f.source = seen.text(TextColumn::Source);
        f.model = model;
        if (latency) {
            f.title = fmt::format("{} has become slower", what);
            const std::string_view unit = s.perToken ? "ms per token of work" : "ms";
            f.reason = fmt::format(
                "Answers take {} times as long as usual at this hour (typical now {} {}), smoothed over "
                "bins of five minutes.",
                ratioText(std::exp(m.ewma)), ratioText(std::exp(value)), unit);
            f.baseline = fmt::format("Usual at this hour: {} {}; alarm from {} times that.",
                                     ratioText(std::exp(base.value)), unit, ratioText(std::exp(limit)));
        } else {
            f.title = fmt::format("{} fails more often", what);
            f.reason = fmt::format(
                "{:.1f} % of the requests of the last bin failed with a server error, {:.1f} points above "
                "the usual when smoothed.",
                100 * value, 100 * m.ewma);
            f.baseline = fmt::format("Usual at this hour: {:.1f} %; alarm from {:.1f} points above.", 100 * base.value,
                                     100 * limit);
        }
        f.severity =
            latency ? (m.ewma > 2 * limit ? ocsf::kHigh : ocsf::kMedium) : (value > 0.5 ? ocsf::kHigh : ocsf::kMedium);
        f.confidence = 70;
        f.threats = threats({"AML.T0029", "AML.T0031"});
        attach(f, s.trail, fmt::format("{}|{}|{}", node, model, latency ? "latency" : "errors"), m.episode.start());
        out.push_back(std::move(f));
    }

    StateMap<Series> m_series{kSeries};
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped performanceDrift() {
    return {{std::string(kId), "Performance drift",
             fmt::format(
                 "Per node and model, bins of five minutes with at least {} requests: mean log latency of successes "
                 "(per token of work where tokens are logged) "
                 "and share of server errors. The residual against the median of the same hour on earlier days goes "
                 "through an EWMA (lambda {}). Alarm after {} bins above the largest of: an effect worth naming (1.6 "
                 "times the latency; 5 points and 3 times the errors), {} robust spreads, and {} times the highest "
                 "EWMA of the last two weeks, which covers correlation in time. A level that lasts {} hours becomes "
                 "the baseline.",
                 kBinEvents, kLambda, kBinsToAlarm, kSpreads, kHighWater, kRelearn / kHour),
             fmt::format("{} hours with data", kWarmHours), "0.2 alerts per node and week, planned changes included",
             "Slow decline over weeks; quality of answers; nodes with fewer than 20 requests an hour react late; a "
             "change in the "
             "mix of requests looks like a change of the server.",
             threats({"AML.T0029", "AML.T0031"})},
            [] { return std::unique_ptr<Detector>(std::make_unique<PerformanceDrift>()); }};
}

}  // namespace vedette
