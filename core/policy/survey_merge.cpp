// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "core/policy/survey_parts.h"

namespace vedette::surveying {
namespace {

void add(Tally& first, const Tally& second) {
    if (second.extent.count == 0) return;
    if (first.extent.count == 0) {
        first = second;
        return;
    }
    first.extent.count += second.extent.count;
    first.extent.lastEntry = second.extent.lastEntry;
    first.extent.firstTime = std::min(first.extent.firstTime, second.extent.firstTime);
    first.extent.lastTime = std::max(first.extent.lastTime, second.extent.lastTime);
    for (const std::uint64_t entry : second.entries) {
        if (first.entries.size() < 5) first.entries.push_back(entry);
    }
}

template <class Map>
void addAll(Map& first, const Map& second) {
    for (const auto& [name, tally] : second) add(first[name], tally);
}

void add(std::vector<bool>& first, const std::vector<bool>& second) {
    for (std::size_t i = 0; i < second.size(); ++i) {
        if (second[i]) first[i] = true;
    }
}

// A principal's run of failures, and the networks of one hour, may go on from one half to the other.
void add(PrincipalUse& first, PrincipalUse&& second) {
    const std::uint32_t joinedRun = first.failures + second.leadFailures;
    if (second.leadFailures > 0 && joinedRun > first.longestRun) {
        first.longestRun = joinedRun;
        first.longestEntry = second.leadEntry;
    }
    if (second.longestRun > first.longestRun) {
        first.longestRun = second.longestRun;
        first.longestEntry = second.longestEntry;
    }
    if (second.admitted) {
        if (joinedRun >= 3) {
            const Time since = second.leadFailures > 0 ? second.leadTime : first.lastFailure;
            first.comebacks.push_back({joinedRun, second.admittedTime - since, second.admittedEntry});
        }
        const std::size_t own = second.leadFailures >= 3 ? 1 : 0;
        for (std::size_t i = own; i < second.comebacks.size(); ++i) first.comebacks.push_back(second.comebacks[i]);
        if (first.comebacks.size() > PrincipalUse::kComebacks) first.comebacks.resize(PrincipalUse::kComebacks);
        first.failures = second.failures;
    } else {
        first.failures += second.failures;
    }
    if (second.lastFailure != Time{}) first.lastFailure = second.lastFailure;
    if (second.hour < 0) return;
    std::vector<std::uint64_t>& begun = second.hour == second.firstHour ? second.networks : second.firstNetworks;
    if (first.hour == second.firstHour) {
        for (const std::uint64_t network : first.networks) {
            if (begun.size() < PrincipalUse::kNetworks && std::ranges::find(begun, network) == begun.end())
                begun.push_back(network);
        }
        if (begun.size() > std::max(first.mostNetworks, second.mostNetworks)) {
            first.mostNetworks = begun.size();
            first.mostEntry = second.firstHourEntry;
        }
    }
    if (second.mostNetworks > first.mostNetworks) {
        first.mostNetworks = second.mostNetworks;
        first.mostEntry = second.mostEntry;
    }
    first.hour = second.hour;
    first.networks = std::move(second.networks);
}

void add(NodeSurvey& first, NodeSurvey&& second) {
    for (Tally NodeSurvey::* tally : {&NodeSurvey::all, &NodeSurvey::requests, &NodeSurvey::authKnown,
                                      &NodeSurvey::attempts, &NodeSurvey::namelessSuccess, &NodeSurvey::named,
                                      &NodeSurvey::incomplete, &NodeSurvey::securityIncomplete, &NodeSurvey::ahead}) {
        add(first.*tally, second.*tally);
    }
    addAll(first.regions, second.regions);
    addAll(first.models, second.models);
    addAll(first.countries, second.countries);
    addAll(first.anonymousSuccess, second.anonymousSuccess);
    addAll(first.unknownSuccess, second.unknownSuccess);
    addAll(first.tls, second.tls);
    first.answered += second.answered;
    first.countryUnknown += second.countryUnknown;
    first.networksKnown += second.networksKnown;
    first.securityEvents += second.securityEvents;
    for (std::size_t i = 0; i < kEventFields; ++i) first.missing[i] += second.missing[i];
    for (std::size_t i = 0; i < first.detected.size(); ++i) add(first.detected[i], second.detected[i]);
    add(first.authDays, second.authDays);
    add(first.signs, second.signs);
    first.mostAheadMs = std::max(first.mostAheadMs, second.mostAheadMs);
    if (first.leastDelayMs < 0 || (second.leastDelayMs >= 0 && second.leastDelayMs < first.leastDelayMs)) {
        first.leastDelayMs = second.leastDelayMs;
    }
    for (auto& [id, use] : second.principals) {
        const auto [at, isNew] = first.principals.try_emplace(id);
        if (isNew) {
            at->second = std::move(use);
        } else {
            add(at->second, std::move(use));
        }
    }
}

}  // namespace

void append(Survey& first, Survey&& second) {
    first.entries += second.entries;
    add(first.rejected, second.rejected);
    add(first.watched, second.watched);
    for (auto& [id, node] : second.nodes) {
        const auto known = first.nodes.find(id);
        if (known == first.nodes.end()) {
            first.nodes.emplace(id, std::move(node));
        } else {
            add(known->second, std::move(node));
        }
    }
    for (auto& [id, source] : second.sources) {
        const auto known = first.sources.find(id);
        if (known == first.sources.end()) {
            first.sources.emplace(id, std::move(source));
        } else {
            add(known->second.all, source.all);
            add(known->second.signs, source.signs);
        }
    }
}

}  // namespace vedette::surveying
