// SPDX-License-Identifier: GPL-3.0-or-later
// The language a report is told in: its own words, the texts that come from packs and records, numbers and days.
// docs/decisions/015-report-language.md says why it is done so.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace vedette {

// A value, cheap to copy, and the same for every thread. Made without arguments it is English: everything is said as it
// stands in the source.
class ReportWords {
public:
    // Nothing (an empty text) where there is no translation; the text is then said as it came.
    using Lookup = std::function<std::string(std::string_view)>;
    struct Lists {
        std::string code;  // "de", as the lang of a document is written
        Lookup own;        // of a report's own texts, with "{}" or "{0}" where values come
        Lookup content;    // of texts from data: sentences with their numbers in them
        Lookup contentOf;  // the same as they stand behind "3 of 6", which changes a word in some languages
    };

    ReportWords() = default;
    explicit ReportWords(Lists lists);

    [[nodiscard]] bool english() const { return m_lists == nullptr; }
    [[nodiscard]] std::string code() const { return english() ? "en" : m_lists->code; }

    // One of the report's own texts. "{}" takes the next value, "{0}" the first one.
    [[nodiscard]] std::string say(std::string_view english, std::initializer_list<std::string_view> values = {}) const;
    // `one` when `n` is 1, else `many`; the number is the first value.
    [[nodiscard]] std::string count(std::uint64_t n, std::string_view one, std::string_view many,
                                    std::initializer_list<std::string_view> values = {}) const;
    // A text that comes from data, as it is when it is in no list.
    [[nodiscard]] std::string said(std::string_view text) const;
    [[nodiscard]] std::string saidAfterOf(std::string_view text) const;

    [[nodiscard]] std::string number(std::uint64_t n) const;  // "6,744,318"
    [[nodiscard]] std::string time(Time t) const;             // "2026-07-01 08:00:00", in UTC
    // "2026-07-01" wherever it stands in a text, in the language's form.
    [[nodiscard]] std::string days(std::string_view text) const;
    // "a, b and c"
    [[nodiscard]] std::string joined(const std::vector<std::string>& parts) const;

private:
    std::shared_ptr<const Lists> m_lists;
    std::string m_separator = ",";      // of thousands
    std::string m_day = "{0}-{1}-{2}";  // year, month, day
};

// Values in the places of a text: "{}" the next one, "{0}" the first. Places without a value stay.
[[nodiscard]] std::string filled(std::string_view text, std::initializer_list<std::string_view> values);
// How many places a text has; -1 when they are not all used, or named both ways.
[[nodiscard]] int placesOf(std::string_view text);

}  // namespace vedette
