// SPDX-License-Identifier: GPL-3.0-or-later
// The collector service: polls every source of a fleet on its interval, probes its endpoints, and hands everything to
// Ingest. A node that is down, slow, speaking nonsense or presenting a wrong certificate is recorded as such and never
// stops the others.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

#include "app/pipeline/due_retention.h"
#include "app/pipeline/ingest.h"
#include "collectors/fleet.h"
#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

struct CollectProgress {
    IngestStats ingest;
    std::uint64_t polls = 0;
    std::uint64_t failedPolls = 0;
    std::map<std::string, std::string> failing;  // source → latest error, while it fails
    std::size_t sources = 0;
    RetentionState retention;
};

struct CollectOptions {
    FleetConfig fleet;
    KeychainReader keychain;                      // for secrets that are kept there, on the collecting thread
    bool once = false;                            // until each source has been read up to its end once
    bool retention = true;                        // forget once a day what is due; not with `once`
    std::optional<Duration> runFor;               // wall time
    Duration lifeSign = std::chrono::minutes(5);  // at most this long between two status events of a source
    Duration probeEvery = std::chrono::hours(1);  // and whenever a source of the node starts to fail
    // What the clock must keep pace with: sinceBoot(). A clock that need not, a simulated one: empty.
    std::function<Duration()> monotonic;
    std::function<void(const CollectProgress&)> progress;  // about once a second, on the collecting thread
    std::function<void(const Finding&)> onFinding;
};

// Runs until the stop token asks, runFor is over, or (once) all is read. An error means that the store or a mapping
// stopped the service; trouble with nodes, or with the secrets for them, does not.
[[nodiscard]] Result<CollectProgress> collect(const std::filesystem::path& store, const CollectOptions& options,
                                              const Clock& clock, std::stop_token stop = {});

}  // namespace vedette
