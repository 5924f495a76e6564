// SPDX-License-Identifier: GPL-3.0-or-later
// At most two points a pixel: the smallest and largest value of each pixel's points, so that no peak is lost.
#pragma once

#include "ui/charts/chart_data.h"

namespace vedette::ui {

/// Points between `from` and `to` in `pixels` columns, in time order. NaN points (gaps) stay.
QList<ChartPoint> decimated(const QList<ChartPoint>& points, qint64 from, qint64 to, int pixels);

struct MergedBuckets {
    QList<TimeSpan> spans;
    QList<double> counts;
    QList<double> matching;
};
/// Neighbouring buckets added up until there are at most `most`.
MergedBuckets merged(const QList<TimeSpan>& spans, const QList<double>& counts, const QList<double>& matching,
                     int most);

}  // namespace vedette::ui
