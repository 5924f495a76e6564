// SPDX-License-Identifier: GPL-3.0-or-later
// One principal asks a model far more, and with ever new prompts, than it or its peers ever do.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"
#include "core/detect/volume.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "model-extraction";
constexpr double kCallsToJudge = 100;  // an hour
constexpr int kPromptsToJudge = 50;
constexpr double kNovel = 0.9;
constexpr double kRepeating = 0.5;
constexpr double kBlindTimes = 6;  // without prompt hashes the volume alone must be this far out
constexpr std::size_t kUsers = 16384;

std::string callsText(double value) { return countText(value) + " calls an hour"; }

struct User {  // one principal, over all models
    HourRing hours;
    std::int64_t hour = -1;
    double nextCheck = kCallsToJudge;
    double outputTokens = 0;  // of this hour
    DistinctSample prompts;
    std::uint64_t lastSimhash = 0;
    std::uint32_t spreadPairs = 0;
    std::uint64_t spreadBits = 0;
    Trail trail;
    Episode episode;
};

class ModelExtraction final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>& out) override {
        if (!seen.modelCall || !seen.success || seen.principal == 0) return;
        const std::int64_t hour = seen.time / kHour;
        if (seen.network != 0) {
            m_networks.touch(seen.network, seen.watermark).add(hour, 1);
        }
        User& user = m_users.touch(seen.principal, seen.watermark);
        const std::optional<double> calls = user.hours.add(hour, 1);
        if (!calls) return;
        if (hour > user.hour) beginHour(user, hour, seen);
        if (hour == user.hour) collect(user, seen);
        user.trail.add(seen.entry, seen.time);
        if (hour != user.hour || *calls < user.nextCheck) return;
        user.nextCheck = *calls * 1.25;
        judge(user, *calls, seen, out);
    }

    void advance(Time watermark, std::vector<Finding>&) override {
        const std::int64_t now = toMicros(watermark);
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_users.dropBefore(now - 13 * kDay);
        m_networks.dropBefore(now - 13 * kDay);
        m_peers.dropBefore(now - 13 * kDay);
    }

private:
    void beginHour(User& user, std::int64_t hour, const Observation& seen) {
        if (user.hour >= 0) {
            m_peers.touch(seen.model, seen.watermark).add(user.hour / 24, user.hours.at(user.hour), seen.principal);
        }
        user.hour = hour;
        user.nextCheck = kCallsToJudge;
        user.outputTokens = 0;
        user.prompts.clear();
        user.spreadPairs = 0;
        user.spreadBits = 0;
        if (!user.episode.active(seen.time)) user.trail.clear();
    }

    static void collect(User& user, const Observation& seen) {
        user.outputTokens += static_cast<double>(seen.number(IntColumn::OutputTokens));
        if (const std::int64_t hash = seen.number(IntColumn::PromptHash); hash != 0) {
            user.prompts.add(static_cast<std::uint64_t>(hash));
        }
        if (const auto simhash = static_cast<std::uint64_t>(seen.number(IntColumn::PromptSimhash)); simhash != 0) {
            if (user.lastSimhash != 0) {
                ++user.spreadPairs;
                user.spreadBits += static_cast<std::uint64_t>(std::popcount(simhash ^ user.lastSimhash));
            }
            user.lastSimhash = simhash;
        }
    }

    void judge(User& user, double calls, const Observation& seen, std::vector<Finding>& out) {
        const std::int64_t hour = seen.time / kHour;
        const std::int64_t from = user.episode.active(seen.time) ? std::min(user.episode.start() / kHour, hour) : hour;
        RobustSummary own = summarize(user.hours.active(from, hour), 1.0);
        double amount = calls;
        bool byNetwork = false;
        if (own.count < kOwnHours && seen.network != 0) {
            // A new key of an old customer: what its network as a whole did is its past.
            if (HourRing* ring = m_networks.find(seen.network)) {
                const RobustSummary past = summarize(ring->active(from, hour), 1.0);
                if (past.count >= kOwnHours) {
                    own = past;
                    amount = ring->at(hour);
                    byNetwork = true;
                }
            }
        }
        VolumeLimits limits;
        limits.hardMinimum = kCallsToJudge;
        const PeerHours& peers = m_peers.touch(seen.model, seen.watermark);
        const VolumeVerdict v = judgeVolume(amount, own, peers, limits, callsText);
        if (!v.out) return;
        const bool promptsKnown = user.prompts.shown() >= kPromptsToJudge;
        const double share = user.prompts.distinctShare();
        if (promptsKnown && share < kRepeating) return;  // a loop that repeats itself costs money but teaches nothing
        const bool novel = promptsKnown && share >= kNovel;
        if (!novel && v.times < kBlindTimes) return;
        user.episode.open(seen.time);
        if (!user.episode.due(user.trail.count())) return;

        const std::string_view who = seen.text(TextColumn::Principal);
        const std::string_view model = seen.text(TextColumn::Model);
        Finding f;
        f.detector = kId;
        f.node = seen.text(TextColumn::Node);
        f.source = seen.text(TextColumn::Source);
        f.principal = who;
        f.client = seen.text(TextColumn::Client);
        f.model = model;
        f.title = fmt::format("Possible model extraction by {}{}{}", who, model.empty() ? "" : " on ", model);
        f.reason = fmt::format("{} successful model calls within one hour, {} times its busiest comparable hour.",
                               countText(calls), ratioText(v.times));
        if (promptsKnown) {
            f.reason += fmt::format(" {:.0f} % of the prompts looked at were new.", 100 * share);
        } else {
            f.reason += " Its prompts are not logged, so that only the volume speaks.";
        }
        if (user.spreadPairs >= 50) {
            f.reason += fmt::format(" Consecutive prompts differ in {} of 64 SimHash bits on average.",
                                    ratioText(static_cast<double>(user.spreadBits) / user.spreadPairs));
        }
        if (user.outputTokens > 0) f.reason += fmt::format(" {} tokens were given out.", countText(user.outputTokens));
        f.baseline = (byNetwork ? "New principal; judged as part of its network. " : "") + v.baseline;
        const bool strong = v.times >= 2 * limits.aloneTimesHigh;
        f.severity = novel && strong ? ocsf::kCritical : novel || strong ? ocsf::kHigh : ocsf::kMedium;
        f.confidence = novel ? (strong ? 85 : 70) : 50;
        f.threats = threats({"AML.T0024.002", "LLM10:2025", "LLM06:2026"});
        attach(f, user.trail, who, user.episode.start());
        out.push_back(std::move(f));
    }

    StateMap<User> m_users{kUsers};
    StateMap<HourRing> m_networks{kUsers / 2};
    StateMap<PeerHours> m_peers{128};
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped modelExtraction() {
    return {
        {std::string(kId), "Model extraction by one principal",
         fmt::format("Successful model calls per principal and hour, on a log scale: out of line when more than 6 "
                     "robust spreads (median, MAD) above its own median and twice its busiest hour, or four times its "
                     "busiest hour, and more than 3 spreads above the median of all principals of that model; a new "
                     "principal is judged by its network's past, else by its peers alone (4 spreads and twice their "
                     "99.5th percentile). Then novelty: of the first 256 prompts of the hour at least {:.0f} % must be "
                     "new; without prompt hashes the volume must be {} times its busiest hour. At least {} calls.",
                     100 * kNovel, kBlindTimes, kCallsToJudge),
         fmt::format(
             "{} active hours of its own ({} when ten times out of line), or {} hours of at least {} peers on {} "
             "days; silent until then",
             kOwnHours, kFewHours, kPeerHours, kPeerEntities, kPeerDays),
         "0.2 alerts per node and week",
         "Extraction slower than the principal's own habit; extraction that repeats prompts to look like a loop; "
         "accounts that were used for it from their first day among peers of the same size.",
         threats({"AML.T0024.002", "LLM10:2025", "LLM06:2026"})},
        [] { return std::unique_ptr<Detector>(std::make_unique<ModelExtraction>()); }};
}

}  // namespace vedette
