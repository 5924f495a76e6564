// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainterPath>
#include <QtWidgets/QWidget>

#include <cmath>

#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"

namespace vedette::ui {
namespace {

struct ButtonLook {
    QColor fill;
    QColor edge;
    QColor text;
    Qt::PenStyle pen = Qt::SolidLine;
};

struct ButtonParts {
    QIcon icon;
    QSize iconSize;
    QString text;
    QString key;
    bool arrow = false;
};

constexpr int kPad = 12;
constexpr int kPadKey = 7;  // a key's own frame is the margin
constexpr int kInner = 6;

bool isBare(Variant variant) { return variant == Variant::Link || variant == Variant::Quiet; }

QFont buttonFont(const Theme& theme, Variant variant) {
    const bool chip = variant == Variant::Chip || variant == Variant::ChipActive || variant == Variant::ChipAdd;
    QFont font = theme.font(chip ? FontRole::Table : FontRole::BodyMedium);
    font.setPixelSize(12);
    if (chip) font.setWeight(QFont::Medium);
    return font;
}

ButtonLook lookOf(const Theme& theme, Variant variant, QStyle::State state) {
    const bool enabled = (state & QStyle::State_Enabled) != 0;
    const bool hover = enabled && (state & QStyle::State_MouseOver) != 0;
    const bool down = enabled && (state & QStyle::State_Sunken) != 0;
    const bool on = (state & QStyle::State_On) != 0;
    ButtonLook look{theme.color(Token::Surface), theme.color(Token::BorderControl), theme.color(Token::Text)};
    switch (variant) {
        case Variant::Outlined: break;
        case Variant::Primary:
            look.fill = theme.mixed(Token::Accent, Token::Text, down ? 0.84 : hover ? 0.92 : 1.0);
            look.edge = look.fill;
            look.text = theme.color(Token::OnAccent);
            break;
        case Variant::Link:
        case Variant::Quiet:
            look.fill = QColor();
            look.edge = QColor();
            look.text = theme.color(variant == Variant::Link ? Token::Accent : Token::Text);
            break;
        case Variant::Chip: look.edge = theme.color(Token::Border); break;
        case Variant::ChipActive:
            look.fill = theme.color(Token::Selected);
            look.edge = theme.color(Token::Accent);
            break;
        case Variant::ChipAdd: look.pen = Qt::DashLine; break;
    }
    if (variant != Variant::Primary && variant != Variant::ChipActive) {
        if (hover) look.fill = theme.color(Token::Hover);
        if (down || on) look.fill = theme.color(Token::Selected);
    }
    if (!enabled) {
        look.text = theme.mixed(Token::TextFaint, Token::Surface, 0.7);
        if (look.edge.isValid()) look.edge = theme.color(Token::Border);
        if (variant == Variant::Primary) look.fill = theme.color(Token::SurfaceAlt);
    }
    return look;
}

QString plain(QString text) {
    text.replace(QStringLiteral("&&"), QStringLiteral("\x01"));
    text.remove(u'&');
    return text.replace(u'\x01', u'&');
}

double contentWidth(const Theme& theme, const ButtonParts& parts, const QFont& font) {
    double width = 0;
    const auto add = [&](double more) { width += more + (width > 0 && more > 0 ? kInner : 0); };
    if (!parts.icon.isNull()) add(parts.iconSize.width());
    if (!parts.text.isEmpty()) add(std::ceil(QFontMetricsF(font).horizontalAdvance(parts.text)));
    if (!parts.key.isEmpty()) add(keyWidth(parts.key, theme));
    if (parts.arrow) add(10);
    return width;
}

/// Icon, text, key and arrow from the reading side on, centred in `rect`.
void content(QPainter& painter, const Theme& theme, const QRectF& rect, const ButtonParts& parts, const QFont& font,
             const ButtonLook& look, const QStyleOption& option, Variant variant) {
    const bool mirrored = option.direction == Qt::RightToLeft;
    const double wide = contentWidth(theme, parts, font);
    double at = rect.left() + std::max(0.0, std::round((rect.width() - wide) / 2));
    const double end = std::min(rect.right(), at + wide);
    const auto take = [&](double width) {
        QRectF piece(at, rect.top(), width, rect.height());
        at += width + kInner;
        if (mirrored) piece.moveLeft(rect.left() + rect.right() - piece.right());
        return piece;
    };
    if (!parts.icon.isNull()) {
        const QRectF piece = take(parts.iconSize.width());
        const QRect place = QStyle::alignedRect(option.direction, Qt::AlignCenter, parts.iconSize, piece.toRect());
        parts.icon.paint(&painter, place, Qt::AlignCenter,
                         (option.state & QStyle::State_Enabled) != 0 ? QIcon::Normal : QIcon::Disabled);
    }
    const double after =
        (parts.key.isEmpty() ? 0 : keyWidth(parts.key, theme) + kInner) + (parts.arrow ? 10 + kInner : 0);
    if (!parts.text.isEmpty()) {
        const QFontMetricsF metrics(font);
        const double room = std::max(0.0, end - at - after);
        const double width = std::min(room, std::ceil(metrics.horizontalAdvance(parts.text)));
        painter.setFont(font);
        painter.setPen(look.text);
        painter.drawText(take(width), Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(parts.text, Qt::ElideRight, width + 1));
    }
    if (!parts.key.isEmpty()) {
        const QRectF piece = take(keyWidth(parts.key, theme));
        const bool primary = variant == Variant::Primary;
        paintKey(painter, {piece.left(), rect.center().y()}, parts.key, theme,
                 primary ? look.text : theme.color(Token::TextMuted), primary ? look.text : theme.color(Token::Border));
    }
    if (parts.arrow) paint::chevron(painter, take(10), theme.color(Token::TextMuted), Qt::DownArrow);
}

ButtonParts partsOf(const QStyleOptionButton& option, const QWidget* widget) {
    ButtonParts parts{
        option.icon, option.iconSize, plain(option.text), {}, option.features.testFlag(QStyleOptionButton::HasMenu)};
    if (widget != nullptr) parts.key = widget->property("keyHint").toString();
    return parts;
}

ButtonParts partsOf(const QStyleOptionToolButton& option, const QWidget* widget) {
    ButtonParts parts;
    if (option.toolButtonStyle != Qt::ToolButtonTextOnly) parts.icon = option.icon;
    parts.iconSize = option.iconSize;
    if (option.toolButtonStyle != Qt::ToolButtonIconOnly || option.icon.isNull()) parts.text = plain(option.text);
    if (widget != nullptr) parts.key = widget->property("keyHint").toString();
    parts.arrow = option.features.testFlag(QStyleOptionToolButton::HasMenu);
    return parts;
}

/// Tool buttons stand quiet in heads unless told otherwise.
Variant toolVariant(const QWidget* widget) {
    return widget != nullptr && widget->property("variant").isValid() ? variantOf(widget) : Variant::Quiet;
}

}  // namespace

double keyWidth(const QString& key, const Theme& theme) {
    return std::max(17.0, std::ceil(QFontMetricsF(theme.font(FontRole::Caption)).horizontalAdvance(key)) + 9);
}

double paintKey(QPainter& painter, const QPointF& leftCenter, const QString& key, const Theme& theme,
                const QColor& color, const QColor& edge) {
    const double width = keyWidth(key, theme);
    const QRectF rect(std::round(leftCenter.x()), std::round(leftCenter.y() - 8.5), width, 17);
    paint::box(painter, rect, QColor(), edge, 4);
    painter.setPen(color);
    painter.setFont(theme.font(FontRole::Caption));
    painter.drawText(rect, Qt::AlignCenter, key);
    return width;
}

namespace paint {

void box(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& edge, double radius,
         Qt::PenStyle pen) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (edge.isValid()) {
        QPen line(edge, 1, pen);
        if (pen == Qt::DashLine) line.setDashPattern({3, 2});
        painter.setPen(line);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, radius, radius);
    }
    painter.restore();
}

void chevron(QPainter& painter, const QRectF& rect, const QColor& color, Qt::ArrowType direction) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(std::round(rect.center().x()) + 0.5, std::round(rect.center().y()) + 0.5);
    painter.rotate(direction == Qt::DownArrow    ? 0
                   : direction == Qt::UpArrow    ? 180
                   : direction == Qt::RightArrow ? -90
                                                 : 90);
    painter.setPen(QPen(color, 1.1));
    painter.drawPolyline(QPolygonF({{-4, -2}, {0, 2}, {4, -2}}));
    painter.restore();
}

void check(QPainter& painter, const QRectF& rect, const QColor& color, double width) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    const auto at = [&](double x, double y) {
        return QPointF(rect.left() + rect.width() * x, rect.top() + rect.height() * y);
    };
    painter.drawPolyline(QPolygonF({at(0.22, 0.53), at(0.42, 0.73), at(0.79, 0.31)}));
    painter.restore();
}

QSize buttonSize(const Theme& theme, const QStyleOptionButton& option, const QWidget* widget) {
    const Variant variant = variantOf(widget);
    const double wide = contentWidth(theme, partsOf(option, widget), buttonFont(theme, variant));
    const bool key = widget != nullptr && !widget->property("keyHint").toString().isEmpty();
    return {qCeil(wide) + 2 * (variant == Variant::Link ? 8 : key ? kPadKey : kPad), controlHeight(widget)};
}

void button(QPainter& painter, const Theme& theme, const QStyleOptionButton& option, const QWidget* widget) {
    const Variant variant = variantOf(widget);
    const ButtonLook look = lookOf(theme, variant, option.state);
    box(painter, option.rect, look.fill, look.edge, metrics::kRadius, look.pen);
    content(painter, theme, QRectF(option.rect).adjusted(4, 0, -4, 0), partsOf(option, widget),
            buttonFont(theme, variant), look, option, variant);
}

QSize toolButtonSize(const Theme& theme, const QStyleOptionToolButton& option, const QWidget* widget) {
    const Variant variant = toolVariant(widget);
    const ButtonParts parts = partsOf(option, widget);
    const double wide = contentWidth(theme, parts, buttonFont(theme, variant));
    const int pad = parts.text.isEmpty() ? 6 : isBare(variant) ? 8 : kPad;
    return {std::max(qCeil(wide) + 2 * pad, metrics::kControl), controlHeight(widget)};
}

void toolButton(QPainter& painter, const Theme& theme, const QStyleOptionToolButton& option, const QWidget* widget) {
    const Variant variant = toolVariant(widget);
    QStyle::State state = option.state;
    if (option.activeSubControls == QStyle::SC_None) state &= ~QStyle::State_Sunken;
    const ButtonLook look = lookOf(theme, variant, state);
    box(painter, option.rect, look.fill, look.edge, metrics::kRadius, look.pen);
    content(painter, theme, QRectF(option.rect).adjusted(2, 0, -2, 0), partsOf(option, widget),
            buttonFont(theme, variant), look, option, variant);
}

}  // namespace paint
}  // namespace vedette::ui
