// SPDX-License-Identifier: GPL-3.0-or-later
// A small table that uses every item role, and the sheets of the gallery. All data is invented.
#pragma once

#include <QtCore/QAbstractTableModel>

#include "ui/models/roles.h"
#include "ui/theme/theme.h"

class QWidget;

namespace vedette::ui {

QWidget* widgetsSheet(const Theme& theme);
QWidget* tableSheet(const Theme& theme);
QWidget* chartsSheet(const Theme& theme);

/// Cells as role -> value; what a row says for all its cells stands in its column 0.
class GalleryModel : public QAbstractTableModel {
public:
    using Cell = QHash<int, QVariant>;
    QList<Cell> head;
    QList<QList<Cell>> rows;

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(head.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        return rows.value(index.row()).value(index.column()).value(role);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        return orientation == Qt::Horizontal ? head.value(section).value(role) : QVariant();
    }
};

}  // namespace vedette::ui
