// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/scope_button.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include "ui/shell/mirrored.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

constexpr int kText = 34;  // where the words begin
constexpr int kEnd = 30;   // room for the arrow

}  // namespace

ScopeButton::ScopeButton(const Theme& theme, const QString& icon, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon) {
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setAttribute(Qt::WA_Hover);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_menu != nullptr)
            m_menu->popup(mapToGlobal(
                QPoint(layoutDirection() == Qt::RightToLeft ? width() - m_menu->sizeHint().width() : 0, height() + 4)));
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ScopeButton::setWords(const QString& strong, const QString& faint) {
    if (strong == text() && faint == m_faint) return;
    setText(strong);
    m_faint = faint;
    setAccessibleDescription(faint);
    updateGeometry();
    update();
}

void ScopeButton::setMenu(QMenu* menu) { m_menu = menu; }

void ScopeButton::setKey(const QString& key) { m_key = key; }

QSize ScopeButton::sizeHint() const {
    const QFontMetricsF strong(m_theme.font(FontRole::BodyMedium));
    const QFontMetricsF faint(m_theme.font(FontRole::Table));
    const double words =
        strong.horizontalAdvance(text()) + (m_faint.isEmpty() ? 0 : 8 + faint.horizontalAdvance(m_faint));
    const double end = m_key.isEmpty() ? kEnd : keyWidth(m_key, m_theme) + 12;
    return {static_cast<int>(kText + words + end) + 6, metrics::kControl};
}

QSize ScopeButton::minimumSizeHint() const {
    const QFontMetricsF strong(m_theme.font(FontRole::BodyMedium));
    return {static_cast<int>(kText + std::min(120.0, strong.horizontalAdvance(text())) + kEnd), metrics::kControl};
}

void ScopeButton::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    p.setPen(QPen(m_theme.color(isEnabled() ? Token::BorderControl : Token::Border), 1));
    p.setBrush(m_theme.color(underMouse() && isEnabled() ? Token::Hover : Token::Surface));
    p.drawRoundedRect(body, metrics::kRadius, metrics::kRadius);
    const auto ratio = devicePixelRatioF();
    const double y = (height() - metrics::kIcon) / 2.0;
    const auto at = [this](double x, double w) { return mirroredIn(*this, QRectF(x, 0, w, height())); };
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
    p.drawPixmap(QPointF(at(10, metrics::kIcon).left(), y),
                 m_theme.pixmap(m_icon, metrics::kIcon, m_theme.color(Token::TextMuted), ratio));
    const double end = m_key.isEmpty() ? kEnd : keyWidth(m_key, m_theme) + 12;
    double left = kText;
    const double room = width() - end;
    const auto strongFont = m_theme.font(m_key.isEmpty() ? FontRole::BodyMedium : FontRole::Body);
    p.setFont(strongFont);
    p.setPen(m_theme.color(m_key.isEmpty() ? Token::Text : Token::TextFaint));
    const QFontMetricsF strong(strongFont);
    const QString words = strong.elidedText(text(), Qt::ElideRight, room - left);
    p.drawText(at(left, room - left), side, words);
    left += strong.horizontalAdvance(words) + 8;
    if (!m_faint.isEmpty() && room - left > 20) {
        p.setFont(m_theme.font(FontRole::Table));
        p.setPen(m_theme.color(Token::TextMuted));
        const QFontMetricsF faint(p.font());
        p.drawText(at(left, room - left), side, faint.elidedText(m_faint, Qt::ElideRight, room - left));
    }
    if (m_key.isEmpty())
        p.drawPixmap(QPointF(at(width() - 22, 14).left(), y + 1),
                     m_theme.pixmap(QStringLiteral("go-down"), 14, m_theme.color(Token::TextMuted), ratio));
    else
        paintKey(p, QPointF(at(width() - end + 4, keyWidth(m_key, m_theme)).left(), height() / 2.0), m_key, m_theme,
                 m_theme.color(Token::TextMuted), m_theme.color(Token::Border));
    if (showsFocus(this)) paintFocusRing(p, QRectF(rect()).adjusted(2, 2, -2, -2), m_theme);
}

void ScopeButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

}  // namespace vedette::ui
