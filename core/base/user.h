// SPDX-License-Identifier: GPL-3.0-or-later
// Who runs this program, as the operating system knows it.
#pragma once

#include <string>

namespace vedette {

// The login name; "uid 1000" when there is none. Not trusted: whoever runs the program may say another name.
[[nodiscard]] std::string loginName();

}  // namespace vedette
