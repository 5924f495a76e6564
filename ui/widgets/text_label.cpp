// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

#include "ui/theme/number_text.h"

namespace vedette::ui {

TextLabel::TextLabel(const Theme& theme, const QString& text, FontRole role, Token tone, QWidget* parent)
    : QLabel(parent), m_theme(theme), m_role(role), m_tone(tone) {
    setTextFormat(Qt::PlainText);  // what comes from logs must not become markup
    setText(text);
    connect(&theme, &Theme::changed, this, &TextLabel::apply);
    apply();
}

void TextLabel::apply() {
    QPalette colours = m_theme.palette();
    colours.setColor(QPalette::WindowText, m_theme.color(m_tone));
    colours.setColor(QPalette::Text, m_theme.color(m_tone));
    setPalette(colours);
    setFont(m_theme.font(m_role));
}

void TextLabel::setTone(Token tone) {
    m_tone = tone;
    apply();
}

void TextLabel::setRole(FontRole role) {
    m_role = role;
    apply();
}

void TextLabel::setElided(bool elided, Qt::TextElideMode mode) {
    m_elided = elided;
    m_mode = mode;
    setSizePolicy(elided ? QSizePolicy::Expanding : QSizePolicy::Preferred, QSizePolicy::Preferred);
    updateGeometry();
}

QSize TextLabel::minimumSizeHint() const {
    const QSize base = QLabel::minimumSizeHint();
    return m_elided ? QSize(std::min(base.width(), 24), base.height()) : base;
}

void TextLabel::paintEvent(QPaintEvent* event) {
    if (!m_elided) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    const QString shown = fontMetrics().elidedText(text(), m_mode, contentsRect().width());
    const bool cut = shown != text();
    if (cut != (toolTip() == text() && !text().isEmpty())) setToolTip(cut ? text() : QString());
    painter.drawText(contentsRect(), int(QStyle::visualAlignment(layoutDirection(), alignment())), shown);
}

}  // namespace vedette::ui
