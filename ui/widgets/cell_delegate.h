// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a cell from the roles of ui/models/roles.h: shape, tone, weight, figure with dotted underline and seal, second
// line, small bars, group head.
#pragma once

#include <QtWidgets/QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace vedette::ui {

/// Models give Qt::TextAlignmentRole as flags or as a number; absent: left.
Qt::Alignment alignmentOf(const QVariant& value);

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CellDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Where the text of a figure cell is painted, for clicks; empty if the cell opens nothing.
    QRectF figureRect(const QStyleOptionViewItem& option, const QModelIndex& index) const;

    /// Row under the pointer, -1 for none; the view sets it.
    void setHoveredRow(int row) { m_hoveredRow = row; }
    /// Logical column that carries the accent bar of a selected row.
    void setLeadingColumn(int column) { m_leadingColumn = column; }

private:
    struct CellLook;
    CellLook look(const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintBack(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintText(QPainter& painter, const CellLook& look) const;

    const Theme& m_theme;
    int m_hoveredRow = -1;
    int m_leadingColumn = 0;
};

}  // namespace vedette::ui
