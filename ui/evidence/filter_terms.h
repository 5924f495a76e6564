// SPDX-License-Identifier: GPL-3.0-or-later
// A filter as the list of its conditions: what the chips show, add and take away. Plain values.
#pragma once

#include <QString>

#include <optional>
#include <string>
#include <vector>

#include "core/store/reader.h"

namespace vedette::ui {

// One condition: a filter that holds nothing else.
struct FilterTerm {
    Filter condition;
    std::string key;  // conditions of one key replace each other: "node", "status", "from", "entry"
    [[nodiscard]] std::string text() const { return condition.text(); }
};

// In the order chips stand: columns as written, then searches, then time, then entries.
[[nodiscard]] std::vector<FilterTerm> termsOf(const Filter& filter);
// All conditions together.
[[nodiscard]] Filter filterOf(const std::vector<FilterTerm>& terms);
// Adds what `more` says; a column that `terms` already speaks of is replaced, because no entry has two values in one.
void mergeTerms(std::vector<FilterTerm>& terms, const Filter& more);

// "node is", "latency is at least"; "edge-1", "500 ms".
struct TermWords {
    QString field;
    QString value;
};
[[nodiscard]] TermWords wordsOf(const FilterTerm& term);

// Names of columns and of their values as people read them.
[[nodiscard]] QString columnTitle(TextColumn column);
[[nodiscard]] QString columnTitle(IntColumn column);
// Names a number has ("failure" of status 2); empty when it is only a number.
[[nodiscard]] QString valueName(IntColumn column, std::int64_t value);
// The values with names, for choosing; empty for plain numbers.
[[nodiscard]] std::vector<std::int64_t> namedValues(IntColumn column);

// What was typed as parseFilter() reads it: words without any condition are a text to search for.
[[nodiscard]] QString conditionsIn(const QString& typed);

// Where the part that parseFilter() complained about stands in the text.
struct FilterMistake {
    QString sentence;  // what is wrong and what to write instead
    int start = 0;     // in UTF-16 units of the text, for a selection
    int length = 0;
};
[[nodiscard]] FilterMistake mistakeIn(const QString& text, const Error& error);

}  // namespace vedette::ui
