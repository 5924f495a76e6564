// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of a case's detail: duties to notify with their clocks, the five times that start them, the alerts, the
// notes. Each row has its button; what is not known is said.
#pragma once

#include <QPushButton>

#include "core/incident/cases.h"
#include "core/incident/clocks.h"
#include "ui/alerts/alert_rows.h"

namespace vedette::ui {

class ClockList : public RowList {
    Q_OBJECT

public:
    using RowList::RowList;
    // Running and answered clocks have a row each; those that have not started stand together under what starts them.
    // Returns how many wait for an answer.
    int show(const IncidentCase& incident, Time now);
    using QWidget::show;

Q_SIGNALS:
    void answerAsked(const QString& clock);

private:
    void addClock(int row, const Deadline& deadline, Time now);
    int addWaiting(int row, const std::vector<Deadline>& all);
};

class MomentList : public RowList {
    Q_OBJECT

public:
    using RowList::RowList;
    void show(const IncidentCase& incident, std::uint64_t sealedBelow);
    using QWidget::show;

Q_SIGNALS:
    void momentAsked(vedette::CaseMoment moment);
};

class CaseAlertList : public RowList {
    Q_OBJECT

public:
    using RowList::RowList;
    void show(const IncidentCase& incident);
    using QWidget::show;

Q_SIGNALS:
    void alertOpened(const QString& id);
    void removeAsked(const QString& id);
};

class CaseNoteList : public RowList {
    Q_OBJECT

public:
    using RowList::RowList;
    void show(const IncidentCase& incident, std::uint64_t sealedBelow);
    using QWidget::show;
};

}  // namespace vedette::ui
