// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/cases.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/incident/record_view.h"

namespace vedette {
namespace {

using simdjson::dom::element;

constexpr std::array<std::string_view, 5> kStatusNames = {"new", "in_progress", "on_hold", "resolved", "closed"};
constexpr std::array<std::string_view, kCaseMoments> kMomentNames = {"occurred", "detected", "aware", "discovered",
                                                                     "classified"};

bool addAlerts(IncidentCase& incident, const std::vector<CaseAlert>& alerts) {
    bool any = false;
    for (const CaseAlert& alert : alerts) {
        if (alert.id.empty() || incident.has(alert.id)) continue;
        incident.alerts.push_back(alert);
        any = true;
    }
    return any;
}

bool removeAlerts(IncidentCase& incident, const std::vector<CaseAlert>& alerts) {
    return std::erase_if(incident.alerts, [&](const CaseAlert& in) {
               return std::ranges::find(alerts, in.id, &CaseAlert::id) != alerts.end();
           }) > 0;
}

bool setStatus(IncidentCase& incident, const CaseStep& step) {
    if (!step.change.status || *step.change.status == incident.status) return false;
    const CaseStatus status = *step.change.status;
    const bool wasOpen = incident.open();
    incident.status = status;
    if (incident.open()) {
        incident.verdict.clear();
        incident.resolved.reset();
        incident.closed.reset();
        return true;
    }
    if (!step.change.verdict.empty()) incident.verdict = step.change.verdict;
    if (status == CaseStatus::Closed) {
        incident.closed = step.time;
    } else {
        incident.closed.reset();
    }
    if (status == CaseStatus::Resolved && wasOpen) incident.resolved = step.time;
    return true;
}

bool setMoment(IncidentCase& incident, const CaseStep& step) {
    if (!step.change.moment) return false;
    auto& stated = incident.times[static_cast<std::size_t>(*step.change.moment)];
    if (!step.change.at) return std::exchange(stated, std::nullopt).has_value();
    stated = StatedTime{*step.change.at, step.change.actor, step.change.note, step.entry};
    return true;
}

bool setAnswer(IncidentCase& incident, const CaseStep& step) {
    const CaseChange& change = step.change;
    if (change.clock.empty()) return false;
    const auto old = std::ranges::find(incident.answers, change.clock, &ClockAnswer::clock);
    const bool had = old != incident.answers.end();
    if (had) incident.answers.erase(old);
    if (change.required && !change.at) return had;  // takes the answer back
    incident.answers.push_back(
        {change.clock, change.required, {change.at.value_or(step.time), change.actor, change.note, step.entry}});
    return true;
}

bool create(IncidentCase& incident, const CaseStep& step) {
    if (!incident.steps.empty()) return false;  // somebody chose an id that was taken
    const CaseChange& change = step.change;
    incident.title = change.text;
    incident.description = change.note;
    incident.status = change.status.value_or(CaseStatus::New);
    incident.severity = change.severity.value_or(0);
    incident.assignee = change.assignee.value_or("");
    addAlerts(incident, change.alerts);
    return true;
}

template <class T>
bool replace(T& value, const std::optional<T>& with) {
    if (!with || *with == value) return false;
    value = *with;
    return true;
}

bool change(IncidentCase& incident, const CaseStep& step) {
    const CaseChange& c = step.change;
    if (c.name == "create") return create(incident, step);
    if (c.name == "add_alerts") return addAlerts(incident, c.alerts);
    if (c.name == "remove_alerts") return removeAlerts(incident, c.alerts);
    if (c.name == "status") return setStatus(incident, step);
    if (c.name == "severity") return replace(incident.severity, c.severity);
    if (c.name == "assign") return replace(incident.assignee, c.assignee);
    if (c.name == "title") return !c.text.empty() && replace(incident.title, std::optional(c.text));
    if (c.name == "describe") return replace(incident.description, std::optional(c.text));
    if (c.name == "time") return setMoment(incident, step);
    if (c.name == "clock") return setAnswer(incident, step);
    if (c.name != "note" || c.note.empty()) return false;
    incident.notes.push_back({step.entry, step.time, c.actor, c.note});
    return true;
}

std::vector<CaseAlert> alertsAt(const element& root, const char* pointer, const char* id) {
    std::vector<CaseAlert> out;
    simdjson::dom::array list;
    if (root.at_pointer(pointer).get(list) != simdjson::SUCCESS) return out;
    for (const element item : list) {
        CaseAlert alert{textAt(item, id), textAt(item, "/title")};
        if (!alert.id.empty()) out.push_back(std::move(alert));
    }
    return out;
}

CaseChange readChange(const element& root) {
    const auto text = [&](const char* name) { return textAt(root, (std::string("/vedette/action/") + name).c_str()); };
    const auto has = [&](const char* pointer) { return root.at_pointer(pointer).error() == simdjson::SUCCESS; };
    CaseChange c;
    c.name = text("name");
    c.actor = text("actor");
    c.note = text("note");
    c.text = text("text");
    c.verdict = text("verdict");
    c.clock = text("clock");
    c.alerts = alertsAt(root, "/vedette/action/alerts", "/id");
    c.status = caseStatusNamed(text("status"));
    c.severity = integerAt(root, "/vedette/action/severity");
    c.moment = caseMomentNamed(text("moment"));
    if (has("/vedette/action/assignee")) c.assignee = text("assignee");
    if (const auto at = parseTime(text("at"))) c.at = *at;
    bool required = true;
    if (root.at_pointer("/vedette/action/required").get(required) == simdjson::SUCCESS) c.required = required;
    return c;
}

// A case whose beginning is not in the log: what its first event says about the whole state is taken for granted.
void takeState(IncidentCase& incident, std::string_view record) {
    thread_local simdjson::dom::parser parser;
    element root;
    if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS) return;
    incident.whole = false;
    incident.title = textAt(root, "/desc");
    const auto status = integerAt(root, "/status_id").value_or(0);
    if (status >= 1 && status <= 5) incident.status = static_cast<CaseStatus>(status);
    incident.severity = integerAt(root, "/severity_id").value_or(0);
    incident.assignee = textAt(root, "/assignee/name");
    for (CaseAlert& alert : alertsAt(root, "/finding_info_list", "/uid")) incident.alerts.push_back(std::move(alert));
}

// `id` empty: all cases.
Result<std::vector<IncidentCase>> load(Reader& reader, const std::string& id) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kIncidentFinding);
    if (!id.empty()) filter.is(TextColumn::Group, id);
    std::vector<std::uint64_t> entries;
    std::vector<Time> times;
    auto scanned = reader.scan(filter, [&](const Row& row) {
        entries.push_back(row.entry);
        times.push_back(row.columns.time());
        return true;
    });
    if (!scanned) return passOn(scanned);
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    std::map<std::string, IncidentCase> cases;
    std::string target;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        auto step = readCaseStep((*records)[i], entries[i], times[i], target);
        if (!step) continue;
        const auto [place, fresh] = cases.try_emplace(target);
        IncidentCase& incident = place->second;
        incident.id = target;
        const bool headless = fresh && step->change.name != "create";
        if (headless) takeState(incident, (*records)[i]);
        applyStep(incident, std::move(*step));
        if (headless) incident.steps.back().took = true;
    }
    std::vector<IncidentCase> out;
    out.reserve(cases.size());
    for (auto& [name, incident] : cases) out.push_back(std::move(incident));
    std::ranges::stable_sort(out, std::ranges::greater{}, &IncidentCase::changed);
    return out;
}

}  // namespace

std::string_view caseStatusName(CaseStatus status) { return kStatusNames[static_cast<std::size_t>(status) - 1]; }

std::optional<CaseStatus> caseStatusNamed(std::string_view name) {
    const auto found = std::ranges::find(kStatusNames, name);
    if (found == kStatusNames.end()) return std::nullopt;
    return static_cast<CaseStatus>(found - kStatusNames.begin() + 1);
}

std::string_view caseMomentName(CaseMoment moment) { return kMomentNames[static_cast<std::size_t>(moment)]; }

std::optional<CaseMoment> caseMomentNamed(std::string_view name) {
    const auto found = std::ranges::find(kMomentNames, name);
    if (found == kMomentNames.end()) return std::nullopt;
    return static_cast<CaseMoment>(found - kMomentNames.begin());
}

bool IncidentCase::has(std::string_view alert) const {
    return std::ranges::find(alerts, alert, &CaseAlert::id) != alerts.end();
}

const std::optional<StatedTime>& IncidentCase::time(CaseMoment moment) const {
    return times[static_cast<std::size_t>(moment)];
}

const ClockAnswer* IncidentCase::answer(std::string_view clock) const {
    const auto found = std::ranges::find(answers, clock, &ClockAnswer::clock);
    return found == answers.end() ? nullptr : &*found;
}

bool applyStep(IncidentCase& incident, CaseStep step) {
    const bool first = incident.steps.empty();
    step.took = change(incident, step);
    if (first) {
        incident.opened = step.time;
        incident.openedBy = step.change.actor;
    }
    if (first || step.took) incident.changed = step.time;
    incident.steps.push_back(std::move(step));
    return incident.steps.back().took;
}

std::optional<CaseStep> readCaseStep(std::string_view record, std::uint64_t entry, Time time, std::string& target) {
    thread_local simdjson::dom::parser parser;
    element root;
    if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS) return std::nullopt;
    if (integerAt(root, "/class_uid") != ocsf::kIncidentFinding) return std::nullopt;
    if (textAt(root, "/vedette/action/kind") != "incident") return std::nullopt;
    target = textAt(root, "/vedette/action/target");
    if (target.empty()) return std::nullopt;
    CaseStep step;
    step.entry = entry;
    step.time = time;
    step.change = readChange(root);
    return step;
}

Result<std::vector<IncidentCase>> loadCases(Reader& reader) { return load(reader, {}); }

Result<IncidentCase> loadCase(Reader& reader, const std::string& id) {
    const std::string hint = "list the incidents to see their ids";
    if (id.empty()) return fail(ErrorCode::Invalid, "an incident id is needed", {}, hint);
    auto exact = load(reader, id);
    if (!exact) return passOn(exact);
    if (!exact->empty()) return std::move(exact->front());
    auto all = load(reader, {});
    if (!all) return passOn(all);
    std::erase_if(*all, [&](const IncidentCase& incident) { return !incident.id.starts_with(id); });
    if (all->empty()) return fail(ErrorCode::NotFound, "there is no such incident", id, hint);
    if (all->size() > 1) {
        return fail(ErrorCode::Invalid, fmt::format("{} incidents have an id that begins like this", all->size()), id,
                    "give more of the id");
    }
    return std::move(all->front());
}

}  // namespace vedette
