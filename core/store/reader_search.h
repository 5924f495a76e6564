// SPDX-License-Identifier: GPL-3.0-or-later
// Searching the texts of entries. No part of it is stored: dictionaries and posting lists, which are there anyway, say
// in which blocks a text can be; the rest is read.
//
// Which texts: those of the text columns, of every entry; and of the entries that are written in words (findings,
// incidents, actions, declarations, observations, collector status other than life signs) every text value of the
// record, however deep, but not time_dt and metadata.version, .product and .profiles, which say nothing. With
// Filter::Search::records every record is opened like that. Sealed parts never are. Member names and numbers are not
// texts.
//
// How: the text stands somewhere in the value, upper and lower case alike (ASCII and Latin-1 letters), blanks and all.
// A value that a machine made up is found by its beginning only, given with eight characters or more: else "bad" would
// be in every hundredth digest. That is a pseudonym; 16 or more of hexadecimal digits and hyphens and nothing else; 64
// or more of base64's characters and nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/reader_match.h"

namespace vedette {

// One text that is searched for. Not for several threads at once.
class TextNeedle {
public:
    explicit TextNeedle(std::string_view text);
    [[nodiscard]] bool inValue(std::string_view value);
    // In some text value of the record. False for what is no record.
    [[nodiscard]] bool inRecord(std::string_view record);
    [[nodiscard]] const std::string& folded() const { return m_text; }

private:
    friend class RecordTexts;
    std::string m_text;   // in lower case
    std::string m_plain;  // longest run of it that stands in JSON as it is: what a record without it cannot hold
    std::string m_folded, m_clear;
};

// A Filter::Search made ready for one state of the store.
class EntrySearch {
public:
    [[nodiscard]] static Result<EntrySearch> compile(const Filter::Search& search, Snapshot& snapshot);

    // Blocks of a segment (bit 0: its first) that may hold a match.
    [[nodiscard]] Result<std::uint64_t> blocksOf(std::uint64_t segment, Snapshot& snapshot) const;
    // Takes the marks of the entries of a block that do not match; `marks` is 1 where an entry is asked for.
    [[nodiscard]] Result<void> narrow(BlockMatch& match, Snapshot& snapshot,
                                      std::array<std::uint8_t, kBlockEvents>& marks);
    [[nodiscard]] bool matches(const TailRow& row);

private:
    // Dictionary ids of a column whose text is a hit.
    struct Ids {
        std::size_t column = 0;
        std::vector<std::int64_t> sorted;
        std::vector<std::uint8_t> byId;
        bool most = false;  // so many that posting lists leave nothing out
    };
    [[nodiscard]] Result<void> markColumns(BlockMatch& match, std::array<std::uint8_t, kBlockEvents>& hits);
    [[nodiscard]] Result<bool> markWorded(BlockMatch& match, std::array<std::uint8_t, kBlockEvents>& open);

    std::vector<TextNeedle> m_any;
    bool m_records = false;
    std::vector<Ids> m_ids;
    std::array<std::int64_t, kBlockEvents> m_values{};
};

}  // namespace vedette
