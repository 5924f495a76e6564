// SPDX-License-Identifier: GPL-3.0-or-later
// What charts are given: plain values. Times are UTC milliseconds since 1970.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include "ui/theme/token.h"

namespace vedette::ui {

struct TimeSpan {
    qint64 from = 0;
    qint64 to = 0;  // not included
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

struct ChartSeries {
    QString name;
    Token tone = Token::C1;
    QList<double> values = {};  // one per bucket or point; NaN: no value
};

struct ChartPoint {
    qint64 time = 0;
    double value = 0;  // NaN: a gap
};

}  // namespace vedette::ui
