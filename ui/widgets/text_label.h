// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text in a font role and a token's colour, kept in step with the theme. Use it instead of a bare QLabel.
#pragma once

#include <QtWidgets/QLabel>

#include "ui/theme/theme.h"

namespace vedette::ui {

class TextLabel : public QLabel {
    Q_OBJECT
public:
    TextLabel(const Theme& theme, const QString& text, FontRole role = FontRole::Body, Token tone = Token::Text,
              QWidget* parent = nullptr);
    void setTone(Token tone);
    void setRole(FontRole role);
    /// Shortens with … at the right (or in the middle) instead of asking for its full width; the tool tip has it all.
    void setElided(bool elided, Qt::TextElideMode mode = Qt::ElideRight);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void apply();
    const Theme& m_theme;
    FontRole m_role;
    Token m_tone;
    bool m_elided = false;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

}  // namespace vedette::ui
