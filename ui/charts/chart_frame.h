// SPDX-License-Identifier: GPL-3.0-or-later
// A Qt Charts view without its own decoration: fixed plot area, no background, no animation. The lines, words and marks
// are painted here, so that they follow the theme; the series are Qt Charts'. Only the sources of this folder include
// it.
#pragma once

#include <QtCharts/QChart>
#include <QtCharts/QChartView>

#include <functional>

#include "ui/charts/time_ticks.h"
#include "ui/theme/theme.h"

namespace vedette::ui {

class ChartFrame : public QChartView {
    Q_OBJECT
public:
    ChartFrame(const Theme& theme, QWidget* parent);

    /// Room around the plot for words; default 40, 8, 0, 20.
    void setRoom(const QMarginsF& room);
    void setScale(const ValueScale& scale) { m_scale = scale; }
    void setTimes(qint64 from, qint64 to, int zoneSeconds, const QString& zoneName);
    /// Only first and last time, and `middle` between them; no y words and lines.
    void setCompact(bool compact, const QString& middle = {});
    void setTicksAtStart(bool start) { m_ticksAtStart = start; }
    QRectF plot() const;
    double xOf(qint64 time) const;
    qint64 timeAt(double x) const;
    double yOf(double value) const;

    std::function<void(QPainter&)> under;  // painted before the series, pane coordinates
    std::function<void(QPainter&)> over;   // and after
    std::function<void()> resized;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    void paintTimes(QPainter& painter) const;
    void paintEnds(QPainter& painter) const;

    const Theme& m_theme;
    QMarginsF m_room{40, 8, 0, 20};
    ValueScale m_scale;
    qint64 m_from = 0;
    qint64 m_to = 0;
    int m_zoneSeconds = 0;
    QString m_zoneName;
    QString m_middle;
    bool m_compact = false;
    bool m_ticksAtStart = true;
};

}  // namespace vedette::ui
