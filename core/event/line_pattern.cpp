// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/line_pattern.h"

#include <algorithm>

namespace vedette {

namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isInt(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        text.remove_prefix(1);
    }
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isWord(std::string_view text) {
    return !text.empty() && std::ranges::none_of(text, [](char c) { return c == ' ' || c == '\t'; });
}

// Where `literal` next stands in `text`; a quote at its start does not count behind an odd number of backslashes.
std::size_t findLiteral(std::string_view text, std::string_view literal) {
    std::size_t from = 0;
    for (;;) {
        const std::size_t at = text.find(literal, from);
        if (at == std::string_view::npos || literal.front() != '"') {
            return at;
        }
        std::size_t slashes = 0;
        while (slashes < at && text[at - 1 - slashes] == '\\') {
            ++slashes;
        }
        if (slashes % 2 == 0) {
            return at;
        }
        from = at + 1;
    }
}

}  // namespace

LinePattern LinePattern::compile(std::string_view pattern, std::string& error) {
    LinePattern made;
    error.clear();
    std::string* literal = &made.m_prefix;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        const bool doubled = i + 1 < pattern.size() && pattern[i + 1] == c;
        if ((c == '{' || c == '}') && doubled) {
            literal->push_back(c);
            ++i;
        } else if (c == '}') {
            error = "a closing brace without an opening one";
            return made;
        } else if (c == '{') {
            const std::size_t close = pattern.find('}', i);
            if (close == std::string_view::npos) {
                error = "an opening brace without a closing one";
                return made;
            }
            std::string_view name = pattern.substr(i + 1, close - i - 1);
            Part part;
            if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
                const std::string_view allowed = name.substr(colon + 1);
                if (allowed != "word" && allowed != "int") {
                    error = "unknown kind of capture \"" + std::string(allowed) + "\"; known: word, int";
                    return made;
                }
                part.allowed = allowed == "word" ? Allowed::Word : Allowed::Int;
                name = name.substr(0, colon);
            }
            if (name.empty()) {
                error = "a capture without a name";
                return made;
            }
            if (name != "_" && std::ranges::find(made.m_names, name) != made.m_names.end()) {
                error = "the capture \"" + std::string(name) + "\" occurs twice";
                return made;
            }
            if (!made.m_parts.empty() && made.m_parts.back().literal.empty()) {
                error = "nothing stands between the capture \"" + std::string(name) + "\" and the one before it";
                return made;
            }
            made.m_names.emplace_back(name);
            made.m_parts.push_back(std::move(part));
            literal = &made.m_parts.back().literal;
            i = close;
        } else {
            literal->push_back(c);
        }
    }
    if (made.m_parts.empty()) {
        error = "the pattern captures nothing";
    }
    return made;
}

bool LinePattern::match(std::string_view line, std::span<std::string_view> captures) const {
    if (!line.starts_with(m_prefix)) {
        return false;
    }
    line.remove_prefix(m_prefix.size());
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const Part& part = m_parts[i];
        std::size_t length = line.size();
        if (!part.literal.empty()) {
            length = findLiteral(line, part.literal);
            if (length == std::string_view::npos) {
                return false;
            }
        }
        const std::string_view text = line.substr(0, length);
        if ((part.allowed == Allowed::Int && !isInt(text)) || (part.allowed == Allowed::Word && !isWord(text))) {
            return false;
        }
        captures[i] = text;
        line.remove_prefix(length + part.literal.size());
    }
    return line.empty();
}

bool holdsEscapes(std::string_view text, LogEscapes escapes) {
    return escapes != LogEscapes::None &&
           text.find(escapes == LogEscapes::Backslash ? '\\' : '#') != std::string_view::npos;
}

void unescapeLog(std::string_view text, LogEscapes escapes, std::string& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = text.substr(i);
        const bool hash = escapes == LogEscapes::HashSign && rest[0] == '#' && rest.size() >= 3;
        const bool slash = escapes == LogEscapes::Backslash && rest[0] == '\\' && rest.size() >= 2;
        const std::size_t digits = hash ? 1 : slash && rest[1] == 'x' && rest.size() >= 4 ? 2 : 0;
        if (digits != 0 && hexValue(rest[digits]) >= 0 && hexValue(rest[digits + 1]) >= 0) {
            out.push_back(static_cast<char>(hexValue(rest[digits]) * 16 + hexValue(rest[digits + 1])));
            i += digits + 1;
        } else if (slash && rest[1] != 'x') {
            out.push_back(rest[1] == 'n' ? '\n' : rest[1] == 't' ? '\t' : rest[1] == 'r' ? '\r' : rest[1]);
            ++i;
        } else {
            out.push_back(rest[0]);
        }
    }
}

}  // namespace vedette
