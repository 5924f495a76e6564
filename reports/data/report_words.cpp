// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/data/report_words.h"

#include <algorithm>
#include <cctype>

namespace vedette {
namespace {

constexpr std::size_t kDayLength = 10;  // "2026-07-01"

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Whether a day begins here that is no part of a longer number or name.
bool dayAt(std::string_view text, std::size_t at) {
    if (at + kDayLength > text.size()) return false;
    for (std::size_t i = 0; i < kDayLength; ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[at + i] != '-' : !isDigit(text[at + i])) return false;
    }
    const auto joins = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '/';
    };
    if (at > 0 && joins(text[at - 1])) return false;
    return at + kDayLength == text.size() || !joins(text[at + kDayLength]);
}

// A place of a text: how long it is with its braces, and which value it names; -1: the next one.
struct Place {
    std::size_t length = 0;  // 0: there is none
    int value = -1;
};
Place placeAt(std::string_view text, std::size_t at) {
    if (text[at] != '{') return {};
    if (at + 1 < text.size() && text[at + 1] == '}') return {2, -1};
    if (at + 2 < text.size() && isDigit(text[at + 1]) && text[at + 2] == '}') return {3, text[at + 1] - '0'};
    return {};
}

}  // namespace

std::string filled(std::string_view text, std::initializer_list<std::string_view> values) {
    std::string out;
    std::size_t next = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Place place = placeAt(text, at);
        const auto which = place.value < 0 ? next : static_cast<std::size_t>(place.value);
        if (place.length == 0 || which >= values.size()) {
            out += text[at++];
            continue;
        }
        out += *(values.begin() + which);
        if (place.value < 0) ++next;
        at += place.length;
    }
    return out;
}

int placesOf(std::string_view text) {
    int plain = 0;
    std::vector<int> named;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Place place = placeAt(text, at);
        if (place.length == 0) continue;
        if (place.value < 0)
            ++plain;
        else if (std::ranges::find(named, place.value) == named.end())
            named.push_back(place.value);
    }
    if (named.empty()) return plain;
    const int count = static_cast<int>(named.size());
    return plain > 0 || std::ranges::max(named) != count - 1 ? -1 : count;
}

ReportWords::ReportWords(Lists lists) : m_lists(std::make_shared<const Lists>(std::move(lists))) {
    // The forms of numbers and days stand in the list like words; what they look like is seen there.
    const auto thousand = say("1,000");
    if (thousand.size() > 4) m_separator = thousand.substr(1, thousand.size() - 4);
    const auto day = say("{0}-{1}-{2}");
    if (placesOf(day) == 3) m_day = day;
}

std::string ReportWords::say(std::string_view english, std::initializer_list<std::string_view> values) const {
    if (m_lists && m_lists->own)
        if (const auto text = m_lists->own(english); !text.empty()) return filled(text, values);
    return filled(english, values);
}

std::string ReportWords::count(std::uint64_t n, std::string_view one, std::string_view many,
                               std::initializer_list<std::string_view> values) const {
    const auto text = say(n == 1 ? one : many);
    const auto figure = number(n);
    const auto* v = values.begin();
    switch (values.size()) {  // a text has few values
        case 0: return filled(text, {figure});
        case 1: return filled(text, {figure, v[0]});
        case 2: return filled(text, {figure, v[0], v[1]});
        default: return filled(text, {figure, v[0], v[1], v[2]});
    }
}

std::string ReportWords::said(std::string_view text) const {
    if (!m_lists || !m_lists->content || text.empty()) return std::string(text);
    const auto found = m_lists->content(text);
    return found.empty() ? std::string(text) : days(found);
}

std::string ReportWords::saidAfterOf(std::string_view text) const {
    if (!m_lists || !m_lists->contentOf || text.empty()) return std::string(text);
    const auto found = m_lists->contentOf(text);
    return found.empty() ? std::string(text) : found;
}

std::string ReportWords::number(std::uint64_t n) const {
    const std::string digits = std::to_string(n);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += m_separator;
        out += digits[i];
    }
    return out;
}

std::string ReportWords::time(Time t) const {
    const std::string text = formatTime(t);
    const std::string_view view(text);
    return filled(m_day, {view.substr(0, 4), view.substr(5, 2), view.substr(8, 2)}) + ' ' +
           std::string(view.substr(11, 8));
}

std::string ReportWords::days(std::string_view text) const {
    if (!m_lists) return std::string(text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (!dayAt(text, at)) {
            out += text[at++];
            continue;
        }
        out += filled(m_day, {text.substr(at, 4), text.substr(at + 5, 2), text.substr(at + 8, 2)});
        at += kDayLength;
    }
    return out;
}

std::string ReportWords::joined(const std::vector<std::string>& parts) const {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += i + 1 == parts.size() ? say("{0} and {1}", {"", ""}) : ", ";
        out += parts[i];
    }
    return out;
}

}  // namespace vedette
