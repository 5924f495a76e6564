// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl probe: what each endpoint shows to somebody who just connects. Nothing is stored.
#include "collectors/probe.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "app/ctl/commands.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string fleet;
    std::vector<std::string> nodes;
};

constexpr Duration kSoon = std::chrono::hours(24 * 30);

struct Verdict {
    std::vector<std::string> problems;
    bool unreachable = false;
};

Verdict verdictOf(const EndpointObservation& o, Time now) {
    Verdict v;
    v.unreachable = o.peer.tlsVersion.empty() && o.anonymousStatus == 0 && !o.problem.empty();
    if (!o.problem.empty()) v.problems.push_back(o.problem);
    if (v.unreachable) return v;
    if (o.peer.tlsVersion.empty()) v.problems.emplace_back("no TLS: everything travels in clear");
    if (!o.peer.tlsVersion.empty() && !o.peer.verified && o.problem.empty())
        v.problems.push_back("certificate not verified" + (o.peer.problem.empty() ? "" : ": " + o.peer.problem));
    if (o.anonymous == EndpointObservation::Anonymous::Admitted)
        v.problems.push_back(fmt::format("answers {} without credentials on {}", o.anonymousStatus, o.anonymousPath));
    if (o.deprecatedTls == EndpointObservation::Deprecated::Accepted)
        v.problems.emplace_back("accepts TLS 1.1 or older");
    if (o.plaintext) v.problems.emplace_back("answers plain HTTP on the same port");
    if (o.peer.notAfter && *o.peer.notAfter <= now)
        v.problems.push_back("certificate expired " + formatTime(*o.peer.notAfter));
    else if (o.peer.notAfter && *o.peer.notAfter - now < kSoon)
        v.problems.push_back("certificate expires " + formatTime(*o.peer.notAfter));
    return v;
}

std::string_view anonymousWord(EndpointObservation::Anonymous a) {
    switch (a) {
        case EndpointObservation::Anonymous::Refused: return "refused";
        case EndpointObservation::Anonymous::Admitted: return "ADMITTED";
        case EndpointObservation::Anonymous::Unknown: break;
    }
    return "unknown";
}

int run(const Options& o, Context& c) {
    auto fleet = loadFleet(o.fleet);
    if (!fleet) return failed(c, fleet.error());
    for (const auto& id : o.nodes)
        if (std::ranges::none_of(fleet->nodes, [&](const NodeConfig& node) { return node.id == id; }))
            return wrongUse(c, fmt::format("the fleet has no node \"{}\"", id), "--node", "see the ids in " + o.fleet);
    HttpEngine http;
    std::deque<EndpointObservation> seen;
    std::size_t asked = 0;
    {
        Progress progress(c.out, "probing");
        for (const auto& node : fleet->nodes) {
            const bool wanted = o.nodes.empty() || std::ranges::find(o.nodes, node.id) != o.nodes.end();
            if (!wanted || node.endpoint.empty()) continue;
            ++asked;
            probeEndpoint(http, node, [&](EndpointObservation observation) {
                seen.push_back(std::move(observation));
                progress.update(seen.size(), asked);
            });
        }
        http.runUntilIdle(c.stop);
    }
    if (c.stop.stop_requested()) return failed(c, Error{ErrorCode::Cancelled, "stopped before all answered", "", ""});
    std::ranges::sort(seen, {}, &EndpointObservation::node);

    std::vector<std::string> json;
    std::vector<std::vector<std::string>> rows = {{"NODE", "TLS", "WITHOUT CREDENTIALS", "CERTIFICATE ENDS", "FOUND"}};
    std::size_t withProblems = 0;
    std::size_t unreachable = 0;
    for (const auto& observation : seen) {
        const auto verdict = verdictOf(observation, c.clock.now());
        if (!verdict.problems.empty()) ++withProblems;
        if (verdict.unreachable) ++unreachable;
        json.push_back(JsonObject()
                           .text("node", observation.node)
                           .raw("observation", observationJson(observation))
                           .boolean("reachable", !verdict.unreachable)
                           .raw("problems", jsonTexts(verdict.problems))
                           .str());
        std::string found;
        for (const auto& problem : verdict.problems) found += (found.empty() ? "" : "; ") + problem;
        rows.push_back({observation.node, observation.peer.tlsVersion.empty() ? "-" : observation.peer.tlsVersion,
                        std::string(anonymousWord(observation.anonymous)),
                        observation.peer.notAfter ? formatTime(*observation.peer.notAfter).substr(0, 10) : "-",
                        found.empty() ? "nothing wrong" : found});
    }
    c.out.document(JsonObject()
                       .raw("nodes", jsonArray(json))
                       .number("probed", seen.size())
                       .number("with_problems", withProblems)
                       .number("unreachable", unreachable));
    c.out.table(rows);
    c.out.say(fmt::format("\n{} probed, {} with problems, {} unreachable.", seen.size(), withProblems, unreachable));
    if (withProblems > unreachable) return kFinding;
    return unreachable > 0 ? kFailed : kWell;
}

}  // namespace

Run declareProbe(Args& args) {
    auto o = std::make_shared<Options>();
    args.option("--fleet", o->fleet, "FILE", "Fleet file").require("--fleet");
    args.list("--node", o->nodes, "ID", "Only these nodes");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
