// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/completeness_chart.h"

#include <QVBoxLayout>

#include <algorithm>

#include "ui/bridge/text.h"
#include "ui/charts/stacked_bars.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kChartHeight = 132;
constexpr int kLabelWidth = 136;

qint64 millis(Time t) { return toMicros(t) / 1000; }

QString unknowableWords(UnknowableReason reason) {
    switch (reason) {
        case UnknowableReason::NoCounters:
            return CompletenessChart::tr("its server counts no requests, so there is nothing to compare with");
        case UnknowableReason::NoRowSource: return CompletenessChart::tr("nothing is known that logs its requests");
        case UnknowableReason::NoScrape: return CompletenessChart::tr("its counter was not read often enough");
        case UnknowableReason::CounterReset: return CompletenessChart::tr("its counter started anew");
        case UnknowableReason::SourceGap:
            return CompletenessChart::tr("rows are missing, and the source that may still have them is down");
        case UnknowableReason::None: break;
    }
    return CompletenessChart::tr("nothing is known of its counter");
}

}  // namespace

QString completenessWords(const NodeCompleteness& whole) {
    const auto hours = static_cast<int>(whole.unknowableHours);
    switch (whole.verdict) {
        case CompletenessVerdict::Complete: return CompletenessChart::tr("All that the node counted is in the log.");
        case CompletenessVerdict::Short:
            return CompletenessChart::tr("%n request(s) were served and are not in the log.", nullptr,
                                         static_cast<int>(whole.unlogged));
        case CompletenessVerdict::Surplus:
            return CompletenessChart::tr("%n row(s) more are in the log than the node counted.", nullptr,
                                         static_cast<int>(whole.surplus));
        case CompletenessVerdict::Unknowable: break;
    }
    if (hours == 0) return CompletenessChart::tr("It cannot be said: %1.").arg(unknowableWords(whole.reason));
    return CompletenessChart::tr("Of %n hour(s) it cannot be said: %1.", nullptr, hours)
        .arg(unknowableWords(whole.reason));
}

Result<CompletenessHours> readCompleteness(Reader& reader, const Period& period, const std::string& node) {
    Filter filter;
    filter.is(TextColumn::Node, node);
    auto extent = reader.extent(filter);
    if (!extent) return passOn(extent);
    CompletenessHours out;
    if (extent->count == 0) return out;
    // The newest hours of the period that the log knows anything of the node in.
    Period hours{std::max(period.from, extent->firstTime), std::min(period.to, extent->lastTime + Duration(1))};
    hours.from = std::max(hours.from, hours.to - std::chrono::hours(kMostHours));
    if (hours.from >= hours.to) return out;
    auto report = reconcile(reader, hours, {node});
    if (!report) return passOn(report);
    out.hours = std::move(report->hours);
    const auto whole = std::ranges::find(report->nodes, node, &NodeCompleteness::node);
    if (whole != report->nodes.end()) out.whole = std::move(*whole);
    return out;
}

CompletenessChart::CompletenessChart(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("nodeCompleteness"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_bars = new StackedBars(theme, this);
    m_bars->setObjectName(QStringLiteral("completenessBars"));
    m_bars->setWhat(tr("Requests an hour, logged and served without being logged"));
    m_bars->setFixedHeight(kChartHeight);
    m_bars->hide();
    m_words = new TextLabel(theme, tr("Reading the log…"), FontRole::Table, Token::TextMuted, this);
    m_words->setObjectName(QStringLiteral("completenessWords"));
    m_words->setWordWrap(true);
    m_figures = new KeyValueList(theme, this);
    m_figures->setLabelWidth(kLabelWidth);
    m_figures->hide();
    column->addWidget(m_bars);
    column->addWidget(m_words);
    column->addWidget(m_figures);
    connect(m_bars, &StackedBars::barActivated, this, [this](qint64 from, qint64, int) {
        for (const NodeHour& hour : m_hours.hours)
            if (millis(hour.hour) == from && !hour.rows.empty()) Q_EMIT rowsWanted(toQString(hour.rows));
    });
}

void CompletenessChart::showTrouble(const QString& trouble) {
    m_bars->hide();
    m_figures->hide();
    m_words->setText(trouble);
}

void CompletenessChart::show(const CompletenessHours& hours) {
    m_hours = hours;
    if (!hours.whole) {
        showTrouble(tr("The range of time holds nothing that could be compared."));
        return;
    }
    drawBars();
    m_words->setText(completenessWords(*hours.whole));
    sayFigures(*hours.whole);
}

void CompletenessChart::drawBars() {
    QList<TimeSpan> buckets;
    ChartSeries logged{tr("logged"), Token::Quiet, {}};
    ChartSeries missing{tr("served, not logged"), Token::Insuf, {}};
    bool any = false;
    for (const NodeHour& hour : m_hours.hours) {
        buckets.push_back({millis(hour.hour), millis(hour.hour + std::chrono::hours(1))});
        const bool known = hour.verdict != CompletenessVerdict::Unknowable;
        logged.values.push_back(known ? static_cast<double>(hour.logged) : 0);
        missing.values.push_back(static_cast<double>(hour.shortBy()));
        any = any || known;
    }
    m_bars->setVisible(any);
    if (!any) return;
    m_bars->setData(buckets, {logged, missing});
    m_bars->setOutlined(1, true);
}

void CompletenessChart::sayFigures(const NodeCompleteness& whole) {
    m_figures->clear();
    const bool compared = whole.served > 0 || whole.logged > 0;
    m_figures->setVisible(compared);
    if (!compared) return;
    m_figures->addRow(tr("Served in all"), number(whole.served));
    auto* logged = m_figures->addFigureRow(tr("Logged in all"), number(whole.logged), toQString(whole.rows));
    logged->setObjectName(QStringLiteral("completenessLogged"));
    connect(logged, &Figure::opened, this, &CompletenessChart::rowsWanted);
    if (whole.unlogged > 0) m_figures->addRow(tr("Missing"), number(whole.unlogged), Glyph::NodeShort);
    if (whole.unknowableHours > 0)
        m_figures->addRow(
            tr("Unknowable"),
            tr("%n hour(s): %1", nullptr, static_cast<int>(whole.unknowableHours)).arg(unknowableWords(whole.reason)),
            Glyph::Insufficient);
}

}  // namespace vedette::ui
