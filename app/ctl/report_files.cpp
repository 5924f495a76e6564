// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/report_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"
#include "reports/csv/csv.h"
#include "reports/html/html.h"

namespace vedette::ctl {

Result<std::vector<WrittenFile>> writeReport(const ReportData& data, const std::vector<std::string>& formats,
                                             const std::filesystem::path& folder) {
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    if (trouble)
        return fail(ErrorCode::Io, fmt::format("cannot make the report folder: {}", trouble.message()), folder.string(),
                    "choose a folder you may write to");
    const auto wanted = [&](std::string_view format) { return std::ranges::find(formats, format) != formats.end(); };
    std::vector<std::pair<std::string, std::string>> files;
    if (wanted("html")) files.emplace_back("report.html", renderHtml(data));
    if (wanted("csv")) {
        files.emplace_back("controls.csv", renderControlsCsv(data));
        files.emplace_back("alerts.csv", renderAlertsCsv(data));
        files.emplace_back("evidence.csv", renderEvidenceCsv(data));
    }
    std::vector<WrittenFile> out;
    for (const auto& [name, bytes] : files) {
        const auto path = folder / name;
        if (auto written = writeFileAtomic(path, bytes); !written) return passOn(written);
        out.push_back({path, toHex(sha256(bytes)), bytes.size()});
    }
    return out;
}

}  // namespace vedette::ctl
