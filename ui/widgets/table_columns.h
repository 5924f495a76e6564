// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a DataTable: first widths, which are shown and in what order, remembered in QSettings() under
// "tables/<id>", who takes the spare width and who gives way when there is none, and rows as tab-separated text.
// DataTable's own; pages use DataTable.
#pragma once

#include <QtCore/QList>
#include <QtCore/QModelIndex>
#include <QtCore/QObject>
#include <QtCore/QSet>

class QMenu;
class QTableView;
class QWidget;

namespace vedette::ui {

class Theme;

class TableColumns : public QObject {
    Q_OBJECT
public:
    TableColumns(const Theme& theme, QString id, QTableView& table);

    /// The table has a model, or the model has new columns: widths, order and visibility are set up or restored.
    void adopt();
    /// No column takes the spare width, none gives way.
    void setStretching(bool stretching);
    /// Shows as many columns as the width has room for, and gives the rest of it to the stretch column.
    void fit();
    /// First column shown, logical.
    int first() const;
    /// Check marks for every column, moves for `column`, and back to the beginning. Owned by `parent`.
    QMenu* menu(int column, QWidget* parent);
    /// Columns as shown, with a head; tabs and line ends inside a cell become spaces.
    QString asTsv(const QModelIndexList& rows) const;

Q_SIGNALS:
    void leadingChanged(int column);

private:
    void firstWidths();
    int stretchColumn() const;
    QList<int> yieldingColumns() const;
    void yield(int stretched);
    void share(int stretched);
    void leaveHidden();
    bool restore();
    void remember();
    void setShown(int column, bool shown);
    void move(int column, int by);
    int shownCount() const;
    void announceFirst();

    const Theme& m_theme;
    QString m_id;
    QTableView& m_table;
    QList<int> m_widths;  // at first
    QList<int> m_own;     // the same, or what the person made of it
    QSet<int> m_kept;     // made as wide as they are by the person
    QSet<int> m_chosen;   // shown or hidden by the person: the width has no say
    bool m_stretching = true;
    int m_adopted = 0;  // columns of the model set up for
    bool m_quiet = false;
};

}  // namespace vedette::ui
