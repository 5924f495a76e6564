// SPDX-License-Identifier: GPL-3.0-or-later
// A card with a chart in it that turns into the chart's table and back by its "Table" action.
#pragma once

#include "ui/widgets/card.h"

namespace vedette::ui {

class ChartPane;
class DataTable;

class ChartCard : public Card {
    Q_OBJECT
public:
    /// The card takes the chart. `tableId` for remembering the table's columns ("overview-threats").
    ChartCard(const Theme& theme, const QString& title, ChartPane* chart, const QString& tableId,
              QWidget* parent = nullptr);
    ChartPane* chart() const { return m_chart; }
    bool isTableShown() const;

public Q_SLOTS:
    void setTableShown(bool shown);

private:
    ChartPane* m_chart;
    DataTable* m_table = nullptr;
    QString m_tableId;
    QAction* m_toggle;
};

}  // namespace vedette::ui
