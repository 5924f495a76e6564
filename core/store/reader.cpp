// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/store/reader_match.h"
#include "core/store/reader_snapshot.h"
#include "core/store/rollup.h"

namespace vedette {

namespace {

const ColumnSet kEveryColumn = ColumnSet().set();

// An extent while entries are added to it; they ascend.
struct Tally {
    std::uint64_t count = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::int64_t low = 0;  // event times, microseconds
    std::int64_t high = 0;

    void add(std::uint64_t entry, std::int64_t time) {
        if (count == 0) {
            first = entry;
            low = high = time;
        }
        ++count;
        last = entry;
        low = std::min(low, time);
        high = std::max(high, time);
    }
    [[nodiscard]] Extent extent() const {
        return count == 0 ? Extent{} : Extent{count, first, last, fromMicros(low), fromMicros(high)};
    }
};

// The rows of a page own their texts, so that a page outlives its reader.
struct PageMemory {
    Arena arena;
};

}  // namespace

struct Reader::Impl {
    std::filesystem::path folder;
    std::unique_ptr<Snapshot> snapshot;
    BlockColumns decoded;
    std::array<std::int64_t, kBlockEvents> times{};
    std::array<std::int64_t, kBlockEvents> values{};

    Result<void> decode(BlockMatch& match, const ColumnSet& columns);
    Result<Row> rowAt(const BlockMatch& match, std::size_t i, const ColumnSet& columns);
    Result<Page> page(const Filter& filter, std::size_t limit, bool newestFirst, std::uint64_t first,
                      std::uint64_t end);
    Result<void> scan(const Filter& filter, const ColumnSet& columns, const std::function<bool(const Row&)>& each);
    Result<Extent> extent(const Filter& filter);
    Result<std::vector<Group>> groupBy(const Filter& filter, TextColumn column);
    Result<void> groupBlocks(Matcher& matcher, std::size_t column, std::vector<Tally>& byId);
};

Result<void> Reader::Impl::decode(BlockMatch& match, const ColumnSet& columns) {
    for (std::size_t c = columns._Find_first(); c < kAllColumns; c = columns._Find_next(c)) {
        if (auto ok = match.column(c, decoded.values[c]); !ok) {
            return ok;
        }
    }
    return {};
}

Result<Row> Reader::Impl::rowAt(const BlockMatch& match, std::size_t i, const ColumnSet& columns) {
    Row row;
    row.entry = match.firstEntry() + i;
    for (std::size_t c = columns._Find_first(); c < kAllColumns; c = columns._Find_next(c)) {
        if (c >= kTextColumns) {
            row.columns.numbers[c - kTextColumns] = decoded.values[c][i];
            continue;
        }
        auto text = snapshot->textOf(c, decoded.values[c][i]);
        if (!text) {
            return passOn(text);
        }
        row.columns.texts[c] = *text;
    }
    return row;
}

Result<Page> Reader::Impl::page(const Filter& filter, std::size_t limit, bool newestFirst, std::uint64_t first,
                                std::uint64_t end) {
    auto matcher = Matcher::compile(filter, *snapshot);
    if (!matcher) {
        return passOn(matcher);
    }
    matcher->limit(first, end);
    auto memory = std::make_shared<PageMemory>();
    Page page;
    const auto take = [&](Row row) {
        for (std::string_view& text : row.columns.texts) {
            text = memory->arena.copy(text);
        }
        page.rows.push_back(row);
    };
    const auto full = [&] { return page.rows.size() >= limit; };
    const auto fromTail = [&]() -> Result<void> {
        auto tail = snapshot->tail();
        if (!tail) {
            return passOn(tail);
        }
        for (std::size_t n = 0; n < tail->size() && !full(); ++n) {
            const TailRow& row = (*tail)[newestFirst ? tail->size() - 1 - n : n];
            if (matcher->matchesTail(row)) {
                take({row.entry, row.columns});
            }
        }
        return {};
    };
    const auto fromBlock = [&](BlockMatch& match) -> Result<bool> {
        if (auto ok = decode(match, kEveryColumn); !ok) {
            return passOn(ok);
        }
        for (std::size_t n = 0; n < kBlockEvents && !full(); ++n) {
            const std::size_t i = newestFirst ? kBlockEvents - 1 - n : n;
            if (match.matches(i)) {
                auto row = rowAt(match, i, kEveryColumn);
                if (!row) {
                    return passOn(row);
                }
                take(*row);
            }
        }
        return !full();
    };
    page.memory = memory;
    if (limit == 0) {
        return page;
    }
    if (newestFirst) {
        if (auto ok = fromTail(); !ok) {
            return passOn(ok);
        }
    }
    if (!full()) {
        if (auto ok = matcher->blocks(newestFirst, fromBlock); !ok) {
            return passOn(ok);
        }
    }
    if (!newestFirst && !full()) {
        if (auto ok = fromTail(); !ok) {
            return passOn(ok);
        }
    }
    if (full()) {
        const std::uint64_t last = page.rows.back().entry;
        if (newestFirst && last > filter.firstEntry.value_or(0)) {
            page.next = last;
        } else if (!newestFirst && last + 1 < std::min(snapshot->size(), filter.endEntry.value_or(snapshot->size()))) {
            page.next = last + 1;
        }
    }
    return page;
}

Result<void> Reader::Impl::scan(const Filter& filter, const ColumnSet& columns,
                                const std::function<bool(const Row&)>& each) {
    auto matcher = Matcher::compile(filter, *snapshot);
    if (!matcher) {
        return passOn(matcher);
    }
    auto more = matcher->blocks(false, [&](BlockMatch& match) -> Result<bool> {
        if (auto ok = decode(match, columns); !ok) {
            return passOn(ok);
        }
        for (std::size_t i = 0; i < kBlockEvents; ++i) {
            if (!match.matches(i)) {
                continue;
            }
            auto row = rowAt(match, i, columns);
            if (!row) {
                return passOn(row);
            }
            if (!each(*row)) {
                return false;
            }
        }
        return true;
    });
    if (!more) {
        return passOn(more);
    }
    if (!*more) {
        return {};
    }
    auto tail = snapshot->tail();
    if (!tail) {
        return passOn(tail);
    }
    for (const TailRow& row : *tail) {
        if (matcher->matchesTail(row) && !each({row.entry, row.columns})) {
            break;
        }
    }
    return {};
}

Result<Extent> Reader::Impl::extent(const Filter& filter) {
    auto matcher = Matcher::compile(filter, *snapshot);
    if (!matcher) {
        return passOn(matcher);
    }
    Tally tally;
    auto walked = matcher->blocks(false, [&](BlockMatch& match) -> Result<bool> {
        if (match.all) {
            const Bounds span = snapshot->blockTimes(match.block);
            tally.add(match.firstEntry(), span.low);
            tally.add(match.firstEntry() + kBlockEvents - 1, span.high);
            tally.count += kBlockEvents - 2;
            return true;
        }
        if (auto ok = match.column(columnNumber(IntColumn::Time), times); !ok) {
            return passOn(ok);
        }
        for (std::size_t i = 0; i < kBlockEvents; ++i) {
            if (match.matches(i)) {
                tally.add(match.firstEntry() + i, times[i]);
            }
        }
        return true;
    });
    if (!walked) {
        return passOn(walked);
    }
    auto tail = snapshot->tail();
    if (!tail) {
        return passOn(tail);
    }
    for (const TailRow& row : *tail) {
        if (matcher->matchesTail(row)) {
            tally.add(row.entry, row.columns[IntColumn::Time]);
        }
    }
    return tally.extent();
}

Result<void> Reader::Impl::groupBlocks(Matcher& matcher, std::size_t column, std::vector<Tally>& byId) {
    auto walked = matcher.blocks(false, [&](BlockMatch& match) -> Result<bool> {
        auto ok = match.column(column, values);
        if (ok) {
            ok = match.column(columnNumber(IntColumn::Time), times);
        }
        if (!ok) {
            return passOn(ok);
        }
        const auto [low, high] = std::ranges::minmax(values);
        const bool gaps = snapshot->blockState(match.block) != BlockState::Whole;
        if (low < (gaps ? -1 : 0) || high < 0 || static_cast<std::uint64_t>(high) >= snapshot->size()) {
            return fail(ErrorCode::Corrupt, "a column points past the dictionary",
                        fmt::format("block {} column {}", match.block, columnNameAt(column)),
                        "run verify to see what is damaged");
        }
        if (byId.size() <= static_cast<std::size_t>(high)) {
            byId.resize(static_cast<std::size_t>(high) + 1);
        }
        for (std::size_t i = 0; i < kBlockEvents; ++i) {
            if (match.matches(i) && values[i] >= 0) {
                byId[static_cast<std::size_t>(values[i])].add(match.firstEntry() + i, times[i]);
            }
        }
        return true;
    });
    if (!walked) {
        return passOn(walked);
    }
    return {};
}

Result<std::vector<Group>> Reader::Impl::groupBy(const Filter& filter, TextColumn column) {
    auto matcher = Matcher::compile(filter, *snapshot);
    if (!matcher) {
        return passOn(matcher);
    }
    std::vector<Tally> byId;
    if (auto ok = groupBlocks(*matcher, columnNumber(column), byId); !ok) {
        return passOn(ok);
    }
    std::unordered_map<std::string, Tally> groups;
    for (std::size_t id = 0; id < byId.size(); ++id) {
        if (byId[id].count > 0) {
            auto text = snapshot->textOf(columnNumber(column), static_cast<std::int64_t>(id));
            if (!text) {
                return passOn(text);
            }
            groups.emplace(*text, byId[id]);
        }
    }
    auto tail = snapshot->tail();
    if (!tail) {
        return passOn(tail);
    }
    for (const TailRow& row : *tail) {
        if (matcher->matchesTail(row)) {
            groups[std::string(row.columns[column])].add(row.entry, row.columns[IntColumn::Time]);
        }
    }
    std::vector<Group> out;
    out.reserve(groups.size());
    for (const auto& [value, tally] : groups) {
        out.push_back({value, tally.extent()});
    }
    std::ranges::sort(out, [](const Group& a, const Group& b) {
        return a.extent.count != b.extent.count ? a.extent.count > b.extent.count : a.value < b.value;
    });
    return out;
}

Reader::Reader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Reader::~Reader() = default;

Result<std::unique_ptr<Reader>> Reader::open(const std::filesystem::path& folder) {
    auto snapshot = Snapshot::open(folder);
    if (!snapshot) {
        return passOn(snapshot);
    }
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    impl->snapshot = std::move(*snapshot);
    return std::unique_ptr<Reader>(new Reader(std::move(impl)));
}

Result<std::unique_ptr<Reader>> Reader::another() const { return open(m_impl->folder); }

// Every call runs in one read transaction.
#define VEDETTE_IN_SNAPSHOT()                             \
    if (auto begun = m_impl->snapshot->begin(); !begun) { \
        return passOn(begun);                             \
    }                                                     \
    const Snapshot::Use inSnapshot(*m_impl->snapshot)

Result<Checkpoint> Reader::head() {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->snapshot->head();
}

Result<Page> Reader::newest(const Filter& filter, std::size_t limit, std::optional<std::uint64_t> before) {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->page(filter, limit, true, 0, before.value_or(m_impl->snapshot->size()));
}

Result<Page> Reader::oldest(const Filter& filter, std::size_t limit, std::optional<std::uint64_t> from) {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->page(filter, limit, false, from.value_or(0), m_impl->snapshot->size());
}

Result<void> Reader::scan(const Filter& filter, const std::function<bool(const Row&)>& each) {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->scan(filter, kEveryColumn, each);
}

Result<void> Reader::scan(const Filter& filter, const ColumnSet& columns, const std::function<bool(const Row&)>& each) {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->scan(filter, columns, each);
}

Result<Extent> Reader::extent(const Filter& filter) {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->extent(filter);
}

Result<std::vector<Group>> Reader::groupBy(const Filter& filter, TextColumn column) {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->groupBy(filter, column);
}

Result<std::string> Reader::record(std::uint64_t entry) {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->snapshot->record(entry);
}

Result<std::vector<std::string>> Reader::records(const std::vector<std::uint64_t>& entries) {
    VEDETTE_IN_SNAPSHOT();
    // In entry order, so that no block is opened twice; handed out in the order asked.
    std::vector<std::size_t> order(entries.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::sort(order, {}, [&](std::size_t i) { return entries[i]; });
    std::vector<std::string> out(entries.size());
    for (const std::size_t i : order) {
        if (auto ok = m_impl->snapshot->goOn(); !ok) {
            return passOn(ok);
        }
        auto record = m_impl->snapshot->record(entries[i]);
        if (!record) {
            return passOn(record);
        }
        out[i] = std::move(*record);
    }
    return out;
}

Result<std::string> Reader::sealedPart(std::uint64_t entry) {
    VEDETTE_IN_SNAPSHOT();
    return m_impl->snapshot->part(entry);
}

Result<std::vector<RollupCell>> Reader::rollups(Time from, Time to) {
    VEDETTE_IN_SNAPSHOT();
    auto rows = m_impl->snapshot->database().prepare(
        "SELECT minute, node, class, status, count, latency, prompt, output, cost FROM rollup "
        "WHERE minute >= ? AND minute < ? ORDER BY minute, node, class, status");
    if (!rows) {
        return passOn(rows);
    }
    constexpr std::int64_t kMinute = 60'000'000;
    const std::int64_t end = toMicros(to);
    rows->bind(1, minuteOf(toMicros(from)));
    rows->bind(2, minuteOf(end) + (end % kMinute != 0 ? 1 : 0));
    std::vector<RollupCell> out;
    for (;;) {
        auto row = rows->step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            return out;
        }
        const std::int64_t minute = rows->integer(0);
        if (minute > toMicros(Time::max()) / kMinute || minute < toMicros(Time::min()) / kMinute) {
            return fail(ErrorCode::Corrupt, "a roll-up stands under an impossible minute",
                        fmt::format("rollup {}", minute), "run verify to see what is damaged");
        }
        RollupCell cell;
        cell.minute = fromMicros(minute * kMinute);
        cell.node = rows->text(1);
        cell.classUid = rows->integer(2);
        cell.status = rows->integer(3);
        cell.count = static_cast<std::uint64_t>(rows->integer(4));
        cell.latencySum = rows->integer(5);
        cell.promptTokens = rows->integer(6);
        cell.outputTokens = rows->integer(7);
        cell.costMicros = rows->integer(8);
        out.push_back(std::move(cell));
    }
}

Result<std::vector<std::string>> Reader::values(TextColumn column) {
    VEDETTE_IN_SNAPSHOT();
    auto out = m_impl->snapshot->texts(columnNumber(column));
    if (!out) {
        return out;
    }
    auto tail = m_impl->snapshot->tail();
    if (!tail) {
        return passOn(tail);
    }
    for (const TailRow& row : *tail) {
        out->emplace_back(row.columns[column]);
    }
    std::ranges::sort(*out);
    const auto rest = std::ranges::unique(*out);
    out->erase(rest.begin(), rest.end());
    return out;
}

Result<std::string> Reader::cursor(const std::string& source) {
    VEDETTE_IN_SNAPSHOT();
    auto rows = m_impl->snapshot->database().prepare("SELECT value FROM cursor WHERE source = ?");
    if (!rows) {
        return passOn(rows);
    }
    rows->bindText(1, source);
    auto row = rows->step();
    if (!row) {
        return passOn(row);
    }
    return *row ? std::string(rows->text(0)) : std::string();
}

Result<std::vector<std::uint64_t>> Reader::seenIds(const std::string& source) {
    VEDETTE_IN_SNAPSHOT();
    auto rows = m_impl->snapshot->database().prepare("SELECT id FROM seen WHERE source = ?");
    if (!rows) {
        return passOn(rows);
    }
    rows->bindText(1, source);
    std::vector<std::uint64_t> out;
    auto done = forEachRow(*rows, [&](const Statement& row) -> Result<void> {
        out.push_back(static_cast<std::uint64_t>(row.integer(0)));
        return {};
    });
    if (!done) {
        return passOn(done);
    }
    return out;
}

#undef VEDETTE_IN_SNAPSHOT

void Reader::interrupt() { m_impl->snapshot->interrupt(); }

}  // namespace vedette
