// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include <QtCore/QLocale>
#include <QtGui/QFontMetricsF>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>

#include <cmath>

#include "ui/theme/metrics.h"
#include "ui/theme/number_text.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/figure_paint.h"

namespace vedette::ui {
namespace {

constexpr int kChipPad = 9;
constexpr int kWord = 5;
constexpr int kMark = 10;  // × or arrow

QFont valueFont(const Theme& theme) {
    QFont font = theme.font(FontRole::Table);
    font.setWeight(QFont::Medium);
    return font;
}

}  // namespace

Chip::Chip(const Theme& theme, Kind kind, QWidget* parent) : QAbstractButton(parent), m_theme(theme), m_kind(kind) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCheckable(kind == Kind::Toggle);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, [this] { update(); });
    connect(this, &QAbstractButton::clicked, this, [this] { openMenu(); });
}

void Chip::setText(const QString& field, const QString& value) {
    m_field = field;
    m_value = value;
    describe();
}

void Chip::setGlyph(Glyph glyph) {
    m_glyph = glyph;
    describe();
}

void Chip::setCount(std::optional<qint64> count) {
    m_count = count;
    describe();
}

void Chip::setActive(bool active) {
    m_active = active;
    if (isCheckable()) setChecked(active);
    update();
}

bool Chip::isActive() const { return isCheckable() ? isChecked() : m_active; }

void Chip::setMenu(QMenu* menu) { m_menu = menu; }

void Chip::openMenu() {
    if (m_menu != nullptr) m_menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

void Chip::describe() {
    QString name = m_field.isEmpty() ? m_value : QStringLiteral("%1 %2").arg(m_field, m_value);
    if (m_count) name = tr("%1, %2").arg(name, QLocale().toString(*m_count));
    setAccessibleName(name);
    if (m_kind == Kind::Filter) setAccessibleDescription(tr("Delete removes the filter"));
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const {
    double width = 2 * kChipPad;
    const QFont value = valueFont(m_theme);
    if (m_glyph != Glyph::None) width += metrics::kGlyph + kWord + 1;
    if (!m_field.isEmpty()) width += QFontMetricsF(m_theme.font(FontRole::Table)).horizontalAdvance(m_field) + kWord;
    width += QFontMetricsF(value).horizontalAdvance(m_value);
    if (m_count)
        width += kWord + 1 + m_theme.numbers().width(m_theme.font(FontRole::Table), QLocale().toString(*m_count));
    if (m_kind == Kind::Filter || m_kind == Kind::Choice) width += kMark + kWord;
    if (m_kind == Kind::Add || m_kind == Kind::News) width += kMark + kWord + 1;
    return {qCeil(width), metrics::kChip};
}

QRectF Chip::closeRect() const {
    const double x = layoutDirection() == Qt::RightToLeft ? 0 : width() - kMark - kChipPad - 3;
    return {x, 0, kMark + kChipPad + 3.0, static_cast<double>(height())};
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool active = isActive();
    const bool hover = underMouse() && isEnabled();
    const Token edge = active || m_kind == Kind::News ? Token::Accent
                       : m_kind == Kind::Add          ? Token::BorderControl
                                                      : Token::Border;
    const Token fill = active ? Token::Selected : hover || isDown() ? Token::Hover : Token::Surface;
    paint::box(painter, rect(), m_kind == Kind::Add && !hover ? QColor() : m_theme.color(fill), m_theme.color(edge),
               metrics::kRadius, m_kind == Kind::Add ? Qt::DashLine : Qt::SolidLine);

    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    double at = kChipPad;
    const auto take = [&](double wide, double after) {
        const QRectF piece(mirrored ? width() - at - wide : at, 0, wide, height());
        at += wide + after;
        return piece;
    };
    const auto word = [&](const QString& text, const QFont& font, Token tone, double after) {
        const QFontMetricsF metrics(font);
        painter.setPen(m_theme.color(tone));
        return m_theme.numbers().draw(painter, take(m_theme.numbers().width(font, text) + 0.5, after),
                                      Qt::AlignVCenter | Qt::AlignLeft, font, text);
    };
    if (m_kind == Kind::Add) {
        const QRectF plus = take(kMark, kWord + 1);
        painter.setPen(QPen(m_theme.color(Token::TextMuted), 1));
        const QPointF middle(std::floor(plus.center().x()) + 0.5, std::floor(plus.center().y()) + 0.5);
        painter.drawLine(middle - QPointF(4, 0), middle + QPointF(4, 0));
        painter.drawLine(middle - QPointF(0, 4), middle + QPointF(0, 4));
    }
    if (m_kind == Kind::News) {
        paint::chevron(painter, take(kMark, kWord + 1), m_theme.color(Token::TextMuted), Qt::UpArrow);
    }
    if (m_glyph != Glyph::None) {
        const QRectF place = take(metrics::kGlyph, kWord + 1);
        paintGlyph(painter, m_glyph, QRectF(place.left(), 6, metrics::kGlyph, metrics::kGlyph), m_theme);
    }
    if (!m_field.isEmpty()) word(m_field, m_theme.font(FontRole::Table), Token::TextFaint, kWord);
    word(m_value, valueFont(m_theme), isEnabled() ? Token::Text : Token::TextFaint, m_count ? kWord + 1 : kWord);
    if (m_count) {
        const QRectF box = word(QLocale().toString(*m_count), m_theme.font(FontRole::Table), Token::TextMuted, kWord);
        paintDottedUnderline(painter, box.adjusted(0, 0, 0, 1), m_theme);
    }
    if (m_kind == Kind::Choice) paint::chevron(painter, take(kMark, 0), m_theme.color(Token::TextMuted), Qt::DownArrow);
    if (m_kind == Kind::Filter) {
        const QPointF middle = take(kMark, 0).center() + QPointF(1, 0);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(Token::TextMuted), 1.1));
        painter.drawLine(middle - QPointF(2.5, 2.5), middle + QPointF(2.5, 2.5));
        painter.drawLine(middle + QPointF(2.5, -2.5), middle + QPointF(-2.5, 2.5));
    }
}

void Chip::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (m_kind == Kind::Filter) {
                Q_EMIT removed();
                return;
            }
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter: click(); return;
        case Qt::Key_Down:
            if (m_menu != nullptr) {
                openMenu();
                return;
            }
            break;
        default: break;
    }
    QAbstractButton::keyPressEvent(event);
}

void Chip::mouseReleaseEvent(QMouseEvent* event) {
    if (m_kind == Kind::Filter && event->button() == Qt::LeftButton && closeRect().contains(event->position())) {
        setDown(false);
        Q_EMIT removed();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

bool Chip::event(QEvent* event) {
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) update();
    return QAbstractButton::event(event);
}

}  // namespace vedette::ui
