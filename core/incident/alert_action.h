// SPDX-License-Identifier: GPL-3.0-or-later
// What people decide about an alert: Console Actions of kind "alert", and the state that follows from them. The log
// never loses a decision: taking one back is a further action that names the one it reverts, and the state is what the
// others amount to.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/event/event.h"

namespace vedette {

class Arena;

// OCSF finding status_id.
enum class AlertStatus : std::int64_t { New = 1, InProgress = 2, Suppressed = 3, Resolved = 4 };

struct AlertAction {
    std::uint64_t entry = 0;
    Time time{};
    std::string actor;
    std::string action;   // one of alertActionNames()
    std::string verdict;  // OCSF verdict: "true_positive", "false_positive", "benign", "test", "duplicate", ...
    std::string note;
    std::string owner;                    // assign: whose it is from now on; empty: nobody's
    std::string incident;                 // escalate, withdraw: the case
    std::optional<std::uint64_t> undoes;  // undo: entry of the action that is taken back
    bool undone = false;                  // somebody took it back; set by foldActions()
};

// "acknowledge", "assign", "close", "escalate", "note", "reopen", "undo", "withdraw".
[[nodiscard]] std::span<const std::string_view> alertActionNames();
// OCSF verdicts a person may give: "true_positive", ...
[[nodiscard]] std::span<const std::string_view> alertVerdicts();

// What the actions amount to.
struct AlertState {
    AlertStatus status = AlertStatus::New;
    std::string owner;                 // who acknowledged it first, or to whom it was assigned
    std::string incident;              // the case it was escalated to; empty when it is in none
    std::string verdict;               // the last one given; reopening forgets it
    std::optional<Time> acknowledged;  // first time somebody took it up: acknowledged, escalated or closed it
    std::optional<Time> closed;
    std::optional<Time> reopened;   // last time, when it is open again
    std::uint64_t closedEntry = 0;  // of the action that closed it; 0 while open

    [[nodiscard]] bool open() const { return status == AlertStatus::New || status == AlertStatus::InProgress; }
};

// Marks the actions that were taken back and gives the state that the others lead to. `actions` in log order. An undo
// counts for earlier actions of the same alert only, and may itself be undone. Actions that make no sense in the state
// they meet (closing what is closed, reopening what is open) and unknown ones change nothing.
[[nodiscard]] AlertState foldActions(std::vector<AlertAction>& actions);
// The action that the next undo takes back: the last one in effect. Null when there is none. Needs foldActions() first.
[[nodiscard]] const AlertAction* lastInEffect(const std::vector<AlertAction>& actions);

// From a Console Action's record; nothing when it is not about an alert. `target` is set to the alert's id.
[[nodiscard]] std::optional<AlertAction> readAlertAction(std::string_view record, std::uint64_t entry, Time time,
                                                         std::string& target);

// What somebody wants to do about an alert.
struct AlertDecision {
    std::string alert;   // id
    std::string action;  // one of alertActionNames()
    std::string actor;   // who decides
    std::string verdict;
    std::string note;
    std::string owner;                    // for assign; empty: nobody's any more
    std::string incident;                 // for escalate and withdraw
    std::optional<std::uint64_t> undoes;  // for undo
};

// The decision as an event for the log; texts are copied into `arena`, personal data and secrets in the note are
// replaced by their kind. Invalid for an unknown action or verdict, a close without verdict, a false positive without a
// note, a note without text, an escalation without a case, an undo that names no action.
[[nodiscard]] Result<Event> alertAction(const AlertDecision& decision, Time now, Arena& arena);
// The same for actions that need no more than this.
[[nodiscard]] Result<Event> alertAction(const std::string& alertId, const std::string& action,
                                        const std::string& verdict, const std::string& note, const std::string& actor,
                                        Time now, Arena& arena);

// How long an alert may wait for a decision, by severity: critical 30 minutes, high 4 hours, medium 24 hours, low 72
// hours, others have no target. These are Vedette's own defaults: no law and no standard gives these numbers, and
// screens that show the time left say so.
[[nodiscard]] std::optional<Duration> responseTarget(std::int64_t severity);
inline constexpr std::string_view kResponseTargetBasis = "our default";

}  // namespace vedette
