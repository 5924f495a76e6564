// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/json_page.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <charconv>
#include <cmath>

namespace vedette {
namespace {

namespace od = simdjson::ondemand;

constexpr std::int64_t kCountedAtMost = 10'000;

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = 0xcbf29ce484222325ULL) {
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

// Steps along a dotted path from an object that has just been opened.
simdjson::simdjson_result<od::value> member(od::object object, std::string_view path) {
    for (;;) {
        const auto dot = path.find('.');
        od::value value;
        if (const auto error = object.find_field_unordered(path.substr(0, dot)).get(value)) return error;
        if (dot == std::string_view::npos) return value;
        if (const auto error = value.get_object().get(object)) return error;
        path.remove_prefix(dot + 1);
    }
}

// simdjson's raw texts reach to the next token.
std::string_view withoutTrailingSpace(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) text.remove_suffix(1);
    return text;
}

// Text of a string or number, empty for anything else.
std::string scalar(simdjson::simdjson_result<od::value> found) {
    od::value value;
    if (found.get(value) != simdjson::SUCCESS) return {};
    od::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return {};
    if (type == od::json_type::string) {
        std::string_view text;
        return value.get_string().get(text) == simdjson::SUCCESS ? std::string(text) : std::string{};
    }
    if (type != od::json_type::number) return {};
    return std::string(withoutTrailingSpace(value.raw_json_token()));
}

std::optional<Time> timeIn(const std::string& text) {
    if (text.empty()) return std::nullopt;
    if (auto time = parseTime(text)) return *time;
    if (auto time = parseTime(text + "Z")) return *time;
    // Not strtod: in a desktop program it reads numbers as the user writes them, with a comma.
    double number = 0;
    const char* const last = text.data() + text.size();
    const auto [end, problem] = std::from_chars(text.data(), last, number);
    if (problem != std::errc{} || end != last || !std::isfinite(number) || number < 0) return std::nullopt;
    const double seconds = number > 1e11 ? number / 1000 : number;  // milliseconds since 1970 are that large since 1973
    if (seconds > 253'402'300'799.0) return std::nullopt;
    return fromMicros(static_cast<std::int64_t>(std::llround(seconds * 1e6)));
}

simdjson::error_code readRow(od::value& value, const std::string& timeName, const std::string& idName, JsonRow& row) {
    od::json_type type{};
    if (const auto error = value.type().get(type)) return error;
    if (type != od::json_type::object) {
        row.text = withoutTrailingSpace(value.raw_json_token());
        if (type == od::json_type::array) {
            od::array array;
            std::string_view raw;
            if (const auto error = value.get_array().get(array)) return error;
            if (const auto error = array.raw_json().get(raw)) return error;
            row.text = withoutTrailingSpace(raw);
        }
        row.id = fnv1a(row.text);
        return simdjson::SUCCESS;
    }
    od::object object;
    if (const auto error = value.get_object().get(object)) return error;
    const std::string time = scalar(member(object, timeName));
    if (const auto error = object.reset().error()) return error;
    const std::string id = scalar(member(object, idName));
    if (const auto error = object.reset().error()) return error;
    std::string_view raw;
    if (const auto error = object.raw_json().get(raw)) return error;
    row.text = withoutTrailingSpace(raw);
    row.time = timeIn(time);
    // Ids alone repeat in the wild (a provider without ids gives "None" to all).
    row.id = id.empty() ? fnv1a(row.text) : fnv1a(time, fnv1a(std::string_view("\0", 1), fnv1a(id)));
    return simdjson::SUCCESS;
}

}  // namespace

Result<JsonPage> readJsonPage(const std::string& body, const std::string& itemsName, const std::string& timeName,
                              const std::string& idName) {
    const auto nonsense = [&](simdjson::error_code error) {
        return fail(ErrorCode::Invalid,
                    fmt::format("the answer is not the JSON that was expected: {}", simdjson::error_message(error)), {},
                    "is this the right path?");
    };
    JsonPage page;
    const simdjson::padded_string padded(body);
    od::parser parser;
    od::document document;
    if (const auto error = parser.iterate(padded).get(document)) return nonsense(error);
    od::object root;
    if (const auto error = document.get_object().get(root)) return nonsense(error);
    std::int64_t number = 0;
    bool capped = false;
    if (root.find_field_unordered("total_pages").get_int64().get(number) == simdjson::SUCCESS) page.totalPages = number;
    if (root.find_field_unordered("total").get_int64().get(number) == simdjson::SUCCESS)
        page.capped = number == kCountedAtMost;
    if (root.find_field_unordered("total_is_capped").get_bool().get(capped) == simdjson::SUCCESS && capped)
        page.capped = true;
    if (const auto error = root.reset().error()) return nonsense(error);

    od::value items;
    if (member(root, itemsName).get(items) != simdjson::SUCCESS) {
        return fail(ErrorCode::Invalid, fmt::format("the answer has no member '{}' with rows", itemsName), {},
                    "check 'page_items' in the fleet file");
    }
    od::array array;
    if (items.get_array().get(array) != simdjson::SUCCESS) {
        return fail(ErrorCode::Invalid, fmt::format("'{}' of the answer is not a list", itemsName), {},
                    "check 'page_items' in the fleet file");
    }
    for (auto item : array) {
        od::value value;
        if (const auto error = item.get(value)) return nonsense(error);
        JsonRow row;
        if (const auto error = readRow(value, timeName, idName, row)) return nonsense(error);
        page.rows.push_back(std::move(row));
    }
    return page;
}

}  // namespace vedette
