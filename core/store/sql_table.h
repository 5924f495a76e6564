// SPDX-License-Identifier: GPL-3.0-or-later
// The virtual table `event` of SqlView. Conditions on columns, entry and time go down to the Reader, which then opens
// only the blocks that can match; SQLite checks every row again, so pushing down can only make it quicker, never wrong.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/error.h"
#include "core/store/reader.h"

struct sqlite3;

namespace vedette {

// What all scans of one statement share. Must outlive the connection's statements.
struct SqlTableSource {
    Reader* reader = nullptr;
    std::uint64_t end = 0;         // entries from here on came later and are not seen
    std::optional<Error> failure;  // the Reader's first error, in full
};

// Makes the table known to the connection. `source` is not owned.
[[nodiscard]] Result<void> registerSqlTable(sqlite3* database, SqlTableSource& source);

}  // namespace vedette
