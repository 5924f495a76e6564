// SPDX-License-Identifier: GPL-3.0-or-later
// Reads single columns out of the columns blobs of blocks, without fetching what lies between them: a block's columns
// are 20 kB, of which a filter looks at one or two. One thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/store/block.h"
#include "core/store/database.h"

struct sqlite3_blob;

namespace vedette {

class ColumnBlobs {
public:
    ColumnBlobs() = default;
    ColumnBlobs(const ColumnBlobs&) = delete;
    ColumnBlobs& operator=(const ColumnBlobs&) = delete;
    ~ColumnBlobs() { close(); }

    // The encoded column of a block, within the database's open transaction; lives until the next call. Corrupt when
    // the block has no columns or their head is wrong.
    [[nodiscard]] Result<std::string_view> read(Database& database, std::uint64_t block, std::size_t column);
    // Lets go of the transaction. Before it ends, and before the database is closed.
    void close();

private:
    [[nodiscard]] Result<void> open(Database& database, std::uint64_t block);

    sqlite3_blob* m_blob = nullptr;
    std::uint64_t m_block = 0;  // that m_blob and m_head are of
    std::size_t m_size = 0;
    std::array<char, kColumnsHead> m_head{};
    std::string m_column;
};

}  // namespace vedette
