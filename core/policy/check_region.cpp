// SPDX-License-Identifier: GPL-3.0-or-later
// Where data is processed, and what allows it to be there. A region is what a node claims; nothing attests it yet.
#include <fmt/format.h>

#include <algorithm>

#include "core/policy/check.h"

namespace vedette {
namespace {

constexpr std::string_view kClaim = "A region is the node's own claim; no attestation backs it.";

struct Place {
    std::string region;
    std::string country;  // empty: unknown
    const Tally* seen = nullptr;
};

// The regions a node was seen in, with their countries. A region the table does not know takes the country the fleet
// file declares for it, when it is the declared region.
std::vector<Place> placesOf(const Case& c, const Survey& survey, const DeclaredNode& node) {
    std::vector<Place> places;
    const NodeSurvey* seen = survey.node(node.id);
    if (seen == nullptr) return places;
    for (const auto& [region, tally] : seen->regions) {
        std::string country = c.dossier.regions().countryOf(node.provider, region);
        if (country.empty() && region == node.region) country = node.country;
        places.push_back({region, std::move(country), &tally});
    }
    return places;
}

bool declaredYes(const std::string& fact) {
    return !fact.empty() && fact != "no" && fact != "none" && fact != "false" && fact != "unknown";
}

struct Cover {
    ControlState state = ControlState::Fail;
    std::string reason;
};

// What chapter V of the GDPR offers for data in that country over the time it was seen there.
Cover chapterV(const Case& c, const std::string& country, const Tally& seen) {
    const RegionTable& table = c.dossier.regions();
    if (table.inEea(country)) return {ControlState::Pass, "inside the EEA"};
    if (const std::string instrument = c.fleet.fact("transfer_" + country); declaredYes(instrument)) {
        return {ControlState::Pass,
                fmt::format("declared transfer instrument \"{}\" (judged under Art 46)", instrument)};
    }
    const Adequacy* first = table.adequacyAt(country, seen.extent.firstTime);
    const Adequacy* last = table.adequacyAt(country, seen.extent.lastTime);
    if (first == nullptr || last == nullptr) {
        return {ControlState::Fail,
                fmt::format("no adequacy decision covered {} on {} and no transfer instrument is "
                            "declared",
                            country, dayText(first == nullptr ? seen.extent.firstTime : seen.extent.lastTime))};
    }
    if (!last->scope.empty() && !declaredYes(c.fleet.fact("adequacy_scope_" + country))) {
        return {ControlState::InsufficientEvidence,
                fmt::format("the adequacy decision {} holds only if {}, and no fact adequacy_scope_{} says so",
                            last->decision, last->scope, country)};
    }
    return {ControlState::Pass, fmt::format("adequacy decision {} of {}", last->decision, dayText(last->from))};
}

bool allowed(const Case& c, const DeclaredNode& node, const std::string& country, const Tally& seen) {
    return std::ranges::any_of(node.allowedZones, [&](const std::string& zone) {
        if (zone == "ADEQUATE") {
            return c.dossier.regions().adequacyAt(country, seen.extent.firstTime) != nullptr &&
                   c.dossier.regions().adequacyAt(country, seen.extent.lastTime) != nullptr;
        }
        return c.dossier.regions().covers(zone, country);
    });
}

std::string unknownZone(const Case& c, const DeclaredNode& node) {
    for (const std::string& zone : node.allowedZones) {
        if (!c.dossier.regions().knows(zone)) return zone;
    }
    return {};
}

void judgePlace(const Case& c, const DeclaredNode& node, const Place& place, Finding& finding) {
    const std::string item = fmt::format("{} in {}", node.id, place.region);
    const auto add = [&](ControlState state, std::string reason) {
        finding.add(item, state, std::move(reason), place.seen->entries);
    };
    if (place.country.empty()) {
        return add(ControlState::InsufficientEvidence,
                   fmt::format("region \"{}\" of provider \"{}\" is not in the region table of {} and no country is "
                               "declared for it",
                               place.region, node.provider, c.dossier.regions().asOf()));
    }
    const std::string records = counted(place.seen->count(), "record");
    if (!node.allowedZones.empty()) {
        if (const std::string zone = unknownZone(c, node); !zone.empty()) {
            return add(ControlState::InsufficientEvidence, fmt::format("allowed zone \"{}\" is not known", zone));
        }
        if (!allowed(c, node, place.country, *place.seen)) {
            return add(ControlState::Fail, fmt::format("{} from {}, outside the allowed zones {}", records,
                                                       place.country, joined(node.allowedZones)));
        }
    }
    if (c.parameter("chapter_v") == "yes") {
        const Cover cover = chapterV(c, place.country, *place.seen);
        if (cover.state == ControlState::Fail && !node.allowedZones.empty()) {
            return add(ControlState::InsufficientEvidence,
                       fmt::format("{} is in the operator's allowed zones, but {}", place.country, cover.reason));
        }
        if (cover.state != ControlState::Pass) return add(cover.state, fmt::format("{}: {}", records, cover.reason));
        return add(ControlState::Pass, fmt::format("{} from {}, {}", records, place.country, cover.reason));
    }
    if (node.allowedZones.empty()) {
        return add(ControlState::InsufficientEvidence, "no allowed zones are declared for this node");
    }
    add(ControlState::Pass, fmt::format("{} from {}, inside the allowed zones", records, place.country));
}

// Requests from outside count as a transfer when neither zone nor adequacy covers the client's country.
void judgeClients(const Case& c, const DeclaredNode& node, const NodeSurvey& seen, Finding& finding) {
    for (const auto& [country, tally] : seen.countries) {
        if (chapterV(c, country, tally).state != ControlState::Fail || allowed(c, node, country, tally)) continue;
        finding.add(fmt::format("{} reached from {}", node.id, country), ControlState::Fail,
                    fmt::format("{} from clients in {}: remote access from outside is a transfer and nothing covers it",
                                counted(tally.count(), "answered request"), country),
                    tally.entries);
    }
}

}  // namespace

Result<Finding> checkRegionAllowed(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    Finding f;
    f.unit = "node region";
    f.coverage.unit = "nodes";
    f.coverage.expected = c.nodes.size();
    std::uint64_t unknownClients = 0;
    std::uint64_t requests = 0;
    std::vector<std::string> silent;
    for (const DeclaredNode* node : c.nodes) {
        const auto places = placesOf(c, **survey, *node);
        if (places.empty()) {
            silent.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no record of the period names a region");
            continue;
        }
        ++f.coverage.seen;
        for (const Place& place : places) judgePlace(c, *node, place, f);
        const NodeSurvey& seen = *(*survey)->node(node->id);
        if (c.parameter("chapter_v") == "yes") judgeClients(c, *node, seen, f);
        unknownClients += seen.countryUnknown;
        requests += seen.answered;
    }
    f.coverage.missing = joined(silent);
    f.passed = fmt::format("All {} with such data were seen only where an allowed zone or chapter V covers them.",
                           counted(c.nodes.size(), "node"));
    f.note = kClaim;
    if (unknownClients > 0) {
        f.note += fmt::format(
            " The country of the client is unknown for {} of {}, so remote access is judged only for "
            "the rest.",
            unknownClients, counted(requests, "answered request"));
    }
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

Result<Finding> checkTransferAdequacy(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const RegionTable& table = c.dossier.regions();
    Finding f;
    f.unit = "node region";
    f.coverage = {c.nodes.size(), 0, "nodes", {}};
    std::vector<std::string> silent;
    for (const DeclaredNode* node : c.nodes) {
        const auto places = placesOf(c, **survey, *node);
        if (places.empty()) {
            silent.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no record of the period names a region");
            continue;
        }
        ++f.coverage.seen;
        for (const Place& place : places) {
            const std::string item = fmt::format("{} in {}", node->id, place.region);
            const auto& e = place.seen->extent;
            if (place.country.empty()) {
                f.add(item, ControlState::InsufficientEvidence, "the region's country is unknown", place.seen->entries);
                continue;
            }
            if (table.inEea(place.country)) {
                f.add(item, ControlState::Pass, "inside the EEA: no transfer", place.seen->entries);
                continue;
            }
            const auto decisions = table.decisionsFor(place.country);
            const bool instrument = declaredYes(c.fleet.fact("transfer_" + place.country));
            if (decisions.empty() || instrument) {
                f.add(item, ControlState::NotApplicable,
                      instrument
                          ? fmt::format("{} relies on a declared instrument (Art 46)", place.country)
                          : fmt::format("{} has no adequacy decision: Art 46 or 49 must carry it", place.country),
                      place.seen->entries);
                continue;
            }
            const Adequacy* first = table.adequacyAt(place.country, e.firstTime);
            const Adequacy* last = table.adequacyAt(place.country, e.lastTime);
            if (first == nullptr || last == nullptr) {
                Filter before = c.dossier.inPeriod();
                before.is(TextColumn::Node, node->id).is(TextColumn::Region, place.region);
                if (first == nullptr && last != nullptr) before.to = last->from;
                if (first != nullptr && first->until) before.from = *first->until;
                auto cited = cite(c, f, before);
                if (!cited) return passOn(cited);
                const std::uint64_t uncovered = f.evidence.back().extent.count;
                f.add(item, ControlState::Fail,
                      fmt::format("{} while no adequacy decision for {} was in force ({})",
                                  counted(uncovered, "record"), place.country,
                                  last != nullptr
                                      ? fmt::format("{} was adopted on {}", last->decision, dayText(last->from))
                                  : first != nullptr ? fmt::format("{} ended", first->decision)
                                                     : fmt::format("{} was adopted on {}", decisions.front()->decision,
                                                                   dayText(decisions.front()->from))),
                      place.seen->entries);
                continue;
            }
            const std::string scope = c.fleet.fact("adequacy_scope_" + place.country);
            if (!last->scope.empty() && !declaredYes(scope)) {
                f.add(item, scope.empty() ? ControlState::InsufficientEvidence : ControlState::Fail,
                      fmt::format("{} holds only if {}; fact adequacy_scope_{} is {}", last->decision, last->scope,
                                  place.country, scope.empty() ? "not declared" : fmt::format("\"{}\"", scope)),
                      place.seen->entries);
                continue;
            }
            f.add(item, ControlState::Pass,
                  fmt::format("{} of {} was in force{}", last->decision, dayText(last->from),
                              scope.empty() ? "" : fmt::format("; scope declared: \"{}\"", scope)),
                  place.seen->entries);
        }
    }
    f.coverage.missing = joined(silent);
    f.passed = fmt::format("{} were seen in the EEA or under an adequacy decision in force at the time of each record.",
                           counted(f.items.size(), "node region"));
    f.note = kClaim;
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

namespace {

// "SCC 2021/914 module 2, signed 2025-03-01, tia 2026-02-01"
std::optional<Time> dateAfter(const std::string& text, std::string_view word) {
    auto at = text.find(word);
    if (at == std::string::npos) return {};
    at += word.size();
    while (at < text.size() && (text[at] == ' ' || text[at] == ':')) ++at;
    auto t = parseTime(std::string_view(text).substr(std::min(at, text.size()), 10));
    return t ? std::optional(*t) : std::nullopt;
}

}  // namespace

Result<Finding> checkTransferInstrument(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const Span maxAge = c.span("max_assessment_age");
    Finding f;
    f.unit = "node region";
    f.coverage = {c.nodes.size(), 0, "nodes", {}};
    std::vector<std::string> silent;
    std::size_t transfers = 0;
    for (const DeclaredNode* node : c.nodes) {
        const auto places = placesOf(c, **survey, *node);
        if (places.empty()) {
            silent.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no record of the period names a region");
            continue;
        }
        ++f.coverage.seen;
        for (const Place& place : places) {
            const std::string item = fmt::format("{} in {}", node->id, place.region);
            const auto add = [&](ControlState s, std::string why) {
                f.add(item, s, std::move(why), place.seen->entries);
            };
            if (place.country.empty()) {
                add(ControlState::InsufficientEvidence, "the region's country is unknown");
                continue;
            }
            const std::string instrument = c.fleet.fact("transfer_" + place.country);
            const Time first = place.seen->extent.firstTime;
            if (!declaredYes(instrument)) {
                if (c.dossier.regions().inEea(place.country) ||
                    c.dossier.regions().adequacyAt(place.country, first) != nullptr) {
                    add(ControlState::Pass, "no instrument is needed: EEA or adequacy decision");
                } else {
                    ++transfers;
                    add(instrument.empty() ? ControlState::InsufficientEvidence : ControlState::Fail,
                        fmt::format("{} from {}, which has no adequacy decision; fact transfer_{} is {}",
                                    counted(place.seen->count(), "record"), place.country, place.country,
                                    instrument.empty() ? "not declared" : fmt::format("\"{}\"", instrument)));
                }
                continue;
            }
            ++transfers;
            const auto signedAt = dateAfter(instrument, "signed");
            const auto assessed = dateAfter(instrument, "tia");
            if (!signedAt || !assessed) {
                add(ControlState::InsufficientEvidence,
                    fmt::format("\"{}\" does not give the dates it was signed and assessed (\"signed 2025-03-01, tia "
                                "2026-02-01\")",
                                instrument));
            } else if (*signedAt > first) {
                add(ControlState::Fail, fmt::format("signed on {}, after the first transfer seen on {}",
                                                    dayText(*signedAt), dayText(first)));
            } else if (minus(c.dossier.asOf(), maxAge) > *assessed) {
                add(ControlState::Fail, fmt::format("the transfer impact assessment is of {}, older than {}",
                                                    dayText(*assessed), spanText(maxAge)));
            } else {
                add(ControlState::Pass, fmt::format("\"{}\"", instrument));
            }
        }
    }
    f.coverage.missing = joined(silent);
    f.passed = transfers == 0 ? "No transfer that needs an instrument was seen."
                              : fmt::format(
                                    "Each of {} outside adequacy has a declared instrument, signed before the "
                                    "first transfer and assessed within {}.",
                                    counted(transfers, "node region"), spanText(maxAge));
    f.note = kClaim;
    if (transfers > 0) f.note += " The instrument is a declaration; its text is not judged.";
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

}  // namespace vedette
