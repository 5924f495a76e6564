// SPDX-License-Identifier: GPL-3.0-or-later
// judge() of policy.h over any evidence, so that tests can bring their own.
#pragma once

#include "core/policy/evidence.h"
#include "core/policy/policy.h"
#include "core/policy/regions.h"

namespace vedette {

[[nodiscard]] Result<Judgement> judgeEvidence(Evidence& evidence, const std::vector<Pack>& packs,
                                              const RegionTable& regions, Period period, Time now);

}  // namespace vedette
