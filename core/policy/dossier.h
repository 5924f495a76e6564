// SPDX-License-Identifier: GPL-3.0-or-later
// Everything one judgement reads from the log, each part read once and only when a check asks for it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/policy/declaration.h"
#include "core/policy/evidence.h"
#include "core/policy/policy.h"
#include "core/policy/regions.h"
#include "core/policy/survey.h"

namespace vedette {

// In a namespace of its own: other parts of core have a type of this name too.
inline namespace judging {
// What a connection to an endpoint showed (7706002).
struct Observation {
    std::uint64_t entry = 0;
    Time time{};
    std::string node;
    std::string endpoint;
    std::string anonymous;  // "refused", "admitted", "unknown"
    std::string cipher;
    std::string tls;  // "1.3"; empty: no TLS was spoken
    std::string problem;
    std::optional<Time> notAfter;
    std::string deprecatedTls;  // "accepted", "refused", "not tested"
    bool plaintext = false;
    bool verified = false;
};
}  // namespace judging

// What a person did (7706003).
struct Action {
    std::uint64_t entry = 0;
    Time time{};
    std::string kind;  // "alert", "control", "report", "verify", "evidence"
    std::string name;
    std::string target;
    std::string actor;
    std::string note;
    std::string verdict;
    std::string until;         // RFC 3339
    std::uint64_t undoes = 0;  // alert, "undo": entry of the earlier action that is taken back
};

// One group of findings (2004) raised in the period.
struct RaisedAlert {
    std::string id;
    std::int64_t severity = 0;
    Time raised{};
    Tally findings;
    std::optional<Time> acknowledged;  // first acknowledge or close
    std::optional<Time> closed;        // last close that no reopening undid
};

// Detection Runs (7706007): detectors saying that they looked, whether they found anything or not.
struct DetectionSigns {
    Tally runs;
    std::vector<Time> times;  // in entry order
};

class Dossier {
public:
    Dossier(Evidence& evidence, const RegionTable& regions, Period period, Time now);

    [[nodiscard]] const RegionTable& regions() const { return m_regions; }
    [[nodiscard]] Period period() const { return m_period; }
    [[nodiscard]] Time now() const { return m_now; }
    // The moment the period is judged at: its end, or now while it still runs.
    [[nodiscard]] Time asOf() const { return std::min(m_now, m_period.to); }

    [[nodiscard]] Result<const Declaration*> declaration();  // null without one
    [[nodiscard]] Result<const Survey*> survey();
    [[nodiscard]] Result<const std::vector<Observation>*> observations();
    [[nodiscard]] Result<const std::vector<Action>*> actions();  // all until now, in entry order
    [[nodiscard]] Result<const std::vector<RaisedAlert>*> alerts();
    [[nodiscard]] Result<const DetectionSigns*> detectionSigns();
    [[nodiscard]] Result<Extent> extent(const Filter& filter);
    [[nodiscard]] Result<Checkpoint> head() { return m_evidence.head(); }

    [[nodiscard]] Filter inPeriod() const;

private:
    Evidence& m_evidence;
    const RegionTable& m_regions;
    Period m_period;
    Time m_now;
    bool m_declarationRead = false;
    std::optional<Declaration> m_declaration;
    std::optional<Survey> m_survey;
    std::optional<std::vector<Observation>> m_observations;
    std::optional<std::vector<Action>> m_actions;
    std::optional<std::vector<RaisedAlert>> m_alerts;
    std::optional<DetectionSigns> m_detectionSigns;
    std::map<std::string, Extent> m_extents;
};

}  // namespace vedette
