// SPDX-License-Identifier: GPL-3.0-or-later
// Lays widgets out in lines that wrap, in reading direction.
#pragma once

#include <QtWidgets/QLayout>

namespace vedette::ui {

class FlowLayout : public QLayout {
    Q_OBJECT
public:
    /// `lineSpacing` -1: as between the widgets of a line.
    explicit FlowLayout(QWidget* parent = nullptr, int spacing = 8, int lineSpacing = -1);
    ~FlowLayout() override;
    void addItem(QLayoutItem* item) override;
    void insertWidget(int index, QWidget* widget);
    int count() const override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;

private:
    int arrange(const QRect& rect, bool apply) const;
    QList<QLayoutItem*> m_items;
    int m_lineSpacing;
};

}  // namespace vedette::ui
