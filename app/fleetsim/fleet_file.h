// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet file that describes the simulated nodes to a collector.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/fleetsim/plan.h"

namespace vedette::fleetsim {

struct FleetFileOptions {
    std::filesystem::path folder;
    double speed = 1;
    bool files = false;  // logs are read from files, not over HTTP
};

// `ports` in the order of the nodes. All texts are ours, so nothing in it needs quoting.
[[nodiscard]] std::string fleetYaml(const std::vector<NodePlan>& nodes, const std::vector<int>& ports,
                                    const FleetFileOptions& options);

}  // namespace vedette::fleetsim
