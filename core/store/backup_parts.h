// SPDX-License-Identifier: GPL-3.0-or-later
// What making a backup and restoring one share.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/store/backup.h"
#include "core/store/copy_database.h"

namespace vedette {

// Where a backup has the private keys: not in keys/, so that nobody appends to a backup by accident.
inline constexpr const char* kBackupKeys = "private-keys";

// `progress` must outlive what is returned.
[[nodiscard]] CopyControl copyControl(const StageProgress& progress, const std::stop_token& stop);
// Every file of a folder of keys and of the folders in it, databases as of one moment.
[[nodiscard]] Result<void> copyKeys(const std::filesystem::path& from, const std::filesystem::path& to);
// The head of an intact store; Corrupt with the first damage otherwise.
[[nodiscard]] Result<Checkpoint> verifyCopy(const std::filesystem::path& folder, const std::string& key, int threads,
                                            const StageProgress& progress, const std::stop_token& stop);

}  // namespace vedette
