// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "core/incident/alerts.h"

namespace vedette {
namespace {

using Items = std::vector<TimelineItem>;

// At most `most` of the list, evenly spread, the first and the last always among them.
template <class T>
std::vector<T> thinned(const std::vector<T>& all, std::size_t most) {
    most = std::max<std::size_t>(most, 2);
    if (all.size() <= most) return all;
    std::vector<T> out;
    for (std::size_t i = 0; i < most; ++i) out.push_back(all[i * (all.size() - 1) / (most - 1)]);
    return out;
}

Filter about(const IncidentCase& incident, std::int64_t classUid) {
    std::vector<std::string> ids;
    for (const CaseAlert& alert : incident.alerts) ids.push_back(alert.id);
    Filter filter;
    filter.is(IntColumn::Class, classUid);
    filter.texts.emplace_back(TextColumn::Group, std::move(ids));
    return filter;
}

Result<void> addFindings(Reader& reader, const IncidentCase& incident, std::size_t most, Items& out) {
    std::map<std::string, Items> found;
    auto scanned = reader.scan(about(incident, ocsf::kDetectionFinding), [&](const Row& row) {
        TimelineItem item;
        item.time = row.columns.time();
        item.entry = row.entry;
        item.alert = row.columns[TextColumn::Group];
        item.severity = row.columns[IntColumn::Severity];
        found[item.alert].push_back(std::move(item));
        return true;
    });
    if (!scanned) return scanned;
    Items kept;
    for (const auto& [alert, items] : found)
        for (TimelineItem& item : thinned(items, most)) kept.push_back(std::move(item));
    std::vector<std::uint64_t> entries;
    for (const TimelineItem& item : kept) entries.push_back(item.entry);
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        FindingText text = readFindingText((*records)[i]);
        kept[i].what = std::move(text.title);
        kept[i].detail = std::move(text.reason);
        out.push_back(std::move(kept[i]));
    }
    return {};
}

std::string detailOf(const AlertAction& action) {
    std::string out = action.verdict;
    if (action.action == "assign") out = action.owner.empty() ? "nobody" : action.owner;
    if (action.action == "escalate" || action.action == "withdraw") out = action.incident;
    if (action.action == "undo" && action.undoes) out = fmt::format("entry {}", *action.undoes);
    if (!action.note.empty()) out += (out.empty() ? "" : ": ") + action.note;
    return out;
}

Result<void> addActions(Reader& reader, const IncidentCase& incident, Items& out) {
    std::vector<std::uint64_t> entries;
    std::vector<Time> times;
    auto scanned = reader.scan(about(incident, ocsf::kConsoleAction), [&](const Row& row) {
        entries.push_back(row.entry);
        times.push_back(row.columns.time());
        return true;
    });
    if (!scanned) return scanned;
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    std::map<std::string, std::vector<AlertAction>> acted;
    std::string target;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (auto action = readAlertAction((*records)[i], entries[i], times[i], target))
            acted[target].push_back(std::move(*action));
    for (auto& [alert, actions] : acted) {
        static_cast<void>(foldActions(actions));
        for (const AlertAction& action : actions) {
            TimelineItem item;
            item.kind = TimelineItem::Kind::AlertAction;
            item.time = action.time;
            item.entry = action.entry;
            item.alert = alert;
            item.actor = action.actor;
            item.what = action.action;
            item.detail = detailOf(action);
            item.undone = action.undone;
            out.push_back(std::move(item));
        }
    }
    return {};
}

std::string detailOf(const CaseChange& change) {
    std::string out;
    if (change.status && change.name == "status") out = caseStatusName(*change.status);
    if (!change.verdict.empty()) out += (out.empty() ? "" : ", ") + change.verdict;
    if (change.assignee && change.name == "assign") out = change.assignee->empty() ? "nobody" : *change.assignee;
    if (!change.text.empty()) out = change.text;
    if (change.name == "add_alerts" || change.name == "remove_alerts")
        out = change.alerts.size() == 1 ? change.alerts.front().title : fmt::format("{} alerts", change.alerts.size());
    if (change.moment) out = caseMomentName(*change.moment);
    if (change.name == "clock") out = change.clock + (change.required ? "" : ", not required");
    if (change.at) out += " " + formatTime(*change.at);
    if (!change.note.empty()) out += (out.empty() ? "" : ": ") + change.note;
    return out;
}

void addSteps(const IncidentCase& incident, Items& out) {
    for (const CaseStep& step : incident.steps) {
        TimelineItem item;
        item.kind = TimelineItem::Kind::CaseChange;
        item.time = step.time;
        item.entry = step.entry;
        item.actor = step.change.actor;
        item.what = step.change.name;
        item.detail = detailOf(step.change);
        item.undone = !step.took;
        out.push_back(std::move(item));
    }
    for (std::size_t i = 0; i < kCaseMoments; ++i) {
        const auto& stated = incident.times[i];
        if (!stated) continue;
        TimelineItem item;
        item.kind = TimelineItem::Kind::Moment;
        item.time = stated->at;
        item.entry = stated->entry;
        item.actor = stated->actor;
        item.what = caseMomentName(static_cast<CaseMoment>(i));
        item.detail = stated->reason;
        out.push_back(std::move(item));
    }
}

}  // namespace

Result<std::vector<TimelineItem>> caseTimeline(Reader& reader, const IncidentCase& incident,
                                               std::size_t findingsPerAlert) {
    Items out;
    if (!incident.alerts.empty()) {
        if (auto added = addFindings(reader, incident, findingsPerAlert, out); !added) return passOn(added);
        if (auto added = addActions(reader, incident, out); !added) return passOn(added);
    }
    addSteps(incident, out);
    std::ranges::stable_sort(out, {}, [](const TimelineItem& item) { return std::tuple(item.time, item.entry); });
    return out;
}

}  // namespace vedette
