// SPDX-License-Identifier: GPL-3.0-or-later
// Puts decisions about alerts into the log and takes them back. Nothing is said to be done before it is durable; a
// decision about several alerts is one transaction: all of it, or nothing. UI thread only.
#pragma once

#include <QObject>
#include <QSet>
#include <QStringList>

#include <vector>

#include "core/incident/alert_action.h"
#include "core/incident/cases.h"
#include "ui/bridge/session.h"

namespace vedette::ui {

// What somebody wants to do about some alerts.
struct AlertOrder {
    QStringList alerts;      // ids
    QString title;           // of the first, for words
    QString words;           // "Acknowledge", as the button says
    AlertDecision decision;  // alert and actor are filled in
    // Escalating: into this case; with a new id, `caseTitle` and `severity` make it.
    QStringList alertTitles;  // as long as `alerts`
    bool newCase = false;
    QString caseTitle;
    std::int64_t severity = 0;
};

// A decision that is in the log.
struct AlertDecided {
    AlertOrder order;
    std::uint64_t firstEntry = 0;
    std::uint64_t entries = 0;
    Time at{};
};

class AlertDecisions : public QObject {
    Q_OBJECT

public:
    explicit AlertDecisions(Session& session, QObject* parent = nullptr);

    void decide(AlertOrder order);
    // Takes back the last decision that was made here and not taken back yet; one that is still being recorded is
    // waited for. Refused when somebody else has acted on one of its alerts since.
    void undo();
    [[nodiscard]] bool canUndo() const { return !m_made.empty() || m_recording > 0; }
    // Null when there is none.
    [[nodiscard]] const AlertDecided* last() const { return m_made.empty() ? nullptr : &m_made.back(); }
    // Alerts whose decision is on its way into the log.
    [[nodiscard]] const QSet<QString>& pending() const { return m_pending; }

Q_SIGNALS:
    void pendingChanged();
    void decided(const vedette::ui::AlertDecided& what);
    // `entry`: the first one of the undo.
    void takenBack(const vedette::ui::AlertDecided& what, quint64 entry);
    // Nothing was recorded; `error` says why.
    void refused(const vedette::ui::AlertOrder& what, const QString& error);

private:
    void begin(const QStringList& alerts);
    void end(const QStringList& alerts);
    void takeBack(AlertDecided made);
    Session& m_session;
    std::vector<AlertDecided> m_made;  // oldest first
    QSet<QString> m_pending;
    int m_recording = 0;
    int m_undosWaiting = 0;
};

// The events of a decision, as the log is now; refused when one of the alerts is not in the state the decision is for.
[[nodiscard]] Result<std::vector<Event>> orderEvents(Reader& reader, const AlertOrder& order, Time now, Arena& arena);
// The events that take it back. Refused when something else has been done about one of the alerts since.
[[nodiscard]] Result<std::vector<Event>> undoEvents(Reader& reader, const AlertDecided& made, const std::string& actor,
                                                    Time now, Arena& arena);

}  // namespace vedette::ui
