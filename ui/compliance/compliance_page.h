// SPDX-License-Identifier: GPL-3.0-or-later
// What the laws ask and where the fleet stands: all controls as a matrix or as a table, one of them in full beside it.
#pragma once

#include <vector>

#include "ui/compliance/change_line.h"
#include "ui/compliance/control_drawer.h"
#include "ui/compliance/control_matrix.h"
#include "ui/compliance/controls_model.h"
#include "ui/compliance/filter_bar.h"
#include "ui/page/page.h"

class QStackedWidget;

namespace vedette::ui {

class Card;
class DataTable;
class SegmentedControl;

class CompliancePage : public Page {
    Q_OBJECT

public:
    explicit CompliancePage(Context& context);
    // Target::item: id of a control to open; Target::filter: "framework=gdpr state=fail,manual_fail" narrows to those.
    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    [[nodiscard]] QWidget* filterField() override { return m_bar->field(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeBody();
    void makeActions();
    QAction* command(const char* name, const QString& text, const QKeySequence& key, std::function<void()> run);
    void makePeriodMenu();
    void compare();
    void take(bool force);  // the feed's value, unless it would move what is looked at
    void showRows();
    void showHead();
    void showMatrix();
    bool showState();  // true: there is something else to show than rows
    void open(const QString& id, bool focus);
    void closed();
    void showView(int view);
    void updateActions();
    void exportTable();
    void writeReport();

    ComplianceFilterBar* m_bar;
    ChangeLine* m_changes;
    Card* m_card;
    SegmentedControl* m_view;
    QStackedWidget* m_stack;
    ControlMatrix* m_matrix;
    DataTable* m_table;
    QWidget* m_legend;
    Chip* m_news;
    ControlsModel* m_model;
    ControlDrawer* m_drawer;
    std::vector<ControlRow> m_rows;
    QString m_wanted;     // control to open once there is a judgement
    bool m_force = true;  // the next value is taken whatever it moves: it was asked for
    QList<QAction*> m_commands;
    QAction* m_pass = nullptr;
    QAction* m_waive = nullptr;
};

}  // namespace vedette::ui
