// SPDX-License-Identifier: GPL-3.0-or-later
// The report as CSV (RFC 4180, UTF-8, CRLF). A cell that a spreadsheet would run as a formula is given a leading
// apostrophe, so that opening the file is harmless.
#pragma once

#include <string>
#include <string_view>

#include "reports/data/report.h"

namespace vedette {

// One line per control and item in scope; a control without items has one line.
[[nodiscard]] std::string renderControlsCsv(const ReportData& data);
[[nodiscard]] std::string renderAlertsCsv(const ReportData& data);
// One line per evidence reference: query, count, first and last entry, coverage.
[[nodiscard]] std::string renderEvidenceCsv(const ReportData& data);

// One cell: neutralised, quoted where needed.
[[nodiscard]] std::string csvCell(std::string_view text);

}  // namespace vedette
