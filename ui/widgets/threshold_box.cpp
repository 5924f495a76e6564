// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/threshold_box.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

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
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
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

void ThresholdBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    double at = 1;
    for (int i = 0; i < 3; ++i) {
        const ThresholdOrigin origin = kOrigins[static_cast<std::size_t>(i)];
        const bool valid = origin == m_origin;
        const double wide = segmentWidth(i);
        QRectF piece(mirrored ? width() - at - wide : at, 0, wide, height());
        if (valid) {
            painter.save();
            painter.setClipPath(frame);
            painter.fillRect(piece.adjusted(i == 0 ? -1 : 0, 0, i == 2 ? 1 : 0, 0), theme().color(Token::AccentSoft));
            painter.restore();
            const QRectF tick(mirrored ? piece.right() - kTick - 7 : piece.left() + 7, height() / 2.0 - 6.5, 13, 13);
            paint::check(painter, tick, theme().color(Token::Accent), 1.2);
            piece.adjust(mirrored ? 0 : kTick, 0, mirrored ? -kTick : 0, 0);
        }
        if (i > 0)
            painter.fillRect(QRectF(mirrored ? width() - at : at, 1, 1, height() - 2), theme().color(Token::Border));
        painter.setFont(theme().font(valid ? FontRole::CaptionStrong : FontRole::Caption));
        painter.setPen(theme().color(valid ? Token::Accent : Token::TextMuted));
        painter.drawText(piece, Qt::AlignCenter, word(origin));
        at += wide;
    }
    painter.strokePath(frame, QPen(theme().color(Token::Border), 1));
}

}  // namespace vedette::ui
