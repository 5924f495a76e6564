// SPDX-License-Identifier: GPL-3.0-or-later
// Six figures side by side: value, what it rests on, and how it has moved against the period before.
#pragma once

#include "core/kpi/kpi.h"
#include "ui/bridge/query.h"
#include "ui/page/context.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class FigureCell;

class FiguresStrip : public ThemedWidget {
    Q_OBJECT

public:
    explicit FiguresStrip(Context& context);
    void refresh();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void show(const KpiReport& report);
    Context& m_context;
    Query m_query;
    QList<FigureCell*> m_cells;
};

}  // namespace vedette::ui
