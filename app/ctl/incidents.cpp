// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl incidents: cases made of alerts, their timeline and the clocks they start.
#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/deciding.h"
#include "app/ctl/judging.h"
#include "app/ctl/suggest.h"
#include "core/base/user.h"
#include "core/incident/clocks.h"
#include "core/incident/timeline.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string action = "list";
    std::string incident;
    std::string value;  // status, moment or clock
    std::vector<std::string> alerts;
    std::string title;
    std::string note;
    std::string severity;
    std::string owner;
    std::string verdict;
    std::string at;
    std::string actor;
    bool open = false;
    bool notRequired = false;
};

std::string statedJson(const StatedTime& stated) {
    return JsonObject()
        .time("at", stated.at)
        .text("actor", stated.actor)
        .text("reason", stated.reason)
        .number("entry", stated.entry)
        .str();
}

std::string clocksJson(const IncidentCase& incident, Time now) {
    std::vector<std::string> out;
    for (const Deadline& deadline : deadlines(incident, now)) {
        const ClockRule& rule = *deadline.rule;
        JsonObject one;
        one.text("clock", rule.id).text("framework", rule.framework).text("clause", rule.clause);
        one.text("duty", rule.duty).text("condition", rule.condition).text("limit", rule.limit);
        one.text("limit_basis", basisName(rule.basis)).text("state", clockStateName(deadline.state));
        one.time("started", deadline.started).time("due", deadline.due);
        one.raw("answer", deadline.answer == nullptr ? "null" : statedJson(deadline.answer->stated));
        out.push_back(one.str());
    }
    return jsonArray(out);
}

std::string severityJsonWord(std::int64_t severity) {
    std::string word(severityWord(severity));
    word.front() = static_cast<char>(word.front() | 0x20);
    return word;
}

JsonObject caseJson(const IncidentCase& incident) {
    std::vector<std::string> alerts;
    for (const CaseAlert& alert : incident.alerts)
        alerts.push_back(JsonObject().text("id", alert.id).text("title", alert.title).str());
    std::vector<std::string> notes;
    for (const CaseNote& note : incident.notes)
        notes.push_back(JsonObject()
                            .number("entry", note.entry)
                            .time("time", note.time)
                            .text("actor", note.actor)
                            .text("text", note.text)
                            .str());
    JsonObject times;
    for (std::size_t i = 0; i < kCaseMoments; ++i)
        times.raw(caseMomentName(static_cast<CaseMoment>(i)),
                  incident.times[i] ? statedJson(*incident.times[i]) : "null");
    JsonObject out;
    out.text("id", incident.id).text("title", incident.title).text("description", incident.description);
    out.text("status", caseStatusName(incident.status)).text("severity", severityJsonWord(incident.severity));
    out.text("owner", incident.assignee).text("verdict", incident.verdict).raw("alerts", jsonArray(alerts));
    out.raw("notes", jsonArray(notes)).raw("times", times.str()).time("opened", incident.opened);
    out.text("opened_by", incident.openedBy).time("changed", incident.changed).time("resolved", incident.resolved);
    out.time("closed", incident.closed).number("steps", incident.steps.size()).boolean("whole", incident.whole);
    return out;
}

std::string timelineJson(const std::vector<TimelineItem>& items) {
    constexpr std::string_view kKinds[] = {"finding", "alert_action", "change", "moment"};
    std::vector<std::string> out;
    for (const TimelineItem& item : items) {
        JsonObject one;
        one.text("kind", kKinds[static_cast<std::size_t>(item.kind)]).time("time", item.time);
        one.number("entry", item.entry).text("alert", item.alert).text("actor", item.actor);
        one.text("what", item.what).text("detail", item.detail).boolean("undone", item.undone);
        out.push_back(one.str());
    }
    return jsonArray(out);
}

std::string soonest(const IncidentCase& incident, Time now) {
    const auto clocks = deadlines(incident, now);
    const bool waits = clocks.front().state == ClockState::Running || clocks.front().state == ClockState::Overdue;
    return waits ? fmt::format("{} {}", clocks.front().rule->id, timeLeft(clocks.front().due, now)) : "-";
}

int list(const Options& o, Context& c, Reader& reader) {
    auto cases = loadCases(reader);
    if (!cases) return failed(c, cases.error());
    if (o.open) std::erase_if(*cases, [](const IncidentCase& incident) { return !incident.open(); });
    std::vector<std::string> json;
    std::vector<std::vector<std::string>> rows = {
        {"INCIDENT", "STATUS", "SEVERITY", "OWNER", "ALERTS", "NEXT CLOCK", "TITLE"}};
    std::uint64_t open = 0;
    for (const IncidentCase& incident : *cases) {
        json.push_back(caseJson(incident).str());
        open += incident.open() ? 1 : 0;
        rows.push_back({incident.id, std::string(caseStatusName(incident.status)),
                        std::string(severityWord(incident.severity)),
                        incident.assignee.empty() ? "-" : incident.assignee, std::to_string(incident.alerts.size()),
                        soonest(incident, c.clock.now()), incident.title});
    }
    c.out.document(JsonObject().raw("incidents", jsonArray(json)).number("count", json.size()).number("open", open));
    if (json.empty()) {
        c.out.say(fmt::format("No incident.  vedettectl alerts {} escalate ALERT opens one.", o.store));
    } else {
        c.out.table(rows);
    }
    return kWell;
}

void sayClocks(Output& out, const IncidentCase& incident, Time now) {
    std::vector<std::vector<std::string>> rows = {{"CLOCK", "STATE", "DUE", "LEFT", "WHOSE NUMBER", "DUTY"}};
    for (const Deadline& deadline : deadlines(incident, now)) {
        if (deadline.state == ClockState::NotStarted) continue;
        const bool waits = deadline.state == ClockState::Running || deadline.state == ClockState::Overdue;
        rows.push_back({std::string(deadline.rule->clause), std::string(clockStateName(deadline.state)),
                        deadline.due ? formatTime(*deadline.due).substr(0, 16) + "Z" : "-",
                        waits ? timeLeft(deadline.due, now) : "-", std::string(basisWord(deadline.rule->basis)),
                        std::string(deadline.rule->duty)});
    }
    if (rows.size() == 1) {
        out.say("\nNo clock runs: none of the five times is stated. Whether a duty applies is for you to say.");
        return;
    }
    out.say("\nClocks, if the duty applies:");
    out.table(rows);
}

void say(Output& out, const IncidentCase& incident, const std::vector<TimelineItem>& timeline, Time now) {
    out.say(fmt::format("{} · {} · {}", severityWord(incident.severity), caseStatusName(incident.status), incident.id));
    out.say(incident.title);
    if (!incident.description.empty()) out.say("\n" + incident.description);
    out.say("\nOwner     " + (incident.assignee.empty() ? "nobody" : incident.assignee));
    out.say(fmt::format("Opened    {} by {}", formatTime(incident.opened), incident.openedBy));
    if (!incident.verdict.empty()) out.say("Verdict   " + incident.verdict);
    if (!incident.whole) out.say("Its first event is not in the log: what it began with is taken from the next one.");
    for (std::size_t i = 0; i < kCaseMoments; ++i) {
        const auto& stated = incident.times[i];
        if (stated)
            out.say(fmt::format("{:<10}{} by {}: {}", caseMomentName(static_cast<CaseMoment>(i)),
                                formatTime(stated->at), stated->actor, stated->reason));
    }
    for (const CaseAlert& alert : incident.alerts) out.say("Alert     " + alert.id.substr(0, 12) + " " + alert.title);
    sayClocks(out, incident, now);
    out.say("");
    std::vector<std::vector<std::string>> rows = {{"TIME", "ENTRY", "WHO", "WHAT", "DETAIL"}};
    for (const TimelineItem& item : timeline)
        rows.push_back({formatTime(item.time).substr(0, 19) + "Z", std::to_string(item.entry),
                        item.actor.empty() ? "-" : item.actor, item.what + (item.undone ? " (no effect)" : ""),
                        item.detail});
    out.table(rows);
}

int show(Context& c, Reader& reader, const IncidentCase& incident) {
    auto timeline = caseTimeline(reader, incident);
    if (!timeline) return failed(c, timeline.error());
    const Time now = c.clock.now();
    c.out.document(
        caseJson(incident).raw("timeline", timelineJson(*timeline)).raw("clocks", clocksJson(incident, now)));
    if (!c.out.json) say(c.out, incident, *timeline, now);
    return kWell;
}

Result<void> readStatus(const Options& o, CaseChange& change) {
    change.status = caseStatusNamed(underscored(o.value));
    if (change.status) return {};
    return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not a status", o.value), "VALUE",
                suggestion(underscored(o.value), {"new", "in_progress", "on_hold", "resolved", "closed"}));
}

Result<void> readMoment(const Options& o, CaseChange& change) {
    change.moment = caseMomentNamed(o.value);
    if (change.moment) return {};
    return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not one of the five times", o.value), "VALUE",
                suggestion(o.value, {"occurred", "detected", "aware", "discovered", "classified"}));
}

// What the command line says is to be changed.
Result<CaseChange> readChange(const Options& o, Reader& reader, const std::string& incident, Time now) {
    static const std::pair<std::string_view, std::string_view> kNames[] = {
        {"open", "create"}, {"add", "add_alerts"}, {"remove", "remove_alerts"}};
    CaseChange change;
    change.name = o.action;
    for (const auto& [word, name] : kNames)
        if (o.action == word) change.name = name;
    change.actor = o.actor.empty() ? loginName() : o.actor;
    change.note = o.note;
    change.text = change.name == "describe" ? o.note : o.title;
    if (change.name == "describe") change.note.clear();
    change.verdict = underscored(o.verdict);
    std::int64_t worst = 0;
    auto alerts = alertsNamed(reader, o.alerts, incident, &worst);
    if (!alerts) return passOn(alerts);
    change.alerts = std::move(*alerts);
    if (!o.severity.empty()) {
        auto severity = severityNamed(o.severity);
        if (!severity) return passOn(severity);
        change.severity = *severity;
    } else if (change.name == "create") {
        change.severity = std::max<std::int64_t>(worst, ocsf::kInformational);
    }
    if (change.name == "assign") change.assignee = o.owner.empty() ? change.actor : o.owner;
    if (change.name == "create" && !o.owner.empty()) change.assignee = o.owner;
    if (change.assignee == "-") change.assignee = "";
    if (change.name == "create" && change.text.empty() && !change.alerts.empty())
        change.text = change.alerts.front().title;
    if (!o.at.empty()) {
        auto span = parseSpan(o.at, now);
        if (!span) {
            span.error().where = "--at";
            return passOn(span);
        }
        change.at = span->from;
    }
    change.clock = change.name == "clock" ? o.value : "";
    change.required = !o.notRequired;
    Result<void> read;
    if (change.name == "status") read = readStatus(o, change);
    if (change.name == "time") read = readMoment(o, change);
    if (!read) return passOn(read);
    return change;
}

int decide(const Options& o, Context& c, Reader& reader, const IncidentCase& incident) {
    const Time now = c.clock.now();
    auto change = readChange(o, reader, incident.id, now);
    if (!change) return refused(c, change.error());
    Arena arena;
    auto events = caseEvents(incident, *change, now, arena);
    if (!events) return refused(c, events.error());
    auto recorded = recordEvents(c, o.store, change->actor, *events);
    if (!recorded) return failed(c, recorded.error());
    c.out.document(JsonObject()
                       .text("incident", incident.id)
                       .text("action", change->name)
                       .text("actor", change->actor)
                       .number("recorded_entry", *recorded)
                       .number("recorded", events->size()));
    c.out.say(fmt::format("Recorded as entry {}: {} by {}: incident {}", *recorded, change->name, change->actor,
                          incident.id));
    return kWell;
}

const std::vector<std::string> kActions = {"list",   "show",  "open",     "add",  "remove", "status", "severity",
                                           "assign", "title", "describe", "note", "time",   "clock"};

int run(const Options& o, Context& c) {
    if (std::ranges::find(kActions, o.action) == kActions.end())
        return wrongUse(c, fmt::format("there is no action \"{}\"", o.action), "ACTION",
                        suggestion(o.action, kActions));
    const bool named = o.action != "list" && o.action != "open";
    if (named && o.incident.empty())
        return wrongUse(c, "which incident?", "INCIDENT", "give its id, or the beginning of it, after " + o.action);
    if (o.action == "open" && !o.incident.empty())
        return wrongUse(c, "a new incident gets its own id", "INCIDENT", "use --alert and --title");
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    if (o.action == "list") return list(o, c, **reader);
    if (o.action == "open") {
        IncidentCase fresh;
        fresh.id = newCaseId();
        return decide(o, c, **reader, fresh);
    }
    auto incident = loadCase(**reader, o.incident);
    if (!incident) return refused(c, incident.error());
    return o.action == "show" ? show(c, **reader, *incident) : decide(o, c, **reader, *incident);
}

}  // namespace

Run declareIncidents(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position(
        "ACTION", o->action,
        "list (default), show, open, add, remove, status, severity, assign, title, describe, note, time, clock", false);
    args.position("INCIDENT", o->incident, "Id of the incident, or the beginning of it", false);
    args.position("VALUE", o->value, "status: the new one; time: which of the five; clock: which clock", false);
    args.flag("--open", o->open, "list: only incidents that are not resolved or closed");
    args.list("--alert", o->alerts, "ID", "open, add, remove: alerts, comma separated");
    args.option("--title", o->title, "TEXT", "open, title: the title; the first alert's when absent");
    args.option("--note", o->note, "TEXT", "What you want to say: why, or the note or description itself");
    args.option("--severity", o->severity, "LEVEL", "open, severity: informational to critical");
    args.option("--owner", o->owner, "NAME", "open, assign: whose it is; assign: you when absent, - for nobody");
    args.option("--verdict", o->verdict, "VERDICT", "status: true_positive, false_positive, ...; closing needs one");
    args.option("--at", o->at, "TIME", "time: when it was; clock: when the notice was sent");
    args.flag("--not-required", o->notRequired, "clock: no notice is needed; --note says why");
    args.option("--actor", o->actor, "NAME", "Who decides; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
