// SPDX-License-Identifier: GPL-3.0-or-later
// The broken baseline: what was measured, the band of what was usual, when the alarm was raised, and in words what the
// band rests on or why there is none.
#pragma once

#include "ui/alerts/alert_baseline.h"
#include "ui/alerts/alert_rows.h"

namespace vedette::ui {

class TimeLine;

class BaselineChart : public DetailSection {
    Q_OBJECT

public:
    explicit BaselineChart(const Theme& theme, QWidget* parent = nullptr);
    // `trouble` not empty: the data could not be read. `detector` for what is known of its false alarms.
    void show(const BaselineSeries& series, const QString& trouble, const QString& detector);
    void showLoading();
    using QWidget::show;

Q_SIGNALS:
    // A point was chosen: the entity's events of that step, as a filter.
    void opened(const QString& filter);

private:
    void setWords(const BaselineSeries& series, const QString& detector);
    [[nodiscard]] QString filterAt(Time time) const;
    BaselineSeries m_series;
    TimeLine* m_line;
    TextLabel* m_words;
};

}  // namespace vedette::ui
