// SPDX-License-Identifier: GPL-3.0-or-later
// The report as a PDF for reading, printing and handing over. Painted in Qt's PDF/A-1b mode with embedded fonts; every
// colour is opaque. The accessible copy is the HTML report: Qt 6.4 writes no tagged PDF.
//
// Needs a QGuiApplication (any platform, "offscreen" will do), or Qt aborts the program. Callable from any thread, also
// several times at once; touches nothing of the caller's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "reports/data/report.h"

namespace vedette {

enum class PdfPaper : std::uint8_t { A4, Letter };

struct PdfOptions {
    PdfPaper paper = PdfPaper::A4;
    std::stop_token stop;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // in hundredths, on the calling thread
};

// The whole file. Cancelled when stopped, Io when Qt cannot paint it.
[[nodiscard]] Result<std::string> renderPdf(const ReportData& data, const PdfOptions& options = {});

// The same into a file, which is complete or untouched, never half.
[[nodiscard]] Result<void> writePdf(const ReportData& data, const std::filesystem::path& path,
                                    const PdfOptions& options = {});

}  // namespace vedette
