// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/declaration.h"

#include <simdjson.h>

#include <algorithm>

namespace vedette {
namespace {

using simdjson::dom::element;

std::string text(const element& object, const char* key) {
    std::string_view v;
    return object[key].get(v) == simdjson::SUCCESS ? std::string(v) : std::string();
}

std::vector<std::string> list(const element& object, const char* key) {
    std::vector<std::string> out;
    simdjson::dom::array items;
    if (object[key].get(items) != simdjson::SUCCESS) return out;
    for (const element item : items) {
        std::string_view v;
        if (item.get(v) == simdjson::SUCCESS)
            out.emplace_back(v);
        else if (item["id"].get(v) == simdjson::SUCCESS)
            out.emplace_back(v);
    }
    return out;
}

std::string factText(const element& value) {
    std::string_view v;
    if (value.get(v) == simdjson::SUCCESS) return std::string(v);
    simdjson::dom::array items;
    if (value.get(items) == simdjson::SUCCESS) {
        std::vector<std::string> parts;
        for (const element item : items) {
            if (item.get(v) == simdjson::SUCCESS) parts.emplace_back(v);
        }
        return joined(parts);
    }
    return simdjson::minify(value);
}

}  // namespace

std::string Declaration::fact(std::string_view key) const {
    const auto i = facts.find(std::string(key));
    return i == facts.end() ? std::string() : i->second;
}

const DeclaredNode* Declaration::node(std::string_view id) const {
    const auto i = std::ranges::find(nodes, id, &DeclaredNode::id);
    return i == nodes.end() ? nullptr : &*i;
}

const DeclaredRetention* Declaration::retentionFor(std::string_view dataClass) const {
    const auto i = std::ranges::find(retention, dataClass, &DeclaredRetention::dataClass);
    return i == retention.end() ? nullptr : &*i;
}

Result<Declaration> parseDeclaration(std::string_view record) {
    simdjson::dom::parser parser;
    element root;
    element fleet;
    if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS ||
        root.at_pointer("/vedette/fleet").get(fleet) != simdjson::SUCCESS || !fleet.is_object()) {
        return fail(ErrorCode::Corrupt, "the fleet declaration in the log cannot be read", {}, "verify the store");
    }
    Declaration d;
    d.name = text(fleet, "name");
    simdjson::dom::object facts;
    if (fleet["facts"].get(facts) == simdjson::SUCCESS) {
        for (const auto field : facts) d.facts[std::string(field.key)] = factText(field.value);
    }
    simdjson::dom::array rows;
    if (fleet["nodes"].get(rows) == simdjson::SUCCESS) {
        for (const element row : rows) {
            DeclaredNode n;
            n.id = text(row, "id");
            n.provider = text(row, "provider");
            n.region = text(row, "region");
            n.country = text(row, "country");
            n.allowedZones = list(row, "allowed_zones");
            n.dataClasses = list(row, "data_classes");
            n.models = list(row, "models");
            for (const std::string& s : list(row, "sources")) {
                n.sources.push_back(s.starts_with(n.id + "/") ? s : n.id + "/" + s);
            }
            d.nodes.push_back(std::move(n));
        }
    }
    if (fleet["retention"].get(rows) == simdjson::SUCCESS) {
        for (const element row : rows) {
            d.retention.push_back(
                {text(row, "data_class"), text(row, "minimum"), text(row, "maximum"), text(row, "basis")});
        }
    }
    return d;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    const auto flush = [&] {
        while (!word.empty() && word.back() == ' ') word.pop_back();
        if (!word.empty()) out.push_back(std::move(word));
        word.clear();
    };
    for (const char c : text) {
        if (c == ',' || c == ';' || c == '[' || c == ']' || c == '"')
            flush();
        else if (c != ' ' || !word.empty())
            word.push_back(c);
    }
    flush();
    return out;
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
    std::string out;
    for (const std::string& item : items) {
        if (!out.empty()) out += separator;
        out += item;
    }
    return out;
}

}  // namespace vedette
