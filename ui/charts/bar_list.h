// SPDX-License-Identifier: GPL-3.0-or-later
// Named amounts, largest first, as horizontal bars with the number beside each: a ranking, readable without the bars.
// Up and Down move, Enter opens.
#pragma once

#include "ui/charts/chart_data.h"
#include "ui/charts/chart_pane.h"

namespace vedette::ui {

struct BarItem {
    QString id;
    QString name;
    double value = 0;
    QString text = {};  // the number as shown; empty: the value itself
    Token tone = Token::Quiet;
};

class BarList : public ChartPane {
    Q_OBJECT
public:
    explicit BarList(const Theme& theme, QWidget* parent = nullptr);
    ~BarList() override;
    /// Shown in the order given. `unit` heads the number column of the table.
    void setItems(const QList<BarItem>& items, const QString& unit);
    QSize sizeHint() const override;

Q_SIGNALS:
    void itemActivated(const QString& id);

protected:
    ChartTwin::Content twinContent() const override;
    QString summary() const override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    int itemAt(const QPointF& point) const;
    QList<BarItem> m_items;
    QString m_unit;
    int m_current = 0;
};

}  // namespace vedette::ui
