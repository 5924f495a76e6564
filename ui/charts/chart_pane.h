// SPDX-License-Identifier: GPL-3.0-or-later
// Base of the charts: theme, accessible name, copy as image and as table, table twin, context menu. A chart paints at
// most two points a pixel, has no animation, and says every value by hover, by keyboard and in its table.
#pragma once

#include <QtCore/QAbstractTableModel>

#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

/// Head and rows of the same data as the chart shows, complete and not decimated. Cells right-aligned but the first.
class ChartTwin : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    struct Content {
        QStringList head;
        QList<QStringList> rows;
    };
    void setContent(Content content);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QString asTsv() const;

private:
    Content m_content;
};

class ChartPane : public ThemedWidget {
    Q_OBJECT
public:
    explicit ChartPane(const Theme& theme, QWidget* parent = nullptr);
    ~ChartPane() override;

    /// What the chart is ("Threats over time, findings by tactic"): first half of the accessible name; the chart adds
    /// how many points it has and its largest value.
    void setWhat(const QString& what);
    /// Same data as rows; owned by the chart, follows it.
    QAbstractTableModel* tableTwin();
    /// Zone of the axis words, UTC unless told; it is named on the axis when not UTC.
    void setZoneOffset(int seconds, const QString& name);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// The chart at twice the screen's density, to the clipboard.
    void copyImage();
    void copyTable();

Q_SIGNALS:
    /// "Show as table" of the context menu; a ChartCard answers it.
    void tableRequested();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void themeChanged() override;
    /// Rows for the twin, made when asked for.
    virtual ChartTwin::Content twinContent() const = 0;
    /// One sentence about the data for the accessible name.
    virtual QString summary() const = 0;
    /// Call after the data changed: twin and accessible name follow.
    void dataChanged();
    QString timeText(qint64 time, qint64 spanMs) const;
    int zoneOffset() const { return m_zoneSeconds; }
    QString zoneName() const { return m_zoneName; }

private:
    QString m_what;
    ChartTwin* m_twin = nullptr;
    int m_zoneSeconds = 0;
    QString m_zoneName;
};

}  // namespace vedette::ui
