// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns of text log lines: literal text with captures in braces, matched left to right in one pass without going
// back. docs/add-a-source.md describes them.
//
//   {client} - {user} [{time}] "{request}" {status:int}
//
// A capture runs to the next place of the literal that follows it, or to the end of the line. `:word` allows no white
// space in it, `:int` only digits with an optional sign. When the following literal starts with a quote, quotes behind
// a backslash do not end the capture. `{_}` captures nothing. `{{` and `}}` stand for braces.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vedette {

class LinePattern {
public:
    // `error` tells what is wrong with the pattern; empty when it is fine.
    [[nodiscard]] static LinePattern compile(std::string_view pattern, std::string& error);

    // Names of the captures in order; "_" for those that are not kept.
    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
    // Fills one view per name. False when the line does not fit.
    [[nodiscard]] bool match(std::string_view line, std::span<std::string_view> captures) const;

private:
    enum class Allowed { Anything, Word, Int };
    struct Part {
        Allowed allowed = Allowed::Anything;
        std::string literal;  // what follows the capture
    };
    std::string m_prefix;
    std::vector<std::string> m_names;
    std::vector<Part> m_parts;
};

// The text behind a log's escapes: \xHH and \" \\ \n \t (nginx, Apache), or #HH (HAProxy).
enum class LogEscapes { None, Backslash, HashSign };
[[nodiscard]] bool holdsEscapes(std::string_view text, LogEscapes escapes);
void unescapeLog(std::string_view text, LogEscapes escapes, std::string& out);

}  // namespace vedette
