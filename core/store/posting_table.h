// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of table `posting` of one segment, made from the columns of its blocks.
#pragma once

#include <cstdint>

#include "core/base/error.h"
#include "core/store/database.h"

namespace vedette {

// Within the write transaction, for a complete segment that has no rows yet. Blocks that are forgotten as a whole hold
// nothing; Corrupt when another one's columns are missing.
[[nodiscard]] Result<void> insertPostings(Database& database, std::uint64_t segment);

}  // namespace vedette
