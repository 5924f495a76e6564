// SPDX-License-Identifier: GPL-3.0-or-later
// Cases: what alerts were put together into, who works on it, and which duties to notify it started.
#pragma once

#include <QTimer>

#include <memory>
#include <vector>

#include "core/incident/cases.h"
#include "core/incident/timeline.h"
#include "ui/incidents/case_editor.h"
#include "ui/page/page.h"

namespace vedette::ui {

class CaseDrawer;
class CasesModel;
class Card;
class Chip;
class ChipBar;
class DataTable;
class KeyStrip;
class RoleNote;
class TroubleBar;

using CaseList = std::vector<std::shared_ptr<const IncidentCase>>;

class IncidentsPage : public Page {
    Q_OBJECT

public:
    explicit IncidentsPage(Context& context);
    ~IncidentsPage() override;

    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildPage();
    void connectPage();
    QAction* addCommand(const char* name, const QString& text, const QKeySequence& key, CaseForm::Kind form);
    void setStatusShown(bool all);
    void casesChanged();
    void showState();
    [[nodiscard]] bool inScope(const IncidentCase& incident) const;
    void currentMoved();
    void readTimeline();
    void openCase();
    void ask(CaseForm form);
    void askMoment(CaseMoment moment);
    void askClock(const QString& clock);
    void submit(const CaseChange& change);
    void removeAlert(const QString& alert);
    void record(const std::string& id, CaseChange change, const QString& words);
    void leaveEditor();
    void updateActions();
    [[nodiscard]] const IncidentCase* current() const;
    [[nodiscard]] std::optional<Time> proposedFor(CaseMoment moment) const;
    [[nodiscard]] std::vector<CaseAlert> openAlerts() const;
    [[nodiscard]] QStringList people() const;

    std::unique_ptr<Feed<CaseList>> m_cases;
    CasesModel* m_model;
    RoleNote* m_may = nullptr;
    ChipBar* m_bar;
    Chip* m_status;
    Card* m_card;
    DataTable* m_table;
    TroubleBar* m_trouble;
    KeyStrip* m_keys;
    CaseDrawer* m_drawer;
    QList<QAction*> m_commands;
    QAction* m_create = nullptr;
    QTimer m_clock;
    Query m_timelineQuery;
    bool m_all = false;  // closed ones too
    bool m_shownOnce = false;
    QString m_current;
    QString m_visited;
};

}  // namespace vedette::ui
