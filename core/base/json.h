// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 8785 (JSON Canonicalization Scheme) text: what records are made of and what is hashed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace vedette {

// Integers of this magnitude and below are JSON numbers; larger ones are written as strings (RFC 8785 Appendix D).
inline constexpr std::int64_t kMaxExactInteger = (std::int64_t{1} << 53) - 1;

// Each appends one canonical JSON value to `out`.
void appendJsonString(std::string& out, std::string_view utf8);  // quotes, escapes; ill-formed bytes become U+FFFD
void appendJsonInteger(std::string& out, std::int64_t value);    // a string past kMaxExactInteger
void appendJsonDouble(std::string& out, double value);           // ECMAScript Number::toString; NaN and Inf: null

// Parses any JSON text and rewrites it canonically: keys sorted by UTF-16 code units, no white space, numbers in
// ECMAScript form, integers past 2^53 as strings. Of duplicate keys all are kept: the second of "k" is renamed "k#2",
// and so on, because dropping one would lose evidence. Refuses ill-formed JSON, ill-formed UTF-8, more than `maxDepth`
// levels.
[[nodiscard]] Result<std::string> canonicalJson(std::string_view json, int maxDepth = 64);

// Builds canonical objects and arrays by hand; the caller adds the keys in sorted order.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : m_out(out) {}
    JsonWriter& beginObject();
    JsonWriter& endObject();
    JsonWriter& beginArray();
    JsonWriter& endArray();
    JsonWriter& key(std::string_view k);
    JsonWriter& string(std::string_view v);
    JsonWriter& integer(std::int64_t v);
    JsonWriter& real(double v);
    JsonWriter& boolean(bool v);
    JsonWriter& null();
    JsonWriter& raw(std::string_view canonical);  // an already canonical value

private:
    void comma();
    std::string& m_out;
    bool m_first = true;
    bool m_afterKey = false;
};

}  // namespace vedette
