// SPDX-License-Identifier: GPL-3.0-or-later
// One key figure with its definition, basis, target and course.
#pragma once

#include "core/kpi/kpi.h"
#include "ui/charts/chart_card.h"
#include "ui/page/context.h"

namespace vedette::ui {

class Figure;
class GlyphLabel;
class Prose;
class TextLabel;
class TimeLine;

class KpiCard : public ChartCard {
    Q_OBJECT

public:
    KpiCard(Context& context, const KpiDefinition& definition);
    void show(const KpiValue& value);
    [[nodiscard]] const QString& id() const { return m_id; }
    [[nodiscard]] const QString& group() const { return m_group; }

private:
    KpiCard(Context& context, const KpiDefinition& definition, TimeLine* chart);
    void showFigure(const KpiValue& value);
    void showTarget(const KpiValue& value);
    void showCourse(const KpiValue& value);

    Context& m_context;
    QString m_id;
    QString m_group;
    TimeLine* m_chart;
    Figure* m_figure;
    TextLabel* m_basis;
    TextLabel* m_trend;
    GlyphLabel* m_verdict;
    TextLabel* m_target;
    TextLabel* m_definition;
};

}  // namespace vedette::ui
