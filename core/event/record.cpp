// SPDX-License-Identifier: GPL-3.0-or-later
// Writing and reading the canonical text of an event.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/event/event.h"
#include "core/event/field_tree.h"
#include "core/event/json_scan.h"
#include "core/event/record_time.h"

namespace vedette {

namespace {

// Key texts are copied in one step of this size; what is copied too much is overwritten by what follows.
constexpr std::size_t kSlack = 64;
constexpr std::size_t kMaxLevels = 4;  // objects above an attribute, plus the attribute itself

// For each field, the text that leads to it when `c` of its parent objects are open already: `"user":{"uid":`.
struct KeyText {
    std::array<std::string_view, kMaxLevels> from;  // each with kSlack readable bytes behind it
    std::size_t longest = 0;
    std::array<int, kMaxLevels> parents{};  // one number per distinct object path
    std::size_t depth = 0;
};

struct Layout {
    std::array<KeyText, kFieldCount> keys;
    std::deque<std::string> texts;  // never moved: `keys` views them

    Layout() {
        std::vector<std::string> objects;
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            std::vector<std::string> parts;
            std::string_view path = kFields[i].path;
            for (std::size_t dot = 0; (dot = path.find('.')) != std::string_view::npos; path.remove_prefix(dot + 1)) {
                parts.emplace_back(path.substr(0, dot));
            }
            parts.emplace_back(path);
            KeyText& key = keys[i];
            key.depth = parts.size() - 1;
            std::string object;
            for (std::size_t level = 0; level < key.depth; ++level) {
                object += "." + parts[level];
                const auto known = std::ranges::find(objects, object);
                key.parents[level] = static_cast<int>(known - objects.begin());
                if (known == objects.end()) {
                    objects.push_back(object);
                }
            }
            for (std::size_t open = 0; open <= key.depth; ++open) {
                std::string& text = texts.emplace_back();
                for (std::size_t level = open; level < key.depth; ++level) {
                    text += "\"" + parts[level] + "\":{";
                }
                text += "\"" + parts.back() + "\":";
                const std::size_t size = text.size();
                key.longest = std::max(key.longest, size);
                text.append(kSlack, ' ');
                key.from[open] = std::string_view(text).substr(0, size);
            }
        }
    }
};

const Layout& layout() {
    static const Layout made;
    return made;
}

// True when the text stands in JSON as it is: printable ASCII without quote and backslash.
bool isPlain(std::string_view text) {
    const char* p = text.data();
    const char* const end = p + text.size();
    std::uint64_t bad = 0;
    constexpr std::uint64_t kOnes = 0x0101010101010101u;
    constexpr std::uint64_t kHigh = 0x8080808080808080u;
    while (end - p >= 8) {
        std::uint64_t v = 0;
        std::memcpy(&v, p, 8);
        const std::uint64_t quote = v ^ (kOnes * '"');
        const std::uint64_t slash = v ^ (kOnes * '\\');
        bad |= v | (v - kOnes * 0x20) | (quote - kOnes) | (slash - kOnes);
        p += 8;
    }
    bool plain = (bad & kHigh) == 0;
    for (; p != end; ++p) {
        const auto c = static_cast<unsigned char>(*p);
        plain = plain && c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
    }
    return plain;
}

// An empty text may have no bytes to point to, which copy() allows and memcpy does not.
char* put(char* p, std::string_view text) { return p + text.copy(p, text.size()); }

char* putKey(char* p, std::string_view text) {
    if (text.size() <= kSlack) [[likely]] {
        std::memcpy(p, text.data(), kSlack);
    } else {
        std::memcpy(p, text.data(), text.size());
    }
    return p + text.size();
}

// Short texts without a call: two copies that may overlap.
char* putShort(char* p, std::string_view text) {
    const char* const from = text.data();
    const std::size_t n = text.size();
    if (n >= 8 && n <= 16) {
        std::memcpy(p, from, 8);
        std::memcpy(p + n - 8, from + n - 8, 8);
    } else if (n > 16 && n <= 32) {
        std::memcpy(p, from, 16);
        std::memcpy(p + n - 16, from + n - 16, 16);
    } else if (n >= 4 && n < 8) {
        std::memcpy(p, from, 4);
        std::memcpy(p + n - 4, from + n - 4, 4);
    } else {
        text.copy(p, n);
    }
    return p + n;
}

char* putInteger(char* p, std::int64_t value) {
    const bool quoted = value > kMaxExactInteger || value < -kMaxExactInteger;
    if (quoted) {
        *p++ = '"';
    }
    p = std::to_chars(p, p + 24, value).ptr;
    if (quoted) {
        *p++ = '"';
    }
    return p;
}

// The OCSF profiles whose attributes an event has. They follow from the attributes, so a list that was set by hand
// counts only where it names another profile.
constexpr std::string_view kProfileNames[] = {"ai_operation", "cloud", "datetime", "security_control"};

struct ProfileLists {
    std::array<std::string, 16> lists;  // by one bit per name
    ProfileLists() {
        for (std::size_t bits = 1; bits < lists.size(); ++bits) {
            JsonWriter writer(lists[bits]);
            writer.beginArray();
            for (std::size_t i = 0; i < std::size(kProfileNames); ++i) {
                if ((bits >> i & 1) != 0) {
                    writer.string(kProfileNames[i]);
                }
            }
            writer.endArray();
        }
    }
};

bool namesAnotherProfile(std::string_view list) {
    while (true) {
        const std::size_t open = list.find('"');
        const std::size_t close = open == std::string_view::npos ? open : list.find('"', open + 1);
        if (close == std::string_view::npos) {
            return false;
        }
        if (std::ranges::find(kProfileNames, list.substr(open + 1, close - open - 1)) == std::end(kProfileNames)) {
            return true;
        }
        list.remove_prefix(close + 1);
    }
}

std::string_view profilesOf(const Event& event) {
    static const ProfileLists made;
    if (event.has(Field::profiles) && namesAnotherProfile(event.text(Field::profiles))) {
        return event.text(Field::profiles);
    }
    const bool ai = event.has(Field::aiModelName) || event.has(Field::promptTokens) ||
                    event.has(Field::completionTokens) || event.has(Field::messageService) ||
                    event.has(Field::messageApplication) || event.has(Field::stopReasonId);
    const bool cloud = event.has(Field::cloudProvider);
    const bool datetime = event.has(Field::timeDt);
    const bool control =
        event.has(Field::dispositionId) || event.has(Field::actionId) || event.has(Field::firewallRuleUid);
    return made.lists[(ai ? 1u : 0u) | (cloud ? 2u : 0u) | (datetime ? 4u : 0u) | (control ? 8u : 0u)];
}

}  // namespace

void writeRecord(const Event& event, std::string& out) {
    const Layout& table = layout();
    auto set = event.m_set;
    auto needsEscape = std::bitset<kFieldCount>{};
    std::string_view version = ocsf::kVersion;
    std::string_view profiles;
    const bool needsProvider = event.has(Field::aiModelName) && !event.has(Field::aiProvider);
    set.set(Event::index(Field::ocsfVersion));
    if (needsProvider) {
        set.set(Event::index(Field::aiProvider));
    }
    if (event.has(Field::ocsfVersion)) {
        version = event.text(Field::ocsfVersion);
    }
    profiles = profilesOf(event);
    set.set(Event::index(Field::profiles), !profiles.empty());
    const auto textOf = [&](std::size_t i) {
        return i == Event::index(Field::ocsfVersion)                   ? version
               : i == Event::index(Field::profiles)                    ? profiles
               : needsProvider && i == Event::index(Field::aiProvider) ? std::string_view("unknown")
                                                                       : event.m_text[i];
    };

    std::size_t bound = 8 + kSlack;
    for (std::size_t i = set._Find_first(); i < kFieldCount; i = set._Find_next(i)) {
        bound += table.keys[i].longest + 6;
        switch (kFields[i].type) {
            case FieldType::Text: {
                const std::string_view text = textOf(i);
                const bool plain = isPlain(text);
                needsEscape.set(i, !plain);
                bound += plain ? text.size() + 2 : 6 * text.size() + 2;
                break;
            }
            case FieldType::Json: bound += textOf(i).size(); break;
            case FieldType::Integer:
            case FieldType::Boolean: bound += 24; break;
        }
    }

    const std::size_t start = out.size();
    out.resize_and_overwrite(start + bound, [&](char* buffer, std::size_t) {
        char* p = buffer + start;
        *p++ = '{';
        const KeyText* last = nullptr;
        for (std::size_t i = set._Find_first(); i < kFieldCount; i = set._Find_next(i)) {
            const KeyText& key = table.keys[i];
            std::size_t open = 0;
            if (last) {
                const std::size_t shared = std::min(last->depth, key.depth);
                while (open < shared && last->parents[open] == key.parents[open]) {
                    ++open;
                }
                for (std::size_t level = open; level < last->depth; ++level) {
                    *p++ = '}';
                }
                *p++ = ',';
            }
            last = &key;
            p = putKey(p, key.from[open]);
            switch (kFields[i].type) {
                case FieldType::Text:
                    if (needsEscape[i]) {
                        std::string escaped;
                        appendJsonString(escaped, textOf(i));
                        p = put(p, escaped);
                    } else {
                        *p++ = '"';
                        p = putShort(p, textOf(i));
                        *p++ = '"';
                    }
                    break;
                case FieldType::Integer: p = putInteger(p, event.m_integer[i]); break;
                case FieldType::Boolean: p = put(p, event.m_integer[i] != 0 ? "true" : "false"); break;
                case FieldType::Json: p = put(p, textOf(i)); break;
            }
        }
        for (std::size_t level = 0; last && level < last->depth; ++level) {
            *p++ = '}';
        }
        *p++ = '}';
        return static_cast<std::size_t>(p - buffer);
    });
}

Result<void> readRecord(std::string_view record, std::string& scratch, Event& event) {
    static const FieldTree tree = [] {
        FieldTree made;
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            made.add(kFields[i].path, static_cast<int>(i));
        }
        return made;
    }();
    event.clear();
    scratch.clear();
    scratch.reserve(record.size());  // unescaping only shortens: views into it stay valid
    JsonScan scan(record);
    const auto leaf = [&](int id, JsonScan& in) {
        const auto i = static_cast<std::size_t>(id);
        const auto kind = in.peek();
        JsonScan::Text text;
        std::string_view raw;
        bool whole = false;
        std::int64_t value = 0;
        switch (kFields[i].type) {
            case FieldType::Text: {
                if (kind != JsonScan::Kind::Text) {
                    return in.fail("expected a text");
                }
                if (!in.text(text)) {
                    return false;
                }
                std::string_view clear = text.raw;
                if (text.escaped) {
                    const std::size_t at = scratch.size();
                    unescapeJson(text.raw, scratch);
                    clear = std::string_view(scratch).substr(at);
                }
                event.m_text[i] = clear;
                break;
            }
            case FieldType::Integer:
                if (kind == JsonScan::Kind::Text) {
                    if (!in.text(text) || !parseWhole(text.raw, value)) {
                        return in.fail("expected a whole number");
                    }
                } else if (kind != JsonScan::Kind::Number || !in.number(raw, whole) || !parseWhole(raw, value)) {
                    return in.fail("expected a whole number");
                }
                event.m_integer[i] = value;
                break;
            case FieldType::Boolean:
                if (kind != JsonScan::Kind::True && kind != JsonScan::Kind::False) {
                    return in.fail("expected true or false");
                }
                if (!in.literal(kind == JsonScan::Kind::True ? "true" : "false")) {
                    return false;
                }
                event.m_integer[i] = kind == JsonScan::Kind::True ? 1 : 0;
                break;
            case FieldType::Json:
                if (!in.skip(raw)) {
                    return false;
                }
                event.m_text[i] = raw;
                break;
        }
        event.m_set.set(i);
        return true;
    };
    if (!tree.walk(scan, leaf) || !scan.atEnd()) {
        const std::string why = scan.failed() ? scan.why() : "text after the end of the object";
        return fail(ErrorCode::Corrupt, "the record is broken at byte " + std::to_string(scan.offset()) + ": " + why,
                    {}, "run vedettectl verify");
    }
    if (event.has(Field::timeDt)) {
        const auto time = parseRecordTime(event.text(Field::timeDt));
        if (!time) {
            return fail(ErrorCode::Corrupt, "the record's time_dt is not a time", {}, "run vedettectl verify");
        }
        event.m_time = *time;
    } else if (event.has(Field::time)) {
        constexpr std::int64_t kEnd = 253402300800000;  // year 10000
        event.m_time = fromMicros(std::clamp<std::int64_t>(event.integer(Field::time), 0, kEnd) * 1000);
    }
    return {};
}

std::optional<Time> parseRecordTime(std::string_view text) {
    const auto digits = [text](std::size_t at, std::size_t count, std::int64_t& out) {
        out = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
            out = out * 10 + (text[i] - '0');
        }
        return true;
    };
    std::int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0;
    if (text.size() == 27 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' &&
        text[16] == ':' && text[19] == '.' && text[26] == 'Z' && digits(0, 4, year) && digits(5, 2, month) &&
        digits(8, 2, day) && digits(11, 2, hour) && digits(14, 2, minute) && digits(17, 2, second) &&
        digits(20, 6, micros) && hour < 24 && minute < 60 && second < 60) {
        const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                               std::chrono::month(static_cast<unsigned>(month)),
                                               std::chrono::day(static_cast<unsigned>(day))};
        if (date.ok()) {
            return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
                   std::chrono::seconds(second) + Duration(micros);
        }
    }
    const auto slow = parseTime(text);
    return slow ? std::optional<Time>(*slow) : std::nullopt;
}

}  // namespace vedette
