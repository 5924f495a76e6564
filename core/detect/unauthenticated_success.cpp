// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody without credentials was served something that others are asked credentials for.
#include <fmt/format.h>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "unauthenticated-success";
constexpr std::int64_t kAnonymous = 2;
constexpr std::int64_t kAuthenticated = 1;
constexpr std::uint32_t kKnownGuarded = 50;  // authenticated or refused requests that show a source does ask
constexpr std::uint32_t kToAlarm = 3;        // a single stray line proves little
constexpr std::size_t kTargets = 16384;

struct Guard {  // of one source
    std::uint32_t asked = 0;
};

struct Target {  // one operation of one node
    std::uint32_t authenticated = 0;
    Trail trail;
    Episode episode;
};

class UnauthenticatedSuccess final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>& out) override {
        if (!seen.request || seen.ownTraffic || seen.source == 0) return;
        const std::int64_t auth = seen.number(IntColumn::Auth);
        if (auth == kAuthenticated || seen.authFailure) {
            Guard& guard = m_guards.touch(seen.source, seen.watermark);
            if (guard.asked < kKnownGuarded) ++guard.asked;
            if (auth == kAuthenticated && seen.success && !seen.modelCall) {
                Target& target = m_targets.touch(joined(seen.node, seen.operation), seen.watermark);
                if (target.authenticated < kKnownGuarded) ++target.authenticated;
            }
            return;
        }
        if (auth != kAnonymous || !seen.success) return;
        // Asking is the rule: for model work by the source as a whole, for anything else by this very operation.
        const EntityId id = joined(seen.node, seen.operation);
        if (seen.modelCall) {
            const Guard* guard = m_guards.find(seen.source);
            if (guard == nullptr || guard->asked < kKnownGuarded) return;
        } else {
            const Target* known = m_targets.find(id);
            if (known == nullptr || known->authenticated < kKnownGuarded) return;
        }
        Target& target = m_targets.touch(id, seen.watermark);
        if (!target.episode.active(seen.time) && seen.time - target.trail.lastTime() > kDay) target.trail.clear();
        target.trail.add(seen.entry, seen.time);
        if (target.trail.count() < kToAlarm) return;
        target.episode.open(seen.time);
        if (target.episode.due(target.trail.count())) report(target, seen, out);
    }

    void advance(Time watermark, std::vector<Finding>&) override {
        const std::int64_t now = toMicros(watermark);
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_guards.dropBefore(now - 13 * kDay);
        m_targets.dropBefore(now - 13 * kDay);
    }

private:
    void report(const Target& target, const Observation& seen, std::vector<Finding>& out) const {
        const std::string_view node = seen.text(TextColumn::Node);
        const std::string_view operation = seen.text(TextColumn::Operation);
        Finding f;
        f.detector = kId;
        f.node = node;
        f.source = seen.text(TextColumn::Source);
        f.model = seen.text(TextColumn::Model);
        f.client = seen.text(TextColumn::Client);
        f.title = fmt::format("{} answers {} without credentials", node, operation);
        const std::uint64_t served = target.trail.count();
        f.reason = served == 1 ? fmt::format("1 request without credentials was served by {} on {}.", operation, node)
                               : fmt::format("{} requests without credentials were served by {} on {}.",
                                             countText(static_cast<double>(served)), operation, node);
        f.baseline = seen.modelCall ? "The other requests of this source carry credentials or are refused."
                                    : "This operation is otherwise used with credentials.";
        f.severity = seen.modelCall ? ocsf::kHigh : ocsf::kMedium;
        f.confidence = target.trail.count() >= 10 ? 90 : 70;
        f.threats = threats({"AML.T0040", "AML.T0049"});
        attach(f, target.trail, fmt::format("{}|{}", node, operation), target.episode.start());
        out.push_back(std::move(f));
    }

    StateMap<Guard> m_guards{4096};
    StateMap<Target> m_targets{kTargets};
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped unauthenticatedSuccess() {
    return {
        {std::string(kId), "Success without credentials",
         fmt::format("Anonymous requests that succeed: model work on a source that asked for credentials at least {} "
                     "times, or another operation that at least {} callers used with credentials. At least {} of them; "
                     "health, metrics and similar pages do not count. One alert per node and operation for as long as "
                     "it goes on, a week at most.",
                     kKnownGuarded, kKnownGuarded, kToAlarm),
         fmt::format("{} requests with credentials, or refused for lack of them, on the source", kKnownGuarded),
         "0.05 alerts per node and week",
         "Sources that do not log whether a request was authenticated; a node that has been open from its first logged "
         "request on (the control on endpoint authentication sees that one); requests with stolen credentials.",
         threats({"AML.T0040", "AML.T0049"})},
        [] { return std::unique_ptr<Detector>(std::make_unique<UnauthenticatedSuccess>()); }};
}

}  // namespace vedette
