// SPDX-License-Identifier: GPL-3.0-or-later
// One bucket a millisecond at first, then 2,048 buckets for each doubling.
#include "core/kpi/tally.h"

#include <bit>

namespace vedette::kpis {
namespace {

constexpr unsigned kBits = 12;
constexpr std::uint64_t kExact = 1U << kBits;
constexpr std::uint64_t kHalf = kExact / 2;

std::size_t bucketOf(std::uint64_t ms) {
    if (ms < kExact) return ms;
    const unsigned dropped = static_cast<unsigned>(std::bit_width(ms)) - kBits;
    return kExact + (dropped - 1) * kHalf + ((ms >> dropped) - kHalf);
}

// The smallest value of the bucket.
double lowest(std::size_t bucket) {
    if (bucket < kExact) return static_cast<double>(bucket);
    const std::size_t above = bucket - kExact;
    const std::size_t dropped = above / kHalf + 1;
    return static_cast<double>((kHalf + above % kHalf) << dropped);
}

}  // namespace

void Tally::add(std::int64_t ms) {
    const std::uint64_t value = ms < 0 ? 0 : static_cast<std::uint64_t>(ms);
    const std::size_t bucket = bucketOf(value);
    if (bucket >= m_counts.size()) m_counts.resize(bucket + 1);
    ++m_counts[bucket];
    ++m_count;
    m_sum += static_cast<double>(value);
}

void Tally::add(const Tally& other) {
    if (m_counts.size() < other.m_counts.size()) m_counts.resize(other.m_counts.size());
    for (std::size_t i = 0; i < other.m_counts.size(); ++i) m_counts[i] += other.m_counts[i];
    m_count += other.m_count;
    m_sum += other.m_sum;
}

double Tally::mean() const { return m_count == 0 ? 0 : m_sum / static_cast<double>(m_count); }

double Tally::median() const {
    if (m_count == 0) return 0;
    const double middle = ranked(m_count / 2);
    return m_count % 2 == 1 ? middle : (ranked(m_count / 2 - 1) + middle) / 2;
}

double Tally::p90() const { return m_count == 0 ? 0 : ranked((m_count * 9 + 9) / 10 - 1); }

double Tally::ranked(std::uint64_t rank) const {
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        seen += m_counts[i];
        if (seen > rank) return lowest(i);
    }
    return 0;
}

}  // namespace vedette::kpis
