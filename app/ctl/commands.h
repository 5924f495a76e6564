// SPDX-License-Identifier: GPL-3.0-or-later
// What each command takes and does; one file per command.
#pragma once

#include "app/ctl/command.h"
#include "app/ctl/moment.h"

namespace vedette::ctl {

Run declareInit(Args& args);
Run declareImport(Args& args);
Run declareCollect(Args& args);
Run declareVerify(Args& args);
Run declareProve(Args& args);
Run declareAnchor(Args& args);
Run declareErase(Args& args);
Run declareHold(Args& args);
Run declareKey(Args& args);
Run declareRetention(Args& args);
Run declareBackup(Args& args);
Run declareRestore(Args& args);
Run declareBundle(Args& args);
Run declareQuery(Args& args);
Run declareSql(Args& args);
Run declarePeople(Args& args);
Run declareCheck(Args& args);
Run declareAlerts(Args& args);
Run declareIncidents(Args& args);
Run declareReport(Args& args);
Run declareProbe(Args& args);
Run declareKpis(Args& args);
Run declarePacks(Args& args);
Run declareDemo(Args& args);

// --from, --to and --period, which several commands take.
void declarePeriod(Args& args, PeriodOptions& period);

}  // namespace vedette::ctl
