// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/baseline_chart.h"

#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/detect/detector.h"
#include "core/store/reader.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/charts/time_line.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

constexpr int kChartHeight = 150;

qint64 millis(Time t) { return toMicros(t) / 1000; }

QString measureWords(BaselineMeasure measure, bool fine) {
    switch (measure) {
        case BaselineMeasure::FailedLogins:
            return fine ? BaselineChart::tr("refused requests per 15 min")
                        : BaselineChart::tr("refused requests per hour");
        case BaselineMeasure::Tokens:
            return fine ? BaselineChart::tr("tokens per 15 min") : BaselineChart::tr("tokens per hour");
        case BaselineMeasure::Latency:
            return fine ? BaselineChart::tr("mean latency in ms, by 15 min")
                        : BaselineChart::tr("mean latency in ms, by hour");
        case BaselineMeasure::Requests: break;
    }
    return fine ? BaselineChart::tr("requests per 15 min") : BaselineChart::tr("requests per hour");
}

}  // namespace

BaselineChart::BaselineChart(const Theme& theme, QWidget* parent)
    : DetailSection(theme, tr("Broken baseline"), QStringLiteral("alertBaseline"), parent) {
    m_line = new TimeLine(theme, this);
    m_line->setObjectName(QStringLiteral("alertBaselineChart"));
    m_line->setFixedHeight(kChartHeight);
    m_words = new TextLabel(theme, {}, FontRole::Caption, Token::TextFaint, this);
    m_words->setObjectName(QStringLiteral("alertBaselineWords"));
    m_words->setWordWrap(true);
    body()->addWidget(m_line);
    body()->addWidget(m_words);
    auto* copy = new QToolButton(this);
    copy->setObjectName(QStringLiteral("alertBaselineCopy"));
    copy->setText(tr("Copy table"));
    copy->setAccessibleName(tr("Copy the chart's values as a table"));
    setVariant(copy, Variant::Link);
    connect(copy, &QToolButton::clicked, m_line, &ChartPane::copyTable);
    addHeadWidget(copy);
    connect(m_line, &TimeLine::pointActivated, this, [this](qint64 time, int) {
        const QString filter = filterAt(Time{std::chrono::milliseconds(time)});
        if (!filter.isEmpty()) Q_EMIT opened(filter);
    });
}

void BaselineChart::showLoading() {
    setSubtitle({});
    m_words->setText(tr("Reading the log…"));
}

void BaselineChart::show(const BaselineSeries& series, const QString& trouble, const QString& detector) {
    m_series = series;
    const bool drawn = trouble.isEmpty() && series.points.size() >= 2;
    m_line->setVisible(drawn);
    if (!trouble.isEmpty()) {
        m_words->setText(trouble);
        return;
    }
    const bool fine = series.step < std::chrono::hours(1);
    setSubtitle(QStringLiteral("%1, %2").arg(measureWords(series.measure, fine), visible(series.entity)));
    setWords(series, detector);
    if (!drawn) return;
    LineSeries observed;
    observed.name = tr("observed");
    observed.tone = Token::C5;
    for (const auto& point : series.points) observed.points.push_back({millis(point.time), point.value});
    QList<BandPoint> band;
    for (const BaselineBand& b : series.band) band.push_back({millis(b.time), b.low, b.middle, b.high});
    m_line->setWhat(tr("Broken baseline of %1").arg(visible(series.entity)));
    m_line->setSeries({observed});
    m_line->setBand(tr("baseline ±3 MAD"), band);
    std::optional<AlarmMark> alarm;
    if (series.alarm) alarm = AlarmMark{millis(*series.alarm), tr("alarm %1").arg(clockTime(*series.alarm).left(5))};
    m_line->setAlarm(alarm);
}

void BaselineChart::setWords(const BaselineSeries& series, const QString& detector) {
    const int n = static_cast<int>(series.history);
    QString words;
    if (series.points.size() < 2)
        words = tr("The log does not reach far enough around this alert for a chart.");
    else if (series.band.empty())
        words = tr("Too little history for a baseline: %n value(s) before the alert, %1 are needed.", nullptr, n)
                    .arg(BaselineSeries::kLeastHistory);
    else if (series.byHourOfDay)
        words = tr("Baseline: median ± 3 MAD of the same hours of the days before (%n value(s) in all).", nullptr, n);
    else
        words = tr("Baseline: median ± 3 MAD of the %n value(s) before the alert.", nullptr, n);
    const auto& infos = detectorInfos();
    const auto info = std::ranges::find(infos, toStd(detector), &DetectorInfo::id);
    if (info != infos.end() && !info->falseAlarmBudget.empty())
        words += QChar(u' ') + tr("False alarms of this detector: %1").arg(said(info->falseAlarmBudget));
    m_words->setText(words);
}

QString BaselineChart::filterAt(Time time) const {
    if (m_series.entity.empty()) return {};
    Filter filter;
    filter.is(m_series.column, m_series.entity);
    filter.from = time;
    filter.to = time + m_series.step;
    return toQString(filter.text());
}

}  // namespace vedette::ui
