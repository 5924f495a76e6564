// SPDX-License-Identifier: GPL-3.0-or-later
// What people decided about a control: manual results and waivers, as Console Actions in the log.
#pragma once

#include <vector>

#include "core/policy/dossier.h"

namespace vedette {

// Changes state and reason by the last decisions about the control. Evidence of a failure outvotes a manual pass; a
// waiver needs somebody, a reason and an end, and holds while its end lies after `asOf`.
void applyDecisions(ControlResult& result, const std::vector<Action>& actions, Period period, Time asOf);

}  // namespace vedette
