// SPDX-License-Identifier: GPL-3.0-or-later
// The ATLAS tactics that charts tell apart, in the fixed order of their colours c1 to c7.
#pragma once

#include <QString>

#include <string_view>

#include "ui/theme/token.h"

namespace vedette::ui {

inline constexpr int kTactics = 7;

[[nodiscard]] QString tacticName(int tactic);
[[nodiscard]] Token tacticToken(int tactic);
// Of the first ATLAS technique the detector looks for; the last one, "Other", for those without.
[[nodiscard]] int tacticOf(std::string_view detector);

}  // namespace vedette::ui
