// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/csv_export.h"

#include <QSaveFile>

#include <cmath>

#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

constexpr std::uint64_t kReportEvery = 1000;
constexpr qsizetype kBuffer = 1 << 20;

QByteArray csvLine(const QStringList& cells) {
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0) line += ',';
        line += QByteArray::fromStdString(csvCell(cells[i]));
    }
    return line + "\r\n";
}

Error writeError(const QSaveFile& file) {
    return {ErrorCode::Io, "cannot write the file: " + toStd(file.errorString()), toStd(file.fileName()),
            "choose another folder or free some space"};
}

}  // namespace

std::string csvCell(const QString& text) {
    QString cell = text;
    // Spreadsheets look past blanks before they decide what a cell is.
    const QString meant = cell.trimmed();
    const bool control = !cell.isEmpty() && QStringLiteral("\t\r\n").contains(cell[0]);
    if (control || (!meant.isEmpty() && QStringLiteral("=+-@").contains(meant[0]))) {
        // Numbers may begin with a sign; everything else that does is a formula to a spreadsheet.
        bool isNumber = false;
        const double value = cell.toDouble(&isNumber);
        if (!isNumber || !std::isfinite(value)) cell.prepend(QChar(u'\''));
    }
    const bool quote = cell.contains(QChar(u'"')) || cell.contains(QChar(u',')) || cell.contains(QChar(u'\n')) ||
                       cell.contains(QChar(u'\r'));
    if (quote) cell = QChar(u'"') + cell.replace(QStringLiteral("\""), QStringLiteral("\"\"")) + QChar(u'"');
    return cell.toStdString();
}

Result<std::uint64_t> writeCsv(const std::filesystem::path& store, const QStringList& head,
                               const TableModel::Export& lines, const std::filesystem::path& path,
                               const std::stop_token& stop, const std::function<void(std::uint64_t)>& progress) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    QSaveFile file(toQString(path.string()));
    if (!file.open(QIODevice::WriteOnly)) return std::unexpected(writeError(file));
    QByteArray buffer("\xEF\xBB\xBF");
    buffer += csvLine(head);
    std::uint64_t count = 0;
    bool stopped = false;
    bool full = false;
    auto done = lines(**reader, [&](const QStringList& line) {
        buffer += csvLine(line);
        if (++count % kReportEvery == 0 && progress) progress(count);
        if (buffer.size() > kBuffer) {
            full = file.write(buffer) != buffer.size();
            buffer.clear();
        }
        stopped = stop.stop_requested();
        return !stopped && !full;
    });
    if (!done) return passOn(done);
    if (stopped) return fail(ErrorCode::Cancelled, "the export was stopped", path.string());
    if (full || file.write(buffer) != buffer.size() || !file.commit()) return std::unexpected(writeError(file));
    return count;
}

}  // namespace vedette::ui
