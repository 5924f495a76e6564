// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

#include "ui/theme/metrics.h"
#include "ui/widgets/accessible_role.h"

namespace vedette::ui {

SegmentedControl::SegmentedControl(const Theme& theme, const QStringList& texts, QWidget* parent)
    : ThemedWidget(theme, parent), m_texts(texts) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(this, QAccessible::Grouping);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe();
}

void SegmentedControl::setCurrentIndex(int index) {
    m_current = std::clamp(index, 0, std::max(0, static_cast<int>(m_texts.size()) - 1));
    describe();
    updateGeometry();
    update();
}

void SegmentedControl::setStretched(bool stretched) {
    m_stretched = stretched;
    setSizePolicy(stretched ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    update();
}

void SegmentedControl::describe() {
    setAccessibleDescription(tr("%1, %2 of %3").arg(m_texts.value(m_current)).arg(m_current + 1).arg(m_texts.size()));
    if (accessibleName().isEmpty()) setAccessibleName(m_texts.join(QStringLiteral(", ")));
}

double SegmentedControl::naturalWidth(int index) const {
    QFont font = theme().font(FontRole::Table);
    font.setWeight(QFont::DemiBold);  // the widest it becomes: choosing must not move its neighbours
    return std::ceil(QFontMetricsF(font).horizontalAdvance(m_texts.value(index))) + 18;
}

QRectF SegmentedControl::segment(int index) const {
    double left = 0;
    double wide = 0;
    if (m_stretched) {
        wide = static_cast<double>(width()) / static_cast<double>(m_texts.size());
        left = wide * index;
    } else {
        for (int i = 0; i < index; ++i) left += naturalWidth(i);
        wide = naturalWidth(index);
    }
    return {layoutDirection() == Qt::RightToLeft ? width() - left - wide : left, 0, wide,
            static_cast<double>(height())};
}

QSize SegmentedControl::sizeHint() const {
    double wide = 0;
    for (int i = 0; i < m_texts.size(); ++i) wide += naturalWidth(i);
    return {qCeil(wide), m_stretched ? metrics::kControl : metrics::kChip};
}

void SegmentedControl::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
    painter.fillPath(frame, theme().color(Token::Surface));
    const QColor edge = theme().color(m_stretched ? Token::BorderControl : Token::Border);
    for (int i = 0; i < m_texts.size(); ++i) {
        const QRectF piece = segment(i);
        const bool current = i == m_current;
        if (current) {
            painter.save();
            painter.setClipPath(frame);
            painter.fillRect(piece, theme().color(Token::Selected));
            painter.restore();
        }
        if (i > 0) {
            const double x = layoutDirection() == Qt::RightToLeft ? piece.right() : piece.left();
            painter.fillRect(QRectF(std::round(x), 1, 1, height() - 2), edge);
        }
        QFont font = theme().font(FontRole::Table);
        font.setWeight(current ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(theme().color(!isEnabled() ? Token::TextFaint : current ? Token::Text : Token::TextMuted));
        painter.drawText(piece, Qt::AlignCenter, m_texts[i]);
    }
    painter.strokePath(frame, QPen(edge, 1));
}

void SegmentedControl::choose(int index) {
    if (index < 0 || index >= m_texts.size() || index == m_current) return;
    setCurrentIndex(index);
    Q_EMIT currentChanged(index);
}

void SegmentedControl::keyPressEvent(QKeyEvent* event) {
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
        case Qt::Key_Left: choose(m_current - forward); return;
        case Qt::Key_Right: choose(m_current + forward); return;
        case Qt::Key_Home: choose(0); return;
        case Qt::Key_End: choose(static_cast<int>(m_texts.size()) - 1); return;
        default: ThemedWidget::keyPressEvent(event);
    }
}

void SegmentedControl::mousePressEvent(QMouseEvent* event) {
    for (int i = 0; i < m_texts.size(); ++i) {
        if (segment(i).contains(event->position())) choose(i);
    }
}

void SegmentedControl::changeEvent(QEvent* event) {
    if (event->type() == QEvent::EnabledChange) update();
    ThemedWidget::changeEvent(event);
}

}  // namespace vedette::ui
