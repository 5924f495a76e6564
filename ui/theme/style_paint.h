// SPDX-License-Identifier: GPL-3.0-or-later
// The painting behind Style, split by kind of control. Only the files of this folder include it.
#pragma once

#include <QtGui/QPainter>
#include <QtWidgets/QStyleOption>

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

namespace vedette::ui::paint {

/// A filled box with a 1 px edge on whole pixels; invalid colours are left out.
void box(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& edge, double radius = 6,
         Qt::PenStyle pen = Qt::SolidLine);
/// Chevron of 1 px in the middle of `rect`.
void chevron(QPainter& painter, const QRectF& rect, const QColor& color, Qt::ArrowType direction);
void check(QPainter& painter, const QRectF& rect, const QColor& color, double width = 1.5);

QSize buttonSize(const Theme& theme, const QStyleOptionButton& option, const QWidget* widget);
void button(QPainter& painter, const Theme& theme, const QStyleOptionButton& option, const QWidget* widget);
QSize toolButtonSize(const Theme& theme, const QStyleOptionToolButton& option, const QWidget* widget);
void toolButton(QPainter& painter, const Theme& theme, const QStyleOptionToolButton& option, const QWidget* widget);

void fieldFrame(QPainter& painter, const Theme& theme, const QStyleOption& option);
void checkMark(QPainter& painter, const Theme& theme, const QStyleOption& option, bool round);
void comboBox(QPainter& painter, const Theme& theme, const QStyleOptionComboBox& option, const QWidget* widget);
void spinBox(QPainter& painter, const Theme& theme, const QStyle& style, const QStyleOptionSpinBox& option,
             const QWidget* widget);
void scrollBar(QPainter& painter, const Theme& theme, const QStyle& style, const QStyleOptionSlider& option,
               const QWidget* widget);
void progress(QPainter& painter, const Theme& theme, const QStyleOptionProgressBar& option);

void menuItem(QPainter& painter, const Theme& theme, const QStyleOptionMenuItem& option);
QSize menuItemSize(const Theme& theme, const QStyleOptionMenuItem& option);
void header(QPainter& painter, const Theme& theme, const QStyleOptionHeader& option);
void tab(QPainter& painter, const Theme& theme, const QStyleOptionTab& option);
void itemBack(QPainter& painter, const Theme& theme, const QStyleOptionViewItem& option);

/// 28, or 32 where the widget was told to be form-sized.
int controlHeight(const QWidget* widget);

}  // namespace vedette::ui::paint
