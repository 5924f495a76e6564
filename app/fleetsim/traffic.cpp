// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/traffic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/fleetsim/rng.h"

namespace vedette::fleetsim {
namespace {

constexpr std::int64_t kSliceMicros = Duration(kSlice).count();

struct Stranger {
    std::string_view country;
    std::string_view agent;
};
constexpr std::array<Stranger, 6> kStrangers = {{{"US", "zgrab/0.x"},
                                                 {"NL", "Mozilla/5.0 (compatible; CensysInspect/1.1)"},
                                                 {"CN", "python-requests/2.32.5"},
                                                 {"RU", "curl/8.14.1"},
                                                 {"BR", "Go-http-client/1.1"},
                                                 {"SG", "libredtail-http"}}};

Time instant(Time sliceStart, Rng& rng) {
    return sliceStart + Duration(static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(kSliceMicros))));
}

}  // namespace

Traffic::Traffic(FleetSpec spec) : m_spec(std::move(spec)), m_nodes(planFleet(m_spec.nodes)) {
    for (const Attack& attack : m_spec.attacks) declareScenario(attack.scenario, m_nodes);
    for (const NodePlan& node : m_nodes) {
        m_actors.push_back(actorsOf(node, m_spec.seed, m_spec.requestsPerHour));
        m_restart.push_back(static_cast<std::int64_t>(mix(m_spec.seed, node.index, 0x7e) % 10080));
    }
    Actor probe;
    probe.kind = ActorKind::Probe;
    probe.country = "";
    probe.agent = "kube-probe/1.31";
    probe.network = (10U << 24) + (42U << 16);
    m_attackers.push_back(probe);
    m_scanners = m_attackers.size();
    for (const Stranger& stranger : kStrangers) {
        Actor scanner;
        scanner.kind = ActorKind::Scanner;
        scanner.id = mix(m_spec.seed, m_attackers.size());
        scanner.country = stranger.country;
        scanner.agent = stranger.agent;
        scanner.network = (100U << 24) + (125U << 16) + (static_cast<std::uint32_t>(m_attackers.size()) << 8);
        scanner.hosts = 200;
        m_attackers.push_back(scanner);
    }
    m_anonymous = m_attackers.size();
    for (std::size_t i = 0; i < kStrangers.size(); ++i) {
        Actor user = m_attackers[m_scanners + i];
        user.kind = ActorKind::Intruder;
        user.agent = "OpenAI/Python 1.109.1";
        user.network += 16U << 8;
        user.hosts = 40;
        m_attackers.push_back(user);
    }
    m_guessers = m_attackers.size();
    for (int i = 0; i < 3; ++i) {
        Actor guesser;
        guesser.kind = ActorKind::Guesser;
        guesser.id = mix(m_spec.seed, i, 0x9e);
        guesser.country = i == 0 ? "VN" : i == 1 ? "RO" : "BR";
        guesser.agent = "python-requests/2.31.0";
        guesser.network = (100U << 24) + (126U << 16) + (static_cast<std::uint32_t>(i) << 8);
        m_attackers.push_back(guesser);
    }
    m_clones = m_attackers.size();
    for (int i = 0; i < 320; ++i) {
        const std::uint64_t id = mix(m_spec.seed, i, 0xc1);
        Actor clone;
        clone.kind = ActorKind::Clone;
        clone.id = id;
        clone.name = fmt::format("user-{:06x}", id & 0xffffff);
        clone.key = fmt::format("{:016x}{:016x}{:016x}{:016x}", mix(id, 1), mix(id, 2), mix(id, 3), mix(id, 4));
        clone.team = "trial";
        clone.country = i % 6 < 3 ? "SG" : "HK";
        clone.agent = "OpenAI/Python 1.97.0";
        clone.network = (100U << 24) + (127U << 16) + (static_cast<std::uint32_t>(i % 6) << 8);
        clone.hosts = 9;
        m_attackers.push_back(clone);
    }
    m_probe = m_attackers.data();
}

std::int64_t Traffic::sliceAt(Time t) const {
    const std::int64_t since = (t - m_spec.start).count();
    return since >= 0 ? since / kSliceMicros : -((-since + kSliceMicros - 1) / kSliceMicros);
}

const Attack* Traffic::attackAt(Scenario scenario, int node, Time t) const {
    for (const Attack& attack : m_spec.attacks) {
        if (attack.scenario == scenario && t >= attack.begin && targetNode(scenario, m_nodes) == node) return &attack;
    }
    return nullptr;
}

Time Traffic::serverStart(int node, Time t) const {
    const std::int64_t minute = sliceAt(t);
    const std::int64_t restart = m_restart[static_cast<std::size_t>(node)];
    if (minute < restart) return m_spec.start;
    return sliceStart(restart + (minute - restart) / 10080 * 10080);
}

std::vector<Request> Traffic::slice(int node, std::int64_t slice) const {
    std::vector<Request> out;
    if (slice < 0) return out;
    addBenign(node, slice, out);
    addProbes(node, slice, out);
    for (const Attack& attack : m_spec.attacks) addAttack(attack, node, slice, out);
    if (const Attack* silent = attackAt(Scenario::SilentNode, node, sliceStart(slice + 1))) {
        std::erase_if(out, [&](const Request& r) { return r.logged >= silent->begin; });
    }
    std::ranges::sort(out, [](const Request& a, const Request& b) {
        return a.logged != b.logged ? a.logged < b.logged : a.id < b.id;
    });
    return out;
}

std::vector<Request> Traffic::requests(int node, Time from, Time to) const {
    std::vector<Request> out;
    for (std::int64_t s = std::max<std::int64_t>(0, sliceAt(from)); sliceStart(s) < to; ++s) {
        for (const Request& r : slice(node, s)) {
            if (r.logged >= from && r.logged < to) out.push_back(r);
        }
    }
    return out;
}

std::vector<Line> Traffic::sliceLines(int node, int source, std::int64_t slice) const {
    const NodePlan& plan = this->node(node);
    const LogKind kind = plan.sources[static_cast<std::size_t>(source)].kind;
    if (kind == LogKind::Kubernetes) {
        std::vector<Line> lines = kubernetesLines(plan, m_spec.seed, sliceStart(slice));
        if (const Attack* silent = attackAt(Scenario::SilentNode, node, sliceStart(slice + 1))) {
            std::erase_if(lines, [&](const Line& l) { return l.time >= silent->begin; });
        }
        return lines;
    }
    std::vector<Line> lines;
    for (const Request& r : this->slice(node, slice)) {
        Line line{r.logged, {}};
        if (formatRequest(plan, kind, r, line.text)) lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<Line> Traffic::lines(int node, int source, Time from, Time to) const {
    std::vector<Line> out;
    for (std::int64_t s = std::max<std::int64_t>(0, sliceAt(from)); sliceStart(s) < to; ++s) {
        for (Line& line : sliceLines(node, source, s)) {
            if (line.time >= from && line.time < to) out.push_back(std::move(line));
        }
    }
    return out;
}

bool Traffic::hiddenByTampering(int node, const Request& request) const {
    // Whoever rewrote the log cleaned up after one account: the node's busiest service.
    return request.actor == &m_actors[static_cast<std::size_t>(node)].front();
}

void Traffic::complete(const NodePlan& node, Request& r, Rng& rng, double load) const {
    const Model& model = node.models[static_cast<std::size_t>(r.model)];
    if (r.isInference()) {
        r.endpoint = model.embedding                                            ? Endpoint::Embedding
                     : node.server == ServerKind::Triton                        ? Endpoint::Infer
                     : r.actor->id % 11 == 0 && node.server == ServerKind::Vllm ? Endpoint::Completion
                                                                                : Endpoint::Chat;
        if (r.endpoint == Endpoint::Embedding || node.server == ServerKind::Triton) r.outputTokens = 0;
    }
    r.requestBytes = 160 + r.promptTokens * 4;
    if (r.status == 200 && r.isInference()) {
        // Requests begin to fail or to be turned away now and then, more so in short hiccups of a minute.
        const std::uint64_t minute =
            mix(m_spec.seed, node.index, r.logged.time_since_epoch().count() / kSliceMicros, 0x5e);
        const double trouble = minute % 2880 == 0 ? 0.10 : 0.0015;
        const double u = rng.unit();
        if (u < trouble) {
            constexpr std::array<int, 4> codes = {500, 502, 503, 504};
            r.status = codes[rng.below(codes.size())];
        } else if (u < trouble + 0.0025) {
            r.status = 429;
        } else if (u < trouble + 0.0040) {
            r.status = 400;
        }
    }
    if (r.status != 200 || !r.isInference()) {
        r.duration = Duration(static_cast<std::int64_t>(rng.logNormal(r.status >= 500 ? 900'000 : 4'000, 0.6)));
        if (r.status == 504)
            r.duration = std::chrono::seconds(60) + Duration(static_cast<std::int64_t>(rng.below(3000)));
        r.outputTokens = 0;
        if (r.status != 200) r.promptTokens = 0;
        r.responseBytes = r.endpoint == Endpoint::ListModels && r.status == 200 ? 412 : r.status == 200 ? 2 : 142;
        r.firstToken = r.duration;
    } else {
        const double first = rng.logNormal(0.035, 0.4) * load + r.promptTokens / 9000.0;
        const double rest = r.outputTokens / (model.tokensPerSecond * (0.85 + 0.3 * rng.unit())) * load;
        const auto micros = [](double seconds) { return Duration(static_cast<std::int64_t>(seconds * 1e6)); };
        r.firstToken = micros(first);
        r.duration = std::min(micros(first + rest), Duration(kLongestRequest) - std::chrono::seconds(1));
        r.firstToken = std::min(r.firstToken, r.duration);
        r.responseBytes = r.endpoint == Endpoint::Embedding ? 14'200 : 380 + r.outputTokens * 4;
        r.costMicros = std::llround(r.promptTokens * model.promptPrice + r.outputTokens * model.outputPrice);
    }
}

void Traffic::addBenign(int node, std::int64_t slice, std::vector<Request>& out) const {
    const NodePlan& plan = this->node(node);
    const Time begin = sliceStart(slice);
    const std::vector<Actor>& actors = m_actors[static_cast<std::size_t>(node)];
    Rng rng(mix(m_spec.seed, node, slice, 0xbe));
    const double load = 1.0 + 0.15 * rng.unit();
    for (std::size_t i = 0; i < actors.size(); ++i) {
        const Actor& actor = actors[i];
        if (slice < actor.joinsAfterMinutes) continue;
        double perMinute = actor.perHour / 60.0 * rhythm(actor, begin);
        if (perMinute <= 0) continue;
        // Days and hours differ; people come in sittings of a quarter of an hour.
        Rng hourly(mix(actor.id, slice / 60, 0x40));
        perMinute *= std::exp(0.30 * hourly.normal() - 0.045);
        if (actor.kind == ActorKind::Human) {
            if (mix(actor.id, slice / 15, 0x51) % 3 != 0) continue;
            perMinute *= 3;
        }
        const int count = rng.poisson(perMinute);
        for (int n = 0; n < count; ++n) {
            Request r;
            r.logged = instant(begin, rng);
            r.id = rng.next();
            r.actor = &actor;
            r.country = actor.country;
            // A travelling person is elsewhere for two days of a fortnight.
            const bool away = actor.travels && (slice / 1440 + static_cast<std::int64_t>(actor.id % 14)) % 14 >= 12;
            if (away) r.country = actor.country == "DE" ? "FR" : "DE";
            r.address = actor.network + (away ? 0x4000U : 0U) + 10 +
                        static_cast<std::uint32_t>(rng.below(static_cast<std::uint64_t>(actor.hosts)));
            r.model = rng.chance(0.8) ? actor.model : actor.secondModel;
            r.promptTokens = std::clamp(static_cast<int>(rng.logNormal(actor.promptMedian, 0.7)), 8, 24'000);
            r.outputTokens = std::clamp(static_cast<int>(rng.logNormal(actor.outputMedian, 0.8)), 1, 4'096);
            r.cutOff = r.outputTokens == 4'096 || rng.chance(0.03);
            if (rng.chance(0.004) && plan.sources.front().kind != LogKind::LiteLlm) r.endpoint = Endpoint::ListModels;
            if (actor.kind == ActorKind::Human && rng.chance(0.004)) r.status = 401;  // an old key, a typing mistake
            complete(plan, r, rng, load);
            out.push_back(r);
        }
    }
}

void Traffic::addProbes(int node, std::int64_t slice, std::vector<Request>& out) const {
    const NodePlan& plan = this->node(node);
    if (plan.sources.front().kind == LogKind::LiteLlm) return;  // its spend log holds model calls only
    Rng rng(mix(m_spec.seed, node, slice, 0x9b));
    const Time begin = sliceStart(slice);
    Request probe;
    probe.logged = begin + std::chrono::seconds(node % 60) + Duration(static_cast<std::int64_t>(rng.below(5000)));
    probe.id = rng.next();
    probe.actor = m_probe;
    probe.address = m_probe->network + 1 + (static_cast<std::uint32_t>(node) << 8);
    probe.endpoint = Endpoint::Health;
    complete(plan, probe, rng, 1);
    out.push_back(probe);
    // The background noise of the Internet: about two knocks an hour.
    if (!rng.chance(1.0 / 30)) return;
    Request knock;
    knock.logged = instant(begin, rng);
    knock.id = rng.next();
    knock.actor = &m_attackers[m_scanners + rng.below(kStrangers.size())];
    knock.country = knock.actor->country;
    knock.address = knock.actor->network + static_cast<std::uint32_t>(rng.below(200));
    knock.endpoint = rng.chance(0.4) ? Endpoint::ListModels : Endpoint::Probe;
    knock.status = knock.endpoint == Endpoint::ListModels ? 401 : 404;
    complete(plan, knock, rng, 1);
    out.push_back(knock);
}

}  // namespace vedette::fleetsim
