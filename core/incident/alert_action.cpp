// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/alert_action.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/base/bytes.h"
#include "core/base/json_object.h"
#include "core/incident/action.h"
#include "core/incident/record_view.h"
#include "core/privacy/detectors.h"

namespace vedette {
namespace {

constexpr std::array<std::string_view, 10> kVerdicts = {
    "true_positive", "false_positive",    "benign",        "test",      "duplicate",
    "suspicious",    "insufficient_data", "security_risk", "disregard", "managed_externally"};
constexpr std::array<std::string_view, 8> kActions = {"acknowledge", "assign", "close", "escalate",
                                                      "note",        "reopen", "undo",  "withdraw"};

template <class Words>
std::string listed(const Words& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

// What one action in effect does.
void apply(AlertState& state, const AlertAction& action) {
    const auto takeUp = [&] {
        if (!state.acknowledged) state.acknowledged = action.time;
        if (state.open()) state.status = AlertStatus::InProgress;
    };
    const bool known = std::ranges::find(kActions, action.action) != kActions.end();
    if (!action.verdict.empty() && known && action.action != "close") state.verdict = action.verdict;
    if (action.action == "acknowledge") {
        takeUp();
        if (state.owner.empty()) state.owner = action.actor;
    } else if (action.action == "assign") {
        state.owner = action.owner;
    } else if (action.action == "escalate") {
        takeUp();
        state.incident = action.incident;
    } else if (action.action == "withdraw") {
        if (state.incident == action.incident) state.incident.clear();
    } else if (action.action == "close" && state.open()) {
        takeUp();
        const bool harmless = action.verdict == "false_positive" || action.verdict == "benign";
        state.status = harmless ? AlertStatus::Suppressed : AlertStatus::Resolved;
        state.verdict = action.verdict;
        state.closed = action.time;
        state.closedEntry = action.entry;
        state.reopened.reset();
    } else if (action.action == "reopen" && !state.open()) {
        state.status = AlertStatus::InProgress;
        state.verdict.clear();
        state.closed.reset();
        state.closedEntry = 0;
        state.reopened = action.time;
    }
}

Result<void> check(const AlertDecision& d) {
    const auto wrong = [&](std::string what, std::string hint) -> Result<void> {
        return fail(ErrorCode::Invalid, std::move(what), d.alert, std::move(hint));
    };
    if (d.alert.empty()) return wrong("an action needs an alert", "give the alert's id");
    if (d.actor.empty()) return wrong("an action needs somebody who takes it", "give a name");
    if (std::ranges::find(kActions, d.action) == kActions.end())
        return wrong(fmt::format("\"{}\" is not something to do with an alert", d.action),
                     "use one of: " + listed(kActions));
    if (!d.verdict.empty() && std::ranges::find(kVerdicts, d.verdict) == kVerdicts.end())
        return wrong(fmt::format("\"{}\" is not a verdict", d.verdict), "use one of: " + listed(kVerdicts));
    if (d.action == "close" && d.verdict.empty())
        return wrong("closing an alert needs a verdict", "use one of: " + listed(kVerdicts));
    if (d.verdict == "false_positive" && d.note.empty())
        return wrong("a false positive needs a note that says why", "add a note");
    if (d.action == "note" && d.note.empty()) return wrong("a note needs text", "add a note");
    if ((d.action == "escalate" || d.action == "withdraw") && d.incident.empty())
        return wrong("which incident?", "give the incident's id");
    if (d.action == "undo" && !d.undoes) return wrong("which action?", "give the entry of the action to take back");
    return {};
}

std::string sentence(const AlertDecision& d) {
    const auto said = [&](std::string_view what) { return fmt::format("{} {} alert {}", d.actor, what, d.alert); };
    if (d.action == "acknowledge") return said("acknowledged");
    if (d.action == "assign") return d.owner.empty() ? said("unassigned") : said("assigned") + " to " + d.owner;
    if (d.action == "close") return said("closed");
    if (d.action == "escalate") return said("escalated") + " to incident " + d.incident;
    if (d.action == "note") return said("commented on");
    if (d.action == "reopen") return said("reopened");
    if (d.action == "undo") return fmt::format("{} took back entry {} about alert {}", d.actor, *d.undoes, d.alert);
    return said("withdrew") + " from incident " + d.incident;
}

}  // namespace

std::span<const std::string_view> alertActionNames() { return kActions; }
std::span<const std::string_view> alertVerdicts() { return kVerdicts; }

AlertState foldActions(std::vector<AlertAction>& actions) {
    // An undo names an earlier action, so from the end on it is known of each action whether a later one took it back.
    std::set<std::uint64_t> takenBack;
    for (auto action = actions.rbegin(); action != actions.rend(); ++action) {
        action->undone = takenBack.contains(action->entry);
        const bool undo = action->action == "undo" && !action->undone && action->undoes;
        if (undo && *action->undoes < action->entry) takenBack.insert(*action->undoes);
    }
    AlertState state;
    for (const AlertAction& action : actions)
        if (!action.undone) apply(state, action);
    return state;
}

const AlertAction* lastInEffect(const std::vector<AlertAction>& actions) {
    for (auto action = actions.rbegin(); action != actions.rend(); ++action)
        if (!action->undone && action->action != "undo") return &*action;
    return nullptr;
}

std::optional<AlertAction> readAlertAction(std::string_view record, std::uint64_t entry, Time time,
                                           std::string& target) {
    thread_local simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS) return std::nullopt;
    if (textAt(root, "/vedette/action/kind") != "alert") return std::nullopt;
    target = textAt(root, "/vedette/action/target");
    if (target.empty()) target = textAt(root, "/vedette/action/target/id");
    if (target.empty()) return std::nullopt;
    AlertAction action;
    action.entry = entry;
    action.time = time;
    action.actor = textAt(root, "/vedette/action/actor");
    action.action = textAt(root, "/vedette/action/name");
    action.verdict = textAt(root, "/vedette/action/verdict");
    action.note = textAt(root, "/vedette/action/note");
    action.owner = textAt(root, "/vedette/action/owner");
    action.incident = textAt(root, "/vedette/action/incident");
    const auto undoes = integerAt(root, "/vedette/action/undoes");
    if (undoes && *undoes >= 0) action.undoes = static_cast<std::uint64_t>(*undoes);
    return action;
}

Result<Event> alertAction(const AlertDecision& decision, Time now, Arena& arena) {
    if (auto able = check(decision); !able) return passOn(able);
    JsonObject json;
    json.text("actor", decision.actor).text("kind", "alert").text("name", decision.action);
    json.text("target", decision.alert);
    if (!decision.note.empty()) json.text("note", redact(decision.note, detect(decision.note)));
    if (!decision.verdict.empty()) json.text("verdict", decision.verdict);
    if (decision.action == "assign") json.text("owner", decision.owner);
    if (!decision.incident.empty()) json.text("incident", decision.incident);
    if (decision.action == "undo") json.number("undoes", *decision.undoes);
    Event event;
    beginConsoleAction(event, now);
    event.setText(Field::message, arena.copy(sentence(decision)));
    event.setJson(Field::vAction, arena.copy(json.str()));
    return event;
}

Result<Event> alertAction(const std::string& alertId, const std::string& action, const std::string& verdict,
                          const std::string& note, const std::string& actor, Time now, Arena& arena) {
    AlertDecision decision;
    decision.alert = alertId;
    decision.action = action;
    decision.verdict = verdict;
    decision.note = note;
    decision.actor = actor;
    return alertAction(decision, now, arena);
}

std::optional<Duration> responseTarget(std::int64_t severity) {
    using std::chrono::hours;
    switch (severity) {
        case ocsf::kCritical: return std::chrono::minutes(30);
        case ocsf::kHigh: return hours(4);
        case ocsf::kMedium: return hours(24);
        case ocsf::kLow: return hours(72);
        default: return std::nullopt;
    }
}

}  // namespace vedette
