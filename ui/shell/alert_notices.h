// SPDX-License-Identifier: GPL-3.0-or-later
// Tells of critical alerts that were raised after the store was opened, when the settings want it: what was found and
// on which node, never who, from where, or anything out of a record. One notice at a time, which counts what nobody has
// looked at yet; after each one there is a pause. UI thread only.
#pragma once

#include <QObject>
#include <QTimer>

#include <set>
#include <string>

#include "ui/page/context.h"
#include "ui/shell/notifier.h"

namespace vedette::ui {

class AlertNotices : public QObject {
    Q_OBJECT

public:
    // Both must outlive the object. `pauseMs`: least time between two notices.
    AlertNotices(Notifier& notifier, SettingsStore& settings, int pauseMs = 30'000);
    ~AlertNotices() override;
    // The open store; null while there is none, which takes the standing notice back.
    void setContext(Context* context);

Q_SIGNALS:
    // Somebody clicked the notice: the window comes to the front and goes there.
    void openRequested(const vedette::ui::Target& target);
    // The desktop has not taken the notice: the window says it.
    void notTaken(const vedette::ui::Notice& notice, const vedette::ui::Target& target);

private:
    using Ids = std::set<std::string, std::less<>>;
    void follow();
    void tell();
    void forget();
    [[nodiscard]] Target target() const;

    Notifier& m_notifier;
    SettingsStore& m_settings;
    Context* m_context = nullptr;
    QTimer m_pause;
    bool m_primed = false;  // the alerts that were there before are known
    Ids m_known;            // every critical alert seen so far
    Ids m_waiting;          // not told yet
    Ids m_standing;         // told, and nobody has looked
};

// What is said of these alerts of the queue, most urgent first. Only ids of detectors and nodes are read.
[[nodiscard]] Notice noticeOf(const QList<const AlertSummary*>& alerts, bool simulated);

}  // namespace vedette::ui
