// SPDX-License-Identifier: GPL-3.0-or-later
// Which shape says a control's state and a node's health, for every page the same.
#pragma once

#include "core/kpi/fleet_state.h"
#include "core/policy/policy.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

[[nodiscard]] Glyph stateGlyph(ControlState state);
// A node that nothing is known of gets the dash.
[[nodiscard]] Glyph healthGlyph(NodeHealth health);

}  // namespace vedette::ui
