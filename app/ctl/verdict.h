// SPDX-License-Identifier: GPL-3.0-or-later
// How a verification is told, to people and to programs.
#pragma once

#include "app/ctl/output.h"
#include "core/store/verify.h"

namespace vedette::ctl {

[[nodiscard]] JsonObject verdictJson(const VerifyReport& report);
void sayVerdict(Output& out, const VerifyReport& report);

}  // namespace vedette::ctl
