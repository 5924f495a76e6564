// SPDX-License-Identifier: GPL-3.0-or-later
// A table of texts from YAML: a list "texts" whose rows are lists of texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vedette {

struct TextRow {
    std::vector<std::string> fields;  // at least one; none is empty
    std::string where;                // "de/gdpr.yaml:12"
};

struct TextRows {
    std::vector<TextRow> rows;
    std::vector<std::string> problems;  // what was left out, with file and line
};

// `name` stands in front of lines. A text that is no such table at all has one problem and no rows.
[[nodiscard]] TextRows parseTextRows(std::string_view yaml, const std::string& name);

}  // namespace vedette
