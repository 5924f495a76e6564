// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/alerts.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/base/json.h"

namespace vedette {
namespace {

using simdjson::dom::element;

// Every member is optional: a record of another version, or one that a stranger wrote, must not stop the list.
std::string textAt(const element& from, const char* pointer) {
    std::string_view value;
    return from.at_pointer(pointer).get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::int64_t numberAt(const element& from, const char* pointer) {
    std::int64_t value = 0;
    return from.at_pointer(pointer).get(value) == simdjson::SUCCESS ? value : 0;
}

std::optional<Time> millisAt(const element& from, const char* pointer) {
    const std::int64_t value = numberAt(from, pointer);
    if (value == 0) return std::nullopt;
    return Time{std::chrono::milliseconds(value)};
}

void readThreats(const element& record, std::vector<std::string>& out) {
    simdjson::dom::array attacks;
    if (record.at_pointer("/finding_info/attacks").get(attacks) == simdjson::SUCCESS) {
        for (const element attack : attacks) {
            const bool sub = !textAt(attack, "/sub_technique/uid").empty();
            out.push_back(fmt::format("{} {} {}", textAt(attack, "/version"),
                                      textAt(attack, sub ? "/sub_technique/uid" : "/technique/uid"),
                                      textAt(attack, sub ? "/sub_technique/name" : "/technique/name")));
        }
    }
    simdjson::dom::array tags;
    if (record.at_pointer("/finding_info/tags").get(tags) == simdjson::SUCCESS) {
        for (const element tag : tags) out.push_back(fmt::format("{} {}", textAt(tag, "/name"), textAt(tag, "/value")));
    }
}

// What the newest finding says is what the alert says.
void describe(Alert& alert, const element& record) {
    alert.detector = textAt(record, "/finding_info/analytic/uid");
    alert.title = textAt(record, "/finding_info/title");
    alert.reason = textAt(record, "/finding_info/desc");
    alert.baseline = textAt(record, "/vedette/evidence/baseline");
    alert.evidenceCount =
        static_cast<std::uint64_t>(std::max<std::int64_t>(0, numberAt(record, "/vedette/evidence/count")));
    simdjson::dom::array entries;
    if (record.at_pointer("/vedette/evidence/entries").get(entries) == simdjson::SUCCESS) {
        for (const element entry : entries) {
            std::uint64_t number = 0;
            if (entry.get(number) == simdjson::SUCCESS) alert.evidence.push_back(number);
        }
    }
    if (const auto first = millisAt(record, "/finding_info/first_seen_time")) {
        alert.firstSeen = alert.firstSeen == Time{} ? *first : std::min(alert.firstSeen, *first);
    }
    if (const auto last = millisAt(record, "/finding_info/last_seen_time"))
        alert.lastSeen = std::max(alert.lastSeen, *last);
    readThreats(record, alert.threats);
}

void apply(Alert& alert, AlertAction action) {
    if (action.action == "acknowledge") {
        alert.status = AlertStatus::InProgress;
        if (!alert.acknowledged) alert.acknowledged = action.time;
    } else if (action.action == "close") {
        const bool harmless = action.verdict == "false_positive" || action.verdict == "benign";
        alert.status = harmless ? AlertStatus::Suppressed : AlertStatus::Resolved;
        alert.closed = action.time;
        if (!alert.acknowledged) alert.acknowledged = action.time;
    } else if (action.action == "reopen") {
        alert.status = AlertStatus::InProgress;
        alert.closed.reset();
    }
    alert.actions.push_back(std::move(action));
}

Result<void> addActions(Reader& reader, std::map<std::string, Alert>& alerts) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kConsoleAction);
    std::vector<std::uint64_t> entries;
    std::vector<std::pair<std::string, Time>> about;
    auto scanned = reader.scan(filter, [&](const Row& row) {
        const std::string target(row.columns[TextColumn::Group]);
        if (alerts.contains(target)) {
            entries.push_back(row.entry);
            about.emplace_back(target, row.columns.time());
        }
        return true;
    });
    if (!scanned) return scanned;
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < records->size(); ++i) {
        element record;
        if (parser.parse((*records)[i]).get(record) != simdjson::SUCCESS) continue;
        if (textAt(record, "/vedette/action/kind") != "alert") continue;
        AlertAction action;
        action.entry = entries[i];
        action.time = about[i].second;
        action.actor = textAt(record, "/vedette/action/actor");
        action.action = textAt(record, "/vedette/action/name");
        action.verdict = textAt(record, "/vedette/action/verdict");
        action.note = textAt(record, "/vedette/action/note");
        apply(alerts.at(about[i].first), std::move(action));
    }
    return {};
}

Result<void> addDescriptions(Reader& reader, std::map<std::string, Alert>& alerts) {
    std::vector<std::uint64_t> entries;
    for (const auto& [id, alert] : alerts) {
        entries.push_back(alert.findingEntries.front());
        entries.push_back(alert.findingEntries.back());
    }
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    simdjson::dom::parser parser;
    std::size_t i = 0;
    for (auto& [id, alert] : alerts) {
        element record;
        if (parser.parse((*records)[i]).get(record) == simdjson::SUCCESS) {
            if (const auto first = millisAt(record, "/finding_info/first_seen_time")) {
                alert.firstSeen = std::min(alert.firstSeen, *first);
            }
        }
        if (parser.parse((*records)[i + 1]).get(record) == simdjson::SUCCESS) describe(alert, record);
        i += 2;
    }
    return {};
}

// Alerts with a finding in the period whose id begins with `prefix`; each complete with all its findings.
Result<std::vector<Alert>> load(Reader& reader, std::optional<Time> from, std::optional<Time> to,
                                std::string_view prefix) {
    std::map<std::string, Alert> alerts;
    std::map<std::string, bool> inPeriod;
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kDetectionFinding);
    auto scanned = reader.scan(filter, [&](const Row& row) {
        const std::string_view group = row.columns[TextColumn::Group];
        if (group.empty() || !group.starts_with(prefix)) return true;
        const std::string id(group);
        const Time time = row.columns.time();
        const auto [place, fresh] = alerts.try_emplace(id);
        Alert& alert = place->second;
        if (fresh) {
            alert.id = id;
            alert.raised = Time{std::chrono::milliseconds(row.columns[IntColumn::LoggedTime])};
            alert.firstSeen = time;
        }
        alert.severity = std::max(alert.severity, row.columns[IntColumn::Severity]);
        const auto fill = [&](std::string& into, TextColumn column) {
            if (!row.columns[column].empty()) into = row.columns[column];
        };
        fill(alert.node, TextColumn::Node);
        fill(alert.principal, TextColumn::Principal);
        fill(alert.client, TextColumn::Client);
        fill(alert.model, TextColumn::Model);
        alert.firstSeen = std::min(alert.firstSeen, time);
        alert.lastSeen = std::max(alert.lastSeen, time);
        alert.findingEntries.push_back(row.entry);
        ++alert.findings;
        inPeriod[id] = inPeriod[id] || ((!from || time >= *from) && (!to || time < *to));
        return true;
    });
    if (!scanned) return passOn(scanned);
    std::erase_if(alerts, [&](const auto& item) { return !inPeriod[item.first]; });
    if (auto described = addDescriptions(reader, alerts); !described) return passOn(described);
    if (auto acted = addActions(reader, alerts); !acted) return passOn(acted);
    std::vector<Alert> out;
    out.reserve(alerts.size());
    for (auto& [id, alert] : alerts) out.push_back(std::move(alert));
    std::ranges::stable_sort(out, [](const Alert& a, const Alert& b) {
        return a.severity != b.severity ? a.severity > b.severity : a.lastSeen > b.lastSeen;
    });
    return out;
}

// OCSF verdicts a person may give.
constexpr std::array<std::string_view, 10> kVerdicts = {
    "true_positive", "false_positive",    "benign",        "test",      "duplicate",
    "suspicious",    "insufficient_data", "security_risk", "disregard", "managed_externally"};
constexpr std::array<std::string_view, 4> kActions = {"acknowledge", "close", "reopen", "note"};
constexpr std::array<std::string_view, 4> kDone = {"acknowledged", "closed", "reopened", "commented on"};

template <std::size_t N>
std::string listed(const std::array<std::string_view, N>& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

Result<std::vector<Alert>> loadAlerts(Reader& reader, std::optional<Time> from, std::optional<Time> to) {
    return load(reader, from, to, {});
}

Result<Alert> loadAlert(Reader& reader, const std::string& id) {
    if (id.empty()) return fail(ErrorCode::Invalid, "an alert id is needed", {}, "list the alerts to see their ids");
    auto found = load(reader, {}, {}, id);
    if (!found) return passOn(found);
    if (found->empty())
        return fail(ErrorCode::NotFound, "there is no such alert", id, "list the alerts to see their ids");
    const auto exact = std::ranges::find(*found, id, &Alert::id);
    if (exact != found->end()) return std::move(*exact);
    if (found->size() > 1) {
        return fail(ErrorCode::Invalid, fmt::format("{} alerts have an id that begins like this", found->size()), id,
                    "give more of the id");
    }
    return std::move(found->front());
}

Result<Event> alertAction(const std::string& alertId, const std::string& action, const std::string& verdict,
                          const std::string& note, const std::string& actor, Time now, Arena& arena) {
    if (alertId.empty()) return fail(ErrorCode::Invalid, "an action needs an alert", {}, "give the alert's id");
    if (actor.empty()) return fail(ErrorCode::Invalid, "an action needs somebody who takes it", alertId, "give a name");
    if (std::ranges::find(kActions, action) == kActions.end()) {
        return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not something to do with an alert", action), alertId,
                    "use one of: " + listed(kActions));
    }
    if (!verdict.empty() && std::ranges::find(kVerdicts, verdict) == kVerdicts.end()) {
        return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not a verdict", verdict), alertId,
                    "use one of: " + listed(kVerdicts));
    }
    if (action == "close" && verdict.empty()) {
        return fail(ErrorCode::Invalid, "closing an alert needs a verdict", alertId,
                    "use one of: " + listed(kVerdicts));
    }
    if (verdict == "false_positive" && note.empty()) {
        return fail(ErrorCode::Invalid, "a false positive needs a note that says why", alertId, "add a note");
    }
    if (action == "note" && note.empty()) {
        return fail(ErrorCode::Invalid, "a note needs text", alertId, "add a note");
    }
    std::string json;
    JsonWriter w(json);
    w.beginObject();
    w.key("actor").string(actor).key("kind").string("alert").key("name").string(action);
    if (!note.empty()) w.key("note").string(note);
    w.key("target").string(alertId);
    if (!verdict.empty()) w.key("verdict").string(verdict);
    w.endObject();
    Event event;
    event.setClass(ocsf::kConsoleAction, 1);
    event.setTime(now);
    event.setLoggedTime(now);
    event.setSeverity(ocsf::kInformational);
    event.setStatus(ocsf::kSuccess);
    event.setText(
        Field::message,
        arena.copy(fmt::format("{} {} alert {}", actor,
                               kDone[static_cast<std::size_t>(std::ranges::find(kActions, action) - kActions.begin())],
                               alertId)));
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
    event.setJson(Field::vAction, arena.copy(json));
    return event;
}

}  // namespace vedette
