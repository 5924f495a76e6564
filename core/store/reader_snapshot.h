// SPDX-License-Identifier: GPL-3.0-or-later
// One connection's view of a store while a call lasts: head, block times, tail, dictionary texts. What never changes
// once written (block times, dictionary texts, decoded tail of the same head) is remembered from call to call. One
// thread at a time, except interrupt().
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/event/columns.h"
#include "core/store/block.h"
#include "core/store/checkpoint.h"
#include "core/store/column_blobs.h"
#include "core/store/database.h"
#include "core/store/key_chain.h"
#include "core/store/posting.h"

namespace vedette {

// Smallest and largest value of one column of one block.
struct Bounds {
    std::int64_t low = 1;
    std::int64_t high = 0;  // below low: not known yet
    [[nodiscard]] bool known() const { return low <= high; }
};

struct TailRow {
    std::uint64_t entry = 0;
    Columns columns;
    std::string_view record;
    std::string_view part;
    bool erased = false;  // had a sealed part
};

class Snapshot {
public:
    [[nodiscard]] static Result<std::unique_ptr<Snapshot>> open(const std::filesystem::path& folder);

    // begin() before and end() after every call of the reader; Use does both.
    [[nodiscard]] Result<void> begin();
    void end();
    class Use {
    public:
        explicit Use(Snapshot& s) : m_snapshot(s) {}
        ~Use() { m_snapshot.end(); }
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

    private:
        Snapshot& m_snapshot;
    };

    [[nodiscard]] const Checkpoint& head() const { return m_head; }
    [[nodiscard]] std::uint64_t size() const { return m_head.size; }
    [[nodiscard]] std::uint64_t blocks() const { return m_head.size / kBlockEvents; }
    [[nodiscard]] BlockState blockState(std::uint64_t block) const { return m_states[block]; }
    [[nodiscard]] Bounds blockTimes(std::uint64_t block) const { return m_times[block]; }
    // Entries past the last full block, in order.
    [[nodiscard]] Result<std::span<const TailRow>> tail();

    // Encoded column of a full block, for decodeColumn(); the view lives until the next call of it.
    [[nodiscard]] Result<std::string_view> column(std::uint64_t block, std::size_t number);
    // Blocks of a segment (bit 0: its first) that hold the value; all ones where no posting says otherwise.
    [[nodiscard]] Result<std::uint64_t> postings(std::size_t column, std::int64_t value, std::uint64_t segment);
    // Dictionary id of a text, -1 when no full block holds it.
    [[nodiscard]] Result<std::int64_t> textId(std::size_t column, std::string_view value);
    // Text behind an id; lives as long as the snapshot object, or until the store is replaced.
    [[nodiscard]] Result<std::string_view> textOf(std::size_t column, std::int64_t id);
    [[nodiscard]] Result<std::vector<std::string>> texts(std::size_t column);
    // Blocks of a segment that hold any of the texts; their ids ascend.
    [[nodiscard]] Result<std::uint64_t> postingsOfAny(std::size_t column, std::span<const std::int64_t> ids,
                                                      std::uint64_t segment);
    struct FoundTexts {
        std::vector<std::int64_t> ids;  // ascending
        std::int64_t largest = -1;      // id that was looked at
    };
    // The texts of a column that `is` answers true for, which depends on `name` and the text alone: each text is asked
    // once. Lives until the next call.
    [[nodiscard]] Result<const FoundTexts*> textsThat(std::size_t column, const std::string& name,
                                                      const std::function<bool(std::string_view)>& is);

    // Smallest and largest value of a number column in a block.
    [[nodiscard]] Bounds zone(std::size_t column, std::uint64_t block) const {
        return m_zones[column - kTextColumns][block];
    }

    // Records of a full block that is not forgotten as a whole; empty views for those that are. Live until another
    // block was asked for four times.
    [[nodiscard]] Result<std::span<const std::string_view>> blockRecords(std::uint64_t block);
    // NotFound, with the certificate in the message, for what was lawfully forgotten or erased.
    [[nodiscard]] Result<std::string> record(std::uint64_t entry);
    [[nodiscard]] Result<std::string> part(std::uint64_t entry);

    [[nodiscard]] Database& database() { return m_database; }
    void interrupt();
    // Cancelled when interrupt() was called since begin().
    [[nodiscard]] Result<void> goOn() const;

private:
    // The statement is reset on every way out, so that it holds no lock after the call.
    class Reset {
    public:
        explicit Reset(Statement& s) : m_statement(s) {}
        ~Reset() { m_statement.reset(); }
        Reset(const Reset&) = delete;
        Reset& operator=(const Reset&) = delete;

    private:
        Statement& m_statement;
    };
    struct DecodedBlock {
        std::uint64_t block = ~std::uint64_t{0};
        std::uint64_t used = 0;
        BlockCodec codec;
        std::span<const std::string_view> records;
    };
    struct Texts {
        std::vector<std::string_view> byId;  // data() null: not read yet
        std::int64_t largest = -1;           // id in the table
    };

    Snapshot() = default;
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> readHead();
    [[nodiscard]] Result<Checkpoint> openHead(std::string_view note);
    [[nodiscard]] Result<void> readTimes();
    [[nodiscard]] Result<void> readTail();
    [[nodiscard]] std::unexpected<Error> forgotten(std::uint64_t entry);
    [[nodiscard]] std::unexpected<Error> erased(std::uint64_t entry);
    [[nodiscard]] std::unexpected<Error> broken(std::string what, std::string where) const;
    void forget();

    std::filesystem::path m_folder;
    Database m_database;
    KeyChain m_keys;
    Checkpoint m_head;
    std::atomic<bool> m_interrupted = false;
    bool m_active = false;

    Statement m_begin, m_commit, m_headRow, m_timeRows, m_records, m_part, m_posting, m_idOf, m_valueOf, m_largest,
        m_tailRows;
    ColumnBlobs m_columns;
    std::int64_t m_certificates = 0;  // newest one seen
    std::vector<Bounds> m_times;
    std::vector<BlockState> m_states;
    std::array<std::vector<Bounds>, kIntColumns> m_zones;
    std::array<Texts, kTextColumns> m_texts;
    std::map<std::pair<std::size_t, std::string>, FoundTexts> m_found;
    std::unique_ptr<Arena> m_textArena = std::make_unique<Arena>();
    std::vector<TailRow> m_tail;
    Arena m_tailArena;
    std::string m_tailOf;  // note the tail was read for
    ColumnReader m_columnReader;
    std::array<DecodedBlock, 4> m_decoded;
    std::uint64_t m_clock = 0;
};

}  // namespace vedette
