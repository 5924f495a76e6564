// SPDX-License-Identifier: GPL-3.0-or-later
// One alert, beside the queue: what, the buttons, the form a decision is written in, why, the broken baseline, what
// happened, what proves it, what to do. Never modal.
#pragma once

#include "core/incident/alert_queue.h"
#include "ui/alerts/alert_rows.h"
#include "ui/alerts/baseline_chart.h"
#include "ui/alerts/decision_editor.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/state_panel.h"

class QAction;

namespace vedette::ui {

class Figure;

class AlertDrawer : public Drawer {
    Q_OBJECT

public:
    // A button for each action, in this order; the first is the primary one. Actions are not owned.
    AlertDrawer(const Theme& theme, const QList<QAction*>& actions, QWidget* parent);

    // What the queue knows, at once; the rest follows by showDetail().
    void showSummary(const AlertSummary& alert);
    void showDetail(const AlertDetail& detail, const Playbooks& playbooks, std::uint64_t sealedBelow);
    // The alert could not be read.
    void showTrouble(const QString& what);
    [[nodiscard]] const QString& alertId() const { return m_id; }

    void openEditor(DecisionEditor::Form form, const QString& about, const DecisionChoices& choices);
    void closeEditor();
    [[nodiscard]] bool isEditing() const;
    [[nodiscard]] DecisionEditor* editor() const { return m_editor; }

Q_SIGNALS:
    void entryOpened(quint64 entry);
    void filterOpened(const QString& filter);
    void incidentOpened(const QString& id);
    void stepAsked(const QString& note);

private:
    void addButtons(const QList<QAction*>& actions);
    void addSections();
    void showHead(const QString& title, const QString& subtitle, std::int64_t severity, AlertStatus status,
                  const QString& verdict, const QStringList& threats);
    void showWhy(const AlertDetail& detail, std::uint64_t sealedBelow);
    void showEvidence(const AlertDetail& detail, std::uint64_t sealedBelow);
    void showPlaybook(const AlertDetail& detail, const Playbooks& playbooks);
    void setBodyShown(bool shown);

    QString m_id;
    std::optional<Playbook> m_playbook;
    DecisionEditor* m_editor;
    QWidget* m_editorSection = nullptr;
    DetailSection* m_why;
    Prose* m_reason;
    Prose* m_counts;
    QPushButton* m_incident;
    BaselineChart* m_baseline;
    DetailSection* m_timelineSection;
    TimelineList* m_timeline;
    DetailSection* m_evidenceSection;
    EvidenceList* m_evidence;
    Figure* m_everything;
    DetailSection* m_playbookSection;
    PlaybookList* m_steps;
    QList<QWidget*> m_body;  // everything that needs the detail
    StatePanel* m_state;
    QWidget* m_stateSection = nullptr;
};

}  // namespace vedette::ui
