// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts: findings of one group, with what people decided about them. Derived from the log each time: Detection
// Findings (2004) make them, Console Actions (7706003) change their state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/event/event.h"
#include "core/store/reader.h"

namespace vedette {

// OCSF finding status_id.
enum class AlertStatus : std::int64_t { New = 1, InProgress = 2, Suppressed = 3, Resolved = 4 };

struct AlertAction {
    std::uint64_t entry = 0;
    Time time{};
    std::string actor;
    std::string action;   // "acknowledge", "close", "reopen", "note"
    std::string verdict;  // OCSF verdict: "true_positive", "false_positive", "benign", "test", "duplicate", ...
    std::string note;
};

struct Alert {
    std::string id;  // the findings' group
    std::string detector;
    std::string title;
    std::string reason;  // of the latest finding
    std::string baseline;
    std::int64_t severity = 0;  // highest of the group
    AlertStatus status = AlertStatus::New;
    std::string node, principal, client, model;
    std::vector<std::string> threats;        // "ATLAS 2026.07 AML.T0024.002 ..."
    Time firstSeen{}, lastSeen{}, raised{};  // raised: when the first finding was logged
    std::uint64_t findings = 0;
    std::vector<std::uint64_t> findingEntries;
    std::vector<std::uint64_t> evidence;
    std::uint64_t evidenceCount = 0;
    std::vector<AlertAction> actions;
    std::optional<Time> acknowledged;
    std::optional<Time> closed;
};

// Alerts with a finding in [from, to), highest severity and newest first.
[[nodiscard]] Result<std::vector<Alert>> loadAlerts(Reader& reader, std::optional<Time> from = {},
                                                    std::optional<Time> to = {});
// By id or unique prefix.
[[nodiscard]] Result<Alert> loadAlert(Reader& reader, const std::string& id);

// The action as an event for the log. Invalid for an unknown action or verdict, or a close without verdict, or a
// false-positive verdict without a note.
[[nodiscard]] Result<Event> alertAction(const std::string& alertId, const std::string& action,
                                        const std::string& verdict, const std::string& note, const std::string& actor,
                                        Time now, class Arena& arena);

}  // namespace vedette
