// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a report's files into a folder; shared by report and demo.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "reports/data/report.h"

namespace vedette::ctl {

struct WrittenFile {
    std::filesystem::path path;
    std::string sha256;
    std::uint64_t bytes = 0;
};

// `formats`: "html", "csv". Each file is complete or absent, never half.
[[nodiscard]] Result<std::vector<WrittenFile>> writeReport(const ReportData& data,
                                                           const std::vector<std::string>& formats,
                                                           const std::filesystem::path& folder);

}  // namespace vedette::ctl
