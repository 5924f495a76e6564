// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/pack.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "core/base/file.h"
#include "core/policy/check.h"

namespace vedette {
namespace {

constexpr std::size_t kLargestPack = 4u << 20;

constexpr std::array<std::string_view, 11> kGroups = {"suppliers",  "rights",     "transfers", "retention",
                                                      "access",     "encryption", "network",   "logging",
                                                      "monitoring", "incidents",  "ai"};

// What is wrong in a control, with the line it stands on.
struct Wrong {
    int line = 0;
    std::string what;
};

class PackReader {
public:
    explicit PackReader(std::string name) : m_name(std::move(name)) {}

    Result<Pack> read(std::string_view yaml) {
        const YAML::Node root = YAML::Load(std::string(yaml));
        if (!root.IsMap())
            return fail(ErrorCode::Invalid, "a pack is a map with the keys pack, version and controls", m_name + ":1");
        for (const auto& field : root) {
            const auto key = field.first.as<std::string>();
            static const std::set<std::string> known{"pack", "title", "version", "source", "defaults", "controls"};
            if (!known.contains(key)) return wrong(field.first, fmt::format("unknown key '{}'", key));
        }
        for (const char* key : {"pack", "title", "version", "source"}) {
            if (!root[key] || !root[key].IsScalar() || root[key].Scalar().empty()) {
                return fail(ErrorCode::Invalid, fmt::format("the pack has no '{}'", key), m_name + ":1");
            }
        }
        if (!root["controls"] || !root["controls"].IsSequence()) {
            return fail(ErrorCode::Invalid, "the pack has no list 'controls'", m_name + ":1");
        }
        Pack pack;
        pack.id = root["pack"].Scalar();
        pack.title = root["title"].Scalar();
        pack.version = root["version"].Scalar();
        pack.source = root["source"].Scalar();
        std::set<std::string> ids;
        for (const YAML::Node& node : root["controls"]) {
            m_problems.clear();
            Control control;
            control.framework = pack.id;
            if (root["defaults"]) readFields(root["defaults"], control, true);
            readFields(node, control, false);
            complete(node, control);
            if (!control.id.empty() && !ids.insert(control.id).second) {
                problem(node, fmt::format("control id '{}' is used twice", control.id));
            }
            if (m_problems.empty()) {
                pack.controls.push_back(std::move(control));
                continue;
            }
            for (const Wrong& w : m_problems) {
                pack.problems.push_back(
                    fmt::format("{}:{}: {}{}", m_name, w.line, control.id.empty() ? "" : control.id + ": ", w.what));
            }
        }
        return pack;
    }

private:
    [[nodiscard]] std::unexpected<Error> wrong(const YAML::Node& at, std::string what) const {
        return fail(ErrorCode::Invalid, std::move(what), fmt::format("{}:{}", m_name, at.Mark().line + 1),
                    "docs/add-a-control.md describes the format");
    }

    void problem(const YAML::Node& at, std::string what) {
        m_problems.push_back({at.Mark().line + 1, std::move(what)});
    }

    std::string scalar(const YAML::Node& node, const std::string& key) {
        if (node.IsScalar()) return node.Scalar();
        problem(node, fmt::format("'{}' must be one value", key));
        return {};
    }

    std::vector<std::string> list(const YAML::Node& node, const std::string& key) {
        std::vector<std::string> out;
        if (node.IsScalar()) return {node.Scalar()};
        if (!node.IsSequence())
            problem(node, fmt::format("'{}' must be a list", key));
        else
            for (const YAML::Node& item : node) out.push_back(scalar(item, key));
        return out;
    }

    void facts(const YAML::Node& node, const std::string& key, std::map<std::string, std::vector<std::string>>& out) {
        out.clear();
        if (!node.IsMap()) return problem(node, fmt::format("'{}' must be a map of facts to values", key));
        for (const auto& fact : node) out[fact.first.as<std::string>()] = list(fact.second, key);
    }

    std::string day(const YAML::Node& node, const std::string& key) {
        std::string text = scalar(node, key);
        if (text.size() != 10 || !parseTime(text))
            problem(node, fmt::format("'{}' is not a date such as 2026-11-21", text));
        return text;
    }

    void readFields(const YAML::Node& node, Control& c, bool defaults) {
        if (!node.IsMap()) return problem(node, defaults ? "'defaults' must be a map" : "a control must be a map");
        for (const auto& field : node) {
            const auto key = field.first.as<std::string>();
            const YAML::Node& value = field.second;
            if (key == "applies_when")
                facts(value, key, c.appliesWhen);
            else if (key == "exempt_when")
                facts(value, key, c.exemptWhen);
            else if (key == "data_classes")
                c.dataClasses = list(value, key);
            else if (key == "no_nodes")
                c.noNodes = scalar(value, key);
            else if (key == "effective_from")
                c.effectiveFrom = day(value, key);
            else if (key == "effective_to")
                c.effectiveTo = day(value, key);
            else if (key == "kind")
                c.checkKind = scalar(value, key);
            else if (key == "severity")
                c.severity = scalar(value, key);
            else if (key == "basis")
                readBasis(value, c);
            else if (defaults)
                problem(field.first, fmt::format("unknown key '{}' in defaults", key));
            else if (key == "id")
                c.id = scalar(value, key);
            else if (key == "clause")
                c.clause = scalar(value, key);
            else if (key == "title")
                c.title = scalar(value, key);
            else if (key == "group")
                readGroup(value, c);
            else if (key == "obligation")
                c.obligation = scalar(value, key);
            else if (key == "test")
                c.test = scalar(value, key);
            else if (key == "measured")
                c.testText = scalar(value, key);
            else if (key == "threshold")
                c.threshold = scalar(value, key);
            else if (key == "parameters")
                continue;  // read below, once the test is known
            else
                problem(field.first, fmt::format("unknown key '{}'", key));
        }
        if (!defaults) readParameters(node, c);
    }

    void readGroup(const YAML::Node& node, Control& c) {
        c.group = scalar(node, "group");
        if (std::ranges::find(kGroups, c.group) == kGroups.end())
            problem(node, fmt::format("unknown group '{}': one of {}", c.group, fmt::join(kGroups, ", ")));
    }

    void readBasis(const YAML::Node& node, Control& c) {
        const std::string name = scalar(node, "basis");
        for (const auto b : {ThresholdBasis::Text, ThresholdBasis::Mixed, ThresholdBasis::HouseDefault,
                             ThresholdBasis::DeclaredPolicy, ThresholdBasis::Derived}) {
            if (basisName(b) == name) {
                c.basis = b;
                m_hasBasis = true;
                return;
            }
        }
        problem(node, fmt::format("unknown basis '{}': text, mixed, house_default, declared_policy or derived", name));
    }

    void readParameters(const YAML::Node& node, Control& c) {
        const YAML::Node parameters = node["parameters"];
        const CheckInfo* check = findCheck(c.test);
        if (check == nullptr) {
            if (!c.test.empty()) problem(node["test"], fmt::format("there is no test '{}'", c.test));
            return;
        }
        if (!parameters) return;
        if (!parameters.IsMap()) return problem(parameters, "'parameters' must be a map");
        for (const auto& p : parameters) {
            const auto name = p.first.as<std::string>();
            const auto info = std::ranges::find(check->parameters, name, &ParameterInfo::name);
            if (info == check->parameters.end()) {
                problem(p.first, fmt::format("test '{}' has no parameter '{}'", c.test, name));
                continue;
            }
            const auto values = list(p.second, name);
            const std::string text = joined(values);
            if (const std::string why = refuse(*info, text); !why.empty())
                problem(p.second, why);
            else
                c.parameters[name] = text;
        }
    }

    static std::string refuse(const ParameterInfo& info, const std::string& text) {
        const auto allowed = words(info.choices);
        const auto known = [&](const std::string& w) { return std::ranges::find(allowed, w) != allowed.end(); };
        switch (info.kind) {
            case ParameterKind::Span: {
                auto s = parseSpan(text);
                return s ? std::string() : fmt::format("parameter '{}': {}", info.name, s.error().what);
            }
            case ParameterKind::Number: {
                double value = 0;
                const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
                if (ec == std::errc{} && end == text.data() + text.size() && value >= 0) return {};
                return fmt::format("parameter '{}': '{}' is not a number of 0 or more", info.name, text);
            }
            case ParameterKind::Choice:
                return known(text) ? std::string()
                                   : fmt::format("parameter '{}': '{}' is none of {}", info.name, text, info.choices);
            case ParameterKind::Words:
                for (const std::string& w : words(text)) {
                    if (!allowed.empty() && !known(w)) {
                        return fmt::format("parameter '{}': '{}' is none of {}", info.name, w, info.choices);
                    }
                }
                return {};
        }
        return {};
    }

    void complete(const YAML::Node& node, const Control& c) {
        const std::array<std::pair<const char*, const std::string*>, 7> needed{{{"id", &c.id},
                                                                                {"clause", &c.clause},
                                                                                {"title", &c.title},
                                                                                {"obligation", &c.obligation},
                                                                                {"test", &c.test},
                                                                                {"measured", &c.testText},
                                                                                {"threshold", &c.threshold}}};
        for (const auto& [key, value] : needed) {
            if (value->empty()) problem(node, fmt::format("the control has no '{}'", key));
        }
        if (!m_hasBasis) problem(node, "the control has no 'basis': nobody could say whose number the threshold is");
        m_hasBasis = false;
        static const std::set<std::string> severities{"low", "medium", "high", "critical"};
        if (!severities.contains(c.severity)) problem(node, "'severity' must be low, medium, high or critical");
        static const std::set<std::string> kinds{"automated", "document_pointer", "refutation_only"};
        if (!kinds.contains(c.checkKind)) {
            problem(node, "'kind' must be automated, document_pointer or refutation_only");
        }
        if (!c.noNodes.empty() && c.noNodes != "not_applicable") problem(node, "'no_nodes' can only be not_applicable");
    }

    std::string m_name;
    std::vector<Wrong> m_problems;
    bool m_hasBasis = false;
};

}  // namespace

std::span<const std::string_view> requirementGroups() { return kGroups; }

std::string_view basisName(ThresholdBasis b) {
    switch (b) {
        case ThresholdBasis::Text: return "text";
        case ThresholdBasis::Mixed: return "mixed";
        case ThresholdBasis::HouseDefault: return "house_default";
        case ThresholdBasis::DeclaredPolicy: return "declared_policy";
        case ThresholdBasis::Derived: return "derived";
    }
    return "house_default";
}

Result<Pack> parsePack(std::string_view yaml, const std::string& nameForErrors) {
    if (yaml.size() > kLargestPack) return fail(ErrorCode::Invalid, "the pack is larger than 4 MiB", nameForErrors);
    try {
        return PackReader(nameForErrors).read(yaml);
    } catch (const YAML::Exception& e) {
        return fail(ErrorCode::Invalid, e.msg, fmt::format("{}:{}", nameForErrors, e.mark.line + 1),
                    "correct the YAML; docs/add-a-control.md describes the format");
    }
}

Result<std::vector<Pack>> loadPacks(const std::filesystem::path& folder, const std::vector<std::string>& ids) {
    std::vector<std::filesystem::path> files;
    std::error_code ec;
    for (const auto& file : std::filesystem::directory_iterator(folder, ec)) {
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    }
    if (ec) return fail(ErrorCode::Io, "cannot read the folder of packs", folder.string(), ec.message());
    std::ranges::sort(files);
    std::vector<Pack> packs;
    std::vector<std::string> available;
    for (const auto& file : files) {
        auto text = readFile(file, kLargestPack);
        if (!text) return passOn(text);
        auto pack = parsePack(*text, file.string());
        if (!pack) return passOn(pack);
        pack->file = file;
        if (std::ranges::find(available, pack->id) != available.end()) {
            return fail(ErrorCode::Invalid, fmt::format("two packs are called '{}'", pack->id), file.string());
        }
        available.push_back(pack->id);
        if (ids.empty() || std::ranges::find(ids, pack->id) != ids.end()) packs.push_back(std::move(*pack));
    }
    for (const std::string& id : ids) {
        if (std::ranges::find(available, id) == available.end()) {
            return fail(ErrorCode::NotFound, fmt::format("there is no pack '{}'", id), folder.string(),
                        "available: " + joined(available));
        }
    }
    return packs;
}

}  // namespace vedette
