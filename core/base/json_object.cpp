// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_object.h"

#include "core/base/json.h"

namespace vedette {
namespace {

std::string jsonText(std::string_view text) {
    std::string out;
    appendJsonString(out, text);
    return out;
}

}  // namespace

JsonObject& JsonObject::text(std::string_view key, std::string_view value) { return raw(key, jsonText(value)); }
JsonObject& JsonObject::number(std::string_view key, std::uint64_t value) { return raw(key, std::to_string(value)); }
JsonObject& JsonObject::integer(std::string_view key, std::int64_t value) { return raw(key, std::to_string(value)); }
JsonObject& JsonObject::boolean(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
JsonObject& JsonObject::time(std::string_view key, const std::optional<Time>& value) {
    return raw(key, value ? jsonText(formatTime(*value)) : "null");
}
JsonObject& JsonObject::raw(std::string_view key, std::string value) {
    m_members[std::string(key)] = std::move(value);
    return *this;
}

std::string JsonObject::str() const {
    std::string out = "{";
    for (const auto& [key, value] : m_members) {
        if (out.size() > 1) out += ',';
        out += jsonText(key) + ':' + value;
    }
    return out + "}";
}

std::string jsonArray(const std::vector<std::string>& values) {
    std::string out = "[";
    for (const auto& value : values) out += (out.size() > 1 ? "," : "") + value;
    return out + "]";
}

std::string jsonTexts(const std::vector<std::string>& values) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const auto& value : values) texts.push_back(jsonText(value));
    return jsonArray(texts);
}

std::string jsonNumbers(const std::vector<std::uint64_t>& values) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const auto value : values) texts.push_back(std::to_string(value));
    return jsonArray(texts);
}

}  // namespace vedette
