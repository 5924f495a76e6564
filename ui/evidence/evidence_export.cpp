// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/evidence_export.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QPointer>
#include <QSaveFile>

#include "core/incident/action.h"
#include "core/store/prover.h"
#include "reports/ocsf/record_integrity.h"
#include "ui/bridge/text.h"
#include "ui/models/csv_export.h"

namespace vedette::ui {
namespace {

constexpr std::size_t kAtOnce = 1024;
namespace fs = std::filesystem;

Error writeFailure(const QSaveFile& file) {
    return {ErrorCode::Io, "cannot write the file: " + toStd(file.errorString()), toStd(file.fileName()),
            "choose another folder or free some space"};
}

// Where the file stands until its export is recorded.
fs::path waiting(const fs::path& file) {
    fs::path part = file;
    part += ".part";
    return part;
}

Result<std::string> hashOf(const fs::path& path) {
    QFile file(toQString(path.string()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(ErrorCode::Io, "cannot read back the file that was written", path.string(), "export again");
    return hash.result().toHex().toStdString();
}

Result<ExportedFile> write(const fs::path& store, const EvidenceExport& order, JobControl& control) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    auto extent = (*reader)->extent(order.filter);
    if (!extent) return passOn(extent);
    const auto progress = [&](std::uint64_t done) { control.progress(done, extent->count); };
    auto rows = order.format == EvidenceFormat::Csv
                    ? writeCsv(store, order.head, order.lines, waiting(order.file), control.stop(), progress)
                    : writeNdjson(store, order.filter, waiting(order.file), control.stop(), progress,
                                  order.format == EvidenceFormat::Proven);
    if (!rows) return passOn(rows);
    // What is left takes as long as reading the file once.
    if (!control.commit()) {
        std::error_code trouble;
        fs::remove(waiting(order.file), trouble);
        return fail(ErrorCode::Cancelled, "the export was stopped", order.file.string());
    }
    auto hash = hashOf(waiting(order.file));
    if (!hash) return passOn(hash);
    return ExportedFile{*rows, *hash};
}

MakeEvents recordOf(const EvidenceExport& order, const ExportedFile& file, const std::string& actor) {
    ConsoleAction action;
    action.kind = "evidence";
    action.name = "export";
    action.target = order.file.filename().string();
    action.actor = actor;
    const bool csv = order.format == EvidenceFormat::Csv;
    action.message = std::to_string(file.rows) + (csv ? " rows were exported as CSV" : " records were exported");
    action.details.text("filter", order.filter.text())
        .text("format", csv                                      ? "csv"
                        : order.format == EvidenceFormat::Proven ? "ndjson_record_integrity"
                                                                 : "ndjson")
        .number("rows", file.rows)
        .text("sha256", file.sha256);
    return [action](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
        return std::vector{consoleActionEvent(action, now, arena)};
    };
}

Result<ExportedFile> putInPlace(const fs::path& file, const ExportedFile& written,
                                const Result<std::uint64_t>& logged) {
    std::error_code trouble;
    if (!logged) {
        fs::remove(waiting(file), trouble);
        Error error = logged.error();
        error.what = "the export could not be recorded, so its file was removed: " + error.what;
        return std::unexpected(error);
    }
    fs::rename(waiting(file), file, trouble);
    if (trouble)
        return fail(ErrorCode::Io, "the file cannot be put in its place: " + trouble.message(), file.string(),
                    "choose another name");
    return written;
}

// One line each.
Result<QByteArray> linesOf(Reader& reader, const std::vector<Row>& rows, Prover* prover) {
    std::vector<std::uint64_t> entries;
    for (const auto& row : rows) entries.push_back(row.entry);
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    QByteArray lines;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (prover != nullptr) {
            auto proof = prover->inclusion(entries[i]);
            if (!proof) return passOn(proof);
            auto line = withIntegrity((*records)[i], *proof, prover->key());
            if (!line) return passOn(line);
            (*records)[i] = std::move(*line);
        }
        lines += QByteArray::fromStdString((*records)[i]);
        lines += '\n';
    }
    return lines;
}

}  // namespace

Result<std::uint64_t> writeNdjson(const fs::path& store, const Filter& asked, const fs::path& path,
                                  const std::stop_token& stop, const std::function<void(std::uint64_t)>& progress,
                                  bool proven) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    std::optional<Prover> prover;
    Filter filter = asked;
    if (proven) {
        auto opened = Prover::open(store);
        if (!opened) return passOn(opened);
        prover.emplace(std::move(*opened));
        filter.endEntry = std::min(filter.endEntry.value_or(prover->head().size), prover->head().size);
    }
    QSaveFile file(toQString(path.string()));
    if (!file.open(QIODevice::WriteOnly)) return std::unexpected(writeFailure(file));
    std::uint64_t count = 0;
    std::optional<std::uint64_t> at;
    for (bool more = true; more;) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "the export was stopped", path.string());
        auto page = (*reader)->oldest(filter, kAtOnce, at);
        if (!page) return passOn(page);
        auto lines = linesOf(**reader, page->rows, prover ? &*prover : nullptr);
        if (!lines) return passOn(lines);
        if (file.write(*lines) != lines->size()) return std::unexpected(writeFailure(file));
        count += page->rows.size();
        if (progress) progress(count);
        at = page->next;
        more = at.has_value();
    }
    if (!file.commit()) return std::unexpected(writeFailure(file));
    return count;
}

Job* exportEvidence(Session& session, Jobs& jobs, EvidenceExport order, QObject* owner,
                    std::function<void(Result<ExportedFile>)> done) {
    const auto title = QCoreApplication::translate("vedette::ui::EvidenceExport", "Export to %1")
                           .arg(toQString(order.file.filename().string()));
    const auto shared = std::make_shared<const EvidenceExport>(std::move(order));
    const auto answer = [owner = QPointer<QObject>(owner), done](Result<ExportedFile> result) {
        if (owner) done(std::move(result));
    };
    return jobs.start<ExportedFile>(
        title, [shared, store = session.folder()](JobControl& control) { return write(store, *shared, control); },
        [shared, answer, session = QPointer<Session>(&session)](Result<ExportedFile> written) {
            if (!written || !session) {
                answer(std::move(written));
                return;
            }
            session->record(recordOf(*shared, *written, toStd(session->actor())),
                            [shared, answer, file = *written](Result<std::uint64_t> logged) {
                                answer(putInPlace(shared->file, file, logged));
                            });
        });
}

}  // namespace vedette::ui
