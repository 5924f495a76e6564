// SPDX-License-Identifier: GPL-3.0-or-later
// A source that used to deliver has stopped, while others go on.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "source-silent";
constexpr std::int64_t kLeast = 15 * kMinute;
constexpr double kTimesGap = 6;
constexpr double kTimesSteady = 4;  // for scrapes, which are regular by nature
constexpr int kHours = 312;         // 13 days
constexpr std::int64_t kSteadyWarmUp = kHour;
constexpr std::int64_t kBusyWarmUp = 6 * kHour;
constexpr std::int64_t kRhythmWarmUp = 2 * kDay;
constexpr std::int64_t kSteadyGap = 5 * kMinute;
constexpr std::uint32_t kSteadyCount = 20;
constexpr std::uint32_t kBusyCount = 200;
constexpr std::uint32_t kRhythmCount = 60;
constexpr std::int64_t kCollectorUp = 1;       // activities of a collector status: the source answers,
constexpr std::int64_t kCollectorDown = 2;     // or cannot be reached
constexpr std::int64_t kJoinNode = 6 * kHour;  // sources of one node that stop within this time are one alert
constexpr std::size_t kSources = 8192;
constexpr std::size_t kRounds = 128;

struct Source {
    std::string name;
    std::string node;
    EntityId nodeId = 0;
    bool scrape = false;
    bool silent = false;
    std::int64_t first = -1;      // watermark at its first entry
    std::int64_t last = -1;       // watermark at its newest entry
    std::int64_t downSince = -1;  // watermark when the collector lost it; -1 while it answers
    std::int64_t lastTime = 0;    // event time of its newest entry
    std::uint64_t lastEntry = 0;
    std::uint32_t entries = 0;
    std::int64_t newestHour = -1;
    std::array<float, kHours> gaps{};  // seconds: the longest gap that touched the hour
};

struct Node {
    std::int64_t begin = -1;
    std::vector<std::string> sources;
    Trail trail;
};

class SourceSilent final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>&) override {
        roundTrip(seen);
        if (seen.source == 0 || seen.classUid == ocsf::kEndpointObservation) return;
        if (seen.classUid == ocsf::kCollectorStatus) {
            Source* known = m_sources.find(seen.source);
            if (known == nullptr) return;
            if (seen.number(IntColumn::Activity) == kCollectorUp) known->downSince = -1;
            if (seen.number(IntColumn::Activity) == kCollectorDown && known->downSince < 0)
                known->downSince = seen.watermark;
            return;
        }
        const bool scrape = seen.classUid == ocsf::kMetricScrape;
        if (scrape && seen.number(IntColumn::Status) == ocsf::kFailure) return;
        Source& s = m_sources.touch(seen.source, seen.watermark);
        if (s.first < 0) {
            s.name = seen.text(TextColumn::Source);
            s.node = seen.text(TextColumn::Node);
            s.nodeId = seen.node;
            s.scrape = scrape;
            s.first = seen.watermark;
        } else {
            learn(s, seen.watermark);
        }
        s.last = seen.watermark;
        s.lastTime = seen.time;
        s.lastEntry = seen.entry;
        if (s.entries < 1'000'000) ++s.entries;
        s.silent = false;
        s.downSince = -1;
    }

    void advance(Time watermark, std::vector<Finding>& out) override {
        const std::int64_t now = toMicros(watermark);
        if (m_logged < m_graceUntil) return;
        m_sources.forEach([&](EntityId, Source& s) { judge(s, now, 1, out); });
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_sources.dropBefore(now - 13 * kDay);
        m_nodes.dropBefore(now - 13 * kDay);
    }

    // Nothing at all arrives: the watermark stands still. Twice the patience, because the cause may be on our side.
    void idle(Time now, std::vector<Finding>& out) override {
        m_sources.forEach([&](EntityId, Source& s) { judge(s, toMicros(now), 2, out); });
    }

private:
    // After the collector was away, the sources deliver their backlogs one after the other. Until each had its turn,
    // nobody is silent. What counts as away is learned from the collection times in the log.
    void roundTrip(const Observation& seen) {
        if (seen.logged <= m_logged) return;
        const std::int64_t gap = seen.logged - m_logged;
        const bool first = m_logged == 0;
        m_logged = seen.logged;
        if (first || gap < kSecond) return;
        std::int64_t usual = 0;
        for (const std::int64_t g : m_gaps) usual = std::max(usual, g);
        if (gap > std::max<std::int64_t>(kLeast, 3 * usual)) m_graceUntil = m_logged + std::max(kLeast, 3 * usual);
        m_gaps[m_gapAt] = gap;
        m_gapAt = (m_gapAt + 1) % m_gaps.size();
    }

    static void learn(Source& s, std::int64_t watermark) {
        const std::int64_t gap = watermark - s.last;
        const std::int64_t to = watermark / kHour;
        if (to > s.newestHour) {
            for (std::int64_t h = std::max(s.newestHour + 1, to - kHours + 1); h <= to; ++h) {
                s.gaps[static_cast<std::size_t>(h % kHours)] = 0;
            }
            s.newestHour = to;
        }
        if (gap <= 0) return;
        const std::int64_t wholeSeconds = gap / kSecond;
        const auto seconds = static_cast<float>(wholeSeconds) + 1.0F;
        for (std::int64_t h = std::max(s.last / kHour, to - 96); h <= to; ++h) {
            float& place = s.gaps[static_cast<std::size_t>(h % kHours)];
            place = std::max(place, seconds);
        }
    }

    struct Patience {
        bool known = false;
        std::int64_t threshold = 0;
        std::int64_t usual = 0;
    };

    static Patience patience(const Source& s, std::int64_t now) {
        Patience p;
        const std::int64_t age = s.last - s.first;
        const std::int64_t oldest = std::max(s.first / kHour, s.newestHour - kHours + 1);
        float everyHour = 0;
        for (std::int64_t h = oldest; h <= s.newestHour; ++h) {
            everyHour = std::max(everyHour, s.gaps[static_cast<std::size_t>(h % kHours)]);
        }
        const auto longest = static_cast<std::int64_t>(everyHour) * kSecond;
        const auto after = [&](double times) {
            return Patience{true, std::max(kLeast, static_cast<std::int64_t>(times * static_cast<double>(longest))),
                            longest};
        };
        // Once the collector itself cannot reach the source, its pauses no longer excuse it.
        if (s.downSince >= 0 && now - s.downSince > kLeast && s.entries >= kSteadyCount) return {true, kLeast, longest};
        if (s.scrape && s.entries >= kSteadyCount && age >= kSteadyWarmUp) return after(kTimesSteady);
        if (age < kRhythmWarmUp) {
            return s.entries >= kBusyCount && age >= kBusyWarmUp ? after(2 * kTimesGap) : p;
        }
        if (s.entries < kRhythmCount) return p;
        // The hours of the day the silence spans, as they were on the days before.
        float usual = 0;
        for (std::int64_t h = oldest; h <= s.newestHour; ++h) {
            const std::int64_t from = s.last / kHour - 1;
            const std::int64_t span = std::min<std::int64_t>(23, now / kHour + 1 - from);
            const std::int64_t place = ((h - from) % 24 + 24) % 24;
            if (place <= span) usual = std::max(usual, s.gaps[static_cast<std::size_t>(h % kHours)]);
        }
        p.known = true;
        p.usual = static_cast<std::int64_t>(usual) * kSecond;
        p.threshold = std::max(kLeast, static_cast<std::int64_t>(kTimesGap * static_cast<double>(p.usual)));
        // Before its first weekend a source cannot have shown how it rests. 1970-01-01 was a Thursday.
        const std::int64_t weekday = (now / kDay + 3) % 7;
        if (age < 8 * kDay && weekday >= 5 && longest > kSteadyGap) p.threshold = std::max(p.threshold, 3 * kDay);
        return p;
    }

    void judge(Source& s, std::int64_t now, std::int64_t times, std::vector<Finding>& out) {
        if (s.silent || now - s.last <= kLeast) return;
        const Patience p = patience(s, now);
        if (!p.known || now - s.last <= times * p.threshold) return;
        s.silent = true;
        Node& node = m_nodes.touch(s.nodeId, now);
        if (node.begin < 0 || s.last - node.begin > kJoinNode || node.begin - s.last > kJoinNode) {
            node = Node{};
            node.begin = s.last;
        }
        if (std::ranges::find(node.sources, s.name) == node.sources.end()) node.sources.push_back(s.name);
        node.trail.add(s.lastEntry, s.lastTime);

        Finding f;
        f.detector = kId;
        f.node = s.node;
        f.source = s.name;
        f.title = fmt::format("{} has gone silent", node.sources.size() > 1 ? s.node : s.name);
        f.reason =
            fmt::format("Nothing from {} for {}, while the stream went on. The evidence is the last entry it sent.",
                        s.name, formatDuration(Duration(now - s.last)));
        if (node.sources.size() > 1) {
            f.reason += fmt::format(" {} sources of this node are silent.", node.sources.size());
        }
        f.baseline = fmt::format("Its longest pause at this time of day so far: {}; alarm after {}.",
                                 formatDuration(Duration(p.usual)), formatDuration(Duration(times * p.threshold)));
        f.severity = node.sources.size() > 1 || s.scrape ? ocsf::kHigh : ocsf::kMedium;
        f.confidence = 80;
        attach(f, node.trail, s.node, node.begin);
        out.push_back(std::move(f));
    }

    StateMap<Source> m_sources{kSources};
    StateMap<Node> m_nodes{kSources};
    std::array<std::int64_t, kRounds> m_gaps{};
    std::size_t m_gapAt = 0;
    std::int64_t m_logged = 0;
    std::int64_t m_graceUntil = 0;
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped sourceSilent() {
    return {
        {std::string(kId),
         "Source gone silent",
         fmt::format(
             "Time since a source's last entry, by the stream's watermark. Alarm after the larger of 15 minutes and {} "
             "times its longest pause in the same hours of earlier days ({} times for metric scrapes, {} times its "
             "longest pause "
             "of all before it is two days old, 15 minutes once the collector reports it as down). Scrapes speak for "
             "their own source only; reports of the collector do not count as signs of life. After the collector "
             "itself was "
             "away, sources get time to deliver their backlog. Sources of one node that stop together are one "
             "alert.",
             kTimesGap, kTimesSteady, 2 * kTimesGap),
         "1 hour and 20 scrapes for a scraped source; 6 hours and 200 entries for others, 2 days for the rhythm of the "
         "day; "
         "the first weekend of a source that pauses is not judged",
         "0.1 alerts per node and week",
         "A source that delivers less than it should without stopping (the completeness check sees that); sources that "
         "pause "
         "for hours every day are noticed only after six times as long.",
         {}},
        [] { return std::unique_ptr<Detector>(std::make_unique<SourceSilent>()); }};
}

}  // namespace vedette
