// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reports_model.h"

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/reports/report_draft.h"

namespace vedette::ui {
namespace {

std::vector<TableColumn> makeColumns() {
    const auto column = [](const char* key, const QString& title, int width, bool shown) {
        TableColumn c;
        c.key = QString::fromLatin1(key);
        c.title = title;
        c.width = width;
        c.sortable = true;
        c.shown = shown;
        return c;
    };
    std::vector<TableColumn> out = {column("report", ReportsModel::tr("Report"), 180, true),
                                    column("when", ReportsModel::tr("When"), 112, true),
                                    column("who", ReportsModel::tr("Who"), 96, false),
                                    column("scope", ReportsModel::tr("Scope"), 200, false),
                                    column("checkpoint", ReportsModel::tr("Checkpoint"), 96, false),
                                    column("digest", ReportsModel::tr("SHA-256 of the first file"), 180, false),
                                    column("handed", ReportsModel::tr("Handed to"), 120, false),
                                    column("entry", ReportsModel::tr("Entry"), 80, false)};
    out[ReportsModel::Report].stretch = true;
    out[ReportsModel::Checkpoint].align = Qt::AlignRight | Qt::AlignVCenter;
    out[ReportsModel::EntryColumn].align = Qt::AlignRight | Qt::AlignVCenter;
    return out;
}

// "GDPR, HIPAA and PCI DSS"
QString frameworks(const RecordedReport& report) {
    QString names = toQString(report.scope).section(QStringLiteral(" · "), 0, 0);
    QStringList out;
    for (const QString& name : names.replace(QStringLiteral(" and "), QStringLiteral(", ")).split(QStringLiteral(", ")))
        out += said(toStd(name));
    if (out.size() < 2) return out.join(QString());
    const QString last = out.takeLast();
    return ReportsModel::tr("%1 and %2").arg(out.join(QStringLiteral(", ")), last);
}

}  // namespace

QString reportPeriod(const Period& period) {
    const QLocale locale;
    const auto first = std::chrono::floor<std::chrono::days>(period.from);
    const auto end = std::chrono::floor<std::chrono::days>(period.to);
    if (period.from != first || period.to != end)
        return ReportsModel::tr("%1 – %2").arg(dateTime(period.from), dateTime(period.to));
    const QString format = ReportsModel::tr("d MMMM yyyy");
    const QString from = locale.toString(utcDay(period.from), format);
    const QString to = locale.toString(utcDay(period.to - Duration(1)), format);
    return from == to ? from : ReportsModel::tr("%1 – %2").arg(from, to);
}

QString reportScope(const RecordedReport& report) {
    const QStringList parts = toQString(report.scope).split(QStringLiteral(" · "));
    if (parts.size() != 3 || report.period.to <= report.period.from) return visible(report.scope);
    return frameworks(report) + QStringLiteral(" · ") + reportPeriod(report.period) + QStringLiteral(" · ") +
           said(toStd(parts[2]));
}

// Titles that nobody chose are all the same: frameworks and day tell reports apart.
QString reportName(const RecordedReport& report) {
    const QString title = visible(report.title);
    if (!title.isEmpty() && title != QStringLiteral("Evidence report")) return title;
    const QString names = frameworks(report);
    return names.isEmpty() ? title : names;
}

QString handOverWords(const RecordedReport& report) {
    if (report.handOvers.empty()) return ReportsModel::tr("not handed over");
    return ReportsModel::tr("handed to %1").arg(visible(report.handOvers.back().reviewer));
}

ReportsModel::ReportsModel(QObject* parent) : RowsModel(makeColumns(), parent) {}

QString ReportsModel::idOf(const RecordedReport& row) const { return QString::number(row.entry); }

QVariant ReportsModel::cell(const RecordedReport& row, int column, int role) const {
    const bool text = role == Qt::DisplayRole;
    switch (column) {
        case Report:
            if (role == SubtitleRole) return tr("%1 · %2").arg(visible(row.actor), handOverWords(row));
            if (role == SealRole) return row.entry < m_sealedBelow;
            if (role == Qt::ToolTipRole) return reportScope(row);
            return text ? reportName(row) : QVariant();
        case When:
            if (role == SortRole) return static_cast<qlonglong>(toMicros(row.time));
            return text ? dayTime(row.time) : QVariant();
        case Who: return text ? visible(row.actor) : QVariant();
        case ScopeColumn: return text ? reportScope(row) : QVariant();
        case Checkpoint:
            if (role == SortRole) return static_cast<qulonglong>(row.entries);
            return text ? number(row.entries) : QVariant();
        case Digest:
            if (role == MonoRole) return true;
            return text && !row.files.empty() ? visible(row.files.front().sha256) : QVariant();
        case HandedTo: return text && !row.handOvers.empty() ? visible(row.handOvers.back().reviewer) : QVariant();
        case EntryColumn:
            if (role == OpensRole) return QStringLiteral("entry=%1").arg(row.entry);
            if (role == SortRole) return static_cast<qulonglong>(row.entry);
            return text ? number(row.entry) : QVariant();
        default: return {};
    }
}

}  // namespace vedette::ui
