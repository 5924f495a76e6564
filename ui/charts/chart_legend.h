// SPDX-License-Identifier: GPL-3.0-or-later
// Legend above a chart: a toggle per series with its total as a figure. Only the sources of this folder include it.
#pragma once

#include <QtWidgets/QAbstractButton>

#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class Figure;
class FlowLayout;

/// How a series is drawn, and so its mark in the legend.
enum class LegendMark { Box, Frame, Line, Band, Dashes };

class LegendToggle : public QAbstractButton {
    Q_OBJECT
public:
    LegendToggle(const Theme& theme, const QString& name, Token tone, LegendMark mark, QWidget* parent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Token m_tone;
    LegendMark m_mark;
};

class ChartLegend : public ThemedWidget {
    Q_OBJECT
public:
    struct Entry {
        QString name;
        Token tone = Token::C1;
        LegendMark mark = LegendMark::Box;
        QString total = {};   // empty: none
        bool toggles = true;  // band, target and alarm are words only
        bool shown = true;
    };
    explicit ChartLegend(const Theme& theme, QWidget* parent);
    void setEntries(const QList<Entry>& entries);

Q_SIGNALS:
    void toggled(int entry, bool shown);
    void totalOpened(int entry);

private:
    FlowLayout* m_flow;
};

}  // namespace vedette::ui
