// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl alerts: the queue, one alert, and decisions on it.
#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/judging.h"
#include "app/ctl/suggest.h"
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
    std::vector<std::vector<std::string>> rows = {{"SEVERITY", "STATUS", "ALERT", "LAST SEEN", "TITLE"}};
    std::uint64_t atThreshold = 0;
    for (const auto& alert : *alerts) {
        json.push_back(alertJson(alert));
        rows.push_back({std::string(severityWord(alert.severity)), std::string(alertStatusWord(alert.status)),
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

void say(Output& out, const Alert& alert) {
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
    for (const auto& action : alert.actions)
        out.say(fmt::format("Decision  {} {} by {}{}{} (entry {})", formatTime(action.time), action.action,
                            action.actor, action.verdict.empty() ? "" : ", " + action.verdict,
                            action.note.empty() ? "" : ": " + action.note, action.entry));
}

int decide(const Options& o, Context& c, const Alert& alert) {
    const std::string name = o.action == "ack" ? "acknowledge" : o.action;
    std::string verdict = o.verdict;
    std::ranges::replace(verdict, '-', '_');
    Arena arena;
    const auto actor = o.actor.empty() ? loginName() : o.actor;
    auto event = alertAction(alert.id, name, verdict, o.note, actor, c.clock.now(), arena);
    if (!event) return event.error().code == ErrorCode::Invalid ? wrongUse(c, event.error()) : failed(c, event.error());
    auto recorded = recordEvent(o.store, *event, c.clock);
    if (!recorded) return failed(c, recorded.error());
    c.out.document(JsonObject()
                       .text("alert", alert.id)
                       .text("action", name)
                       .text("verdict", verdict)
                       .text("actor", actor)
                       .number("recorded_entry", recorded->size - 1));
    c.out.say(fmt::format("Recorded as entry {}: {} by {}: {}", recorded->size - 1, name, actor, alert.title));
    return kWell;
}

int run(const Options& o, Context& c) {
    const std::vector<std::string> actions = {"list", "show", "ack", "acknowledge", "close", "reopen", "note"};
    if (std::ranges::find(actions, o.action) == actions.end())
        return wrongUse(c, fmt::format("there is no action \"{}\"", o.action), "ACTION", suggestion(o.action, actions));
    if (o.action != "list" && o.alert.empty())
        return wrongUse(c, "which alert?", "ALERT", "give its id, or the beginning of it, after " + o.action);
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    if (o.action == "list") return list(o, c, **reader);
    auto alert = loadAlert(**reader, o.alert);
    if (!alert) {
        // A name that is not in the log is a wrong command line, not a broken store.
        const auto code = alert.error().code;
        return code == ErrorCode::NotFound || code == ErrorCode::Invalid ? wrongUse(c, alert.error())
                                                                         : failed(c, alert.error());
    }
    if (o.action != "show") return decide(o, c, *alert);
    if (c.out.json)
        c.out.raw(alertJson(*alert) + "\n");
    else
        say(c.out, *alert);
    return kWell;
}

}  // namespace

Run declareAlerts(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position("ACTION", o->action, "list (default), show, ack, close, reopen, note", false);
    args.position("ALERT", o->alert, "Id of the alert, or the beginning of it", false);
    declarePeriod(args, o->period);
    args.flag("--open", o->open, "list: only alerts that are not closed");
    args.option("--severity", o->severity, "LEVEL",
                "list: exit 1 when an alert of this severity or above is open (default: medium; none: never)");
    args.option("--verdict", o->verdict, "VERDICT",
                "close: true_positive, false_positive, benign, test, duplicate, ...");
    args.option("--note", o->note, "TEXT", "What you want to say; needed for note and for a false positive");
    args.option("--actor", o->actor, "NAME", "Who decides; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
