// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/console_action.h"

#include <fmt/format.h>

#include "app/ctl/sign_in.h"

namespace vedette::ctl {

Result<Checkpoint> recordSigned(Context& context, const std::filesystem::path& store, const Action& action) {
    auto acting = signInFor(context, store, action.actor);
    if (!acting) return passOn(acting);
    return recordAction(store, action, context.clock, acting->key());
}

std::string recordIfPossible(Context& context, const std::filesystem::path& store, const Action& action, bool skip) {
    if (skip) return "null";
    auto recorded = recordSigned(context, store, action);
    if (recorded) return std::to_string(recorded->size - 1);
    context.out.note(fmt::format("not recorded in the log: {}", recorded.error().text()));
    return "null";
}

}  // namespace vedette::ctl
