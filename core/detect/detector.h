// SPDX-License-Identifier: GPL-3.0-or-later
// Detecting attacks on the stream of events. Detectors see the derived columns in log order, inside the transaction
// that keeps the events, so an alert commits together with what caused it. Their memory is rebuilt after a restart by
// replaying recent entries with findings discarded; for that they must be deterministic functions of what they are
// shown: no clocks, no randomness. Time is the stream's own: the watermark.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/event/columns.h"

namespace vedette {

// A technique or risk with the edition its number belongs to.
struct ThreatRef {
    std::string framework;  // "ATLAS", "OWASP-LLM"
    std::string edition;    // "2026.07", "2025"
    std::string id;         // "AML.T0024.002", "LLM10:2025"
    std::string name;
};

struct Finding {
    std::string detector;  // "model-extraction"
    std::string group;     // alert this belongs to: hash of detector, entity and window; equal groups are one alert
    std::string title;     // "Possible model extraction by p-7k3q… on llama-3-70b"
    std::string reason;    // why, in words, with the numbers
    std::string baseline;  // what was normal, in words
    std::int64_t severity = ocsf::kMedium;
    std::int64_t confidence = 50;  // percent
    std::vector<ThreatRef> threats;
    std::vector<std::uint64_t> evidence;  // entries that prove it; at most 100, first and last always among them
    std::uint64_t evidenceCount = 0;      // all of them
    Time firstSeen{};
    Time lastSeen{};
    // The entity; empty where it does not apply.
    std::string node;
    std::string source;
    std::string principal;
    std::string client;
    std::string model;
};

// What is known about the fleet from declarations in the log; detectors may use it, all of it may be missing.
struct DetectContext {
    struct Node {
        std::string id;
        std::vector<std::string> dataClasses;
    };
    std::vector<Node> nodes;
};

struct Observation;  // core/detect/observation.h

class Detector {
public:
    virtual ~Detector() = default;
    // One entry of the log, in order.
    virtual void observe(const Observation& seen, std::vector<Finding>& out) = 0;
    // The stream's time moved on: everything up to `watermark` has been shown, give or take late events. Called at
    // most once a minute of the stream.
    virtual void advance(Time watermark, std::vector<Finding>& out) = 0;
    // Nothing arrived for a while, and it is `now`. Must not change what observe() would say.
    virtual void idle(Time now, std::vector<Finding>& out);
    virtual void setContext(const DetectContext& context);
};

// Method, warm-up, false-alarm budget and blind spots: shown by `vedettectl packs detectors` and in reports.
struct DetectorInfo {
    std::string id;
    std::string title;
    std::string method;
    std::string warmUp;
    std::string falseAlarmBudget;
    std::string blindSpots;
    std::vector<ThreatRef> threats;
    std::string version = "1";  // goes up when the method or a threshold changes
};
[[nodiscard]] const std::vector<DetectorInfo>& detectorInfos();

// All shipped detectors behind one door; keeps the watermark. One thread.
class DetectionEngine {
public:
    DetectionEngine();
    ~DetectionEngine();
    // Findings raised by these rows; `firstEntry` is the number of rows[0]. Own findings and other non-source classes
    // are not shown to detectors. `now` bounds the watermark, so that a node with a fast clock cannot move it ahead.
    [[nodiscard]] std::vector<Finding> observe(std::uint64_t firstEntry, const std::vector<Columns>& rows, Time now);
    // Time passed without events.
    [[nodiscard]] std::vector<Finding> advance(Time now);
    void setContext(DetectContext context);
    // How far back entries must be replayed after a restart.
    static constexpr Duration kReplay = std::chrono::hours(24 * 14);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// The finding as an OCSF Detection Finding (2004). Texts are copied into `arena`.
[[nodiscard]] Event findingEvent(const Finding& finding, Time now, class Arena& arena);

}  // namespace vedette
