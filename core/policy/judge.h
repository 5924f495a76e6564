// SPDX-License-Identifier: GPL-3.0-or-later
// judge() of policy.h over any evidence, so that tests can bring their own, and for a part of the fleet.
#pragma once

#include "core/policy/evidence.h"
#include "core/policy/policy.h"
#include "core/policy/regions.h"

namespace vedette {

// `part`: ids of the nodes to judge; empty: the whole fleet. Controls that look at nodes one by one are judged for
// these alone, and do not apply where none of them is meant. The others (review, integrity, documents, inventory) are
// judged for the whole fleet, and their reason says so; what people decided about a control counts for any part.
// NotFound names a node that is not declared at the end of the period.
[[nodiscard]] Result<Judgement> judgeEvidence(Evidence& evidence, const std::vector<Pack>& packs,
                                              const RegionTable& regions, Period period, Time now,
                                              const std::vector<std::string>& part = {});
[[nodiscard]] Result<Judgement> judgePart(Reader& reader, const std::vector<Pack>& packs,
                                          const std::filesystem::path& regionsFile, Period period, Time now,
                                          const std::vector<std::string>& part);

}  // namespace vedette
