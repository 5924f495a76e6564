// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_model.h"

#include <QSize>

#include "ui/bridge/text.h"

namespace vedette::ui {

TableModel::TableModel(std::vector<TableColumn> columns, QObject* parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns)) {}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const auto& column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
        case Qt::DisplayRole: return column.title;
        case Qt::TextAlignmentRole: return QVariant::fromValue(column.align);
        case Qt::SizeHintRole: return QSize(column.width, 28);
        case SortRole: return column.sortable;
        case ShownRole: return column.shown;
        case StretchRole: return column.stretch;
        case YieldRole: return column.yields;
        case Qt::ToolTipRole: return column.description.isEmpty() ? QVariant() : QVariant(column.description);
        default: return {};
    }
}

TableModel::Export TableModel::exportAll() const {
    std::vector<QStringList> lines;
    for (int r = 0; r < rowCount(); ++r) {
        QStringList line;
        for (int c = 0; c < columnCount(); ++c) {
            const QVariant given = index(r, c).data(ExportRole);
            line.push_back(given.isValid() ? given.toString() : index(r, c).data(Qt::DisplayRole).toString());
        }
        lines.push_back(std::move(line));
    }
    return [lines = std::move(lines)](Reader&, const LineSink& sink) -> Result<void> {
        for (const auto& line : lines)
            if (!sink(line)) break;
        return {};
    };
}

}  // namespace vedette::ui
