// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/retention_policy.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/event/event.h"
#include "core/policy/span.h"

namespace vedette {
namespace {

using Facts = std::map<std::string, std::vector<std::string>>;

std::vector<std::string> texts(const YAML::Node& node) {
    std::vector<std::string> out;
    for (const auto& item : node) out.push_back(item.as<std::string>());
    return out;
}

Facts facts(const YAML::Node& node) {
    Facts out;
    for (const auto& item : node) out[item.first.as<std::string>()] = texts(item.second);
    return out;
}

bool anyHolds(const Facts& wanted, const Declaration& fleet) {
    return std::ranges::any_of(wanted, [&](const auto& fact) {
        return std::ranges::find(fact.second, fleet.fact(fact.first)) != fact.second.end();
    });
}

bool about(const RetentionLaw& law, const std::string& dataClass) {
    return law.dataClasses.empty() || std::ranges::find(law.dataClasses, dataClass) != law.dataClasses.end();
}

// Takes the limit when it is longer than what is there.
Result<void> lengthen(RetentionRule& rule, const std::string& span, const std::string& basis, Time now) {
    auto parsed = parsePeriod(span);
    if (!parsed) {
        parsed.error().where = rule.dataClass;
        return passOn(parsed);
    }
    const Time limit = minus(now, *parsed);
    if (!rule.lower || limit < *rule.lower) {
        rule.lower = limit;
        rule.minimum = span;
        rule.minimumBasis = basis;
    }
    return {};
}

Result<RetentionRule> ruleFor(const std::string& dataClass, const Declaration& fleet,
                              const std::vector<RetentionLaw>& laws, Time now) {
    RetentionRule rule;
    rule.dataClass = dataClass;
    const DeclaredRetention* declared = fleet.retentionFor(dataClass);
    const std::string basis = declared == nullptr || declared->basis.empty() ? "fleet file" : declared->basis;
    if (declared != nullptr && !declared->minimum.empty())
        if (auto done = lengthen(rule, declared->minimum, basis, now); !done) return passOn(done);
    for (const RetentionLaw& law : laws) {
        if (!about(law, dataClass) || anyHolds(law.exemptWhen, fleet)) continue;
        if (!anyHolds(law.appliesWhen, fleet)) {
            rule.undecided.push_back(law.id);
            continue;
        }
        if (!law.certain) rule.uncertain.push_back(law.id);
        if (auto done = lengthen(rule, law.minimum, law.title, now); !done) return passOn(done);
    }
    if (declared != nullptr && !declared->maximum.empty()) {
        auto span = parsePeriod(declared->maximum);
        if (!span) return passOn(span);
        rule.maximum = declared->maximum;
        rule.maximumBasis = basis;
        rule.upper = minus(now, *span);
    }
    rule.conflict = rule.lower && rule.upper && *rule.lower < *rule.upper;
    return rule;
}

}  // namespace

Result<std::vector<RetentionLaw>> loadRetentionLaws(const std::filesystem::path& file) {
    auto text = readFile(file);
    if (!text) return passOn(text);
    std::vector<RetentionLaw> out;
    try {
        const YAML::Node root = YAML::Load(*text);
        for (const auto& node : root["laws"]) {
            RetentionLaw law;
            law.id = node["id"].as<std::string>();
            law.title = node["title"].as<std::string>();
            law.minimum = node["minimum"].as<std::string>();
            law.dataClasses = texts(node["data_classes"]);
            law.appliesWhen = facts(node["applies_when"]);
            law.exemptWhen = facts(node["exempt_when"]);
            law.certain = node["certain"].as<bool>();
            if (node["note"]) law.note = node["note"].as<std::string>();
            out.push_back(std::move(law));
        }
    } catch (const YAML::Exception& e) {
        return fail(ErrorCode::Invalid, fmt::format("line {}: {}", e.mark.line + 1, e.msg), file.string());
    }
    return out;
}

Result<RetentionPolicy> RetentionPolicy::resolve(const Declaration& fleet, const std::vector<RetentionLaw>& laws,
                                                 Time now) {
    RetentionPolicy policy;
    std::set<std::string> classes;
    for (const DeclaredRetention& row : fleet.retention) classes.insert(row.dataClass);
    for (const DeclaredNode& node : fleet.nodes) {
        classes.insert(node.dataClasses.begin(), node.dataClasses.end());
        policy.m_nodes[node.id] = node.dataClasses;
    }
    for (const std::string& name : classes) {
        auto rule = ruleFor(name, fleet, laws, now);
        if (!rule) return passOn(rule);
        policy.m_rules.push_back(std::move(*rule));
    }
    return policy;
}

std::optional<Time> RetentionPolicy::cutoff(const std::vector<std::string>& classes) const {
    std::optional<Time> lower;
    std::optional<Time> upper;
    for (const std::string& name : classes) {
        const auto rule = std::ranges::find(m_rules, name, &RetentionRule::dataClass);
        if (rule == m_rules.end()) continue;
        if (rule->lower) lower = lower ? std::min(*lower, *rule->lower) : *rule->lower;
        if (rule->upper) upper = upper ? std::max(*upper, *rule->upper) : *rule->upper;
    }
    // Without an upper limit nobody asks that it goes.
    return upper && lower ? std::min(*lower, *upper) : upper;
}

std::vector<std::string> RetentionPolicy::classesOf(std::string_view record, const Columns& columns) const {
    switch (columns[IntColumn::Class]) {
        case ocsf::kDetectionFinding:
        case ocsf::kComplianceFinding:
        case ocsf::kIncidentFinding:
        case ocsf::kConsoleAction: return {"audit"};
        case ocsf::kMetricScrape:
        case ocsf::kEndpointObservation:
        case ocsf::kFleetDeclaration:
        case ocsf::kCollectorStatus: return {"operations"};
        default: break;
    }
    // What the record itself says goes before what the node is declared to handle now.
    std::vector<std::string> out;
    std::string scratch;
    Event event;
    if (readRecord(record, scratch, event) && event.has(Field::vDataClasses)) {
        const std::string_view list = event.text(Field::vDataClasses);
        for (std::size_t at = list.find('"'); at != std::string_view::npos; at = list.find('"', at + 1)) {
            const std::size_t end = list.find('"', at + 1);
            if (end == std::string_view::npos) break;
            out.emplace_back(list.substr(at + 1, end - at - 1));
            at = end;
        }
    }
    if (out.empty()) {
        const auto node = m_nodes.find(std::string(columns[TextColumn::Node]));
        if (node != m_nodes.end()) out = node->second;
    }
    if (out.empty()) out.emplace_back("unclassified");
    std::ranges::sort(out);
    return out;
}

bool RetentionPolicy::expired(std::string_view record, const Columns& columns) {
    const auto classes = classesOf(record, columns);
    const auto [known, fresh] = m_cutoffs.try_emplace(joined(classes));
    if (fresh) known->second = cutoff(classes);
    return known->second && columns.time() < *known->second;
}

std::optional<Time> RetentionPolicy::before() const {
    std::optional<Time> latest;
    for (const RetentionRule& rule : m_rules)
        if (rule.upper) latest = latest ? std::max(*latest, *rule.upper) : *rule.upper;
    return latest;
}

std::string RetentionPolicy::json() const {
    std::string out;
    JsonWriter json(out);
    json.beginArray();
    for (const RetentionRule& rule : m_rules) {
        json.beginObject().key("conflict").boolean(rule.conflict).key("data_class").string(rule.dataClass);
        json.key("maximum").string(rule.maximum).key("maximum_basis").string(rule.maximumBasis);
        json.key("minimum").string(rule.minimum).key("minimum_basis").string(rule.minimumBasis).endObject();
    }
    json.endArray();
    return out;
}

}  // namespace vedette
