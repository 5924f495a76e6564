// SPDX-License-Identifier: GPL-3.0-or-later
// Many accounts, few tries each, from one place. Counted over ten minutes per client address and per network.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "credential-stuffing";
constexpr std::int64_t kPart = 2 * kMinute;  // the window of ten minutes has five parts
constexpr std::size_t kParts = 5;
constexpr std::int64_t kWindow = 10 * kMinute;
constexpr std::size_t kAccountsKept = 64;
constexpr std::size_t kAccountsToAlarm = 20;
constexpr double kFailureShare = 0.9;
constexpr std::uint32_t kNamelessToAlarm = 120;  // failures without an account name, in ten minutes
constexpr std::uint32_t kTriesBeforeSuccess = 5;
constexpr std::size_t kPlaces = 8192;

struct Part {
    std::int64_t index = -1;
    std::uint32_t failures = 0;
    std::uint32_t nameless = 0;
    std::uint32_t successes = 0;
    std::vector<EntityId> accounts;  // sorted; those that failed
    std::vector<EntityId> clients;   // sorted; for networks
};

struct Place {
    std::array<Part, kParts> parts;
    Trail trail;
    Episode episode;
    std::int64_t lastFailure = 0;
    std::uint32_t failuresSeen = 0;    // since the trail began
    std::uint32_t successesAfter = 0;  // by clients that had failed often, within the window
    bool successReported = false;
    HourRing hours;  // failures per hour: what this place does normally
};

void insertSorted(std::vector<EntityId>& list, EntityId id) {
    if (list.size() >= kAccountsKept) return;
    const auto at = std::ranges::lower_bound(list, id);
    if (at == list.end() || *at != id) list.insert(at, id);
}

struct Window {
    std::uint32_t failures = 0;
    std::uint32_t nameless = 0;
    std::uint32_t successes = 0;
    std::size_t accounts = 0;
    std::size_t clients = 0;
};

Window sum(const Place& place, std::int64_t part) {
    Window w;
    std::vector<EntityId> accounts;
    std::vector<EntityId> clients;
    for (const Part& p : place.parts) {
        if (p.index < 0 || p.index > part || p.index <= part - static_cast<std::int64_t>(kParts)) continue;
        w.failures += p.failures;
        w.nameless += p.nameless;
        w.successes += p.successes;
        accounts.insert(accounts.end(), p.accounts.begin(), p.accounts.end());
        clients.insert(clients.end(), p.clients.begin(), p.clients.end());
    }
    const auto distinct = [](std::vector<EntityId>& list) {
        std::ranges::sort(list);
        return static_cast<std::size_t>(std::ranges::unique(list).begin() - list.begin());
    };
    w.accounts = distinct(accounts);
    w.clients = distinct(clients);
    return w;
}

class CredentialStuffing final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>& out) override {
        if (!seen.request && seen.classUid != ocsf::kAuthentication) return;
        if (seen.authFailure) {
            if (seen.client != 0) failed(m_clients, seen.client, seen, false, out);
            if (seen.network != 0) failed(m_networks, seen.network, seen, true, out);
        } else if (seen.success && !seen.ownTraffic) {
            // Only places that failed before have a state; all others cost one look.
            if (seen.client != 0) succeeded(m_clients, seen.client, seen, false, out);
            if (seen.network != 0) succeeded(m_networks, seen.network, seen, true, out);
        }
    }

    void advance(Time watermark, std::vector<Finding>&) override {
        const std::int64_t now = toMicros(watermark);
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_clients.dropBefore(now - 13 * kDay);
        m_networks.dropBefore(now - 13 * kDay);
    }

private:
    static Part* partAt(Place& place, std::int64_t index) {
        Part& part = place.parts[static_cast<std::size_t>(index) % kParts];
        if (part.index > index) return nullptr;  // too late for the window
        if (part.index < index) {
            part = Part{};
            part.index = index;
        }
        return &part;
    }

    void failed(StateMap<Place>& places, EntityId id, const Observation& seen, bool network,
                std::vector<Finding>& out) {
        Place& place = places.touch(id, seen.watermark);
        const std::int64_t index = seen.time / kPart;
        Part* part = partAt(place, index);
        if (part == nullptr) return;
        ++part->failures;
        if (seen.principal != 0) {
            insertSorted(part->accounts, seen.principal);
        } else {
            ++part->nameless;
        }
        if (network && seen.client != 0) insertSorted(part->clients, seen.client);
        place.hours.add(seen.time / kHour, 1);
        if (!place.episode.active(seen.time) && seen.time - place.lastFailure > kWindow) {
            place.trail.clear();
            place.successesAfter = 0;
            place.successReported = false;
        }
        place.lastFailure = std::max(place.lastFailure, seen.time);
        place.trail.add(seen.entry, seen.time);
        if (place.trail.count() < kAccountsToAlarm) return;
        judge(place, index, seen, network, false, out);
    }

    void succeeded(StateMap<Place>& places, EntityId id, const Observation& seen, bool network,
                   std::vector<Finding>& out) {
        Place* place = places.find(id);
        if (place == nullptr) return;
        if (seen.time - place->lastFailure > kWindow) return;
        const std::int64_t index = seen.time / kPart;
        Part* part = partAt(*place, index);
        if (part == nullptr) return;
        ++part->successes;
        if (place->episode.active(seen.time) && place->trail.count() >= kTriesBeforeSuccess) {
            place->trail.add(seen.entry, seen.time);
            ++place->successesAfter;
            if (!place->successReported) judge(*place, index, seen, network, true, out);
        }
    }

    void judge(Place& place, std::int64_t index, const Observation& seen, bool network, bool afterSuccess,
               std::vector<Finding>& out) {
        // Full sums only now and then: every fourth failure until the first report, then when a report is due.
        if (!afterSuccess && !place.episode.active(seen.time) && place.trail.count() % 4 != 0) return;
        const Window w = sum(place, index);
        // One address in its network is the address's alert.
        if (network && w.clients == 1) return;
        const double share = static_cast<double>(w.failures) / static_cast<double>(w.failures + w.successes);
        const bool manyAccounts = w.accounts >= kAccountsToAlarm && share >= kFailureShare;
        const StepCounts usual = place.hours.active(seen.time / kHour - 1, seen.time / kHour);
        const RobustSummary normal = summarize(usual, 1.0);
        const bool nameless = w.nameless >= kNamelessToAlarm && share >= kFailureShare &&
                              (normal.count < 3 || static_cast<double>(w.nameless) >= 4 * normal.high);
        if (!manyAccounts && !nameless && !afterSuccess) return;
        if (place.episode.open(seen.time) && !afterSuccess) place.successReported = false;
        const bool due = place.episode.due(place.trail.count());
        if (!due && !afterSuccess) return;
        if (afterSuccess) place.successReported = true;

        const std::string_view who = network ? seen.text(TextColumn::Network) : seen.text(TextColumn::Client);
        Finding f;
        f.detector = kId;
        f.client = network ? std::string() : std::string(who);
        f.node = seen.text(TextColumn::Node);
        f.source = seen.text(TextColumn::Source);
        f.title = fmt::format("Credential stuffing from {} {}", network ? "network" : "client", who);
        f.reason = fmt::format(
            "{} failed logins in ten minutes over {}{} accounts ({} without an account name), {:.0f} % of all attempts "
            "failed.",
            countText(w.failures), w.accounts >= kAccountsKept ? "at least " : "", w.accounts, countText(w.nameless),
            100 * share);
        if (place.successesAfter > 0) {
            f.reason += fmt::format(
                " Requests from there that succeeded after the failures began: {}. Treat the accounts "
                "used as taken over until shown otherwise.",
                place.successesAfter);
        }
        f.baseline = normal.count == 0
                         ? "No failed logins from there in the last two weeks."
                         : fmt::format("In its {} other hours with failures: median {} an hour, at most {}.",
                                       normal.count, countText(normal.median), countText(normal.high));
        f.severity = place.successesAfter > 0 ? ocsf::kCritical : manyAccounts ? ocsf::kHigh : ocsf::kMedium;
        f.confidence = manyAccounts ? 90 : 60;
        f.threats = threats({"AML.T0012", "AML.T0091.000"});
        attach(f, place.trail, who, place.episode.start());
        out.push_back(std::move(f));
    }

    StateMap<Place> m_clients{kPlaces};
    StateMap<Place> m_networks{kPlaces};
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped credentialStuffing() {
    return {
        {std::string(kId), "Credential stuffing",
         fmt::format("Failed logins (401, 403, 407, failed Authentication events) per client address and per network "
                     "over a sliding window of ten minutes: at least {} different accounts at a failure share of at "
                     "least {}, or at least {} failures without an account name when that is four times the place's "
                     "busiest hour. A success after at least {} failures raises the severity to critical.",
                     kAccountsToAlarm, kFailureShare, kNamelessToAlarm, kTriesBeforeSuccess),
         "none for account spraying; the count without names compares with the place's own last two weeks, if any",
         "0.05 alerts per node and week",
         "Attempts spread so thin that no address and no /24 (or /48) sees 20 accounts in ten minutes; guessing at one "
         "account; sources that log neither address nor account.",
         threats({"AML.T0012", "AML.T0091.000"})},
        [] { return std::unique_ptr<Detector>(std::make_unique<CredentialStuffing>()); }};
}

}  // namespace vedette
