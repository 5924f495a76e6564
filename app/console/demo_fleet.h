// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated fleet for the console: starts vedette-fleetsim in a folder of its own and makes a store beside it. Ends
// with the object.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette::ctl {
class FleetChild;
}

namespace vedette::console {

struct DemoFleet {
    DemoFleet();
    ~DemoFleet();
    std::filesystem::path store;
    std::filesystem::path fleetFile;
    std::shared_ptr<const Clock> clock;  // runs faster than life
    std::unique_ptr<ctl::FleetChild> child;
};

// Takes some seconds: traffic of the hours before has to be made. Runs on a worker thread.
[[nodiscard]] Result<std::unique_ptr<DemoFleet>> startDemoFleet(const std::filesystem::path& program,
                                                                const std::stop_token& stop);

}  // namespace vedette::console
