// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/strip_item.h"

#include <QPainter>

#include "ui/shell/mirrored.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

constexpr int kPad = 10;

}  // namespace

StripItem::StripItem(const Theme& theme, const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_name(name) {
    setFocusPolicy(Qt::NoFocus);
    setProperty("ownFocus", true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setVisible(false);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StripItem::setValue(const QString& value, Glyph glyph, Token tone, const QList<Form>& shorter) {
    const QList<Form> forms = QList<Form>{{value, true}} + shorter;
    if (forms == m_forms && glyph == m_glyph && tone == m_tone) return;
    m_forms = forms;
    m_glyph = glyph;
    m_tone = tone;
    setAccessibleName(m_name.isEmpty() ? value : QStringLiteral("%1: %2").arg(m_name, value));
    setToolTip(accessibleName());
    setVisible(!value.isEmpty() && m_form != kGone);
    updateGeometry();
    update();
}

void StripItem::setOpens(bool opens) {
    m_opens = opens;
    setFocusPolicy(opens ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StripItem::setForm(int form) {
    if (form == m_form) return;
    m_form = form;
    setVisible(!value().isEmpty() && m_form != kGone);
    updateGeometry();
    update();
}

int StripItem::widthIn(int form) const {
    if (value().isEmpty() || form == kGone) return 0;
    const Form& said = formAt(form);
    const QFontMetricsF caption(m_theme.font(FontRole::Caption));
    const QFontMetricsF strong(m_theme.font(FontRole::CaptionStrong));
    double width = 2.0 * kPad + 1 + strong.horizontalAdvance(said.value);
    if (m_glyph != Glyph::None) width += metrics::kGlyph + 6;
    if (!m_name.isEmpty() && said.named) width += caption.horizontalAdvance(m_name) + 6;
    return static_cast<int>(width) + 1;
}

QString StripItem::shownText() const {
    if (m_form == kGone) return {};
    const Form& said = formAt(m_form);
    return said.named && !m_name.isEmpty() ? m_name + QChar(u' ') + said.value : said.value;
}

QSize StripItem::sizeHint() const { return {widthIn(m_form), metrics::kStatusBar}; }

void StripItem::paintEvent(QPaintEvent*) {
    if (m_form == kGone) return;
    const Form& said = formAt(m_form);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const auto at = [this](double x, double w) { return mirroredIn(*this, QRectF(x, 0, w, height())); };
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
    double x = kPad;
    if (m_glyph != Glyph::None) {
        const QRectF place(x, (height() - metrics::kGlyph) / 2.0, metrics::kGlyph, metrics::kGlyph);
        paintGlyph(p, m_glyph, mirroredIn(*this, place), m_theme);
        x += metrics::kGlyph + 6;
    }
    if (!m_name.isEmpty() && said.named) {
        p.setFont(m_theme.font(FontRole::Caption));
        p.setPen(m_theme.color(Token::TextMuted));
        p.drawText(at(x, width()), side, m_name);
        x += QFontMetricsF(p.font()).horizontalAdvance(m_name) + 6;
    }
    p.setFont(m_theme.font(FontRole::CaptionStrong));
    p.setPen(m_theme.color(m_tone));
    p.drawText(at(x, width()), side, said.value);
    if (m_opens) {
        p.setRenderHint(QPainter::Antialiasing, false);
        QPen pen(m_theme.color(Token::TextFaint), 1);
        pen.setDashPattern({1, 2});
        p.setPen(pen);
        const double y = height() / 2.0 + 8;
        const QRectF line = at(x, QFontMetricsF(p.font()).horizontalAdvance(said.value));
        p.drawLine(QPointF(line.left(), y), QPointF(line.right(), y));
    }
    p.fillRect(mirroredIn(*this, QRectF(width() - 1, 7, 1, height() - 14)), m_theme.color(Token::Border));
    if (showsFocus(this)) paintFocusRing(p, QRectF(rect()).adjusted(2, 3, -3, -3), m_theme, 3);
}

}  // namespace vedette::ui
