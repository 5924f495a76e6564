// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of cases as events for the log.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/json_object.h"
#include "core/incident/alerts.h"
#include "core/incident/cases.h"
#include "core/incident/clocks.h"
#include "core/privacy/detectors.h"

namespace vedette {
namespace {

constexpr std::array<std::string_view, 11> kChanges = {"create",   "add_alerts", "remove_alerts", "status",
                                                       "severity", "assign",     "title",         "describe",
                                                       "note",     "time",       "clock"};
// An event must stay a record of reasonable size, whatever somebody selects in a list.
constexpr std::size_t kMostAlerts = 1000;
constexpr std::size_t kListedAlerts = 100;  // in finding_info_list

struct Verdict {
    std::string_view name;
    std::int64_t id;
    std::string_view caption;
};
constexpr std::array<Verdict, 10> kVerdicts = {{{"false_positive", 1, "False Positive"},
                                                {"true_positive", 2, "True Positive"},
                                                {"disregard", 3, "Disregard"},
                                                {"suspicious", 4, "Suspicious"},
                                                {"benign", 5, "Benign"},
                                                {"test", 6, "Test"},
                                                {"insufficient_data", 7, "Insufficient Data"},
                                                {"security_risk", 8, "Security Risk"},
                                                {"managed_externally", 9, "Managed Externally"},
                                                {"duplicate", 10, "Duplicate"}}};

// What people wrote goes in without personal data and secrets.
std::string cleaned(const std::string& text) { return redact(text, detect(text)); }

Result<void> checkChange(const IncidentCase& before, const CaseChange& c, Time now) {
    const auto wrong = [&](std::string what, std::string hint) -> Result<void> {
        return fail(ErrorCode::Invalid, std::move(what), before.id, std::move(hint));
    };
    if (before.id.empty()) return wrong("a change needs an incident", "give the incident's id");
    if (c.actor.empty()) return wrong("a change needs somebody who makes it", "give a name");
    if (std::ranges::find(kChanges, c.name) == kChanges.end())
        return wrong(fmt::format("\"{}\" is not something to do with an incident", c.name),
                     fmt::format("use one of: {}", fmt::join(kChanges, ", ")));
    if (c.name == "create" && c.text.empty()) return wrong("an incident needs a title", "give a title");
    if (c.name != "create" && before.steps.empty())
        return wrong("there is no such incident", "list the incidents to see their ids");
    if (c.alerts.size() > kMostAlerts)
        return wrong(fmt::format("{} alerts are too many at once", c.alerts.size()),
                     fmt::format("take {} at most", kMostAlerts));
    if (c.name == "add_alerts" && !before.open())
        return wrong("the incident is not open any more", "set it to in progress first");
    if (!c.verdict.empty() && std::ranges::find(kVerdicts, c.verdict, &Verdict::name) == kVerdicts.end())
        return wrong(fmt::format("\"{}\" is not a verdict", c.verdict),
                     fmt::format("use one of: {}", fmt::join(alertVerdicts(), ", ")));
    const bool closing = c.name == "status" && c.status == CaseStatus::Closed;
    if (closing && c.verdict.empty() && before.verdict.empty())
        return wrong("closing an incident needs a verdict",
                     fmt::format("use one of: {}", fmt::join(alertVerdicts(), ", ")));
    if (c.severity && (*c.severity < ocsf::kInformational || *c.severity > ocsf::kCritical))
        return wrong("there is no such severity", "use 1 (informational) to 5 (critical)");
    if (c.name == "time" && c.note.empty())
        return wrong("a stated time needs a reason", "say in a note how it is known");
    if (c.name == "clock" && clockRule(c.clock) == nullptr)
        return wrong(fmt::format("there is no clock \"{}\"", c.clock), "list the clocks of the incident");
    if (c.name == "clock" && !c.required && c.note.empty())
        return wrong("that a notice is not required needs a reason", "add a note");
    if (c.at && *c.at > now) return wrong("the time lies in the future", "give the time when it happened");
    return {};
}

std::string changeJson(const std::string& id, const CaseChange& c) {
    JsonObject json;
    json.text("actor", c.actor).text("kind", "incident").text("name", c.name).text("target", id);
    if (!c.note.empty()) json.text("note", c.note);
    if (c.name == "create" || c.name == "title" || c.name == "describe") json.text("text", c.text);
    if (!c.alerts.empty()) {
        std::vector<std::string> alerts;
        for (const CaseAlert& alert : c.alerts)
            alerts.push_back(JsonObject().text("id", alert.id).text("title", alert.title).str());
        json.raw("alerts", jsonArray(alerts));
    }
    if (c.status) json.text("status", caseStatusName(*c.status));
    if (!c.verdict.empty()) json.text("verdict", c.verdict);
    if (c.severity) json.integer("severity", *c.severity);
    if (c.assignee) json.text("assignee", *c.assignee);
    if (c.moment) json.text("moment", caseMomentName(*c.moment));
    if (c.at) json.time("at", c.at);
    if (c.name == "clock") json.text("clock", c.clock).boolean("required", c.required);
    return json.str();
}

std::string findingsJson(const IncidentCase& incident) {
    std::vector<std::string> findings;
    for (const CaseAlert& alert : incident.alerts) {
        if (findings.size() == kListedAlerts) break;
        findings.push_back(JsonObject().text("title", alert.title).text("uid", alert.id).str());
    }
    return jsonArray(findings);
}

std::string sentence(const IncidentCase& after, const CaseChange& c) {
    const auto said = [&](std::string_view what) { return fmt::format("{} {} incident {}", c.actor, what, after.id); };
    const auto alerts = c.alerts.size() == 1 ? std::string("an alert") : fmt::format("{} alerts", c.alerts.size());
    if (c.name == "create") return said("opened");
    if (c.name == "add_alerts") return said("added " + alerts + " to");
    if (c.name == "remove_alerts") return said("took " + alerts + " out of");
    if (c.name == "status") return said("set") + " to " + std::string(caseStatusName(after.status));
    if (c.name == "severity") return said("changed the severity of");
    if (c.name == "assign")
        return after.assignee.empty() ? said("unassigned") : said("assigned") + " to " + *c.assignee;
    if (c.name == "title" || c.name == "describe") return said("described");
    if (c.name == "note") return said("commented on");
    if (c.name == "time") return said("stated a time of");
    return said("answered the clock " + c.clock + " of");
}

void fillState(Event& event, const IncidentCase& after, Arena& arena) {
    event.setSeverity(after.severity);
    event.setStatus(static_cast<std::int64_t>(after.status));
    event.setText(Field::desc, arena.copy(after.title));
    event.setJson(Field::findingInfoList, arena.copy(findingsJson(after)));
    // OCSF wants either of the two.
    if (after.assignee.empty()) {
        event.setText(Field::assigneeGroupName, "unassigned");
    } else {
        event.setText(Field::assigneeName, arena.copy(after.assignee));
    }
    const auto verdict = std::ranges::find(kVerdicts, after.verdict, &Verdict::name);
    if (verdict != kVerdicts.end()) {
        event.setText(Field::verdict, verdict->caption);
        event.setInteger(Field::verdictId, verdict->id);
    }
    event.setJson(Field::profiles, R"(["datetime","incident"])");
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
}

Result<void> append(std::vector<Event>& events, Result<Event> event) {
    if (!event) return passOn(event);
    events.push_back(std::move(*event));
    return {};
}

// One step further, as the event will be read back.
void step(IncidentCase& incident, const CaseChange& change, Time now) {
    applyStep(incident, {.entry = 0, .time = now, .change = change});
}

// The case follows when what put the alert into it, or took it out, is taken back.
Result<void> followUndo(Reader& reader, const Alert& alert, const AlertAction& undone, const std::string& actor,
                        Time now, Arena& arena, std::vector<Event>& events) {
    const bool leaves = undone.action == "escalate";
    if (!leaves && undone.action != "withdraw") return {};
    auto loaded = loadCase(reader, undone.incident);
    if (!loaded) return {};  // the alert names a case that is not in the log: nothing to follow
    IncidentCase& incident = *loaded;
    if (incident.id != undone.incident || incident.has(alert.id) != leaves) return {};
    CaseChange change;
    change.actor = actor;
    change.name = leaves ? "remove_alerts" : "add_alerts";
    change.note = fmt::format("entry {} was taken back", undone.entry);
    change.alerts = {{alert.id, alert.title}};
    if (!leaves && !incident.open()) return {};
    if (auto added = append(events, caseEvent(incident, change, now, arena)); !added) return added;
    step(incident, change, now);
    const bool madeForIt = incident.whole && incident.steps.front().time == undone.time;
    if (!leaves || !madeForIt || !incident.alerts.empty() || !incident.open()) return {};
    CaseChange close;
    close.actor = actor;
    close.name = "status";
    close.status = CaseStatus::Closed;
    close.verdict = "disregard";
    close.note = "opened by mistake";
    return append(events, caseEvent(incident, close, now, arena));
}

}  // namespace

std::string newCaseId() {
    std::array<std::uint8_t, 4> bytes{};
    randomBytes(bytes);
    return "inc-" + toHex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

Result<Event> caseEvent(const IncidentCase& before, const CaseChange& wanted, Time now, Arena& arena) {
    if (auto able = checkChange(before, wanted, now); !able) return passOn(able);
    CaseChange change = wanted;
    change.note = cleaned(change.note);
    change.text = cleaned(change.text);
    IncidentCase after = before;
    if (!applyStep(after, {.entry = 0, .time = now, .change = change})) {
        return fail(ErrorCode::Invalid, fmt::format("\"{}\" would change nothing", change.name), before.id,
                    before.steps.empty() ? "" : "somebody may have done it already; look at the incident again");
    }
    const bool closes = change.name == "status" && after.status == CaseStatus::Closed;
    Event event;
    event.setClass(ocsf::kIncidentFinding, change.name == "create" ? 1 : closes ? 3 : 2);
    event.setTime(now);
    event.setLoggedTime(now);
    fillState(event, after, arena);
    event.setText(Field::message, arena.copy(sentence(after, change)));
    if (!change.note.empty()) event.setText(Field::comment, arena.copy(change.note));
    event.setJson(Field::vAction, arena.copy(changeJson(before.id, change)));
    return event;
}

Result<std::vector<Event>> caseEvents(const IncidentCase& before, const CaseChange& change, Time now, Arena& arena) {
    std::vector<Event> events;
    if (auto added = append(events, caseEvent(before, change, now, arena)); !added) return passOn(added);
    const bool leave = change.name == "remove_alerts";
    for (const CaseAlert& alert : change.alerts) {
        if (before.has(alert.id) != leave) continue;
        AlertDecision decision;
        decision.alert = alert.id;
        decision.action = leave ? "withdraw" : "escalate";
        decision.actor = change.actor;
        decision.incident = before.id;
        if (auto added = append(events, alertAction(decision, now, arena)); !added) return passOn(added);
    }
    return events;
}

Result<std::vector<Event>> undoAlert(Reader& reader, const std::string& id, const std::string& actor, Time now,
                                     Arena& arena) {
    auto alert = loadAlert(reader, id);
    if (!alert) return passOn(alert);
    const AlertAction* last = lastInEffect(alert->actions);
    if (last == nullptr)
        return fail(ErrorCode::NotFound, "nobody did anything that could be taken back", alert->id,
                    "show the alert to see what was done");
    AlertDecision decision;
    decision.alert = alert->id;
    decision.action = "undo";
    decision.actor = actor;
    decision.undoes = last->entry;
    std::vector<Event> events;
    if (auto added = append(events, alertAction(decision, now, arena)); !added) return passOn(added);
    if (auto done = followUndo(reader, *alert, *last, actor, now, arena, events); !done) return passOn(done);
    return events;
}

}  // namespace vedette
