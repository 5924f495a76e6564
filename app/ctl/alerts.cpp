// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl alerts: the queue, one alert, and decisions on it.
#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/deciding.h"
#include "app/ctl/judging.h"
#include "app/ctl/suggest.h"
#include "core/base/user.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string action = "list";
    std::string alert;
    PeriodOptions period;
    std::string severity = "medium";
    std::string verdict;
    std::string note;
    std::string actor;
    std::string owner;
    std::string incident;
    std::string title;
    bool open = false;
};

int list(const Options& o, Context& c, Reader& reader) {
    auto threshold = severityNamed(o.severity);
    if (!threshold) return wrongUse(c, threshold.error());
    auto period = readPeriod(o.period, c.clock.now());
    if (!period) return wrongUse(c, period.error());
    auto alerts = loadAlerts(reader, period->from, period->to);
    if (!alerts) return failed(c, alerts.error());
    if (o.open) std::erase_if(*alerts, [](const Alert& alert) { return !isOpen(alert); });

    std::vector<std::string> json;
    std::vector<std::vector<std::string>> rows = {
        {"SEVERITY", "STATUS", "OWNER", "TIME LEFT", "ALERT", "LAST SEEN", "TITLE"}};
    std::uint64_t atThreshold = 0;
    for (const auto& alert : *alerts) {
        json.push_back(alertJson(alert));
        rows.push_back({std::string(severityWord(alert.severity)), std::string(alertStatusWord(alert.status)),
                        alert.owner.empty() ? "-" : alert.owner, timeLeft(alert.due, c.clock.now()),
                        alert.id.substr(0, 12), formatTime(alert.lastSeen).substr(0, 16) + "Z", alert.title});
        if (*threshold > 0 && alert.severity >= *threshold && isOpen(alert)) ++atThreshold;
    }
    c.out.document(JsonObject()
                       .raw("alerts", jsonArray(json))
                       .number("count", json.size())
                       .number("open_at_threshold", atThreshold)
                       .text("threshold", o.severity));
    if (json.empty()) {
        c.out.say("No alert. None of the shipped detectors saw what it looks for.");
    } else {
        c.out.table(rows);
        c.out.say(fmt::format("\n{} in all, {} open at {} or above.  vedettectl alerts {} show ALERT explains one.",
                              json.size(), atThreshold, o.severity, o.store));
    }
    return atThreshold > 0 ? kFinding : kWell;
}

std::string told(const AlertAction& action) {
    std::string out = fmt::format("{} {} by {}", formatTime(action.time), action.action, action.actor);
    if (action.action == "assign") out += ", to " + (action.owner.empty() ? "nobody" : action.owner);
    if (!action.incident.empty()) out += ", " + action.incident;
    if (!action.verdict.empty()) out += ", " + action.verdict;
    if (action.undoes) out += fmt::format(", entry {}", *action.undoes);
    if (!action.note.empty()) out += ": " + action.note;
    return out + fmt::format(" (entry {}{})", action.entry, action.undone ? ", taken back" : "");
}

void say(Output& out, const Alert& alert, Time now) {
    out.say(fmt::format("{} · {} · {}", severityWord(alert.severity), alertStatusWord(alert.status), alert.id));
    out.say(alert.title);
    out.say("");
    out.say("Why       " + alert.reason);
    if (!alert.baseline.empty()) out.say("Normal    " + alert.baseline);
    out.say("Detector  " + alert.detector);
    for (const auto& threat : alert.threats) out.say("Threat    " + threat);
    const std::pair<std::string_view, const std::string&> entity[] = {{"Node      ", alert.node},
                                                                      {"Principal ", alert.principal},
                                                                      {"Client    ", alert.client},
                                                                      {"Model     ", alert.model}};
    for (const auto& [label, value] : entity)
        if (!value.empty()) out.say(std::string(label) + value);
    out.say(fmt::format("Seen      {} to {}, raised {}", formatTime(alert.firstSeen), formatTime(alert.lastSeen),
                        formatTime(alert.raised)));
    const auto shown = [](const std::vector<std::uint64_t>& entries) {
        std::string text;
        for (std::size_t i = 0; i < entries.size() && i < 10; ++i)
            text += fmt::format("{}{}", i > 0 ? ", " : "", entries[i]);
        return entries.size() > 10 ? text + ", ..." : text;
    };
    out.say(fmt::format("Findings  {} (entries {})", grouped(alert.findings), shown(alert.findingEntries)));
    out.say(fmt::format("Evidence  {} entries ({})", grouped(alert.evidenceCount), shown(alert.evidence)));
    if (!alert.owner.empty()) out.say("Owner     " + alert.owner);
    if (!alert.incident.empty()) out.say("Incident  " + alert.incident);
    if (alert.due)
        out.say(fmt::format("Due       {} ({}, {})", formatTime(*alert.due), timeLeft(alert.due, now),
                            kResponseTargetBasis));
    if (alert.findingsSinceClosed > 0)
        out.say(fmt::format("Goes on   {} findings since it was closed", grouped(alert.findingsSinceClosed)));
    for (const auto& action : alert.actions) out.say("Decision  " + told(action));
}

struct Decided {
    std::vector<Event> events;
    std::string incident;
};

// The alert goes into a case, which is made when none is named.
Result<Decided> escalate(const Options& o, Context& c, Reader& reader, const Alert& alert, const std::string& actor,
                         Arena& arena) {
    IncidentCase incident;
    CaseChange change;
    change.actor = actor;
    change.note = o.note;
    if (o.incident.empty()) {
        incident.id = newCaseId();
        change.name = "create";
        change.text = o.title.empty() ? alert.title : o.title;
        change.severity = std::max<std::int64_t>(alert.severity, ocsf::kInformational);
    } else {
        auto found = loadCase(reader, o.incident);
        if (!found) return passOn(found);
        incident = std::move(*found);
        change.name = "add_alerts";
    }
    auto alerts = alertsNamed(reader, {alert.id}, incident.id);
    if (!alerts) return passOn(alerts);
    change.alerts = std::move(*alerts);
    auto events = caseEvents(incident, change, c.clock.now(), arena);
    if (!events) return passOn(events);
    return Decided{std::move(*events), incident.id};
}

Result<Decided> makeEvents(const Options& o, Context& c, Reader& reader, const Alert& alert,
                           const AlertDecision& decision, Arena& arena) {
    if (decision.action == "escalate") return escalate(o, c, reader, alert, decision.actor, arena);
    if (decision.action == "undo") {
        auto events = undoAlert(reader, alert.id, decision.actor, c.clock.now(), arena);
        if (!events) return passOn(events);
        return Decided{std::move(*events), {}};
    }
    auto event = alertAction(decision, c.clock.now(), arena);
    if (!event) return passOn(event);
    return Decided{{std::move(*event)}, {}};
}

int decide(const Options& o, Context& c, Reader& reader, const Alert& alert) {
    AlertDecision decision;
    decision.alert = alert.id;
    decision.action = o.action == "ack" ? "acknowledge" : o.action;
    decision.actor = o.actor.empty() ? loginName() : o.actor;
    decision.verdict = underscored(o.verdict);
    decision.note = o.note;
    // Whoever assigns without naming anybody takes it.
    if (decision.action == "assign") decision.owner = o.owner.empty() ? decision.actor : o.owner;
    if (decision.owner == "-") decision.owner.clear();
    Arena arena;
    auto decided = makeEvents(o, c, reader, alert, decision, arena);
    if (!decided) return refused(c, decided.error());
    auto recorded = recordEvents(c, o.store, decision.actor, decided->events);
    if (!recorded) return failed(c, recorded.error());
    JsonObject json;
    json.text("alert", alert.id).text("action", decision.action).text("verdict", decision.verdict);
    json.text("actor", decision.actor).number("recorded_entry", *recorded).number("recorded", decided->events.size());
    if (decision.action == "assign") json.text("owner", decision.owner);
    if (!decided->incident.empty()) json.text("incident", decided->incident);
    c.out.document(json);
    c.out.say(
        fmt::format("Recorded as entry {}: {} by {}: {}", *recorded, decision.action, decision.actor, alert.title));
    if (!decided->incident.empty()) c.out.say("Incident " + decided->incident);
    return kWell;
}

int run(const Options& o, Context& c) {
    const std::vector<std::string> actions = {"list",  "show",     "ack",  "acknowledge", "assign",
                                              "close", "escalate", "note", "reopen",      "undo"};
    if (std::ranges::find(actions, o.action) == actions.end())
        return wrongUse(c, fmt::format("there is no action \"{}\"", o.action), "ACTION", suggestion(o.action, actions));
    if (o.action != "list" && o.alert.empty())
        return wrongUse(c, "which alert?", "ALERT", "give its id, or the beginning of it, after " + o.action);
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    if (o.action == "list") return list(o, c, **reader);
    auto alert = loadAlert(**reader, o.alert);
    if (!alert) return refused(c, alert.error());
    if (o.action != "show") return decide(o, c, **reader, *alert);
    if (c.out.json)
        c.out.raw(alertJson(*alert) + "\n");
    else
        say(c.out, *alert, c.clock.now());
    return kWell;
}

}  // namespace

Run declareAlerts(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position("ACTION", o->action, "list (default), show, ack, assign, escalate, close, reopen, note, undo", false);
    args.position("ALERT", o->alert, "Id of the alert, or the beginning of it", false);
    declarePeriod(args, o->period);
    args.flag("--open", o->open, "list: only alerts that are not closed");
    args.option("--severity", o->severity, "LEVEL",
                "list: exit 1 when an alert of this severity or above is open (default: medium; none: never)");
    args.option("--verdict", o->verdict, "VERDICT",
                "close: true_positive, false_positive, benign, test, duplicate, ...");
    args.option("--note", o->note, "TEXT", "What you want to say; needed for note and for a false positive");
    args.option("--owner", o->owner, "NAME", "assign: whose it is from now on; you when absent, - for nobody");
    args.option("--incident", o->incident, "ID", "escalate: the incident it joins; a new one when absent");
    args.option("--title", o->title, "TEXT", "escalate: title of a new incident; the alert's when absent");
    args.option("--actor", o->actor, "NAME", "Who decides; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
