// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_pane.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>

#include "ui/charts/time_ticks.h"
#include "ui/models/roles.h"
#include "ui/widgets/accessible_role.h"

namespace vedette::ui {

void ChartTwin::setContent(Content content) {
    beginResetModel();
    m_content = std::move(content);
    endResetModel();
}

int ChartTwin::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_content.rows.size());
}

int ChartTwin::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_content.head.size());
}

QVariant ChartTwin::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::DisplayRole) return m_content.rows.value(index.row()).value(index.column());
    if (role == Qt::TextAlignmentRole && index.column() > 0)
        return QVariant::fromValue(int(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant ChartTwin::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole) return m_content.head.value(section);
    if (role == Qt::TextAlignmentRole && section > 0)
        return QVariant::fromValue(int(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::SizeHintRole) return QSize(section == 0 ? 200 : 90, 28);
    return {};
}

QString ChartTwin::asTsv() const {
    QString text = m_content.head.join(u'\t') + u'\n';
    for (const QStringList& row : m_content.rows) text += row.join(u'\t') + u'\n';
    return text;
}

ChartPane::ChartPane(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(this, QAccessible::Chart);
}

ChartPane::~ChartPane() = default;

void ChartPane::setWhat(const QString& what) {
    m_what = what;
    dataChanged();
}

QAbstractTableModel* ChartPane::tableTwin() {
    if (m_twin == nullptr) {
        m_twin = new ChartTwin(this);
        m_twin->setContent(twinContent());
    }
    return m_twin;
}

void ChartPane::setZoneOffset(int seconds, const QString& name) {
    m_zoneSeconds = seconds;
    m_zoneName = name;
    themeChanged();
}

QSize ChartPane::sizeHint() const { return {420, 180}; }

QSize ChartPane::minimumSizeHint() const { return {160, 80}; }

void ChartPane::copyImage() {
    const qreal ratio = 2 * devicePixelRatioF();
    QImage image(size() * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(theme().color(Token::Surface));
    render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
    QGuiApplication::clipboard()->setImage(image);
}

void ChartPane::copyTable() {
    (void)tableTwin();
    QGuiApplication::clipboard()->setText(m_twin->asTsv());
}

void ChartPane::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(theme().icon(QStringLiteral("edit-copy")), tr("Copy as image"), this, &ChartPane::copyImage);
    menu->addAction(tr("Copy as table"), this, &ChartPane::copyTable);
    menu->addAction(theme().icon(QStringLiteral("view-list-details")), tr("Show as table"), this,
                    &ChartPane::tableRequested);
    menu->popup(event->globalPos());
}

void ChartPane::themeChanged() { ThemedWidget::themeChanged(); }

void ChartPane::dataChanged() {
    const QString words = summary();
    setAccessibleName(m_what.isEmpty() ? words : tr("%1. %2").arg(m_what, words));
    if (m_twin != nullptr) m_twin->setContent(twinContent());
}

QString ChartPane::timeText(qint64 time, qint64 spanMs) const { return timePointText(time, spanMs, m_zoneSeconds); }

}  // namespace vedette::ui
