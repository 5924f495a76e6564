// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/time_buckets.h"

#include <algorithm>
#include <array>

namespace vedette::ui {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array kWidths = {
    Duration(minutes(1)),  Duration(minutes(5)), Duration(minutes(10)), Duration(minutes(15)),
    Duration(minutes(30)), Duration(hours(1)),   Duration(hours(2)),    Duration(hours(3)),
    Duration(hours(6)),    Duration(hours(12)),  Duration(days(1)),     Duration(days(2)),
    Duration(days(7)),     Duration(days(14)),   Duration(days(28)),    Duration(days(91))};

Time floorTo(Time t, Duration width) {
    const auto rest = t.time_since_epoch() % width;
    return t - (rest < Duration::zero() ? rest + width : rest);
}

// Blocks that lie wholly inside a bucket are counted without being opened, so a count per bucket costs little more
// than one over all of them.
Result<std::uint64_t> countIn(Reader& reader, Filter filter, Period bucket) {
    filter.from = std::max(bucket.from, filter.from.value_or(bucket.from));
    filter.to = std::min(bucket.to, filter.to.value_or(bucket.to));
    if (*filter.from >= *filter.to) return 0;
    auto extent = reader.extent(filter);
    if (!extent) return passOn(extent);
    return extent->count;
}

bool sameFilter(const Filter& a, const Filter& b) { return a.text() == b.text(); }

}  // namespace

Duration roundBucket(Period period, std::size_t most) {
    const auto length = period.to - period.from;
    for (const auto width : kWidths)
        if (static_cast<std::size_t>(length / width) + 2 <= most) return width;
    auto width = kWidths.back();
    while (static_cast<std::size_t>(length / width) + 2 > most) width *= 2;
    return width;
}

Result<TimeBuckets> countBuckets(Reader& reader, const Filter& scope, const Filter& filter, Period period,
                                 std::size_t most) {
    // One state of the log for all counts.
    auto head = reader.head();
    if (!head) return passOn(head);
    const auto bounded = [&](Filter f) {
        f.endEntry = std::min(head->size, f.endEntry.value_or(head->size));
        return f;
    };
    if (toMicros(period.from) == 0) {
        auto extent = reader.extent(bounded(scope));
        if (!extent) return passOn(extent);
        if (extent->count == 0) return TimeBuckets{};
        period = {extent->firstTime, extent->lastTime + Duration(1)};
    }
    TimeBuckets buckets;
    if (period.to <= period.from) return buckets;
    buckets.width = roundBucket(period, std::max<std::size_t>(most, 4));
    const bool everything = sameFilter(scope, filter);
    for (Time at = floorTo(period.from, buckets.width); at < period.to; at += buckets.width) {
        auto count = countIn(reader, bounded(scope), {at, at + buckets.width});
        if (!count) return passOn(count);
        std::uint64_t matching = *count;
        if (!everything && *count > 0) {
            auto matched = countIn(reader, bounded(filter), {at, at + buckets.width});
            if (!matched) return passOn(matched);
            matching = *matched;
        } else if (!everything) {
            matching = 0;
        }
        buckets.starts.push_back(at);
        buckets.counts.push_back(*count);
        if (!everything) buckets.matches.push_back(matching);
        buckets.total += *count;
        buckets.matching += matching;
    }
    return buckets;
}

}  // namespace vedette::ui
