// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/scope.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "ui/theme/day_text.h"

namespace vedette::ui {
namespace {

Duration lengthOf(Range range) {
    using namespace std::chrono;
    switch (range) {
        case Range::LastHour: return hours(1);
        case Range::LastDay: return hours(24);
        case Range::LastWeek: return hours(24 * 7);
        case Range::LastMonth: return hours(24 * 30);
        case Range::LastQuarter: return hours(24 * 91);
        case Range::Everything:
        case Range::Custom: break;
    }
    return Duration::zero();
}

}  // namespace

Period Scope::period(Time now) const {
    if (range == Range::Custom) return custom;
    // The running second belongs to the range, or what has just arrived would be outside it.
    const Time to = now + std::chrono::seconds(1);
    if (range == Range::Everything) return {fromMicros(0), to + std::chrono::hours(24)};
    return {to - lengthOf(range), to};
}

Filter Scope::filter(Time now) const {
    Filter filter;
    if (range != Range::Everything) {
        const Period p = period(now);
        filter.from = p.from;
        filter.to = p.to;
    }
    if (!nodes.empty()) filter.texts.emplace_back(TextColumn::Node, nodes);
    return filter;
}

bool Scope::operator==(const Scope& other) const {
    return range == other.range && custom.from == other.custom.from && custom.to == other.custom.to &&
           nodes == other.nodes;
}

QString rangeName(Range range) {
    const auto say = [](const char* text) { return QCoreApplication::translate("vedette::ui::Scope", text); };
    switch (range) {
        case Range::LastHour: return say(QT_TRANSLATE_NOOP("vedette::ui::Scope", "Last hour"));
        case Range::LastDay: return say(QT_TRANSLATE_NOOP("vedette::ui::Scope", "Last 24 h"));
        case Range::LastWeek: return say(QT_TRANSLATE_NOOP("vedette::ui::Scope", "Last 7 days"));
        case Range::LastMonth: return say(QT_TRANSLATE_NOOP("vedette::ui::Scope", "Last 30 days"));
        case Range::LastQuarter: return say(QT_TRANSLATE_NOOP("vedette::ui::Scope", "Last 91 days"));
        case Range::Everything: return say(QT_TRANSLATE_NOOP("vedette::ui::Scope", "Everything"));
        case Range::Custom: return say(QT_TRANSLATE_NOOP("vedette::ui::Scope", "Chosen range"));
    }
    return {};
}

QString periodName(const Scope& scope, Time now) {
    if (scope.range == Range::Everything)
        return QCoreApplication::translate("vedette::ui::Scope", "from the first entry on");
    const Period p = scope.period(now);
    const auto day = [](Time t) { return QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000, Qt::UTC); };
    const QLocale locale;
    const bool sameDay = day(p.from).date() == day(p.to).date();
    const QString from = locale.toString(
        day(p.from), sameDay || scope.range == Range::Custom ? dayFormat(u"d MMM HH:mm") : dayFormat(u"d MMM"));
    const QString to = locale.toString(day(p.to), sameDay ? QStringLiteral("HH:mm") : dayFormat(u"d MMM, HH:mm"));
    return from + QStringLiteral(" – ") + to + QStringLiteral(" UTC");
}

}  // namespace vedette::ui
