// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_draft.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <functional>

#include "ui/bridge/text.h"
#include "ui/theme/day_text.h"

namespace vedette::ui {
namespace {

class DraftText {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::DraftText)
};

std::vector<CalendarSpan> spans(Time now, int count, int length, const QDate& running,
                                const std::function<QString(const QDate&)>& nameOf) {
    std::vector<CalendarSpan> out;
    const QLocale locale;
    for (int i = 0; i <= count; ++i) {
        const QDate begin = running.addMonths(-i * length);
        const QDate end = begin.addMonths(length);
        const QDate last = i == 0 ? utcDay(now) : end.addDays(-1);
        const auto day = [&](const QDate& d) { return locale.toString(d, dayFormat(u"d MMM")); };
        const QString detail = i == 0 ? DraftText::tr("%1 – %2, so far") : DraftText::tr("%1 – %2");
        // What still runs ends with this second, so that nothing is expected of the future.
        out.push_back({nameOf(begin),
                       detail.arg(day(begin), day(last)),
                       {startOfDay(begin), i == 0 ? now + std::chrono::seconds(1) : startOfDay(end)}});
    }
    return out;
}

}  // namespace

QDate utcDay(Time t) { return QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000, Qt::UTC).date(); }

Time startOfDay(const QDate& day) {
    return fromMicros(QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() * 1000);
}

std::vector<CalendarSpan> quarters(Time now, int count) {
    const QDate today = utcDay(now);
    return spans(now, count, 3, QDate(today.year(), (today.month() - 1) / 3 * 3 + 1, 1),
                 [](const QDate& d) { return DraftText::tr("Q%1 %2").arg((d.month() + 2) / 3).arg(d.year()); });
}

std::vector<CalendarSpan> months(Time now, int count) {
    const QDate today = utcDay(now);
    return spans(now, count, 1, QDate(today.year(), today.month(), 1),
                 [](const QDate& d) { return QLocale().toString(d, QStringLiteral("MMMM yyyy")); });
}

std::vector<std::string> ReportDraft::formats() const {
    std::vector<std::string> out;
    if (pdf) out.emplace_back("pdf");
    if (html) out.emplace_back("html");
    if (csv) out.emplace_back("csv");
    return out;
}

QString ReportDraft::problem() const {
    if (packs.isEmpty()) return DraftText::tr("Choose at least one framework.");
    if (period.to <= period.from) return DraftText::tr("The period ends before it begins.");
    if (formats().empty()) return DraftText::tr("Choose at least one format.");
    if (preparedBy.trimmed().isEmpty()) return DraftText::tr("Say who prepares the report.");
    if (folder.trimmed().isEmpty()) return DraftText::tr("Choose a folder to write to.");
    return {};
}

std::filesystem::path ReportDraft::target() const {
    const QDate last = utcDay(period.to - Duration(1));
    const QString name =
        QStringLiteral("%1-%2-%3")
            .arg(packs.join(QChar(u'-')), utcDay(period.from).toString(Qt::ISODate), last.toString(Qt::ISODate));
    const std::filesystem::path base = toStd(folder.trimmed());
    auto path = base / toStd(name);
    std::error_code trouble;
    for (int n = 2; std::filesystem::exists(path, trouble) && !std::filesystem::is_empty(path, trouble); ++n)
        path = base / toStd(QStringLiteral("%1-%2").arg(name).arg(n));
    return path;
}

}  // namespace vedette::ui
