// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader_search.h"

#include <algorithm>

#include "core/event/event.h"
#include "core/event/json_scan.h"

namespace vedette {

namespace {

constexpr std::size_t kPseudonym = 18;   // a letter, a hyphen and 16 characters
constexpr std::size_t kDigest = 16;      // hexadecimal digits and hyphens, at least
constexpr std::size_t kSignature = 64;   // characters of base64, at least
constexpr std::size_t kIdBeginning = 8;  // of such a value, to find it
constexpr std::int64_t kLifeSign = 1;    // activity of a Collector Status

// Classes whose records people or detectors wrote. The others are many and hold numbers.
constexpr std::int64_t kWorded[] = {
    ocsf::kComplianceFinding, ocsf::kDetectionFinding, ocsf::kIncidentFinding, ocsf::kEndpointObservation,
    ocsf::kConsoleAction,     ocsf::kFleetDeclaration, ocsf::kCollectorStatus,
};

bool isWorded(std::int64_t classUid, std::int64_t activity) {
    return std::ranges::find(kWorded, classUid) != std::end(kWorded) &&
           (classUid != ocsf::kCollectorStatus || activity != kLifeSign);
}

// In lower case, byte for byte as long as the text: ASCII letters, and those of Latin-1, which are two bytes in UTF-8.
void fold(std::string_view text, std::string& out) {
    const auto lower = [](char before, char letter) {
        const auto c = static_cast<unsigned char>(letter);
        const bool ascii = c >= 'A' && c <= 'Z';
        const bool latin = before == '\xC3' && c >= 0x80 && c <= 0x9E && c != 0x97;
        return static_cast<char>(c + (ascii || latin ? 0x20 : 0));
    };
    out.resize(text.size());
    if (!text.empty()) {
        out[0] = lower(0, text[0]);
    }
    // No state from letter to letter, so that the compiler takes sixteen at a time.
    for (std::size_t i = 1; i < text.size(); ++i) {
        out[i] = lower(text[i - 1], text[i]);
    }
}

bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || c == '-'; }
bool isBase64(char c) { return isLower(c) || isDigit(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_'; }

// Of a value in lower case.
bool isMachineMade(std::string_view value) {
    const auto consistsOf = [](std::string_view text, bool (*is)(char)) { return std::ranges::all_of(text, is); };
    if (value.size() == kPseudonym && isLower(value[0]) && value[1] == '-') {
        return consistsOf(value.substr(2), [](char c) { return isLower(c) || isDigit(c); });
    }
    return (value.size() >= kDigest && consistsOf(value, isHex)) ||
           (value.size() >= kSignature && consistsOf(value, isBase64));
}

bool standsAsItIs(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; }

std::string longestPlain(std::string_view text) {
    std::string_view best;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t to = from;
        while (to < text.size() && standsAsItIs(text[to])) {
            ++to;
        }
        if (to - from > best.size()) {
            best = text.substr(from, to - from);
        }
        from = to + 1;
    }
    return std::string(best);
}

// Members that say nothing of the entry.
bool isPassedOver(int depth, bool inMetadata, std::string_view key) {
    return depth == 1 ? key == "time_dt"
                      : depth == 2 && inMetadata && (key == "version" || key == "product" || key == "profiles");
}

}  // namespace

// Goes through the text values of a record until one holds the needle.
class RecordTexts {
public:
    RecordTexts(std::string_view record, TextNeedle& needle) : m_scan(record), m_needle(needle) {}
    bool anyHolds() { return value(0, false) && !m_scan.failed(); }

private:
    bool text() {
        JsonScan::Text text;
        if (!m_scan.text(text)) {
            return false;
        }
        if (!text.escaped) {
            return m_needle.inValue(text.raw);
        }
        m_needle.m_clear.clear();
        unescapeJson(text.raw, m_needle.m_clear);
        return m_needle.inValue(m_needle.m_clear);
    }
    bool object(int depth, bool inMetadata) {
        bool first = true;
        JsonScan::Text key;
        while (m_scan.nextKey(first, key)) {
            if (isPassedOver(depth, inMetadata, key.raw)) {
                skip();
            } else if (value(depth, depth == 1 && key.raw == "metadata")) {
                return true;
            }
        }
        return false;
    }
    bool array(int depth) {
        bool first = true;
        while (m_scan.nextElement(first)) {
            if (value(depth, false)) {
                return true;
            }
        }
        return false;
    }
    bool value(int depth, bool inMetadata) {
        switch (m_scan.peek()) {
            case JsonScan::Kind::Text: return text();
            case JsonScan::Kind::Object: return m_scan.enter() && object(depth + 1, inMetadata);
            case JsonScan::Kind::Array: return m_scan.enter() && array(depth + 1);
            default: skip(); return false;
        }
    }
    void skip() {
        std::string_view raw;
        m_scan.skip(raw);
    }

    JsonScan m_scan;
    TextNeedle& m_needle;
};

TextNeedle::TextNeedle(std::string_view text) {
    fold(text, m_text);
    m_plain = longestPlain(m_text);
}

bool TextNeedle::inValue(std::string_view value) {
    if (value.size() < m_text.size()) {
        return false;
    }
    fold(value, m_folded);
    if (isMachineMade(m_folded)) {
        return m_text.size() >= kIdBeginning && m_folded.starts_with(m_text);
    }
    return m_folded.find(m_text) != std::string::npos;
}

bool TextNeedle::inRecord(std::string_view record) {
    fold(record, m_folded);
    return m_folded.find(m_plain) != std::string::npos && RecordTexts(record, *this).anyHolds();
}

Result<EntrySearch> EntrySearch::compile(const Filter::Search& search, Snapshot& snapshot) {
    EntrySearch made;
    made.m_records = search.records;
    for (const std::string& text : search.any) {
        made.m_any.emplace_back(text);
    }
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        Ids ids;
        ids.column = c;
        std::int64_t largest = -1;
        for (TextNeedle& needle : made.m_any) {
            auto found =
                snapshot.textsThat(c, needle.folded(), [&](std::string_view text) { return needle.inValue(text); });
            if (!found) {
                return passOn(found);
            }
            ids.sorted.insert(ids.sorted.end(), (*found)->ids.begin(), (*found)->ids.end());
            largest = (*found)->largest;
        }
        std::ranges::sort(ids.sorted);
        const auto rest = std::ranges::unique(ids.sorted);
        ids.sorted.erase(rest.begin(), rest.end());
        if (ids.sorted.empty()) {
            continue;
        }
        ids.most = static_cast<std::int64_t>(ids.sorted.size()) > largest / 2;
        ids.byId.resize(static_cast<std::size_t>(ids.sorted.back()) + 1);
        for (const std::int64_t id : ids.sorted) {
            ids.byId[static_cast<std::size_t>(id)] = 1;
        }
        made.m_ids.push_back(std::move(ids));
    }
    return made;
}

Result<std::uint64_t> EntrySearch::blocksOf(std::uint64_t segment, Snapshot& snapshot) const {
    constexpr std::uint64_t kAll = ~std::uint64_t{0};
    if (m_records || std::ranges::any_of(m_ids, &Ids::most)) {
        return kAll;
    }
    std::uint64_t blocks = 0;
    for (const Ids& ids : m_ids) {
        auto mask = snapshot.postingsOfAny(ids.column, ids.sorted, segment);
        if (!mask) {
            return mask;
        }
        blocks |= *mask;
    }
    for (const std::int64_t classUid : kWorded) {
        if (blocks == kAll) {
            break;
        }
        auto mask = snapshot.postings(columnNumber(IntColumn::Class), classUid, segment);
        if (!mask) {
            return mask;
        }
        blocks |= *mask;
    }
    return blocks;
}

Result<void> EntrySearch::markColumns(BlockMatch& match, std::array<std::uint8_t, kBlockEvents>& hits) {
    for (const Ids& ids : m_ids) {
        if (auto ok = match.column(ids.column, m_values); !ok) {
            return ok;
        }
        for (std::size_t i = 0; i < kBlockEvents; ++i) {
            const auto id = static_cast<std::uint64_t>(m_values[i]);
            hits[i] = static_cast<std::uint8_t>(hits[i] | (id < ids.byId.size() ? ids.byId[id] : 0U));
        }
    }
    return {};
}

// Leaves those marks of `open` whose records are looked into; true when there are any.
Result<bool> EntrySearch::markWorded(BlockMatch& match, std::array<std::uint8_t, kBlockEvents>& open) {
    if (m_records) {
        return std::ranges::find(open, 1) != open.end();
    }
    if (auto ok = match.column(columnNumber(IntColumn::Class), m_values); !ok) {
        return passOn(ok);
    }
    bool any = false;
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        open[i] = open[i] != 0 && std::ranges::find(kWorded, m_values[i]) != std::end(kWorded) ? 1 : 0;
        any = any || open[i] != 0;
    }
    if (!any) {
        return false;
    }
    const std::array<std::int64_t, kBlockEvents> classes = m_values;
    if (auto ok = match.column(columnNumber(IntColumn::Activity), m_values); !ok) {
        return passOn(ok);
    }
    any = false;
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        open[i] = open[i] != 0 && isWorded(classes[i], m_values[i]) ? 1 : 0;
        any = any || open[i] != 0;
    }
    return any;
}

Result<void> EntrySearch::narrow(BlockMatch& match, Snapshot& snapshot, std::array<std::uint8_t, kBlockEvents>& marks) {
    std::array<std::uint8_t, kBlockEvents> hits{};
    if (auto ok = markColumns(match, hits); !ok) {
        return ok;
    }
    std::array<std::uint8_t, kBlockEvents> open{};
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        open[i] = marks[i] != 0 && hits[i] == 0 ? 1 : 0;
    }
    auto any = markWorded(match, open);
    if (!any) {
        return passOn(any);
    }
    if (*any) {
        auto records = snapshot.blockRecords(match.block);
        if (!records) {
            return passOn(records);
        }
        for (std::size_t i = 0; i < kBlockEvents; ++i) {
            if (open[i] != 0) {
                const std::string_view record = (*records)[i];
                hits[i] = std::ranges::any_of(m_any, [&](TextNeedle& n) { return n.inRecord(record); }) ? 1 : 0;
            }
        }
    }
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        marks[i] = static_cast<std::uint8_t>(marks[i] & hits[i]);
    }
    return {};
}

bool EntrySearch::matches(const TailRow& row) {
    const bool open = m_records || isWorded(row.columns[IntColumn::Class], row.columns[IntColumn::Activity]);
    return std::ranges::any_of(m_any, [&](TextNeedle& needle) {
        return std::ranges::any_of(row.columns.texts, [&](std::string_view text) { return needle.inValue(text); }) ||
               (open && needle.inRecord(row.record));
    });
}

}  // namespace vedette
