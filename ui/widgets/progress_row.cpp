// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_row.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QPushButton>

#include <algorithm>

#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"

namespace vedette::ui {
namespace {
constexpr int kRowHeight = 40;
}

ProgressRow::ProgressRow(const Theme& theme, QWidget* parent)
    : ThemedWidget(theme, parent), m_cancel(new QPushButton(tr("Cancel"), this)) {
    setVariant(m_cancel, Variant::Link);
    m_cancel->setObjectName(QStringLiteral("progressCancel"));
    connect(m_cancel, &QPushButton::clicked, this, &ProgressRow::cancelled);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressRow::setText(const QString& text) {
    m_text = text;
    describe();
}

void ProgressRow::setProgress(qint64 done, qint64 total) {
    m_done = done;
    m_total = total;
    describe();
}

void ProgressRow::setDetail(const QString& detail) {
    m_detail = detail;
    describe();
}

void ProgressRow::setCancellable(bool cancellable) {
    m_cancel->setVisible(cancellable);
    update();
}

void ProgressRow::describe() {
    const QString part = m_total > 0 ? tr("%1 percent").arg(QLocale().toString(100 * m_done / m_total)) : m_detail;
    setAccessibleName(part.isEmpty() ? m_text : tr("%1: %2").arg(m_text, part));
    m_cancel->setAccessibleName(tr("Cancel: %1").arg(m_text));
    update();
}

QSize ProgressRow::sizeHint() const { return {320, kRowHeight}; }

QSize ProgressRow::minimumSizeHint() const { return {160, kRowHeight}; }

void ProgressRow::resizeEvent(QResizeEvent* event) {
    const QSize size = m_cancel->sizeHint();
    const int x = layoutDirection() == Qt::RightToLeft ? 0 : width() - size.width();
    m_cancel->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
    ThemedWidget::resizeEvent(event);
}

void ProgressRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int taken = m_cancel->isHidden() ? 0 : m_cancel->width() + 8;
    const QRect room = mirrored ? rect().adjusted(taken, 0, 0, 0) : rect().adjusted(0, 0, -taken, 0);
    const QRect words(room.left(), 2, room.width(), 20);
    painter.setFont(theme().font(FontRole::Caption));
    const int detail = painter.fontMetrics().horizontalAdvance(m_detail);
    painter.setPen(theme().color(Token::TextFaint));
    painter.drawText(words, int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight)),
                     m_detail);
    painter.setFont(theme().font(FontRole::Table));
    painter.setPen(theme().color(Token::Text));
    const int wide = std::max(0, words.width() - detail - 8);
    painter.drawText(words, int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, wide));
    QRectF bar(room.left(), 27, room.width(), 4);
    paint::box(painter, bar, theme().color(Token::Border), QColor(), 2);
    if (m_total > 0) {
        const double part = std::clamp(static_cast<double>(m_done) / static_cast<double>(m_total), 0.0, 1.0);
        const double right = bar.right();
        bar.setWidth(bar.width() * part);
        if (mirrored) bar.moveRight(right);
    }
    paint::box(painter, bar,
               m_total > 0 ? theme().color(Token::Accent) : theme().mixed(Token::Accent, Token::Surface, 0.4), QColor(),
               2);
}

}  // namespace vedette::ui
