// SPDX-License-Identifier: GPL-3.0-or-later
// verify --since CHECKPOINT: a signed note that somebody kept, as an auditor has one, instead of what a check left.
#pragma once

#include <optional>
#include <string>

#include "app/ctl/output.h"
#include "core/store/verify_since.h"

namespace vedette::ctl {

// The newest note of the file when it holds signed checkpoints; nothing when it is something else.
[[nodiscard]] std::optional<std::string> checkpointIn(const std::string& file);

[[nodiscard]] std::string sinceJson(const std::string& file, const SinceReport& report);
// Also what it does not show.
void saySince(Output& out, const std::string& file, const SinceReport& report);

}  // namespace vedette::ctl
