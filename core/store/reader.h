// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a store: pages, counts, groups, records, roll-ups. This is the seam behind which another engine may answer
// one day; nothing above it may know SQLite. A Reader holds one read-only connection: one thread at a time, except
// interrupt(). Each call sees a consistent state; entries appended later do not move earlier ones.
#pragma once

#include <bitset>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/event/columns.h"
#include "core/store/checkpoint.h"

namespace vedette {

// All conditions must hold. Default-constructed: everything.
struct Filter {
    std::optional<Time> from;                 // event time, inclusive
    std::optional<Time> to;                   // event time, exclusive
    std::optional<std::uint64_t> firstEntry;  // inclusive
    std::optional<std::uint64_t> endEntry;    // exclusive
    // Text column is one of the values. Several items: all must hold.
    std::vector<std::pair<TextColumn, std::vector<std::string>>> texts;
    // Number column within [low, high].
    struct Range {
        IntColumn column;
        std::int64_t low;
        std::int64_t high;
    };
    std::vector<Range> ranges;
    // Some text of the entry contains one of these; reader_search.h says which texts there are. Several items: all must
    // hold.
    struct Search {
        std::vector<std::string> any;
        bool records = false;  // every record is opened, not only those that are written in words: takes its time
    };
    std::vector<Search> searches;

    Filter& is(TextColumn c, std::string value);
    Filter& is(IntColumn c, std::int64_t value);
    Filter& between(IntColumn c, std::int64_t low, std::int64_t high);
    Filter& contains(std::string text);
    // "class=6003 and node=edge-1 and time in [...)": how evidence references and chips spell the filter.
    [[nodiscard]] std::string text() const;
};

// node=edge-1 status=2 latency>=500 model=a,b text~"quota exceeded": the query language of vedettectl and the console's
// filter bar.
[[nodiscard]] Result<Filter> parseFilter(std::string_view text);

struct Row {
    std::uint64_t entry = 0;
    Columns columns;  // views into the page's own memory
};

struct Page {
    std::vector<Row> rows;
    std::optional<std::uint64_t> next;   // pass as `before` (or `after`) for the next page; none at the end
    std::shared_ptr<const void> memory;  // what the rows' views point into
};

// Count, first and last entry of what a filter matches: an evidence reference.
struct Extent {
    std::uint64_t count = 0;
    std::uint64_t firstEntry = 0;
    std::uint64_t lastEntry = 0;
    Time firstTime{};
    Time lastTime{};
};

struct Group {
    std::string value;
    Extent extent;
};

// One cell of the per-minute roll-ups.
struct RollupCell {
    Time minute{};
    std::string node;
    std::int64_t classUid = 0;
    std::int64_t status = 0;
    std::uint64_t count = 0;
    std::int64_t latencySum = 0;  // milliseconds
    std::int64_t promptTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t costMicros = 0;
};

// Keyed by source name.
struct SourceState {
    std::string source;
    std::string cursor;
};

// Columns of a row by number: text columns first, then number columns.
using ColumnSet = std::bitset<kTextColumns + kIntColumns>;

class Reader {
public:
    // NotFound without a store, Unsupported for a newer format, Corrupt when the head checkpoint does not verify.
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const std::filesystem::path& folder);
    ~Reader();

    // Another reader of the same store, for another thread. It may see entries appended since.
    [[nodiscard]] Result<std::unique_ptr<Reader>> another() const;

    [[nodiscard]] Result<Checkpoint> head();
    // Matching rows, newest entry first, starting below `before`.
    [[nodiscard]] Result<Page> newest(const Filter& filter, std::size_t limit,
                                      std::optional<std::uint64_t> before = {});
    // Matching rows, oldest entry first, starting at `from`.
    [[nodiscard]] Result<Page> oldest(const Filter& filter, std::size_t limit, std::optional<std::uint64_t> from = {});
    // Calls `each` for every match in entry order until it returns false. The views live for the call only.
    [[nodiscard]] Result<void> scan(const Filter& filter, const std::function<bool(const Row&)>& each);
    // The same, filling in only the named columns of the rows; the others are empty. Long scans are that much quicker.
    [[nodiscard]] Result<void> scan(const Filter& filter, const ColumnSet& columns,
                                    const std::function<bool(const Row&)>& each);
    [[nodiscard]] Result<Extent> extent(const Filter& filter);
    // Extent per value of the column, largest first.
    [[nodiscard]] Result<std::vector<Group>> groupBy(const Filter& filter, TextColumn column);
    // Record text of one entry / of several (in the order asked).
    [[nodiscard]] Result<std::string> record(std::uint64_t entry);
    [[nodiscard]] Result<std::vector<std::string>> records(const std::vector<std::uint64_t>& entries);
    // Sealed part an entry refers to; NotFound when it has none.
    [[nodiscard]] Result<std::string> sealedPart(std::uint64_t entry);
    // Roll-up cells of [from, to), by minute.
    [[nodiscard]] Result<std::vector<RollupCell>> rollups(Time from, Time to);
    // All values a text column has had.
    [[nodiscard]] Result<std::vector<std::string>> values(TextColumn column);
    // Cursor of a source; empty text when it has none.
    [[nodiscard]] Result<std::string> cursor(const std::string& source);
    [[nodiscard]] Result<std::vector<std::uint64_t>> seenIds(const std::string& source);

    // Makes the call in progress fail with Cancelled. From any thread.
    void interrupt();

private:
    struct Impl;
    explicit Reader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
