// SPDX-License-Identifier: GPL-3.0-or-later
// Building blocks of the HTML report. Private to reports/html.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "reports/data/report.h"

namespace vedette::html {

[[nodiscard]] std::string_view styleSheet();

// Text as HTML content or attribute value: visible, escaped, never markup.
[[nodiscard]] std::string escaped(std::string_view text);
// The same, with line feeds kept, for <pre>.
[[nodiscard]] std::string escapedLines(std::string_view text);
// One of the report's own texts as HTML; `values` are HTML already.
[[nodiscard]] std::string told(const ReportWords& words, std::string_view english,
                               std::initializer_list<std::string_view> values = {});
// "2026-07-01 00:00:04 UTC", kept on one line. Exact to the second; the CSV files have the microseconds.
[[nodiscard]] std::string timeHtml(const ReportWords& words, Time t);
// An identifier for id="" out of anything.
[[nodiscard]] std::string anchorOf(std::string_view text);

// Shape and word of a state or severity; the shape is decoration for a reader who hears the page.
[[nodiscard]] std::string stateMark(const ReportWords& words, ControlState state);
[[nodiscard]] std::string stateShape(ControlState state);
[[nodiscard]] std::string severityMark(const ReportWords& words, std::int64_t severity);
[[nodiscard]] std::string sealShape();

struct Column {
    std::string head;
    bool number = false;
    bool mono = false;
};
// A table with a caption and scoped heads. Cells are HTML already. The first cell of a row is its head.
[[nodiscard]] std::string table(std::string_view caption, const std::vector<Column>& columns,
                                const std::vector<std::vector<std::string>>& rows);
// <dt>/<dd> pairs; values are HTML already, empty ones are left out.
[[nodiscard]] std::string definitions(const std::vector<std::pair<std::string, std::string>>& pairs);

// Sections, each with its own heading.
[[nodiscard]] std::string firstPage(const ReportData& data);
[[nodiscard]] std::string controlsSection(const ReportData& data);
[[nodiscard]] std::string alertsSection(const ReportData& data);
[[nodiscard]] std::string gapsSection(const ReportData& data);
[[nodiscard]] std::string tieOutSection(const ReportData& data);
[[nodiscard]] std::string integritySection(const ReportData& data);

}  // namespace vedette::html
