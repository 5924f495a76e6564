// SPDX-License-Identifier: GPL-3.0-or-later
// Entries over time: how many of the scope, and how many of them match, in buckets of a round length.
#pragma once

#include <vector>

#include "core/policy/policy.h"
#include "core/store/reader.h"

namespace vedette::ui {

struct TimeBuckets {
    Duration width{};                    // of each bucket
    std::vector<Time> starts;            // without gaps
    std::vector<std::uint64_t> counts;   // entries of the scope
    std::vector<std::uint64_t> matches;  // of these, what the filter lets through; empty when everything does
    std::uint64_t total = 0;             // entries of the scope
    std::uint64_t matching = 0;
};

// The least round length (a minute to a quarter) that cuts `period` into at most `most` buckets.
[[nodiscard]] Duration roundBucket(Period period, std::size_t most);

// Counts on a reader's thread. Both filters hold the period already; `scope` is the one without the person's own
// conditions. A period that begins in 1970 is narrowed to what the log holds.
[[nodiscard]] Result<TimeBuckets> countBuckets(Reader& reader, const Filter& scope, const Filter& filter, Period period,
                                               std::size_t most);

}  // namespace vedette::ui
