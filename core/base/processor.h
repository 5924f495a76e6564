// SPDX-License-Identifier: GPL-3.0-or-later
// Whether this machine has the instructions the program was compiled for (docs/decisions/001-instruction-set.md).
#pragma once

#include "core/base/error.h"

namespace vedette {

// Unsupported, with what to do, on a processor that is too old. To be asked first thing in main().
[[nodiscard]] Result<void> checkProcessor();

}  // namespace vedette
