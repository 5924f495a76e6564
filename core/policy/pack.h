// SPDX-License-Identifier: GPL-3.0-or-later
// Reading one pack from its text; loadPacks() in policy.h reads a folder of them.
#pragma once

#include <string>
#include <string_view>

#include "core/policy/policy.h"

namespace vedette {

// Invalid with file:line when the text is no pack at all. A control that cannot be judged as it is written (unknown
// test, unknown parameter, value out of range, missing clause) is left out and named in Pack::problems.
[[nodiscard]] Result<Pack> parsePack(std::string_view yaml, const std::string& nameForErrors);

}  // namespace vedette
