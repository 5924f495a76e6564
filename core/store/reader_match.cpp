// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/store/reader_search.h"

namespace vedette {

namespace {

// Ranges of posted numbers up to this width are looked up value by value.
constexpr std::int64_t kPostedRange = 32;

}  // namespace

void BlockMatch::start(std::uint64_t number) {
    block = number;
    count = kBlockEvents;
    all = true;
}

std::unexpected<Error> BlockMatch::inColumn(Error error, std::size_t number) const {
    if (error.code == ErrorCode::Corrupt && error.where.empty()) {
        error.where = fmt::format("block {} column {}", block, columnNameAt(number));
        error.hint = "run verify to see what is damaged";
    }
    return std::unexpected(std::move(error));
}

Result<void> BlockMatch::column(std::size_t number, std::array<std::int64_t, kBlockEvents>& out) {
    auto bytes = m_snapshot.column(block, number);
    auto done = bytes ? decodeColumn(*bytes, out) : Result<void>(passOn(bytes));
    return done ? done : Result<void>(inColumn(std::move(done.error()), number));
}

void BlockMatch::open() {
    if (all) {
        all = false;
        mask.fill(1);
    }
}

Result<void> BlockMatch::narrow(std::size_t number, std::int64_t low, std::int64_t high) {
    return narrowBy(number, [&](std::string_view bytes) { return narrowColumn(bytes, low, high, mask, count); });
}

Result<void> BlockMatch::narrow(std::size_t number, std::span<const std::int64_t> wanted) {
    return narrowBy(number, [&](std::string_view bytes) { return narrowColumn(bytes, wanted, mask, count); });
}

template <class By>
Result<void> BlockMatch::narrowBy(std::size_t number, const By& by) {
    auto bytes = m_snapshot.column(block, number);
    if (!bytes) {
        return inColumn(std::move(bytes.error()), number);
    }
    open();
    auto left = by(*bytes);
    if (!left) {
        return inColumn(std::move(left.error()), number);
    }
    count = *left;
    return {};
}

Matcher::Matcher(Snapshot& snapshot) : m_snapshot(&snapshot) {}
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

Result<Matcher> Matcher::compile(const Filter& filter, Snapshot& snapshot) {
    Matcher m(snapshot);
    m.m_first = filter.firstEntry.value_or(0);
    m.m_end = std::min(filter.endEntry.value_or(snapshot.size()), snapshot.size());
    if (filter.from || filter.to) {
        RangeCondition time{columnNumber(IntColumn::Time), std::numeric_limits<std::int64_t>::min(),
                            std::numeric_limits<std::int64_t>::max()};
        if (filter.from) {
            time.low = toMicros(*filter.from);
        }
        if (filter.to) {
            const std::int64_t to = toMicros(*filter.to);
            m.m_nothing = to == std::numeric_limits<std::int64_t>::min();
            time.high = m.m_nothing ? to : to - 1;
        }
        m.m_ranges.push_back(time);
    }
    for (const Filter::Range& range : filter.ranges) {
        m.m_ranges.push_back({columnNumber(range.column), range.low, range.high});
    }
    for (const RangeCondition& range : m.m_ranges) {
        m.m_nothing = m.m_nothing || range.low > range.high;
    }
    auto compiled = m.compileTexts(filter);
    if (compiled) {
        compiled = m.compileSearches(filter);
    }
    if (!compiled) {
        return passOn(compiled);
    }
    return m;
}

Result<void> Matcher::compileTexts(const Filter& filter) {
    for (const auto& [column, values] : filter.texts) {
        TextCondition condition{columnNumber(column), {}, &values};
        for (const std::string& value : values) {
            auto id = m_snapshot->textId(condition.column, value);
            if (!id) {
                return passOn(id);
            }
            if (*id >= 0) {
                condition.ids.push_back(*id);
            }
        }
        std::ranges::sort(condition.ids);
        m_nothingInBlocks = m_nothingInBlocks || condition.ids.empty();
        m_nothing = m_nothing || values.empty();
        m_texts.push_back(std::move(condition));
    }
    return {};
}

Result<void> Matcher::compileSearches(const Filter& filter) {
    for (const Filter::Search& search : filter.searches) {
        if (m_nothing) {
            break;
        }
        auto compiled = EntrySearch::compile(search, *m_snapshot);
        if (!compiled) {
            return passOn(compiled);
        }
        m_searches.push_back(std::make_unique<EntrySearch>(std::move(*compiled)));
    }
    return {};
}

void Matcher::limit(std::uint64_t first, std::uint64_t end) {
    m_first = std::max(m_first, first);
    m_end = std::min(m_end, end);
}

Result<std::uint64_t> Matcher::segmentMask(std::uint64_t segment) {
    if (segment == m_segment) {
        return m_segmentMask;
    }
    std::uint64_t mask = ~std::uint64_t{0};
    const auto narrow = [&](std::size_t column, const auto& values) -> Result<void> {
        std::uint64_t any = 0;
        for (const std::int64_t value : values) {
            auto hit = m_snapshot->postings(column, value, segment);
            if (!hit) {
                return passOn(hit);
            }
            any |= *hit;
            if (any == ~std::uint64_t{0}) {
                break;
            }
        }
        mask &= any;
        return {};
    };
    for (const TextCondition& condition : m_texts) {
        if (auto ok = narrow(condition.column, condition.ids); !ok) {
            return passOn(ok);
        }
    }
    for (const auto& search : m_searches) {
        if (mask == 0) {
            break;
        }
        auto hit = search->blocksOf(segment, *m_snapshot);
        if (!hit) {
            return hit;
        }
        mask &= *hit;
    }
    std::vector<std::int64_t> values;
    for (const RangeCondition& range : m_ranges) {
        const bool narrowEnough = static_cast<std::uint64_t>(range.high) - static_cast<std::uint64_t>(range.low) <
                                  static_cast<std::uint64_t>(kPostedRange);
        if (!narrowEnough || !isPosted(range.column)) {
            continue;
        }
        values.clear();
        for (std::int64_t v = range.low;; ++v) {
            values.push_back(v);
            if (v == range.high) {
                break;
            }
        }
        if (auto ok = narrow(range.column, values); !ok) {
            return passOn(ok);
        }
    }
    m_segment = segment;
    m_segmentMask = mask;
    return mask;
}

Result<void> Matcher::narrowToEntries(BlockMatch& match) {
    if (m_snapshot->blockState(match.block) != BlockState::Whole) {
        // Forgotten records have no text in any column.
        if (auto ok = match.narrow(0, 0, std::numeric_limits<std::int64_t>::max()); !ok) {
            return ok;
        }
    }
    const std::uint64_t first = match.firstEntry();
    if (first >= m_first && first + kBlockEvents <= m_end) {
        return {};
    }
    match.open();
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        if (match.mask[i] != 0 && (first + i < m_first || first + i >= m_end)) {
            match.mask[i] = 0;
            --match.count;
        }
    }
    return {};
}

Result<void> Matcher::narrowToTexts(BlockMatch& match) {
    for (const TextCondition& condition : m_texts) {
        if (match.count == 0) {
            break;
        }
        if (auto ok = match.narrow(condition.column, condition.ids); !ok) {
            return ok;
        }
    }
    return {};
}

Result<void> Matcher::match(BlockMatch& match) {
    // The smallest and largest values of the block may settle it without reading its columns.
    std::array<const RangeCondition*, 16> open{};
    std::size_t opened = 0;
    for (const RangeCondition& range : m_ranges) {
        const Bounds bounds = m_snapshot->zone(range.column, match.block);
        if (bounds.high < range.low || bounds.low > range.high) {
            match.count = 0;
            return {};
        }
        const bool inside = bounds.low >= range.low && bounds.high <= range.high;
        if (!inside && opened < open.size()) {
            open[opened++] = &range;
        } else if (!inside) {
            return fail(ErrorCode::Invalid, "the filter has too many conditions", {}, "use fewer than 16");
        }
    }
    auto ok = narrowToEntries(match);
    if (ok) {
        ok = narrowToTexts(match);
    }
    for (std::size_t r = 0; ok && r < opened && match.count > 0; ++r) {
        ok = match.narrow(open[r]->column, open[r]->low, open[r]->high);
    }
    for (auto search = m_searches.begin(); ok && search != m_searches.end() && match.count > 0; ++search) {
        match.open();
        ok = (*search)->narrow(match, *m_snapshot, match.mask);
        match.count = static_cast<std::size_t>(std::ranges::count(match.mask, 1));
    }
    return ok;
}

Result<bool> Matcher::blocks(bool newestFirst, const EachBlock& each) {
    const std::uint64_t end = std::min(m_end, m_snapshot->blocks() * kBlockEvents);
    if (m_nothing || m_nothingInBlocks || m_first >= end) {
        return true;
    }
    const std::uint64_t low = m_first / kBlockEvents;
    const std::uint64_t high = (end - 1) / kBlockEvents;
    BlockMatch match(*m_snapshot);
    for (std::uint64_t step = 0; step <= high - low; ++step) {
        const std::uint64_t block = newestFirst ? high - step : low + step;
        if (auto ok = m_snapshot->goOn(); !ok) {
            return passOn(ok);
        }
        if (m_snapshot->blockState(block) == BlockState::Forgotten) {
            continue;
        }
        auto mask = segmentMask(block / kSegmentBlocks);
        if (!mask) {
            return passOn(mask);
        }
        if (((*mask >> (block % kSegmentBlocks)) & 1U) == 0) {
            continue;
        }
        match.start(block);
        if (auto ok = this->match(match); !ok) {
            return passOn(ok);
        }
        if (match.count == 0) {
            continue;
        }
        auto more = each(match);
        if (!more || !*more) {
            return more;
        }
    }
    return true;
}

bool Matcher::matchesTail(const TailRow& row) {
    if (m_nothing || row.entry < m_first || row.entry >= m_end) {
        return false;
    }
    for (const RangeCondition& range : m_ranges) {
        const std::int64_t value = row.columns.numbers[range.column - kTextColumns];
        if (value < range.low || value > range.high) {
            return false;
        }
    }
    const bool texts = std::ranges::all_of(m_texts, [&](const TextCondition& condition) {
        return std::ranges::find(*condition.values, row.columns.texts[condition.column]) != condition.values->end();
    });
    return texts && std::ranges::all_of(m_searches, [&](const auto& search) { return search->matches(row); });
}

}  // namespace vedette
