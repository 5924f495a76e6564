// SPDX-License-Identifier: GPL-3.0-or-later
// The few statistics the detectors share: logarithmic steps, hours of the last two weeks, robust centre and spread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vedette {

// Values on a logarithmic scale of 1/6 octave in one byte: 0 is "nothing", 1 is one, 255 is about 5e12.
[[nodiscard]] std::uint8_t logStep(double value);
[[nodiscard]] double logStepValue(std::uint8_t step);

// Centre and spread of a sample on the log scale, by median and median absolute deviation.
struct RobustSummary {
    std::uint32_t count = 0;
    double median = 0;  // in units of the value
    double spread = 0;  // of ln(value): 1.4826 MAD, at least the floor
    double high = 0;    // the largest, or for wide samples the quantile asked for

    // Distance of `value` from the median in spreads.
    [[nodiscard]] double score(double value) const;
};

using StepCounts = std::array<std::uint32_t, 256>;
// Zero steps do not count. `highQuantile` 1: the maximum.
[[nodiscard]] RobustSummary summarize(const StepCounts& counts, double highQuantile, double floor = 0.25);

// What one entity did in each hour of the last two weeks. The newest 32 hours are exact, so that late events still add
// up; older ones are kept as log steps.
class HourRing {
public:
    static constexpr int kOpen = 32;
    static constexpr int kClosed = 304;  // together 14 days

    // Adds to hour `hour` (hours since 1970) and returns its new total; nothing when the hour is too old to be open.
    std::optional<double> add(std::int64_t hour, double amount);
    [[nodiscard]] double at(std::int64_t hour) const;
    [[nodiscard]] std::int64_t newest() const { return m_newest; }
    [[nodiscard]] std::int64_t oldest() const { return m_first; }
    // Hours with something in them, those in [exceptFrom, exceptTo] left out.
    [[nodiscard]] StepCounts active(std::int64_t exceptFrom, std::int64_t exceptTo) const;

private:
    void moveTo(std::int64_t hour);

    std::int64_t m_newest = -1;
    std::int64_t m_first = -1;
    std::array<float, kOpen> m_open{};
    std::array<std::uint8_t, kClosed> m_closed{};
};

// Distribution of the hourly amounts of many entities, by day, two weeks back.
class PeerHours {
public:
    void add(std::int64_t day, double amount, std::uint64_t entity);
    [[nodiscard]] RobustSummary summary(double highQuantile) const;
    // Different entities seen, capped at 64: enough to know whether there are peers at all.
    [[nodiscard]] int entities() const;
    [[nodiscard]] int days() const;

private:
    static constexpr std::size_t kDays = 14;
    struct Day {
        std::int64_t day = -1;
        StepCounts counts{};
        std::uint64_t entities = 0;  // 64 places, set by hash
    };
    std::vector<Day> m_days;
};

// Counts distinct values among the first 256 it is shown.
class DistinctSample {
public:
    void add(std::uint64_t value) {
        if (m_values.size() < 256) m_values.push_back(value);
    }
    [[nodiscard]] int shown() const { return static_cast<int>(m_values.size()); }
    [[nodiscard]] double distinctShare() const;
    void clear() { m_values.clear(); }

private:
    std::vector<std::uint64_t> m_values;
};

// Entries that prove a finding: the first, the last and evenly thinned ones between, at most 100 of them.
class Trail {
public:
    void add(std::uint64_t entry, std::int64_t time);
    [[nodiscard]] std::vector<std::uint64_t> entries() const;
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::int64_t firstTime() const { return m_firstTime; }
    [[nodiscard]] std::int64_t lastTime() const { return m_lastTime; }
    void clear();

private:
    std::vector<std::uint64_t> m_kept;
    std::uint64_t m_last = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_stride = 1;
    std::int64_t m_firstTime = 0;
    std::int64_t m_lastTime = 0;
};

// "1,234" and "12.3": numbers in sentences.
[[nodiscard]] std::string countText(double value);
[[nodiscard]] std::string ratioText(double value);

}  // namespace vedette
