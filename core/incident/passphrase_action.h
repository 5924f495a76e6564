// SPDX-License-Identifier: GPL-3.0-or-later
// The entry of the log that says that the store's own keys were put under another passphrase, or under none
// (core/store/key_passphrase.h).
#pragma once

#include <string>

#include "core/incident/action.h"

namespace vedette {

[[nodiscard]] ConsoleAction passphraseChanged(const std::string& actor, bool inClear);

}  // namespace vedette
