// SPDX-License-Identifier: GPL-3.0-or-later
// A report put together by hand: every state once, hostile texts where nodes or people supply them.
#pragma once

#include "reports/data/report.h"

namespace vedette::test {

inline constexpr const char* kScript = "<script>alert(1)</script>";
inline constexpr const char* kBidi =
    "user\xE2\x80\xAE"
    "gnp.exe";  // right-to-left override
inline constexpr const char* kAttribute = "\" onmouseover=\"alert(1)";
inline constexpr const char* kFormula = "=HYPERLINK(\"http://evil.example\",\"x\")";

[[nodiscard]] ReportData sampleReport();
// The same with nothing in the period.
[[nodiscard]] ReportData emptyReport();

}  // namespace vedette::test
