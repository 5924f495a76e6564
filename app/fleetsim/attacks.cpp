// SPDX-License-Identifier: GPL-3.0-or-later
// The attacks that show in traffic. Each adds its requests to a slice, drawn like the rest from seed, node and slice.
#include <algorithm>

#include "app/fleetsim/rng.h"
#include "app/fleetsim/traffic.h"

namespace vedette::fleetsim {
namespace {

Request by(const Actor& actor, Time at, Rng& rng) {
    Request r;
    r.logged = at;
    r.id = rng.next();
    r.actor = &actor;
    r.country = actor.country;
    r.address = actor.network + 10 + static_cast<std::uint32_t>(rng.below(static_cast<std::uint64_t>(actor.hosts)));
    return r;
}

// `count` instants of the slice, evenly spread with a little jitter: what a script does.
Time steady(Time begin, int i, int count, Rng& rng) {
    const std::int64_t step = Duration(kSlice).count() / count;
    return begin + Duration(step * i + static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(step / 4 + 1))));
}

}  // namespace

void Traffic::addAttack(const Attack& attack, int node, std::int64_t slice, std::vector<Request>& out) const {
    if (targetNode(attack.scenario, m_nodes) != node || sliceStart(slice + 1) <= attack.begin) return;
    const std::size_t before = out.size();
    switch (attack.scenario) {
        case Scenario::Extraction: addExtraction(node, slice, out); break;
        case Scenario::DistributedExtraction: addDistributed(node, slice, out); break;
        case Scenario::SlowExtraction: addSlowExtraction(node, slice, out); break;
        case Scenario::CredentialStuffing: addStuffing(node, slice, out); break;
        case Scenario::Wallet: addWallet(node, slice, out); break;
        case Scenario::OpenEndpoint: addAnonymous(node, slice, out); break;
        default: return;  // the others are done by the server, the log or the declaration
    }
    out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                             [&](const Request& r) { return r.logged < attack.begin; }),
              out.end());
}

const Actor* Traffic::accountUnderAttack(int node, int rank) const {
    // Services come first, busiest first.
    return &m_actors[static_cast<std::size_t>(node)][static_cast<std::size_t>(rank)];
}

void Traffic::addExtraction(int node, std::int64_t slice, std::vector<Request>& out) const {
    constexpr int perMinute = 40;
    Rng rng(mix(m_spec.seed, node, slice, 0xe1));
    for (int i = 0; i < perMinute; ++i) {
        Request r = by(*accountUnderAttack(node, 4), steady(sliceStart(slice), i, perMinute, rng), rng);
        r.serial = static_cast<int>(slice % 1'000'000) * perMinute + i + 1;
        r.promptTokens = rng.between(70, 90);
        r.outputTokens = rng.between(1400, 2048);
        r.cutOff = r.outputTokens > 1900;
        complete(this->node(node), r, rng, 1.1);
        out.push_back(r);
    }
}

void Traffic::addSlowExtraction(int node, std::int64_t slice, std::vector<Request>& out) const {
    if (slice % 5 > 2) return;  // three in five minutes
    Rng rng(mix(m_spec.seed, node, slice, 0x51));
    // Someone of the middle field: the busiest people ask as much every day.
    Request r = by(*accountUnderAttack(node, 19), steady(sliceStart(slice), 0, 1, rng), rng);
    r.serial = static_cast<int>(slice % 1'000'000) + 1;
    r.promptTokens = rng.between(70, 90);
    r.outputTokens = rng.between(900, 1800);
    complete(this->node(node), r, rng, 1.1);
    out.push_back(r);
}

void Traffic::addDistributed(int node, std::int64_t slice, std::vector<Request>& out) const {
    Rng rng(mix(m_spec.seed, node, slice, 0xd1));
    // Every eighth account has its turn in a minute, all within three seconds.
    for (std::size_t i = 0; i < 320; ++i) {
        if ((i + static_cast<std::size_t>(slice)) % 8 != 0) continue;
        const Time at =
            sliceStart(slice) + std::chrono::seconds(20) + Duration(static_cast<std::int64_t>(rng.below(3'000'000)));
        Request r = by(m_attackers[m_clones + i], at, rng);
        r.serial = static_cast<int>(slice % 1'000'000) * 320 + static_cast<int>(i) + 1;
        r.promptTokens = rng.between(70, 90);
        r.outputTokens = rng.between(900, 1800);
        complete(this->node(node), r, rng, 1.1);
        out.push_back(r);
    }
}

void Traffic::addStuffing(int node, std::int64_t slice, std::vector<Request>& out) const {
    constexpr int perMinute = 45;
    Rng rng(mix(m_spec.seed, node, slice, 0xc5));
    for (int i = 0; i < perMinute; ++i) {
        Request r = by(m_attackers[m_guessers + static_cast<std::size_t>(i % 3)],
                       steady(sliceStart(slice), i, perMinute, rng), rng);
        r.serial = static_cast<int>(slice % 1'000'000) * perMinute + i + 1;
        const bool spendLog = this->node(node).sources.front().kind == LogKind::LiteLlm;
        r.endpoint = spendLog ? Endpoint::Chat : Endpoint::ListModels;
        // One in four hundred passwords fits.
        r.status = rng.chance(0.0025) ? 200 : 401;
        complete(this->node(node), r, rng, 1);
        out.push_back(r);
    }
}

void Traffic::addWallet(int node, std::int64_t slice, std::vector<Request>& out) const {
    constexpr int perMinute = 6;
    Rng rng(mix(m_spec.seed, node, slice, 0xaa));
    for (int i = 0; i < perMinute; ++i) {
        Request r = by(*accountUnderAttack(node, 3), steady(sliceStart(slice), i, perMinute, rng), rng);
        r.promptTokens = rng.between(90'000, 124'000);
        r.outputTokens = rng.between(3000, 4096);
        complete(this->node(node), r, rng, 1.3);
        out.push_back(r);
    }
}

void Traffic::addAnonymous(int node, std::int64_t slice, std::vector<Request>& out) const {
    Rng rng(mix(m_spec.seed, node, slice, 0x0e));
    const int count = rng.poisson(4);
    for (int i = 0; i < count; ++i) {
        const Time at = sliceStart(slice) + Duration(static_cast<std::int64_t>(rng.below(60'000'000)));
        Request r = by(m_attackers[m_anonymous + rng.below(6)], at, rng);
        r.promptTokens = std::clamp(static_cast<int>(rng.logNormal(300, 0.8)), 8, 8000);
        r.outputTokens = std::clamp(static_cast<int>(rng.logNormal(350, 0.8)), 1, 4096);
        complete(this->node(node), r, rng, 1);
        out.push_back(r);
    }
}

}  // namespace vedette::fleetsim
