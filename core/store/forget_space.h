// SPDX-License-Identifier: GPL-3.0-or-later
// What deleting alone does not do: no old copy in the write-ahead log or in the slack of pages, and the space back.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "core/base/error.h"
#include "core/store/database.h"

namespace vedette {

// Folds the write-ahead log into the database and cuts it to nothing, for good. Timeout when other processes read or
// write for longer than the connection waits.
[[nodiscard]] Result<void> emptyLog(Database& database);
// Writes the database anew without free space, and empties the log. Full when the disk has no room for the copy.
[[nodiscard]] Result<void> shrink(Database& database);

// Whether any of the byte strings stands in the file, at whatever place. A file that is not there holds nothing.
[[nodiscard]] Result<bool> fileHolds(const std::filesystem::path& file, std::span<const std::string> needles);

// Sees to it that no file of the database holds any of the needles any more: empties the log, looks, writes anew when
// something is left. Corrupt never; Io when even that did not help.
[[nodiscard]] Result<void> wipe(Database& database, const std::filesystem::path& file,
                                std::span<const std::string> needles);

}  // namespace vedette
