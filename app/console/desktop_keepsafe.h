// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's keychain as the screens are given it (ui/bridge/keepsafe.h): entries of the service "vedette".
#pragma once

#include "ui/bridge/keepsafe.h"

namespace vedette::console {

[[nodiscard]] ui::Keepsafe desktopKeepsafe();

}  // namespace vedette::console
