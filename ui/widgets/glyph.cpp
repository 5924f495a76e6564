// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glyph.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <array>
#include <cmath>
#include <numbers>

#include "ui/theme/theme.h"

namespace vedette::ui {
namespace {

/// Draws in a field of 12 x 12 with the shape's colour and, for marks inside a filled shape, the page's.
class GlyphBrush {
public:
    GlyphBrush(QPainter& painter, const QColor& ink, const QColor& paper)
        : m_painter(painter), m_ink(ink), m_paper(paper) {}

    void fill(const QPainterPath& path) { m_painter.fillPath(path, m_ink); }
    void outline(const QPainterPath& path, double width = 1.2) {
        m_painter.strokePath(path, QPen(m_ink, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    }
    void line(const QPolygonF& points, bool onFill, double width = 1.5) {
        m_painter.setPen(QPen(onFill ? m_paper : m_ink, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(points);
    }
    /// The exclamation mark, "i" upside down.
    void mark(bool onFill, double top, double bottom, bool dotFirst = false) {
        const QColor& color = onFill ? m_paper : m_ink;
        const double gap = 1.0;
        const double dot = 1.5;
        const QRectF stroke(5.25, dotFirst ? top + dot + gap : top, 1.5, bottom - top - dot - gap);
        m_painter.fillRect(stroke, color);
        m_painter.fillRect(QRectF(5.25, dotFirst ? top : bottom - dot, 1.5, dot), color);
    }
    void check(bool onFill, double width = 1.5) {
        line(QPolygonF(QList<QPointF>{{3.3, 6.2}, {5.2, 8.1}, {8.8, 4.2}}), onFill, width);
    }
    void cross(bool onFill, double width = 1.6) {
        line(QPolygonF(QList<QPointF>{{3.8, 3.8}, {8.2, 8.2}}), onFill, width);
        line(QPolygonF(QList<QPointF>{{8.2, 3.8}, {3.8, 8.2}}), onFill, width);
    }

private:
    QPainter& m_painter;
    QColor m_ink;
    QColor m_paper;
};

QPainterPath polygon(const QPolygonF& points) {
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath regular(int corners, double radius, double turn) {
    QPolygonF points;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2 * std::numbers::pi * i / corners;
        points.append({6 + radius * std::cos(angle), 6 + radius * std::sin(angle)});
    }
    return polygon(points);
}

QPainterPath disc(double radius) {
    QPainterPath path;
    path.addEllipse(QPointF(6, 6), radius, radius);
    return path;
}

QPainterPath square(double inset, double radius) {
    QPainterPath path;
    path.addRoundedRect(QRectF(inset, inset, 12 - 2 * inset, 12 - 2 * inset), radius, radius);
    return path;
}

/// Ring of ten small arcs outward.
QPainterPath scallop() {
    constexpr int kArcs = 10;
    QPainterPath path;
    for (int i = 0; i <= 120; ++i) {
        const double angle = 2 * std::numbers::pi * i / 120;
        const double radius = 5.0 + 0.42 * std::abs(std::sin(angle * kArcs / 2));
        const QPointF point(6 + radius * std::cos(angle), 6 + radius * std::sin(angle));
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

void severity(GlyphBrush& brush, Glyph glyph) {
    switch (glyph) {
        case Glyph::Critical:
            brush.fill(regular(8, 6.2, std::numbers::pi / 8));
            brush.mark(true, 2.8, 9.2);
            break;
        case Glyph::High: brush.fill(polygon(QPolygonF(QList<QPointF>{{6, 0.9}, {11.8, 11}, {0.2, 11}}))); break;
        case Glyph::Medium: {
            QPainterPath bars;
            bars.addRect(QRectF(1, 2.4, 10, 2.8));
            bars.addRect(QRectF(1, 6.9, 10, 2.8));
            brush.fill(bars);
            break;
        }
        case Glyph::Low:
            brush.outline(polygon(QPolygonF(QList<QPointF>{{1.3, 1.9}, {10.7, 1.9}, {6, 10.2}})), 1.3);
            break;
        default:
            brush.outline(disc(5.2));
            brush.mark(false, 3.0, 9.0, true);
            break;
    }
}

void state(GlyphBrush& brush, Glyph glyph) {
    switch (glyph) {
        case Glyph::Pass:
            brush.fill(disc(5.8));
            brush.check(true);
            break;
        case Glyph::ManualPass:
            brush.outline(disc(5.2));
            brush.check(false, 1.4);
            break;
        case Glyph::Fail:
            brush.fill(square(0.5, 1.2));
            brush.cross(true);
            break;
        case Glyph::ManualFail:
            brush.outline(square(1.1, 0.8));
            brush.cross(false, 1.4);
            break;
        case Glyph::Insufficient:
            brush.outline(polygon(QPolygonF(QList<QPointF>{{6, 0.8}, {11.2, 6}, {6, 11.2}, {0.8, 6}})), 1.3);
            brush.mark(false, 3.4, 8.6);
            break;
        case Glyph::NotApplicable: brush.line(QPolygonF(QList<QPointF>{{2.5, 6}, {9.5, 6}}), false, 1.7); break;
        default:
            brush.outline(regular(6, 5.6, std::numbers::pi / 6), 1.3);
            brush.line(QPolygonF(QList<QPointF>{{6, 3.4}, {6, 6.4}, {8.2, 6.4}}), false, 1.2);
            break;
    }
}

void node(GlyphBrush& brush, Glyph glyph) {
    switch (glyph) {
        case Glyph::NodeHealthy: brush.fill(square(2, 1)); break;
        case Glyph::NodeAlert: brush.fill(polygon(QPolygonF(QList<QPointF>{{6, 0.9}, {11.8, 11}, {0.2, 11}}))); break;
        case Glyph::NodeShort:
            brush.outline(polygon(QPolygonF(QList<QPointF>{{6, 0.8}, {11.2, 6}, {6, 11.2}, {0.8, 6}})), 1.3);
            brush.fill(polygon(QPolygonF(QList<QPointF>{{6, 0.4}, {6, 11.6}, {0.4, 6}})));
            break;
        default:
            brush.outline(disc(4.7), 1.4);
            brush.line(QPolygonF(QList<QPointF>{{2.8, 9.2}, {9.2, 2.8}}), false, 1.4);
            break;
    }
}

class GlyphEngine : public QIconEngine {
public:
    GlyphEngine(Glyph glyph, const Theme& theme) : m_glyph(glyph), m_theme(theme) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override {
        QRectF field(0, 0, 12, 12);
        field.moveCenter(QRectF(rect).center());
        paintGlyph(*painter, m_glyph, field, m_theme);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode, QIcon::State) override {
        QPixmap made(size);
        made.fill(Qt::transparent);
        QPainter painter(&made);
        const double side = std::min(size.width(), size.height()) * 0.75;
        QRectF field(0, 0, side, side);
        field.moveCenter(QRectF(QPointF(0, 0), QSizeF(size)).center());
        paintGlyph(painter, m_glyph, field, m_theme);
        return made;
    }
    QIconEngine* clone() const override { return new GlyphEngine(*this); }

private:
    Glyph m_glyph;
    const Theme& m_theme;
};

struct GlyphRow {
    Token token;
    Token soft;
    const char* word;
};

/// By the order of the enumeration.
constexpr std::array<GlyphRow, 18> kGlyphs{{
    {Token::Text, Token::SurfaceAlt, ""},
    {Token::Critical, Token::CriticalSoft, QT_TRANSLATE_NOOP("Glyph", "Critical")},
    {Token::High, Token::SurfaceAlt, QT_TRANSLATE_NOOP("Glyph", "High")},
    {Token::Medium, Token::SurfaceAlt, QT_TRANSLATE_NOOP("Glyph", "Medium")},
    {Token::Low, Token::SurfaceAlt, QT_TRANSLATE_NOOP("Glyph", "Low")},
    {Token::Info, Token::SurfaceAlt, QT_TRANSLATE_NOOP("Glyph", "Info")},
    {Token::Pass, Token::PassSoft, QT_TRANSLATE_NOOP("Glyph", "Pass")},
    {Token::Pass, Token::PassSoft, QT_TRANSLATE_NOOP("Glyph", "Manual pass")},
    {Token::Fail, Token::CriticalSoft, QT_TRANSLATE_NOOP("Glyph", "Fail")},
    {Token::Fail, Token::CriticalSoft, QT_TRANSLATE_NOOP("Glyph", "Manual fail")},
    {Token::Insuf, Token::InsufSoft, QT_TRANSLATE_NOOP("Glyph", "Insufficient evidence")},
    {Token::Na, Token::SurfaceAlt, QT_TRANSLATE_NOOP("Glyph", "Not applicable")},
    {Token::Waived, Token::WaivedSoft, QT_TRANSLATE_NOOP("Glyph", "Waived")},
    {Token::Quiet, Token::SurfaceAlt, QT_TRANSLATE_NOOP("Glyph", "Healthy")},
    {Token::Critical, Token::CriticalSoft, QT_TRANSLATE_NOOP("Glyph", "Alert")},
    {Token::Insuf, Token::InsufSoft, QT_TRANSLATE_NOOP("Glyph", "Short")},
    {Token::Text, Token::SurfaceAlt, QT_TRANSLATE_NOOP("Glyph", "Silent")},
    {Token::Accent, Token::AccentSoft, QT_TRANSLATE_NOOP("Glyph", "Verified")},
}};

const GlyphRow& glyphRow(Glyph glyph) {
    const auto index = static_cast<std::size_t>(glyph);
    return kGlyphs[index < kGlyphs.size() ? index : 0];
}

}  // namespace

void paintGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const Theme& theme) {
    if (glyph == Glyph::None) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 12, rect.height() / 12);
    GlyphBrush brush(painter, theme.color(glyphToken(glyph)), theme.color(Token::Surface));
    if (glyph <= Glyph::Info) {
        severity(brush, glyph);
    } else if (glyph <= Glyph::Waived) {
        state(brush, glyph);
    } else if (glyph <= Glyph::NodeSilent) {
        node(brush, glyph);
    } else {
        brush.outline(scallop(), 1.1);
        brush.line(QPolygonF(QList<QPointF>{{3.9, 6.1}, {5.4, 7.6}, {8.2, 4.6}}), false, 1.2);
    }
    painter.restore();
}

Token glyphToken(Glyph glyph) { return glyphRow(glyph).token; }

Token glyphSoftToken(Glyph glyph) { return glyphRow(glyph).soft; }

QString glyphWord(Glyph glyph) {
    const char* word = glyphRow(glyph).word;
    return *word == 0 ? QString() : QCoreApplication::translate("Glyph", word);
}

QIcon glyphIcon(Glyph glyph, const Theme& theme) { return QIcon(new GlyphEngine(glyph, theme)); }

}  // namespace vedette::ui
