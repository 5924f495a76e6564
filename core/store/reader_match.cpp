// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace vedette {

namespace {

// Ranges of posted numbers up to this width are looked up value by value.
constexpr std::int64_t kPostedRange = 32;

}  // namespace

void BlockMatch::start(std::uint64_t number) {
    block = number;
    count = kBlockEvents;
    all = true;
    m_haveBlob = false;
}

Result<std::string_view> BlockMatch::blob() {
    if (!m_haveBlob) {
        auto blob = m_snapshot.blockColumns(block);
        if (!blob) {
            return blob;
        }
        m_blob = *blob;
        m_haveBlob = true;
    }
    return m_blob;
}

Result<void> BlockMatch::column(std::size_t number, std::array<std::int64_t, kBlockEvents>& out) {
    auto bytes = blob();
    if (!bytes) {
        return passOn(bytes);
    }
    auto part = columnBytes(*bytes, number, kBlockEvents);
    auto done = part ? decodeColumn(*part, out) : Result<void>(passOn(part));
    if (!done) {
        done.error().where = fmt::format("block {} column {}", block, columnNameAt(number));
        done.error().hint = "run verify to see what is damaged";
    }
    return done;
}

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
    for (const auto& [column, values] : filter.texts) {
        TextCondition condition{columnNumber(column), {}, &values};
        for (const std::string& value : values) {
            auto id = snapshot.textId(condition.column, value);
            if (!id) {
                return passOn(id);
            }
            if (*id >= 0) {
                condition.ids.push_back(*id);
            }
        }
        std::ranges::sort(condition.ids);
        m.m_nothingInBlocks = m.m_nothingInBlocks || condition.ids.empty();
        m.m_nothing = m.m_nothing || values.empty();
        m.m_texts.push_back(std::move(condition));
    }
    return m;
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

Result<void> Matcher::match(BlockMatch& match) {
    const std::uint64_t first = match.firstEntry();
    const auto narrow = [&](auto&& keep) {
        if (match.all) {
            match.all = false;
            match.mask.fill(1);
        }
        std::size_t count = 0;
        for (std::size_t i = 0; i < kBlockEvents; ++i) {
            match.mask[i] = static_cast<std::uint8_t>(match.mask[i] & static_cast<std::uint8_t>(keep(i)));
            count += match.mask[i];
        }
        match.count = count;
    };
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
    if (m_snapshot->blockState(match.block) != BlockState::Whole) {
        // Forgotten records have no text in any column.
        if (auto ok = match.column(0, m_values); !ok) {
            return ok;
        }
        narrow([&](std::size_t i) { return m_values[i] >= 0; });
    }
    if (first < m_first || first + kBlockEvents > m_end) {
        narrow([&](std::size_t i) { return first + i >= m_first && first + i < m_end; });
    }
    for (const TextCondition& condition : m_texts) {
        if (match.count == 0) {
            return {};
        }
        if (auto ok = match.column(condition.column, m_values); !ok) {
            return ok;
        }
        if (condition.ids.size() == 1) {
            const std::int64_t id = condition.ids[0];
            narrow([&](std::size_t i) { return m_values[i] == id; });
        } else {
            narrow([&](std::size_t i) { return std::ranges::binary_search(condition.ids, m_values[i]); });
        }
    }
    for (std::size_t r = 0; r < opened && match.count > 0; ++r) {
        const RangeCondition& range = *open[r];
        if (auto ok = match.column(range.column, m_values); !ok) {
            return ok;
        }
        narrow([&](std::size_t i) { return m_values[i] >= range.low && m_values[i] <= range.high; });
    }
    return {};
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

bool Matcher::matchesTail(const TailRow& row) const {
    if (m_nothing || row.entry < m_first || row.entry >= m_end) {
        return false;
    }
    for (const RangeCondition& range : m_ranges) {
        const std::int64_t value = row.columns.numbers[range.column - kTextColumns];
        if (value < range.low || value > range.high) {
            return false;
        }
    }
    return std::ranges::all_of(m_texts, [&](const TextCondition& condition) {
        return std::ranges::find(*condition.values, row.columns.texts[condition.column]) != condition.values->end();
    });
}

}  // namespace vedette
