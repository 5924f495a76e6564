// SPDX-License-Identifier: GPL-3.0-or-later
// The filter's small language: conditions side by side, all of which must hold.
//   node=edge-1 model=a,b status=failure latency>=500 code=500..599 from=2026-11-01 to=2026-12-01 entry>=1000
//   text~"quota exceeded" record~gw.example "quota exceeded"
// Values with blanks or commas stand in double quotes; "and" between conditions is allowed and means nothing. A quoted
// text alone is searched for, as after text~.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "core/store/reader.h"

namespace vedette {

namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
// Shorter ones are in nearly every entry.
constexpr std::size_t kShortestSearch = 2;

struct NamedNumber {
    IntColumn column;
    std::string_view name;
    std::int64_t value;
};

constexpr std::array kNumbers = {
    NamedNumber{IntColumn::Status, "unknown", 0},         NamedNumber{IntColumn::Status, "success", 1},
    NamedNumber{IntColumn::Status, "failure", 2},         NamedNumber{IntColumn::Severity, "unknown", 0},
    NamedNumber{IntColumn::Severity, "informational", 1}, NamedNumber{IntColumn::Severity, "low", 2},
    NamedNumber{IntColumn::Severity, "medium", 3},        NamedNumber{IntColumn::Severity, "high", 4},
    NamedNumber{IntColumn::Severity, "critical", 5},      NamedNumber{IntColumn::Auth, "unknown", 0},
    NamedNumber{IntColumn::Auth, "authenticated", 1},     NamedNumber{IntColumn::Auth, "anonymous", 2},
};

bool needsQuotes(std::string_view value) {
    return value.empty() || std::ranges::any_of(value, [](char c) {
               return c == ' ' || c == ',' || c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
           });
}

std::string inQuotes(std::string_view value) {
    if (!needsQuotes(value)) {
        return std::string(value);
    }
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            out.push_back('\\');
        }
        out.push_back(c);
    }
    return out + "\"";
}

// One condition as written: name, operator, values.
struct Condition {
    std::string token;
    std::string name;
    std::string sign;
    std::vector<std::string> values;
};

class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Result<Filter> parse() {
        Filter filter;
        for (skipBlanks(); m_at < m_text.size(); skipBlanks()) {
            auto condition = next();
            if (!condition) {
                return passOn(condition);
            }
            if (condition->name.empty()) {
                continue;  // "and"
            }
            if (auto ok = add(*condition, filter); !ok) {
                return passOn(ok);
            }
        }
        return filter;
    }

private:
    static std::unexpected<Error> wrong(std::string what, const std::string& token, std::string hint) {
        return fail(ErrorCode::Invalid, "filter: " + what, token, std::move(hint));
    }

    void skipBlanks() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n')) {
            ++m_at;
        }
    }

    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : ' '; }

    Result<std::string> value() {
        std::string out;
        if (peek() == '"') {
            const std::size_t from = m_at++;
            while (m_at < m_text.size() && m_text[m_at] != '"') {
                m_at += m_text[m_at] == '\\' && m_at + 1 < m_text.size() ? 1 : 0;
                out.push_back(m_text[m_at++]);
            }
            if (m_at >= m_text.size()) {
                return wrong("a quoted value does not end", std::string(m_text.substr(from)), "close it with \"");
            }
            ++m_at;
            return out;
        }
        while (m_at < m_text.size() && peek() != ' ' && peek() != ',' && peek() != '\t' && peek() != '\n') {
            out.push_back(m_text[m_at++]);
        }
        return out;
    }

    Result<Condition> next() {
        const std::size_t from = m_at;
        Condition c;
        if (peek() == '"') {
            c.name = "text";
            c.sign = "~";
        }
        while (c.sign.empty() && m_at < m_text.size() &&
               std::string_view(" \t\n=<>!~").find(peek()) == std::string_view::npos) {
            c.name.push_back(m_text[m_at++]);
        }
        while (std::string_view("=<>!~").find(peek()) != std::string_view::npos) {
            c.sign.push_back(m_text[m_at++]);
        }
        if (c.sign.empty() && c.name == "and") {
            c.name.clear();
            return c;
        }
        if (c.sign.empty() || c.name.empty()) {
            return wrong("this is no condition",
                         std::string(m_text.substr(from, std::max<std::size_t>(m_at - from, 1))),
                         "write column=value, for example node=edge-1 or latency>=500, or text~word to search");
        }
        for (;;) {
            auto v = value();
            if (!v) {
                return passOn(v);
            }
            c.values.push_back(std::move(*v));
            if (peek() != ',') {
                break;
            }
            ++m_at;
        }
        c.token = std::string(m_text.substr(from, m_at - from));
        return c;
    }

    static Result<std::int64_t> number(IntColumn column, const std::string& text, const std::string& token) {
        for (const NamedNumber& n : kNumbers) {
            if (n.column == column && n.name == text) {
                return n.value;
            }
        }
        std::int64_t out = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
            return wrong(fmt::format("\"{}\" is not a whole number", text), token,
                         fmt::format("the column {} holds numbers", columnName(column)));
        }
        return out;
    }

    static Result<void> addNumber(const Condition& c, IntColumn column, Filter& filter) {
        if (c.values.size() != 1) {
            return wrong("a number column takes one value", c.token, "write a range as low..high");
        }
        const std::string& text = c.values[0];
        if (const std::size_t dots = text.find(".."); dots != std::string::npos && c.sign == "=") {
            const std::string low = text.substr(0, dots);
            const std::string high = text.substr(dots + 2);
            auto from = low.empty() ? Result<std::int64_t>(kLowest) : number(column, low, c.token);
            auto to = high.empty() ? Result<std::int64_t>(kHighest) : number(column, high, c.token);
            if (!from || !to) {
                return passOn(!from ? from : to);
            }
            filter.between(column, *from, *to);
            return {};
        }
        auto v = number(column, text, c.token);
        if (!v) {
            return passOn(v);
        }
        if (c.sign == "=" || c.sign == "==") {
            filter.is(column, *v);
        } else if (c.sign == ">=") {
            filter.between(column, *v, kHighest);
        } else if (c.sign == "<=") {
            filter.between(column, kLowest, *v);
        } else if (c.sign == ">") {
            // Past the largest number there is nothing: an empty range, not an overflow.
            *v == kHighest ? filter.between(column, 1, 0) : filter.between(column, *v + 1, kHighest);
        } else if (c.sign == "<") {
            *v == kLowest ? filter.between(column, 1, 0) : filter.between(column, kLowest, *v - 1);
        } else {
            return wrong(fmt::format("the operator {} is not known", c.sign), c.token, "use = < <= > or >=");
        }
        return {};
    }

    static Result<void> addTime(const Condition& c, Filter& filter) {
        if (c.sign != "=" || c.values.size() != 1) {
            return wrong("from and to take one time", c.token, "write from=2026-11-21 or to=2026-11-21T12:00:00Z");
        }
        auto time = parseTime(c.values[0]);
        if (!time) {
            return wrong("the time cannot be read", c.token, "write 2026-11-21 or 2026-11-21T12:00:00Z");
        }
        // All conditions must hold, so the narrower of two counts.
        if (c.name == "from") {
            filter.from = std::max(filter.from.value_or(*time), *time);
        } else {
            filter.to = std::min(filter.to.value_or(*time), *time);
        }
        return {};
    }

    static Result<void> addEntry(const Condition& c, Filter& filter) {
        std::uint64_t n = 0;
        const std::string& text = c.values[0];
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (c.values.size() != 1 || text.empty() || error != std::errc{} || end != text.data() + text.size() ||
            n >= static_cast<std::uint64_t>(kHighest)) {
            return wrong("an entry is a whole number from 0", c.token, "write entry=17 or entry>=1000");
        }
        const bool equal = c.sign == "=" || c.sign == "==";
        const bool above = c.sign == ">" || c.sign == ">=";
        const bool below = c.sign == "<" || c.sign == "<=";
        if (!equal && !above && !below) {
            return wrong(fmt::format("the operator {} is not known", c.sign), c.token, "use = < <= > or >=");
        }
        if (equal || above) {
            filter.firstEntry = std::max(filter.firstEntry.value_or(0), c.sign == ">" ? n + 1 : n);
        }
        if (equal || below) {
            const std::uint64_t past = c.sign == "<" ? n : n + 1;
            filter.endEntry = std::min(filter.endEntry.value_or(past), past);
        }
        return {};
    }

    static Result<void> addSearch(Condition& c, Filter& filter) {
        if (c.sign != "~") {
            return wrong(fmt::format("the operator {} does not go with {}", c.sign, c.name), c.token,
                         fmt::format("write {}~word or {}~\"several words\"", c.name, c.name));
        }
        for (const std::string& text : c.values) {
            if (text.size() < kShortestSearch) {
                return wrong("there is too little to search for", c.token, "give two characters or more");
            }
        }
        filter.searches.push_back({std::move(c.values), c.name == "record"});
        return {};
    }

    static Result<void> add(Condition& c, Filter& filter) {
        if (c.name == "text" || c.name == "record") {
            return addSearch(c, filter);
        }
        if (c.name == "from" || c.name == "to") {
            return addTime(c, filter);
        }
        if (c.name == "entry") {
            return addEntry(c, filter);
        }
        if (const auto column = intColumnNamed(c.name)) {
            return addNumber(c, *column, filter);
        }
        const auto column = textColumnNamed(c.name);
        if (!column) {
            std::string known = "from, to, entry, text, record";
            for (std::size_t i = 0; i < kTextColumns; ++i) {
                known.append(", ").append(columnName(static_cast<TextColumn>(i)));
            }
            for (std::size_t i = 0; i < kIntColumns; ++i) {
                known.append(", ").append(columnName(static_cast<IntColumn>(i)));
            }
            return wrong(fmt::format("there is no column \"{}\"", c.name), c.token, "known are " + known);
        }
        if (c.sign != "=" && c.sign != "==") {
            return wrong(fmt::format("the operator {} does not go with text", c.sign), c.token,
                         "use = with one value or several, separated by commas");
        }
        filter.texts.emplace_back(*column, std::move(c.values));
        return {};
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

}  // namespace

Filter& Filter::is(TextColumn c, std::string value) {
    texts.emplace_back(c, std::vector<std::string>{std::move(value)});
    return *this;
}

Filter& Filter::is(IntColumn c, std::int64_t value) { return between(c, value, value); }

Filter& Filter::between(IntColumn c, std::int64_t low, std::int64_t high) {
    ranges.push_back({c, low, high});
    return *this;
}

Filter& Filter::contains(std::string text) {
    searches.push_back({{std::move(text)}, false});
    return *this;
}

std::string Filter::text() const {
    std::string out;
    const auto add = [&](const std::string& condition) { out.append(out.empty() ? "" : " and ").append(condition); };
    const auto listOf = [](const std::vector<std::string>& values) {
        std::string list;
        for (const std::string& value : values) {
            list.append(list.empty() ? "" : ",").append(inQuotes(value));
        }
        return list;
    };
    for (const auto& [column, values] : this->texts) {
        add(fmt::format("{}={}", columnName(column), listOf(values)));
    }
    for (const Search& search : searches) {
        add(fmt::format("{}~{}", search.records ? "record" : "text", listOf(search.any)));
    }
    for (const Range& range : ranges) {
        const std::string_view name = columnName(range.column);
        if (range.low == range.high) {
            add(fmt::format("{}={}", name, range.low));
        } else if (range.high == kHighest) {
            add(fmt::format("{}>={}", name, range.low));
        } else if (range.low == kLowest) {
            add(fmt::format("{}<={}", name, range.high));
        } else {
            add(fmt::format("{}={}..{}", name, range.low, range.high));
        }
    }
    if (from) {
        add("from=" + formatTime(*from));
    }
    if (to) {
        add("to=" + formatTime(*to));
    }
    if (firstEntry) {
        add(fmt::format("entry>={}", *firstEntry));
    }
    if (endEntry) {
        add(fmt::format("entry<{}", *endEntry));
    }
    return out;
}

Result<Filter> parseFilter(std::string_view text) { return Parser(text).parse(); }

}  // namespace vedette
