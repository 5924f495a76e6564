// SPDX-License-Identifier: GPL-3.0-or-later
// From longitude and latitude to a place in a widget: the Equal Earth projection (areas stay true), then the part of it
// that is shown, fitted into a rectangle without distortion.
#pragma once

#include <QPointF>
#include <QRectF>

namespace vedette::ui {

// Degrees in, radii of the globe out; north is up, so y is negated. Longitude 0 is the middle.
[[nodiscard]] QPointF equalEarth(const QPointF& degrees);

class MapFrame {
public:
    MapFrame() = default;
    // Shows `shown` (degrees, left/top/right/bottom as west/south/east/north whatever the sign of its height) as large
    // as fits, centred in `room`.
    MapFrame(const QRectF& shown, const QRectF& room);
    [[nodiscard]] QPointF place(const QPointF& degrees) const;
    [[nodiscard]] const QRectF& room() const { return m_room; }
    // Device-independent pixels for one radius of the globe.
    [[nodiscard]] double scale() const { return m_scale; }

private:
    QRectF m_room;
    QPointF m_origin;
    double m_scale = 1;
};

// West, south, width, height of what the maps show: the inhabited world, and the part where regions stand close.
inline constexpr QRectF kWorldShown{-130, -48, 282, 122};
inline constexpr QRectF kEuropeShown{-12, 40, 40, 23};

}  // namespace vedette::ui
