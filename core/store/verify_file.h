// SPDX-License-Identifier: GPL-3.0-or-later
// What a check found, kept in a file for the next process that checks (docs/verifying.md). Whoever can write such a
// file could write the verdict, so it carries a code under a key that only the one who checks has, and is not believed
// without it. It belongs beside that person's things, never into the store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/crypto.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/verify.h"

namespace vedette {

// Of the check that wrote the file.
struct KeptCheck {
    std::string head;          // the newest checkpoint it verified
    std::uint64_t size = 0;    // of that
    std::uint64_t readTo = 0;  // entries below need not be read again: whole segments
    Time time{};               // when it ended
};

// Fills in `memory`. NotFound without a file, Invalid when it is something else, Corrupt when it is broken or not under
// this key, Unsupported when another version wrote it.
[[nodiscard]] Result<KeptCheck> loadCheck(const std::filesystem::path& file, const Key256& key, VerifyMemory& memory);

// Replaces the file by what `memory` holds after a check of an intact store; the file is readable by its owner only.
[[nodiscard]] Result<void> saveCheck(const std::filesystem::path& file, const Key256& key, const VerifyMemory& memory,
                                     const VerifyReport& report, Time now);

}  // namespace vedette
