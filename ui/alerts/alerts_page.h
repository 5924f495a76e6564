// SPDX-License-Identifier: GPL-3.0-or-later
// The analyst's morning: a queue by urgency, worked by keyboard, with the alert beside it. Decisions go into the log
// and are shown as done when they are durable; the cursor moves on at once.
#pragma once

#include <QTimer>

#include <map>

#include "core/incident/playbook.h"
#include "ui/alerts/alert_decisions.h"
#include "ui/alerts/alert_detail.h"
#include "ui/alerts/decision_editor.h"
#include "ui/alerts/queue_view.h"
#include "ui/page/page.h"

namespace vedette::ui {

class AlertDrawer;
class AlertQueueModel;
class Card;
class DataTable;
class KeyStrip;
class QueueBar;
class RoleNote;
class TroubleBar;

class AlertsPage : public Page {
    Q_OBJECT

public:
    explicit AlertsPage(Context& context);
    ~AlertsPage() override;

    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    [[nodiscard]] QWidget* filterField() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    // The queue.
    void buildQueue();
    void connectQueue();
    void feedChanged();
    void layOut();
    void take(QueueView view, bool anew);
    void keepCursor(int offset);
    bool findVisited();
    void takeIn();
    void showState();
    void showCounts();
    void tick();

    // The alert beside it.
    void currentMoved();
    void select(const QString& id);
    void readDetail();
    void openAlert();
    void openFindings();
    void openFilter(const QString& filter);
    void openEntry(quint64 entry);

    // Deciding (alerts_page_decide.cpp).
    void buildActions();
    QAction* addCommand(const char* name, const QString& text, const QKeySequence& key, void (AlertsPage::*what)());
    void connectDecisions();
    void acknowledge();
    void askFalsePositive();
    void askResolve();
    void askEscalate();
    void askNote();
    void askAssign();
    void askReopen();
    void ask(DecisionEditor::Form form);
    void submit(const DecisionDraft& draft);
    void recordStep(const QString& note);
    void undo();
    void toggleMark();
    void leaveEditor();
    void updateActions();
    void showLast();
    void decisionDone(const AlertDecided& what);
    void decisionRefused(const AlertOrder& what, const QString& error);
    void moveOn(const QStringList& decided);
    void readCases();
    void exportQueue();
    [[nodiscard]] AlertOrder orderFor(const QString& action, const QString& words) const;
    [[nodiscard]] QStringList targets() const;  // the marked alerts, else the current one
    [[nodiscard]] DecisionChoices choices() const;
    [[nodiscard]] QString aboutTargets() const;

    Playbooks m_playbooks;
    AlertQueueModel* m_model;
    RoleNote* m_may = nullptr;
    QueueBar* m_bar;
    Card* m_card;
    DataTable* m_table;
    TroubleBar* m_trouble;
    KeyStrip* m_keys;
    AlertDrawer* m_drawer;
    AlertDecisions* m_decisions;
    QList<QAction*> m_commands;
    QAction *m_acknowledge = nullptr, *m_escalate = nullptr, *m_falsePositive = nullptr, *m_resolve = nullptr,
            *m_note = nullptr, *m_assign = nullptr, *m_reopen = nullptr, *m_undo = nullptr, *m_mark = nullptr;
    QTimer m_clock;
    Query m_layout;
    Query m_detailQuery;
    Query m_casesQuery;
    bool m_layOutAnew = true;  // the wish or the scope is another one: keep no places
    bool m_taking = false;     // rows are being replaced: the cursor only seems to move
    std::map<std::string, std::uint64_t, std::less<>> m_settled;  // decided about: alert → last entry of the decision
    QString m_current;                                            // alert under the cursor
    QString m_visited;                                            // alert to go to as soon as it is there
    bool m_widened = false;                                       // the filters were cleared to find it
    bool m_shownOnce = false;
    std::pair<std::uint64_t, std::uint64_t> m_detailOf{};  // findings and actions that the detail on show knows
    QStringList m_asked;                                   // alerts the open form is about
    QString m_title;                                       // of the current alert, as its finding has it
    QList<std::pair<QString, QString>> m_openCases;
};

}  // namespace vedette::ui
