// SPDX-License-Identifier: GPL-3.0-or-later
// A store at which somebody works: raises findings, decides, and reads what came of it.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "core/detect/detector.h"
#include "core/incident/action.h"
#include "core/incident/alerts.h"
#include "core/incident/cases.h"
#include "tests/support/ocsf_check.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

template <class T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "desk: %s\n", result.error().text().c_str());
        std::abort();
    }
    return std::move(*result);
}

inline Finding findingOf(const std::string& group, std::int64_t severity, Time seen, std::uint64_t count = 10) {
    Finding f;
    f.detector = "credential-stuffing";
    f.group = group;
    f.title = fmt::format("Credential stuffing, {} tries", count);
    f.reason = fmt::format("{} failed logins", count);
    f.baseline = "none before";
    f.severity = severity;
    f.confidence = 90;
    f.threats = {{"ATLAS", "2026.07", "AML.T0012", "Valid Accounts"}};
    f.evidence = {3, 5, 8};
    f.evidenceCount = count;
    f.firstSeen = seen - std::chrono::minutes(5);
    f.lastSeen = seen;
    f.node = "edge-1";
    f.client = "a-1";
    return f;
}

// Real keys, real sealer: what is recorded here is recorded as it will be at a real desk.
struct Desk {
    TempFolder folder;
    FixedClock clock{kFixtureStart + std::chrono::hours(24)};
    std::unique_ptr<ActionLog> log;
    std::vector<std::string> problems;  // what OCSF has against the events recorded here

    Desk() {
        makeStore(folder / "store", clock);
        log = must(ActionLog::open(folder / "store", clock));
    }

    // The entry of the first event.
    std::uint64_t record(const std::vector<Event>& events) {
        for (const Event& event : events) {
            std::string record;
            writeRecord(event, record);
            for (const std::string& problem : ocsfProblems(record)) problems.push_back(problem + " in " + record);
        }
        return must(log->record(events)).firstEntry;
    }
    std::uint64_t raise(const Finding& finding) {
        Arena arena;
        return record({findingEvent(finding, clock.now(), arena)});
    }
    std::uint64_t decide(AlertDecision decision) {
        Arena arena;
        clock.advance(std::chrono::minutes(1));
        if (decision.actor.empty()) decision.actor = "dana";
        return record({must(alertAction(decision, clock.now(), arena))});
    }
    std::uint64_t act(const std::string& alert, const std::string& action, const std::string& verdict = {},
                      const std::string& note = {}) {
        AlertDecision decision;
        decision.alert = alert;
        decision.action = action;
        decision.verdict = verdict;
        decision.note = note;
        return decide(decision);
    }
    void undo(const std::string& alert) {
        Arena arena;
        clock.advance(std::chrono::minutes(1));
        record(must(undoAlert(*read(), alert, "dana", clock.now(), arena)));
    }
    Result<std::vector<Event>> tryChange(const IncidentCase& before, CaseChange change, Arena& arena) {
        clock.advance(std::chrono::minutes(1));
        if (change.actor.empty()) change.actor = "dana";
        return caseEvents(before, change, clock.now(), arena);
    }
    void change(const IncidentCase& before, const CaseChange& change) {
        Arena arena;
        record(must(tryChange(before, change, arena)));
    }
    void change(const std::string& id, const CaseChange& wanted) { change(incident(id), wanted); }
    // Opens a case of these alerts; its id.
    std::string open(const std::vector<std::string>& alerts, const std::string& title = "Stolen keys") {
        IncidentCase fresh;
        fresh.id = newCaseId();
        CaseChange create;
        create.name = "create";
        create.text = title;
        create.severity = ocsf::kHigh;
        for (const std::string& alert : alerts) create.alerts.push_back({alert, "Credential stuffing"});
        change(fresh, create);
        return fresh.id;
    }
    [[nodiscard]] std::unique_ptr<Reader> read() const { return must(Reader::open(folder / "store")); }
    [[nodiscard]] Alert alert(const std::string& id) const { return must(loadAlert(*read(), id)); }
    [[nodiscard]] IncidentCase incident(const std::string& id) const { return must(loadCase(*read(), id)); }
};

}  // namespace vedette::test
