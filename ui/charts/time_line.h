// SPDX-License-Identifier: GPL-3.0-or-later
// One or more lines over time, with a baseline band and its dashed middle, an alarm (dashed critical line with words),
// a dashed target. Hover and Left/Right say the values at a time; a click or Enter opens it.
#pragma once

#include <optional>

#include "ui/charts/chart_data.h"
#include "ui/charts/chart_pane.h"

namespace vedette::ui {

struct LineSeries {
    QString name;
    Token tone = Token::C1;
    QList<ChartPoint> points = {};  // in time order
};

struct BandPoint {
    qint64 time = 0;
    double low = 0;
    double middle = 0;
    double high = 0;
};

struct AlarmMark {
    qint64 time = 0;
    QString words;  // "alarm 13:50, budget spent"
};

class TimeLine : public ChartPane {
    Q_OBJECT
public:
    explicit TimeLine(const Theme& theme, QWidget* parent = nullptr);
    ~TimeLine() override;

    void setSeries(const QList<LineSeries>& series);
    /// Baseline in quiet; `name` for the legend ("baseline ±3 MAD").
    void setBand(const QString& name, const QList<BandPoint>& band);
    void setAlarm(const std::optional<AlarmMark>& alarm);
    /// Dashed in pass; `name` for legend and table ("target ≤ 5 min").
    void setTarget(const QString& name, std::optional<double> target);
    /// KPI cards: no y axis, no legend, first and last time only, last point marked.
    void setCompact(bool compact);
    /// Lowest y; zero unless told. nullopt: by the data.
    void setFloor(std::optional<double> floor);

Q_SIGNALS:
    void pointActivated(qint64 time, int series);

protected:
    ChartTwin::Content twinContent() const override;
    QString summary() const override;
    void themeChanged() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintMarks(QPainter& painter) const;
    void refreshAll();
    void activate(qint64 time);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace vedette::ui
