// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/event/pack.h"

namespace vedette::pack {

// Compiles a pack from YAML. Invalid with "name:line" for anything unknown, missing or of the wrong kind.
[[nodiscard]] Result<std::unique_ptr<const Pack>> load(std::string_view yaml, const std::string& nameForErrors);

}  // namespace vedette::pack
