// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fleet/small_fleet.h"

#include <cstdlib>
#include <iostream>

#include "core/event/event.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

World smallFleet() {
    World world;
    const auto node = [&world](const char* id, const char* provider, const char* region, std::vector<std::string> zones,
                               const char* country = "") {
        WorldNode n;
        n.id = id;
        n.provider = provider;
        n.region = region;
        n.country = country;
        n.allowedZones = std::move(zones);
        world.nodes.push_back(std::move(n));
    };
    node("fra-1", "aws", "eu-central-1", {"EU"});
    node("fra-2", "aws", "eu-central-1", {"EU"});
    node("lon-1", "azure", "uksouth", {"GB"});
    node("bom-1", "aws", "ap-south-1", {"EU"});
    node("iad-1", "aws", "us-east-1", {"US"});
    node("own-1", "own", "cellar", {"EU"}, "DE");
    node("odd-1", "own", "nowhere", {"EU"});
    world.retention = "[]";
    int second = 0;
    const auto requests = [&](const char* from, const char* to, int count, std::int64_t status = ocsf::kSuccess) {
        for (int i = 0; i < count; ++i) {
            Line line = request(to, at(9) + std::chrono::seconds(second++));
            line.country = from;
            line.status = status;
            world.add(std::move(line));
        }
    };
    requests("FR", "fra-1", 5);
    requests("FR", "fra-2", 3);
    requests("DE", "fra-1", 4);
    requests("BE", "bom-1", 6);
    requests("DE", "bom-1", 2);
    requests("CN", "lon-1", 3);
    requests("BR", "lon-1", 2);
    requests("NL", "iad-1", 7);
    requests("RO", "lon-1", 9, ocsf::kFailure);
    requests("", "fra-1", 11);
    requests("FR", "own-1", 2);
    requests("FR", "odd-1", 1);
    return world;
}

void writeWorld(const World& world, const std::filesystem::path& store) {
    const FixedClock clock(kFixtureStart);
    auto writer = Writer::open(store, clock);
    const Batch batch = world.batch();
    if (!writer || !(*writer)->write(batch)) {
        std::cerr << "the small fleet cannot be written to " << store << '\n';
        std::exit(1);
    }
}

}  // namespace vedette::test
