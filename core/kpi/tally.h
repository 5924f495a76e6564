// SPDX-License-Identifier: GPL-3.0-or-later
// How often each duration occurred: the mean and the ranks of any number of durations in memory that does not grow with
// their number. Ten million calls kept one by one took 300 MB.
#pragma once

#include <cstdint>
#include <vector>

namespace vedette::kpis {

// Count and mean are exact. A ranked value is exact to the millisecond below 4.096 s and at most a 2,048th too low
// above.
class Tally {
public:
    void add(std::int64_t ms);  // below 0 counts as 0
    void add(const Tally& other);

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] double mean() const;    // ms; 0 when empty
    [[nodiscard]] double median() const;  // ms, of an even number the mean of the middle two; 0 when empty
    [[nodiscard]] double p90() const;     // ms, nearest rank; 0 when empty

private:
    [[nodiscard]] double ranked(std::uint64_t rank) const;  // from 0

    std::vector<std::uint32_t> m_counts;  // by bucket, as long as the largest value needs; no log has 2^32 calls
    std::uint64_t m_count = 0;
    double m_sum = 0;
};

}  // namespace vedette::kpis
