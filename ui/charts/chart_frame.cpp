// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_frame.h"

#include <QtGui/QPainter>
#include <QtWidgets/QGraphicsLayout>

#include <algorithm>
#include <cmath>

#include "ui/theme/number_text.h"

namespace vedette::ui {

ChartFrame::ChartFrame(const Theme& theme, QWidget* parent) : QChartView(new QChart, parent), m_theme(theme) {
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setPlotAreaBackgroundVisible(false);
    chart()->legend()->hide();
    chart()->setMargins(QMargins(0, 0, 0, 0));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    setRenderHint(QPainter::Antialiasing, true);
    setViewportUpdateMode(FullViewportUpdate);  // marks outside the items move with hover and focus
    setFocusPolicy(Qt::NoFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);  // or a nameless thing takes the focus the pane should have
    setContextMenuPolicy(Qt::NoContextMenu);  // the pane's menu
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    viewport()->setObjectName(QStringLiteral("chartPlot"));
}

QRectF ChartFrame::plot() const { return QRectF(viewport()->rect()).marginsRemoved(m_room); }

void ChartFrame::setRoom(const QMarginsF& room) {
    m_room = room;
    chart()->setPlotArea(plot());
}

void ChartFrame::setTimes(qint64 from, qint64 to, int zoneSeconds, const QString& zoneName) {
    m_from = from;
    m_to = to;
    m_zoneSeconds = zoneSeconds;
    m_zoneName = zoneName;
}

void ChartFrame::setCompact(bool compact, const QString& middle) {
    m_compact = compact;
    m_middle = middle;
}

double ChartFrame::xOf(qint64 time) const {
    const QRectF area = plot();
    return m_to > m_from
               ? area.left() + area.width() * static_cast<double>(time - m_from) / static_cast<double>(m_to - m_from)
               : area.left();
}

qint64 ChartFrame::timeAt(double x) const {
    const QRectF area = plot();
    if (area.width() <= 0) return m_from;
    return m_from + static_cast<qint64>(static_cast<double>(m_to - m_from) * (x - area.left()) / area.width());
}

double ChartFrame::yOf(double value) const {
    const QRectF area = plot();
    const double span = m_scale.top - m_scale.bottom;
    return span > 0 ? area.bottom() - area.height() * (value - m_scale.bottom) / span : area.bottom();
}

void ChartFrame::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    chart()->setPlotArea(plot());
    if (resized) resized();
}

void ChartFrame::drawBackground(QPainter* painter, const QRectF&) {
    painter->save();
    const QRectF area = plot();
    const QFont font = m_theme.font(FontRole::Caption);
    if (under) under(*painter);
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (!m_compact && m_scale.step > 0) {
        for (double value = m_scale.bottom; value <= m_scale.top + m_scale.step / 2; value += m_scale.step) {
            const double y = std::round(yOf(value));
            painter->fillRect(QRectF(area.left(), y, area.width(), 1), m_theme.color(Token::Border));
            painter->setPen(m_theme.color(Token::TextFaint));
            m_theme.numbers().draw(*painter, QRectF(0, y - 8, m_room.left() - 8, 16),
                                   Qt::AlignAbsolute | Qt::AlignRight | Qt::AlignVCenter, font, valueText(value));
        }
    } else if (m_compact) {
        painter->fillRect(QRectF(area.left(), std::round(area.bottom()), area.width(), 1),
                          m_theme.color(Token::Border));
    }
    painter->restore();
}

void ChartFrame::drawForeground(QPainter* painter, const QRectF&) {
    painter->save();
    painter->setFont(m_theme.font(FontRole::Caption));
    painter->setPen(m_theme.color(Token::TextFaint));
    if (m_room.bottom() >= 14) m_compact ? paintEnds(*painter) : paintTimes(*painter);
    if (over) over(*painter);
    painter->restore();
}

void ChartFrame::paintTimes(QPainter& painter) const {
    const QRectF area = plot();
    double free = area.left() - 4;  // words never overlap
    for (const TimeTick& tick : timeTicks(m_from, m_to, area.width(), m_zoneSeconds)) {
        const double x = std::round(xOf(tick.time));
        const double wide = QFontMetricsF(painter.font()).horizontalAdvance(tick.text);
        const double left = m_ticksAtStart ? x + 4 : x - wide / 2;
        if (left < free || left + wide > viewport()->width()) continue;
        if (m_ticksAtStart) painter.fillRect(QRectF(x, area.bottom() + 1, 1, 5), m_theme.color(Token::BorderControl));
        painter.drawText(QPointF(left, area.bottom() + 16), tick.text);
        free = left + wide + 8;
    }
    if (!m_zoneName.isEmpty()) {
        painter.drawText(QRectF(0, area.bottom() + 4, m_room.left() - 8, 14),
                         Qt::AlignAbsolute | Qt::AlignRight | Qt::AlignVCenter, m_zoneName);
    }
}

void ChartFrame::paintEnds(QPainter& painter) const {
    if (m_to <= m_from) return;
    const QRectF line(plot().left(), plot().bottom() + 3, plot().width(), 16);
    const qint64 span = std::max<qint64>(m_to - m_from, 1);
    painter.drawText(line, Qt::AlignAbsolute | Qt::AlignLeft | Qt::AlignVCenter,
                     timePointText(m_from, span, m_zoneSeconds));
    painter.drawText(line, Qt::AlignAbsolute | Qt::AlignRight | Qt::AlignVCenter,
                     timePointText(m_to, span, m_zoneSeconds));
    painter.drawText(line, Qt::AlignHCenter | Qt::AlignVCenter, m_middle);
}

}  // namespace vedette::ui
