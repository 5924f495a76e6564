// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>

#include "ui/models/roles.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_head.h"

namespace vedette::ui {
namespace {
constexpr int kEndRoom = 44;
}

DataTable::DataTable(const Theme& theme, const QString& id, QWidget* parent)
    : QTableView(parent), m_theme(theme), m_delegate(new CellDelegate(theme, this)) {
    setUpHeads();
    m_columns = new TableColumns(theme, id, *this);
    m_news = new Chip(theme, Chip::Kind::News, this);
    m_news->hide();
    connect(m_news, &QAbstractButton::clicked, this, &DataTable::newRowsRequested);
    connect(m_columns, &TableColumns::leadingChanged, m_delegate, &CellDelegate::setLeadingColumn);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &DataTable::sortBy);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);  // Tab leaves the table
    setWordWrap(false);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setDensity(Density::Normal);
}

DataTable::~DataTable() = default;

void DataTable::setUpHeads() {
    auto* head = new TableHead(m_theme, this);
    setHorizontalHeader(head);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(16);
    connect(head, &QWidget::customContextMenuRequested, this, [this, head](const QPoint& at) {
        QMenu* menu = m_columns->menu(head->logicalIndexAt(at), this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(head->mapToGlobal(at));
    });
}

void DataTable::setModel(QAbstractItemModel* model) {
    for (const auto& link : m_modelLinks) disconnect(link);
    m_modelLinks.clear();
    QTableView::setModel(model);
    if (model == nullptr) return;
    m_modelLinks = {
        connect(model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex&, int first, int last) {
                    fitRows(first, last);
                    keepCurrentValid();
                }),
        connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_keptId = currentId(); }),
        connect(model, &QAbstractItemModel::modelReset, this,
                [this] {
                    m_columns->adopt();
                    fitRows(0, this->model()->rowCount() - 1);
                    if (m_keptId.isEmpty() || !selectById(m_keptId)) keepCurrentValid();
                }),
        connect(model, &QAbstractItemModel::layoutChanged, this,
                [this] {
                    fitRows(0, this->model()->rowCount() - 1);
                    keepCurrentValid();  // rows that were replaced take the cursor with them
                }),
        connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { keepCurrentValid(); }),
    };
    m_columns->adopt();
    fitRows(0, model->rowCount() - 1);
    keepCurrentValid();
}

void DataTable::setDensity(Density density) {
    const int height = density == Density::TwoLine   ? metrics::kRowTwoLine
                       : density == Density::Compact ? metrics::kRowCompact
                                                     : metrics::kRow;
    verticalHeader()->setDefaultSectionSize(height);
    if (model() != nullptr) fitRows(0, model()->rowCount() - 1);
}

void DataTable::setMultiSelect(bool multi) { setSelectionMode(multi ? ExtendedSelection : SingleSelection); }

void DataTable::setStretching(bool stretching) { m_columns->setStretching(stretching); }

void DataTable::fitRows(int first, int last) {
    for (int row = first; row <= last; ++row) {
        if (!isGroup(model()->index(row, 0))) continue;
        verticalHeader()->resizeSection(row, metrics::kRowCompact);
    }
}

/// Qt 6.4 with a screen reader crashes on a table without a current cell.
void DataTable::keepCurrentValid() {
    if (model() == nullptr || model()->rowCount() == 0 || currentIndex().isValid()) return;
    selectionModel()->setCurrentIndex(model()->index(0, std::max(0, m_columns->first())),
                                      QItemSelectionModel::NoUpdate);
}

bool DataTable::isGroup(const QModelIndex& index) const {
    return index.isValid() && index.siblingAtColumn(0).data(GroupRole).toBool();
}

void DataTable::setNewRows(int count) {
    m_news->setText({}, tr("%n new", nullptr, count));
    m_news->setVisible(count > 0);
    placeNews();
}

void DataTable::placeNews() {
    const QSize size = m_news->sizeHint();
    m_news->setGeometry((width() - size.width()) / 2, horizontalHeader()->height() + 8, size.width(), size.height());
    m_news->raise();
}

void DataTable::setEndText(const QString& text) {
    m_endText = text;
    updateGeometries();
    viewport()->update();
}

void DataTable::updateGeometries() {
    QTableView::updateGeometries();
    if (m_endText.isEmpty() || model() == nullptr) return;
    // Room below the last row for the words.
    const int over = verticalHeader()->length() + kEndRoom - viewport()->height();
    QSignalBlocker quiet(verticalScrollBar());
    verticalScrollBar()->setMaximum(std::max({0, over, verticalScrollBar()->maximum()}));
}

QModelIndexList DataTable::selectedRowList(int limit) const {
    QModelIndexList rows;
    if (selectionModel() == nullptr) return rows;
    QItemSelection ranges = selectionModel()->selection();
    std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.top() < b.top(); });
    for (const QItemSelectionRange& range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (rows.size() >= limit) return rows;
            const QModelIndex index = model()->index(row, 0);
            if (!isGroup(index)) rows.append(index);
        }
    }
    return rows;
}

QString DataTable::selectionAsTsv() const {
    if (model() == nullptr) return {};
    QModelIndexList rows = selectedRowList();
    if (rows.isEmpty() && currentIndex().isValid() && !isGroup(currentIndex())) rows.append(currentIndex());
    return m_columns->asTsv(rows);
}

void DataTable::copySelection() {
    const QString text = selectionAsTsv();
    if (!text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

bool DataTable::selectById(const QString& id) {
    if (model() == nullptr || id.isEmpty()) return false;
    const QModelIndexList found = model()->match(model()->index(0, 0), IdRole, id, 1, Qt::MatchExactly);
    if (found.isEmpty()) return false;
    const int column = currentIndex().isValid() ? currentIndex().column() : std::max(0, m_columns->first());
    const QModelIndex index = found.first().siblingAtColumn(column);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
    return true;
}

QString DataTable::currentId() const { return currentIndex().siblingAtColumn(0).data(IdRole).toString(); }

void DataTable::open(const QModelIndex& index) {
    if (!index.isValid()) return;
    if (isGroup(index)) {
        Q_EMIT groupActivated(index);
        return;
    }
    const QString filter = index.data(OpensRole).toString();
    if (filter.isEmpty()) {
        Q_EMIT rowOpened(index);
    } else {
        Q_EMIT figureOpened(index, filter);
    }
}

void DataTable::moveRow(int by) {
    if (model() == nullptr) return;
    const int row = std::clamp(currentIndex().row() + by, 0, std::max(0, model()->rowCount() - 1));
    const QModelIndex next =
        model()->index(row, currentIndex().isValid() ? currentIndex().column() : m_columns->first());
    if (!next.isValid()) return;
    setCurrentIndex(next);
    // Near the loaded end the model is asked for more, as scrolling does.
    if (row == model()->rowCount() - 1 && model()->canFetchMore({})) model()->fetchMore({});
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    const bool plain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    const int rows = model() != nullptr ? model()->rowCount() : 0;
    switch (plain ? event->key() : 0) {
        case Qt::Key_J: moveRow(1); return;
        case Qt::Key_K: moveRow(-1); return;
        case Qt::Key_Home: moveRow(-rows); return;
        case Qt::Key_End: moveRow(rows); return;
        case Qt::Key_Return:
        case Qt::Key_Enter: open(currentIndex()); return;
        case Qt::Key_Left:
        case Qt::Key_Right:
            if (isGroup(currentIndex())) {
                Q_EMIT groupActivated(currentIndex());
                return;
            }
            break;
        default: break;
    }
    // Letters belong to the page (a e f r x u), not to the search-as-you-type of item views.
    if (plain && !event->text().isEmpty() && event->text().front().isPrint() && event->key() != Qt::Key_Space) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

bool DataTable::isFigureAt(const QModelIndex& index, const QPoint& point) const {
    if (!index.isValid() || index.data(OpensRole).toString().isEmpty()) return false;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return m_delegate->figureRect(option, index).adjusted(-2, -2, 2, 2).contains(point);
}

void DataTable::mousePressEvent(QMouseEvent* event) {
    m_pressed = indexAt(event->pos());
    QTableView::mousePressEvent(event);
}

void DataTable::mouseReleaseEvent(QMouseEvent* event) {
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid() || index != m_pressed) return;
    if (isGroup(index)) {
        Q_EMIT groupActivated(index);
    } else if (isFigureAt(index, event->pos()) && event->modifiers() == Qt::NoModifier) {
        Q_EMIT figureOpened(index, index.data(OpensRole).toString());
    }
}

void DataTable::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    QTableView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && index.isValid() && !isGroup(index) && !isFigureAt(index, event->pos())) {
        Q_EMIT rowOpened(index);
    }
}

void DataTable::mouseMoveEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    setHovered(index.isValid() ? index.row() : -1);
    viewport()->setCursor(isGroup(index) || isFigureAt(index, event->pos()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void DataTable::leaveEvent(QEvent* event) {
    setHovered(-1);
    QTableView::leaveEvent(event);
}

void DataTable::setHovered(int row) {
    if (row == m_hovered) return;
    const int before = m_hovered;
    m_hovered = row;
    m_delegate->setHoveredRow(row);
    for (const int changed : {before, row}) {
        if (changed >= 0) viewport()->update(0, rowViewportPosition(changed), viewport()->width(), rowHeight(changed));
    }
}

void DataTable::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    if (model() == nullptr) return;
    QPainter painter(viewport());
    paintGroupHeads(painter);
    const int end = verticalHeader()->length() - verticalScrollBar()->value();
    if (m_endText.isEmpty() || end > viewport()->height()) return;
    painter.setFont(m_theme.font(FontRole::Caption));
    painter.setPen(m_theme.color(Token::TextFaint));
    painter.drawText(QRect(0, end, viewport()->width(), std::min(kEndRoom, viewport()->height() - end)),
                     Qt::AlignCenter, m_endText);
}

void DataTable::paintGroupHeads(QPainter& painter) {
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    if (first < 0) return;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    for (int row = first; row <= (last < 0 ? model()->rowCount() - 1 : last); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (!isGroup(index)) continue;
        const QRect band(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
        const bool current = currentIndex().row() == row && showsFocus(this);
        painter.fillRect(band, m_theme.color(m_hovered == row ? Token::Hover : Token::SurfaceAlt));
        painter.fillRect(QRect(0, band.bottom(), band.width(), 1), m_theme.color(Token::Border));
        int at = metrics::kCardPadding;
        const QVariant open = index.data(Qt::CheckStateRole);
        const auto piece = [&](int wide) {
            const QRect part(mirrored ? band.width() - at - wide : at, band.top(), wide, band.height());
            at += wide;
            return part;
        };
        if (open.isValid()) {
            const bool folded = open.toInt() == Qt::Unchecked;
            paint::chevron(painter, piece(12), m_theme.color(Token::TextMuted),
                           !folded    ? Qt::DownArrow
                           : mirrored ? Qt::LeftArrow
                                      : Qt::RightArrow);
            at += 8;
        }
        painter.setFont(m_theme.font(FontRole::CaptionStrong));
        painter.setPen(m_theme.color(Token::Text));
        const QString name = index.data(Qt::DisplayRole).toString();
        painter.drawText(piece(painter.fontMetrics().horizontalAdvance(name) + 4),
                         int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)), name);
        painter.setFont(m_theme.font(FontRole::Caption));
        painter.setPen(m_theme.color(Token::TextFaint));
        painter.drawText(piece(std::max(0, band.width() - at - 16)),
                         int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                         index.data(SubtitleRole).toString());
        if (current) paintFocusRing(painter, QRectF(band).adjusted(4, 4, -4, -5), m_theme, 4);
    }
}

void DataTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    m_columns->fit();
    placeNews();
}

void DataTable::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_rowActions);
    if (!m_rowActions.isEmpty()) menu->addSeparator();
    QAction* copy =
        menu->addAction(m_theme.icon(QStringLiteral("edit-copy")), tr("Copy"), this, &DataTable::copySelection);
    copy->setShortcut(QKeySequence::Copy);
    QMenu* columns = m_columns->menu(currentIndex().column(), menu);
    columns->setTitle(tr("Columns"));
    menu->addMenu(columns);
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard)
        at = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    menu->popup(at);
}

void DataTable::setSorted(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_sortOrder = order;
    horizontalHeader()->setSortIndicatorShown(column >= 0);
    horizontalHeader()->setSortIndicator(column, order);
}

void DataTable::sortBy(int column) {
    if (model() == nullptr || !model()->headerData(column, Qt::Horizontal, SortRole).toBool()) {
        setSorted(m_sortColumn, m_sortOrder);  // the head has moved its arrow already
        return;
    }
    const bool again = m_sortColumn == column && m_sortOrder == Qt::DescendingOrder;
    setSorted(column, again ? Qt::AscendingOrder : Qt::DescendingOrder);
    model()->sort(column, m_sortOrder);
    Q_EMIT sortRequested(column, m_sortOrder);
}

void DataTable::focusInEvent(QFocusEvent* event) {
    keepCurrentValid();
    QTableView::focusInEvent(event);
}

void DataTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || !previous.isValid()) Q_EMIT currentRowChanged(current);
    viewport()->update();  // a group head's ring spans all columns
}

}  // namespace vedette::ui
