// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/policy/check.h"
#include "core/policy/manual.h"

namespace vedette {
namespace {

using enum ControlState;

// A document says so once; the answer is settled and nothing of the log is needed.
struct Settled {
    ControlState state;
    std::string reason;
};

Time dayOr(const std::string& day, Time otherwise) {
    auto t = parseTime(day);
    return t ? *t : otherwise;
}

bool means(const RegionTable& regions, const std::string& listed, const std::string& value) {
    if (listed == value) return true;
    if (listed == "<country>") return regions.knows(value);
    return regions.covers(listed, value);
}

// Whether the declared facts put the control in scope; empty when they do.
std::optional<Settled> scopeByFacts(const Control& control, const Declaration& fleet, const RegionTable& regions) {
    std::optional<Settled> unknown;
    for (const auto& [fact, values] : control.appliesWhen) {
        const auto declared = words(fleet.fact(fact));
        if (declared.empty()) {
            unknown =
                Settled{InsufficientEvidence, fmt::format("The fact {} is not declared, so nobody can tell whether "
                                                          "this applies.",
                                                          fact)};
            continue;
        }
        const auto listed = [&](const std::vector<std::string>& list, const std::string& value) {
            return std::ranges::any_of(list, [&](const std::string& l) { return means(regions, l, value); });
        };
        if (std::ranges::any_of(declared, [&](const std::string& v) { return listed(values, v); })) continue;
        const auto exempt = control.exemptWhen.find(fact);
        const auto strange = std::ranges::find_if(declared, [&](const std::string& v) {
            return exempt == control.exemptWhen.end() || !listed(exempt->second, v);
        });
        if (strange == declared.end()) {
            return Settled{NotApplicable, fmt::format("The fleet declares {} \"{}\" (entry {}).", fact,
                                                      joined(declared), fleet.entry)};
        }
        unknown = Settled{InsufficientEvidence,
                          fmt::format("The fleet declares {} \"{}\", which this pack does not know.", fact, *strange)};
    }
    return unknown;
}

std::vector<const DeclaredNode*> nodesInScope(const Control& control, const Declaration& fleet) {
    std::vector<const DeclaredNode*> nodes;
    for (const DeclaredNode& node : fleet.nodes) {
        const bool in =
            control.dataClasses.empty() || std::ranges::any_of(node.dataClasses, [&](const std::string& name) {
                return std::ranges::find(control.dataClasses, name) != control.dataClasses.end();
            });
        if (in) nodes.push_back(&node);
    }
    return nodes;
}

class Judge {
public:
    Judge(Evidence& evidence, const RegionTable& regions, Period period, Time now, const std::vector<std::string>& part)
        : m_evidence(evidence), m_regions(regions), m_period(period), m_now(now), m_part(part) {}

    // The part has to be of this fleet; without a declaration nothing is judged anyway.
    Result<void> checkPart() {
        if (m_part.empty()) return {};
        auto fleet = dossierFor(m_period).declaration();
        if (!fleet) return passOn(fleet);
        if (*fleet == nullptr) return {};
        for (const std::string& id : m_part) {
            if ((*fleet)->node(id) != nullptr) continue;
            std::vector<std::string> known;
            for (const DeclaredNode& node : (*fleet)->nodes) known.push_back(node.id);
            return fail(ErrorCode::NotFound, fmt::format("no node \"{}\" is declared in this period", id),
                        "part of the fleet", fmt::format("declared are {}", joined(known)));
        }
        return {};
    }

    Result<PackResult> pack(const Pack& pack) {
        PackResult out;
        out.pack = pack;
        for (const Control& control : pack.controls) {
            auto r = judged(control, pack);
            if (!r) return passOn(r);
            out.results.push_back(std::move(*r));
        }
        // Roll-ups come after what they roll up, whatever the order of the file.
        for (ControlResult& r : out.results) {
            if (r.control.test != "worst-of" || r.state == NotApplicable || !r.reason.empty()) continue;
            rollUp(r, out.results);
            auto done = decidedByPeople(r, dossierFor(periodOf(r.control)));
            if (!done) return passOn(done);
        }
        return out;
    }

private:
    // The part of the period in which the control is law; empty (from >= to) when there is none.
    Period periodOf(const Control& c) const {
        return {std::max(m_period.from, dayOr(c.effectiveFrom, m_period.from)),
                std::min(m_period.to, dayOr(c.effectiveTo, m_period.to))};
    }

    Dossier& dossierFor(Period p) {
        auto& slot = m_dossiers[{p.from, p.to}];
        if (!slot) slot = std::make_unique<Dossier>(m_evidence, m_regions, p, m_now);
        return *slot;
    }

    Result<ControlResult> judged(const Control& control, const Pack& pack) {
        ControlResult r;
        r.control = control;
        const Period inForce = periodOf(control);
        if (inForce.from >= inForce.to) {
            r.state = NotApplicable;
            r.reason =
                fmt::format("Not in force in this period: in force {}{} (pack {} {}).",
                            control.effectiveFrom.empty() ? "" : "from " + control.effectiveFrom,
                            control.effectiveTo.empty() ? "" : " until " + control.effectiveTo, pack.id, pack.version);
            return r;
        }
        Dossier& dossier = dossierFor(inForce);
        auto settled = beforeEvidence(control, dossier);
        if (!settled) return passOn(settled);
        if (*settled) {
            r.state = (*settled)->state;
            r.reason = (*settled)->reason;
            if (r.state == NotApplicable || m_periodEmpty) return r;
        } else if (control.test == "worst-of") {
            return r;
        } else {
            auto fleet = dossier.declaration();
            if (!fleet) return passOn(fleet);
            const Case c{control, dossier, **fleet, nodesOf(control, **fleet)};
            if (!m_part.empty() && c.nodes.empty() && looksAtNodes(control)) {
                r.state = NotApplicable;
                r.reason =
                    fmt::format("None of {} of this part declares data of class {} (entry {}).",
                                counted(m_part.size(), "node"), joined(control.dataClasses, " or "), (*fleet)->entry);
                return r;
            }
            auto finding = findCheck(control.test)->run(c);
            if (!finding) return passOn(finding);
            r.state = worst(finding->items);
            r.reason = sentence(*finding, r.state);
            if (!m_part.empty() && !looksAtNodes(control))
                r.reason += " Judged for the whole fleet: it is not about single nodes.";
            r.items = std::move(finding->items);
            r.coverage = std::move(finding->coverage);
            r.evidence = std::move(finding->evidence);
            if (inForce.from != m_period.from || inForce.to != m_period.to) {
                r.reason += fmt::format(" Judged from {} to {} only, while it was in force.", dayText(inForce.from),
                                        dayText(inForce.to));
            }
        }
        auto done = decidedByPeople(r, dossier);
        if (!done) return passOn(done);
        return r;
    }

    std::vector<const DeclaredNode*> nodesOf(const Control& control, const Declaration& fleet) const {
        auto nodes = nodesInScope(control, fleet);
        if (!m_part.empty() && looksAtNodes(control))
            std::erase_if(nodes, [this](const DeclaredNode* node) {
                return std::ranges::find(m_part, node->id) == m_part.end();
            });
        return nodes;
    }

    Result<std::optional<Settled>> beforeEvidence(const Control& control, Dossier& dossier) {
        auto any = dossier.extent(dossier.inPeriod());
        if (!any) return passOn(any);
        m_periodEmpty = any->count == 0;
        if (m_periodEmpty) {
            return Settled{InsufficientEvidence,
                           fmt::format("The log holds no entry between {} and {}.", minuteText(dossier.period().from),
                                       minuteText(dossier.period().to))};
        }
        auto fleet = dossier.declaration();
        if (!fleet) return passOn(fleet);
        if (*fleet == nullptr) {
            return Settled{InsufficientEvidence,
                           "No fleet declaration before the end of the period says what is in scope."};
        }
        if (findCheck(control.test) == nullptr) {
            return Settled{InsufficientEvidence, fmt::format("There is no test \"{}\".", control.test)};
        }
        if (auto settled = scopeByFacts(control, **fleet, m_regions)) return settled;
        if (!control.dataClasses.empty() && nodesInScope(control, **fleet).empty()) {
            const std::string classes = joined(control.dataClasses, " or ");
            if (control.noNodes == "not_applicable") {
                return Settled{NotApplicable,
                               fmt::format("None of {} declares data of class {} (entry {}).",
                                           counted((*fleet)->nodes.size(), "declared node"), classes, (*fleet)->entry)};
            }
            return Settled{InsufficientEvidence,
                           fmt::format("By its facts the fleet is in scope, but none of {} declares "
                                       "data of class {}.",
                                       counted((*fleet)->nodes.size(), "declared node"), classes)};
        }
        return std::optional<Settled>{};
    }

    static void rollUp(ControlResult& r, const std::vector<ControlResult>& all) {
        Finding f;
        f.unit = "control";
        const auto names = words(r.control.parameters.contains("controls") ? r.control.parameters.at("controls") : "");
        std::vector<std::string> missing;
        for (const std::string& name : names) {
            const auto i = std::ranges::find_if(all, [&](const ControlResult& o) { return o.control.id == name; });
            if (i == all.end() || i->control.test == "worst-of") {
                missing.push_back(name);
                f.add(name, InsufficientEvidence, "it is not judged in this pack");
                continue;
            }
            ControlState state = i->state;
            if (state == ManualPass) state = Pass;
            if (state == ManualFail) state = Fail;
            if (state == Waived) state = InsufficientEvidence;
            if (state == InsufficientEvidence) missing.push_back(name);
            f.add(name, state, fmt::format("{} ({})", stateName(i->state), i->control.clause));
        }
        f.coverage = {names.size(), names.size() - missing.size(), "controls", joined(missing)};
        f.passed = fmt::format("All {} it sums up pass.", counted(names.size(), "control"));
        r.state = worst(f.items);
        r.reason = sentence(f, r.state);
        r.items = std::move(f.items);
        r.coverage = std::move(f.coverage);
    }

    Result<void> decidedByPeople(ControlResult& r, Dossier& dossier) {
        auto actions = dossier.actions();
        if (!actions) return passOn(actions);
        applyDecisions(r, **actions, dossier.period(), dossier.asOf());
        return {};
    }

    Evidence& m_evidence;
    const RegionTable& m_regions;
    Period m_period;
    Time m_now;
    const std::vector<std::string>& m_part;  // empty: the whole fleet
    bool m_periodEmpty = false;
    std::map<std::pair<Time, Time>, std::unique_ptr<Dossier>> m_dossiers;
};

}  // namespace

std::string_view stateName(ControlState s) {
    switch (s) {
        case Fail: return "fail";
        case InsufficientEvidence: return "insufficient_evidence";
        case Pass: return "pass";
        case NotApplicable: return "not_applicable";
        case ManualPass: return "manual_pass";
        case ManualFail: return "manual_fail";
        case Waived: return "waived";
    }
    return "insufficient_evidence";
}

Result<Judgement> judgeEvidence(Evidence& evidence, const std::vector<Pack>& packs, const RegionTable& regions,
                                Period period, Time now, const std::vector<std::string>& part) {
    if (period.from >= period.to) {
        return fail(ErrorCode::Invalid, "the period ends before it begins", {}, "give a later end");
    }
    auto head = evidence.head();
    if (!head) return passOn(head);
    Judgement out;
    out.period = period;
    out.judgedAt = now;
    out.checkpoint = std::move(*head);
    Judge judge(evidence, regions, period, now, part);
    if (auto known = judge.checkPart(); !known) return passOn(known);
    for (const Pack& pack : packs) {
        auto r = judge.pack(pack);
        if (!r) return passOn(r);
        out.packs.push_back(std::move(*r));
    }
    return out;
}

Result<Judgement> judge(Reader& reader, const std::vector<Pack>& packs, const std::filesystem::path& regionsFile,
                        Period period, Time now) {
    return judgePart(reader, packs, regionsFile, period, now, {});
}

Result<Judgement> judgePart(Reader& reader, const std::vector<Pack>& packs, const std::filesystem::path& regionsFile,
                            Period period, Time now, const std::vector<std::string>& part) {
    auto regions = RegionTable::load(regionsFile);
    if (!regions) return passOn(regions);
    const auto evidence = evidenceOf(reader);
    return judgeEvidence(*evidence, packs, *regions, period, now, part);
}

}  // namespace vedette
