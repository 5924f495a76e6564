// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/fleet_check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace vedette {
namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Insertions, deletions and replacements between two words.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

struct Authority {
    std::string_view host;
    std::string_view port;
    std::string_view rest;
};

Authority authorityOf(std::string_view url) {
    Authority out;
    const auto start = url.find("://");
    std::string_view text = start == std::string_view::npos ? url : url.substr(start + 3);
    const auto slash = text.find_first_of("/?#");
    if (slash != std::string_view::npos) {
        out.rest = text.substr(slash);
        text = text.substr(0, slash);
    }
    const auto colon = text.rfind(':');
    const auto bracket = text.rfind(']');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        out.host = text.substr(0, colon);
        out.port = text.substr(colon);
    } else {
        out.host = text;
    }
    return out;
}

}  // namespace

std::string_view nearestWord(std::string_view word, std::initializer_list<std::string_view> known) {
    if (word.size() > 40) return {};
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string_view candidate : known) {
        // "ca" for "ca_file" and "zones" for "allowed_zones" are near although many letters are missing.
        const bool part = word.size() >= 2 && candidate.find(word) != std::string_view::npos;
        const std::size_t d = part ? std::min<std::size_t>(1, distance(word, candidate)) : distance(word, candidate);
        if (d < bestDistance) {
            bestDistance = d;
            best = candidate;
        }
    }
    return best;
}

std::string shortened(std::string_view text) {
    if (text.size() <= 60) return std::string(text);
    std::size_t end = 57;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
    return std::string(text.substr(0, end)) + "...";
}

bool isIdentifier(std::string_view id) {
    if (id.empty() || id.size() > 128 || id == "." || id == "..") return false;
    return std::ranges::all_of(id,
                               [](char c) { return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-'; });
}

bool isCountry(std::string_view code) {
    return code.size() == 2 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool isPeriod(std::string_view text) {
    std::size_t digits = 0;
    while (digits < text.size() && isDigit(text[digits])) ++digits;
    if (digits == 0 || digits > 6) return false;
    std::string_view unit = text.substr(digits);
    if (unit.starts_with(' ')) unit.remove_prefix(1);
    // Not "m": whoever means months would have everything forgotten after minutes.
    static constexpr std::array<std::string_view, 14> units{
        "h", "d", "w", "y", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"};
    const bool reckoned = !unit.starts_with('y') || digits <= 4;  // the calendar does not reach further
    return reckoned && std::ranges::find(units, unit) != units.end();
}

bool isTailPath(std::string_view path) {
    const auto star = path.find('*');
    if (star == std::string_view::npos) return !path.empty() && !path.ends_with('/');
    return path.find('*', star + 1) == std::string_view::npos && path.find('/', star) == std::string_view::npos;
}

bool isUrlPath(std::string_view path) {
    return path.starts_with('/') && !path.starts_with("//") && std::ranges::all_of(path, [](char c) {
               return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '#';
           });
}

std::string plainHex(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ':' || c == ' ') continue;
        if (isDigit(c) || (c >= 'a' && c <= 'f'))
            out += c;
        else if (c >= 'A' && c <= 'F')
            out += static_cast<char>(c - 'A' + 'a');
        else
            return {};
    }
    return out;
}

std::string endpointProblem(std::string_view url) {
    if (!url.starts_with("https://") && !url.starts_with("http://")) return "must begin with https:// (or http://)";
    if (url.find('@') != std::string_view::npos) {
        return "must not hold a name and password: use 'bearer' with a reference";
    }
    const Authority parts = authorityOf(url);
    if (parts.host.empty()) return "lacks a host";
    const bool literal = parts.host.starts_with('[') && parts.host.ends_with(']') && parts.host.size() > 3;
    const std::string_view host = literal ? parts.host.substr(1, parts.host.size() - 2) : parts.host;
    const bool good = std::ranges::all_of(host, [&](char c) {
        return isLetter(c) || isDigit(c) || c == '.' || c == '-' || c == '_' || (literal && c == ':');
    });
    if (!good) return "has characters in its host that no host name has";
    if (!parts.port.empty()) {
        unsigned port = 0;
        const std::string_view digits = parts.port.substr(1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
        if (error != std::errc{} || end != digits.data() + digits.size() || port == 0 || port > 65535) {
            return "has a port that is not a number from 1 to 65535";
        }
    }
    if (parts.rest.find_first_of("?#") != std::string_view::npos)
        return "must not hold a query: it belongs to the path";
    if (!parts.rest.empty() && !isUrlPath(parts.rest)) return "has blanks or control characters in its path";
    return {};
}

bool isLoopback(std::string_view url) {
    const std::string_view host = authorityOf(url).host;
    return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

std::size_t tooDeepAtLine(std::string_view yaml) {
    constexpr int deepest = 64;
    constexpr std::size_t widest = 400;
    int depth = 0;
    std::size_t line = 1;
    std::size_t indent = 0;
    int dashes = 0;
    bool start = true;
    for (const char c : yaml) {
        if (c == '\n') {
            ++line;
            indent = 0;
            dashes = 0;
            start = true;
            continue;
        }
        if (start && (c == ' ' || c == '-' || c == '?' || c == ':')) {
            if (++indent > widest) return line;
            // "- - - -" opens one level a dash.
            if (c != ' ' && ++dashes > deepest) return line;
        } else {
            start = false;
        }
        if (c == '[' || c == '{') {
            if (++depth > deepest) return line;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return 0;
}

}  // namespace vedette
