// SPDX-License-Identifier: GPL-3.0-or-later
// Hands a whole result out as a file: the table as CSV or the records, one a line, as they are or each with its proof
// (reports/ocsf/record_integrity.h). The file appears only once the export stands in the log, with its filter, its
// number of rows and its SHA-256.
#pragma once

#include <QStringList>

#include <functional>

#include "core/store/reader.h"
#include "ui/bridge/jobs.h"
#include "ui/bridge/session.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

enum class EvidenceFormat { Csv, Ndjson, Proven };

struct EvidenceExport {
    EvidenceFormat format = EvidenceFormat::Csv;
    Filter filter;             // bounded to what is on screen
    QStringList head;          // CSV only
    TableModel::Export lines;  // CSV only
    std::filesystem::path file;
};

struct ExportedFile {
    std::uint64_t rows = 0;
    std::string sha256;  // hex
};

// Writes on a thread of its own, records, then puts the file in its place. `done` comes on the UI thread while `owner`
// lives; Cancelled when the job was cancelled. The file is then not there.
Job* exportEvidence(Session& session, Jobs& jobs, EvidenceExport order, QObject* owner,
                    std::function<void(Result<ExportedFile>)> done);

// The records that match, oldest first, each followed by a line feed; with `proven` each with its proof. Number of
// lines.
[[nodiscard]] Result<std::uint64_t> writeNdjson(const std::filesystem::path& store, const Filter& filter,
                                                const std::filesystem::path& file, const std::stop_token& stop,
                                                const std::function<void(std::uint64_t)>& progress,
                                                bool proven = false);

}  // namespace vedette::ui
