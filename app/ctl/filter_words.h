// SPDX-License-Identifier: GPL-3.0-or-later
// The filter of a command line: words of the store's filter language, "entry=1042", --from, --to and --period.
#pragma once

#include <string>
#include <vector>

#include "app/ctl/moment.h"
#include "core/store/reader.h"

namespace vedette::ctl {

[[nodiscard]] Result<Filter> readFilter(const std::vector<std::string>& words, const PeriodOptions& period, Time now);
// As the log may keep it for ever: personal data among what was looked for gives way to its kind.
[[nodiscard]] std::string recordedFilter(Filter filter);

}  // namespace vedette::ctl
