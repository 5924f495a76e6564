// SPDX-License-Identifier: GPL-3.0-or-later
// Entries over time, to choose a range in: drag with the mouse; or with the keyboard Left and Right move the range,
// Shift with them changes its end, Ctrl its start, Escape clears it. Context bars are quiet, the chosen ones accent.
#pragma once

#include <optional>

#include "ui/charts/chart_data.h"
#include "ui/charts/chart_pane.h"

namespace vedette::ui {

class Histogram : public ChartPane {
    Q_OBJECT
public:
    explicit Histogram(const Theme& theme, QWidget* parent = nullptr);
    ~Histogram() override;

    /// Buckets in time order without gaps; merged to at most one bar per three pixels for painting. `matching` (may be
    /// empty) is the part of each count that the filter matches: accent on quiet.
    void setData(const QList<TimeSpan>& buckets, const QList<double>& counts, const QList<double>& matching = {});
    /// A mark under the bars with words ("24 Sep, 2 sources silent").
    void setNote(const std::optional<TimeSpan>& at, const QString& words);
    /// The chosen range; does not emit.
    void setRange(const std::optional<TimeSpan>& range);
    std::optional<TimeSpan> range() const;

Q_SIGNALS:
    /// Chosen by the person: UTC milliseconds, `to` not included. On release of the mouse, at once by keyboard.
    void rangeSelected(qint64 from, qint64 to);
    void rangeCleared();

protected:
    ChartTwin::Content twinContent() const override;
    QString summary() const override;
    void themeChanged() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintMarks(QPainter& painter) const;
    void announce();

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace vedette::ui
