// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vedette {

namespace {

constexpr std::array kSchema = {
    // origin, verifier.
    SchemaObject{"table", "meta", "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"},
    // One row per full block. Small on purpose: a reader walks all of them to choose blocks by time. t0, t1: smallest
    // and largest event time in microseconds; root: Merkle subtree root, level 10; digest: SHA-256 of the records blob
    // as stored; zones: smallest and largest value of each number column, see block.h.
    SchemaObject{"table", "block",
                 "CREATE TABLE block(id INTEGER PRIMARY KEY, state INTEGER NOT NULL, t0 INTEGER NOT NULL, "
                 "t1 INTEGER NOT NULL, root BLOB NOT NULL, digest BLOB NOT NULL, zones BLOB NOT NULL) STRICT"},
    // Derived columns, encoded by column_codec.
    SchemaObject{"table", "block_columns",
                 "CREATE TABLE block_columns(id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT"},
    // Records (one zstd frame of JSON lines), and for each the sealed part it has.
    SchemaObject{"table", "block_records",
                 "CREATE TABLE block_records(id INTEGER PRIMARY KEY, records BLOB NOT NULL, parts BLOB NOT NULL) "
                 "STRICT"},
    // Sealed parts of full blocks. Ids count from 0 in order of first use by entry.
    SchemaObject{"table", "part", "CREATE TABLE part(id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT"},
    // Events after the last full block. part is NULL without personal data.
    SchemaObject{"table", "tail",
                 "CREATE TABLE tail(entry INTEGER PRIMARY KEY, record BLOB NOT NULL, part BLOB) STRICT"},
    // Values of the text columns of full blocks. Ids count from 0 per column in order of first use by entry.
    SchemaObject{"table", "dict",
                 "CREATE TABLE dict(col INTEGER NOT NULL, id INTEGER NOT NULL, value TEXT NOT NULL, "
                 "PRIMARY KEY(col, id)) STRICT, WITHOUT ROWID"},
    SchemaObject{"index", "dict_value", "CREATE UNIQUE INDEX dict_value ON dict(col, value)"},
    // Which blocks of a complete segment hold which values; see posting.h.
    SchemaObject{"table", "posting",
                 "CREATE TABLE posting(col INTEGER NOT NULL, bucket INTEGER NOT NULL, segment INTEGER NOT NULL, "
                 "data BLOB NOT NULL, PRIMARY KEY(col, bucket, segment)) STRICT, WITHOUT ROWID"},
    // Sums over all events, tail included. minute: event time in whole minutes since 1970, rounded down.
    SchemaObject{"table", "rollup",
                 "CREATE TABLE rollup(minute INTEGER NOT NULL, node TEXT NOT NULL, class INTEGER NOT NULL, "
                 "status INTEGER NOT NULL, count INTEGER NOT NULL, latency INTEGER NOT NULL, prompt INTEGER NOT NULL, "
                 "output INTEGER NOT NULL, cost INTEGER NOT NULL, PRIMARY KEY(minute, node, class, status)) STRICT, "
                 "WITHOUT ROWID"},
    // Complete Merkle nodes above the block roots: level >= 11.
    SchemaObject{"table", "node",
                 "CREATE TABLE node(level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, "
                 "PRIMARY KEY(level, idx)) STRICT, WITHOUT ROWID"},
    SchemaObject{"table", "checkpoint", "CREATE TABLE checkpoint(size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT"},
    // Where collectors have got to. Not evidence.
    SchemaObject{"table", "cursor",
                 "CREATE TABLE cursor(source TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"},
    SchemaObject{"table", "seen",
                 "CREATE TABLE seen(source TEXT NOT NULL, id INTEGER NOT NULL, time INTEGER NOT NULL, "
                 "PRIMARY KEY(source, id)) STRICT, WITHOUT ROWID"},
    // Lawful forgetting: what was ordered, and the leaves of what is gone. cosignature: room for witnesses.
    SchemaObject{"table", "certificate",
                 "CREATE TABLE certificate(id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, kind INTEGER NOT NULL, "
                 "body BLOB NOT NULL) STRICT"},
    SchemaObject{"table", "forgotten",
                 "CREATE TABLE forgotten(entry INTEGER PRIMARY KEY, leaf BLOB NOT NULL, certificate INTEGER NOT NULL) "
                 "STRICT"},
    SchemaObject{"table", "cosignature",
                 "CREATE TABLE cosignature(size INTEGER NOT NULL, name TEXT NOT NULL, line TEXT NOT NULL, "
                 "PRIMARY KEY(size, name)) STRICT, WITHOUT ROWID"},
};

}  // namespace

std::string_view columnNameAt(std::size_t number) {
    return number < kTextColumns ? columnName(static_cast<TextColumn>(number))
                                 : columnName(static_cast<IntColumn>(number - kTextColumns));
}

bool isPosted(std::size_t column) {
    return column < kTextColumns ||
           std::ranges::any_of(kPostedNumbers, [column](IntColumn c) { return columnNumber(c) == column; });
}

std::span<const SchemaObject> storeSchema() { return kSchema; }

StorePaths::StorePaths(const std::filesystem::path& f)
    : folder(f),
      database(f / "evidence.db"),
      signingKey(f / "keys" / "signing.pem"),
      verifier(f / "keys" / "verifier"),
      anchors(f / "anchors" / "checkpoints") {}

Result<void> migrateStore(Database& database) {
    auto format = database.integer("PRAGMA user_version");
    if (!format || *format >= kStoreFormat) {
        return format ? Result<void>{} : Result<void>(passOn(format));
    }
    return database.exec(fmt::format("PRAGMA user_version={}", kStoreFormat));
}

Result<Database> openStoreDatabase(const std::filesystem::path& folder, Database::Mode mode) {
    const StorePaths paths(folder);
    std::error_code error;
    if (!std::filesystem::is_regular_file(paths.database, error)) {
        return fail(ErrorCode::NotFound, "there is no store here", folder.string(),
                    "make one with vedettectl init, or check the path");
    }
    auto database = Database::open(paths.database, mode);
    if (!database) {
        return database;
    }
    auto application = database->integer("PRAGMA application_id");
    if (!application && application.error().code != ErrorCode::Corrupt) {
        return passOn(application);
    }
    if (!application || *application != kStoreApplicationId) {
        return fail(ErrorCode::Invalid, "the file is not a Vedette store", paths.database.string(),
                    "check the path; a damaged store is examined with verify");
    }
    auto format = database->integer("PRAGMA user_version");
    if (!format) {
        return passOn(format);
    }
    if (*format > kKeyChangeFormat) {
        return fail(ErrorCode::Unsupported,
                    fmt::format("the store has format {}, this program knows up to {}", *format, kKeyChangeFormat),
                    paths.database.string(), "use a newer version of Vedette");
    }
    if (*format < 1) {
        return fail(ErrorCode::Invalid, fmt::format("the store has the impossible format {}", *format),
                    paths.database.string(), "examine it with verify");
    }
    if (mode != Database::Mode::ReadOnly) {
        // journal_mode is a property of the file and was set when it was made.
        auto set = database->exec("PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cache_size=-32768");
        if (!set) {
            return passOn(set);
        }
    }
    return database;
}

}  // namespace vedette
