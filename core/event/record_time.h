// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/base/time.h"

namespace vedette {

// The time of a time_dt text. Fast for the form that records use, any other RFC 3339 text is read as well.
[[nodiscard]] std::optional<Time> parseRecordTime(std::string_view text);

}  // namespace vedette
