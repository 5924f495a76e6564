// SPDX-License-Identifier: GPL-3.0-or-later
// From a fleet file to the collectors that read it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "collectors/collector.h"
#include "collectors/fleet.h"
#include "collectors/http_engine.h"
#include "core/event/metrics.h"

namespace vedette {

// The ids of rows of a source that are already in the log (Reader::seenIds). Called on the engine's thread at the start
// of a poll of a source that re-reads an overlap.
using SeenIdsOf = std::function<std::vector<std::uint64_t>(const std::string& source)>;

// One collector per source, in the order of the file. `http`, `flavours` and `clock` must outlive them.
[[nodiscard]] std::vector<std::unique_ptr<Collector>> makeCollectors(const FleetConfig& fleet, HttpEngine& http,
                                                                     const MetricFlavours& flavours, const Clock& clock,
                                                                     SeenIdsOf seenIds);

// What the scheduler and the mapper need to know of a source, by its full name "<node>/<source id>".
struct SourceOfNode {
    const NodeConfig* node = nullptr;  // points into the fleet; both null when there is no such source
    const SourceConfig* source = nullptr;
};
[[nodiscard]] SourceOfNode findSource(const FleetConfig& fleet, std::string_view name);
[[nodiscard]] std::string sourceName(const NodeConfig& node, const SourceConfig& source);
// How often it is to be polled; 15 s for an unknown one.
[[nodiscard]] Duration sourceInterval(const FleetConfig& fleet, std::string_view name);

}  // namespace vedette
