// SPDX-License-Identifier: GPL-3.0-or-later
// One principal burns money, or tokens where no cost is logged, far beyond its own habit and its peers'.
#include <fmt/format.h>

#include <algorithm>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"
#include "core/detect/volume.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "denial-of-wallet";
constexpr double kCostToJudge = 1'000'000;  // one US dollar in an hour
constexpr double kTokensToJudge = 300'000;  // in an hour
constexpr std::size_t kSpenders = 16384;

std::string dollarsText(double micros) { return fmt::format("{:.2f} US dollars an hour", micros / 1e6); }
std::string tokensText(double tokens) { return countText(tokens) + " tokens an hour"; }

struct Spender {  // a principal in one unit
    HourRing hours;
    std::int64_t hour = -1;
    double nextCheck = 0;
    Trail trail;
    Episode episode;
};

class DenialOfWallet final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>& out) override {
        if (!seen.request || seen.principal == 0) return;
        const std::int64_t cost = seen.number(IntColumn::CostMicros);
        const std::int64_t tokens = seen.number(IntColumn::PromptTokens) + seen.number(IntColumn::OutputTokens);
        const bool money = cost > 0;
        if (!money && tokens <= 0) return;
        const double amount = static_cast<double>(money ? cost : tokens);
        const double least = money ? kCostToJudge : kTokensToJudge;
        const std::int64_t hour = seen.time / kHour;
        const std::uint64_t unit = money ? 1 : 2;
        if (seen.network != 0) m_networks.touch(joined(seen.network, unit), seen.watermark).add(hour, amount);
        Spender& spender = m_spenders.touch(joined(seen.principal, unit), seen.watermark);
        const std::optional<double> spent = spender.hours.add(hour, amount);
        if (!spent) return;
        if (hour > spender.hour) {
            if (spender.hour >= 0) {
                m_peers[unit - 1].add(spender.hour / 24, spender.hours.at(spender.hour), seen.principal);
            }
            spender.hour = hour;
            spender.nextCheck = least;
            if (!spender.episode.active(seen.time)) spender.trail.clear();
        }
        spender.trail.add(seen.entry, seen.time);
        if (hour != spender.hour || *spent < spender.nextCheck) return;
        spender.nextCheck = *spent * 1.25;
        judge(spender, *spent, money, seen, out);
    }

    void advance(Time watermark, std::vector<Finding>&) override {
        const std::int64_t now = toMicros(watermark);
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_spenders.dropBefore(now - 13 * kDay);
        m_networks.dropBefore(now - 13 * kDay);
    }

private:
    void judge(Spender& spender, double spent, bool money, const Observation& seen, std::vector<Finding>& out) {
        const std::int64_t hour = seen.time / kHour;
        const std::uint64_t unit = money ? 1 : 2;
        const std::int64_t from =
            spender.episode.active(seen.time) ? std::min(spender.episode.start() / kHour, hour) : hour;
        RobustSummary own = summarize(spender.hours.active(from, hour), 1.0);
        double amount = spent;
        bool byNetwork = false;
        if (own.count < kOwnHours && seen.network != 0) {
            if (HourRing* ring = m_networks.find(joined(seen.network, unit))) {
                const RobustSummary past = summarize(ring->active(from, hour), 1.0);
                if (past.count >= kOwnHours) {
                    own = past;
                    amount = ring->at(hour);
                    byNetwork = true;
                }
            }
        }
        VolumeLimits limits;
        limits.hardMinimum = money ? kCostToJudge : kTokensToJudge;
        const VolumeVerdict v = judgeVolume(amount, own, m_peers[unit - 1], limits, money ? dollarsText : tokensText);
        if (!v.out) return;
        spender.episode.open(seen.time);
        if (!spender.episode.due(spender.trail.count())) return;

        const std::string_view who = seen.text(TextColumn::Principal);
        Finding f;
        f.detector = kId;
        f.node = seen.text(TextColumn::Node);
        f.source = seen.text(TextColumn::Source);
        f.principal = who;
        f.client = seen.text(TextColumn::Client);
        f.model = seen.text(TextColumn::Model);
        f.title = fmt::format("Unusual spending by {}", who);
        f.reason = fmt::format("{}, {} times its busiest comparable hour.",
                               money ? fmt::format("{:.2f} US dollars spent within one hour", spent / 1e6)
                                     : countText(spent) + " tokens used within one hour",
                               ratioText(v.times));
        f.baseline = (byNetwork ? "New principal; judged as part of its network. " : "") + v.baseline;
        f.severity = v.times >= 10 ? ocsf::kHigh : ocsf::kMedium;
        f.confidence = v.newcomer ? 60 : 80;
        f.threats = threats({"AML.T0034.000", "AML.T0034.001", "LLM10:2025", "LLM06:2026"});
        attach(f, spender.trail, fmt::format("{}|{}", who, unit), spender.episode.start());
        out.push_back(std::move(f));
    }

    StateMap<Spender> m_spenders{kSpenders};
    StateMap<HourRing> m_networks{kSpenders / 2};
    std::array<PeerHours, 2> m_peers;  // money, tokens
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped denialOfWallet() {
    return {{std::string(kId), "Denial of wallet",
             fmt::format(
                 "Cost per principal and hour (tokens where the source logs no cost) on a log scale: more than 6 "
                 "robust spreads (median, MAD) above its own median and twice its most expensive hour, or four times "
                 "that hour, and more than 3 spreads above its peers; a new principal by its network's past, else by "
                 "its peers alone (4 spreads and twice their 99.5th percentile). Never below {} or {}.",
                 dollarsText(kCostToJudge), tokensText(kTokensToJudge)),
             fmt::format(
                 "{} active hours of its own ({} when ten times out of line), or {} hours of at least {} peers on {} "
                 "days; silent until then",
                 kOwnHours, kFewHours, kPeerHours, kPeerEntities, kPeerDays),
             "0.2 alerts per node and week",
             "Spending spread over many principals, each within its habit; slow growth over weeks; sources that log "
             "neither "
             "cost nor tokens.",
             threats({"AML.T0034.000", "AML.T0034.001", "LLM10:2025", "LLM06:2026"})},
            [] { return std::unique_ptr<Detector>(std::make_unique<DenialOfWallet>()); }};
}

}  // namespace vedette
