// SPDX-License-Identifier: GPL-3.0-or-later
// A strict pull scanner over JSON text, for the two places where speed matters and the input is hostile: log lines and
// records read back from a database. It never reads past the view, never recurses, and never allocates.
// Values are handed out as views of the text; unescapeJson() turns the inside of a string into UTF-8.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vedette {

// Deeper input is refused: no source nests this deep, an attacker's line might.
inline constexpr int kMaxJsonDepth = 64;

// The position of the first byte that is a quote, a backslash or a control character; `end` when there is none.
[[nodiscard]] inline const char* findSpecial(const char* p, const char* end) {
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i slash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1F);
    while (end - p >= 16) {
        const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash)),
                                         _mm_cmpeq_epi8(_mm_max_epu8(v, control), control));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hit));
        if (mask != 0) {
            return p + std::countr_zero(mask);
        }
        p += 16;
    }
#endif
    while (p != end && *p != '"' && *p != '\\' && static_cast<unsigned char>(*p) >= 0x20) {
        ++p;
    }
    return p;
}

class JsonScan {
public:
    enum class Kind : std::uint8_t { Object, Array, Text, Number, True, False, Null, Bad };

    struct Text {
        std::string_view raw;  // between the quotes
        bool escaped = false;  // holds at least one backslash
    };

    explicit JsonScan(std::string_view text)
        : m_begin(text.data()), m_p(text.data()), m_end(text.data() + text.size()) {}

    [[nodiscard]] bool failed() const { return m_why != nullptr; }
    [[nodiscard]] const char* why() const { return m_why ? m_why : ""; }
    [[nodiscard]] const char* end() const { return m_end; }
    [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(m_p - m_begin); }

    void space() {
        while (m_p != m_end && (*m_p == ' ' || *m_p == '\t' || *m_p == '\n' || *m_p == '\r')) {
            ++m_p;
        }
    }
    // True when nothing but white space is left.
    [[nodiscard]] bool atEnd() {
        space();
        return m_p == m_end;
    }

    // What stands next, without taking it.
    [[nodiscard]] Kind peek() {
        space();
        if (m_p == m_end) {
            return Kind::Bad;
        }
        switch (*m_p) {
            case '{': return Kind::Object;
            case '[': return Kind::Array;
            case '"': return Kind::Text;
            case 't': return Kind::True;
            case 'f': return Kind::False;
            case 'n': return Kind::Null;
            default: return (*m_p == '-' || (*m_p >= '0' && *m_p <= '9')) ? Kind::Number : Kind::Bad;
        }
    }

    // Takes the '{' or '[' that peek() announced.
    bool enter() {
        if (++m_depth > kMaxJsonDepth) {
            return fail("nested too deeply");
        }
        ++m_p;
        return true;
    }
    // Moves to the next key of the object entered; false at its '}' or on failure. `first` starts as true.
    bool nextKey(bool& first, Text& key) {
        if (!separator(first, '}')) {
            return false;
        }
        if (m_p == m_end || *m_p != '"') {
            return fail("expected a member name");
        }
        if (!text(key)) {
            return false;
        }
        space();
        if (m_p == m_end || *m_p != ':') {
            return fail("expected a colon");
        }
        ++m_p;
        return true;
    }
    // Moves to the next element of the array entered; false at its ']' or on failure.
    bool nextElement(bool& first) { return separator(first, ']'); }

    // Each takes one value of the kind that peek() announced.
    bool text(Text& out) {
        const char* const begin = ++m_p;
        m_p = findSpecial(m_p, m_end);
        if (m_p != m_end && *m_p == '"') {
            out = {{begin, static_cast<std::size_t>(m_p - begin)}, false};
            ++m_p;
            return true;
        }
        return textTail(out, begin);
    }
    bool number(std::string_view& raw, bool& whole);
    bool literal(std::string_view word) {
        if (static_cast<std::size_t>(m_end - m_p) < word.size() || std::memcmp(m_p, word.data(), word.size()) != 0) {
            return fail("unknown word");
        }
        m_p += word.size();
        return true;
    }
    // Takes any value, checking its grammar; `raw` is its text.
    bool skip(std::string_view& raw) {
        if (peek() == Kind::Text) {
            const char* const begin = m_p;
            Text plain;
            if (!text(plain)) {
                return false;
            }
            raw = {begin, static_cast<std::size_t>(m_p - begin)};
            return true;
        }
        if (peek() == Kind::Number) {
            bool whole = false;
            return number(raw, whole);
        }
        return skipAny(raw);
    }

    bool fail(const char* why) {
        if (!m_why) {
            m_why = why;
        }
        return false;
    }

private:
    bool skipAny(std::string_view& raw);
    bool textTail(Text& out, const char* begin);

    bool separator(bool& first, char close) {
        space();
        if (m_p == m_end) {
            return fail("ends too early");
        }
        if (*m_p == close) {
            ++m_p;
            --m_depth;
            return false;
        }
        if (first) {
            first = false;
            return true;
        }
        if (*m_p != ',') {
            return fail("expected a comma");
        }
        ++m_p;
        space();
        if (m_p == m_end) {
            return fail("ends too early");
        }
        return *m_p == close ? fail("trailing comma") : true;
    }

    const char* m_begin;
    const char* m_p;
    const char* m_end;
    const char* m_why = nullptr;
    int m_depth = 0;
};

// Appends the UTF-8 text that the inside of a JSON string stands for. A lone surrogate becomes U+FFFD.
void unescapeJson(std::string_view raw, std::string& out);

// Whole numbers of canonical JSON: digits with an optional minus, or the same in quotes past 2^53. False otherwise or
// when out of range.
[[nodiscard]] bool parseWhole(std::string_view digits, std::int64_t& out);

}  // namespace vedette
