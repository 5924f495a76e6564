// SPDX-License-Identifier: GPL-3.0-or-later
// A QR code as one vector path.
#pragma once

#include <QPainterPath>

#include <optional>
#include <string_view>

namespace vedette::pdf {

// `size` square at the origin, without the quiet zone of four modules that belongs around it. None when the text is
// empty or longer than a code can hold.
[[nodiscard]] std::optional<QPainterPath> qrPath(std::string_view text, double size);

}  // namespace vedette::pdf
