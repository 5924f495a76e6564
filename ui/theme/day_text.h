// SPDX-License-Identifier: GPL-3.0-or-later
// Formats of days for QLocale::toString(). A format of one's own is not translated by QLocale: German writes a dot
// after the day ("20. Nov. 2026").
#pragma once

#include <QtCore/QLocale>
#include <QtCore/QString>

namespace vedette::ui {

/// `format` has the day as "d MMM", with what comes before and after it.
inline QString dayFormat(const char16_t* format) {
    QString text = QString::fromUtf16(format);
    if (QLocale().language() == QLocale::German) text.replace(QStringLiteral("d MMM"), QStringLiteral("d. MMM"));
    return text;
}

}  // namespace vedette::ui
