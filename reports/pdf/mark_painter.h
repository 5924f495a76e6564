// SPDX-License-Identifier: GPL-3.0-or-later
// Marks of a page onto whatever a QPainter paints on. Links are left out.
#pragma once

#include <QPainter>

#include "reports/pdf/sheet.h"

namespace vedette::pdf {

// Fonts are made for the dots of the printed page: a painter of another device is scaled to them.
class MarkPainter {
public:
    explicit MarkPainter(QPainter& painter) : m_painter(painter) {}

    void operator()(const TextMark& mark) {
        m_painter.setFont(m_type.font(mark.face));
        m_painter.setPen(colourOf(mark.ink));
        m_painter.drawText(mark.at * kDotsPerPoint, mark.text);
    }
    void operator()(const BoxMark& mark) {
        m_painter.setPen(mark.edge ? QPen(colourOf(*mark.edge), 0.6 * kDotsPerPoint) : QPen(Qt::NoPen));
        m_painter.setBrush(mark.fill ? QBrush(colourOf(*mark.fill)) : QBrush(Qt::NoBrush));
        const QRectF at(mark.box.topLeft() * kDotsPerPoint, mark.box.size() * kDotsPerPoint);
        m_painter.drawRoundedRect(at, mark.radius * kDotsPerPoint, mark.radius * kDotsPerPoint);
    }
    void operator()(const LineMark& mark) {
        m_painter.setPen(QPen(colourOf(mark.ink), mark.width * kDotsPerPoint, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(mark.from * kDotsPerPoint, mark.to * kDotsPerPoint);
    }
    void operator()(const PathMark& mark) {
        const auto path = QTransform::fromScale(kDotsPerPoint, kDotsPerPoint).map(mark.path);
        if (mark.width > 0)
            m_painter.strokePath(
                path, QPen(colourOf(mark.ink), mark.width * kDotsPerPoint, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        else
            m_painter.fillPath(path, colourOf(mark.ink));
    }
    void operator()(const LinkMark&) {}

private:
    QPainter& m_painter;
    Type m_type;
};

}  // namespace vedette::pdf
