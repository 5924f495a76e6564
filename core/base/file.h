// SPDX-License-Identifier: GPL-3.0-or-later
// File helpers that report errors as values and survive a crash half-way.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace vedette {

// Whole file; refuses more than `limit` bytes.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit = 64u << 20);
// Writes beside the target, fsyncs, renames over it, fsyncs the folder. `mode` as chmod takes it.
[[nodiscard]] Result<void> writeFileAtomic(const std::filesystem::path& path, std::string_view bytes,
                                           unsigned mode = 0644);
// Appends and fsyncs.
[[nodiscard]] Result<void> appendFile(const std::filesystem::path& path, std::string_view bytes);

// The folder with mappings/, packs/, ...: $VEDETTE_RESOURCES, else ../share/vedette beside the program, else the
// source tree's own.
[[nodiscard]] std::filesystem::path resourceFolder();

}  // namespace vedette
