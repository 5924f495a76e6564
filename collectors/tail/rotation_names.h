// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a folder are a log and its rotated siblings, and in which order they were written. Names only; the
// files are not touched.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vedette {

struct LogFileName {
    std::string name;
    std::string base;  // the live file it belongs to: "access.log" for "access.log.2.gz"
    bool rotated = false;
    bool gzip = false;
    long number = 0;   // of numbered siblings, larger is older; 0 for the live file and for dated ones
    std::string date;  // what was inserted or appended, of dated siblings
};

// What `name` is to `pattern` ("access.log", or with one '*'); nothing when it does not belong to it.
[[nodiscard]] std::optional<LogFileName> classifyLogFile(std::string_view name, std::string_view pattern);

// True when `a` was written before `b`: by base, then dated by their date, then numbered from high to low, then the
// live file.
[[nodiscard]] bool olderLogFile(const LogFileName& a, const LogFileName& b);

}  // namespace vedette
