// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_columns.h"

#include <QtCore/QSettings>
#include <QtCore/QSize>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTableView>

#include <algorithm>

#include "ui/models/roles.h"
#include "ui/theme/theme.h"
#include "ui/widgets/table_head.h"

namespace vedette::ui {
namespace {

QString oneCell(QString text) {
    for (QChar& c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r') c = u' ';
    }
    return text;
}

}  // namespace

TableColumns::TableColumns(const Theme& theme, QString id, QTableView& table)
    : QObject(&table), m_theme(theme), m_id(std::move(id)), m_table(table) {
    QHeaderView* head = table.horizontalHeader();
    connect(head, &QHeaderView::sectionMoved, this, [this] { remember(); });
    connect(head, &QHeaderView::sectionResized, this, [this](int column, int, int wide) {
        // By the person's hand: so it stays.
        if (!m_quiet && column < m_widths.size() && wide > 0) {
            m_own[column] = wide;
            m_kept.insert(column);
        }
        remember();
    });
}

void TableColumns::adopt() {
    const int count = m_table.model()->columnCount();
    if (count == 0 || count == m_adopted) return;
    m_adopted = count;
    m_quiet = true;
    firstWidths();
    m_own = m_widths;
    m_kept.clear();
    m_chosen.clear();
    for (int column = 0; column < count; ++column) {
        const QVariant shown = m_table.model()->headerData(column, Qt::Horizontal, ShownRole);
        m_table.setColumnHidden(column, shown.isValid() && !shown.toBool());
    }
    restore();
    m_quiet = false;
    fit();
    announceFirst();
}

void TableColumns::firstWidths() {
    const auto* head = static_cast<TableHead*>(m_table.horizontalHeader());
    m_widths.clear();
    for (int column = 0; column < m_adopted; ++column) {
        const QSize hint = m_table.model()->headerData(column, Qt::Horizontal, Qt::SizeHintRole).toSize();
        const int wide =
            std::max(hint.width(), head->wordsWidth(column) + (column == 0 || column == m_adopted - 1 ? 8 : 0));
        m_widths.append(wide);
        m_table.setColumnWidth(column, wide);
    }
}

bool TableColumns::restore() {
    if (m_id.isEmpty()) return false;
    const QSettings settings;
    const QString group = QStringLiteral("tables/%1/").arg(m_id);
    // A state saved for other columns would mix up what is shown.
    if (settings.value(group + QStringLiteral("count")).toInt() != m_adopted) return false;
    for (const QVariant& column : settings.value(group + QStringLiteral("chosen")).toList())
        m_chosen.insert(column.toInt());
    for (const QVariant& column : settings.value(group + QStringLiteral("kept")).toList())
        m_kept.insert(column.toInt());
    if (!m_table.horizontalHeader()->restoreState(settings.value(group + QStringLiteral("state")).toByteArray()))
        return false;
    for (const int column : m_kept) m_own[column] = m_table.columnWidth(column);
    return true;
}

void TableColumns::remember() {
    if (m_quiet) return;
    announceFirst();
    if (m_id.isEmpty() || m_adopted == 0) return;
    QSettings settings;
    const QString group = QStringLiteral("tables/%1/").arg(m_id);
    settings.setValue(group + QStringLiteral("count"), m_adopted);
    settings.setValue(group + QStringLiteral("state"), m_table.horizontalHeader()->saveState());
    QVariantList chosen;
    for (const int column : m_chosen) chosen.append(column);
    settings.setValue(group + QStringLiteral("chosen"), chosen);
    QVariantList kept;
    for (const int column : m_kept) kept.append(column);
    settings.setValue(group + QStringLiteral("kept"), kept);
}

void TableColumns::setStretching(bool stretching) {
    m_stretching = stretching;
    fit();
}

// The one the model names, else the one that is widest at first.
int TableColumns::stretchColumn() const {
    for (int column = 0; column < m_adopted; ++column)
        if (m_table.model()->headerData(column, Qt::Horizontal, StretchRole).toBool()) return column;
    return static_cast<int>(std::max_element(m_widths.begin(), m_widths.end()) - m_widths.begin());
}

// In the order in which they leave.
QList<int> TableColumns::yieldingColumns() const {
    QList<int> columns;
    const auto rank = [this](int column) {
        return m_table.model()->headerData(column, Qt::Horizontal, YieldRole).toInt();
    };
    for (int column = 0; column < m_adopted; ++column)
        if (rank(column) > 0 && !m_chosen.contains(column)) columns.append(column);
    std::stable_sort(columns.begin(), columns.end(), [&](int a, int b) { return rank(a) > rank(b); });
    return columns;
}

void TableColumns::yield(int stretched) {
    const QList<int> yielding = yieldingColumns();
    int needed = m_widths[stretched];
    for (int column = 0; column < m_adopted; ++column) {
        if (column == stretched) continue;
        if (yielding.contains(column))
            needed += m_widths[column];
        else if (!m_table.isColumnHidden(column))
            needed += m_own[column];
    }
    for (const int column : yielding) {
        const bool stays = needed <= m_table.viewport()->width();
        if (!stays) needed -= m_widths[column];
        m_table.setColumnHidden(column, !stays);
    }
}

// The cursor does not stay where nobody sees it.
void TableColumns::leaveHidden() {
    const QModelIndex current = m_table.currentIndex();
    if (!current.isValid() || !m_table.isColumnHidden(current.column())) return;
    m_table.selectionModel()->setCurrentIndex(current.siblingAtColumn(first()), QItemSelectionModel::NoUpdate);
}

void TableColumns::fit() {
    if (m_adopted == 0 || !m_stretching) return;
    const int column = stretchColumn();
    const bool before = m_quiet;
    m_quiet = true;
    yield(column);
    leaveHidden();
    if (!m_table.isColumnHidden(column)) {
        share(column);
        int others = 0;
        for (int i = 0; i < m_adopted; ++i) {
            if (i != column && !m_table.isColumnHidden(i)) others += m_table.columnWidth(i);
        }
        // Narrower than its first width only down to half of it; then the table scrolls sideways.
        const int wide = std::max(m_table.viewport()->width() - others, std::max(80, m_widths[column] / 2));
        m_table.setColumnWidth(column, wide);
    }
    m_quiet = before;
    announceFirst();
}

// Where there is room for more than the stretched column needs, the other columns of words get some of it: each up to
// twice its own width. Numbers stay where they are, and so does what a person has made as wide as it is.
void TableColumns::share(int stretched) {
    const auto grows = [&](int column) {
        const auto align =
            m_table.model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        return column != stretched && !m_table.isColumnHidden(column) && !m_kept.contains(column) &&
               !align.testFlag(Qt::AlignRight);
    };
    int taken = 0;
    int growing = 0;
    for (int column = 0; column < m_adopted; ++column) {
        if (m_table.isColumnHidden(column)) continue;
        taken += m_own[column];
        if (grows(column)) growing += m_own[column];
    }
    const double spare = m_table.viewport()->width() - taken - m_own[stretched] / 2.0;
    const double factor = growing == 0 ? 1 : 1 + std::clamp(spare / (growing + m_own[stretched]), 0.0, 1.0);
    for (int column = 0; column < m_adopted; ++column)
        if (grows(column)) m_table.setColumnWidth(column, static_cast<int>(m_own[column] * factor));
}

int TableColumns::first() const {
    const QHeaderView* head = m_table.horizontalHeader();
    for (int visual = 0; visual < head->count(); ++visual) {
        if (!head->isSectionHidden(head->logicalIndex(visual))) return head->logicalIndex(visual);
    }
    return 0;
}

void TableColumns::announceFirst() { Q_EMIT leadingChanged(first()); }

int TableColumns::shownCount() const {
    const QHeaderView* head = m_table.horizontalHeader();
    return head->count() - head->hiddenSectionCount();
}

void TableColumns::setShown(int column, bool shown) {
    m_chosen.insert(column);
    m_table.setColumnHidden(column, !shown);
    fit();
    remember();
}

void TableColumns::move(int column, int by) {
    QHeaderView* head = m_table.horizontalHeader();
    const int from = head->visualIndex(column);
    for (int to = from + by; to >= 0 && to < head->count(); to += by) {
        if (head->isSectionHidden(head->logicalIndex(to))) continue;
        head->moveSection(from, to);
        return;
    }
}

QMenu* TableColumns::menu(int column, QWidget* parent) {
    auto* menu = new QMenu(parent);
    if (m_table.model() == nullptr) return menu;
    for (int i = 0; i < m_adopted; ++i) {
        QString word = m_table.model()->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
        if (word.isEmpty()) word = m_table.model()->headerData(i, Qt::Horizontal, Qt::ToolTipRole).toString();
        if (word.isEmpty()) continue;
        QAction* action = menu->addAction(word.replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(!m_table.isColumnHidden(i));
        action->setEnabled(m_table.isColumnHidden(i) || shownCount() > 1);
        connect(action, &QAction::toggled, this, [this, i](bool shown) { setShown(i, shown); });
    }
    menu->addSeparator();
    if (column >= 0) {
        menu->addAction(tr("Move column left"), this, [this, column] { move(column, -1); });
        menu->addAction(tr("Move column right"), this, [this, column] { move(column, 1); });
    }
    menu->addAction(tr("Columns as at first"), this, [this] {
        if (!m_id.isEmpty()) QSettings().remove(QStringLiteral("tables/%1").arg(m_id));
        QHeaderView* head = m_table.horizontalHeader();
        m_quiet = true;
        for (int i = 0; i < head->count(); ++i) head->moveSection(head->visualIndex(i), i);
        m_quiet = false;
        m_adopted = 0;
        adopt();
    });
    return menu;
}

QString TableColumns::asTsv(const QModelIndexList& rows) const {
    if (rows.isEmpty()) return {};
    const QHeaderView* head = m_table.horizontalHeader();
    QList<int> shown;
    for (int visual = 0; visual < head->count(); ++visual) {
        if (!head->isSectionHidden(head->logicalIndex(visual))) shown.append(head->logicalIndex(visual));
    }
    QStringList lines;
    QStringList cells;
    for (const int column : shown)
        cells.append(oneCell(m_table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()));
    lines.append(cells.join(u'\t'));
    for (const QModelIndex& row : rows) {
        cells.clear();
        for (const int column : shown) {
            const QModelIndex index = row.siblingAtColumn(column);
            const QVariant exported = index.data(ExportRole);
            cells.append(oneCell((exported.isValid() ? exported : index.data(Qt::DisplayRole)).toString()));
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

}  // namespace vedette::ui
