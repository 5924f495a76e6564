// SPDX-License-Identifier: GPL-3.0-or-later
// One principal asks for more new prompts than its allowance, day after day, without any hour that stands out. What is
// above the allowance adds up over the days (CUSUM on a log scale).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "slow-extraction";
constexpr double kFree = 200;       // new prompts a day that nobody is asked about
constexpr double kTimesMedian = 2;  // allowance: of the own median day,
constexpr double kTimesHigh = 1.3;  // and of the own busiest
constexpr double kTimesPeers = 2;   // for newcomers: of the peers' 95th percentile
constexpr double kBlind = 1.5;      // allowance without prompt hashes, where new and repeated look alike
constexpr double kMostADay = 1.2;   // what one day can add: a single day never alarms
constexpr double kAlarm = 2.0;
constexpr std::int64_t kBaselineDays = 7;  // before the excess began
constexpr int kActiveDays = 4;
constexpr std::int64_t kLongest = 7;  // days; then it is the new level
constexpr std::size_t kSlots = 14;
constexpr std::size_t kUsers = 16384;

// Distinct values of a stream by a sample that thins itself out, and how many of them another sample has too.
class PromptSample {
public:
    void add(std::uint64_t value) {
        value = joined(value, 7);
        if ((value & mask()) != 0) return;
        const auto at = std::ranges::lower_bound(m_values, value);
        if (at != m_values.end() && *at == value) return;
        m_values.insert(at, value);
        while (m_values.size() > kKept) {
            ++m_level;
            std::erase_if(m_values, [&](std::uint64_t v) { return (v & mask()) != 0; });
        }
    }
    [[nodiscard]] double distinct() const { return std::ldexp(static_cast<double>(m_values.size()), m_level); }
    [[nodiscard]] double shareKnownTo(const PromptSample& other) const {
        const std::uint64_t both = mask() | other.mask();
        double shown = 0;
        double known = 0;
        for (const std::uint64_t value : m_values) {
            if ((value & both) != 0) continue;
            shown += 1;
            known += std::ranges::binary_search(other.m_values, value) ? 1 : 0;
        }
        return shown == 0 ? 0 : known / shown;
    }
    void clear() {
        m_values.clear();
        m_level = 0;
    }

private:
    static constexpr std::size_t kKept = 128;
    [[nodiscard]] std::uint64_t mask() const { return (std::uint64_t{1} << m_level) - 1; }
    std::vector<std::uint64_t> m_values;  // sorted
    int m_level = 0;
};

struct Asker {  // one principal, over all models
    std::int64_t first = -1;
    std::int64_t today = -1;
    std::array<float, kSlots> days{};  // new prompts
    double calls = 0;                  // of today
    double hashed = 0;                 // of them with a prompt hash
    double nextCheck = kFree;
    PromptSample prompts;
    PromptSample before;  // of the last active day
    double sum = 0;       // CUSUM, today not included
    std::int64_t since = -1;
    double allowance = 0;  // as it was when the excess began
    std::string baseline;
    double excess = 0;  // new prompts since then, today not included
    Trail trail;
    Episode episode;
};

class SlowExtraction final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>& out) override {
        if (!seen.modelCall || !seen.success || seen.principal == 0) return;
        const std::int64_t day = seen.time / kDay;
        Asker& asker = m_askers.touch(seen.principal, seen.watermark);
        if (day < asker.today) return;
        if (day > asker.today) beginDay(asker, day, seen);
        asker.calls += 1;
        if (const std::int64_t hash = seen.number(IntColumn::PromptHash); hash != 0) {
            asker.hashed += 1;
            asker.prompts.add(static_cast<std::uint64_t>(hash));
        }
        asker.trail.add(seen.entry, seen.time);
        if (asker.calls < asker.nextCheck) return;
        asker.nextCheck = asker.calls * 1.25;
        judge(asker, seen, out);
    }

    void advance(Time watermark, std::vector<Finding>&) override {
        const std::int64_t now = toMicros(watermark);
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_askers.dropBefore(now - 13 * kDay);
    }

private:
    static bool blind(const Asker& asker) { return asker.hashed < 0.5 * asker.calls; }
    static double amount(const Asker& asker) {
        if (blind(asker)) return asker.calls;
        return asker.prompts.distinct() * (1 - asker.prompts.shareKnownTo(asker.before));
    }
    static double gain(const Asker& asker, double amount, double allowance) {
        const double limit = allowance * (blind(asker) ? kBlind : 1.0);
        return amount <= 0 ? -kMostADay : std::clamp(std::log(amount / limit), -kMostADay, kMostADay);
    }

    // Adds the day that ended to the sum, and the days without a call after it.
    void beginDay(Asker& asker, std::int64_t day, const Observation& seen) {
        if (asker.today < 0 || day - asker.today > static_cast<std::int64_t>(kSlots)) {
            asker = Asker{};
            asker.first = day;
        } else {
            const double ended = amount(asker);
            m_peers.add(asker.today, ended, seen.principal);
            if (asker.since < 0) setAllowance(asker, asker.today);
            if (asker.allowance > 0) {
                if (asker.since < 0) asker.since = asker.today;
                asker.sum += gain(asker, ended, asker.allowance);
                asker.sum -= kMostADay * static_cast<double>(day - asker.today - 1);
                asker.excess += ended;
            }
            asker.days[static_cast<std::size_t>(asker.today) % kSlots] = static_cast<float>(ended);
            for (std::int64_t d = asker.today + 1; d < day; ++d) asker.days[static_cast<std::size_t>(d) % kSlots] = 0;
            std::swap(asker.before, asker.prompts);
        }
        if (asker.sum <= 0 || day - asker.since >= kLongest) {
            asker.sum = 0;
            asker.since = -1;
            asker.excess = 0;
            asker.allowance = 0;
        }
        asker.today = day;
        asker.calls = 0;
        asker.hashed = 0;
        asker.nextCheck = kFree;
        asker.prompts.clear();
        if (asker.since < 0 && !asker.episode.active(seen.time)) asker.trail.clear();
    }

    // What the principal may ask on `day` without being asked about it; 0 when nothing is known.
    void setAllowance(Asker& asker, std::int64_t day) const {
        asker.allowance = 0;
        std::vector<double> active;
        // The first day may have begun before the log did.
        for (std::int64_t d = std::max(day - kBaselineDays, asker.first + 1); d < day; ++d) {
            const auto value = static_cast<double>(asker.days[static_cast<std::size_t>(d) % kSlots]);
            if (value > 0) active.push_back(value);
        }
        std::ranges::sort(active);
        if (day - asker.first >= kBaselineDays && active.size() >= kActiveDays) {
            const double median = active[active.size() / 2];
            asker.allowance = std::max({kFree, kTimesMedian * median, kTimesHigh * active.back()});
            asker.baseline =
                fmt::format("Its own {} active days of the week before: median {} new prompts, busiest {}.",
                            active.size(), countText(median), countText(active.back()));
            return;
        }
        const RobustSummary peers = m_peers.summary(0.95);
        if (m_peers.days() < kBaselineDays || m_peers.entities() < 8 || peers.count < 50) return;
        asker.allowance = std::max(kFree, kTimesPeers * peers.high);
        asker.baseline = fmt::format("Too few days of its own. Days of its peers: 95 % stay below {} new prompts.",
                                     countText(peers.high));
    }

    static void judge(Asker& asker, const Observation& seen, std::vector<Finding>& out) {
        if (asker.since < 0) return;  // a first day never is enough
        const double today = amount(asker);
        const double sum = asker.sum + std::max(0.0, gain(asker, today, asker.allowance));
        if (sum < kAlarm) return;
        asker.episode.open(seen.time);
        if (!asker.episode.due(asker.trail.count())) return;
        const std::int64_t days = asker.today - asker.since + 1;
        const double allowed = asker.allowance * (blind(asker) ? kBlind : 1.0);
        const double asked = asker.excess + today;
        Finding f;
        f.detector = kId;
        f.node = seen.text(TextColumn::Node);
        f.source = seen.text(TextColumn::Source);
        f.principal = seen.text(TextColumn::Principal);
        f.client = seen.text(TextColumn::Client);
        f.model = seen.text(TextColumn::Model);
        f.title = fmt::format("Possible slow model extraction by {}", f.principal);
        f.reason = fmt::format("About {} {} in {} days, where {} a day are allowed.", countText(asked),
                               blind(asker) ? "calls" : "new prompts", days, countText(allowed));
        f.reason += " No single hour needs to stand out for that.";
        f.baseline = asker.baseline;
        f.severity = sum >= 1.5 * kAlarm && !blind(asker) ? ocsf::kHigh : ocsf::kMedium;
        f.confidence = blind(asker) ? 50 : 70;
        f.threats = threats({"AML.T0024.002", "LLM10:2025", "LLM06:2026"});
        attach(f, asker.trail, f.principal, asker.episode.start());
        out.push_back(std::move(f));
    }

    StateMap<Asker> m_askers{kUsers};
    PeerHours m_peers;  // of days
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped slowExtraction() {
    return {
        {std::string(kId), "Slow model extraction by one principal",
         fmt::format(
             "New prompts per principal and UTC day: distinct prompt hashes (a sample of up to 128), less the share "
             "that "
             "its last active day had too; calls where prompts are not logged, with {:.1f} times the allowance. The "
             "allowance is the largest of {}, {} times the median and {} times the busiest of its own active days in "
             "the "
             "week before; for principals without such a week {} times the 95th percentile of its peers' days. The "
             "logarithm of what a day has above (or below) its allowance, at most {} either way, adds up over the days "
             "(CUSUM); alarm at {}. The allowance is that of the day on which the excess began. After {} days the new "
             "level is the baseline.",
             kBlind, kFree, kTimesMedian, kTimesHigh, kTimesPeers, kMostADay, kAlarm, kLongest),
         "7 days of the principal with 4 active ones, or 7 days of 8 peers; then two days of excess at least",
         "0.1 alerts per node and week",
         "Less than a third above the allowance; principals whose own days are as large; new prompts in the measure of "
         "growth that the allowance grants each week; many principals that each stay below (see "
         "distributed-extraction).",
         threats({"AML.T0024.002", "LLM10:2025", "LLM06:2026"})},
        [] { return std::unique_ptr<Detector>(std::make_unique<SlowExtraction>()); }};
}

}  // namespace vedette
