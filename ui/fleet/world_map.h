// SPDX-License-Identifier: GPL-3.0-or-later
// resources/map: outlines of countries, a point in each, and where the regions of cloud providers are. Degrees,
// longitude as x and latitude as y. What is not listed is not known, and is never drawn.
#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QString>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vedette::ui {

struct MapCountry {
    std::string iso;  // ISO 3166-1 alpha-2; empty for an area without a code
    QPointF middle;
    std::vector<QPolygonF> rings;  // none when the country is too small for an outline
};

struct RegionPlace {
    QPointF at;
    QString name;         // as the provider publishes it: "Frankfurt"
    std::string country;  // ISO 3166-1 alpha-2
    bool area = false;    // a state or a country is published, and no city: `at` is its middle
};

// A value; made on any thread, read from any.
class WorldMap {
public:
    // `folder`: resources/map. Invalid with the file when it cannot be understood.
    [[nodiscard]] static Result<WorldMap> load(const std::filesystem::path& folder);

    [[nodiscard]] const std::vector<MapCountry>& countries() const { return m_countries; }
    // A point inside the country; none for a code the map does not know.
    [[nodiscard]] std::optional<QPointF> middleOf(std::string_view iso) const;
    // Null when no place is published. Without a provider the region's name must be unique.
    [[nodiscard]] const RegionPlace* placeOf(std::string_view provider, std::string_view region) const;

private:
    std::vector<MapCountry> m_countries;
    std::map<std::string, std::map<std::string, RegionPlace, std::less<>>, std::less<>> m_regions;
};

}  // namespace vedette::ui
