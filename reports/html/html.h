// SPDX-License-Identifier: GPL-3.0-or-later
// The report as one HTML file: no script, no outside resource, readable by screen readers, on paper, in light and dark.
// Every text that came from a node, a log or a person is escaped here.
#pragma once

#include <string>

#include "reports/data/report.h"

namespace vedette {

[[nodiscard]] std::string renderHtml(const ReportData& data);

}  // namespace vedette
