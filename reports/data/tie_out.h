// SPDX-License-Identifier: GPL-3.0-or-later
// Counts what the log holds for a period, by node and by class, and checks that the counts add up. Empty
// `nodesCounted`: all nodes, and what belongs to none.
#pragma once

#include "reports/data/report.h"

namespace vedette {

[[nodiscard]] Result<TieOut> tieOut(Reader& reader, const Period& period, const Judgement& judgement,
                                    const std::vector<std::string>& nodesCounted);

}  // namespace vedette
