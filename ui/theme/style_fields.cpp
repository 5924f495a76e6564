// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGui/QFontMetricsF>
#include <QtWidgets/QWidget>

#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"

namespace vedette::ui::paint {
namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag) { return (option.state & flag) != 0; }

QColor fieldEdge(const Theme& theme, const QStyleOption& option) {
    if (!has(option, QStyle::State_Enabled)) return theme.color(Token::Border);
    return theme.color(has(option, QStyle::State_HasFocus) ? Token::Accent : Token::BorderControl);
}

}  // namespace

void fieldFrame(QPainter& painter, const Theme& theme, const QStyleOption& option) {
    const bool enabled = has(option, QStyle::State_Enabled);
    box(painter, option.rect, theme.color(enabled ? Token::Surface : Token::SurfaceAlt), fieldEdge(theme, option),
        metrics::kRadius);
}

void checkMark(QPainter& painter, const Theme& theme, const QStyleOption& option, bool round) {
    const bool on = has(option, QStyle::State_On);
    const bool half = has(option, QStyle::State_NoChange);
    const bool enabled = has(option, QStyle::State_Enabled);
    const double side = std::min({double(option.rect.width()), double(option.rect.height()), 16.0});
    QRectF mark(0, 0, side, side);
    mark.moveCenter(QRectF(option.rect).center());
    const QColor accent = enabled ? theme.color(Token::Accent) : theme.mixed(Token::TextFaint, Token::Surface, 0.5);
    const double radius = round ? side / 2 : 3;
    if ((on && !round) || half) {
        box(painter, mark, accent, accent, radius);
        if (half) {
            painter.fillRect(mark.adjusted(4, side / 2 - 1, -4, -side / 2 + 1), theme.color(Token::OnAccent));
        } else {
            check(painter, mark, theme.color(Token::OnAccent));
        }
        return;
    }
    const bool hover = enabled && has(option, QStyle::State_MouseOver);
    box(painter, mark, theme.color(hover ? Token::Hover : Token::Surface),
        on ? accent : theme.color(enabled ? Token::BorderControl : Token::Border), radius);
    if (on) box(painter, mark.adjusted(4, 4, -4, -4), accent, QColor(), side);
}

void comboBox(QPainter& painter, const Theme& theme, const QStyleOptionComboBox& option, const QWidget* widget) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool hover = enabled && has(option, QStyle::State_MouseOver);
    const Variant variant = variantOf(widget);
    const QColor edge = variant == Variant::Chip ? theme.color(Token::Border) : fieldEdge(theme, option);
    box(painter, option.rect,
        theme.color(!enabled ? Token::SurfaceAlt
                    : hover  ? Token::Hover
                             : Token::Surface),
        edge, metrics::kRadius);
    const QRect arrow = QStyle::visualRect(
        option.direction, option.rect, QRect(option.rect.right() - 27, option.rect.top(), 28, option.rect.height()));
    chevron(painter, arrow, theme.color(Token::TextMuted), Qt::DownArrow);
}

void spinBox(QPainter& painter, const Theme& theme, const QStyle& style, const QStyleOptionSpinBox& option,
             const QWidget* widget) {
    fieldFrame(painter, theme, option);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) return;
    const auto arrow = [&](QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag step, Qt::ArrowType type) {
        const QRect rect = style.subControlRect(QStyle::CC_SpinBox, &option, part, widget);
        const bool enabled = option.stepEnabled.testFlag(step) && has(option, QStyle::State_Enabled);
        painter.save();
        painter.setOpacity(enabled ? 1 : 0.4);
        chevron(painter, QRectF(rect).translated(0, type == Qt::UpArrow ? 1.5 : -1.5), theme.color(Token::TextMuted),
                type);
        painter.restore();
    };
    arrow(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Qt::UpArrow);
    arrow(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Qt::DownArrow);
}

void scrollBar(QPainter& painter, const Theme& theme, const QStyle& style, const QStyleOptionSlider& option,
               const QWidget* widget) {
    if (option.maximum <= option.minimum) return;
    const QRect slider = style.subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, widget);
    const bool held = option.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const bool flat = option.orientation == Qt::Horizontal;
    const QRectF handle = QRectF(slider).adjusted(flat ? 2 : 3, flat ? 3 : 2, flat ? -2 : -3, flat ? -3 : -2);
    // Wide enough to see against every surface; darker while held.
    box(painter, handle, held ? theme.color(Token::BorderControl) : theme.mixed(Token::Quiet, Token::Surface, 0.7),
        QColor(), 3);
}

void progress(QPainter& painter, const Theme& theme, const QStyleOptionProgressBar& option) {
    const QRectF track(option.rect.left(), option.rect.center().y() - 1, option.rect.width(), 4);
    box(painter, track, theme.color(Token::Border), QColor(), 2);
    const double span = double(option.maximum) - option.minimum;
    QRectF done = track;
    // Of unknown length: a still half-tone, since nothing here moves on its own.
    done.setWidth(span > 0 ? track.width() * (option.progress - option.minimum) / span : track.width());
    if (option.direction == Qt::RightToLeft) done.moveRight(track.right());
    box(painter, done, span > 0 ? theme.color(Token::Accent) : theme.mixed(Token::Accent, Token::Surface, 0.4),
        QColor(), 2);
}

}  // namespace vedette::ui::paint
