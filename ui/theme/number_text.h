// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers with digits of equal width. Qt 6.4 cannot switch on OpenType features, and Inter's default digits differ in
// width, so a column of numbers would not line up. This reads the font's own 'tnum' substitutions from its GSUB table
// and draws those glyphs; for a font without them digits are spread over equal cells. Text that is more than a number
// (letters in it) is drawn by QPainter as always.
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtGui/QFont>
#include <QtGui/QRawFont>

class QPainter;
class QRectF;

namespace vedette::ui {

/// UI thread only; caches what it learned of each font.
class NumberText {
public:
    /// Only digits, signs, separators, percent and spaces, and at least one digit: drawn with equal digits.
    static bool isNumber(const QString& text);

    /// Width in device-independent pixels as draw() paints it.
    double width(const QFont& font, const QString& text) const;

    /// Draws one line with the painter's pen, elided at the right when it does not fit. `alignment` as for QPainter:
    /// Left, Right or HCenter, with Top, VCenter or Bottom. Returns the rectangle of the text.
    QRectF draw(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QFont& font,
                const QString& text) const;

private:
    struct Face {
        QRawFont raw;
        QHash<quint32, quint32> tabular;  // glyph -> glyph of equal width
        double digit = 0;                 // width of a digit's cell when the font has no 'tnum'
    };
    struct Line {
        QList<quint32> glyphs;
        QList<QPointF> positions;
        double width = 0;
        bool complete = false;  // every character has a glyph in the face
    };
    const Face& face(const QFont& font) const;
    Line shape(const QFont& font, const QString& text) const;

    mutable QHash<QString, Face> m_faces;
};

}  // namespace vedette::ui
