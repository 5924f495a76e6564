// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts for tests of the screens: findings as a detector raises them, put into a store's log in one transaction.
#pragma once

#include <initializer_list>
#include <string>

#include "core/base/bytes.h"
#include "core/detect/detector.h"
#include "core/incident/action.h"

namespace vedette::test {

struct RaisedAlert {
    std::string group;
    std::int64_t severity = ocsf::kCritical;
    std::string node = "edge-1";
    std::string detector = "credential-stuffing";
};

// Whose records name a person and an address, as real ones do.
inline constexpr const char* kRaisedPrincipal = "jane.roe@clinic.example";
inline constexpr const char* kRaisedClient = "203.0.113.77";

[[nodiscard]] inline Result<void> raiseAlerts(const std::filesystem::path& store, const Clock& clock,
                                              std::initializer_list<RaisedAlert> alerts) {
    auto log = ActionLog::open(store, clock);
    if (!log) return passOn(log);
    Arena arena;
    std::vector<Event> events;
    for (const RaisedAlert& alert : alerts) {
        Finding finding;
        finding.detector = alert.detector;
        finding.group = alert.group;
        finding.title = std::string("Credential stuffing against ") + kRaisedPrincipal;
        finding.reason = std::string("400 failed logins of ") + kRaisedPrincipal + " from " + kRaisedClient;
        finding.baseline = "none before";
        finding.severity = alert.severity;
        finding.confidence = 90;
        finding.threats = {{"ATLAS", "2026.07", "AML.T0012", "Valid Accounts"}};
        finding.evidenceCount = 400;
        finding.firstSeen = clock.now() - std::chrono::minutes(5);
        finding.lastSeen = clock.now();
        finding.node = alert.node;
        finding.principal = kRaisedPrincipal;
        finding.client = kRaisedClient;
        events.push_back(findingEvent(finding, clock.now(), arena));
    }
    if (auto recorded = (*log)->record(events); !recorded) return passOn(recorded);
    return {};
}

}  // namespace vedette::test
