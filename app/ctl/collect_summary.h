// SPDX-License-Identifier: GPL-3.0-or-later
// How a collection is told; shared by collect and demo.
#pragma once

#include <string>

#include "app/ctl/output.h"
#include "app/pipeline/collect.h"

namespace vedette::ctl {

[[nodiscard]] std::string progressText(const CollectProgress& progress);
[[nodiscard]] JsonObject collectJson(const CollectProgress& progress);
void sayCollected(Output& out, const CollectProgress& progress);

}  // namespace vedette::ctl
