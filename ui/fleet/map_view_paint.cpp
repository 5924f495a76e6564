// SPDX-License-Identifier: GPL-3.0-or-later
// What MapView paints: land, then flows, then nodes, then labels; the inset over the world.
#include <QPainter>
#include <QPainterPath>

#include <cmath>

#include "ui/fleet/map_paint.h"
#include "ui/fleet/map_view.h"
#include "ui/page/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/figure_paint.h"

namespace vedette::ui {
namespace {

constexpr double kStroke = 1.5;
constexpr double kArrow = 7;

void paintCountries(QPainter& painter, const MapContent& content, const MapPanel& panel, const Theme& theme) {
    painter.save();
    painter.setClipRect(panel.room);
    painter.fillRect(panel.room, theme.color(Token::Window));
    painter.setPen(QPen(theme.color(Token::Window), 0.8));
    for (const MapCountry& country : content.data->world.countries()) {
        QPainterPath shape;
        for (const QPolygonF& ring : country.rings) {
            QPolygonF placed;
            for (const QPointF& at : ring) placed << panel.frame.place(at);
            shape.addPolygon(placed);
            shape.closeSubpath();
        }
        if (shape.boundingRect().intersects(panel.room))
            paintZone(painter, shape, zoneOf(content.data->regions, country.iso, content.at), theme);
    }
    painter.restore();
}

}  // namespace

void MapView::drawLand() {
    const double ratio = devicePixelRatioF();
    m_land = QPixmap((QSizeF(size()) * ratio).toSize());
    m_land.setDevicePixelRatio(ratio);
    m_land.fill(theme().color(Token::Window));
    QPainter painter(&m_land);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const MapPanel& panel : m_scene.panels) paintCountries(painter, m_content, panel, theme());
}

void MapView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_scene.panels.empty()) {
        painter.fillRect(rect(), theme().color(Token::Window));
        return;
    }
    if (m_land.isNull() || m_land.devicePixelRatio() != devicePixelRatioF()) drawLand();
    const MapPanel& world = m_scene.panels.front();
    painter.drawPixmap(0, 0, m_land);
    if (m_scene.panels.size() > 1) {
        painter.save();
        painter.setClipRegion(QRegion(rect()) - QRegion(m_scene.panels.back().room.toAlignedRect()));
        paintPanel(painter, world, false);
        painter.restore();
        paintInsetEdge(painter, world, m_scene.panels.back());
        paintPanel(painter, m_scene.panels.back(), true);
    } else {
        paintPanel(painter, world, false);
    }
}

void MapView::paintInsetEdge(QPainter& painter, const MapPanel& world, const MapPanel& inset) const {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().color(Token::BorderControl), 1));
    painter.drawRoundedRect(inset.room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QPen dotted(theme().color(Token::TextFaint), 1);
    dotted.setDashPattern({2, 3});
    painter.setPen(dotted);
    painter.drawRect(QRectF(world.frame.place({kEuropeShown.left(), kEuropeShown.bottom()}),
                            world.frame.place({kEuropeShown.right(), kEuropeShown.top()})));
    painter.setFont(theme().font(FontRole::CaptionStrong));
    painter.setPen(theme().color(Token::Text));
    painter.drawText(inset.room.adjusted(8, 5, -8, 0), Qt::AlignTop | Qt::AlignLeft, tr("Europe"));
}

void MapView::paintPanel(QPainter& painter, const MapPanel& panel, bool inset) const {
    painter.save();
    if (inset) painter.setClipRect(panel.room);
    // What holds comes first, so that what does not lies above it.
    for (auto a = panel.arcs.rbegin(); a != panel.arcs.rend(); ++a) paintArc(painter, *a);
    for (const MapMark& m : panel.marks) paintMark(painter, m);
    for (const MapArc& a : panel.arcs) paintArcLabel(painter, a);
    painter.restore();
}

void MapView::paintArc(QPainter& painter, const MapArc& arc) const {
    painter.setBrush(Qt::NoBrush);
    if (lit(arc.id)) {
        painter.setPen(QPen(theme().color(Token::Accent), kStroke + 5));
        painter.setOpacity(0.45);
        painter.drawPolyline(arc.line);
        painter.setOpacity(1);
    }
    const QPen pen = flowPen(arc.basis, theme(), kStroke);
    painter.setPen(pen);
    painter.drawPolyline(arc.line);
    const QPointF tip = arc.line.back();
    const QPointF before = arc.line[std::max<qsizetype>(0, arc.line.size() - 4)];
    const double angle = std::atan2(tip.y() - before.y(), tip.x() - before.x());
    QPolygonF head;
    head << tip;
    for (const double turn : {0.42, -0.42})
        head << tip - QPointF(std::cos(angle + turn), std::sin(angle + turn)) * kArrow;
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    painter.drawPolygon(head);
    painter.drawEllipse(arc.line.front(), 2.2, 2.2);
}

void MapView::paintArcLabel(QPainter& painter, const MapArc& arc) const {
    if (arc.labelRect.isEmpty()) return;
    QRectF text = arc.labelRect;
    painter.setFont(theme().font(FontRole::Caption));
    if (arc.state == ControlState::Fail) {
        painter.setPen(QPen(theme().color(Token::Fail), 1));
        painter.setBrush(theme().color(Token::CriticalSoft));
        painter.drawRoundedRect(arc.labelRect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        paintGlyph(painter, stateGlyph(arc.state), QRectF(text.left() + 6, text.center().y() - 6, 12, 12), theme());
        text.adjust(22, 0, -6, 0);
        painter.setPen(theme().color(Token::Fail));
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().color(Token::Window));
        painter.setOpacity(0.8);
        painter.drawRoundedRect(text.adjusted(1, 1, -1, -1), 3, 3);
        painter.setOpacity(1);
        painter.setPen(theme().color(Token::Text));
    }
    painter.drawText(text, Qt::AlignCenter, arc.label);
    const QFontMetricsF face(painter.font());
    const double width = face.horizontalAdvance(arc.label);
    paintDottedUnderline(
        painter, QRectF(text.center().x() - width / 2, text.center().y() - face.height() / 2, width, face.height()),
        theme());
}

void MapView::paintMark(QPainter& painter, const MapMark& mark) const {
    const QRectF disc(mark.at.x() - mark.radius, mark.at.y() - mark.radius, 2 * mark.radius, 2 * mark.radius);
    if (lit(mark.id)) {
        painter.setPen(QPen(theme().color(Token::Accent), metrics::kFocusRing));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(disc.adjusted(-3, -3, 3, 3));
    }
    painter.setPen(QPen(theme().color(Token::Window), 1.5));
    const bool single = mark.nodes.size() == 1;
    painter.setBrush(theme().color(single ? Token::Surface : Token::Text));
    painter.drawEllipse(disc);
    if (single) {
        painter.setPen(QPen(theme().color(Token::BorderControl), 1));
        painter.drawEllipse(disc);
        paintGlyph(painter, healthGlyph(mark.health.begin()->first), QRectF(mark.at - QPointF(6, 6), QSizeF(12, 12)),
                   theme());
    } else {
        painter.setFont(theme().font(FontRole::CaptionStrong));
        painter.setPen(theme().color(Token::Surface));
        painter.drawText(disc, Qt::AlignCenter, QString::number(mark.nodes.size()));
        double x = mark.at.x() + mark.radius - 5;
        for (const auto& [health, count] : mark.health) {
            if (health == NodeHealth::Healthy || count == 0) continue;
            const QRectF badge(x, mark.at.y() - mark.radius - 6, 14, 14);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme().color(Token::Surface));
            painter.drawRoundedRect(badge, 3, 3);
            paintGlyph(painter, healthGlyph(health), badge.adjusted(1.5, 1.5, -1.5, -1.5), theme());
            x += 13;
        }
    }
    if (mark.labelRect.isEmpty()) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().color(Token::Window));
    painter.setOpacity(0.7);
    painter.drawRoundedRect(mark.labelRect, 3, 3);
    painter.setOpacity(1);
    painter.setFont(theme().font(FontRole::Caption));
    painter.setPen(theme().color(Token::Text));
    painter.drawText(mark.labelRect, Qt::AlignCenter | Qt::TextDontClip, mark.label);
}

}  // namespace vedette::ui
