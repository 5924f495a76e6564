// SPDX-License-Identifier: GPL-3.0-or-later
// Actions of people, recorded by a command that has other work to do as well (core/incident/action.h).
#pragma once

#include <filesystem>
#include <string>

#include "app/ctl/command.h"
#include "core/incident/action.h"

namespace vedette::ctl {

using Action = ConsoleAction;

// Records the action, signed by its actor where the store has accounts.
[[nodiscard]] Result<Checkpoint> recordSigned(Context& context, const std::filesystem::path& store,
                                              const Action& action);

// Records the action unless `skip`; a store that cannot be written gets a note, not a failure, because the work itself
// is done. Returns the entry number as JSON text, "null" when nothing was recorded.
[[nodiscard]] std::string recordIfPossible(Context& context, const std::filesystem::path& store, const Action& action,
                                           bool skip);

}  // namespace vedette::ctl
