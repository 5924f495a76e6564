// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/volume.h"

#include <fmt/format.h>

#include <algorithm>

namespace vedette {

VolumeVerdict judgeVolume(double amount, const RobustSummary& own, const PeerHours& peers, const VolumeLimits& limits,
                          std::string (*write)(double)) {
    VolumeVerdict v;
    if (amount < limits.hardMinimum) return v;
    const RobustSummary others = peers.summary(0.995);
    const bool peersKnown = others.count >= kPeerHours && peers.entities() >= kPeerEntities;
    const double peerScore = others.score(amount);
    if (own.count >= kOwnHours) {
        v.score = own.score(amount);
        v.times = amount / std::max(own.high, 1.0);
        const bool aboveOwn =
            (v.score > limits.ownScore && v.times >= limits.ownTimesHigh) || v.times >= limits.aloneTimesHigh;
        v.out = aboveOwn && (!peersKnown || peerScore > limits.peerScore);
        v.baseline = fmt::format("Its own {} active hours of the last two weeks: median {}, busiest {}.", own.count,
                                 write(own.median), write(own.high));
    } else if (own.count >= kFewHours && amount >= limits.fewTimesHigh * own.high) {
        v.score = own.score(amount);
        v.times = amount / std::max(own.high, 1.0);
        v.out = !peersKnown || peerScore > limits.peerScore;
        v.baseline = fmt::format("Only {} active hours of its own so far: median {}, busiest {}.", own.count,
                                 write(own.median), write(own.high));
    } else if (peersKnown && peers.days() >= kPeerDays) {
        v.newcomer = true;
        v.score = peerScore;
        v.times = amount / std::max(others.high, 1.0);
        // What it did before, however little, is no news.
        v.out = v.score > limits.newcomerScore && v.times >= limits.newcomerTimesHigh &&
                (own.count == 0 || amount >= 2 * own.high);
        v.baseline = "Too few hours of its own to compare with.";
    }
    if (peersKnown) {
        v.baseline += fmt::format(
            " Hours of its peers: median {}, 99.5 % stay below {}; this hour is {} spreads above "
            "their median.",
            write(others.median), write(others.high), ratioText(peerScore));
    }
    return v;
}

}  // namespace vedette
