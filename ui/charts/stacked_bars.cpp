// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/stacked_bars.h"

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
#include "ui/charts/chart_legend.h"

namespace vedette::ui {
namespace {

double amount(const ChartSeries& series, qsizetype bucket) {
    const double value = series.values.value(bucket, 0);
    return std::isnan(value) ? 0 : value;
}

}  // namespace

struct StackedBars::Parts {
    ChartFrame* frame = nullptr;
    ChartLegend* legend = nullptr;
    QList<TimeSpan> buckets;
    QList<ChartSeries> series;
    QList<bool> shown;
    QList<bool> outlined;
    bool legendShown = true;
    int bar = -1;   // under the keyboard
    int part = -1;  // in it, -1: the whole bar
    int hovered = -1;

    double total(qsizetype bucket) const {
        double sum = 0;
        for (int i = 0; i < series.size(); ++i) sum += shown.value(i, true) ? amount(series[i], bucket) : 0;
        return sum;
    }
    double highest() const {
        double most = 0;
        for (qsizetype i = 0; i < buckets.size(); ++i) most = std::max(most, total(i));
        return most;
    }
    int barAt(double x) const {
        const QRectF plot = frame->plot();
        if (buckets.isEmpty() || x < plot.left() || x >= plot.right()) return -1;
        return static_cast<int>((x - plot.left()) / plot.width() * static_cast<double>(buckets.size()));
    }
    QRectF barRect(int index) const {
        const QRectF plot = frame->plot();
        const double pitch = plot.width() / static_cast<double>(std::max<qsizetype>(1, buckets.size()));
        return {plot.left() + pitch * index, plot.top(), pitch, plot.height()};
    }
    /// Value range of a part within its bar.
    std::pair<double, double> range(int index, int wanted) const {
        double below = 0;
        for (int i = 0; i < series.size(); ++i) {
            const double value = shown.value(i, true) ? amount(series[i], index) : 0;
            if (i == wanted) return {below, below + value};
            below += value;
        }
        return {0, below};
    }
    int partAt(int index, double y) const {
        for (int i = 0; i < series.size(); ++i) {
            const auto [low, high] = range(index, i);
            if (high > low && y <= frame->yOf(low) && y >= frame->yOf(high)) return i;
        }
        return -1;
    }
    QString words(int index, int zone) const {
        QString text = timeSpanText(buckets[index].from, buckets[index].to, zone);
        for (auto i = static_cast<int>(series.size()) - 1; i >= 0; --i) {
            const double value = amount(series[i], index);
            if (!shown.value(i, true) || value == 0) continue;
            text += QStringLiteral("\n%1%2  %3")
                        .arg(i == part ? QStringLiteral("› ") : QString(), series[i].name, valueText(value));
        }
        return text + QStringLiteral("\n") + StackedBars::tr("Total  %1").arg(valueText(total(index)));
    }
    void rebuild(const Theme& theme, int zone, const QString& zoneName);
    void legendEntries();
};

void StackedBars::Parts::rebuild(const Theme& theme, int zone, const QString& zoneName) {
    QChart* chart = frame->chart();
    chart->removeAllSeries();
    for (QAbstractAxis* axis : chart->axes()) {
        chart->removeAxis(axis);
        delete axis;
    }
    const ValueScale scale = valueScale(0, std::max(1.0, highest()));
    frame->setScale(scale);
    if (!buckets.isEmpty()) frame->setTimes(buckets.first().from, buckets.last().to, zone, zoneName);
    auto* bars = new QStackedBarSeries;
    const double pitch = frame->plot().width() / static_cast<double>(std::max<qsizetype>(1, buckets.size()));
    bars->setBarWidth(pitch > 5 ? 0.78 : 1.0);
    for (int i = 0; i < series.size(); ++i) {
        if (!shown.value(i, true)) continue;
        auto* set = new QBarSet(series[i].name);
        for (qsizetype b = 0; b < buckets.size(); ++b) *set << amount(series[i], b);
        const QColor color = theme.color(series[i].tone);
        // The surface between two parts keeps neighbours apart for every kind of colour vision.
        set->setPen(outlined.value(i) ? QPen(color, 1) : QPen(theme.color(Token::Surface), pitch > 5 ? 1 : 0));
        set->setBrush(outlined.value(i) ? QBrush(theme.mixed(series[i].tone, Token::Surface, 0.12)) : QBrush(color));
        bars->append(set);
    }
    chart->addSeries(bars);
    auto* x = new QBarCategoryAxis;
    for (qsizetype b = 0; b < buckets.size(); ++b) x->append(QString::number(b));
    auto* y = new QValueAxis;
    y->setRange(scale.bottom, scale.top);
    x->setVisible(false);
    y->setVisible(false);
    chart->addAxis(x, Qt::AlignBottom);
    chart->addAxis(y, Qt::AlignLeft);
    bars->attachAxis(x);
    bars->attachAxis(y);
    chart->setPlotArea(frame->plot());
    frame->viewport()->update();
}

void StackedBars::Parts::legendEntries() {
    QList<ChartLegend::Entry> entries;
    for (int i = 0; i < series.size(); ++i) {
        double sum = 0;
        for (qsizetype b = 0; b < buckets.size(); ++b) sum += amount(series[i], b);
        entries.append({series[i].name, series[i].tone, outlined.value(i) ? LegendMark::Frame : LegendMark::Box,
                        valueText(sum), true, shown.value(i, true)});
    }
    legend->setEntries(entries);
    legend->setVisible(legendShown && !entries.isEmpty());
}

StackedBars::StackedBars(const Theme& theme, QWidget* parent)
    : ChartPane(theme, parent), m_parts(std::make_unique<Parts>()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_parts->legend = new ChartLegend(theme, this);
    m_parts->frame = new ChartFrame(theme, this);
    column->addWidget(m_parts->legend);
    column->addWidget(m_parts->frame, 1);
    m_parts->frame->viewport()->installEventFilter(this);
    m_parts->frame->resized = [this] { m_parts->rebuild(this->theme(), zoneOffset(), zoneName()); };
    m_parts->frame->over = [this](QPainter& painter) {
        const int bar = hasFocus() ? m_parts->bar : m_parts->hovered;
        if (bar < 0 || bar >= m_parts->buckets.size()) return;
        const auto [low, high] = m_parts->range(bar, hasFocus() ? m_parts->part : -1);
        QRectF mark = m_parts->barRect(bar);
        mark.setTop(m_parts->frame->yOf(high) - 2);
        mark.setBottom(m_parts->frame->yOf(low) + 1);
        painter.setPen(QPen(this->theme().color(hasFocus() ? Token::Accent : Token::TextFaint), hasFocus() ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(mark, 2, 2);
    };
    connect(m_parts->legend, &ChartLegend::toggled, this, &StackedBars::setSeriesShown);
    connect(m_parts->legend, &ChartLegend::totalOpened, this, &StackedBars::seriesActivated);
}

StackedBars::~StackedBars() = default;

void StackedBars::setData(const QList<TimeSpan>& buckets, const QList<ChartSeries>& series) {
    const bool same = series.size() == m_parts->series.size();
    m_parts->buckets = buckets;
    m_parts->series = series;
    if (!same) {
        m_parts->shown = QList<bool>(series.size(), true);
        m_parts->outlined.resize(series.size(), false);
    }
    m_parts->bar = std::min(m_parts->bar, static_cast<int>(buckets.size()) - 1);
    m_parts->legendEntries();
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    dataChanged();
}

void StackedBars::setOutlined(int series, bool outlined) {
    if (series < 0) return;
    if (series >= m_parts->outlined.size()) m_parts->outlined.resize(series + 1, false);
    m_parts->outlined[series] = outlined;
    m_parts->legendEntries();
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
}

void StackedBars::setLegendShown(bool shown) {
    m_parts->legendShown = shown;
    m_parts->legend->setVisible(shown && !m_parts->series.isEmpty());
}

bool StackedBars::isSeriesShown(int series) const { return m_parts->shown.value(series, true); }

void StackedBars::setSeriesShown(int series, bool shown) {
    if (series < 0 || series >= m_parts->shown.size() || m_parts->shown[series] == shown) return;
    m_parts->shown[series] = shown;
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    dataChanged();
}

ChartTwin::Content StackedBars::twinContent() const {
    ChartTwin::Content content;
    content.head.append(tr("Time"));
    for (const ChartSeries& series : m_parts->series) content.head.append(series.name);
    content.head.append(tr("Total"));
    for (qsizetype b = 0; b < m_parts->buckets.size(); ++b) {
        QStringList row{timeSpanText(m_parts->buckets[b].from, m_parts->buckets[b].to, zoneOffset())};
        double sum = 0;
        for (const ChartSeries& series : m_parts->series) {
            row.append(valueText(series.values.value(b, 0)));
            sum += amount(series, b);
        }
        row.append(valueText(sum));
        content.rows.append(row);
    }
    return content;
}

QString StackedBars::summary() const {
    if (m_parts->buckets.isEmpty()) return tr("Stacked bars without data");
    qsizetype most = 0;
    for (qsizetype b = 0; b < m_parts->buckets.size(); ++b) {
        if (m_parts->total(b) > m_parts->total(most)) most = b;
    }
    return tr("Stacked bars, %n in time", nullptr, static_cast<int>(m_parts->buckets.size())) +
           tr(", highest %1 at %2")
               .arg(valueText(m_parts->total(most)),
                    timeSpanText(m_parts->buckets[most].from, m_parts->buckets[most].to, zoneOffset()));
}

void StackedBars::themeChanged() {
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    ChartPane::themeChanged();
}

bool StackedBars::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_parts->frame->viewport()) return ChartPane::eventFilter(watched, event);
    if (event->type() == QEvent::MouseMove) {
        auto* mouse = static_cast<QMouseEvent*>(event);
        m_parts->hovered = m_parts->barAt(mouse->position().x());
        if (m_parts->hovered >= 0) {
            QToolTip::showText(mouse->globalPosition().toPoint(), m_parts->words(m_parts->hovered, zoneOffset()), this);
        } else {
            QToolTip::hideText();
        }
        m_parts->frame->viewport()->update();
    } else if (event->type() == QEvent::Leave) {
        m_parts->hovered = -1;
        m_parts->frame->viewport()->update();
    } else if (event->type() == QEvent::MouseButtonRelease) {
        auto* mouse = static_cast<QMouseEvent*>(event);
        const int bar = m_parts->barAt(mouse->position().x());
        if (mouse->button() == Qt::LeftButton && bar >= 0 && m_parts->total(bar) > 0) {
            m_parts->bar = bar;
            const TimeSpan& span = m_parts->buckets[bar];
            Q_EMIT barActivated(span.from, span.to, m_parts->partAt(bar, mouse->position().y()));
        }
    }
    return ChartPane::eventFilter(watched, event);
}

void StackedBars::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_parts->buckets.size()) - 1;
    const int parts = static_cast<int>(m_parts->series.size());
    if (last < 0) {
        ChartPane::keyPressEvent(event);
        return;
    }
    int bar = std::max(0, m_parts->bar);
    switch (event->key()) {
        case Qt::Key_Left: bar = m_parts->bar < 0 ? last : bar - 1; break;
        case Qt::Key_Right: bar = m_parts->bar < 0 ? 0 : bar + 1; break;
        case Qt::Key_Home: bar = 0; break;
        case Qt::Key_End: bar = last; break;
        case Qt::Key_Up: m_parts->part = std::min(m_parts->part + 1, parts - 1); break;
        case Qt::Key_Down: m_parts->part = std::max(m_parts->part - 1, -1); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_parts->bar >= 0) {
                const TimeSpan& span = m_parts->buckets[m_parts->bar];
                Q_EMIT barActivated(span.from, span.to, m_parts->part);
            }
            return;
        default: ChartPane::keyPressEvent(event); return;
    }
    m_parts->bar = std::clamp(bar, 0, last);
    const QString words = m_parts->words(m_parts->bar, zoneOffset());
    setAccessibleDescription(words);
    const QRectF place = m_parts->barRect(m_parts->bar);
    QToolTip::showText(m_parts->frame->mapToGlobal(QPoint(int(place.center().x()), int(place.top()))), words, this);
    m_parts->frame->viewport()->update();
}

}  // namespace vedette::ui
