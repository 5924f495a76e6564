// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"

namespace vedette::ctl {

void declarePeriod(Args& args, PeriodOptions& period) {
    args.option("--from", period.from, "TIME", "From here: 2026-07-01, 2026-07-01T08:00:00Z, 2026Q3, today, -7d");
    args.option("--to", period.to, "TIME", "To here; a day, month or quarter is included whole");
    args.option("--period", period.period, "SPAN", "Both at once: 2026Q3, 2026-07, 2026, today, -7d");
}

}  // namespace vedette::ctl
