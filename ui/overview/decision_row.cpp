// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/decision_row.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

constexpr int kHeight = 48;
constexpr int kText = 28;  // after the shape

}  // namespace

DecisionRow::DecisionRow(const Theme& theme, const Decision& decision, int padding, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_decision(decision), m_padding(padding) {
    setFixedHeight(kHeight);
    QStringList words;
    for (const QString& part : {glyphWord(decision.glyph), decision.title, decision.detail, decision.when})
        if (!part.isEmpty()) words.push_back(part);
    setAccessibleName(words.join(QStringLiteral(". ")));
    setToolTip(decision.detail);
    setFocusPolicy(decision.target ? Qt::StrongFocus : Qt::NoFocus);
    setProperty("ownFocus", true);
    if (!decision.target) return;
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

QSize DecisionRow::sizeHint() const { return {200, kHeight}; }

void DecisionRow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_J)
        focusNextChild();
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_K)
        focusPreviousChild();
    else
        QAbstractButton::keyPressEvent(event);
}

void DecisionRow::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto placed = [&](int leading, int top, int wide, int high) {
        return QRect(mirrored ? width() - leading - wide : leading, top, wide, high);
    };
    if (m_decision.target && underMouse()) p.fillRect(rect(), m_theme.color(Token::Hover));
    p.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Token::Border));
    paintGlyph(p, m_decision.glyph, placed(m_padding, 10, metrics::kGlyph, metrics::kGlyph), m_theme);
    const int start = m_decision.glyph == Glyph::None ? m_padding : m_padding + kText;
    const int end = width() - m_padding;
    const int leading = Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    const int trailing = Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight);
    p.setFont(m_theme.font(FontRole::Table));
    const int whenWidth = m_decision.when.isEmpty() ? 0 : p.fontMetrics().horizontalAdvance(m_decision.when) + 12;
    p.setPen(m_theme.color(m_decision.pressing ? Token::Fail : Token::TextMuted));
    p.drawText(placed(start, 6, end - start, 20), trailing, m_decision.when);
    const int first = end - start - whenWidth;
    p.setFont(m_theme.font(FontRole::BodyMedium));
    p.setPen(m_theme.color(Token::Text));
    p.drawText(placed(start, 6, first, 20), leading,
               p.fontMetrics().elidedText(m_decision.title, Qt::ElideRight, first));
    p.setFont(m_theme.font(FontRole::Table));
    p.setPen(m_theme.color(Token::TextMuted));
    p.drawText(placed(start, 25, end - start, 16), leading,
               p.fontMetrics().elidedText(m_decision.detail, Qt::ElideRight, end - start));
    if (showsFocus(this)) paintFocusRing(p, QRectF(rect()).adjusted(3, 3, -3, -4), m_theme, 4);
}

}  // namespace vedette::ui
