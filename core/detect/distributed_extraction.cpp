// SPDX-License-Identifier: GPL-3.0-or-later
// Many young accounts, each modest, that together work like one. They are found by what they share: a network, a prompt
// template, or the hour they first appeared in. People share such things too, but they do not all ask equally much.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "distributed-extraction";
constexpr std::int64_t kWindow = 6 * kHour;
constexpr std::int64_t kWarmUp = 6 * kHour;  // of the stream: before it every account is new
constexpr std::int64_t kYoung = 3 * kDay;
constexpr std::int64_t kRemembered = 13 * kDay;
constexpr std::size_t kMembersToJudge = 20;
constexpr double kCallsEach = 6;  // mean calls per member before evenness means anything
constexpr double kEven = 0.6;     // coefficient of variation of calls per member
constexpr double kBudget = 400;   // calls of a cluster per window, at least
constexpr int kPromptsToJudge = 50;
constexpr double kRepeating = 0.5;
constexpr std::size_t kMembersKept = 2048;
constexpr std::size_t kAccounts = 65536;
constexpr std::size_t kClusters = 2048;
constexpr std::size_t kCampaigns = 256;

struct Account {
    std::int64_t first = -1;
    std::int64_t hour = -1;
    std::uint32_t callsThisHour = 0;
    std::uint32_t campaign = 0;  // 0: none
};

enum class Kind : std::uint8_t { Network, Template, Cohort };

struct Cluster {
    Kind kind = Kind::Network;
    std::int64_t window = -1;
    std::vector<std::pair<EntityId, std::uint32_t>> members;  // sorted by account
    double calls = 0;
    double squares = 0;  // sum of squared calls per member
    double outputTokens = 0;
    double nextCheck = 0;
    DistinctSample prompts;
    Trail trail;
    std::uint32_t campaign = 0;
};

struct Campaign {
    std::uint32_t id = 0;
    Kind kind = Kind::Network;
    std::string name;
    Trail trail;
    Episode episode;
    std::size_t members = 0;
    double variation = 0;
    double novelty = -1;
    double budget = 0;
};

std::string_view kindText(Kind kind) {
    switch (kind) {
        case Kind::Network: return "share one network";
        case Kind::Template: return "share a prompt template";
        case Kind::Cohort: return "first appeared in the same hour";
    }
    return "";
}

class DistributedExtraction final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>& out) override {
        if (!seen.modelCall || !seen.success || seen.principal == 0) return;
        // A backlog may come newest part first: what is older then moves the beginning back, as far as is remembered.
        const bool remembered = seen.time > seen.watermark - kRemembered;
        if (m_begin < 0 || (remembered && seen.time < m_begin)) m_begin = seen.time;
        Account& account = m_accounts.touch(seen.principal, seen.watermark);
        if (account.first < 0 || (remembered && seen.time < account.first)) account.first = seen.time;
        countHour(account, seen);
        if (account.campaign != 0) {
            follow(account.campaign, seen, out);
            return;
        }
        // Judged by the stream's time, because an account of a node with a slow clock is not young.
        if (seen.watermark - m_begin < kWarmUp || account.first - m_begin < kWarmUp) return;
        if (seen.time - account.first > kYoung) return;
        if (seen.network != 0) join(joined(seen.network, 1), Kind::Network, account, seen, out);
        if (const auto hash = static_cast<std::uint64_t>(seen.number(IntColumn::PromptSimhash)); hash != 0) {
            // Texts that differ in at most three bits agree in at least one of the four quarters.
            for (std::uint64_t band = 0; band < 4; ++band) {
                join(joined((hash >> (16 * band)) & 0xffff, 10 + band), Kind::Template, account, seen, out);
            }
        }
        join(joined(static_cast<std::uint64_t>(account.first / kHour), 2), Kind::Cohort, account, seen, out);
    }

    void advance(Time watermark, std::vector<Finding>&) override {
        const std::int64_t now = toMicros(watermark);
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_accounts.dropBefore(now - kRemembered);
        m_clusters.dropBefore(now - 2 * kWindow);
    }

private:
    void countHour(Account& account, const Observation& seen) {
        const std::int64_t hour = seen.time / kHour;
        if (hour > account.hour) {
            if (account.hour >= 0) m_peers.add(account.hour / 24, account.callsThisHour, seen.principal);
            account.hour = hour;
            account.callsThisHour = 0;
        }
        if (hour == account.hour) ++account.callsThisHour;
    }

    void join(EntityId id, Kind kind, Account& account, const Observation& seen, std::vector<Finding>& out) {
        if (account.campaign != 0) return;  // another cluster just claimed it
        const std::int64_t window = seen.time / kWindow;
        Cluster& cluster = m_clusters.touch(id, seen.watermark);
        if (window < cluster.window) return;
        if (window > cluster.window) {
            const std::uint32_t campaign = cluster.campaign;
            cluster = Cluster{};
            cluster.kind = kind;
            cluster.window = window;
            cluster.nextCheck = kBudget;
            cluster.campaign = campaign;
        }
        const auto at =
            std::ranges::lower_bound(cluster.members, seen.principal, {}, &std::pair<EntityId, std::uint32_t>::first);
        if (at != cluster.members.end() && at->first == seen.principal) {
            cluster.squares += 2.0 * at->second + 1;
            ++at->second;
        } else {
            if (cluster.members.size() >= kMembersKept) return;
            cluster.members.insert(at, {seen.principal, 1});
            cluster.squares += 1;
        }
        cluster.calls += 1;
        cluster.outputTokens += static_cast<double>(seen.number(IntColumn::OutputTokens));
        cluster.trail.add(seen.entry, seen.time);
        if (const std::int64_t hash = seen.number(IntColumn::PromptHash); hash != 0) {
            cluster.prompts.add(static_cast<std::uint64_t>(hash));
        }
        if (cluster.calls < cluster.nextCheck) return;
        cluster.nextCheck = cluster.calls * 1.1;
        judge(cluster, id, seen, out);
    }

    void judge(Cluster& cluster, EntityId id, const Observation& seen, std::vector<Finding>& out) {
        const auto members = static_cast<double>(cluster.members.size());
        if (cluster.members.size() < kMembersToJudge || cluster.calls < kCallsEach * members) return;
        const double mean = cluster.calls / members;
        const double variation = std::sqrt(std::max(0.0, cluster.squares / members - mean * mean)) / mean;
        if (variation > kEven) return;
        const bool promptsKnown = cluster.prompts.shown() >= kPromptsToJudge;
        if (promptsKnown && cluster.prompts.distinctShare() < kRepeating) return;
        // What nine in ten principals stay below for six hours on end is allowed to the cluster as a whole.
        const RobustSummary peers = m_peers.summary(0.9);
        const double budget = std::max(kBudget, peers.count >= 100 ? 6 * peers.high : 0.0);
        if (cluster.calls < budget) return;

        std::uint32_t number = cluster.campaign;
        for (const auto& [member, calls] : cluster.members) {
            if (const Account* known = m_accounts.find(member); known != nullptr && known->campaign != 0) {
                number = known->campaign;
                break;
            }
        }
        Campaign* campaign = find(number);
        if (campaign == nullptr || !campaign->episode.active(seen.time)) {
            if (m_campaigns.size() >= kCampaigns) m_campaigns.erase(m_campaigns.begin());
            campaign = &m_campaigns.emplace_back();
            campaign->id = ++m_lastCampaign;
            campaign->kind = cluster.kind;
            campaign->name = fmt::format("{:016x}", id);
            campaign->trail = cluster.trail;
            campaign->episode.open(seen.time);
        }
        campaign->variation = variation;
        campaign->budget = budget;
        if (promptsKnown) campaign->novelty = cluster.prompts.distinctShare();
        cluster.campaign = campaign->id;
        for (const auto& [member, calls] : cluster.members) {
            if (Account* known = m_accounts.find(member); known != nullptr && known->campaign != campaign->id) {
                known->campaign = campaign->id;
                ++campaign->members;
            }
        }
        if (campaign->episode.due(campaign->trail.count())) report(*campaign, seen, out);
    }

    Campaign* find(std::uint32_t id) {
        const auto found = std::ranges::find(m_campaigns, id, &Campaign::id);
        return id == 0 || found == m_campaigns.end() ? nullptr : &*found;
    }

    void follow(std::uint32_t id, const Observation& seen, std::vector<Finding>& out) {
        Campaign* campaign = find(id);
        if (campaign == nullptr) return;
        if (campaign->episode.open(seen.time)) campaign->trail.clear();
        campaign->trail.add(seen.entry, seen.time);
        if (campaign->trail.count() < kMembersToJudge) return;
        if (campaign->episode.due(campaign->trail.count())) report(*campaign, seen, out);
    }

    static void report(const Campaign& campaign, const Observation& seen, std::vector<Finding>& out) {
        Finding f;
        f.detector = kId;
        f.node = seen.text(TextColumn::Node);
        f.source = seen.text(TextColumn::Source);
        f.model = seen.text(TextColumn::Model);
        f.title = fmt::format("{} new accounts act as one on {}", countText(static_cast<double>(campaign.members)),
                              f.model.empty() ? f.node : f.model);
        f.reason = fmt::format(
            "{} young accounts {} and made {} model calls. Their calls per account vary by only {:.0f} % of the mean; "
            "people's volumes differ by more than the mean itself.",
            countText(static_cast<double>(campaign.members)), kindText(campaign.kind),
            countText(static_cast<double>(campaign.trail.count())), 100 * campaign.variation);
        if (campaign.novelty >= 0)
            f.reason += fmt::format(" {:.0f} % of the prompts were new.", 100 * campaign.novelty);
        f.baseline = fmt::format(
            "A group of new accounts is allowed {} calls in six hours, what nine in ten single "
            "principals stay below.",
            countText(campaign.budget));
        f.severity = campaign.members >= 100 ? ocsf::kCritical : ocsf::kHigh;
        f.confidence = campaign.novelty >= 0 ? 85 : 70;
        f.threats = threats({"AML.T0024.002", "AML.T0021", "LLM10:2025", "LLM06:2026"});
        attach(f, campaign.trail, campaign.name, campaign.episode.start());
        out.push_back(std::move(f));
    }

    StateMap<Account> m_accounts{kAccounts};
    StateMap<Cluster> m_clusters{kClusters};
    std::vector<Campaign> m_campaigns;
    PeerHours m_peers;
    std::uint32_t m_lastCampaign = 0;
    std::int64_t m_begin = -1;
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped distributedExtraction() {
    return {
        {std::string(kId), "Model extraction by a cluster of accounts",
         fmt::format(
             "Accounts younger than three days are grouped per six hours by network, by prompt template (SimHash, "
             "one of four 16-bit quarters equal) and by the hour they first appeared. A group is reported when "
             "it has at least {} members with at least {} calls each on average, its total exceeds the budget "
             "(six times the 90th percentile of single principals' hours, at least {}), the calls per member "
             "vary by at most {:.0f} % of their mean, and fewer than half of the prompts repeat. Groups that share "
             "a member are one alert. The budget rule stands in for a false discovery rate: a group is judged "
             "once per 10 % of growth, not once per test.",
             kMembersToJudge, kCallsEach, kBudget, 100 * kEven),
         "6 hours of the stream; accounts first seen before that are never members", "0.05 alerts per node and week",
         "Old accounts that were bought or taken over; groups below 20 accounts; groups that imitate the uneven "
         "volumes of "
         "people; accounts that share neither network, template nor first hour.",
         threats({"AML.T0024.002", "AML.T0021", "LLM10:2025", "LLM06:2026"})},
        [] { return std::unique_ptr<Detector>(std::make_unique<DistributedExtraction>()); }};
}

}  // namespace vedette
