// SPDX-License-Identifier: GPL-3.0-or-later
// A report from the log to the files of a folder: verify, judge, gather, write. vedettectl and the console both do it
// here, so that they say the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/incident/action.h"
#include "reports/data/report.h"

namespace vedette {

struct ReportRequest {
    std::filesystem::path store;
    std::filesystem::path resources;  // with packs/ and regions/
    std::vector<std::string> packs;   // ids; empty: all
    Period period;
    std::vector<std::string> nodes;  // the part of the fleet it is about; empty: all of it
    std::string title;               // empty: made from packs and period
    std::string preparedBy;
    std::string version;  // of Vedette
    Time now{};
    bool verify = true;                          // false: the report says that the log was not verified
    std::vector<std::filesystem::path> anchors;  // checkpoints kept elsewhere to compare with
    std::string key;                             // verifier key to trust; empty: the store's
};

// How far it is, and whether to stop. `progress` may be called from any thread, one at a time.
struct ReportControl {
    std::stop_token stop;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

// The PDF, from whoever can paint one (reports/pdf needs Qt); `progress` in hundredths.
using PdfRenderer = std::function<Result<std::string>(const ReportData&, const ReportControl&)>;

// Verifies the whole log, as it is asked to, and judges the period. Damage is no error: the report says so. Cancelled
// when stopped. Progress counts entries verified.
[[nodiscard]] Result<ReportData> makeReport(const ReportRequest& request, const ReportControl& control);

struct WrittenFile {
    std::filesystem::path path;
    std::string sha256;
    std::uint64_t bytes = 0;
};

// Io when the folder cannot be made or written to; made if missing. To be asked before the work, not after it.
[[nodiscard]] Result<void> checkReportFolder(const std::filesystem::path& folder);

// `formats`: "html", "csv", "pdf" (Unsupported without a renderer). Everything is rendered before anything is written;
// each file is complete or absent, never half. PDF and HTML are for people and say it in `words`; CSV is for programs
// and always English, as `data` is.
[[nodiscard]] Result<std::vector<WrittenFile>> writeReport(
    const ReportData& data, const std::vector<std::string>& formats, const std::filesystem::path& folder,
    const PdfRenderer& pdf = {}, const ReportControl& control = {}, const ReportWords& words = {});

// That the report was written, for the log, which is English: `data` as makeReport() gave it, and the language the
// report was written in.
[[nodiscard]] ConsoleAction reportAction(const ReportData& data, const std::vector<WrittenFile>& files,
                                         const std::string& language = "en");

}  // namespace vedette
