// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/alerts.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "core/incident/alert_due.h"
#include "core/incident/record_view.h"

namespace vedette {
namespace {

using simdjson::dom::element;

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

struct Building {
    Alert alert;
    std::optional<Time> due;
    bool inPeriod = false;
};
using Alerts = std::map<std::string, Building>;

void addFinding(Building& into, const Row& row) {
    Alert& alert = into.alert;
    const Columns& c = row.columns;
    const Time time = c.time();
    if (alert.findings == 0) {
        alert.raised = loggedAt(c);
        alert.firstSeen = time;
        alert.lastSeen = time;
    }
    alert.severity = std::max(alert.severity, c[IntColumn::Severity]);
    const auto fill = [&](std::string& field, TextColumn column) {
        if (!c[column].empty()) field = c[column];
    };
    fill(alert.detector, TextColumn::Rule);
    fill(alert.node, TextColumn::Node);
    fill(alert.principal, TextColumn::Principal);
    fill(alert.client, TextColumn::Client);
    fill(alert.model, TextColumn::Model);
    alert.firstSeen = std::min(alert.firstSeen, time);
    alert.lastSeen = std::max(alert.lastSeen, time);
    alert.findingEntries.push_back(row.entry);
    ++alert.findings;
    mindFinding(into.due, c);
}

// `id` empty: of every alert.
Result<void> addActions(Reader& reader, Alerts& alerts, const std::string& id) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kConsoleAction);
    if (!id.empty()) filter.is(TextColumn::Group, id);
    std::vector<std::uint64_t> entries;
    std::vector<Time> times;
    auto scanned = reader.scan(filter, [&](const Row& row) {
        if (alerts.contains(std::string(row.columns[TextColumn::Group]))) {
            entries.push_back(row.entry);
            times.push_back(row.columns.time());
        }
        return true;
    });
    if (!scanned) return scanned;
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    std::string target;
    for (std::size_t i = 0; i < records->size(); ++i) {
        auto action = readAlertAction((*records)[i], entries[i], times[i], target);
        const auto about = action ? alerts.find(target) : alerts.end();
        if (about != alerts.end()) about->second.alert.actions.push_back(std::move(*action));
    }
    return {};
}

void takeState(Building& from) {
    Alert& alert = from.alert;
    const AlertState state = foldActions(alert.actions);
    alert.status = state.status;
    alert.owner = state.owner;
    alert.incident = state.incident;
    alert.verdict = state.verdict;
    alert.acknowledged = state.acknowledged;
    alert.closed = state.closed;
    alert.due = dueOf(state, from.due, alert.severity);
    if (state.closed)
        alert.findingsSinceClosed = static_cast<std::uint64_t>(
            alert.findingEntries.end() - std::ranges::upper_bound(alert.findingEntries, state.closedEntry));
}

// What the newest finding says is what the alert says; the first one knows when it began.
void describe(Alert& alert, const std::string& first, const std::string& newest, simdjson::dom::parser& parser) {
    for (const std::string* text : {&first, &newest}) {
        element record;
        if (parser.parse(*text).get(record) != simdjson::SUCCESS) continue;
        if (const auto seen = millisAt(record, "/finding_info/first_seen_time"))
            alert.firstSeen = std::min(alert.firstSeen, *seen);
    }
    FindingText text = readFindingText(newest);
    alert.title = std::move(text.title);
    alert.reason = std::move(text.reason);
    alert.baseline = std::move(text.baseline);
    alert.threats = std::move(text.threats);
    alert.evidence = std::move(text.evidence);
    alert.evidenceCount = text.evidenceCount;
}

// Some at a time: the records of a hundred thousand alerts are hundreds of megabytes.
Result<void> addDescriptions(Reader& reader, Alerts& alerts) {
    constexpr std::size_t kAtOnce = 512;
    simdjson::dom::parser parser;
    std::vector<Alert*> some;
    std::vector<std::uint64_t> entries;
    for (auto at = alerts.begin(); at != alerts.end();) {
        some.clear();
        entries.clear();
        for (; at != alerts.end() && some.size() < kAtOnce; ++at) {
            some.push_back(&at->second.alert);
            entries.push_back(some.back()->findingEntries.front());
            entries.push_back(some.back()->findingEntries.back());
        }
        auto records = reader.records(entries);
        if (!records) return passOn(records);
        for (std::size_t i = 0; i < some.size(); ++i)
            describe(*some[i], (*records)[2 * i], (*records)[2 * i + 1], parser);
    }
    return {};
}

struct Wanted {
    std::optional<Time> from, to;
    std::string prefix;
    std::string id;  // the one alert
};

// Alerts with a finding in the period; each complete with all its findings.
Result<std::vector<Alert>> load(Reader& reader, const Wanted& wanted) {
    Alerts alerts;
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kDetectionFinding);
    if (!wanted.id.empty()) filter.is(TextColumn::Group, wanted.id);
    auto scanned = reader.scan(filter, [&](const Row& row) {
        const std::string_view group = row.columns[TextColumn::Group];
        if (group.empty() || !group.starts_with(wanted.prefix)) return true;
        Building& built = alerts[std::string(group)];
        addFinding(built, row);
        const Time time = row.columns.time();
        built.inPeriod |= (!wanted.from || time >= *wanted.from) && (!wanted.to || time < *wanted.to);
        return true;
    });
    if (!scanned) return passOn(scanned);
    std::erase_if(alerts, [&](const auto& item) { return !item.second.inPeriod; });
    if (alerts.empty()) return std::vector<Alert>();
    if (auto described = addDescriptions(reader, alerts); !described) return passOn(described);
    if (auto acted = addActions(reader, alerts, wanted.id); !acted) return passOn(acted);
    std::vector<Alert> out;
    out.reserve(alerts.size());
    // Many alerts are many megabytes: each stands in one place only, and the order needs no room of its own.
    while (!alerts.empty()) {
        auto next = alerts.extract(alerts.begin());
        Building& built = next.mapped();
        built.alert.id = next.key();
        takeState(built);
        out.push_back(std::move(built.alert));
    }
    std::ranges::sort(out, [](const Alert& a, const Alert& b) {
        return std::tie(b.severity, b.lastSeen, a.id) < std::tie(a.severity, a.lastSeen, b.id);
    });
    return out;
}

}  // namespace

FindingText readFindingText(std::string_view record) {
    FindingText out;
    thread_local simdjson::dom::parser parser;
    element root;
    if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS) return out;
    out.title = textAt(root, "/finding_info/title");
    out.reason = textAt(root, "/finding_info/desc");
    out.baseline = textAt(root, "/vedette/evidence/baseline");
    out.evidenceCount =
        static_cast<std::uint64_t>(std::max<std::int64_t>(0, integerAt(root, "/vedette/evidence/count").value_or(0)));
    simdjson::dom::array entries;
    if (root.at_pointer("/vedette/evidence/entries").get(entries) == simdjson::SUCCESS) {
        for (const element entry : entries) {
            std::uint64_t number = 0;
            if (entry.get(number) == simdjson::SUCCESS) out.evidence.push_back(number);
        }
    }
    readThreats(root, out.threats);
    return out;
}

Result<std::vector<Alert>> loadAlerts(Reader& reader, std::optional<Time> from, std::optional<Time> to) {
    return load(reader, {from, to, {}, {}});
}

Result<Alert> loadAlert(Reader& reader, const std::string& id) {
    const std::string hint = "list the alerts to see their ids";
    if (id.empty()) return fail(ErrorCode::Invalid, "an alert id is needed", {}, hint);
    auto exact = load(reader, {{}, {}, {}, id});
    if (!exact) return passOn(exact);
    if (!exact->empty()) return std::move(exact->front());
    auto found = load(reader, {{}, {}, id, {}});
    if (!found) return passOn(found);
    if (found->empty()) return fail(ErrorCode::NotFound, "there is no such alert", id, hint);
    if (found->size() > 1) {
        return fail(ErrorCode::Invalid, fmt::format("{} alerts have an id that begins like this", found->size()), id,
                    "give more of the id");
    }
    return std::move(found->front());
}

}  // namespace vedette
