// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/decimate.h"

#include <algorithm>
#include <cmath>

namespace vedette::ui {

QList<ChartPoint> decimated(const QList<ChartPoint>& points, qint64 from, qint64 to, int pixels) {
    if (pixels <= 0 || to <= from || points.size() <= 2 * qsizetype(pixels)) return points;
    QList<ChartPoint> kept;
    kept.reserve(2 * pixels + 2);
    qsizetype i = 0;
    while (i < points.size()) {
        const auto column = [&](qint64 time) {
            return static_cast<qint64>(static_cast<double>(time - from) / static_cast<double>(to - from) * pixels);
        };
        const qint64 here = column(points[i].time);
        qsizetype low = i;
        qsizetype high = i;
        qsizetype gap = -1;
        for (; i < points.size() && column(points[i].time) == here; ++i) {
            if (std::isnan(points[i].value)) {
                gap = i;
                continue;
            }
            if (std::isnan(points[low].value) || points[i].value < points[low].value) low = i;
            if (std::isnan(points[high].value) || points[i].value > points[high].value) high = i;
        }
        const auto [first, second] = std::minmax(low, high);
        if (std::isnan(points[first].value)) {
            kept.append(points[gap]);
            continue;
        }
        kept.append(points[first]);
        if (second != first) kept.append(points[second]);
    }
    return kept;
}

MergedBuckets merged(const QList<TimeSpan>& spans, const QList<double>& counts, const QList<double>& matching,
                     int most) {
    const qsizetype group = std::max<qsizetype>(1, (spans.size() + std::max(1, most) - 1) / std::max(1, most));
    MergedBuckets result;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const double count = counts.value(i, 0);
        const double match = matching.value(i, 0);
        if (i % group == 0) {
            result.spans.append(spans[i]);
            result.counts.append(count);
            result.matching.append(match);
        } else {
            result.spans.last().to = spans[i].to;
            result.counts.last() += count;
            result.matching.last() += match;
        }
    }
    return result;
}

}  // namespace vedette::ui
