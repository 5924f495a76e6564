// SPDX-License-Identifier: GPL-3.0-or-later
// resources/regions/regions.yaml: where cloud regions stand, zones of countries, adequacy decisions with their dates.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

struct Adequacy {
    std::string country;
    std::string decision;
    Time from{};
    std::optional<Time> until;  // first instant it no longer holds
    std::string scope;          // what must also hold; empty: nothing
};

class RegionTable {
public:
    [[nodiscard]] static Result<RegionTable> load(const std::filesystem::path& file);
    [[nodiscard]] static Result<RegionTable> parse(std::string_view yaml, const std::string& nameForErrors);

    // Country of a provider's region; empty when unknown. Without a provider the region's name must be unique.
    [[nodiscard]] std::string countryOf(std::string_view provider, std::string_view region) const;
    // A zone's name, "ADEQUATE" (by date, ask adequacy()) or a country the table has heard of.
    [[nodiscard]] bool knows(std::string_view zoneOrCountry) const;
    // True when `zone` is the country or a zone that holds it.
    [[nodiscard]] bool covers(std::string_view zone, std::string_view country) const;
    [[nodiscard]] bool inEea(std::string_view country) const { return covers("EEA", country); }
    // Decision for the country live at `t`; null without one.
    [[nodiscard]] const Adequacy* adequacyAt(std::string_view country, Time t) const;
    // Any decision for the country, whenever.
    [[nodiscard]] std::vector<const Adequacy*> decisionsFor(std::string_view country) const;
    [[nodiscard]] const std::string& asOf() const { return m_asOf; }

private:
    std::string m_asOf;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> m_zones;
    std::vector<Adequacy> m_adequacy;
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> m_regions;
    std::set<std::string, std::less<>> m_countries;
};

}  // namespace vedette
