// SPDX-License-Identifier: GPL-3.0-or-later
// How long the evidence is kept, against the shortest time the law asks and the longest the operator allows itself.
#include <fmt/format.h>

#include "core/event/event.h"
#include "core/policy/check.h"

namespace vedette {
namespace {

// Nodes in scope, whenever.
Filter always(const Case& c) {
    Filter f = c.inScope();
    f.from.reset();
    return f;
}

// Data classes that are both declared on a node in scope and meant by the control.
std::vector<std::string> classesInScope(const Case& c) {
    std::vector<std::string> out;
    for (const DeclaredNode* node : c.nodes) {
        for (const std::string& name : node->dataClasses) {
            const auto& meant = c.control.dataClasses;
            if (!meant.empty() && std::find(meant.begin(), meant.end(), name) == meant.end()) continue;
            if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
        }
    }
    return out;
}

}  // namespace

Result<Finding> checkRetentionMinimum(const Case& c) {
    const Span minimum = c.span("minimum");
    const Time asOf = c.dossier.asOf();
    const Time required = minus(asOf, minimum);
    Filter kept = always(c);
    kept.to = asOf;
    auto all = c.dossier.extent(kept);
    if (!all) return passOn(all);
    Filter old = kept;
    old.to = required;
    auto older = c.dossier.extent(old);
    if (!older) return passOn(older);
    // Records forgotten by retention are not here to show how long they were kept.
    Filter forgetting;
    forgetting.is(IntColumn::Class, ocsf::kConsoleAction).is(TextColumn::Rule, "retention");
    forgetting.to = asOf;
    auto forgotten = c.dossier.extent(forgetting);
    if (!forgotten) return passOn(forgotten);
    Finding f;
    f.unit = "data class";
    const auto classes = classesInScope(c);
    f.coverage = {classes.size(), 0, "data classes", {}};
    std::vector<std::string> missing;
    const std::string since = all->count == 0
                                  ? std::string("nothing")
                                  : fmt::format("{} since {}", counted(all->count, "record"), dayText(all->firstTime));
    for (const std::string& name : classes) {
        const DeclaredRetention* row = c.fleet.retentionFor(name);
        if (row == nullptr || row->minimum.empty()) {
            missing.push_back(name);
            const auto limit = row == nullptr ? Result<Span>(fail(ErrorCode::NotFound, "")) : parsePeriod(row->maximum);
            if (limit && minus(asOf, *limit) > required) {
                f.add(name, ControlState::Fail,
                      fmt::format("the declared maximum of {} is below the required {}", spanText(*limit),
                                  spanText(minimum)));
            } else {
                f.add(name, ControlState::InsufficientEvidence,
                      fmt::format("no minimum retention is declared; the log holds {}", since));
            }
            continue;
        }
        const auto declared = parsePeriod(row->minimum);
        if (!declared) {
            f.add(name, ControlState::InsufficientEvidence,
                  fmt::format("the declared minimum \"{}\" cannot be read", row->minimum));
        } else if (minus(asOf, *declared) > required) {
            f.add(name, ControlState::Fail,
                  fmt::format("the declared minimum of {} is below the required {}", spanText(*declared),
                              spanText(minimum)));
        } else if (all->count == 0) {
            missing.push_back(name);
            f.add(name, ControlState::InsufficientEvidence, "the log holds nothing from these nodes");
        } else if (older->count == 0 && forgotten->count > 0) {
            missing.push_back(name);
            f.add(name, ControlState::InsufficientEvidence,
                  fmt::format("records were forgotten under a certificate (entry {}), and none older than {} is left",
                              forgotten->lastEntry, spanText(minimum)),
                  {forgotten->lastEntry});
        } else {
            ++f.coverage.seen;
            f.add(name, ControlState::Pass,
                  older->count > 0
                      ? fmt::format("{} older than {} still answer", counted(older->count, "record"), spanText(minimum))
                      : fmt::format("kept since the log began; {} declared", spanText(*declared)),
                  {all->firstEntry});
        }
    }
    f.coverage.missing = joined(missing);
    f.passed = older->count > 0
                   ? fmt::format("The log holds {}, more than the required {}, and the declared minimum covers it.",
                                 since, spanText(minimum))
                   : fmt::format(
                         "The log is younger than {}: it holds {}. It passes because the declared minimum covers "
                         "the required time and entries are numbered from 0 without a purge.",
                         spanText(minimum), since);
    f.evidence.push_back({kept.text(), *all});
    f.evidence.push_back({old.text(), *older});
    return f;
}

Result<Finding> checkRetentionMaximum(const Case& c) {
    const Span grace = c.span("grace");
    const Time asOf = c.dossier.asOf();
    Finding f;
    f.unit = "data class";
    const auto classes = classesInScope(c);
    f.coverage = {classes.size(), 0, "data classes", {}};
    std::vector<std::string> missing;
    std::vector<std::string> limits;
    for (const std::string& name : classes) {
        const DeclaredRetention* row = c.fleet.retentionFor(name);
        const auto limit = row == nullptr ? Result<Span>(fail(ErrorCode::NotFound, "")) : parsePeriod(row->maximum);
        if (!limit) {
            missing.push_back(name);
            f.add(name, ControlState::InsufficientEvidence,
                  row == nullptr || row->maximum.empty()
                      ? std::string("no maximum retention is declared")
                      : fmt::format("the declared maximum \"{}\" cannot be read", row->maximum));
            continue;
        }
        std::vector<std::string> ids;
        for (const DeclaredNode* node : c.nodes) {
            if (std::find(node->dataClasses.begin(), node->dataClasses.end(), name) != node->dataClasses.end()) {
                ids.push_back(node->id);
            }
        }
        Filter held;
        held.to = asOf;
        held.texts.emplace_back(TextColumn::Node, ids);
        auto all = c.dossier.extent(held);
        if (!all) return passOn(all);
        Filter overdue = held;
        overdue.to = minus(minus(asOf, *limit), grace);
        auto late = c.dossier.extent(overdue);
        if (!late) return passOn(late);
        f.evidence.push_back({overdue.text(), *late});
        if (all->count == 0) {
            missing.push_back(name);
            f.add(name, ControlState::InsufficientEvidence, "the log holds nothing from these nodes");
            continue;
        }
        ++f.coverage.seen;
        if (late->count > 0) {
            f.add(name, ControlState::Fail,
                  fmt::format("{} older than the declared {} (plus {}), oldest of {}", counted(late->count, "record"),
                              spanText(*limit), spanText(grace), dayText(late->firstTime)),
                  {late->firstEntry});
        } else {
            limits.push_back(fmt::format("{} {}", name, spanText(*limit)));
            f.add(name, ControlState::Pass,
                  fmt::format("nothing older than {}; oldest of {}", spanText(*limit), dayText(all->firstTime)),
                  {all->firstEntry});
        }
    }
    f.coverage.missing = joined(missing);
    f.passed = fmt::format("No record is older than the declared maximum ({}).", joined(limits));
    f.note = "Judged for this log; copies elsewhere are not seen.";
    return f;
}

}  // namespace vedette
