// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/world_map.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

#include "core/base/file.h"

namespace vedette::ui {
namespace {

constexpr double kUnit = 0.1;  // the files count tenths of a degree

Result<QJsonObject> readJson(const std::filesystem::path& file) {
    auto text = readFile(file);
    if (!text) return passOn(text);
    QJsonParseError trouble;
    const auto document =
        QJsonDocument::fromJson(QByteArray(text->data(), static_cast<qsizetype>(text->size())), &trouble);
    if (trouble.error != QJsonParseError::NoError || !document.isObject())
        return fail(ErrorCode::Invalid, "the map's data is no JSON object", file.string(),
                    "install Vedette's resources again, or run scripts/map");
    return document.object();
}

QPointF pointOf(const QJsonValue& value) {
    const auto numbers = value.toArray();
    return QPointF(numbers.at(0).toInt(), numbers.at(1).toInt()) * kUnit;
}

QPolygonF ringOf(const QJsonArray& numbers) {
    QPolygonF ring;
    int x = 0;
    int y = 0;
    for (qsizetype i = 0; i + 1 < numbers.size(); i += 2) {
        x += numbers[i].toInt();
        y += numbers[i + 1].toInt();
        ring << QPointF(x, y) * kUnit;
    }
    return ring;
}

}  // namespace

Result<WorldMap> WorldMap::load(const std::filesystem::path& folder) {
    auto world = readJson(folder / "world.json");
    if (!world) return passOn(world);
    auto places = readJson(folder / "places.json");
    if (!places) return passOn(places);
    WorldMap map;
    const auto countries = world->value(QStringLiteral("countries")).toArray();
    for (const auto& value : countries) {
        const auto object = value.toObject();
        MapCountry country{
            object[QStringLiteral("iso")].toString().toStdString(), pointOf(object[QStringLiteral("at")]), {}};
        const auto rings = object[QStringLiteral("rings")].toArray();
        for (const auto& ring : rings) country.rings.push_back(ringOf(ring.toArray()));
        map.m_countries.push_back(std::move(country));
    }
    const auto providers = places->value(QStringLiteral("regions")).toObject();
    for (auto provider = providers.begin(); provider != providers.end(); ++provider) {
        const auto regions = provider->toObject();
        for (auto region = regions.begin(); region != regions.end(); ++region) {
            const auto object = region->toObject();
            map.m_regions[provider.key().toStdString()].emplace(
                region.key().toStdString(),
                RegionPlace{pointOf(object[QStringLiteral("at")]), object[QStringLiteral("place")].toString(),
                            object[QStringLiteral("country")].toString().toStdString(),
                            object[QStringLiteral("area")].toBool()});
        }
    }
    if (map.m_countries.empty() || map.m_regions.empty())
        return fail(ErrorCode::Invalid, "the map's data names no country or no region", folder.string(),
                    "install Vedette's resources again, or run scripts/map");
    return map;
}

std::optional<QPointF> WorldMap::middleOf(std::string_view iso) const {
    if (iso.empty()) return {};
    const auto at = std::ranges::find(m_countries, iso, &MapCountry::iso);
    return at == m_countries.end() ? std::nullopt : std::optional(at->middle);
}

const RegionPlace* WorldMap::placeOf(std::string_view provider, std::string_view region) const {
    const RegionPlace* found = nullptr;
    for (const auto& [name, regions] : m_regions) {
        if (!provider.empty() && name != provider) continue;
        const auto at = regions.find(region);
        if (at == regions.end()) continue;
        if (found != nullptr) return nullptr;
        found = &at->second;
    }
    return found;
}

}  // namespace vedette::ui
