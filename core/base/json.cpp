// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/bytes.h"

namespace vedette {

namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

bool needsEscape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void appendEscaped(std::string& out, char c) {
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\t': out += "\\t"; return;
        case '\n': out += "\\n"; return;
        case '\f': out += "\\f"; return;
        case '\r': out += "\\r"; return;
        default:
            out += "\\u00";
            out += kHexDigits[static_cast<unsigned char>(c) >> 4];
            out += kHexDigits[static_cast<unsigned char>(c) & 15];
    }
}

// Length of the well-formed UTF-8 character at the front, 0 when it is ill-formed.
std::size_t characterLength(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1u : lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : 2u;
    return length <= text.size() && isUtf8(text.substr(0, length)) ? length : 0;
}

void appendRepaired(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            text.remove_prefix(1);
        } else if (length == 1 && needsEscape(text.front())) {
            appendEscaped(out, text.front());
            text.remove_prefix(1);
        } else {
            out += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
}

// First UTF-16 code unit of the character starting at `at`; the text is well-formed.
unsigned firstUtf16Unit(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned>(static_cast<unsigned char>(text[at + k])); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return lead;
    if (lead < 0xE0) return (lead & 0x1F) << 6 | (byte(1) & 0x3F);
    if (lead < 0xF0) return (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    const unsigned point = (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    return 0xD800 + ((point - 0x10000) >> 10);
}

bool lessByUtf16(std::string_view a, std::string_view b) {
    const auto [pa, pb] = std::ranges::mismatch(a, b);
    if (pa == a.end() || pb == b.end()) return pa == a.end() && pb != b.end();
    auto at = static_cast<std::size_t>(pa - a.begin());
    while (at > 0 && (static_cast<unsigned char>(a[at]) & 0xC0) == 0x80) --at;
    const unsigned ua = firstUtf16Unit(a, at);
    const unsigned ub = firstUtf16Unit(b, at);
    if (ua != ub) return ua < ub;
    return a.substr(at) < b.substr(at);  // same first surrogate: byte order is code point order
}

class Canonicalizer {
public:
    explicit Canonicalizer(int maxDepth) : m_maxDepth(maxDepth) {}

    bool value(simdjson::ondemand::value in, std::string& out, int depth) {
        simdjson::ondemand::json_type type{};
        if (in.type().get(type)) return false;
        switch (type) {
            case simdjson::ondemand::json_type::object: return object(in, out, depth + 1);
            case simdjson::ondemand::json_type::array: return array(in, out, depth + 1);
            case simdjson::ondemand::json_type::string: {
                std::string_view text;
                if (in.get_string().get(text)) return false;
                appendJsonString(out, text);
                return true;
            }
            case simdjson::ondemand::json_type::number: return number(in, out);
            case simdjson::ondemand::json_type::boolean: {
                bool flag = false;
                if (in.get_bool().get(flag)) return false;
                out += flag ? "true" : "false";
                return true;
            }
            case simdjson::ondemand::json_type::null: {
                bool isNull = false;
                if (in.is_null().get(isNull) || !isNull) return false;
                out += "null";
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool tooDeep() const { return m_tooDeep; }

private:
    static bool number(simdjson::ondemand::value in, std::string& out) {
        std::string_view token = in.raw_json_token();
        token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
        if (token.find_first_of(".eE") == std::string_view::npos) {
            std::int64_t whole = 0;
            const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), whole);
            const bool digitsOnly = std::ranges::all_of(token.substr(token.starts_with('-') ? 1 : 0),
                                                        [](char c) { return c >= '0' && c <= '9'; });
            if (!digitsOnly || token.empty() || token == "-") return false;
            const std::string_view digits = token.substr(token.starts_with('-') ? 1 : 0);
            if (digits.size() > 1 && digits.front() == '0') return false;
            if (error == std::errc{} && end == token.data() + token.size()) {
                appendJsonInteger(out, whole);
            } else {
                appendJsonString(out, token);  // past 64 bits: every digit is kept, as text
            }
            return true;
        }
        double real = 0;
        if (in.get_double().get(real)) return false;
        // A whole number past 2^53 would be written as bare digits, which read as an inexact integer: keep it as text
        // too.
        const double size = std::abs(real);
        if (size > static_cast<double>(kMaxExactInteger) && size < 1e21) {
            appendJsonString(out, token);
        } else {
            appendJsonDouble(out, real);
        }
        return true;
    }

    bool array(simdjson::ondemand::value in, std::string& out, int depth) {
        if (depth > m_maxDepth) return !(m_tooDeep = true);
        simdjson::ondemand::array items;
        if (in.get_array().get(items)) return false;
        out += '[';
        bool first = true;
        for (auto item : items) {
            simdjson::ondemand::value element;
            if (item.get(element)) return false;
            if (!std::exchange(first, false)) out += ',';
            if (!value(element, out, depth)) return false;
        }
        out += ']';
        return true;
    }

    bool object(simdjson::ondemand::value in, std::string& out, int depth) {
        if (depth > m_maxDepth) return !(m_tooDeep = true);
        simdjson::ondemand::object members;
        if (in.get_object().get(members)) return false;
        std::vector<std::pair<std::string, std::string>> sorted;
        for (auto member : members) {
            std::string_view key;
            simdjson::ondemand::value element;
            if (member.unescaped_key().get(key)) return false;
            std::string name(key);
            if (member.value().get(element)) return false;
            std::string text;
            if (!value(element, text, depth)) return false;
            sorted.emplace_back(std::move(name), std::move(text));
        }
        renameDuplicates(sorted);
        out += '{';
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (i > 0) out += ',';
            appendJsonString(out, sorted[i].first);
            out += ':';
            out += sorted[i].second;
        }
        out += '}';
        return true;
    }

    static void sortByKey(std::vector<std::pair<std::string, std::string>>& members) {
        std::ranges::stable_sort(members, [](const auto& a, const auto& b) { return lessByUtf16(a.first, b.first); });
    }

    // Sorts, and gives the second "k" the name "k#2". A name so made may clash in turn, so repeat until none does.
    static void renameDuplicates(std::vector<std::pair<std::string, std::string>>& members) {
        for (bool again = true; again;) {
            again = false;
            sortByKey(members);
            for (std::size_t i = 0; i < members.size();) {
                std::size_t end = i + 1;
                while (end < members.size() && members[end].first == members[i].first) ++end;
                const std::string base = members[i].first;
                for (std::size_t k = i + 1; k < end; ++k) {
                    members[k].first = base + "#" + std::to_string(k - i + 1);
                    again = true;
                }
                i = end;
            }
        }
    }

    int m_maxDepth;
    bool m_tooDeep = false;
};

}  // namespace

void appendJsonString(std::string& out, std::string_view utf8) {
    out += '"';
    if (!isUtf8(utf8)) {
        appendRepaired(out, utf8);
    } else {
        std::size_t from = 0;
        for (std::size_t i = 0; i < utf8.size(); ++i) {
            if (!needsEscape(utf8[i])) continue;
            out.append(utf8, from, i - from);
            appendEscaped(out, utf8[i]);
            from = i + 1;
        }
        out.append(utf8, from, utf8.size() - from);
    }
    out += '"';
}

void appendJsonInteger(std::string& out, std::int64_t value) {
    std::array<char, 24> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    const bool exact = value >= -kMaxExactInteger && value <= kMaxExactInteger;
    if (!exact) out += '"';
    out.append(text.data(), static_cast<std::size_t>(end - text.data()));
    if (!exact) out += '"';
}

void appendJsonDouble(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    if (value == 0) {
        out += '0';  // also for -0, as ECMAScript has it
        return;
    }
    // Shortest digits that read back as the same number, then ECMAScript's choice of where the point goes.
    std::array<char, 40> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific).ptr;
    std::string_view scientific(text.data(), static_cast<std::size_t>(end - text.data()));
    if (scientific.front() == '-') {
        out += '-';
        scientific.remove_prefix(1);
    }
    const std::size_t e = scientific.find('e');
    int exponent = 0;
    const std::size_t sign = scientific[e + 1] == '+' ? 1u : 0u;
    std::from_chars(scientific.data() + e + 1 + sign, scientific.data() + scientific.size(), exponent);
    std::string digits(1, scientific.front());
    if (e > 2) digits += scientific.substr(2, e - 2);
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1;  // position of the decimal point after the first digit of `digits`
    if (count <= point && point <= 21) {
        out += digits;
        out.append(static_cast<std::size_t>(point - count), '0');
    } else if (0 < point && point <= 21) {
        out.append(digits, 0, static_cast<std::size_t>(point));
        out += '.';
        out.append(digits, static_cast<std::size_t>(point));
    } else if (-6 < point && point <= 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-point), '0');
        out += digits;
    } else {
        out += digits.front();
        if (count > 1) {
            out += '.';
            out.append(digits, 1);
        }
        out += 'e';
        out += point - 1 < 0 ? '-' : '+';
        out += std::to_string(std::abs(point - 1));
    }
}

Result<std::string> canonicalJson(std::string_view json, int maxDepth) {
    const simdjson::padded_string padded(json);
    simdjson::ondemand::parser parser;
    const auto notJson = [](simdjson::error_code code) {
        return fail(ErrorCode::Invalid, std::string("not well-formed JSON: ") + simdjson::error_message(code));
    };
    if (const auto code = parser.allocate(padded.size(), static_cast<std::size_t>(maxDepth) + 2)) return notJson(code);
    simdjson::ondemand::document document;
    if (const auto code = parser.iterate(padded).get(document)) return notJson(code);
    Canonicalizer canonicalizer(maxDepth);
    std::string out;
    out.reserve(json.size());
    simdjson::ondemand::value root;
    if (const auto code = document.get_value().get(root)) {
        // A bare scalar is no "value" of the document for simdjson; wrap it to read it the same way.
        if (code != simdjson::SCALAR_DOCUMENT_AS_VALUE) return notJson(code);
        // Wrapped, "1,2" would pass as a list: there must be one element only.
        const simdjson::padded_string list("[" + std::string(json) + "]");
        std::size_t elements = 0;
        if (parser.iterate(list).get(document) || document.count_elements().get(elements) || elements != 1) {
            return fail(ErrorCode::Invalid, "not well-formed JSON: text after the value");
        }
        auto wrapped = canonicalJson("[" + std::string(json) + "]", maxDepth + 1);
        if (!wrapped) return wrapped;
        return wrapped->substr(1, wrapped->size() - 2);
    }
    if (!canonicalizer.value(root, out, 0)) {
        if (canonicalizer.tooDeep()) {
            return fail(ErrorCode::Invalid, "JSON is nested deeper than " + std::to_string(maxDepth) + " levels");
        }
        return fail(ErrorCode::Invalid, "not well-formed JSON");
    }
    const char* rest = nullptr;
    if (!document.current_location().get(rest))
        return fail(ErrorCode::Invalid, "not well-formed JSON: text after the value");
    return out;
}

void JsonWriter::comma() {
    if (m_afterKey) {
        m_afterKey = false;
    } else if (!m_first) {
        m_out += ',';
    }
    m_first = false;
}

JsonWriter& JsonWriter::beginObject() {
    comma();
    m_out += '{';
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::endObject() {
    m_out += '}';
    m_first = false;
    return *this;
}

JsonWriter& JsonWriter::beginArray() {
    comma();
    m_out += '[';
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::endArray() {
    m_out += ']';
    m_first = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view k) {
    comma();
    appendJsonString(m_out, k);
    m_out += ':';
    m_afterKey = true;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view v) {
    comma();
    appendJsonString(m_out, v);
    return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t v) {
    comma();
    appendJsonInteger(m_out, v);
    return *this;
}

JsonWriter& JsonWriter::real(double v) {
    comma();
    appendJsonDouble(m_out, v);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool v) {
    comma();
    m_out += v ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::null() {
    comma();
    m_out += "null";
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view canonical) {
    comma();
    m_out += canonical;
    return *this;
}

}  // namespace vedette
