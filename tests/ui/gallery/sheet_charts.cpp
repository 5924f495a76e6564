// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtWidgets/QBoxLayout>

#include <cmath>

#include "tests/ui/gallery/gallery_model.h"
#include "ui/charts/bar_list.h"
#include "ui/charts/chart_card.h"
#include "ui/charts/histogram.h"
#include "ui/charts/stacked_bars.h"
#include "ui/charts/time_line.h"

namespace vedette::ui {
namespace {

constexpr qint64 kHour = 3'600'000;
constexpr qint64 kStart = 1'794'528'000'000;  // 13 Nov 2026, 00:00 UTC

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

StackedBars* threats(const Theme& theme) {
    auto* chart = new StackedBars(theme);
    QList<TimeSpan> buckets;
    QList<ChartSeries> series{{text("AI Model Access"), Token::C1},
                              {text("Execution"), Token::C2},
                              {text("Initial Access"), Token::C3},
                              {text("Discovery"), Token::C4},
                              {text("Exfiltration"), Token::C5},
                              {text("Impact"), Token::C6},
                              {text("Other"), Token::C7}};
    for (int i = 0; i < 28; ++i) {
        buckets.append({kStart + i * 6 * kHour + 18 * kHour, kStart + (i + 1) * 6 * kHour + 18 * kHour});
        for (int s = 0; s < series.size(); ++s) {
            const double peak = i == 18 && s == 1 ? 120 : i > 25 && s == 4 ? 90 : 0;
            series[s].values.append(std::round(18 + 14 * std::sin(i * 0.9 + s) + 6 * std::cos(i * 2.3 + s * 2) + peak));
        }
    }
    chart->setData(buckets, series);
    return chart;
}

TimeLine* baseline(const Theme& theme) {
    auto* chart = new TimeLine(theme);
    LineSeries observed{text("observed"), Token::C5, {}};
    QList<BandPoint> band;
    for (int i = 0; i <= 45; ++i) {
        const qint64 time = kStart + 11 * kHour + i * 4 * 60'000;
        const double middle = 60 + 40 * std::sin(i / 15.0);
        observed.points.append({time, middle + 12 * std::sin(i * 1.7) + (i > 34 ? (i - 34) * 26 : 0)});
        band.append({time, middle - 45, middle, middle + 45});
    }
    chart->setSeries({observed});
    chart->setBand(text("baseline ±3 MAD"), band);
    chart->setAlarm(AlarmMark{kStart + 13 * kHour + 18 * 60'000, text("alarm 13:18, budget spent")});
    return chart;
}

Histogram* log(const Theme& theme) {
    auto* chart = new Histogram(theme);
    QList<TimeSpan> buckets;
    QList<double> counts;
    for (int i = 0; i < 143; ++i) {
        buckets.append({kStart + (i - 130) * 24 * kHour, kStart + (i - 129) * 24 * kHour});
        counts.append(i == 85 ? 8 : i % 7 < 2 ? 25 : 70 + 18 * std::sin(i * 1.3));
    }
    chart->setData(buckets, counts);
    chart->setRange(TimeSpan{buckets[136].from, buckets[142].to});
    chart->setNote(buckets[85], text("24 Sep, 2 sources silent"));
    return chart;
}

TimeLine* kpi(const Theme& theme) {
    auto* chart = new TimeLine(theme);
    LineSeries line{text("MTTD"), Token::C1, {}};
    for (int i = 0; i < 13; ++i) line.points.append({kStart + i * 7 * 24 * kHour, 6 + std::sin(i * 0.7) - i * 0.15});
    chart->setCompact(true);
    chart->setSeries({line});
    chart->setTarget(text("target ≤ 5 min"), 5);
    return chart;
}

}  // namespace

QWidget* chartsSheet(const Theme& theme) {
    auto* sheet = new QWidget;
    auto* page = new QVBoxLayout(sheet);
    page->setContentsMargins(16, 16, 16, 16);
    page->setSpacing(12);
    auto* top = new ChartCard(theme, text("Threats over time"), threats(theme), {});
    top->setSubtitle(text("findings by ATLAS tactic, 6 h bars"));
    auto* twin = new ChartCard(theme, text("The same as a table"), threats(theme), {});
    twin->setTableShown(true);
    auto* first = new QHBoxLayout;
    first->addWidget(top, 3);
    first->addWidget(twin, 2);
    page->addLayout(first, 3);
    page->addWidget(new ChartCard(theme, text("14 of 10,482,113 entries match"), log(theme), {}), 2);
    auto* last = new QHBoxLayout;
    last->addWidget(new ChartCard(theme, text("Broken baseline"), baseline(theme), {}), 2);
    last->addWidget(new ChartCard(theme, text("MTTD"), kpi(theme), {}), 1);
    auto* ranking = new BarList(theme);
    ranking->setItems({{text("a"), text("eu-fra-07"), 24310},
                       {text("b"), text("eu-dub-09"), 9871},
                       {text("c"), text("us-iad-03"), 5190},
                       {text("d"), text("ap-sin-04"), 1111}},
                      text("Requests"));
    last->addWidget(new ChartCard(theme, text("Busiest nodes"), ranking, {}), 1);
    page->addLayout(last, 3);
    return sheet;
}

}  // namespace vedette::ui
