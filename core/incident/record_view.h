// SPDX-License-Identifier: GPL-3.0-or-later
// Reading members of a record's JSON that may be missing or of another type: a record of another version, or one that a
// stranger wrote, must never stop a list.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/time.h"

namespace vedette {

inline std::string textAt(const simdjson::dom::element& from, const char* pointer) {
    std::string_view value;
    return from.at_pointer(pointer).get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

inline std::optional<std::int64_t> integerAt(const simdjson::dom::element& from, const char* pointer) {
    std::int64_t value = 0;
    if (from.at_pointer(pointer).get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
}

// OCSF milliseconds; absent and 0 are no time.
inline std::optional<Time> millisAt(const simdjson::dom::element& from, const char* pointer) {
    constexpr std::int64_t kYear10000 = 253'402'300'800'000;
    const auto value = integerAt(from, pointer);
    if (!value || *value <= 0 || *value >= kYear10000) return std::nullopt;
    return Time{std::chrono::milliseconds(*value)};
}

}  // namespace vedette
