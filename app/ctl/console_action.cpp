// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/console_action.h"

#include <fmt/format.h>

namespace vedette::ctl {

std::string recordIfPossible(Context& context, const std::filesystem::path& store, const Action& action, bool skip) {
    if (skip) return "null";
    auto recorded = recordAction(store, action, context.clock);
    if (recorded) return std::to_string(recorded->size - 1);
    context.out.note(fmt::format("not recorded in the log: {}", recorded.error().text()));
    return "null";
}

}  // namespace vedette::ctl
