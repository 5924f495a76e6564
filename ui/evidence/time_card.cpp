// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/time_card.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/charts/histogram.h"
#include "ui/theme/style.h"
#include "ui/widgets/chip.h"

namespace vedette::ui {
namespace {

constexpr std::size_t kMostBuckets = 170;
constexpr int kHeight = 136;

qint64 millis(Time t) { return toMicros(t) / 1000; }
Time timeOf(qint64 ms) { return fromMicros(ms * 1000); }

}  // namespace

TimeCard::TimeCard(const Theme& theme, Session& session, QWidget* parent)
    : Card(theme, tr("Entries"), parent),
      m_session(session),
      m_bars(new Histogram(theme, this)),
      m_chip(new Chip(theme, Chip::Kind::Filter, this)),
      m_adopt(new QPushButton(tr("Use as time range"), this)),
      m_query(session) {
    setObjectName(QStringLiteral("evidenceTime"));
    m_bars->setObjectName(QStringLiteral("evidenceHistogram"));
    m_bars->setWhat(tr("Entries over time"));
    body()->addWidget(m_bars);
    setFixedHeight(kHeight);
    m_chip->setObjectName(QStringLiteral("evidenceRange"));
    m_adopt->setObjectName(QStringLiteral("adoptRange"));
    m_adopt->setToolTip(tr("Make the chosen range the time range of all pages"));
    setVariant(m_adopt, Variant::Link);
    addHeadWidget(m_adopt);
    addHeadWidget(m_chip);
    showState(StatePanel::Kind::Loading, {});
    connect(m_bars, &Histogram::rangeSelected, this, [this](qint64 from, qint64 to) {
        setRange(Period{timeOf(from), timeOf(to)});
        Q_EMIT rangeChanged();
    });
    connect(m_bars, &Histogram::rangeCleared, this, &TimeCard::clearRange);
    connect(m_chip, &Chip::removed, this, &TimeCard::clearRange);
    connect(m_chip, &QAbstractButton::clicked, this, &TimeCard::clearRange);
    connect(m_adopt, &QPushButton::clicked, this, [this] {
        if (m_range) Q_EMIT rangeAdopted(*m_range);
    });
    setRange({});
}

void TimeCard::showCounts(const Filter& scope, const Filter& filter, Period period) {
    setLoading(true);
    m_query.run<TimeBuckets>([=](Reader& reader) { return countBuckets(reader, scope, filter, period, kMostBuckets); },
                             [this](Result<TimeBuckets> buckets) {
                                 setLoading(false);
                                 if (!buckets) {
                                     showState(StatePanel::Kind::Error, tr("The entries could not be counted."),
                                               errorText(buckets.error()));
                                     return;
                                 }
                                 take(std::move(*buckets));
                                 Q_EMIT counted();
                             });
}

void TimeCard::take(TimeBuckets buckets) {
    m_buckets = std::move(buckets);
    QList<TimeSpan> spans;
    QList<double> counts;
    QList<double> matching;
    for (std::size_t i = 0; i < m_buckets.starts.size(); ++i) {
        spans.push_back({millis(m_buckets.starts[i]), millis(m_buckets.starts[i] + m_buckets.width)});
        counts.push_back(static_cast<double>(m_buckets.counts[i]));
        if (!m_buckets.matches.empty()) matching.push_back(static_cast<double>(m_buckets.matches[i]));
    }
    describe();
    if (m_buckets.total == 0) {
        showState(StatePanel::Kind::Nothing, tr("No entry lies in this time range."));
        return;
    }
    m_bars->setData(spans, counts, matching);
    setRange(m_range);
    showBody();
}

void TimeCard::describe() {
    const bool all = m_buckets.matches.empty();
    setTitle(all ? tr("%1 entries").arg(number(m_buckets.total))
                 : tr("%1 of %2 entries match").arg(number(m_buckets.matching), number(m_buckets.total)));
    setSubtitle(m_buckets.total == 0 ? QString()
                                     : tr("Entries by %1. Drag to choose a range.").arg(duration(m_buckets.width)));
}

void TimeCard::setRange(const std::optional<Period>& range) {
    m_range = range;
    m_chip->setVisible(range.has_value());
    m_adopt->setVisible(range.has_value());
    if (!range) {
        m_bars->setRange(std::nullopt);
        return;
    }
    m_bars->setRange(TimeSpan{millis(range->from), millis(range->to)});
    Scope scope;
    scope.range = Range::Custom;
    scope.custom = *range;
    m_chip->setText({}, periodName(scope, m_session.now()));
    m_chip->setActive(true);
    m_chip->setToolTip(tr("Show the whole time range again"));
}

void TimeCard::clearRange() {
    if (!m_range) return;
    setRange({});
    Q_EMIT rangeChanged();
}

}  // namespace vedette::ui
