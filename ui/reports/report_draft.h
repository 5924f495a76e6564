// SPDX-License-Identifier: GPL-3.0-or-later
// What a report shall say, as chosen on the page: a plain value. Days are UTC days.
#pragma once

#include <QDate>
#include <QStringList>

#include <vector>

#include "core/policy/policy.h"
#include "reports/files/files.h"

namespace vedette::ui {

struct ReportDraft {
    QStringList packs;  // ids, at least one
    Period period;
    std::vector<std::string> nodes;  // the part of the fleet; empty: all of it
    QString title;                   // empty: made from packs and period
    QString preparedBy;
    bool pdf = true;
    bool html = true;
    bool csv = false;
    QString language = QStringLiteral("en");  // of PDF and HTML
    QString folder;

    [[nodiscard]] std::vector<std::string> formats() const;
    // What is missing before it can be written, as a sentence; empty when nothing is.
    [[nodiscard]] QString problem() const;
    // A folder of its own below `folder`: "gdpr-hipaa-2026-07-01-2026-09-30"; with a number when that one has content.
    [[nodiscard]] std::filesystem::path target() const;
};

// A whole month or quarter of the calendar, or the part of it that has passed.
struct CalendarSpan {
    QString name;    // "Q3 2026", "July 2026"
    QString detail;  // "1 Jul – 30 Sep"; says when it still runs
    Period period;
};
// Newest first: the one that runs, then `count` whole ones.
[[nodiscard]] std::vector<CalendarSpan> quarters(Time now, int count);
[[nodiscard]] std::vector<CalendarSpan> months(Time now, int count);

[[nodiscard]] QDate utcDay(Time t);
[[nodiscard]] Time startOfDay(const QDate& day);

}  // namespace vedette::ui
