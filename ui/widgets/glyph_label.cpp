// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glyph_label.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace vedette::ui {
namespace {
constexpr int kWordGap = 6;
}

GlyphLabel::GlyphLabel(const Theme& theme, Glyph glyph, const QString& text, QWidget* parent)
    : ThemedWidget(theme, parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setGlyph(glyph, text);
}

void GlyphLabel::setGlyph(Glyph glyph, const QString& text) {
    m_glyph = glyph;
    m_text = text;
    describe();
}

QString GlyphLabel::text() const { return m_text.isEmpty() ? glyphWord(m_glyph) : m_text; }

void GlyphLabel::setRole(FontRole role) {
    m_role = role;
    describe();
}

void GlyphLabel::setTone(Token tone) {
    m_tone = tone;
    update();
}

void GlyphLabel::setWordShown(bool shown) {
    m_wordShown = shown;
    describe();
}

void GlyphLabel::setGlyphSize(int pixels) {
    m_size = pixels;
    describe();
}

void GlyphLabel::describe() {
    const QString word = glyphWord(m_glyph);
    const bool same = m_text.isEmpty() || m_text == word || word.isEmpty();
    setAccessibleName(same ? text() : tr("%1: %2").arg(word, m_text));
    setToolTip(m_wordShown ? QString() : text());
    updateGeometry();
    update();
}

QSize GlyphLabel::sizeHint() const {
    const QFontMetrics metrics(theme().font(m_role));
    const int mark = m_glyph == Glyph::None ? 0 : m_size;
    if (!m_wordShown) return {mark, m_size};
    return {mark + (mark > 0 ? kWordGap : 0) + metrics.horizontalAdvance(text()) + 1,
            std::max(m_size, metrics.height())};
}

void GlyphLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int mark = m_glyph == Glyph::None ? 0 : m_size;
    const double x = mirrored ? width() - mark : 0;
    paintGlyph(painter, m_glyph, QRectF(x, std::floor((height() - m_size) / 2.0), m_size, m_size), theme());
    if (!m_wordShown) return;
    painter.setFont(theme().font(m_role));
    painter.setPen(theme().color(m_tone));
    const int gap = mark > 0 ? mark + kWordGap : 0;
    const QRect line = mirrored ? rect().adjusted(0, 0, -gap, 0) : rect().adjusted(gap, 0, 0, 0);
    painter.drawText(line, int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, line.width()));
}

}  // namespace vedette::ui
