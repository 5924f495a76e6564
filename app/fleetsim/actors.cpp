// SPDX-License-Identifier: GPL-3.0-or-later
// Who uses a node: people, services, night jobs and build machines, with volumes as uneven as in life.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/fleetsim/plan.h"
#include "app/fleetsim/rng.h"

namespace vedette::fleetsim {
namespace {

struct Home {
    std::string_view country;
    int offsetMinutes;
};
// Winter time; the traffic does not follow the two change-over nights.
constexpr std::array<Home, 10> kHomes = {{{"DE", 60},
                                          {"GB", 0},
                                          {"US", -300},
                                          {"NL", 60},
                                          {"FR", 60},
                                          {"IE", 0},
                                          {"SE", 60},
                                          {"PL", 60},
                                          {"US", -480},
                                          {"BE", 60}}};

constexpr std::array<std::string_view, 24> kFirst = {
    "anna",  "jonas", "mia",   "lukas", "emma",  "noah", "olivia", "liam", "ines",  "paul", "clara", "hugo",
    "sofie", "daan",  "freya", "oskar", "zofia", "jan",  "maeve",  "sean", "grace", "owen", "lena",  "emil"};
constexpr std::array<std::string_view, 24> kLast = {"keller", "brandt", "visser", "jansen", "murphy", "byrne",
                                                    "nowak",  "lind",   "dubois", "moreau", "wright", "hughes",
                                                    "carter", "reed",   "maes",   "peters", "weber",  "vogel",
                                                    "larsen", "nyberg", "oneill", "walsh",  "bakker", "simon"};
constexpr std::array<std::string_view, 20> kSystems = {
    "billing", "claims",  "search",  "support", "intake",  "triage", "catalog", "reports", "voice",   "notes",
    "letters", "mailbot", "reviews", "routing", "summary", "risk",   "archive", "pricing", "onboard", "coding"};

constexpr std::array<std::string_view, 4> kBrowsers = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
    "Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"};
constexpr std::array<std::string_view, 5> kClients = {"OpenAI/Python 1.109.1", "AsyncOpenAI/Python 1.109.1",
                                                      "OpenAI/JS 5.23.2", "langchain-openai/0.3.33",
                                                      "Go-http-client/2.0"};
constexpr std::array<std::string_view, 3> kScripts = {"python-requests/2.32.5", "curl/8.14.1", "python-httpx/0.28.1"};

std::string hexKey(std::uint64_t id) {
    return fmt::format("{:016x}{:016x}{:016x}{:016x}", mix(id, 1), mix(id, 2), mix(id, 3), mix(id, 4));
}

// Zipf: the k-th busiest has 1/k^1.1 of the busiest one's traffic.
double zipf(int rank) { return 1.0 / std::pow(rank + 1.0, 1.1); }

double shape(ActorKind kind, int batchHour, int minuteOfWeek) {
    const int day = minuteOfWeek / 1440;  // 0 is Monday
    const double hour = (minuteOfWeek % 1440) / 60.0;
    const bool weekend = day >= 5;
    switch (kind) {
        case ActorKind::Human: {
            // Two humps around a lunch break, hardly anything at night.
            const double morning = std::exp(-0.5 * std::pow((hour - 10.3) / 1.5, 2));
            const double afternoon = std::exp(-0.5 * std::pow((hour - 14.8) / 1.9, 2));
            const double evening = 0.10 * std::exp(-0.5 * std::pow((hour - 20.5) / 1.5, 2));
            return (weekend ? 0.12 : 1.0) * (morning + 0.95 * afternoon + evening + 0.004);
        }
        case ActorKind::Service: {
            const double daytime = 0.5 + 0.5 * std::sin((hour - 8.5) / 24.0 * 2.0 * std::numbers::pi);
            return (weekend ? 0.62 : 1.0) * (0.35 + daytime);
        }
        case ActorKind::Batch: return hour >= batchHour && hour < batchHour + 2 ? 1.0 : 0.0;
        case ActorKind::Ci: return weekend ? 0.05 : (hour >= 7 && hour < 19 ? 1.0 : 0.15);
        default: return 1.0;
    }
}

double meanOfWeek(ActorKind kind) {
    static const std::array<double, 5> means = [] {
        std::array<double, 5> result{};
        for (std::size_t k = 0; k < result.size(); ++k) {
            double sum = 0;
            for (int minute = 0; minute < 7 * 1440; minute += 10) sum += shape(static_cast<ActorKind>(k), 2, minute);
            result[k] = sum / (7 * 144);
        }
        return result;
    }();
    return means[std::min<std::size_t>(static_cast<std::size_t>(kind), means.size() - 1)];
}

// Where the users of a node may be: its allowed zones, anywhere when it has none.
std::vector<Home> homesOf(const NodePlan& node) {
    const auto allows = [&](std::string_view zone) {
        return std::ranges::find(node.allowedZones, zone) != node.allowedZones.end();
    };
    std::vector<Home> homes;
    for (const Home& home : kHomes) {
        const bool european = home.country != "GB" && home.country != "US";
        if (node.allowedZones.empty() || allows(home.country) || (european && (allows("EU") || allows("EEA")))) {
            homes.push_back(home);
        }
    }
    return homes.empty() ? std::vector<Home>(kHomes.begin(), kHomes.end()) : homes;
}

void giveNetwork(Actor& actor, std::uint64_t salt) {
    // Carrier-grade space (100.64/10) stands in for the Internet: nobody's real address can appear.
    actor.network = (100U << 24) + ((64U + static_cast<std::uint32_t>(mix(salt, 11) % 60)) << 16) +
                    (static_cast<std::uint32_t>(mix(salt, 12) % 256) << 8);
}

}  // namespace

double rhythm(const Actor& actor, Time t) {
    if (actor.kind > ActorKind::Ci) return 1.0;
    const std::int64_t minutes = std::chrono::floor<std::chrono::minutes>(t).time_since_epoch().count();
    // 1970-01-01 was a Thursday.
    const std::int64_t local = minutes + actor.utcOffsetMinutes + std::int64_t{3} * 1440;
    const int minuteOfWeek = static_cast<int>(((local % 10080) + 10080) % 10080);
    return shape(actor.kind, actor.batchHour, minuteOfWeek) / meanOfWeek(actor.kind);
}

std::vector<Actor> actorsOf(const NodePlan& node, std::uint64_t seed, double requestsPerHour) {
    struct Group {
        ActorKind kind;
        int count;
        double share;
    };
    constexpr std::array<Group, 4> groups = {{{ActorKind::Service, 7, 0.50},
                                              {ActorKind::Human, 22, 0.34},
                                              {ActorKind::Batch, 2, 0.12},
                                              {ActorKind::Ci, 2, 0.04}}};
    std::vector<Actor> actors;
    for (const Group& group : groups) {
        double weight = 0;
        for (int i = 0; i < group.count; ++i) weight += zipf(i);
        for (int i = 0; i < group.count; ++i) {
            const std::uint64_t id = mix(seed, node.index, static_cast<int>(group.kind), i, 0xac);
            Rng rng(id);
            Actor actor;
            actor.kind = group.kind;
            actor.id = id;
            actor.key = hexKey(id);
            const std::vector<Home> homes = homesOf(node);
            // Two in three are at home where the node is, the others elsewhere in the zones it may serve.
            Home home = homes[rng.below(homes.size())];
            if (rng.chance(0.66)) {
                const auto it = std::ranges::find(homes, std::string_view(node.country), &Home::country);
                if (it != homes.end()) home = *it;
            }
            actor.country = home.country;
            actor.utcOffsetMinutes = home.offsetMinutes;
            giveNetwork(actor, id);
            actor.ipv6 = rng.chance(0.12);
            actor.perHour = requestsPerHour * group.share * zipf(i) / weight;
            const auto models = static_cast<int>(node.models.size());
            actor.model = rng.chance(0.7) ? 0 : rng.between(0, models - 1);
            actor.secondModel = rng.between(0, models - 1);
            actor.promptTemplate = rng.between(0, 31);
            const int tag = static_cast<int>(id % 0xfff);
            const std::string_view system = kSystems[rng.below(kSystems.size())];
            switch (group.kind) {
                case ActorKind::Human:
                    actor.name = fmt::format("{}.{}.{:03x}", kFirst[rng.below(kFirst.size())],
                                             kLast[rng.below(kLast.size())], tag);
                    actor.agent = kBrowsers[rng.below(kBrowsers.size())];
                    actor.hosts = rng.between(1, 3);
                    actor.promptMedian = rng.logNormal(320, 0.4);
                    actor.outputMedian = rng.logNormal(260, 0.3);
                    actor.travels = rng.chance(0.02) && home.country != "GB" && home.country != "US";
                    if (rng.chance(0.04)) actor.joinsAfterMinutes = rng.between(1440, 20160);
                    break;
                case ActorKind::Batch:
                    actor.name = fmt::format("job-{}-{:03x}", system, tag);
                    actor.agent = kScripts[rng.below(kScripts.size())];
                    actor.batchHour = rng.between(1, 4);
                    actor.promptMedian = rng.logNormal(900, 0.3);
                    actor.outputMedian = rng.logNormal(150, 0.3);
                    break;
                case ActorKind::Ci:
                    actor.name = fmt::format("ci-{}-{:03x}", system, tag);
                    actor.agent = kScripts[rng.below(kScripts.size())];
                    actor.hosts = rng.between(2, 8);
                    actor.promptMedian = 180;
                    actor.outputMedian = 90;
                    break;
                default:
                    actor.name = fmt::format("svc-{}-{:03x}", system, tag);
                    actor.agent = kClients[rng.below(kClients.size())];
                    actor.hosts = rng.between(2, 5);
                    actor.promptMedian = rng.logNormal(650, 0.5);
                    actor.outputMedian = rng.logNormal(180, 0.4);
                    break;
            }
            actor.team = fmt::format("team-{}", kSystems[mix(id, 5) % 8]);
            actors.push_back(std::move(actor));
        }
    }
    return actors;
}

}  // namespace vedette::fleetsim
