// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_decisions.h"

#include <QPointer>
#include <fmt/format.h>

#include "core/base/bytes.h"
#include "core/incident/alerts.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

// A decision that the log would keep and that would change nothing is worse than a refusal.
Result<void> checkState(Reader& reader, const AlertOrder& order, const std::string& id) {
    const std::string& action = order.decision.action;
    if (action != "close" && action != "reopen" && action != "acknowledge") return {};
    auto alert = loadAlert(reader, id);
    if (!alert) return passOn(alert);
    const AlertState state = foldActions(alert->actions);
    if (action == "reopen" && state.open())
        return fail(ErrorCode::Invalid, "the alert is open already", id, "look at it again");
    if (action != "reopen" && !state.open())
        return fail(ErrorCode::Invalid, "somebody has closed the alert already", id, "reopen it first");
    return {};
}

std::vector<CaseAlert> caseAlerts(const AlertOrder& order) {
    std::vector<CaseAlert> out;
    for (qsizetype i = 0; i < order.alerts.size(); ++i)
        out.push_back({toStd(order.alerts[i]), toStd(order.alertTitles.value(i))});
    return out;
}

Result<std::vector<Event>> escalation(Reader& reader, const AlertOrder& order, Time now, Arena& arena) {
    IncidentCase before;
    before.id = order.decision.incident;
    CaseChange change;
    change.actor = order.decision.actor;
    change.note = order.decision.note;
    change.alerts = caseAlerts(order);
    if (order.newCase) {
        change.name = "create";
        change.text = toStd(order.caseTitle);
        change.severity = order.severity;
        change.assignee = order.decision.actor;
    } else {
        auto loaded = loadCase(reader, order.decision.incident);
        if (!loaded) return passOn(loaded);
        before = std::move(*loaded);
        change.name = "add_alerts";
    }
    return caseEvents(before, change, now, arena);
}

// The case that was opened for alerts which all leave it again is closed. undoAlert() does that for one alert; for
// several each of them sees the others still in it.
Result<void> closeEmptied(Reader& reader, const AlertDecided& made, const std::string& actor, Time now, Arena& arena,
                          std::vector<Event>& events) {
    if (!made.order.newCase || made.order.alerts.size() < 2) return {};
    auto incident = loadCase(reader, made.order.decision.incident);
    if (!incident) return passOn(incident);
    CaseChange leave;
    leave.name = "remove_alerts";
    leave.actor = actor;
    leave.alerts = caseAlerts(made.order);
    applyStep(*incident, {.entry = 0, .time = now, .change = leave});
    if (!incident->alerts.empty() || !incident->open()) return {};
    CaseChange close;
    close.name = "status";
    close.actor = actor;
    close.status = CaseStatus::Closed;
    close.verdict = "disregard";
    close.note = "opened by mistake";
    auto event = caseEvent(*incident, close, now, arena);
    if (!event) return passOn(event);
    events.push_back(std::move(*event));
    return {};
}

}  // namespace

Result<std::vector<Event>> orderEvents(Reader& reader, const AlertOrder& order, Time now, Arena& arena) {
    for (const QString& id : order.alerts)
        if (auto able = checkState(reader, order, toStd(id)); !able) return passOn(able);
    if (order.decision.action == "escalate") return escalation(reader, order, now, arena);
    std::vector<Event> events;
    for (const QString& id : order.alerts) {
        AlertDecision one = order.decision;
        one.alert = toStd(id);
        auto event = alertAction(one, now, arena);
        if (!event) return passOn(event);
        events.push_back(std::move(*event));
    }
    return events;
}

Result<std::vector<Event>> undoEvents(Reader& reader, const AlertDecided& made, const std::string& actor, Time now,
                                      Arena& arena) {
    std::vector<Event> events;
    for (const QString& id : made.order.alerts) {
        auto alert = loadAlert(reader, toStd(id));
        if (!alert) return passOn(alert);
        const AlertAction* last = lastInEffect(alert->actions);
        const bool ours =
            last != nullptr && last->entry >= made.firstEntry && last->entry < made.firstEntry + made.entries;
        if (!ours)
            return fail(ErrorCode::Invalid, "something else has been done about the alert since", toStd(id),
                        "open it and decide anew");
        auto undone = undoAlert(reader, toStd(id), actor, now, arena);
        if (!undone) return passOn(undone);
        for (Event& event : *undone) events.push_back(std::move(event));
    }
    if (auto closed = closeEmptied(reader, made, actor, now, arena, events); !closed) return passOn(closed);
    return events;
}

AlertDecisions::AlertDecisions(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

void AlertDecisions::begin(const QStringList& alerts) {
    ++m_recording;
    for (const QString& id : alerts) m_pending.insert(id);
    Q_EMIT pendingChanged();
}

void AlertDecisions::end(const QStringList& alerts) {
    --m_recording;
    for (const QString& id : alerts) m_pending.remove(id);
    Q_EMIT pendingChanged();
}

void AlertDecisions::decide(AlertOrder order) {
    if (order.alerts.isEmpty()) return;
    order.decision.actor = toStd(m_session.actor());
    if (order.newCase) order.decision.incident = newCaseId();
    begin(order.alerts);
    auto made = std::make_shared<AlertDecided>();
    made->order = order;
    m_session.record(
        [order, made](Reader& reader, Arena& arena, Time now) {
            auto events = orderEvents(reader, order, now, arena);
            if (events) made->entries = events->size();
            made->at = now;
            return events;
        },
        [self = QPointer(this), made](Result<std::uint64_t> entry) {
            if (!self) return;
            self->end(made->order.alerts);
            if (!entry) {
                Q_EMIT self->refused(made->order, errorText(entry.error()));
            } else {
                made->firstEntry = *entry;
                self->m_made.push_back(*made);
                Q_EMIT self->decided(*made);
            }
            if (self->m_undosWaiting > 0 && self->m_recording == 0) {
                --self->m_undosWaiting;
                self->undo();
            }
        });
}

void AlertDecisions::undo() {
    if (m_recording > 0) {
        ++m_undosWaiting;
        return;
    }
    if (m_made.empty()) return;
    AlertDecided made = std::move(m_made.back());
    m_made.pop_back();
    takeBack(std::move(made));
}

void AlertDecisions::takeBack(AlertDecided made) {
    begin(made.order.alerts);
    m_session.record(
        [made, actor = toStd(m_session.actor())](Reader& reader, Arena& arena, Time now) {
            return undoEvents(reader, made, actor, now, arena);
        },
        [self = QPointer(this), made](Result<std::uint64_t> entry) {
            if (!self) return;
            self->end(made.order.alerts);
            if (entry) {
                Q_EMIT self->takenBack(made, *entry);
            } else {
                // What was only out of reach may be tried again; what has been overtaken may not.
                if (entry.error().code != ErrorCode::Invalid) self->m_made.push_back(made);
                AlertOrder order = made.order;
                order.words = tr("Undo: %1").arg(order.words);
                Q_EMIT self->refused(order, errorText(entry.error()));
            }
            if (self->m_undosWaiting > 0 && self->m_recording == 0) {
                --self->m_undosWaiting;
                self->undo();
            }
        });
}

}  // namespace vedette::ui
