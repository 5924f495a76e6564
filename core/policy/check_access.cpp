// SPDX-License-Identifier: GPL-3.0-or-later
// What endpoints showed when they were connected to, and what their logs say about who got in.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "core/event/event.h"
#include "core/policy/check.h"

namespace vedette {
namespace {

Filter observationsOf(const Case& c, const std::string& node = {}) {
    Filter f = node.empty() ? c.inScope() : c.dossier.inPeriod();
    if (!node.empty()) f.is(TextColumn::Node, node);
    f.is(IntColumn::Class, ocsf::kEndpointObservation);
    return f;
}

struct Seen {
    std::string endpoint;
    std::vector<const Observation*> list;
};

std::map<std::string, Seen> byNode(const std::vector<Observation>& all) {
    std::map<std::string, Seen> nodes;
    for (const Observation& o : all) {
        Seen& s = nodes[o.node];
        if (!o.endpoint.empty()) s.endpoint = o.endpoint;
        s.list.push_back(&o);
    }
    return nodes;
}

bool aboutTls(const std::string& problem) {
    std::string low;
    for (const char ch : problem) low.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(ch))));
    return low.find("certificate") != std::string::npos || low.find("tls") != std::string::npos ||
           low.find("ssl") != std::string::npos;
}

// What is wrong with the transport in one observation; empty when nothing is.
std::string transportFault(const Observation& o, std::string_view minVersion) {
    if (o.plaintext) return "plain HTTP is answered";
    if (o.notAfter && *o.notAfter < o.time) return fmt::format("the certificate expired on {}", dayText(*o.notAfter));
    if (o.deprecatedTls == "accepted") return "TLS 1.1 or older is accepted";
    if (!o.tls.empty() && o.tls < minVersion) return fmt::format("TLS {} was spoken", o.tls);
    if (!o.problem.empty() && aboutTls(o.problem)) return o.problem;
    if (!o.tls.empty() && !o.verified) {
        return o.problem.empty() ? std::string("the certificate was not verified") : o.problem;
    }
    return {};
}

bool reached(const Observation& o) { return o.plaintext || !o.tls.empty(); }

std::string itemName(const DeclaredNode& node, const Seen* seen) {
    return seen == nullptr || seen->endpoint.empty() ? node.id : fmt::format("{} ({})", node.id, seen->endpoint);
}

// Shared frame of the checks that look at observations: finds a node's observations, counts coverage.
template <class Judge>
Result<void> eachEndpoint(const Case& c, Finding& f, const Judge& judge) {
    auto observations = c.dossier.observations();
    if (!observations) return passOn(observations);
    const auto nodes = byNode(**observations);
    f.unit = "endpoint";
    f.coverage = {c.nodes.size(), 0, "endpoints", {}};
    std::vector<std::string> unseen;
    for (const DeclaredNode* node : c.nodes) {
        const auto i = nodes.find(node->id);
        const Seen* seen = i == nodes.end() ? nullptr : &i->second;
        if (seen != nullptr && std::ranges::any_of(seen->list, [](const Observation* o) { return reached(*o); })) {
            ++f.coverage.seen;
        } else {
            unseen.push_back(node->id);
        }
        judge(*node, seen);
    }
    f.coverage.missing = joined(unseen);
    return cite(c, f, observationsOf(c));
}

// All of them but those on public operations, and the operation met most.
Tally guarded(const std::map<std::string, Tally, std::less<>>& byOperation, const std::vector<std::string>& open,
              std::string& most) {
    Tally sum;
    std::uint64_t largest = 0;
    for (const auto& [name, tally] : byOperation) {
        if (std::ranges::find(open, name) != open.end()) continue;
        if (tally.count() > largest) {
            largest = tally.count();
            most = name;
        }
        const std::uint64_t before = sum.count();
        if (before == 0)
            sum = tally;
        else
            sum.extent.count = before + tally.count();
    }
    return sum;
}

std::vector<std::uint64_t> firstEntries(const std::vector<const Observation*>& list) {
    std::vector<std::uint64_t> out;
    for (std::size_t i = 0; i < list.size() && i < 5; ++i) out.push_back(list[i]->entry);
    return out;
}

}  // namespace

Result<Finding> checkTlsInTransit(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const std::string minVersion = c.parameter("min_version");
    const std::int64_t minColumn = minVersion == "1.3" ? 103 : 102;
    Finding f;
    std::size_t looked = 0;
    std::vector<std::string> expiring;
    auto judged = eachEndpoint(c, f, [&](const DeclaredNode& node, const Seen* seen) {
        const std::string item = itemName(node, seen);
        std::vector<const Observation*> bad;
        std::string reason;
        const Observation* last = nullptr;
        for (const Observation* o : seen == nullptr ? std::vector<const Observation*>{} : seen->list) {
            const std::string fault = transportFault(*o, minVersion);
            if (!fault.empty()) {
                if (bad.empty()) reason = fault;
                bad.push_back(o);
            } else if (reached(*o)) {
                last = o;
            }
            ++looked;
        }
        Tally old;
        if (const NodeSurvey* s = (*survey)->node(node.id)) {
            for (const auto& [version, tally] : s->tls) {
                if (version != 0 && version < minColumn && old.count() == 0) old = tally;
            }
        }
        if (!bad.empty()) {
            f.add(item, ControlState::Fail,
                  fmt::format("{} ({} of {}, first {})", reason, bad.size(), counted(seen->list.size(), "observation"),
                              minuteText(bad.front()->time)),
                  firstEntries(bad));
        } else if (old.count() > 0) {
            f.add(item, ControlState::Fail,
                  fmt::format("{} over TLS older than {}", counted(old.count(), "request"), minVersion), old.entries);
        } else if (last == nullptr) {
            f.add(item, ControlState::InsufficientEvidence,
                  seen == nullptr ? std::string("no connection to it was observed in the period")
                                  : fmt::format("none of {} reached it", counted(seen->list.size(), "observation")));
        } else {
            if (last->notAfter && *last->notAfter - last->time < plus(last->time, c.span("warn_expiry")) - last->time) {
                expiring.push_back(fmt::format("{} on {}", node.id, dayText(*last->notAfter)));
            }
            f.add(item, ControlState::Pass,
                  fmt::format("TLS {}, certificate verified, in {}", last->tls,
                              counted(seen->list.size(), "observation")),
                  {last->entry});
        }
    });
    if (!judged) return passOn(judged);
    f.passed = fmt::format("All {} spoke TLS {} or newer with a verified certificate in {}.",
                           counted(c.nodes.size(), "endpoint"), minVersion, counted(looked, "observation"));
    if (!expiring.empty()) f.note = fmt::format("Certificates expire soon: {}.", joined(expiring));
    return f;
}

Result<Finding> checkTlsCipher(const Case& c) {
    Finding f;
    auto judged = eachEndpoint(c, f, [&](const DeclaredNode& node, const Seen* seen) {
        const std::string item = itemName(node, seen);
        const Observation* good = nullptr;
        for (const Observation* o : seen == nullptr ? std::vector<const Observation*>{} : seen->list) {
            if (o->plaintext) {
                f.add(item, ControlState::Fail, "plain HTTP is answered: changes on the wire go unseen", {o->entry});
                return;
            }
            const bool aead = o->tls == "1.3" || o->cipher.find("GCM") != std::string::npos ||
                              o->cipher.find("CCM") != std::string::npos ||
                              o->cipher.find("POLY1305") != std::string::npos;
            if (aead)
                good = o;
            else if (!o->cipher.empty()) {
                f.add(item, ControlState::Fail, fmt::format("cipher {} is not authenticated encryption", o->cipher),
                      {o->entry});
                return;
            }
        }
        if (good == nullptr)
            f.add(item, ControlState::InsufficientEvidence, "no cipher was observed in the period");
        else
            f.add(item, ControlState::Pass, fmt::format("TLS {} {}", good->tls, good->cipher), {good->entry});
    });
    if (!judged) return passOn(judged);
    f.passed = fmt::format("All {} negotiated authenticated encryption.", counted(c.nodes.size(), "endpoint"));
    return f;
}

Result<Finding> checkAuthentication(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const std::string lookAt = c.parameter("look_at");
    const bool probe = lookAt != "log";
    const bool log = lookAt != "probe";
    const auto publicOperations = c.list("public_operations");
    std::uint64_t authenticated = 0;
    std::size_t refused = 0;
    Finding f;
    std::vector<std::string> anonymousNodes;
    auto judged = eachEndpoint(c, f, [&](const DeclaredNode& node, const Seen* seen) {
        const std::string item = itemName(node, seen);
        const Observation* admittedBy = nullptr;
        const Observation* refusedBy = nullptr;
        for (const Observation* o : seen == nullptr ? std::vector<const Observation*>{} : seen->list) {
            if (o->anonymous == "admitted" && admittedBy == nullptr) admittedBy = o;
            if (o->anonymous == "refused") refusedBy = o;
        }
        const NodeSurvey* s = (*survey)->node(node.id);
        std::string operation;
        const Tally open = s == nullptr ? Tally{} : guarded(s->anonymousSuccess, publicOperations, operation);
        std::string unknownOperation;
        const Tally unknown = s == nullptr ? Tally{} : guarded(s->unknownSuccess, publicOperations, unknownOperation);
        if (probe && admittedBy != nullptr) {
            f.add(item, ControlState::Fail,
                  fmt::format("a request without credentials was admitted on {}", minuteText(admittedBy->time)),
                  {admittedBy->entry});
        } else if (log && open.count() > 0) {
            anonymousNodes.push_back(node.id);
            f.add(item, ControlState::Fail,
                  fmt::format("{} without credentials succeeded, most on {}", counted(open.count(), "request"),
                              operation),
                  open.entries);
        } else if (probe && refusedBy == nullptr) {
            f.add(item, ControlState::InsufficientEvidence, "no probe without credentials was answered in the period");
        } else if (log && (s == nullptr || s->authKnown.count() == 0)) {
            f.add(item, ControlState::InsufficientEvidence,
                  s == nullptr || s->requests.count() == 0 ? std::string("no request of the period is in the log")
                                                           : fmt::format("its log does not say who authenticated ({})",
                                                                         counted(s->requests.count(), "request")));
        } else if (log && unknown.count() > 0) {
            f.add(item, ControlState::InsufficientEvidence,
                  fmt::format("its log does not say who was let in by {}, most on {}",
                              counted(unknown.count(), "successful request"), unknownOperation),
                  unknown.entries);
        } else {
            if (refusedBy != nullptr) ++refused;
            if (s != nullptr) authenticated += s->authKnown.count();
            f.add(item, ControlState::Pass,
                  probe ? "requests without credentials were refused" : "no request without credentials succeeded",
                  refusedBy != nullptr ? std::vector{refusedBy->entry} : std::vector<std::uint64_t>{});
        }
    });
    if (!judged) return passOn(judged);
    if (!anonymousNodes.empty()) {
        Filter open = c.dossier.inPeriod();
        open.texts.emplace_back(TextColumn::Node, anonymousNodes);
        open.is(IntColumn::Auth, 2).is(IntColumn::Status, ocsf::kSuccess);
        auto cited = cite(c, f, open);
        if (!cited) return passOn(cited);
    }
    if (probe && log) {
        f.passed = fmt::format(
            "All {} refused requests without credentials, and none of {} with known "
            "authentication succeeded without.",
            counted(refused, "endpoint"), counted(authenticated, "request"));
    } else if (probe) {
        f.passed = fmt::format("All {} refused requests without credentials.", counted(refused, "endpoint"));
    } else {
        f.passed = fmt::format("None of {} with known authentication succeeded without credentials.",
                               counted(authenticated, "request"));
    }
    return f;
}

Result<Finding> checkAuthenticationLogged(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const auto span = c.dossier.asOf() - c.dossier.period().from;
    const auto days = static_cast<std::size_t>(
        std::max<std::int64_t>((span + std::chrono::days(1) - Duration(1)) / std::chrono::days(1), 1));
    Finding f;
    f.coverage = {c.nodes.size() * days, 0, "node days", {}};
    std::vector<std::string> partly;
    for (const DeclaredNode* node : c.nodes) {
        const NodeSurvey* s = (*survey)->node(node->id);
        if (s == nullptr || s->requests.count() == 0) {
            partly.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no request of the period is in the log");
            continue;
        }
        const auto known = std::min<std::size_t>(static_cast<std::size_t>(std::ranges::count(s->authDays, true)), days);
        f.coverage.seen += known;
        if (s->authKnown.count() == 0) {
            f.add(node->id, ControlState::Fail,
                  fmt::format("none of {} says whether it was authenticated", counted(s->requests.count(), "request")),
                  s->requests.entries);
        } else if (known < days) {
            partly.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence,
                  fmt::format("authentication results on {} of {}", known, counted(days, "day")), s->authKnown.entries);
        } else {
            f.add(node->id, ControlState::Pass,
                  fmt::format("{} with an authentication result, on each of {}",
                              counted(s->authKnown.count(), "request"), counted(days, "day")),
                  s->authKnown.entries);
        }
    }
    f.coverage.missing = joined(partly);
    f.passed = fmt::format("All {} logged authentication results on each of {}.", counted(c.nodes.size(), "node"),
                           counted(days, "day"));
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

Result<Finding> checkUniqueUser(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const auto most = static_cast<std::size_t>(c.number("max_networks"));
    Finding f;
    f.coverage = {c.nodes.size(), 0, "nodes", {}};
    std::vector<std::string> blind;
    std::set<std::string_view> accounts;
    for (const DeclaredNode* node : c.nodes) {
        const NodeSurvey* s = (*survey)->node(node->id);
        if (s == nullptr || s->named.count() + s->namelessSuccess.count() == 0) {
            blind.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no authenticated success is in its log");
            continue;
        }
        ++f.coverage.seen;
        std::size_t shared = 0;
        std::size_t widest = 0;
        std::vector<std::uint64_t> entries;
        for (const auto& [id, use] : s->principals) {
            if (use.mostNetworks <= most) continue;
            ++shared;
            widest = std::max(widest, use.mostNetworks);
            if (entries.size() < 5) entries.push_back(use.mostEntry);
        }
        for (const auto& [id, use] : s->principals) accounts.insert(id);
        if (s->namelessSuccess.count() > 0) {
            f.add(node->id, ControlState::Fail,
                  fmt::format("{} cannot be tied to an account",
                              counted(s->namelessSuccess.count(), "authenticated success", "authenticated successes")),
                  s->namelessSuccess.entries);
        } else if (shared > 0) {
            f.add(node->id, ControlState::Fail,
                  fmt::format("{} used from more than {} networks within one hour (up to {})",
                              counted(shared, "account"), most, widest),
                  entries);
        } else if (s->networksKnown == 0) {
            blind.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "its log does not say where requests came from");
        } else {
            f.add(node->id, ControlState::Pass,
                  fmt::format("{}, none used from more than {} networks within one hour",
                              counted(s->principals.size(), "account"), most),
                  s->named.entries);
        }
    }
    f.coverage.missing = joined(blind);
    f.passed = fmt::format(
        "Every authenticated success names one of {}, and none of them was used from more than {} "
        "networks within one hour.",
        counted(accounts.size(), "account"), most);
    f.note = "Sharing that stays within few networks leaves no trace here.";
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

Result<Finding> checkLoginLockout(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const auto most = static_cast<std::uint32_t>(c.number("max_failures"));
    const Span lock = c.span("lock_time");
    Finding f;
    f.coverage = {c.nodes.size(), 0, "nodes", {}};
    std::vector<std::string> blind;
    std::size_t exercised = 0;
    for (const DeclaredNode* node : c.nodes) {
        const NodeSurvey* s = (*survey)->node(node->id);
        if (s == nullptr || s->attempts.count() == 0) {
            blind.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no log-in attempt with a known account is in its log");
            continue;
        }
        ++f.coverage.seen;
        std::size_t breaches = 0;
        std::uint32_t longest = 0;
        std::vector<std::uint64_t> entries;
        for (const auto& [id, use] : s->principals) {
            longest = std::max(longest, use.longestRun);
            for (const auto& back : use.comebacks) {
                if (back.run < most || back.pause >= lock.rest) continue;
                ++breaches;
                if (entries.size() < 5) entries.push_back(back.entry);
            }
        }
        if (breaches > 0) {
            f.add(node->id, ControlState::Fail,
                  fmt::format("{} got in within {} after {} or more failures in a row", counted(breaches, "account"),
                              spanText(lock), most),
                  entries);
        } else if (longest < most) {
            f.add(node->id, ControlState::InsufficientEvidence,
                  fmt::format("the lock was never put to the test: at most {} in a row", counted(longest, "failure")),
                  s->attempts.entries);
        } else {
            ++exercised;
            f.add(node->id, ControlState::Pass,
                  fmt::format("runs of up to {} failures, and no success within {} after {}", longest, spanText(lock),
                              most),
                  s->attempts.entries);
        }
    }
    f.coverage.missing = joined(blind);
    f.passed = fmt::format("On {} accounts reached {} failures in a row, and none of them got in within {} after that.",
                           counted(exercised, "node"), most, spanText(lock));
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

}  // namespace vedette
