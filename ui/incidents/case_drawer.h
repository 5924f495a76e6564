// SPDX-License-Identifier: GPL-3.0-or-later
// One case: what it is, the buttons, the form of a change, the duties to notify, the times that start them, the alerts,
// what happened, the notes.
#pragma once

#include "core/incident/timeline.h"
#include "ui/incidents/case_editor.h"
#include "ui/incidents/case_lists.h"
#include "ui/widgets/drawer.h"

class QAction;

namespace vedette::ui {

class CaseDrawer : public Drawer {
    Q_OBJECT

public:
    CaseDrawer(const Theme& theme, const QList<QAction*>& actions, QWidget* parent);

    void showCase(const IncidentCase& incident, Time now, std::uint64_t sealedBelow);
    // The timeline comes later than the rest: it is read from the log.
    void showTimeline(const std::vector<TimelineItem>& items, std::uint64_t sealedBelow);
    void showTimelineTrouble(const QString& what);
    void showNothing();  // only the form is of use

    void openEditor(const CaseForm& form);
    void closeEditor();
    [[nodiscard]] bool isEditing() const;
    [[nodiscard]] CaseEditor* editor() const { return m_editor; }

Q_SIGNALS:
    void entryOpened(quint64 entry);
    void alertOpened(const QString& id);
    void removeAsked(const QString& alert);
    void momentAsked(vedette::CaseMoment moment);
    void answerAsked(const QString& clock);

private:
    void addSections();
    void showHead(const IncidentCase& incident);

    CaseEditor* m_editor;
    QWidget* m_editorSection;
    DetailSection* m_clockSection;
    ClockList* m_clocks;
    MomentList* m_moments;
    DetailSection* m_alertSection;
    CaseAlertList* m_alerts;
    DetailSection* m_timelineSection;
    TimelineList* m_timeline;
    CaseNoteList* m_notes;
    QList<QWidget*> m_body;
};

}  // namespace vedette::ui
