// SPDX-License-Identifier: GPL-3.0-or-later
// What the detectors share besides numbers: how they are made and described, and how findings become alerts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/detect/detector.h"
#include "core/detect/observation.h"
#include "core/detect/statistics.h"

namespace vedette {

// A technique of ATLAS or a risk of the OWASP list, from the table that resources/atlas/atlas.yaml repeats.
[[nodiscard]] const std::vector<ThreatRef>& knownThreats();
[[nodiscard]] std::vector<ThreatRef> threats(std::initializer_list<std::string_view> ids);

// Several findings about one thing are one alert as long as no quiet day lies between them, for a week at most.
class Episode {
public:
    // Begins a new episode when there is none at `time`; true when it is new.
    bool open(std::int64_t time);
    // True for the first report of the episode and whenever the evidence has doubled since the last.
    bool due(std::uint64_t evidence);
    [[nodiscard]] bool active(std::int64_t time) const;
    [[nodiscard]] std::int64_t start() const { return m_start; }

private:
    std::int64_t m_start = -1;
    std::int64_t m_last = -1;
    std::uint64_t m_next = 0;
};

// Hex of the hash of detector, entity and beginning of the window.
[[nodiscard]] std::string alertGroup(std::string_view detector, std::string_view entity, std::int64_t windowStart);
// Fills group, evidence and times.
void attach(Finding& finding, const Trail& trail, std::string_view entity, std::int64_t windowStart);

struct Shipped {
    DetectorInfo info;
    std::unique_ptr<Detector> (*make)();
};
[[nodiscard]] Shipped credentialStuffing();
[[nodiscard]] Shipped unauthenticatedSuccess();
[[nodiscard]] Shipped modelExtraction();
[[nodiscard]] Shipped slowExtraction();
[[nodiscard]] Shipped distributedExtraction();
[[nodiscard]] Shipped denialOfWallet();
[[nodiscard]] Shipped firstSeenRegion();
[[nodiscard]] Shipped performanceDrift();
[[nodiscard]] Shipped sourceSilent();

}  // namespace vedette
