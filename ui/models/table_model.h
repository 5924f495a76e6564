// SPDX-License-Identifier: GPL-3.0-or-later
// The base of every table's model: a list of columns said once, and rows as plain values. Models know no widget.
// RowsModel keeps its rows in memory; EntriesModel (entries_model.h) pages through the log.
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <functional>
#include <vector>

#include "core/base/error.h"
#include "core/store/reader.h"
#include "ui/models/roles.h"

namespace vedette::ui {

struct TableColumn {
    QString key;    // stable, never translated: what settings remember
    QString title;  // column head
    Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter;
    int width = 120;        // device-independent pixels, before the user changes it
    bool sortable = false;  // only where an index or memory answers at once
    bool shown = true;      // before the user chooses
    bool stretch = false;   // takes the room that is left; one column of a table
    QString description;    // tool tip of the head
    int yields = 0;         // leaves a narrow table, highest first, so that the stretch column keeps its width; 0 never
};

// Takes one line of an export; false stops it.
using LineSink = std::function<bool(const QStringList&)>;

class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    TableModel(std::vector<TableColumn> columns, QObject* parent);
    [[nodiscard]] const std::vector<TableColumn>& columns() const { return m_columns; }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

    // Gives every line of the whole result, not only what is loaded, to the sink; runs on a worker thread and captures
    // values only. The base takes what the model shows now.
    using Export = std::function<Result<void>(Reader&, const LineSink&)>;
    [[nodiscard]] virtual Export exportAll() const;
    // Whether the last row shown is the last there is.
    [[nodiscard]] virtual bool complete() const { return true; }

private:
    std::vector<TableColumn> m_columns;
};

// Rows in memory. `Row` needs no comparison; `idOf` names a row, so that new values move nothing that stays.
template <class Row>
class RowsModel : public TableModel {
public:
    using TableModel::TableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const final {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
        const Row& row = m_rows[static_cast<std::size_t>(index.row())];
        if (role == IdRole) return idOf(row);
        return cell(row, index.column(), role);
    }
    [[nodiscard]] const Row& row(int i) const { return m_rows.at(static_cast<std::size_t>(i)); }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] int rowOf(const QString& id) const {
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (idOf(m_rows[i]) == id) return static_cast<int>(i);
        return -1;
    }

    // Replaces the rows, in the sort order chosen. The same ids in the same order only change their cells; else the
    // cursor and the selection follow their rows.
    void setRows(std::vector<Row> rows) {
        m_sorter(rows);
        if (sameIds(rows)) {
            m_rows = std::move(rows);
            if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
            return;
        }
        dropMissing(rows);
        growTo(rows.size());
        reorder(std::move(rows));
    }

    void sort(int column, Qt::SortOrder order) override {
        if (column < 0) {
            m_sorter = [](std::vector<Row>&) {};
            return;
        }
        m_sorter = [this, column, order](std::vector<Row>& rows) {
            std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
                const auto less = QVariant::compare(sortKey(a, column), sortKey(b, column));
                return order == Qt::AscendingOrder ? less < 0 : less > 0;
            });
        };
        auto rows = m_rows;
        setRows(std::move(rows));
    }

protected:
    [[nodiscard]] virtual QVariant cell(const Row& row, int column, int role) const = 0;
    [[nodiscard]] virtual QString idOf(const Row& row) const = 0;

private:
    QVariant sortKey(const Row& row, int column) const {
        const QVariant key = cell(row, column, SortRole);
        return key.isValid() ? key : cell(row, column, Qt::DisplayRole);
    }
    bool sameIds(const std::vector<Row>& rows) const {
        return rows.size() == m_rows.size() &&
               std::equal(rows.begin(), rows.end(), m_rows.begin(),
                          [this](const Row& a, const Row& b) { return idOf(a) == idOf(b); });
    }
    void dropMissing(const std::vector<Row>& wanted) {
        QSet<QString> ids;
        for (const Row& r : wanted) ids.insert(idOf(r));
        auto kept = m_rows;
        const auto gone =
            std::stable_partition(kept.begin(), kept.end(), [&](const Row& r) { return ids.contains(idOf(r)); });
        if (gone == kept.end()) return;
        const auto left = static_cast<int>(gone - kept.begin());
        reorder(std::move(kept));
        beginRemoveRows({}, left, rowCount() - 1);
        m_rows.resize(static_cast<std::size_t>(left));
        endRemoveRows();
    }
    void growTo(std::size_t count) {
        if (count <= m_rows.size()) return;
        beginInsertRows({}, rowCount(), static_cast<int>(count) - 1);
        m_rows.resize(count);
        endInsertRows();
    }
    void reorder(std::vector<Row> rows) {
        Q_EMIT layoutAboutToBeChanged();
        const auto before = persistentIndexList();
        QStringList ids;
        for (const auto& i : before) ids.push_back(idOf(m_rows[static_cast<std::size_t>(i.row())]));
        m_rows = std::move(rows);
        carryOver(before, ids);
        Q_EMIT layoutChanged();
    }
    void carryOver(const QModelIndexList& before, const QStringList& ids) {
        QHash<QString, int> places;
        for (std::size_t i = 0; i < m_rows.size(); ++i) places.insert(idOf(m_rows[i]), static_cast<int>(i));
        for (qsizetype i = 0; i < before.size(); ++i) {
            const int place = places.value(ids[i], -1);
            changePersistentIndex(before[i], place < 0 ? QModelIndex() : index(place, before[i].column()));
        }
    }

    std::vector<Row> m_rows;
    std::function<void(std::vector<Row>&)> m_sorter = [](std::vector<Row>&) {};
};

}  // namespace vedette::ui
