// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents: cases that people make of alerts, work on and close. Each change is an OCSF Incident Finding (2005) in the
// log. vedette.action of the event says what was changed, by whom and why, and the case is what these changes add up
// to, in log order; so two people who change different things at once never overwrite each other. The OCSF attributes
// beside it (status, severity, assignee, finding_info_list) repeat the whole state for readers that know OCSF only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/event/event.h"
#include "core/incident/alert_action.h"
#include "core/store/reader.h"

namespace vedette {

// OCSF status_id of an Incident Finding.
enum class CaseStatus : std::int64_t { New = 1, InProgress = 2, OnHold = 3, Resolved = 4, Closed = 5 };
[[nodiscard]] std::string_view caseStatusName(CaseStatus status);  // "new", "in_progress", "on_hold", ...
[[nodiscard]] std::optional<CaseStatus> caseStatusNamed(std::string_view name);

// The five times that start regulators' clocks (core/incident/clocks.h says which starts what).
enum class CaseMoment : std::uint8_t { Occurred, Detected, Aware, Discovered, Classified };
inline constexpr std::size_t kCaseMoments = 5;
[[nodiscard]] std::string_view caseMomentName(CaseMoment moment);  // "occurred", "detected", ...
[[nodiscard]] std::optional<CaseMoment> caseMomentNamed(std::string_view name);

// A time that somebody answers for.
struct StatedTime {
    Time at{};
    std::string actor;
    std::string reason;
    std::uint64_t entry = 0;  // of the event that states it
};

// How a duty to notify was met, or why there is none.
struct ClockAnswer {
    std::string clock;     // id of the rule in clocks.h
    bool required = true;  // false: somebody decided that this duty does not apply here
    StatedTime stated;     // when the notice was sent; when it was decided that none is needed
};

struct CaseAlert {
    std::string id;
    std::string title;  // as it was when the alert was added
};

struct CaseNote {
    std::uint64_t entry = 0;
    Time time{};
    std::string actor;
    std::string text;
};

// What one event says was changed. Also what somebody wants to change: see caseEvent().
struct CaseChange {
    // "create", "add_alerts", "remove_alerts", "status", "severity", "assign", "title", "describe", "note", "time",
    // "clock"
    std::string name;
    std::string actor;
    std::string note;                      // why; the text itself for "note"
    std::string text;                      // create, title: the title; describe: the description
    std::vector<CaseAlert> alerts;         // create, add_alerts, remove_alerts
    std::optional<CaseStatus> status;      // status; create: New unless said otherwise
    std::string verdict;                   // status: an OCSF verdict, when resolving or closing
    std::optional<std::int64_t> severity;  // severity, create
    std::optional<std::string> assignee;   // assign, create; empty text: nobody
    std::optional<CaseMoment> moment;      // time
    std::optional<Time> at;                // time, clock; a "time" without it takes the time back
    std::string clock;                     // clock
    bool required = true;                  // clock
};

// An event as it stands in the log.
struct CaseStep {
    std::uint64_t entry = 0;
    Time time{};
    CaseChange change;
    bool took =
        true;  // false: it made no sense when it came (closing what is closed, an unknown name); nothing changed
};

struct IncidentCase {
    std::string id;
    std::string title;
    std::string description;
    CaseStatus status = CaseStatus::New;
    std::int64_t severity = 0;
    std::string assignee;           // empty: nobody
    std::string verdict;            // of the last resolving or closing; reopening forgets it
    std::vector<CaseAlert> alerts;  // in the order they were added
    std::array<std::optional<StatedTime>, kCaseMoments> times;  // by CaseMoment
    std::vector<ClockAnswer> answers;                           // latest per clock
    std::vector<CaseNote> notes;
    std::vector<CaseStep> steps;  // everything, in log order
    Time opened{};
    std::string openedBy;
    Time changed{};  // the last step that took
    std::optional<Time> resolved;
    std::optional<Time> closed;
    bool whole = true;  // false: its first event is not in the log (forgotten, or never was)

    [[nodiscard]] bool open() const { return status != CaseStatus::Resolved && status != CaseStatus::Closed; }
    [[nodiscard]] bool has(std::string_view alert) const;
    [[nodiscard]] const std::optional<StatedTime>& time(CaseMoment moment) const;
    [[nodiscard]] const ClockAnswer* answer(std::string_view clock) const;
};

// All cases, the one changed last first. Events that are no change of a case are passed over.
[[nodiscard]] Result<std::vector<IncidentCase>> loadCases(Reader& reader);
// By id or unique prefix. The whole id is answered from the index.
[[nodiscard]] Result<IncidentCase> loadCase(Reader& reader, const std::string& id);

// Applies one step, as loading does; false when it changed nothing (the step is kept in any case).
bool applyStep(IncidentCase& incident, CaseStep step);
// The change an Incident Finding's record tells of, and the case it is about; nothing when it tells of none.
[[nodiscard]] std::optional<CaseStep> readCaseStep(std::string_view record, std::uint64_t entry, Time time,
                                                   std::string& target);

// "inc-" and eight random hex digits.
[[nodiscard]] std::string newCaseId();

// `change` of the case `before` (with nothing but its id for "create") as an event for the log; texts are copied into
// `arena`, personal data and secrets in what people wrote are replaced by their kind. Invalid when the change makes no
// sense: unknown name, closing what is closed, an alert that is in it already, closing without a verdict, ...
[[nodiscard]] Result<Event> caseEvent(const IncidentCase& before, const CaseChange& change, Time now, Arena& arena);

// Everything that must be recorded, in one transaction, for a change: the event above, and for alerts that come into
// the case or leave it the alerts' own actions "escalate" and "withdraw".
[[nodiscard]] Result<std::vector<Event>> caseEvents(const IncidentCase& before, const CaseChange& change, Time now,
                                                    Arena& arena);

// Takes back the last action in effect on an alert. When that put the alert into a case, it leaves the case too; a case
// that was made for it and has no other alert is closed. NotFound when there is nothing to take back.
[[nodiscard]] Result<std::vector<Event>> undoAlert(Reader& reader, const std::string& alert, const std::string& actor,
                                                   Time now, Arena& arena);

}  // namespace vedette
