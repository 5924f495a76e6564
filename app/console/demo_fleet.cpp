// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/demo_fleet.h"

#include <stdlib.h>

#include "app/ctl/demo_child.h"
#include "core/store/store.h"

namespace vedette::console {

namespace fs = std::filesystem;

DemoFleet::DemoFleet() = default;
DemoFleet::~DemoFleet() = default;

Result<std::unique_ptr<DemoFleet>> startDemoFleet(const fs::path& program, const std::stop_token& stop) {
    std::error_code trouble;
    if (!fs::exists(program, trouble))
        return fail(ErrorCode::NotFound, "the simulated fleet is not installed", program.string(),
                    "build the target vedette-fleetsim, or install the whole package");
    std::string pattern = (fs::temp_directory_path() / "vedette-demo-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
        return fail(ErrorCode::Io, "cannot make a folder for the demo", pattern, "free some space in it");
    const fs::path folder = pattern;
    auto demo = std::make_unique<DemoFleet>();
    demo->store = folder / "Demo fleet";
    demo->fleetFile = folder / "fleet" / "fleet.yaml";
    fs::create_directories(folder / "fleet", trouble);
    // Two minutes in front of the screen are four hours of the fleet: long enough for an attack to unfold.
    const std::vector<std::string> arguments = {
        "--dir",
        (folder / "fleet").string(),
        "--nodes",
        "12",
        "--seed",
        "1",
        "--scenario",
        "extraction,credential-stuffing,open-endpoint,expired-certificate,region-violation",
        "--history",
        "24h",
        "--speed",
        "120",
        "--stop-with-stdin"};
    auto child = ctl::FleetChild::start(program, arguments, folder / "fleetsim.log", stop);
    if (!child) return passOn(child);
    demo->child = std::move(*child);
    auto clock = ctl::readFleetClock(folder / "fleet");
    if (!clock) return passOn(clock);
    demo->clock = std::make_shared<ScaledClock>(*clock);
    if (auto made = createStore(demo->store, {}, *demo->clock); !made) return passOn(made);
    return demo;
}

}  // namespace vedette::console
