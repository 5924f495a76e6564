// SPDX-License-Identifier: GPL-3.0-or-later
// For widgets that paint themselves: where a part stands in a layout that may run from right to left.
#pragma once

#include <QRectF>
#include <QWidget>

namespace vedette::ui {

// `part` is given for left-to-right.
[[nodiscard]] inline QRectF mirroredIn(const QWidget& widget, const QRectF& part) {
    if (widget.layoutDirection() == Qt::LeftToRight) return part;
    return {widget.width() - part.right(), part.y(), part.width(), part.height()};
}

}  // namespace vedette::ui
