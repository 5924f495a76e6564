// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

#include "reports/data/report.h"
#include "ui/bridge/content.h"
#include "ui/theme/day_text.h"

namespace vedette::ui {
namespace {

QDateTime utc(Time t) { return QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000, Qt::UTC); }

// A class only because lupdate finds the words of classes.
struct TextWords {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::text)
};

}  // namespace

QString visible(std::string_view utf8) { return toQString(visibleText(utf8)); }

QString number(std::uint64_t n) { return QLocale().toString(static_cast<qulonglong>(n)); }

QString decimal(double value, int digits) {
    auto text = QLocale().toString(std::abs(value), 'f', digits);
    return value < 0 ? QChar(0x2212) + text : text;
}

QString percent(double share, int digits) { return decimal(share * 100.0, digits) + QChar(0x202F) + QChar(u'%'); }

QString dateTime(Time t) { return QLocale().toString(utc(t), dayFormat(u"d MMM yyyy, HH:mm:ss")); }
QString clockTime(Time t) { return QLocale().toString(utc(t), QStringLiteral("HH:mm:ss")); }
QString dayTime(Time t) { return QLocale().toString(utc(t), dayFormat(u"d MMM, HH:mm")); }

QString duration(Duration d) {
    using namespace std::chrono;
    if (d < Duration::zero()) return QChar(0x2212) + duration(-d);
    if (d < seconds(1)) return TextWords::tr("%1 ms").arg(duration_cast<milliseconds>(d).count());
    const auto s = duration_cast<seconds>(d).count();
    if (s < 60) return TextWords::tr("%1 s").arg(s);
    if (s < 3600)
        return s % 60 == 0 ? TextWords::tr("%1 min").arg(s / 60) : TextWords::tr("%1 min %2 s").arg(s / 60).arg(s % 60);
    if (s < 86'400)
        return s % 3600 < 60 ? TextWords::tr("%1 h").arg(s / 3600)
                             : TextWords::tr("%1 h %2 min").arg(s / 3600).arg(s % 3600 / 60);
    return s % 86'400 < 3600 ? TextWords::tr("%1 d").arg(s / 86'400)
                             : TextWords::tr("%1 d %2 h").arg(s / 86'400).arg(s % 86'400 / 3600);
}

QString ago(Duration since) {
    if (since < std::chrono::seconds(1)) return TextWords::tr("just now");
    return TextWords::tr("%1 ago").arg(duration(since));
}

QString errorText(const Error& error) {
    QString text = said(error.what);
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    if (!error.where.empty()) text += TextWords::tr(" (%1)").arg(visible(error.where));
    text += QChar(u'.');
    if (!error.hint.empty()) {
        QString hint = said(error.hint);
        hint[0] = hint[0].toUpper();
        text += QChar(u' ') + hint + QChar(u'.');
    }
    return text;
}

}  // namespace vedette::ui
