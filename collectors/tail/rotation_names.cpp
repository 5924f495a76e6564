// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/tail/rotation_names.h"

#include <algorithm>
#include <charconv>

namespace vedette {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// "20261121", "2026-11-21T02-11-34.123", "2026-11-21-1763690000": begins with a digit and looks like a time.
bool isDate(std::string_view text) {
    if (text.size() < 6 || !isDigit(text.front())) return false;
    return std::ranges::count_if(text, isDigit) >= 6 && std::ranges::all_of(text, [](char c) {
               return isDigit(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == 'T' || c == 'Z' || c == '+' ||
                      c == 'h';
           });
}

bool readNumber(std::string_view text, long& into) {
    if (text.empty() || text.size() > 5) return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc{} && end == text.data() + text.size() && into >= 0;
}

bool readSuffix(std::string_view suffix, LogFileName& into) {
    if (readNumber(suffix, into.number)) {
        into.number += 1;  // the live file is 0, and "access.log.0" is older than it
        return true;
    }
    if (suffix == "old" || suffix == "bak" || suffix == "prev") {
        into.number = 1;
        return true;
    }
    if (!isDate(suffix)) return false;
    into.date = suffix;
    return true;
}

bool matches(std::string_view name, std::string_view pattern) {
    const auto star = pattern.find('*');
    if (star == std::string_view::npos) return name == pattern;
    const std::string_view before = pattern.substr(0, star);
    const std::string_view after = pattern.substr(star + 1);
    if (name.size() < before.size() + after.size()) return false;
    // A leading dot is matched by a dot only: editors and tools hide their temporary files that way.
    if (before.empty() && name.starts_with('.')) return false;
    return name.starts_with(before) && name.ends_with(after);
}

}  // namespace

std::optional<LogFileName> classifyLogFile(std::string_view name, std::string_view pattern) {
    LogFileName out;
    out.name = name;
    if (matches(name, pattern) && !name.ends_with(".gz")) {
        out.base = name;
        return out;
    }
    std::string_view plain = name;
    if (plain.ends_with(".gz")) {
        out.gzip = true;
        plain.remove_suffix(3);
    }
    out.rotated = true;
    // "<live>.1", "<live>-20261121": try each place where a suffix may begin.
    for (std::size_t at = plain.find_first_of(".-_"); at != std::string_view::npos;
         at = plain.find_first_of(".-_", at + 1)) {
        if (at > 0 && matches(plain.substr(0, at), pattern) && readSuffix(plain.substr(at + 1), out)) {
            out.base = plain.substr(0, at);
            return out;
        }
    }
    if (pattern.find('*') != std::string_view::npos) return std::nullopt;
    // "access-2026-11-21T02-11-34.123.log" and "access.1.log" of "access.log".
    const auto dot = pattern.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    const std::string_view stem = pattern.substr(0, dot);
    const std::string_view extension = pattern.substr(dot);
    if (plain.size() <= pattern.size() || !plain.starts_with(stem) || !plain.ends_with(extension)) return std::nullopt;
    const std::string_view inside = plain.substr(stem.size(), plain.size() - pattern.size());
    if (inside.front() != '.' && inside.front() != '-' && inside.front() != '_') return std::nullopt;
    if (!readSuffix(inside.substr(1), out)) return std::nullopt;
    out.base = pattern;
    return out;
}

bool olderLogFile(const LogFileName& a, const LogFileName& b) {
    if (a.base != b.base) return a.base < b.base;
    const auto rank = [](const LogFileName& f) { return !f.rotated ? 2 : f.date.empty() ? 1 : 0; };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (a.date != b.date) return a.date < b.date;
    if (a.number != b.number) return a.number > b.number;
    return a.name < b.name;
}

}  // namespace vedette
