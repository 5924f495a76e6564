// SPDX-License-Identifier: GPL-3.0-or-later
// The shapes that say a state or a severity beside its word, as vector paths.
#pragma once

#include "reports/data/report.h"
#include "reports/pdf/sheet.h"

namespace vedette::pdf {

[[nodiscard]] Ink inkOf(ControlState state);
[[nodiscard]] Ink inkOfSeverity(std::int64_t severity);

// `size` square, its top left corner at (x, y).
void addState(Block& block, double x, double y, double size, ControlState state);
void addSeverity(Block& block, double x, double y, double size, std::int64_t severity);
// The mark of a verified figure: a scalloped ring with a tick.
void addSeal(Block& block, double x, double y, double size, Ink ink);
void addLogo(Block& block, double x, double y, double size);

}  // namespace vedette::pdf
