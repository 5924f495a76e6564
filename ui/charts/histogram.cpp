// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/histogram.h"

#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/charts/chart_frame.h"
#include "ui/charts/decimate.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

struct Histogram::Parts {
    ChartFrame* frame = nullptr;
    QList<TimeSpan> spans;
    QList<double> counts;
    QList<double> matching;
    MergedBuckets bars;
    std::optional<TimeSpan> range;
    std::optional<TimeSpan> noteAt;
    QString note;
    int dragFrom = -1;
    bool dragged = false;

    int barAt(double x) const {
        const QRectF plot = frame->plot();
        if (bars.spans.isEmpty() || plot.width() <= 0) return -1;
        const auto last = static_cast<int>(bars.spans.size()) - 1;
        return std::clamp(static_cast<int>((x - plot.left()) / plot.width() * (last + 1)), 0, last);
    }
    double edge(int bar) const {
        const QRectF plot = frame->plot();
        return plot.left() + plot.width() * bar / static_cast<double>(std::max<qsizetype>(1, bars.spans.size()));
    }
    bool inRange(const TimeSpan& span) const { return range && span.from < range->to && span.to > range->from; }
    /// First and last bar of the range; -1, -1 for none.
    std::pair<int, int> rangeBars() const {
        int first = -1;
        int last = -1;
        for (int i = 0; i < bars.spans.size(); ++i) {
            if (!inRange(bars.spans[i])) continue;
            if (first < 0) first = i;
            last = i;
        }
        return {first, last};
    }
    void choose(int a, int b) {
        const auto [first, last] = std::minmax(a, b);
        range = TimeSpan{bars.spans[first].from, bars.spans[last].to};
    }
    void rebuild(const Theme& theme, int zone, const QString& zoneName);
    QString words(int bar, int zone) const;
};

void Histogram::Parts::rebuild(const Theme& theme, int zone, const QString& zoneName) {
    QChart* chart = frame->chart();
    chart->removeAllSeries();
    for (QAbstractAxis* axis : chart->axes()) {
        chart->removeAxis(axis);
        delete axis;
    }
    bars = merged(spans, counts, matching, std::max(20, static_cast<int>(frame->plot().width() / 3)));
    if (bars.spans.isEmpty()) {
        frame->viewport()->update();
        return;
    }
    frame->setTimes(bars.spans.first().from, bars.spans.last().to, zone, zoneName);
    const double most = std::max(1.0, *std::max_element(bars.counts.begin(), bars.counts.end()));
    frame->setScale({most, 0, 0});
    auto* series = new QStackedBarSeries;
    const double pitch = frame->plot().width() / static_cast<double>(bars.spans.size());
    series->setBarWidth(pitch >= 4 ? 0.8 : 1.0);
    auto* match = new QBarSet(QString());
    auto* rest = new QBarSet(QString());
    for (qsizetype i = 0; i < bars.spans.size(); ++i) {
        // Without a filter's matches the chosen bars stand out; with them, the matches do.
        const double hit = matching.isEmpty() ? (inRange(bars.spans[i]) ? bars.counts[i] : 0) : bars.matching[i];
        *match << hit;
        *rest << std::max(0.0, bars.counts[i] - hit);
    }
    match->setColor(theme.color(Token::Accent));
    rest->setColor(theme.color(Token::Quiet));
    match->setPen(Qt::NoPen);
    rest->setPen(Qt::NoPen);
    series->append(match);
    series->append(rest);
    chart->addSeries(series);
    auto* x = new QBarCategoryAxis;
    for (qsizetype i = 0; i < bars.spans.size(); ++i) x->append(QString::number(i));
    auto* y = new QValueAxis;
    y->setRange(0, most);
    x->setVisible(false);
    y->setVisible(false);
    chart->addAxis(x, Qt::AlignBottom);
    chart->addAxis(y, Qt::AlignLeft);
    series->attachAxis(x);
    series->attachAxis(y);
    chart->setPlotArea(frame->plot());
    frame->viewport()->update();
}

QString Histogram::Parts::words(int bar, int zone) const {
    QString text = timeSpanText(bars.spans[bar].from, bars.spans[bar].to, zone) + QStringLiteral("\n") +
                   Histogram::tr("%1 entries").arg(valueText(bars.counts[bar]));
    if (!matching.isEmpty())
        text += QStringLiteral("\n") + Histogram::tr("%1 match").arg(valueText(bars.matching[bar]));
    return text;
}

Histogram::Histogram(const Theme& theme, QWidget* parent)
    : ChartPane(theme, parent), m_parts(std::make_unique<Parts>()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_parts->frame = new ChartFrame(theme, this);
    m_parts->frame->setRoom({3, 4, 3, 20});
    m_parts->frame->setScale({1, 0, 0});
    column->addWidget(m_parts->frame);
    m_parts->frame->viewport()->installEventFilter(this);
    m_parts->frame->viewport()->setCursor(Qt::CrossCursor);
    m_parts->frame->resized = [this] { m_parts->rebuild(this->theme(), zoneOffset(), zoneName()); };
    m_parts->frame->under = [this](QPainter& painter) {
        const auto [first, last] = m_parts->rangeBars();
        if (first < 0) return;
        QRectF band(m_parts->edge(first), 0, m_parts->edge(last + 1) - m_parts->edge(first),
                    m_parts->frame->plot().bottom());
        painter.fillRect(band, this->theme().color(Token::AccentSoft));
    };
    m_parts->frame->over = [this](QPainter& painter) { paintMarks(painter); };
}

Histogram::~Histogram() = default;

void Histogram::paintMarks(QPainter& painter) const {
    const ChartFrame& frame = *m_parts->frame;
    const QRectF plot = frame.plot();
    painter.fillRect(QRectF(plot.left(), std::round(plot.bottom()), plot.width(), 1),
                     theme().color(Token::BorderControl));
    if (m_parts->noteAt && !m_parts->note.isEmpty()) {
        painter.setFont(theme().font(FontRole::Caption));
        const double x = frame.xOf((m_parts->noteAt->from + m_parts->noteAt->to) / 2);
        const double wide = painter.fontMetrics().horizontalAdvance(m_parts->note);
        const bool before = x - wide - 14 > plot.left();
        const QRectF words(before ? x - wide - 10 : x + 10, plot.bottom() + 2, wide + 2, 16);
        painter.fillRect(words.adjusted(-4, 2, 4, 0), theme().color(Token::Surface));
        painter.setPen(theme().color(Token::TextMuted));
        painter.drawText(words, Qt::AlignAbsolute | Qt::AlignVCenter | Qt::AlignLeft, m_parts->note);
        paintGlyph(painter, Glyph::Insufficient, QRectF(x - 5, plot.bottom() + 5, 10, 10), theme());
    }
    const auto [first, last] = m_parts->rangeBars();
    if (first < 0) return;
    for (const double x : {m_parts->edge(first), m_parts->edge(last + 1)}) {
        painter.fillRect(QRectF(std::round(x) - 0.5, 0, 1.5, plot.bottom()), theme().color(Token::Accent));
        paint::box(painter, QRectF(std::round(x) - 2, plot.center().y() - 8, 5, 16), theme().color(Token::Surface),
                   theme().color(Token::Accent), 2);
    }
}

void Histogram::setData(const QList<TimeSpan>& buckets, const QList<double>& counts, const QList<double>& matching) {
    m_parts->spans = buckets;
    m_parts->counts = counts;
    m_parts->matching = matching;
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    dataChanged();
}

void Histogram::setNote(const std::optional<TimeSpan>& at, const QString& words) {
    m_parts->noteAt = at;
    m_parts->note = words;
    m_parts->frame->viewport()->update();
    dataChanged();
}

void Histogram::setRange(const std::optional<TimeSpan>& range) {
    m_parts->range = range;
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    dataChanged();
}

std::optional<TimeSpan> Histogram::range() const { return m_parts->range; }

ChartTwin::Content Histogram::twinContent() const {
    ChartTwin::Content content{{tr("Time"), tr("Entries")}, {}};
    if (!m_parts->matching.isEmpty()) content.head.append(tr("Matching"));
    for (qsizetype i = 0; i < m_parts->spans.size(); ++i) {
        QStringList row{timeSpanText(m_parts->spans[i].from, m_parts->spans[i].to, zoneOffset()),
                        valueText(m_parts->counts.value(i, 0))};
        if (!m_parts->matching.isEmpty()) row.append(valueText(m_parts->matching.value(i, 0)));
        content.rows.append(row);
    }
    return content;
}

QString Histogram::summary() const {
    if (m_parts->spans.isEmpty()) return tr("Histogram without data");
    double sum = 0;
    for (const double count : m_parts->counts) sum += count;
    QString words =
        tr("Histogram of %1 entries, %2")
            .arg(valueText(sum), timeSpanText(m_parts->spans.first().from, m_parts->spans.last().to, zoneOffset()));
    if (m_parts->range)
        words += tr(", chosen: %1").arg(timeSpanText(m_parts->range->from, m_parts->range->to, zoneOffset()));
    if (!m_parts->note.isEmpty()) words += QStringLiteral(", ") + m_parts->note;
    return words;
}

void Histogram::themeChanged() {
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    ChartPane::themeChanged();
}

bool Histogram::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_parts->frame->viewport() || m_parts->bars.spans.isEmpty())
        return ChartPane::eventFilter(watched, event);
    switch (event->type()) {
        case QEvent::MouseButtonPress: {
            auto* mouse = static_cast<QMouseEvent*>(event);
            if (mouse->button() != Qt::LeftButton) break;
            setFocus(Qt::MouseFocusReason);
            m_parts->dragFrom = m_parts->barAt(mouse->position().x());
            m_parts->dragged = false;
            break;
        }
        case QEvent::MouseMove: {
            auto* mouse = static_cast<QMouseEvent*>(event);
            const int bar = m_parts->barAt(mouse->position().x());
            if (m_parts->dragFrom >= 0 && (m_parts->dragged || bar != m_parts->dragFrom)) {
                m_parts->dragged = true;
                m_parts->choose(m_parts->dragFrom, bar);
                m_parts->rebuild(theme(), zoneOffset(), zoneName());
            }
            QToolTip::showText(mouse->globalPosition().toPoint(),
                               m_parts->dragged ? timeSpanText(m_parts->range->from, m_parts->range->to, zoneOffset())
                                                : m_parts->words(bar, zoneOffset()),
                               this);
            break;
        }
        case QEvent::MouseButtonRelease:
            if (m_parts->dragFrom >= 0) {
                // A click without a drag chooses the one bar.
                if (!m_parts->dragged) m_parts->choose(m_parts->dragFrom, m_parts->dragFrom);
                m_parts->dragFrom = -1;
                m_parts->dragged = false;
                announce();
            }
            break;
        default: break;
    }
    return ChartPane::eventFilter(watched, event);
}

void Histogram::announce() {
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    dataChanged();
    Q_EMIT rangeSelected(m_parts->range->from, m_parts->range->to);
}

void Histogram::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_parts->bars.spans.size()) - 1;
    const int by = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (event->key() == Qt::Key_Escape && m_parts->range) {
        setRange(std::nullopt);
        Q_EMIT rangeCleared();
        return;
    }
    if (by == 0 || last < 0) {
        ChartPane::keyPressEvent(event);
        return;
    }
    auto [first, end] = m_parts->rangeBars();
    if (first < 0) {
        first = end = by > 0 ? 0 : last;
    } else if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        end = std::clamp(end + by, first, last);
    } else if (event->modifiers().testFlag(Qt::ControlModifier)) {
        first = std::clamp(first + by, 0, end);
    } else if (first + by >= 0 && end + by <= last) {
        first += by;
        end += by;
    }
    m_parts->choose(first, end);
    announce();
}

}  // namespace vedette::ui
