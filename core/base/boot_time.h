// SPDX-License-Identifier: GPL-3.0-or-later
// A clock that nobody can set.
#pragma once

#include "core/base/time.h"

namespace vedette {

// Time since the machine was started, sleep included; moves on whatever is done to the wall clock. Any thread.
[[nodiscard]] Duration sinceBoot();

}  // namespace vedette
