// SPDX-License-Identifier: GPL-3.0-or-later
// What lies where in a store: file names, SQL of every table, limits. docs/store-format.md says the same in words and
// is what an outside verifier is written from; change both together.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/event/columns.h"
#include "core/store/database.h"

namespace vedette {

inline constexpr std::int64_t kStoreApplicationId = 0x56454454;  // "VEDT"
inline constexpr std::int64_t kStoreFormat = 2;                  // PRAGMA user_version of a new store
inline constexpr std::int64_t kKeyChangeFormat = 3;              // of a store whose keys were ever changed

// Entries of a full block. Block k holds the entries [k * 1024, k * 1024 + 1024).
inline constexpr std::uint64_t kBlockEvents = 1024;
inline constexpr int kBlockLevel = 10;  // of a block's root in the Merkle tree
// Blocks of a segment. Segment s holds the blocks [s * 64, s * 64 + 64); its posting rows are written in the
// transaction that seals its last block.
inline constexpr std::uint64_t kSegmentBlocks = 64;

// Columns are numbered through: text columns first, then number columns. The number is what stands in the tables
// `dict` and `posting` and the place in a block's columns blob.
inline constexpr std::size_t kAllColumns = kTextColumns + kIntColumns;
inline constexpr std::size_t columnNumber(TextColumn c) { return static_cast<std::size_t>(c); }
inline constexpr std::size_t columnNumber(IntColumn c) { return kTextColumns + static_cast<std::size_t>(c); }
// Name of a numbered column.
[[nodiscard]] std::string_view columnNameAt(std::size_t number);

// Posted columns: every text column, and these numbers.
inline constexpr IntColumn kPostedNumbers[] = {IntColumn::Class, IntColumn::Status, IntColumn::Code,
                                               IntColumn::Severity};
[[nodiscard]] bool isPosted(std::size_t column);

// block.state. Only 0 occurs in format 1; the others are what retention writes.
enum class BlockState : std::int64_t { Whole = 0, PartlyForgotten = 1, Forgotten = 2 };

struct SchemaObject {
    std::string_view type;  // "table" or "index"
    std::string_view name;
    std::string_view sql;  // as sqlite_schema must hold it, byte for byte
};
// Every object of a store's database, in the order they are made. Nothing else may be in sqlite_schema.
[[nodiscard]] std::span<const SchemaObject> storeSchema();

struct StorePaths {
    explicit StorePaths(const std::filesystem::path& folder);
    std::filesystem::path folder;
    std::filesystem::path database;    // evidence.db
    std::filesystem::path signingKey;  // keys/signing.pem
    std::filesystem::path verifier;    // keys/verifier
    std::filesystem::path anchors;     // anchors/checkpoints
};

// Raises the format of a store made by an older program to kStoreFormat. Nothing but the number differs.
[[nodiscard]] Result<void> migrateStore(Database& database);

// Opens the store's database: NotFound without one, Invalid when the file is something else, Unsupported for a newer
// format. Connections that write get WAL, synchronous=FULL and secure_delete.
[[nodiscard]] Result<Database> openStoreDatabase(const std::filesystem::path& folder, Database::Mode mode);

}  // namespace vedette
