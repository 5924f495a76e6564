// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/feeds.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>

#include "core/policy/judge.h"

namespace vedette::ui {
namespace {

constexpr int kAlertPauseMs = 1'000;
constexpr int kPosturePauseMs = 30'000;
constexpr int kFleetPauseMs = 10'000;

// A reading that was superseded may still be under way on another thread when the next one begins.
struct SharedIndex {
    std::mutex mutex;
    AlertIndex index;
};

std::map<std::string, std::uint64_t, std::less<>> openByNode(const AlertQueue* queue) {
    std::map<std::string, std::uint64_t, std::less<>> open;
    if (queue != nullptr)
        for (const auto& alert : queue->alerts)
            if (alert.open()) ++open[std::string(alert.node)];
    return open;
}

}  // namespace

std::size_t AlertQueue::openCount() const {
    return static_cast<std::size_t>(
        std::count_if(alerts.begin(), alerts.end(), [](const AlertSummary& a) { return a.open(); }));
}

const AlertSummary* AlertQueue::find(std::string_view id) const {
    const auto at = std::find_if(alerts.begin(), alerts.end(), [id](const AlertSummary& a) { return a.id == id; });
    return at == alerts.end() ? nullptr : &*at;
}

std::unique_ptr<Feed<AlertQueue>> makeAlertFeed(Session& session) {
    auto shared = std::make_shared<SharedIndex>();
    return std::make_unique<Feed<AlertQueue>>(
        session,
        [shared](Session&) -> Feed<AlertQueue>::Work {
            return [shared](Reader& reader) -> Result<AlertQueue> {
                const std::scoped_lock lock(shared->mutex);
                auto news = shared->index.catchUp(reader);
                if (!news) return passOn(news);
                AlertQueue queue{shared->index.alerts(), shared->index.memory(), shared->index.entries()};
                std::sort(queue.alerts.begin(), queue.alerts.end(), moreUrgent);
                return queue;
            };
        },
        kAlertPauseMs, false);
}

std::unique_ptr<Feed<Judgement>> makePostureFeed(Session& session, const std::filesystem::path& resources) {
    return std::make_unique<Feed<Judgement>>(
        session,
        [resources](Session& asked) -> Feed<Judgement>::Work {
            return [resources, scope = asked.scope(), now = asked.now()](Reader& reader) -> Result<Judgement> {
                auto packs = loadPacks(resources / "packs");
                if (!packs) return passOn(packs);
                Period period = scope.period(now);
                // Everything begins with the first entry: nothing is expected of the time before the log.
                if (scope.range == Range::Everything) {
                    auto extent = reader.extent(Filter{});
                    if (!extent) return passOn(extent);
                    period = {extent->firstTime, now};
                }
                return judgePart(reader, *packs, resources / "regions" / "regions.yaml", period, now, scope.nodes);
            };
        },
        kPosturePauseMs);
}

std::unique_ptr<Feed<FleetState>> makeFleetFeed(Session& session, Feed<AlertQueue>& alerts) {
    auto feed = std::make_unique<Feed<FleetState>>(
        session,
        [&alerts](Session& asked) -> Feed<FleetState>::Work {
            return [period = asked.period(), now = asked.now(), open = openByNode(alerts.value().get())](
                       Reader& reader) { return fleetState(reader, period, open, now); };
        },
        kFleetPauseMs);
    // The fleet is often read before the alerts are known, and a decision about one changes its node.
    using Open = std::map<std::string, std::uint64_t, std::less<>>;
    QObject::connect(&alerts, &FeedBase::changed, feed.get(),
                     [&alerts, fleet = feed.get(), was = std::optional<Open>()]() mutable {
                         Open open = openByNode(alerts.value().get());
                         const bool first = !was.has_value();
                         if (was == open || (first && open.empty())) return;
                         was = std::move(open);
                         first ? fleet->refreshNow() : fleet->refresh();
                     });
    return feed;
}

}  // namespace vedette::ui
