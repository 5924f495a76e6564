// SPDX-License-Identifier: GPL-3.0-or-later
// A quarter of a small fleet as a report: enough of everything to fill pages, the same on every run.
#pragma once

#include <string>

#include "reports/data/report.h"

namespace vedette::test {

// Text that other programs trip over: right-to-left script and overrides, control characters, emoji, a word without
// end.
[[nodiscard]] std::string hostileText();

[[nodiscard]] AlertAction actionBy(std::uint64_t entry, Time time, const std::string& actor, const std::string& action,
                                   const std::string& verdict, const std::string& note);
[[nodiscard]] ReportData quarterReport();
// The same with one pack of so many controls, each judged on so many things one by one.
[[nodiscard]] ReportData reportWithItems(std::size_t controls, std::size_t items);
// The same with so many alerts.
[[nodiscard]] ReportData reportWithAlerts(std::size_t count);

}  // namespace vedette::test
