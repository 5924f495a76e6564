// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/bar_list.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

#include "ui/charts/time_ticks.h"
#include "ui/theme/metrics.h"
#include "ui/theme/number_text.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"

namespace vedette::ui {
namespace {
constexpr int kItem = 28;
}

BarList::BarList(const Theme& theme, QWidget* parent) : ChartPane(theme, parent) {
    setProperty("ownFocus", true);
    setMouseTracking(true);
}

BarList::~BarList() = default;

void BarList::setItems(const QList<BarItem>& items, const QString& unit) {
    m_items = items;
    m_unit = unit;
    for (BarItem& item : m_items) {
        if (item.text.isEmpty()) item.text = valueText(item.value);
    }
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(items.size()) - 1));
    dataChanged();
    updateGeometry();
    update();
}

QSize BarList::sizeHint() const { return {280, static_cast<int>(m_items.size()) * kItem}; }

ChartTwin::Content BarList::twinContent() const {
    ChartTwin::Content content{{tr("Name"), m_unit}, {}};
    for (const BarItem& item : m_items) content.rows.append({item.name, item.text});
    return content;
}

QString BarList::summary() const {
    if (m_items.isEmpty()) return tr("Ranking without entries");
    return tr("Ranking of %n, first %1 with %2", nullptr, static_cast<int>(m_items.size()))
        .arg(m_items.first().name, m_items.first().text);
}

int BarList::itemAt(const QPointF& point) const {
    const int item = static_cast<int>(std::floor(point.y() / kItem));
    return item >= 0 && item < m_items.size() ? item : -1;
}

void BarList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QFont font = theme().font(FontRole::Table);
    double names = 0;
    double numbers = 0;
    double most = 0;
    for (const BarItem& item : m_items) {
        names = std::max(names, QFontMetricsF(font).horizontalAdvance(item.name));
        numbers = std::max(numbers, theme().numbers().width(font, item.text));
        most = std::max(most, item.value);
    }
    names = std::min(names, width() * 0.4);
    const double room = std::max(0.0, width() - names - numbers - 24);
    for (int i = 0; i < m_items.size(); ++i) {
        const BarItem& item = m_items[i];
        const QRectF row(0, i * kItem, width(), kItem);
        const auto piece = [&](double from, double wide) {
            return QRectF(mirrored ? width() - from - wide : from, row.top(), wide, kItem);
        };
        painter.setPen(theme().color(Token::Text));
        theme().numbers().draw(painter, piece(0, names + 1),
                               (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, font, item.name);
        theme().numbers().draw(painter, piece(names + 12, numbers + 1), Qt::AlignRight | Qt::AlignVCenter, font,
                               item.text);
        if (most > 0 && item.value > 0) {
            const double wide = std::max(1.0, std::round(room * item.value / most));
            paint::box(painter, piece(names + numbers + 24, wide).adjusted(0, 9, 0, -9), theme().color(item.tone),
                       QColor(), 2);
        }
        if (i == m_current && showsFocus(this)) paintFocusRing(painter, row.adjusted(4, 4, -4, -4), theme(), 4);
    }
}

void BarList::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_items.size()) - 1;
    switch (event->key()) {
        case Qt::Key_Up: m_current = std::max(0, m_current - 1); break;
        case Qt::Key_Down: m_current = std::clamp(m_current + 1, 0, std::max(0, last)); break;
        case Qt::Key_Home: m_current = 0; break;
        case Qt::Key_End: m_current = std::max(0, last); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current <= last) Q_EMIT itemActivated(m_items[m_current].id);
            return;
        default: ChartPane::keyPressEvent(event); return;
    }
    if (last >= 0) setAccessibleDescription(tr("%1: %2").arg(m_items[m_current].name, m_items[m_current].text));
    update();
}

void BarList::mousePressEvent(QMouseEvent* event) {
    const int item = itemAt(event->position());
    if (item < 0 || event->button() != Qt::LeftButton) return;
    m_current = item;
    update();
    Q_EMIT itemActivated(m_items[item].id);
}

bool BarList::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return ChartPane::event(event);
}

}  // namespace vedette::ui
