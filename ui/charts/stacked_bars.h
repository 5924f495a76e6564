// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of a few categories over time, stacked in the fixed order of the series. The legend toggles a series and shows
// its total; a bar says its values on hover and opens its rows on click. Left and Right move the current bar, Up and
// Down the part in it, Enter opens.
#pragma once

#include "ui/charts/chart_data.h"
#include "ui/charts/chart_pane.h"

namespace vedette::ui {

class StackedBars : public ChartPane {
    Q_OBJECT
public:
    explicit StackedBars(const Theme& theme, QWidget* parent = nullptr);
    ~StackedBars() override;

    /// `buckets` in time order, each series one value per bucket, lowest part first. An outlined series (missing
    /// evidence) is drawn as an empty frame.
    void setData(const QList<TimeSpan>& buckets, const QList<ChartSeries>& series);
    void setOutlined(int series, bool outlined);
    /// Off for a small chart whose legend stands elsewhere.
    void setLegendShown(bool shown);
    bool isSeriesShown(int series) const;
    void setSeriesShown(int series, bool shown);

Q_SIGNALS:
    /// A part was clicked or entered: UTC milliseconds, `to` not included; series -1 for the whole bar.
    void barActivated(qint64 from, qint64 to, int series);
    /// The total in the legend was clicked; the whole time shown.
    void seriesActivated(int series);

protected:
    ChartTwin::Content twinContent() const override;
    QString summary() const override;
    void themeChanged() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace vedette::ui
