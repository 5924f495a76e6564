// SPDX-License-Identifier: GPL-3.0-or-later
// Where a time axis has its words, and where a value axis its few lines.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace vedette::ui {

struct TimeTick {
    qint64 time = 0;  // UTC milliseconds
    QString text;
};

/// Ticks on whole hours, days or months of a zone, as many as fit into `width` pixels with words of about `wordWidth`.
QList<TimeTick> timeTicks(qint64 from, qint64 to, double width, int zoneSeconds, double wordWidth = 72);

/// "14 Nov 06:00 – 12:00" or "14 – 15 Nov", as fine as the span asks for.
QString timeSpanText(qint64 from, qint64 to, int zoneSeconds);
QString timePointText(qint64 time, qint64 span, int zoneSeconds);

struct ValueScale {
    double top = 1;
    double step = 1;
    double bottom = 0;
};
/// Round numbers around `low` to `high`, at most `lines` steps.
ValueScale valueScale(double low, double high, int lines = 4);
/// A value as the axis, hover and table say it: grouped, at most three decimals, true minus sign.
QString valueText(double value);

}  // namespace vedette::ui
