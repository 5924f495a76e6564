// SPDX-License-Identifier: GPL-3.0-or-later
// A principal known for long shows up in a country it never was in; a node that says it is in another region.
#include <fmt/format.h>

#include <algorithm>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"

namespace vedette {
namespace {

constexpr std::string_view kId = "first-seen-region";
constexpr std::int64_t kHistory = 7 * kDay;
constexpr std::int64_t kMemory = 13 * kDay;  // within what a restart replays
constexpr std::uint32_t kEventsKnown = 50;
constexpr std::uint8_t kDaysKnown = 4;
constexpr std::size_t kRoamer = 3;  // who is known from more countries than this has no home to leave
constexpr std::size_t kPlacesKept = 8;
constexpr std::uint32_t kToAlarm = 5;  // successes from the new place
constexpr std::size_t kPrincipals = 32768;

struct Place {
    EntityId id = 0;
    std::string name;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint32_t events = 0;
    bool reported = false;
    Trail trail;  // only until the place is known
};

struct Known {
    std::int64_t first = -1;
    std::int64_t day = -1;
    std::uint8_t days = 0;
    std::uint32_t events = 0;
    std::vector<Place> places;
};

class FirstSeenRegion final : public Detector {
public:
    void observe(const Observation& seen, std::vector<Finding>& out) override {
        if (!seen.request && seen.classUid != ocsf::kAuthentication) return;
        if (seen.principal != 0 && seen.success) {
            if (const std::string_view country = seen.text(TextColumn::Country); !country.empty()) {
                visit(m_principals.touch(seen.principal, seen.watermark), country, seen, false, out);
            }
        }
        if (seen.node != 0) {
            if (const std::string_view region = seen.text(TextColumn::Region); !region.empty()) {
                visit(m_nodes.touch(seen.node, seen.watermark), region, seen, true, out);
            }
        }
    }

    void advance(Time watermark, std::vector<Finding>&) override {
        const std::int64_t now = toMicros(watermark);
        if (now - m_pruned < kHour) return;
        m_pruned = now;
        m_principals.dropBefore(now - kMemory);
        m_nodes.dropBefore(now - kMemory);
    }

private:
    void visit(Known& known, std::string_view name, const Observation& seen, bool node, std::vector<Finding>& out) {
        if (known.first < 0) known.first = seen.time;
        known.first = std::min(known.first, seen.time);
        if (const std::int64_t day = seen.time / kDay; day > known.day) {
            known.day = day;
            if (known.days < 255) ++known.days;
        }
        if (known.events < 1'000'000) ++known.events;
        const EntityId id = entityId(name);
        auto place = std::ranges::find(known.places, id, &Place::id);
        if (place != known.places.end() && seen.time - place->last > kMemory) {
            known.places.erase(place);
            place = known.places.end();
        }
        if (place == known.places.end()) {
            if (known.places.size() >= kPlacesKept) {
                known.places.erase(std::ranges::min_element(known.places, {}, &Place::last));
            }
            known.places.push_back(Place{id, std::string(name), seen.time, seen.time, 0, false, {}});
            place = known.places.end() - 1;
        }
        place->last = std::max(place->last, seen.time);
        ++place->events;
        if (place->reported || seen.time - place->first > kDay) return;
        if (seen.time - known.first < kHistory) return;  // learning: everything is new
        place->trail.add(seen.entry, seen.time);
        if (place->trail.count() < kToAlarm) return;
        if (known.days < kDaysKnown || known.events < kEventsKnown) return;
        std::string homes;
        std::size_t count = 0;
        for (const Place& other : known.places) {
            if (other.id == id || other.first >= place->first || seen.time - other.last > kMemory) continue;
            if (other.events < kToAlarm) continue;
            homes += (homes.empty() ? "" : ", ") + other.name;
            ++count;
        }
        place->reported = true;
        if (count == 0 || (!node && count > kRoamer)) return;
        report(*place, known, homes, seen, node, out);
    }

    static void report(const Place& place, const Known& known, const std::string& homes, const Observation& seen,
                       bool node, std::vector<Finding>& out) {
        const std::string_view who = seen.text(node ? TextColumn::Node : TextColumn::Principal);
        Finding f;
        f.detector = kId;
        f.node = seen.text(TextColumn::Node);
        f.source = seen.text(TextColumn::Source);
        if (!node) {
            f.principal = who;
            f.client = seen.text(TextColumn::Client);
        }
        f.title = node ? fmt::format("{} now reports region {}", who, place.name)
                       : fmt::format("{} works from {} for the first time", who, place.name);
        f.reason = fmt::format("{} events within a day {} {}, where {} was never seen before.", place.trail.count(),
                               node ? "in region" : "from", place.name, who);
        f.baseline = fmt::format("Known for {} days with {} events, all from: {}.", (seen.time - known.first) / kDay,
                                 countText(known.events), homes);
        f.severity = node ? ocsf::kHigh : ocsf::kMedium;
        f.confidence = node ? 80 : 50;
        f.threats = threats({"AML.T0012"});
        attach(f, place.trail, fmt::format("{}|{}", who, place.name), place.first);
        out.push_back(std::move(f));
    }

    StateMap<Known> m_principals{kPrincipals};
    StateMap<Known> m_nodes{4096};
    std::int64_t m_pruned = 0;
};

}  // namespace

Shipped firstSeenRegion() {
    return {{std::string(kId), "First seen in a region",
             fmt::format(
                 "Countries a principal succeeded from, and regions a node reported, remembered for 13 days. A new one "
                 "is reported once, after {} events from it within a day. Principals known from more than {} countries "
                 "are left out: they have no home to leave.",
                 kToAlarm, kRoamer),
             fmt::format("7 days of history, {} active days and {} events per principal", static_cast<int>(kDaysKnown),
                         kEventsKnown),
             "0.3 alerts per node and week",
             "A first visit after more than 13 days of absence counts as new again; attackers who come through the "
             "victim's own "
             "country; keys used from many countries; events without a country.",
             threats({"AML.T0012"})},
            [] { return std::unique_ptr<Detector>(std::make_unique<FirstSeenRegion>()); }};
}

}  // namespace vedette
