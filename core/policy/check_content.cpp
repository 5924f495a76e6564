// SPDX-License-Identifier: GPL-3.0-or-later
// Personal data and secrets found in clear, agreements with providers, and what only a document can show.
#include <fmt/format.h>

#include <algorithm>

#include "core/policy/check.h"

namespace vedette {
namespace {

int classNamed(std::string_view name) {
    for (int i = 0; i < kDetectedClasses; ++i) {
        if (detectedName(static_cast<DetectedClass>(i)) == name) return i;
    }
    return -1;
}

std::optional<Time> dateIn(const std::string& text, std::string_view word) {
    auto at = text.find(word);
    if (at == std::string::npos) return {};
    at += word.size();
    while (at < text.size() && (text[at] == ' ' || text[at] == ':')) ++at;
    auto t = parseTime(std::string_view(text).substr(std::min(at, text.size()), 10));
    return t ? std::optional(*t) : std::nullopt;
}

}  // namespace

Result<Finding> checkDetectedInClear(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const auto names = c.list("classes");
    const bool undeclared = c.parameter("nodes") == "undeclared";
    const auto sample = static_cast<std::uint64_t>(c.number("min_sample"));
    std::vector<const DeclaredNode*> nodes;
    if (undeclared) {
        for (const DeclaredNode& node : c.fleet.nodes) {
            const bool declared = std::ranges::any_of(node.dataClasses, [&](const std::string& name) {
                return std::ranges::find(c.control.dataClasses, name) != c.control.dataClasses.end();
            });
            if (!declared) nodes.push_back(&node);
        }
    } else {
        nodes = c.nodes;
    }
    Finding f;
    f.coverage = {nodes.size(), 0, "nodes", {}};
    std::vector<std::string> silent;
    std::uint64_t inspected = 0;
    std::int64_t bits = 0;
    for (const std::string& name : names) {
        if (const int i = classNamed(name); i >= 0) bits |= std::int64_t{1} << i;
    }
    std::vector<std::string> hitNodes;
    for (const DeclaredNode* node : nodes) {
        const NodeSurvey* s = (*survey)->node(node->id);
        if (s == nullptr || s->requests.count() == 0) {
            silent.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no request of the period is in the log");
            continue;
        }
        ++f.coverage.seen;
        inspected += s->requests.count();
        std::vector<std::string> found;
        std::vector<std::uint64_t> entries;
        for (int i = 0; i < kDetectedClasses; ++i) {
            const Tally& hits = s->detected[static_cast<std::size_t>(i)];
            if ((bits >> i & 1) == 0 || hits.count() == 0) continue;
            found.push_back(fmt::format("{} with {}", counted(hits.count(), "record"),
                                        detectedName(static_cast<DetectedClass>(i))));
            if (entries.empty()) entries = hits.entries;
        }
        if (!found.empty()) {
            hitNodes.push_back(node->id);
            f.add(node->id, ControlState::Fail, joined(found), entries);
        } else if (s->requests.count() < sample) {
            f.add(node->id, ControlState::InsufficientEvidence,
                  fmt::format("nothing found, but only {} inspected, fewer than {}",
                              counted(s->requests.count(), "record"), sample),
                  s->requests.entries);
        } else {
            f.add(node->id, ControlState::Pass,
                  fmt::format("nothing found in {}", counted(s->requests.count(), "record")), s->requests.entries);
        }
    }
    if (undeclared && nodes.empty()) {
        f.add("undeclared nodes", ControlState::Pass, "every node declares these data classes");
        f.passed = "Every node declares the data classes, so none can hold them undeclared.";
    } else {
        f.passed = fmt::format("The detectors found no {} in {}: with 95 % certainty at most {:.2g} % hold one.",
                               joined(names, " or "), counted(inspected, "record"),
                               300.0 / static_cast<double>(std::max<std::uint64_t>(inspected, 1)));
    }
    f.note = "Finding nothing bounds the rate; it does not prove absence.";
    f.coverage.missing = joined(silent);
    Filter looked = undeclared ? c.dossier.inPeriod() : c.inScope();
    auto cited = cite(c, f, looked);
    if (!cited) return passOn(cited);
    if (!hitNodes.empty()) {
        Filter hits = c.dossier.inPeriod();
        hits.texts.emplace_back(TextColumn::Node, hitNodes);
        hits.between(IntColumn::Detected, 1, (std::int64_t{1} << kDetectedClasses) - 1);
        cited = cite(c, f, hits);
        if (!cited) return passOn(cited);
    }
    return f;
}

Result<Finding> checkProviderAgreement(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const std::string prefix = c.parameter("fact") + "_";
    const bool registerKept =
        std::ranges::any_of(c.fleet.facts, [&](const auto& f) { return f.first.starts_with(prefix); });
    Finding f;
    f.unit = "provider";
    std::map<std::string, Tally> used;
    std::vector<std::string> nameless;
    for (const DeclaredNode* node : c.nodes) {
        const NodeSurvey* s = (*survey)->node(node->id);
        if (node->provider.empty()) {
            nameless.push_back(node->id);
            continue;
        }
        Tally& t = used[node->provider];
        if (s == nullptr || s->all.count() == 0) continue;
        if (t.count() == 0)
            t = s->all;
        else {
            t.extent.count += s->all.count();
            t.extent.firstTime = std::min(t.extent.firstTime, s->all.extent.firstTime);
            t.extent.lastTime = std::max(t.extent.lastTime, s->all.extent.lastTime);
        }
    }
    f.coverage = {used.size() + nameless.size(), 0, "providers", joined(nameless)};
    for (const std::string& id : nameless)
        f.add(id, ControlState::InsufficientEvidence, "its provider is not declared");
    for (const auto& [provider, use] : used) {
        const std::string value = c.fleet.fact(prefix + provider);
        const auto add = [&](ControlState s, std::string why) { f.add(provider, s, std::move(why), use.entries); };
        if (provider == "onprem" || provider == "own" || provider == "self") {
            ++f.coverage.seen;
            add(ControlState::Pass, "the operator's own machines");
        } else if (use.count() == 0) {
            add(ControlState::InsufficientEvidence, "no record of the period comes from its nodes");
        } else if (value.empty()) {
            add(registerKept ? ControlState::Fail : ControlState::InsufficientEvidence,
                registerKept ? fmt::format("{} from its nodes, but no fact {}{} while others are declared",
                                           counted(use.count(), "record"), prefix, provider)
                             : fmt::format("no agreement is declared (fact {}{})", prefix, provider));
        } else if (value == "none" || value == "no") {
            add(ControlState::Fail, fmt::format("{} from its nodes, and it is declared that there is no agreement",
                                                counted(use.count(), "record")));
        } else {
            ++f.coverage.seen;
            const auto signedAt = dateIn(value, "signed");
            const auto until = dateIn(value, "until");
            if (!signedAt) {
                add(ControlState::InsufficientEvidence,
                    fmt::format("\"{}\" does not say when it was signed (\"signed 2025-03-01, until 2027-02-28\")",
                                value));
            } else if (*signedAt > use.extent.firstTime) {
                add(ControlState::Fail, fmt::format("signed on {}, after the first use seen on {}", dayText(*signedAt),
                                                    dayText(use.extent.firstTime)));
            } else if (until && *until + std::chrono::days(1) <= use.extent.lastTime) {
                add(ControlState::Fail,
                    fmt::format("ended on {}, still used on {}", dayText(*until), dayText(use.extent.lastTime)));
            } else {
                add(ControlState::Pass, fmt::format("\"{}\"", value));
            }
        }
    }
    f.passed = fmt::format("Each of {} in use has a declared agreement that was in force on every day it was used.",
                           counted(used.size(), "provider"));
    f.note = "The agreement is a declaration; its text is not judged.";
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

Result<Finding> checkDocument(const Case& c) {
    Finding f;
    f.unit = "document";
    f.coverage = {1, 0, "documents", "no person has confirmed it"};
    f.add(c.control.title, ControlState::InsufficientEvidence,
          "no log can show it; a person confirms or denies it as a manual result");
    return f;
}

}  // namespace vedette
