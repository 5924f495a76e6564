// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_hint.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

#include <cmath>

#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"

namespace vedette::ui {
namespace {
constexpr int kBetween = 4;
constexpr int kBeforeWord = 5;
}  // namespace

KeyHint::KeyHint(const Theme& theme, const QStringList& keys, const QString& word, QWidget* parent)
    : ThemedWidget(theme, parent), m_keys(keys), m_word(word) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("%1: %2").arg(keys.join(QStringLiteral(", ")), word));
}

QSize KeyHint::sizeHint() const {
    double width = 0;
    for (const QString& key : m_keys) width += keyWidth(key, theme()) + kBetween;
    if (!m_word.isEmpty()) {
        width += kBeforeWord - kBetween + QFontMetrics(theme().font(FontRole::Caption)).horizontalAdvance(m_word);
    }
    return {qCeil(width) + 1, 20};
}

void KeyHint::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    double at = 0;
    for (const QString& key : m_keys) {
        const double wide = keyWidth(key, theme());
        const double left = mirrored ? width() - at - wide : at;
        paint::box(painter, QRectF(std::round(left), std::round(height() / 2.0 - 8.5), wide, 17),
                   theme().color(Token::SurfaceAlt), QColor(), 4);
        paintKey(painter, {left, height() / 2.0}, key, theme(), theme().color(Token::TextMuted),
                 theme().color(Token::Border));
        at += wide + kBetween;
    }
    painter.setFont(theme().font(FontRole::Caption));
    painter.setPen(theme().color(Token::TextFaint));
    at += kBeforeWord - kBetween;
    const QRectF line = mirrored ? QRectF(0, 0, width() - at, height()) : QRectF(at, 0, width() - at, height());
    painter.drawText(line, int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                     m_word);
}

}  // namespace vedette::ui
