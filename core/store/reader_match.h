// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the entries a filter matches, block by block, reading as little as it can: entry and time ranges first, then
// posting lists, then the blocks' smallest and largest values, and only then the columns the filter names.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/store/reader.h"
#include "core/store/reader_snapshot.h"

namespace vedette {

// What a visitor is shown of a block: which entries match, and its columns on demand.
class BlockMatch {
public:
    explicit BlockMatch(Snapshot& snapshot) : m_snapshot(snapshot) {}

    std::uint64_t block = 0;
    std::size_t count = 0;  // matching entries
    bool all = false;       // every entry of the block matches; `mask` is not filled in then
    std::array<std::uint8_t, kBlockEvents> mask{};

    [[nodiscard]] std::uint64_t firstEntry() const { return block * kBlockEvents; }
    [[nodiscard]] bool matches(std::size_t i) const { return all || mask[i] != 0; }
    // Decodes a column into `out`.
    [[nodiscard]] Result<void> column(std::size_t number, std::array<std::int64_t, kBlockEvents>& out);

private:
    friend class Matcher;
    void start(std::uint64_t number);
    [[nodiscard]] std::unexpected<Error> inColumn(Error error, std::size_t number) const;
    // Fills in `mask`, which then says what `all` did.
    void open();
    // Takes away what has a value outside [low, high] in the column.
    [[nodiscard]] Result<void> narrow(std::size_t number, std::int64_t low, std::int64_t high);
    // Takes away what has none of these values, which ascend.
    [[nodiscard]] Result<void> narrow(std::size_t number, std::span<const std::int64_t> wanted);
    template <class By>
    [[nodiscard]] Result<void> narrowBy(std::size_t number, const By& by);

    Snapshot& m_snapshot;
};

class EntrySearch;

class Matcher {
public:
    Matcher(Matcher&&) noexcept;
    ~Matcher();
    // Within a snapshot's begin() and end().
    [[nodiscard]] static Result<Matcher> compile(const Filter& filter, Snapshot& snapshot);

    // Narrows the entries looked at: [first, end).
    void limit(std::uint64_t first, std::uint64_t end);
    // Calls `each` for every full block with matches, until it answers false.
    using EachBlock = std::function<Result<bool>(BlockMatch&)>;
    [[nodiscard]] Result<bool> blocks(bool newestFirst, const EachBlock& each);
    [[nodiscard]] bool matchesTail(const TailRow& row);

private:
    struct TextCondition {
        std::size_t column = 0;
        std::vector<std::int64_t> ids;  // sorted
        const std::vector<std::string>* values = nullptr;
    };
    struct RangeCondition {
        std::size_t column = 0;
        std::int64_t low = 0;
        std::int64_t high = 0;
    };

    explicit Matcher(Snapshot& snapshot);
    [[nodiscard]] Result<void> compileTexts(const Filter& filter);
    [[nodiscard]] Result<void> compileSearches(const Filter& filter);
    // Takes away forgotten records and what lies outside the entries asked for.
    [[nodiscard]] Result<void> narrowToEntries(BlockMatch& match);
    [[nodiscard]] Result<void> narrowToTexts(BlockMatch& match);
    [[nodiscard]] Result<std::uint64_t> segmentMask(std::uint64_t segment);
    [[nodiscard]] Result<void> match(BlockMatch& match);

    Snapshot* m_snapshot;
    std::uint64_t m_first = 0;
    std::uint64_t m_end = 0;
    std::vector<TextCondition> m_texts;
    std::vector<RangeCondition> m_ranges;
    std::vector<std::unique_ptr<EntrySearch>> m_searches;
    bool m_nothingInBlocks = false;  // some text is in no dictionary
    bool m_nothing = false;
    std::uint64_t m_segment = ~std::uint64_t{0};
    std::uint64_t m_segmentMask = 0;
};

}  // namespace vedette
