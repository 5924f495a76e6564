// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a table's whole result as CSV (RFC 4180, UTF-8 with a byte order mark, as spreadsheets want it). Cells that a
// spreadsheet would take for a formula get a leading apostrophe. The file appears complete or not at all.
#pragma once

#include <filesystem>
#include <stop_token>

#include "ui/models/table_model.h"

namespace vedette::ui {

// Number of lines written, the head aside. Runs on a worker thread; `progress` gets the lines so far.
[[nodiscard]] Result<std::uint64_t> writeCsv(const std::filesystem::path& store, const QStringList& head,
                                             const TableModel::Export& lines, const std::filesystem::path& file,
                                             const std::stop_token& stop,
                                             const std::function<void(std::uint64_t)>& progress);

[[nodiscard]] std::string csvCell(const QString& text);

}  // namespace vedette::ui
