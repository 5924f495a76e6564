// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/column_blobs.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

namespace vedette {

void ColumnBlobs::close() {
    sqlite3_blob_close(m_blob);
    m_blob = nullptr;
}

Result<void> ColumnBlobs::open(Database& database, std::uint64_t block) {
    const auto row = static_cast<sqlite3_int64>(block);
    int code = m_blob == nullptr ? sqlite3_blob_open(database.raw(), "main", "block_columns", "data", row, 0, &m_blob)
                                 : sqlite3_blob_reopen(m_blob, row);
    if (code == SQLITE_OK) {
        m_size = static_cast<std::size_t>(sqlite3_blob_bytes(m_blob));
        m_block = block;
        code = sqlite3_blob_read(m_blob, m_head.data(), static_cast<int>(std::min(m_size, m_head.size())), 0);
    }
    if (code == SQLITE_OK) {
        return {};
    }
    Error error = databaseError(database.raw(), code, "cannot read columns");
    close();
    if ((code & 0xff) == SQLITE_ERROR) {
        error = {ErrorCode::Corrupt, "the columns of a block are missing", fmt::format("block {}", block),
                 "run verify to see what is damaged"};
    }
    return std::unexpected(std::move(error));
}

Result<std::string_view> ColumnBlobs::read(Database& database, std::uint64_t block, std::size_t column) {
    if (m_blob == nullptr || m_block != block) {
        if (auto ok = open(database, block); !ok) {
            return passOn(ok);
        }
    }
    auto place = placeOfColumn({m_head.data(), m_head.size()}, m_size, column, kBlockEvents);
    if (!place) {
        return passOn(place);
    }
    m_column.resize(place->size);
    const int code =
        sqlite3_blob_read(m_blob, m_column.data(), static_cast<int>(place->size), static_cast<int>(place->at));
    if (code != SQLITE_OK) {
        Error error = databaseError(database.raw(), code, "cannot read columns");
        close();
        return std::unexpected(std::move(error));
    }
    return std::string_view(m_column);
}

}  // namespace vedette
