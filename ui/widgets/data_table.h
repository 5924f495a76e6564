// SPDX-License-Identifier: GPL-3.0-or-later
// The table of every page. Rows of 32, 46 (with a second line) or 28; never resizes rows by content. j k, arrows, Home,
// End, Page keys move; Enter opens the row, or the figure when the current cell is one; Ctrl+C copies the selection as
// TSV; the menu key shows the same actions as the toolbar. Columns can be hidden, shown and reordered from the head's
// menu, and that is remembered in QSettings() under "tables/<id>".
//
// What the model says beyond ui/models/roles.h, in headerData(column, Qt::Horizontal, role):
//   SortRole                true: clicking the head asks to sort (sortRequested(); the model's sort() is called as
//   well) Qt::SizeHintRole        QSize: first width of the column; absent: by the head's text Qt::TextAlignmentRole
//   alignment of head and cells where the cell says nothing else SubtitleRole            QString: faint words after the
//   head's text ("Rule · entity, model, node") GlyphRole               int: shape in the head, above the word
//   Qt::ToolTipRole         definition of the column
//   ShownRole, StretchRole, YieldRole   which columns are there at first, who takes spare width, who gives way
// A group head (GroupRole) shows display text, SubtitleRole and, if it can be folded, Qt::CheckStateRole: Checked =
// open.
#pragma once

#include <QtWidgets/QTableView>

#include "ui/theme/theme.h"

class QAction;

namespace vedette::ui {

class CellDelegate;
class Chip;
class TableColumns;

class DataTable : public QTableView {
    Q_OBJECT
public:
    enum class Density { Normal, TwoLine, Compact };

    /// `id`: stable name for remembering the columns ("alerts"); empty: not remembered.
    DataTable(const Theme& theme, const QString& id, QWidget* parent = nullptr);
    ~DataTable() override;

    void setModel(QAbstractItemModel* model) override;
    void setDensity(Density density);
    /// More than one row at a time, by Shift and Ctrl.
    void setMultiSelect(bool multi);
    /// False: no column takes the spare width.
    void setStretching(bool stretching);
    /// Context menu, the same actions as the toolbar. Not owned.
    void setRowActions(const QList<QAction*>& actions) { m_rowActions = actions; }

    /// Shows what the rows are sorted by already, without sorting; -1 for nothing.
    void setSorted(int column, Qt::SortOrder order);
    /// "3 new" over the top edge; 0 hides it. Never moves rows: the page reloads on newRowsRequested().
    void setNewRows(int count);
    /// Words after the last row ("End of the result: 14 of 14 rows."), empty for none.
    void setEndText(const QString& text);

    /// The selected rows (or the current cell's row) as tab-separated text with head; ExportRole before display text.
    QString selectionAsTsv() const;
    /// Selects and shows the row whose IdRole is `id` among the loaded rows; false if it is not there.
    bool selectById(const QString& id);
    QString currentId() const;

public Q_SLOTS:
    void copySelection();
    /// Rows by selection, without asking for a million indexes: ranges are walked, `limit` at most.
    QModelIndexList selectedRowList(int limit = 10000) const;

Q_SIGNALS:
    /// Enter or double click on a row (not on a group head).
    void rowOpened(const QModelIndex& index);
    /// The figure of a cell was clicked, or Enter pressed on it.
    void figureOpened(const QModelIndex& index, const QString& filter);
    /// Enter, click, Left or Right on a group head.
    void groupActivated(const QModelIndex& index);
    void currentRowChanged(const QModelIndex& current);
    void sortRequested(int column, Qt::SortOrder order);
    void newRowsRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void updateGeometries() override;
    void focusInEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void setUpHeads();
    void fitRows(int first, int last);
    void keepCurrentValid();
    bool isGroup(const QModelIndex& index) const;
    void placeNews();
    void moveRow(int by);
    void sortBy(int column);
    void paintGroupHeads(QPainter& painter);
    void open(const QModelIndex& index);
    bool isFigureAt(const QModelIndex& index, const QPoint& point) const;
    void setHovered(int row);

    const Theme& m_theme;
    CellDelegate* m_delegate;
    TableColumns* m_columns = nullptr;
    Chip* m_news = nullptr;
    QList<QAction*> m_rowActions;
    QString m_endText;
    QString m_keptId;  // selection over a reset
    QPersistentModelIndex m_pressed;
    int m_hovered = -1;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    QList<QMetaObject::Connection> m_modelLinks;
};

}  // namespace vedette::ui
