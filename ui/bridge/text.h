// SPDX-License-Identifier: GPL-3.0-or-later
// The border between the core's UTF-8 bytes and Qt's text, and how numbers and times are written on screen: by the
// user's locale, times in UTC. Evidence text from outside goes through visible() so that it cannot reorder a line.
#pragma once

#include <QString>

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette::ui {

[[nodiscard]] inline QString toQString(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}
[[nodiscard]] inline std::string toStd(const QString& text) { return text.toStdString(); }

// Text of strangers, with control and bidi characters spelt out.
[[nodiscard]] QString visible(std::string_view utf8);

[[nodiscard]] QString number(std::uint64_t n);            // "6,744,318"
[[nodiscard]] QString decimal(double value, int digits);  // by locale, true minus sign
[[nodiscard]] QString percent(double share, int digits);  // share 0..1 → "99.65 %"
[[nodiscard]] QString dateTime(Time t);                   // "20 Nov 2026, 14:32:07" (UTC)
[[nodiscard]] QString clockTime(Time t);                  // "14:32:07"
[[nodiscard]] QString dayTime(Time t);                    // "20 Nov, 14:32"
[[nodiscard]] QString duration(Duration d);               // "3 min 40 s", "1 h 12 min", "250 ms"
[[nodiscard]] QString ago(Duration since);                // "12 s ago", "just now"
[[nodiscard]] QString errorText(const Error& error);      // what, where, hint as sentences, said()

}  // namespace vedette::ui
