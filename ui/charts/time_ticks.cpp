// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_ticks.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/theme/day_text.h"

namespace vedette::ui {
namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

QDateTime zoned(qint64 time, int zoneSeconds) {
    return QDateTime::fromMSecsSinceEpoch(time, Qt::OffsetFromUTC, zoneSeconds);
}

QList<TimeTick> monthTicks(qint64 from, qint64 to, int zoneSeconds, int step) {
    QList<TimeTick> ticks;
    const QLocale locale;
    QDate month = zoned(from, zoneSeconds).date();
    month.setDate(month.year(), month.month(), 1);
    for (;; month = month.addMonths(1)) {
        const qint64 time = QDateTime(month, QTime(0, 0), Qt::OffsetFromUTC, zoneSeconds).toMSecsSinceEpoch();
        if (time >= to) return ticks;
        if (time < from || (month.month() - 1) % step != 0) continue;
        ticks.append(
            {time, locale.toString(month, month.month() == 1 ? QStringLiteral("yyyy") : QStringLiteral("MMM"))});
    }
}

}  // namespace

QList<TimeTick> timeTicks(qint64 from, qint64 to, double width, int zoneSeconds, double wordWidth) {
    if (to <= from || width <= 0) return {};
    const double room = std::max(1.0, width / wordWidth);  // words that fit
    constexpr std::array<qint64, 14> kSteps{kMinute,   5 * kMinute, 15 * kMinute, 30 * kMinute, kHour,
                                            2 * kHour, 3 * kHour,   6 * kHour,    12 * kHour,   kDay,
                                            2 * kDay,  3 * kDay,    7 * kDay,     14 * kDay};
    qint64 step = 0;
    for (const qint64 candidate : kSteps) {
        if (static_cast<double>(to - from) / static_cast<double>(candidate) <= room) {
            step = candidate;
            break;
        }
    }
    if (step == 0 || (step >= 7 * kDay && to - from > 75 * kDay)) {
        const double months = static_cast<double>(to - from) / (30.4 * kDay);
        return monthTicks(from, to, zoneSeconds, months <= room ? 1 : months <= 3 * room ? 3 : 12);
    }
    QList<TimeTick> ticks;
    const QLocale locale;
    const qint64 offset = qint64(zoneSeconds) * 1000;
    int monthSaid = 0;
    for (qint64 time = (from + offset + step - 1) / step * step - offset; time < to; time += step) {
        const QDateTime at = zoned(time, zoneSeconds);
        QString text;
        if (step < kDay && at.time() != QTime(0, 0)) {
            text = at.toString(QStringLiteral("HH:mm"));
        } else {
            const bool month = at.date().month() != monthSaid;
            monthSaid = at.date().month();
            text = locale.toString(at.date(), month ? dayFormat(u"ddd d MMM") : QStringLiteral("ddd d"));
            if (step >= 2 * kDay) text = locale.toString(at.date(), dayFormat(u"d MMM"));
        }
        ticks.append({time, text});
    }
    return ticks;
}

QString timePointText(qint64 time, qint64 span, int zoneSeconds) {
    const QLocale locale;
    const QDateTime at = zoned(time, zoneSeconds);
    const QString day = locale.toString(at.date(), dayFormat(u"ddd d MMM"));
    if (span >= 20 * kDay) return day;
    return QStringLiteral("%1 %2").arg(
        day, at.toString(span < 10 * kMinute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm")));
}

QString timeSpanText(qint64 from, qint64 to, int zoneSeconds) {
    const QLocale locale;
    const QDateTime a = zoned(from, zoneSeconds);
    const QDateTime b = zoned(to, zoneSeconds);
    const auto day = [&](const QDate& date) { return locale.toString(date, dayFormat(u"ddd d MMM")); };
    const bool wholeDays = a.time() == QTime(0, 0) && b.time() == QTime(0, 0);
    if (wholeDays) {
        const QDate last = b.date().addDays(-1);
        return last <= a.date() ? day(a.date()) : QStringLiteral("%1 – %2").arg(day(a.date()), day(last));
    }
    const QString format = to - from < 2 * kMinute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm");
    const QString end = b.date() == a.date() ? b.toString(format)
                        : b.time() == QTime(0, 0) && a.date().addDays(1) == b.date()
                            ? QStringLiteral("24:00")
                            : QStringLiteral("%1 %2").arg(day(b.date()), b.toString(format));
    return QStringLiteral("%1 %2 – %3").arg(day(a.date()), a.toString(format), end);
}

ValueScale valueScale(double low, double high, int lines) {
    if (!std::isfinite(low) || !std::isfinite(high)) return {};
    if (high <= low) high = low + 1;
    const double rough = (high - low) / std::max(1, lines);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= rough * 0.999) {
            step = factor * power;
            break;
        }
    }
    return {std::ceil(high / step - 1e-9) * step, step, std::floor(low / step + 1e-9) * step};
}

QString valueText(double value) {
    if (std::isnan(value)) return QStringLiteral("–");
    QString text = QLocale().toString(value, 'f', value == std::round(value) ? 0 : std::abs(value) < 10 ? 3 : 1);
    return text.replace(u'-', QChar(0x2212));
}

}  // namespace vedette::ui
