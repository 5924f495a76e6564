// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/threshold_box.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"

namespace vedette::ui {
namespace {
constexpr std::array kOrigins{ThresholdOrigin::Law, ThresholdOrigin::Default, ThresholdOrigin::Policy};
constexpr int kBoxHeight = 24;
constexpr int kTick = 16;
}  // namespace

ThresholdBox::ThresholdBox(const Theme& theme, ThresholdOrigin origin, QWidget* parent)
    : ThemedWidget(theme, parent), m_origin(origin) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setOrigin(origin);
}

void ThresholdBox::setOrigin(ThresholdOrigin origin) {
    m_origin = origin;
    setAccessibleName(tr("Whose number: %1").arg(word(origin)));
    updateGeometry();
    update();
}

QString ThresholdBox::word(ThresholdOrigin origin) {
    switch (origin) {
        case ThresholdOrigin::Law: return tr("The law’s text");
        case ThresholdOrigin::Default: return tr("Our default");
        case ThresholdOrigin::Policy: return tr("Your policy");
    }
    return {};
}

double ThresholdBox::segmentWidth(int index) const {
    const ThresholdOrigin origin = kOrigins[static_cast<std::size_t>(index)];
    const bool valid = origin == m_origin;
    const QFontMetricsF metrics(theme().font(valid ? FontRole::CaptionStrong : FontRole::Caption));
    return std::ceil(metrics.horizontalAdvance(word(origin))) + 18 + (valid ? kTick : 0);
}

QSize ThresholdBox::sizeHint() const {
    return {qCeil(segmentWidth(0) + segmentWidth(1) + segmentWidth(2)) + 2, kBoxHeight};
}

QSize ThresholdBox::minimumSizeHint() const {
    return {qCeil(std::max({segmentWidth(0), segmentWidth(1), segmentWidth(2)})) + 2, kBoxHeight};
}

int ThresholdBox::heightForWidth(int width) const {
    return width >= sizeHint().width() ? kBoxHeight : kBoxHeight * static_cast<int>(kOrigins.size());
}

QRectF ThresholdBox::segment(int index) const {
    if (width() < sizeHint().width()) return {0.0, double(index) * kBoxHeight, double(width()), double(kBoxHeight)};
    double at = 1;
    for (int i = 0; i < index; ++i) at += segmentWidth(i);
    const double wide = segmentWidth(index);
    return {layoutDirection() == Qt::RightToLeft ? width() - at - wide : at, 0.0, wide, double(kBoxHeight)};
}

void ThresholdBox::paintSegment(QPainter& painter, int index) const {
    const ThresholdOrigin origin = kOrigins[static_cast<std::size_t>(index)];
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const bool valid = origin == m_origin;
    const bool row = width() >= sizeHint().width();
    QRectF piece = segment(index);
    if (valid) {
        const QRectF fill = row ? piece.adjusted(index == 0 ? -1 : 0, 0, index == 2 ? 1 : 0, 0) : piece;
        painter.fillRect(fill, theme().color(Token::AccentSoft));
    }
    if (index > 0) {
        const double edge = mirrored ? piece.right() : piece.left();
        painter.fillRect(row ? QRectF(edge, 1, 1, height() - 2) : QRectF(1, piece.top(), width() - 2, 1),
                         theme().color(Token::Border));
    }
    if (valid) {
        const QRectF tick(mirrored ? piece.right() - kTick - 7 : piece.left() + 7, piece.center().y() - 6.5, 13, 13);
        paint::check(painter, tick, theme().color(Token::Accent), 1.2);
    }
    // In a column the words stand under each other, whether they are ticked or not.
    if (valid || !row) piece.adjust(mirrored ? 0 : kTick, 0, mirrored ? -kTick : 0, 0);
    if (!row) piece.adjust(9, 0, -9, 0);
    painter.setFont(theme().font(valid ? FontRole::CaptionStrong : FontRole::Caption));
    painter.setPen(theme().color(valid ? Token::Accent : Token::TextMuted));
    const auto side = row ? Qt::AlignHCenter : mirrored ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(piece, int(Qt::AlignAbsolute | Qt::AlignVCenter | side), word(origin));
}

void ThresholdBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
    painter.save();
    painter.setClipPath(frame);
    for (int i = 0; i < 3; ++i) paintSegment(painter, i);
    painter.restore();
    painter.strokePath(frame, QPen(theme().color(Token::Border), 1));
}

}  // namespace vedette::ui
