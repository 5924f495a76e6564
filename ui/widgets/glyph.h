// SPDX-License-Identifier: GPL-3.0-or-later
// The shapes that say a severity, a state or a node's condition without colour. Filled: by machine. Outlined: by hand.
// Every shape has a word; put it beside the shape, in the column's head or the legend, and in the accessible name.
#pragma once

#include <QtCore/QString>
#include <QtGui/QIcon>

#include "ui/theme/token.h"

class QPainter;
class QRectF;

namespace vedette::ui {

class Theme;

/// Values are stable: models hand them out as int under GlyphRole.
enum class Glyph {
    None,
    Critical,       // filled octagon, !
    High,           // filled triangle up
    Medium,         // two bars
    Low,            // hollow triangle down
    Info,           // ring, i
    Pass,           // filled disc, check
    ManualPass,     // ring, check
    Fail,           // filled square, cross
    ManualFail,     // outlined square, cross
    Insufficient,   // diamond, !
    NotApplicable,  // dash
    Waived,         // hexagon with a clock hand
    NodeHealthy,    // small square
    NodeAlert,      // triangle
    NodeShort,      // half-filled diamond
    NodeSilent,     // ring with slash
    Seal,           // scalloped ring with a check: checked against a signed checkpoint. Never drawn grey.
};

/// Paints the shape into `rect` (12 x 12, 11 in the matrix, 14 for a large seal) in its own colour.
void paintGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const Theme& theme);

/// The shape's colour.
Token glyphToken(Glyph glyph);
/// The soft fill that belongs to it (criticalSoft, insufSoft, passSoft, waivedSoft), else surfaceAlt.
Token glyphSoftToken(Glyph glyph);
/// The shape's word, translated: "Critical", "Manual pass", "Not applicable". Empty for None.
QString glyphWord(Glyph glyph);
/// The shape as an icon of 12, for actions and menus.
QIcon glyphIcon(Glyph glyph, const Theme& theme);

}  // namespace vedette::ui
