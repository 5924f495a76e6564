// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/json_scan.h"

#include <array>
#include <charconv>

namespace vedette {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

int hexValue(char c) {
    if (isDigit(c)) {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Four hex digits at p, or -1.
int hex4(const char* p, const char* end) {
    if (end - p < 4) {
        return -1;
    }
    int value = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexValue(p[i]);
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

void appendUtf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0 | (c >> 6)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | (c >> 12)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xF0 | (c >> 18)));
        out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
}

}  // namespace

bool JsonScan::textTail(Text& out, const char* begin) {
    out.escaped = false;
    for (;; m_p = findSpecial(m_p, m_end)) {
        if (m_p == m_end) {
            return fail("a text does not end");
        }
        if (*m_p == '"') {
            out.raw = {begin, static_cast<std::size_t>(m_p - begin)};
            ++m_p;
            return true;
        }
        if (*m_p != '\\') {
            return fail("control character in a text");
        }
        out.escaped = true;
        if (m_end - m_p < 2) {
            return fail("a text does not end");
        }
        const char c = m_p[1];
        if (c == 'u') {
            if (hex4(m_p + 2, m_end) < 0) {
                return fail("unknown escape in a text");
            }
            m_p += 6;
        } else if (c == '"' || c == '\\' || c == '/' || c == 'b' || c == 'f' || c == 'n' || c == 'r' || c == 't') {
            m_p += 2;
        } else {
            return fail("unknown escape in a text");
        }
    }
}

bool JsonScan::number(std::string_view& raw, bool& whole) {
    const char* const begin = m_p;
    whole = true;
    if (*m_p == '-') {
        ++m_p;
    }
    if (m_p == m_end || !isDigit(*m_p)) {
        return fail("broken number");
    }
    if (*m_p == '0') {
        ++m_p;
    } else {
        while (m_p != m_end && isDigit(*m_p)) {
            ++m_p;
        }
    }
    if (m_p != m_end && *m_p == '.') {
        whole = false;
        ++m_p;
        if (m_p == m_end || !isDigit(*m_p)) {
            return fail("broken number");
        }
        while (m_p != m_end && isDigit(*m_p)) {
            ++m_p;
        }
    }
    if (m_p != m_end && (*m_p == 'e' || *m_p == 'E')) {
        whole = false;
        ++m_p;
        if (m_p != m_end && (*m_p == '+' || *m_p == '-')) {
            ++m_p;
        }
        if (m_p == m_end || !isDigit(*m_p)) {
            return fail("broken number");
        }
        while (m_p != m_end && isDigit(*m_p)) {
            ++m_p;
        }
    }
    raw = {begin, static_cast<std::size_t>(m_p - begin)};
    return true;
}

bool JsonScan::skipAny(std::string_view& raw) {
    std::array<bool, kMaxJsonDepth + 2> object{};  // per open level: object or array
    std::array<bool, kMaxJsonDepth + 2> first{};
    const int base = m_depth;
    const Kind start = peek();
    const char* const begin = m_p;
    Kind kind = start;
    for (;;) {
        bool ok = true;
        Text text_;
        std::string_view word;
        bool whole = false;
        switch (kind) {
            case Kind::Object:
            case Kind::Array:
                ok = enter();
                if (ok) {
                    object[static_cast<std::size_t>(m_depth - base)] = kind == Kind::Object;
                    first[static_cast<std::size_t>(m_depth - base)] = true;
                }
                break;
            case Kind::Text: ok = text(text_); break;
            case Kind::Number: ok = number(word, whole); break;
            case Kind::True: ok = literal("true"); break;
            case Kind::False: ok = literal("false"); break;
            case Kind::Null: ok = literal("null"); break;
            case Kind::Bad: ok = fail(m_p == m_end ? "ends too early" : "expected a value"); break;
        }
        if (!ok) {
            return false;
        }
        // Go on in the innermost open level; levels that end here are left one after another.
        for (;;) {
            if (m_depth == base) {
                raw = {begin, static_cast<std::size_t>(m_p - begin)};
                return true;
            }
            const auto level = static_cast<std::size_t>(m_depth - base);
            const bool more = object[level] ? nextKey(first[level], text_) : nextElement(first[level]);
            if (more) {
                break;
            }
            if (failed()) {
                return false;
            }
        }
        kind = peek();
    }
}

void unescapeJson(std::string_view raw, std::string& out) {
    const char* p = raw.data();
    const char* const end = p + raw.size();
    while (p != end) {
        const char* const slash = static_cast<const char*>(std::memchr(p, '\\', static_cast<std::size_t>(end - p)));
        if (!slash || end - slash < 2) {
            out.append(p, end);
            return;
        }
        out.append(p, slash);
        p = slash + 2;
        switch (slash[1]) {
            case 'b': out.push_back('\b'); break;
            case 'f': out.push_back('\f'); break;
            case 'n': out.push_back('\n'); break;
            case 'r': out.push_back('\r'); break;
            case 't': out.push_back('\t'); break;
            case 'u': {
                const int unit = hex4(p, end);
                if (unit < 0) {
                    return;  // the scanner refuses such text before it comes here
                }
                p += 4;
                auto c = static_cast<char32_t>(unit);
                if (c >= 0xD800 && c < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u') {
                    const int low = hex4(p + 2, end);
                    if (low >= 0xDC00 && low < 0xE000) {
                        c = 0x10000 + ((c - 0xD800) << 10) + static_cast<char32_t>(low - 0xDC00);
                        p += 6;
                    }
                }
                appendUtf8(out, c >= 0xD800 && c < 0xE000 ? char32_t{0xFFFD} : c);
                break;
            }
            default: out.push_back(slash[1]); break;
        }
    }
}

bool parseWhole(std::string_view digits, std::int64_t& out) {
    const char* const end = digits.data() + digits.size();
    const auto [last, error] = std::from_chars(digits.data(), end, out);
    return error == std::errc{} && last == end && !digits.empty();
}

}  // namespace vedette
