// SPDX-License-Identifier: GPL-3.0-or-later
// What check, report and demo share: packs by name, the judgement, how results are told.
#pragma once

#include <string>
#include <vector>

#include "app/ctl/command.h"
#include "app/ctl/moment.h"
#include "core/incident/alerts.h"
#include "core/policy/policy.h"

namespace vedette::ctl {

// Installed packs with these ids, all when empty. Invalid with where "--pack" and a suggestion for an unknown id.
[[nodiscard]] Result<std::vector<Pack>> packsNamed(const std::vector<std::string>& ids);
[[nodiscard]] Result<Judgement> judgePeriod(Reader& reader, const std::vector<Pack>& packs, const Period& period,
                                            Time now);

[[nodiscard]] std::string resultJson(const ControlResult& result);
[[nodiscard]] std::string countsJson(const Judgement& judgement);
[[nodiscard]] std::string alertJson(const Alert& alert);
[[nodiscard]] bool anyFailure(const Judgement& judgement);
[[nodiscard]] bool isOpen(const Alert& alert);
// "3 fail, 2 insufficient evidence, 11 pass"
[[nodiscard]] std::string countsText(const Judgement& judgement);

// "low", "medium", ... as a severity id; 0 for none. Invalid otherwise.
[[nodiscard]] Result<std::int64_t> severityNamed(const std::string& name);

}  // namespace vedette::ctl
