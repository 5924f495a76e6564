// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of a forgotten record.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/base/bytes.h"
#include "core/base/error.h"

namespace vedette {

struct ForgottenEntry {
    Hash leaf{};
    std::string under;  // "certificate 3 of 2026-11-21"
};

// None when the entry is not forgotten.
[[nodiscard]] Result<std::optional<ForgottenEntry>> forgottenEntry(const std::filesystem::path& folder,
                                                                   std::uint64_t entry);

}  // namespace vedette
