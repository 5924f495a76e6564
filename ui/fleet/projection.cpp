// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vedette::ui {

// B. Šavrič, T. Patterson, B. Jenny: The Equal Earth map projection (2018).
QPointF equalEarth(const QPointF& degrees) {
    constexpr double a1 = 1.340264;
    constexpr double a2 = -0.081106;
    constexpr double a3 = 0.000893;
    constexpr double a4 = 0.003796;
    constexpr double perDegree = std::numbers::pi / 180;
    const double longitude = degrees.x() * perDegree;
    const double latitude = std::clamp(degrees.y(), -90.0, 90.0) * perDegree;
    const double t = std::asin(std::numbers::sqrt3 / 2 * std::sin(latitude));
    const double t2 = t * t;
    const double t6 = t2 * t2 * t2;
    const double slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2);
    return {2 * std::numbers::sqrt3 * longitude * std::cos(t) / (3 * slope), -t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))};
}

MapFrame::MapFrame(const QRectF& shown, const QRectF& room) : m_room(room) {
    // Parallels are straight and the longest is the one next to the equator.
    const double south = std::min(shown.top(), shown.bottom());
    const double north = std::max(shown.top(), shown.bottom());
    const double widest = south <= 0 && north >= 0 ? 0 : (south > 0 ? south : north);
    const QPointF corner = equalEarth({shown.left(), widest});
    const QPointF other = equalEarth({shown.right(), widest});
    const QRectF extent(QPointF(corner.x(), equalEarth({0, north}).y()),
                        QPointF(other.x(), equalEarth({0, south}).y()));
    m_scale = std::min(room.width() / std::max(extent.width(), 1e-9), room.height() / std::max(extent.height(), 1e-9));
    m_origin = room.center() - extent.center() * m_scale;
}

QPointF MapFrame::place(const QPointF& degrees) const { return m_origin + equalEarth(degrees) * m_scale; }

}  // namespace vedette::ui
