// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/filter_words.h"

#include <fmt/format.h>

#include <charconv>

#include "core/privacy/detectors.h"

namespace vedette::ctl {

Result<Filter> readFilter(const std::vector<std::string>& words, const PeriodOptions& period, Time now) {
    std::string text;
    std::optional<std::uint64_t> entry;
    for (const auto& word : words) {
        if (!word.starts_with("entry=")) {
            text += (text.empty() ? "" : " ") + word;
            continue;
        }
        std::uint64_t number = 0;
        const auto* end = word.data() + word.size();
        if (const auto read = std::from_chars(word.data() + 6, end, number); read.ec != std::errc{} || read.ptr != end)
            return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not an entry number", word.substr(6)), "FILTER",
                        "entries are numbered from 0");
        entry = number;
    }
    auto filter = text.empty() ? Result<Filter>(Filter{}) : parseFilter(text);
    if (!filter) return filter;
    auto open = readPeriod(period, now);
    if (!open) return passOn(open);
    if (open->from) filter->from = open->from;
    if (open->to) filter->to = open->to;
    if (entry) {
        filter->firstEntry = *entry;
        filter->endEntry = *entry + 1;
    }
    return filter;
}

std::string recordedFilter(Filter filter) {
    const auto clean = [](std::vector<std::string>& values) {
        for (auto& value : values) value = redact(value, detect(value));
    };
    for (auto& [column, values] : filter.texts)
        if (column == TextColumn::Principal || column == TextColumn::Client) clean(values);
    for (auto& search : filter.searches) clean(search.any);
    return filter.text();
}

}  // namespace vedette::ctl
