// SPDX-License-Identifier: GPL-3.0-or-later
// JSON objects and lists put together by hand; members are sorted by their name's bytes, so the text is stable.
// JsonWriter (core/base/json.h) is the one to take where canonical text is written in one pass.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace vedette {

class JsonObject {
public:
    JsonObject& text(std::string_view key, std::string_view value);
    JsonObject& number(std::string_view key, std::uint64_t value);
    JsonObject& integer(std::string_view key, std::int64_t value);
    JsonObject& boolean(std::string_view key, bool value);
    JsonObject& time(std::string_view key, const std::optional<Time>& value);  // null when absent
    JsonObject& raw(std::string_view key, std::string value);                  // JSON text
    [[nodiscard]] std::string str() const;

private:
    std::map<std::string, std::string> m_members;
};
[[nodiscard]] std::string jsonArray(const std::vector<std::string>& values);  // of JSON texts
[[nodiscard]] std::string jsonTexts(const std::vector<std::string>& values);  // of strings
[[nodiscard]] std::string jsonNumbers(const std::vector<std::uint64_t>& values);

}  // namespace vedette
