// SPDX-License-Identifier: GPL-3.0-or-later
// Requests across borders: from the country of the client to the region where they are processed, counted from the log
// and judged by the fleet's allowed zones and by chapter V of the GDPR as the region table knows it. A region is what a
// node claims. The rules are those of the controls on regions, so that map and controls say the same:
// - processed outside the node's allowed zones: uncovered, whatever else holds;
// - an end outside the EEA needs cover when it is outside the allowed zones, or when the other end is in the EEA: a
//   declared instrument (fact transfer_XX), an adequacy decision in force at the first and the last request, and where
//   that holds on a condition, a fact adequacy_scope_XX that says it is met;
// - without cover it is uncovered outside the allowed zones, and insufficient evidence inside them or when none are
//   declared.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/policy/declaration.h"
#include "core/policy/policy.h"
#include "core/policy/regions.h"
#include "core/store/reader.h"

namespace vedette::ui {

// What carries a flow; the worse, the later.
enum class FlowBasis {
    Inside,       // both ends inside the allowed zones or the EEA
    Adequacy,     // a decision without condition
    Conditional,  // a decision that holds on a condition
    Instrument,   // a declared one: standard clauses, binding rules
    Unshown,      // allowed by the operator, or no zones declared, and nothing else covers it
    Uncovered,
};

struct FlowVerdict {
    FlowBasis basis = FlowBasis::Inside;
    ControlState state = ControlState::Pass;
    std::string country;          // the end the verdict rests on; empty for Inside
    std::string carrier;          // the decision, the instrument; empty when nothing carries it
    std::string condition;        // of the decision
    std::string zones;            // allowed ones, as declared; empty: none declared
    bool processedThere = false;  // `country` is where it is processed, and that is outside the zones
    bool operator==(const FlowVerdict&) const = default;
};

// Requests from one country to one region under one verdict.
struct Flow {
    std::string from;      // country of the client
    std::string provider;  // of the nodes, as declared
    std::string region;    // as the records say
    std::string to;        // its country
    std::vector<std::string> nodes;
    std::uint64_t answered = 0;  // with status success
    std::uint64_t requests = 0;  // all
    bool nodesNamed = false;     // the filter must name the nodes, or it would match more
    FlowVerdict verdict;
    [[nodiscard]] std::string id() const;
    // Exactly the requests counted, but for the scope's time (and nodes, which the scope adds by itself).
    [[nodiscard]] Filter filter(bool answeredOnly) const;
};

// Answered requests of a region that no country is known for.
struct LostRegion {
    std::string region;  // empty: the records name none
    std::uint64_t answered = 0;
};

struct FlowReport {
    std::vector<Flow> flows;  // across borders; uncovered first, then by size
    std::vector<LostRegion> lostRegions;
    std::uint64_t answered = 0;       // all of the filter
    std::uint64_t domestic = 0;       // of them processed in the client's country
    std::uint64_t unknownClient = 0;  // of them without a country of the client
    [[nodiscard]] std::uint64_t uncovered() const;
};

// Requests of every kind: API activity, HTTP activity, authentication.
[[nodiscard]] Filter requestFilter(Filter scope);

[[nodiscard]] FlowVerdict judgeFlow(const RegionTable& regions, const Declaration& fleet, const DeclaredNode& node,
                                    const std::string& from, const std::string& to, Time first, Time last);

// Reads the last declaration and every request of `scope`, four columns of it. One thread, like the reader.
[[nodiscard]] Result<FlowReport> countFlows(Reader& reader, const Filter& scope, const RegionTable& regions);

}  // namespace vedette::ui
