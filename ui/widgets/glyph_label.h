// SPDX-License-Identifier: GPL-3.0-or-later
// A shape with its word beside it.
#pragma once

#include "ui/widgets/glyph.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class GlyphLabel : public ThemedWidget {
    Q_OBJECT
public:
    /// Empty `text`: the shape's own word.
    GlyphLabel(const Theme& theme, Glyph glyph, const QString& text = {}, QWidget* parent = nullptr);
    void setGlyph(Glyph glyph, const QString& text = {});
    Glyph glyph() const { return m_glyph; }
    QString text() const;
    void setRole(FontRole role);
    /// Colour of the word; without it the word is textMuted.
    void setTone(Token tone);
    /// Only the shape, e.g. in a row of history; the word stays tool tip and accessible name.
    void setWordShown(bool shown);
    void setGlyphSize(int pixels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    Glyph m_glyph;
    QString m_text;
    FontRole m_role = FontRole::Table;
    Token m_tone = Token::TextMuted;
    int m_size = 12;
    bool m_wordShown = true;
};

}  // namespace vedette::ui
