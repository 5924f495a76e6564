// SPDX-License-Identifier: GPL-3.0-or-later
// Six figures side by side, in two lines where there is little room: value, what it rests on, and how it has moved
// against the period before.
#pragma once

#include "core/kpi/kpi.h"
#include "ui/bridge/query.h"
#include "ui/page/context.h"
#include "ui/widgets/themed_widget.h"

class QGridLayout;

namespace vedette::ui {

class FigureCell;

class FiguresStrip : public ThemedWidget {
    Q_OBJECT

public:
    explicit FiguresStrip(Context& context);
    void refresh();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange(int columns);
    void show(const KpiReport& report);
    Context& m_context;
    Query m_query;
    QList<FigureCell*> m_cells;
    QGridLayout* m_grid;
    int m_columns = 0;
};

}  // namespace vedette::ui
