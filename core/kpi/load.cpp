// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions of key figures from YAML.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "core/base/file.h"
#include "core/kpi/measures.h"

namespace vedette {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20;

class KpiFileReader {
public:
    explicit KpiFileReader(const std::string& name) : m_name(name) {}

    Result<std::vector<KpiDefinition>> read(std::string_view yaml) {
        const YAML::Node root = YAML::Load(std::string(yaml));
        if (!root.IsMap() || !root["kpis"] || !root["kpis"].IsSequence())
            return fail(ErrorCode::Invalid, "the file has no list 'kpis'", m_name + ":1", kHint);
        for (const auto& field : root) {
            if (field.first.as<std::string>() != "kpis") return wrong(field.first, "the only key is 'kpis'");
        }
        std::vector<KpiDefinition> out;
        for (const YAML::Node& node : root["kpis"]) {
            auto one = definition(node);
            if (!one) return passOn(one);
            if (std::ranges::find(out, one->id, &KpiDefinition::id) != out.end())
                return wrong(node, fmt::format("the id '{}' is used twice", one->id));
            out.push_back(std::move(*one));
        }
        return out;
    }

private:
    static constexpr const char* kHint = "docs/add-a-kpi.md describes the format";

    [[nodiscard]] std::unexpected<Error> wrong(const YAML::Node& at, std::string what) const {
        return fail(ErrorCode::Invalid, std::move(what), fmt::format("{}:{}", m_name, at.Mark().line + 1), kHint);
    }

    Result<void> text(const YAML::Node& map, const char* key, std::string& into, bool needed) const {
        const YAML::Node value = map[key];
        if (!value) {
            if (needed) return wrong(map, fmt::format("the KPI has no '{}'", key));
            return {};
        }
        if (!value.IsScalar() || value.Scalar().empty()) return wrong(value, fmt::format("'{}' must be a text", key));
        into = value.Scalar();
        return {};
    }

    Result<void> words(const YAML::Node& map, KpiDefinition& d) const {
        const std::pair<const char*, std::string*> fields[] = {{"id", &d.id},
                                                               {"title", &d.title},
                                                               {"group", &d.group},
                                                               {"definition", &d.definition},
                                                               {"measure", &d.measure}};
        for (const auto& [key, into] : fields) {
            if (auto ok = text(map, key, *into, true); !ok) return ok;
        }
        return text(map, "target_owner", d.targetOwner, false);
    }

    Result<void> numbers(const YAML::Node& map, KpiDefinition& d) const {
        std::string unit;
        std::string direction;
        std::string target;
        for (const auto& [key, into] : {std::pair{"unit", &unit}, std::pair{"direction", &direction}}) {
            if (auto ok = text(map, key, *into, true); !ok) return ok;
        }
        if (auto ok = text(map, "target", target, false); !ok) return ok;
        bool known = false;
        for (const KpiUnit u : {KpiUnit::Seconds, KpiUnit::Milliseconds, KpiUnit::Share, KpiUnit::Count}) {
            if (unitName(u) != unit) continue;
            d.unit = u;
            known = true;
        }
        if (!known)
            return wrong(map["unit"], fmt::format("unknown unit '{}': seconds, milliseconds, share or count", unit));
        known = false;
        for (const KpiDirection way : {KpiDirection::Lower, KpiDirection::Higher, KpiDirection::Neither}) {
            if (directionName(way) != direction) continue;
            d.direction = way;
            known = true;
        }
        if (!known)
            return wrong(map["direction"], fmt::format("unknown direction '{}': lower, higher or neither", direction));
        if (target.empty()) {
            if (!d.targetOwner.empty()) return wrong(map["target_owner"], "an owner without a target");
            return {};
        }
        double number = 0;
        const auto [end, error] = std::from_chars(target.data(), target.data() + target.size(), number);
        if (error != std::errc{} || end != target.data() + target.size() || !(number >= 0))
            return wrong(map["target"], fmt::format("the target '{}' is not a number of 0 or more", target));
        if (d.unit == KpiUnit::Share && number > 1) return wrong(map["target"], "a share is between 0 and 1");
        if (d.direction == KpiDirection::Neither)
            return wrong(map["target"], "a target needs a direction: is lower or higher better?");
        if (d.targetOwner.empty())
            return wrong(map["target"], "the target has no 'target_owner': nobody could say whose number it is");
        d.target = number;
        return {};
    }

    Result<KpiDefinition> definition(const YAML::Node& node) const {
        if (!node.IsMap()) return wrong(node, "a KPI is a map");
        static const std::set<std::string> known{"id",        "title",  "group",        "definition", "unit",
                                                 "direction", "target", "target_owner", "measure"};
        std::set<std::string> met;
        for (const auto& field : node) {
            const auto key = field.first.as<std::string>();
            if (!known.contains(key)) return wrong(field.first, fmt::format("unknown key '{}'", key));
            if (!met.insert(key).second) return wrong(field.first, fmt::format("'{}' stands twice", key));
        }
        KpiDefinition d;
        d.file = fmt::format("{}:{}", m_name, node.Mark().line + 1);
        if (auto ok = words(node, d); !ok) return passOn(ok);
        if (auto ok = numbers(node, d); !ok) return passOn(ok);
        const kpis::Measure* measure = kpis::findMeasure(d.measure);
        if (measure == nullptr) return wrong(node["measure"], fmt::format("there is no measure '{}'", d.measure));
        if (measure->info.unit != d.unit)
            return wrong(node["unit"],
                         fmt::format("the measure '{}' gives {}", d.measure, unitName(measure->info.unit)));
        return d;
    }

    const std::string& m_name;
};

}  // namespace

Result<std::vector<KpiDefinition>> parseKpis(std::string_view yaml, const std::string& name) {
    if (yaml.size() > kLargestFile) return fail(ErrorCode::Invalid, "the file is larger than 1 MiB", name);
    try {
        return KpiFileReader(name).read(yaml);
    } catch (const YAML::Exception& e) {
        return fail(ErrorCode::Invalid, e.msg, fmt::format("{}:{}", name, e.mark.line + 1),
                    "correct the YAML; docs/add-a-kpi.md describes the format");
    }
}

Result<std::vector<KpiDefinition>> loadKpis(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code ec;
    for (const auto& file : std::filesystem::directory_iterator(folder, ec)) {
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    }
    if (ec) return fail(ErrorCode::Io, "cannot read the folder of key figures", folder.string(), ec.message());
    std::ranges::sort(files);
    std::vector<KpiDefinition> out;
    for (const auto& file : files) {
        auto text = readFile(file, kLargestFile);
        if (!text) return passOn(text);
        auto some = parseKpis(*text, file.string());
        if (!some) return passOn(some);
        for (KpiDefinition& d : *some) {
            if (std::ranges::find(out, d.id, &KpiDefinition::id) != out.end())
                return fail(ErrorCode::Invalid, fmt::format("the id '{}' is used in another file too", d.id), d.file);
            out.push_back(std::move(d));
        }
    }
    return out;
}

}  // namespace vedette
