// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/threats_card.h"

#include <map>

#include "core/event/event.h"
#include "ui/bridge/text.h"
#include "ui/charts/stacked_bars.h"

namespace vedette::ui {
namespace {

constexpr int kMostBuckets = 30;

// The finest of these widths that gives no more bars than can be told apart.
Duration bucketWidth(Duration period) {
    using namespace std::chrono;
    for (const Duration width :
         {Duration(minutes(2)), Duration(minutes(5)), Duration(minutes(15)), Duration(minutes(30)), Duration(hours(1)),
          Duration(hours(2)), Duration(hours(6)), Duration(hours(24)), Duration(hours(72)), Duration(hours(24 * 7)),
          Duration(hours(24 * 30))})
        if (period / width <= kMostBuckets) return width;
    return hours(24 * 365);
}

Filter findings(const std::vector<std::string>& nodes, const Period& period) {
    Filter filter;
    filter.from = period.from;
    filter.to = period.to;
    filter.is(IntColumn::Class, ocsf::kDetectionFinding);
    if (!nodes.empty()) filter.texts.emplace_back(TextColumn::Node, nodes);
    return filter;
}

Result<ThreatCounts> countThreats(Reader& reader, Period period, const std::vector<std::string>& nodes) {
    auto log = reader.extent(Filter{});
    if (!log) return passOn(log);
    // Before the first entry there was nobody to find anything.
    if (log->count > 0) period.from = std::max(period.from, log->firstTime);
    ThreatCounts out;
    out.period = period;
    const Duration width = bucketWidth(period.to - period.from);
    const Time first{period.from.time_since_epoch() / width * width};
    for (Time at = first; at < period.to; at += width) out.buckets.push_back({at, at + width});
    out.counts.resize(out.buckets.size());
    std::map<std::string, int, std::less<>> tactics;
    auto scanned = reader.scan(findings(nodes, period), [&](const Row& row) {
        const auto rule = row.columns[TextColumn::Rule];
        auto tactic = tactics.find(rule);
        if (tactic == tactics.end()) tactic = tactics.emplace(std::string(rule), tacticOf(rule)).first;
        const auto bucket = static_cast<std::size_t>((row.columns.time() - first) / width);
        if (bucket < out.counts.size()) ++out.counts[bucket][static_cast<std::size_t>(tactic->second)];
        ++out.total;
        return true;
    });
    if (!scanned) return passOn(scanned);
    const Period before{period.from - (period.to - period.from), period.from};
    out.comparable = log->count > 0 && log->firstTime <= before.from;
    auto earlier = reader.extent(findings(nodes, before));
    if (!earlier) return passOn(earlier);
    out.before = earlier->count;
    return out;
}

qint64 millis(Time t) { return toMicros(t) / 1000; }

}  // namespace

ThreatsCard::ThreatsCard(Context& context) : ThreatsCard(context, new StackedBars(context.theme)) {}

ThreatsCard::ThreatsCard(Context& context, StackedBars* chart)
    : ChartCard(context.theme, tr("Threats over time"), chart, QStringLiteral("overviewThreats")),
      m_context(context),
      m_chart(chart),
      m_query(context.session) {
    setObjectName(QStringLiteral("threatsCard"));
    chart->setObjectName(QStringLiteral("threatsChart"));
    chart->setWhat(tr("Threats over time, findings by ATLAS tactic"));
    const auto open = [this](Time from, Time to) {
        Filter filter;
        filter.from = from;
        filter.to = to;
        filter.is(IntColumn::Class, ocsf::kDetectionFinding);
        m_context.go.open({.page = PageId::Evidence, .filter = toQString(filter.text())});
    };
    connect(chart, &StackedBars::barActivated, this,
            [open](qint64 from, qint64 to, int) { open(fromMicros(from * 1000), fromMicros(to * 1000)); });
    connect(chart, &StackedBars::seriesActivated, this,
            [this, open] { open(m_counts.period.from, m_counts.period.to); });
    showState(StatePanel::Kind::Loading, {});
}

void ThreatsCard::refresh() {
    setLoading(true);
    m_query.run<ThreatCounts>(
        [period = m_context.session.period(), nodes = m_context.session.scope().nodes](Reader& reader) {
            return countThreats(reader, period, nodes);
        },
        [this](Result<ThreatCounts> counts) {
            setLoading(false);
            if (!counts) {
                if (counts.error().code == ErrorCode::Cancelled) return;
                showState(StatePanel::Kind::Error, tr("The findings could not be counted."), errorText(counts.error()));
                return;
            }
            m_counts = std::move(*counts);
            show(m_counts);
            Q_EMIT counted();
        });
}

void ThreatsCard::show(const ThreatCounts& counts) {
    if (counts.buckets.empty() || counts.total == 0) {
        setSubtitle({});
        auto* panel = showState(StatePanel::Kind::Nothing, tr("No finding in this range of time."));
        panel->setSealed(m_context.integrity.sealedBelow() > 0);
        return;
    }
    showBody();
    const auto width = counts.buckets.front().to - counts.buckets.front().from;
    setSubtitle(tr("findings by ATLAS tactic, bars of %1").arg(duration(width)));
    QList<TimeSpan> buckets;
    QList<ChartSeries> series;
    for (int t = 0; t < kTactics; ++t) series.push_back({tacticName(t), tacticToken(t)});
    for (std::size_t b = 0; b < counts.buckets.size(); ++b) {
        buckets.push_back({millis(counts.buckets[b].from), millis(counts.buckets[b].to)});
        for (int t = 0; t < kTactics; ++t)
            series[t].values.push_back(static_cast<double>(counts.counts[b][static_cast<std::size_t>(t)]));
    }
    m_chart->setData(buckets, series);
}

}  // namespace vedette::ui
