// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes as typed into the connection wizard, written as a fleet file (docs/fleet.md).
#pragma once

#include <string>
#include <vector>

#include "ui/bridge/services.h"

namespace vedette::console {

// YAML. Every text is quoted, so that nothing typed can become structure.
[[nodiscard]] std::string fleetText(const std::vector<ui::NodeDraft>& nodes);

}  // namespace vedette::console
