// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts in full: findings of one group, with what people decided about them. Derived from the log each time: Detection
// Findings (2004) make them, Console Actions (7706003) change their state. For a queue of many alerts, and for what
// changed since the last look, take alert_queue.h: it opens no records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/event/event.h"
#include "core/incident/alert_action.h"
#include "core/store/reader.h"

namespace vedette {

// The words of a finding, as it was raised.
struct FindingText {
    std::string title;
    std::string reason;
    std::string baseline;
    std::vector<std::string> threats;  // "ATLAS 2026.07 AML.T0024.002 ..."
    std::vector<std::uint64_t> evidence;
    std::uint64_t evidenceCount = 0;
};

// From a Detection Finding's record; empty where it cannot be read as one.
[[nodiscard]] FindingText readFindingText(std::string_view record);

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
    std::vector<AlertAction> actions;  // in log order, those that were taken back among them
    std::optional<Time> acknowledged;
    std::optional<Time> closed;
    std::string owner;                      // empty: nobody's
    std::string incident;                   // the case it belongs to; empty: none
    std::string verdict;                    // the last one given
    std::optional<Time> due;                // until when it wants a decision, by responseTarget(); none when closed
    std::uint64_t findingsSinceClosed = 0;  // it was closed, and goes on
};

// Alerts with a finding in [from, to), highest severity and newest first.
[[nodiscard]] Result<std::vector<Alert>> loadAlerts(Reader& reader, std::optional<Time> from = {},
                                                    std::optional<Time> to = {});
// By id or unique prefix. The whole id is answered from the index, a prefix by looking at every alert.
[[nodiscard]] Result<Alert> loadAlert(Reader& reader, const std::string& id);

}  // namespace vedette
