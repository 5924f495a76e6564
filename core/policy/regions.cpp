// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/regions.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "core/base/file.h"

namespace vedette {
namespace {

std::string place(const std::string& name, const YAML::Node& node) {
    return fmt::format("{}:{}", name, node.Mark().line + 1);
}

Result<Time> day(const YAML::Node& node, const std::string& name) {
    auto t = parseTime(node.as<std::string>());
    if (!t) return fail(ErrorCode::Invalid, "not a date", place(name, node), "write it as 2026-11-21");
    return *t;
}

}  // namespace

Result<RegionTable> RegionTable::load(const std::filesystem::path& file) {
    auto text = readFile(file);
    if (!text) return passOn(text);
    return parse(*text, file.string());
}

Result<RegionTable> RegionTable::parse(std::string_view yaml, const std::string& nameForErrors) {
    try {
        const YAML::Node root = YAML::Load(std::string(yaml));
        if (!root.IsMap() || !root["zones"].IsMap() || !root["regions"].IsMap()) {
            return fail(ErrorCode::Invalid, "the region table needs the maps 'zones' and 'regions'", nameForErrors);
        }
        RegionTable table;
        table.m_asOf = root["as_of"] ? root["as_of"].as<std::string>() : std::string();
        for (const auto& zone : root["zones"]) {
            auto& countries = table.m_zones[zone.first.as<std::string>()];
            for (const auto& c : zone.second) {
                countries.insert(c.as<std::string>());
                table.m_countries.insert(c.as<std::string>());
            }
        }
        for (const auto& row : root["adequacy"]) {
            Adequacy a;
            a.country = row["country"].as<std::string>();
            a.decision = row["decision"].as<std::string>();
            auto from = day(row["from"], nameForErrors);
            if (!from) return passOn(from);
            a.from = *from;
            if (row["until"]) {
                auto until = day(row["until"], nameForErrors);
                if (!until) return passOn(until);
                a.until = *until + std::chrono::days(1);  // the last day still counts
            }
            if (row["scope"]) a.scope = row["scope"].as<std::string>();
            table.m_countries.insert(a.country);
            table.m_adequacy.push_back(std::move(a));
        }
        for (const auto& provider : root["regions"]) {
            auto& regions = table.m_regions[provider.first.as<std::string>()];
            for (const auto& r : provider.second) {
                const auto country = r.second[0].as<std::string>();
                table.m_countries.insert(country);
                if (!regions.emplace(r.first.as<std::string>(), country).second) {
                    return fail(ErrorCode::Invalid, "the region is listed twice", place(nameForErrors, r.first));
                }
            }
        }
        return table;
    } catch (const YAML::Exception& e) {
        return fail(ErrorCode::Invalid, e.msg, fmt::format("{}:{}", nameForErrors, e.mark.line + 1),
                    "correct the region table");
    }
}

std::string RegionTable::countryOf(std::string_view provider, std::string_view region) const {
    if (const auto p = m_regions.find(provider); p != m_regions.end()) {
        const auto r = p->second.find(region);
        return r == p->second.end() ? std::string() : r->second;
    }
    if (!provider.empty()) return {};
    std::string found;
    for (const auto& [name, regions] : m_regions) {
        const auto r = regions.find(region);
        if (r == regions.end()) continue;
        if (!found.empty() && found != r->second) return {};
        found = r->second;
    }
    return found;
}

bool RegionTable::knows(std::string_view zoneOrCountry) const {
    return zoneOrCountry == "ADEQUATE" || m_zones.contains(zoneOrCountry) || m_countries.contains(zoneOrCountry);
}

bool RegionTable::covers(std::string_view zone, std::string_view country) const {
    if (country.empty()) return false;
    if (zone == country) return true;
    const auto z = m_zones.find(zone);
    return z != m_zones.end() && z->second.contains(country);
}

const Adequacy* RegionTable::adequacyAt(std::string_view country, Time t) const {
    for (const Adequacy& a : m_adequacy) {
        if (a.country == country && a.from <= t && (!a.until || t < *a.until)) return &a;
    }
    return nullptr;
}

std::vector<const Adequacy*> RegionTable::decisionsFor(std::string_view country) const {
    std::vector<const Adequacy*> found;
    for (const Adequacy& a : m_adequacy) {
        if (a.country == country) found.push_back(&a);
    }
    return found;
}

}  // namespace vedette
