// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/feeds.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "core/policy/judge.h"

namespace vedette::ui {
namespace {

constexpr int kAlertPauseMs = 1'000;
constexpr int kPosturePauseMs = 30'000;
constexpr int kFleetPauseMs = 10'000;

struct SortedAlerts {
    std::vector<AlertSummary> alerts;
    std::shared_ptr<const void> texts;
    std::uint64_t version = 0;
};

// The queue as it was put in order last. Most entries are no alerts: then the next queue is the same one, and a hundred
// thousand alerts are neither copied nor sorted. A reading that was superseded may still be under way on another thread
// when the next one begins.
class LastSorted {
public:
    [[nodiscard]] std::shared_ptr<const SortedAlerts> of(std::uint64_t version) const {
        const std::scoped_lock lock(m_mutex);
        const auto last = m_last.lock();
        return last && last->version == version ? last : nullptr;
    }
    void keep(const std::shared_ptr<const SortedAlerts>& sorted) {
        const std::scoped_lock lock(m_mutex);
        m_last = sorted;
    }

private:
    mutable std::mutex m_mutex;
    std::weak_ptr<const SortedAlerts> m_last;  // whoever shows it holds it
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

std::unique_ptr<Feed<AlertQueue>> makeAlertFeed(Session& session, std::shared_ptr<SharedAlerts> known) {
    return std::make_unique<Feed<AlertQueue>>(
        session,
        [known = std::move(known), last = std::make_shared<LastSorted>()](Session&) -> Feed<AlertQueue>::Work {
            return [known, last](Reader& reader) -> Result<AlertQueue> {
                std::shared_ptr<SortedAlerts> fresh;
                std::shared_ptr<const SortedAlerts> sorted;
                std::uint64_t entries = 0;
                auto read = known->catchUp(reader, [&](const AlertIndex& index, std::uint64_t version) {
                    entries = index.entries();
                    sorted = last->of(version);
                    if (!sorted)
                        fresh = std::make_shared<SortedAlerts>(SortedAlerts{index.alerts(), index.memory(), version});
                });
                if (!read) return passOn(read);
                if (fresh) {
                    std::sort(fresh->alerts.begin(), fresh->alerts.end(), moreUrgent);
                    last->keep(fresh);
                    sorted = fresh;
                }
                return AlertQueue{sorted->alerts, sorted, entries};
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
