// SPDX-License-Identifier: GPL-3.0-or-later
// What the figures and flows of the fleet were read for; they are read again only when it is another.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/bridge/scope.h"
#include "ui/page/context.h"

namespace vedette::ui {

struct FleetAsked {
    Scope scope;
    std::vector<std::string> nodes;
    std::uint64_t entries = 0;  // of the log
    bool operator==(const FleetAsked&) const = default;
    [[nodiscard]] static FleetAsked now(const Context& context, const std::vector<std::string>& nodes) {
        return {context.session.scope(), nodes, context.session.entries()};
    }
};

}  // namespace vedette::ui
