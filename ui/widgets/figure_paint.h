// SPDX-License-Identifier: GPL-3.0-or-later
// The marks of a figure, shared by Figure, table cells, chips and running text.
#pragma once

#include <QtCore/QRectF>

class QPainter;

namespace vedette::ui {

class Theme;

/// Dotted line of 1 px in textFaint under `text`, on whole pixels.
void paintDottedUnderline(QPainter& painter, const QRectF& text, const Theme& theme);

}  // namespace vedette::ui
