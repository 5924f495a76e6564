// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"

namespace vedette::ui {

Badge::Badge(const Theme& theme, const QString& text, QWidget* parent) : ThemedWidget(theme, parent), m_text(text) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void Badge::setText(const QString& text) {
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Badge::setGlyph(Glyph glyph) {
    m_glyph = glyph;
    const QString word = glyphWord(glyph);
    setAccessibleName(word.isEmpty() || m_text.startsWith(word) ? m_text : tr("%1: %2").arg(word, m_text));
    updateGeometry();
    update();
}

void Badge::setVerdict(bool verdict) {
    m_verdict = verdict;
    update();
}

QSize Badge::sizeHint() const {
    const int text = QFontMetrics(theme().font(FontRole::Caption)).horizontalAdvance(m_text);
    return {text + 14 + (m_glyph == Glyph::None ? 0 : metrics::kGlyph + 5), metrics::kBadge};
}

void Badge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Token fill = m_verdict ? glyphSoftToken(m_glyph) : Token::SurfaceAlt;
    paint::box(painter, rect(), theme().color(fill), m_verdict ? QColor() : theme().color(Token::Border), 4);
    QRect line = rect().adjusted(7, 0, -7, 0);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    if (m_glyph != Glyph::None) {
        const int x = mirrored ? line.right() - metrics::kGlyph + 1 : line.left();
        paintGlyph(painter, m_glyph, QRectF(x, (height() - metrics::kGlyph) / 2, metrics::kGlyph, metrics::kGlyph),
                   theme());
        line.adjust(mirrored ? 0 : metrics::kGlyph + 5, 0, mirrored ? -metrics::kGlyph - 5 : 0, 0);
    }
    painter.setFont(theme().font(FontRole::Caption));
    painter.setPen(theme().color(m_verdict ? glyphToken(m_glyph) : Token::TextMuted));
    painter.drawText(line, int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                     m_text);
}

}  // namespace vedette::ui
