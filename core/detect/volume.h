// SPDX-License-Identifier: GPL-3.0-or-later
// Is this hour of this entity out of line? Against its own last two weeks and against those of its peers.
#pragma once

#include <cstdint>
#include <string>

#include "core/detect/statistics.h"

namespace vedette {

struct VolumeLimits {
    double hardMinimum = 0;        // below this nothing is ever out of line
    double ownScore = 6;           // spreads above the own median, together with ownTimesHigh
    double ownTimesHigh = 2;       // times the own busiest hour
    double aloneTimesHigh = 4;     // times the own busiest hour, whatever the score
    double peerScore = 3;          // for the known: spreads above the median of peers
    double newcomerScore = 4;      // for those without a baseline of their own
    double newcomerTimesHigh = 2;  // times the peers' 99.5th percentile
    double fewTimesHigh = 10;      // for those with a few hours of their own: times the busiest of them
};

struct VolumeVerdict {
    bool out = false;
    bool newcomer = false;  // judged against peers only
    double times = 0;       // of the busiest comparable hour
    double score = 0;       // spreads above the median it was judged by
    std::string baseline;   // in words
};

// Own hours in an active state that make a baseline, and hours of peers.
inline constexpr std::uint32_t kOwnHours = 24;
inline constexpr std::uint32_t kPeerHours = 200;
inline constexpr int kPeerEntities = 8;
inline constexpr int kPeerDays = 3;
inline constexpr std::uint32_t kFewHours = 6;

// `own`: hours of the entity without those in question. `write` puts an amount into words.
[[nodiscard]] VolumeVerdict judgeVolume(double amount, const RobustSummary& own, const PeerHours& peers,
                                        const VolumeLimits& limits, std::string (*write)(double));

}  // namespace vedette
