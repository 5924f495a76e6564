// SPDX-License-Identifier: GPL-3.0-or-later
// The languages a report can be written in: English, and every folder of resources/i18n that has a reports/ with the
// report's own words.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "reports/data/report_words.h"

namespace vedette {

// "en" first.
[[nodiscard]] std::vector<std::string> reportLanguages(const std::filesystem::path& resources);

// Unsupported, with the languages there are, for one without a list.
[[nodiscard]] Result<ReportWords> loadReportWords(const std::filesystem::path& resources, const std::string& code);

// What is in the lists of a folder, and what had to be left out: entries that are there twice, or whose places for
// values differ from the English ones.
struct OwnWords {
    std::map<std::string, std::string, std::less<>> texts;
    std::vector<std::string> problems;  // "reports.yaml:12: ..."
};
[[nodiscard]] OwnWords loadOwnWords(const std::filesystem::path& folder);

}  // namespace vedette
