// SPDX-License-Identifier: GPL-3.0-or-later
// Seven nodes and 55 requests of one day, made so that every kind of flow is there once and every count is known.
#pragma once

#include "tests/core/policy/world.h"

namespace vedette::test {

// 46 answered: 4 at home, 30 across borders (11 of them uncovered), 11 from nobody knows where, 1 to nobody knows
// where.
[[nodiscard]] World smallFleet();
// Appends the world's events to the store; ends the test program when that fails.
void writeWorld(const World& world, const std::filesystem::path& store);

}  // namespace vedette::test
