// SPDX-License-Identifier: GPL-3.0-or-later
// Copying a SQLite database that others are writing to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/base/error.h"

namespace vedette {

struct CopyControl {
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // pages
    std::stop_token stop;
};

// Copies the database as it is at the moment of the call, whatever is committed meanwhile: writers are not held up, but
// the write-ahead log of the source cannot be folded back until the copy is done. `to` must not exist; it gets `mode`
// (as chmod takes it), is on the disk when this returns, and needs no file beside it to be read. On failure nothing is
// left. Full when the disk is, Cancelled when stopped, Corrupt when the source is no whole database.
[[nodiscard]] Result<void> copyDatabase(const std::filesystem::path& from, const std::filesystem::path& to,
                                        unsigned mode, const CopyControl& control = {});

}  // namespace vedette
