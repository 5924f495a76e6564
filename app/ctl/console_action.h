// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with Vedette goes into the log as an event of its own (class 7706003).
#pragma once

#include <filesystem>
#include <string>

#include "app/ctl/command.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/event/event.h"
#include "core/store/checkpoint.h"

namespace vedette::ctl {

struct Action {
    std::string kind;     // what it is about: "store", "report", "evidence", "control", "alert"
    std::string name;     // what was done: "verify", "export", "reveal", "waive"
    std::string target;   // which one: control id, alert id, file name
    std::string actor;    // who, as given by --actor or the login name
    std::string message;  // one sentence for readers of the log
    JsonObject details;   // further members of vedette.action
    bool success = true;
};

// The login name of who runs this; "uid 1000" when it has none.
[[nodiscard]] std::string loginName();

// Appends the action to the store's log.
[[nodiscard]] Result<Checkpoint> recordAction(const std::filesystem::path& store, const Action& action,
                                              const Clock& clock);
// The same for an event somebody else made.
[[nodiscard]] Result<Checkpoint> recordEvent(const std::filesystem::path& store, const Event& event,
                                             const Clock& clock);

// Records the action unless `skip`; a store that cannot be written gets a note, not a failure, because the work itself
// is done. Returns the entry number as JSON text, "null" when nothing was recorded.
[[nodiscard]] std::string recordIfPossible(Context& context, const std::filesystem::path& store, const Action& action,
                                           bool skip);

}  // namespace vedette::ctl
