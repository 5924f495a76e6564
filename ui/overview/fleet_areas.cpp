// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/fleet_areas.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace vedette::ui {
namespace {

using namespace std::string_view_literals;

// A class only because lupdate finds the words of classes.
struct AreaWords {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::fleetAreas)
};

// ISO 3166-1 alpha-2, in order.
constexpr std::array kAmericas = {"AR"sv, "BB"sv, "BO"sv, "BR"sv, "BS"sv, "BZ"sv, "CA"sv, "CL"sv,
                                  "CO"sv, "CR"sv, "CU"sv, "DO"sv, "EC"sv, "GL"sv, "GT"sv, "GY"sv,
                                  "HN"sv, "HT"sv, "JM"sv, "MX"sv, "NI"sv, "PA"sv, "PE"sv, "PR"sv,
                                  "PY"sv, "SR"sv, "SV"sv, "TT"sv, "US"sv, "UY"sv, "VE"sv};
constexpr std::array kAsiaPacific = {"AU"sv, "BD"sv, "BN"sv, "BT"sv, "CN"sv, "FJ"sv, "GU"sv, "HK"sv,
                                     "ID"sv, "IN"sv, "JP"sv, "KH"sv, "KR"sv, "LA"sv, "LK"sv, "MM"sv,
                                     "MN"sv, "MO"sv, "MV"sv, "MY"sv, "NC"sv, "NP"sv, "NZ"sv, "PF"sv,
                                     "PG"sv, "PH"sv, "PK"sv, "SG"sv, "TH"sv, "TL"sv, "TW"sv, "VN"sv};
static_assert(std::ranges::is_sorted(kAmericas) && std::ranges::is_sorted(kAsiaPacific));

}  // namespace

FleetArea areaOf(const RegionTable& regions, const DeclaredNode& node) {
    const std::string country = node.country.empty() ? regions.countryOf(node.provider, node.region) : node.country;
    if (country.empty()) return FleetArea::Unknown;
    if (regions.inEea(country)) return FleetArea::Eea;
    if (country == "GB" || country == "CH") return FleetArea::UkSwitzerland;
    if (std::ranges::binary_search(kAmericas, std::string_view(country))) return FleetArea::Americas;
    if (std::ranges::binary_search(kAsiaPacific, std::string_view(country))) return FleetArea::AsiaPacific;
    return FleetArea::Elsewhere;
}

QString areaWord(FleetArea area) {
    switch (area) {
        case FleetArea::Eea: return AreaWords::tr("EU, EEA");
        case FleetArea::UkSwitzerland: return AreaWords::tr("UK, CH");
        case FleetArea::Americas: return AreaWords::tr("Americas");
        case FleetArea::AsiaPacific: return AreaWords::tr("APAC");
        case FleetArea::Elsewhere: return AreaWords::tr("Elsewhere");
        case FleetArea::Unknown: break;
    }
    return AreaWords::tr("Place not declared");
}

}  // namespace vedette::ui
