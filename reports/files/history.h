// SPDX-License-Identifier: GPL-3.0-or-later
// The reports that were written, and to whom they were handed over, as the log tells of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/incident/action.h"
#include "core/policy/policy.h"
#include "core/store/reader.h"

namespace vedette {

struct ReportFileDigest {
    std::string file;  // name, without folder
    std::string sha256;
};

struct HandOver {
    std::uint64_t entry = 0;
    Time time{};
    std::string actor;
    std::string reviewer;
    std::string note;
};

struct RecordedReport {
    std::uint64_t entry = 0;
    Time time{};
    std::string actor;
    std::string title;  // empty in logs of older versions
    std::string scope;  // frameworks and period, in words
    std::vector<std::string> packs;
    Period period;
    std::uint64_t entries = 0;  // of the checkpoint that was judged
    std::string root;           // of that checkpoint, hex; empty in logs of older versions
    std::vector<ReportFileDigest> files;
    std::vector<HandOver> handOvers;  // oldest first, without those that were taken back
};

// Newest first.
[[nodiscard]] Result<std::vector<RecordedReport>> loadReports(Reader& reader);

// Invalid without reviewer or actor. Personal data in the note is replaced by its kind.
[[nodiscard]] Result<ConsoleAction> handOverAction(const RecordedReport& report, const std::string& reviewer,
                                                   const std::string& note, const std::string& actor);
[[nodiscard]] ConsoleAction handBackAction(const RecordedReport& report, std::uint64_t handOver,
                                           const std::string& actor);

enum class FileCheck : std::uint8_t { Same, Changed, Missing };
// Whether the file in `folder` is still the one that was recorded. Io when it cannot be read.
[[nodiscard]] Result<FileCheck> checkFile(const std::filesystem::path& folder, const ReportFileDigest& file);

}  // namespace vedette
