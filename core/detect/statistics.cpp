// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace vedette {

std::uint8_t logStep(double value) {
    if (!(value > 0)) return 0;
    const double step = 1.0 + std::round(6.0 * std::log2(std::max(value, 1.0)));
    return static_cast<std::uint8_t>(std::clamp(step, 1.0, 255.0));
}

double logStepValue(std::uint8_t step) { return step == 0 ? 0.0 : std::exp2((static_cast<double>(step) - 1.0) / 6.0); }

double RobustSummary::score(double value) const {
    if (count == 0 || median <= 0 || value <= 0) return 0;
    return (std::log(value) - std::log(median)) / spread;
}

namespace {

// Step at which the running count reaches `share` of `total`.
int quantileStep(const StepCounts& counts, std::uint32_t total, double share) {
    const auto wanted = static_cast<std::uint32_t>(std::ceil(share * static_cast<double>(total)));
    std::uint32_t seen = 0;
    for (int step = 1; step < 256; ++step) {
        seen += counts[static_cast<std::size_t>(step)];
        if (seen >= wanted && seen > 0) return step;
    }
    return 255;
}

}  // namespace

RobustSummary summarize(const StepCounts& counts, double highQuantile, double floor) {
    RobustSummary out;
    for (std::size_t step = 1; step < counts.size(); ++step) out.count += counts[step];
    if (out.count == 0) return out;
    const int median = quantileStep(counts, out.count, 0.5);
    StepCounts distances{};
    for (int step = 1; step < 256; ++step) {
        // Distance 0 is kept at place 1, because place 0 does not count.
        distances[static_cast<std::size_t>(std::min(255, std::abs(step - median) + 1))] +=
            counts[static_cast<std::size_t>(step)];
    }
    const int deviation = quantileStep(distances, out.count, 0.5) - 1;
    out.median = logStepValue(static_cast<std::uint8_t>(median));
    out.spread = std::max(floor, 1.4826 * static_cast<double>(deviation) * std::log(2.0) / 6.0);
    out.high = logStepValue(static_cast<std::uint8_t>(quantileStep(counts, out.count, highQuantile)));
    return out;
}

void HourRing::moveTo(std::int64_t hour) {
    if (m_newest < 0) {
        m_newest = hour;
        m_first = hour;
        return;
    }
    if (hour - m_newest > kOpen + kClosed) {
        m_open.fill(0);
        m_closed.fill(0);
        m_newest = hour;
        m_first = hour;
        return;
    }
    while (m_newest < hour) {
        ++m_newest;
        const std::int64_t leaving = m_newest - kOpen;
        float& place = m_open[static_cast<std::size_t>(m_newest % kOpen)];
        if (leaving >= 0) {
            m_closed[static_cast<std::size_t>(leaving % kClosed)] = logStep(static_cast<double>(place));
        }
        place = 0;
    }
    m_first = std::max(m_first, m_newest - (kOpen + kClosed) + 1);
}

std::optional<double> HourRing::add(std::int64_t hour, double amount) {
    if (hour < 0) return std::nullopt;
    if (m_newest < 0 || hour > m_newest) moveTo(hour);
    if (hour <= m_newest - kOpen) return std::nullopt;
    m_first = std::min(m_first, hour);
    float& place = m_open[static_cast<std::size_t>(hour % kOpen)];
    place += static_cast<float>(amount);
    return static_cast<double>(place);
}

double HourRing::at(std::int64_t hour) const {
    if (m_newest < 0 || hour > m_newest || hour < 0) return 0;
    if (hour > m_newest - kOpen) return static_cast<double>(m_open[static_cast<std::size_t>(hour % kOpen)]);
    if (hour > m_newest - kOpen - kClosed) return logStepValue(m_closed[static_cast<std::size_t>(hour % kClosed)]);
    return 0;
}

StepCounts HourRing::active(std::int64_t exceptFrom, std::int64_t exceptTo) const {
    StepCounts counts{};
    if (m_newest < 0) return counts;
    for (std::int64_t hour = m_first; hour <= m_newest; ++hour) {
        if (hour >= exceptFrom && hour <= exceptTo) continue;
        const std::uint8_t step = hour > m_newest - kOpen
                                      ? logStep(static_cast<double>(m_open[static_cast<std::size_t>(hour % kOpen)]))
                                      : m_closed[static_cast<std::size_t>(hour % kClosed)];
        ++counts[step];
    }
    counts[0] = 0;
    return counts;
}

void PeerHours::add(std::int64_t day, double amount, std::uint64_t entity) {
    if (day < 0) return;
    if (m_days.empty()) m_days.resize(kDays);
    Day& place = m_days[static_cast<std::size_t>(day) % kDays];
    if (place.day > day) return;  // a straggler from before the two weeks
    if (place.day != day) place = Day{day, {}, 0};
    ++place.counts[logStep(amount)];
    place.entities |= std::uint64_t{1} << ((entity ^ (entity >> 17)) & 63);
}

RobustSummary PeerHours::summary(double highQuantile) const {
    StepCounts all{};
    for (const Day& day : m_days) {
        for (std::size_t step = 1; step < all.size(); ++step) all[step] += day.counts[step];
    }
    return summarize(all, highQuantile);
}

int PeerHours::entities() const {
    std::uint64_t all = 0;
    for (const Day& day : m_days) all |= day.entities;
    return std::popcount(all);
}

int PeerHours::days() const {
    return static_cast<int>(std::ranges::count_if(m_days, [](const Day& day) { return day.day >= 0; }));
}

double DistinctSample::distinctShare() const {
    if (m_values.empty()) return 0;
    std::vector<std::uint64_t> sorted = m_values;
    std::ranges::sort(sorted);
    const auto repeats = std::ranges::unique(sorted);
    return 1.0 - static_cast<double>(repeats.size()) / static_cast<double>(m_values.size());
}

void Trail::add(std::uint64_t entry, std::int64_t time) {
    if (m_count == 0) {
        m_firstTime = time;
        m_lastTime = time;
    }
    m_firstTime = std::min(m_firstTime, time);
    m_lastTime = std::max(m_lastTime, time);
    m_last = entry;
    if (m_count % m_stride == 0) {
        if (m_kept.size() == 98) {
            // Every second one goes; the first stays.
            for (std::size_t i = 0; 2 * i < m_kept.size(); ++i) m_kept[i] = m_kept[2 * i];
            m_kept.resize(49);
            m_stride *= 2;
        }
        if (m_count % m_stride == 0) m_kept.push_back(entry);
    }
    ++m_count;
}

std::vector<std::uint64_t> Trail::entries() const {
    std::vector<std::uint64_t> out = m_kept;
    if (m_count > 0 && (out.empty() || out.back() != m_last)) out.push_back(m_last);
    return out;
}

void Trail::clear() {
    m_kept.clear();  // keeps its room: the next hour will need it again
    m_last = 0;
    m_count = 0;
    m_stride = 1;
    m_firstTime = 0;
    m_lastTime = 0;
}

std::string countText(double value) {
    std::string digits = fmt::format("{}", static_cast<std::int64_t>(std::llround(value)));
    for (std::size_t at = digits.size(); at > 3 && digits[at - 4] != '-'; at -= 3) {
        digits.insert(at - 3, 1, ',');
    }
    return digits;
}

std::string ratioText(double value) { return value >= 100 ? countText(value) : fmt::format("{:.1f}", value); }

}  // namespace vedette
