// SPDX-License-Identifier: GPL-3.0-or-later
// How each node of the fleet stands, for the overview, the fleet page and the status bar: its declaration, its last
// sign of life, what it served and which of its sources fail.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/policy/declaration.h"
#include "core/policy/policy.h"
#include "core/store/reader.h"

namespace vedette {

// Worst first: what a node is shown as when several hold.
enum class NodeHealth { Silent, Alert, Short, Healthy, Unknown };

struct NodeState {
    DeclaredNode declared;  // only `id` is set when the log knows the node but no declaration does
    NodeHealth health = NodeHealth::Unknown;
    std::string reason;            // in words: "no sign of life since 11:38", "2 open alerts"
    Time lastSeen{};               // latest entry of the node; 1970 when there is none
    std::uint64_t requests = 0;    // in the scope
    std::uint64_t failures = 0;    // of them with status failure
    std::uint64_t openAlerts = 0;  // with this node
    double latencyMs = 0;          // mean of the scope's requests; 0 without any
    std::uint64_t outputTokens = 0;
    std::vector<std::string> failingSources;
};

struct FleetState {
    std::string name;  // as declared
    std::uint64_t declarationEntry = 0;
    bool declared = false;         // a declaration is in the log
    std::vector<NodeState> nodes;  // by id
    [[nodiscard]] std::size_t count(NodeHealth health) const;
    [[nodiscard]] const NodeState* node(std::string_view id) const;
};

// A node without any entry for this long is silent: our default.
inline constexpr Duration kSilentAfter = std::chrono::minutes(15);

// Reads the last declaration, the roll-ups of `period`, the newest entry of each node and the newest status of each
// source. `openAlerts`: by node, as the alert queue has them. One thread, like the reader.
[[nodiscard]] Result<FleetState> fleetState(Reader& reader, const Period& period,
                                            const std::map<std::string, std::uint64_t, std::less<>>& openAlerts,
                                            Time now);

}  // namespace vedette
