// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_line.h"

#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/chart_frame.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/decimate.h"

namespace vedette::ui {
namespace {

/// The first point at this time or later; points are in the order of time. A pointer that moves asks for it all along.
template <class Point>
typename QList<Point>::const_iterator firstFrom(const QList<Point>& points, qint64 time) {
    return std::lower_bound(points.begin(), points.end(), time,
                            [](const Point& point, qint64 wanted) { return point.time < wanted; });
}

template <class Point>
const Point* pointAt(const QList<Point>& points, qint64 time) {
    const auto at = firstFrom(points, time);
    return at == points.end() || at->time != time ? nullptr : &*at;
}

}  // namespace

struct TimeLine::Parts {
    ChartFrame* frame = nullptr;
    ChartLegend* legend = nullptr;
    QList<LineSeries> lines;
    QList<bool> shown;
    QString bandName;
    QList<BandPoint> band;
    std::optional<AlarmMark> alarm;
    QString targetName;
    std::optional<double> target;
    std::optional<double> floor = 0;
    bool compact = false;
    qint64 from = 0;
    qint64 to = 0;
    qint64 cursor = -1;  // time under pointer or keyboard

    void extent();
    ValueScale scale() const;
    void rebuild(const Theme& theme, int zone, const QString& zoneName);
    void addLine(const QList<ChartPoint>& points, const QPen& pen, QAbstractAxis* x, QAbstractAxis* y) const;
    void legendEntries();
    QString words(qint64 time, int zone) const;
    qint64 nearest(qint64 time) const;
    qint64 step(int by) const;
};

void TimeLine::Parts::extent() {
    from = std::numeric_limits<qint64>::max();
    to = std::numeric_limits<qint64>::min();
    const auto add = [&](qint64 time) {
        from = std::min(from, time);
        to = std::max(to, time);
    };
    for (const LineSeries& line : lines) {
        if (line.points.isEmpty()) continue;
        add(line.points.first().time);
        add(line.points.last().time);
    }
    if (!band.isEmpty()) {
        add(band.first().time);
        add(band.last().time);
    }
    if (alarm) add(alarm->time);
    if (from > to) from = to = 0;
}

ValueScale TimeLine::Parts::scale() const {
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    const auto add = [&](double value) {
        if (std::isnan(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (int i = 0; i < lines.size(); ++i) {
        if (!shown.value(i, true)) continue;
        for (const ChartPoint& point : lines[i].points) add(point.value);
    }
    for (const BandPoint& point : band) {
        add(point.low);
        add(point.high);
    }
    if (target) add(*target);
    if (low > high) return {};
    if (floor) low = std::min(low, *floor);
    return valueScale(low, high, 3);
}

void TimeLine::Parts::addLine(const QList<ChartPoint>& points, const QPen& pen, QAbstractAxis* x,
                              QAbstractAxis* y) const {
    QList<QPointF> run;
    const auto flush = [&] {
        if (run.isEmpty()) return;
        if (run.size() == 1) run.append(run.first());  // a lone point between gaps is a dot
        auto* series = new QLineSeries;
        series->replace(run);
        series->setPen(pen);
        frame->chart()->addSeries(series);
        series->attachAxis(x);
        series->attachAxis(y);
        run.clear();
    };
    for (const ChartPoint& point : decimated(points, from, to, std::max(50, int(frame->plot().width())))) {
        std::isnan(point.value) ? flush() : run.append({static_cast<double>(point.time), point.value});
    }
    flush();
}

void TimeLine::Parts::rebuild(const Theme& theme, int zone, const QString& zoneName) {
    QChart* chart = frame->chart();
    chart->removeAllSeries();
    for (QAbstractAxis* axis : chart->axes()) {
        chart->removeAxis(axis);
        delete axis;
    }
    extent();
    const ValueScale range = scale();
    frame->setScale(range);
    frame->setTimes(from, to, zone, zoneName);
    frame->setTicksAtStart(false);
    frame->setCompact(compact, target ? TimeLine::tr("dashes: target") : QString());
    frame->setRoom(compact ? QMarginsF(0, 4, 3, 20) : QMarginsF(40, 8, 4, 20));
    auto* x = new QValueAxis;
    auto* y = new QValueAxis;
    x->setRange(static_cast<double>(from), static_cast<double>(std::max(to, from + 1)));
    y->setRange(range.bottom, range.top);
    x->setVisible(false);
    y->setVisible(false);
    chart->addAxis(x, Qt::AlignBottom);
    chart->addAxis(y, Qt::AlignLeft);
    if (!band.isEmpty()) {
        auto* upper = new QLineSeries;
        auto* lower = new QLineSeries;
        QList<ChartPoint> middle;
        for (const BandPoint& point : band) {
            upper->append(static_cast<double>(point.time), point.high);
            lower->append(static_cast<double>(point.time), point.low);
            middle.append({point.time, point.middle});
        }
        auto* area = new QAreaSeries(upper, lower);
        upper->setParent(area);
        lower->setParent(area);
        area->setPen(Qt::NoPen);
        area->setBrush(theme.mixed(Token::Quiet, Token::Surface, 0.3));
        chart->addSeries(area);
        area->attachAxis(x);
        area->attachAxis(y);
        QPen dashes(theme.color(Token::Quiet), 1);
        dashes.setDashPattern({3, 3});
        addLine(middle, dashes, x, y);
    }
    if (target) {
        QPen dashes(theme.color(Token::Pass), 1.25);
        dashes.setDashPattern({4, 3});
        addLine({{from, *target}, {to, *target}}, dashes, x, y);
    }
    for (int i = 0; i < lines.size(); ++i) {
        if (shown.value(i, true)) addLine(lines[i].points, QPen(theme.color(lines[i].tone), 1.75), x, y);
    }
    chart->setPlotArea(frame->plot());
    frame->viewport()->update();
}

void TimeLine::Parts::legendEntries() {
    QList<ChartLegend::Entry> entries;
    for (int i = 0; i < lines.size(); ++i) {
        entries.append({lines[i].name, lines[i].tone, LegendMark::Line, {}, lines.size() > 1, shown.value(i, true)});
    }
    if (!band.isEmpty()) entries.append({bandName, Token::Quiet, LegendMark::Band, {}, false, true});
    if (target && !targetName.isEmpty()) entries.append({targetName, Token::Pass, LegendMark::Dashes, {}, false, true});
    legend->setEntries(entries);
    legend->setVisible(!compact && !entries.isEmpty());
}

qint64 TimeLine::Parts::nearest(qint64 time) const {
    qint64 best = -1;
    for (const LineSeries& line : lines) {
        const auto after = firstFrom(line.points, time);
        for (auto i = after == line.points.begin() ? after : after - 1; i != line.points.end() && i <= after; ++i) {
            if (best < 0 || std::abs(i->time - time) < std::abs(best - time)) best = i->time;
        }
    }
    return best;
}

/// The point before or after the cursor, of whichever line has one.
qint64 TimeLine::Parts::step(int by) const {
    if (cursor < 0) return by > 0 ? from : to;
    qint64 best = cursor;
    for (const LineSeries& line : lines) {
        const auto at = firstFrom(line.points, by > 0 ? cursor + 1 : cursor);
        if (by > 0 && at != line.points.end() && (best == cursor || at->time < best)) best = at->time;
        if (by > 0 || at == line.points.begin()) continue;
        const qint64 earlier = std::prev(at)->time;
        if (best == cursor || earlier > best) best = earlier;
    }
    return best;
}

QString TimeLine::Parts::words(qint64 time, int zone) const {
    QString text = timePointText(time, to - from, zone);
    for (int i = 0; i < lines.size(); ++i) {
        if (!shown.value(i, true)) continue;
        if (const ChartPoint* point = pointAt(lines[i].points, time))
            text += QStringLiteral("\n%1  %2").arg(lines[i].name, valueText(point->value));
    }
    if (const BandPoint* point = pointAt(band, time))
        text += QStringLiteral("\n%1  %2 – %3").arg(bandName, valueText(point->low), valueText(point->high));
    if (target)
        text += QStringLiteral("\n%1").arg(targetName.isEmpty() ? TimeLine::tr("target %1").arg(valueText(*target))
                                                                : targetName);
    return text;
}

TimeLine::TimeLine(const Theme& theme, QWidget* parent) : ChartPane(theme, parent), m_parts(std::make_unique<Parts>()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_parts->frame = new ChartFrame(theme, this);
    m_parts->legend = new ChartLegend(theme, this);
    column->addWidget(m_parts->frame, 1);
    column->addWidget(m_parts->legend);
    m_parts->frame->viewport()->installEventFilter(this);
    m_parts->frame->resized = [this] { m_parts->rebuild(this->theme(), zoneOffset(), zoneName()); };
    m_parts->frame->over = [this](QPainter& painter) { paintMarks(painter); };
    connect(m_parts->legend, &ChartLegend::toggled, this, [this](int line, bool shown) {
        if (line < m_parts->shown.size()) m_parts->shown[line] = shown;
        m_parts->rebuild(this->theme(), zoneOffset(), zoneName());
    });
}

TimeLine::~TimeLine() = default;

void TimeLine::paintMarks(QPainter& painter) const {
    const ChartFrame& frame = *m_parts->frame;
    const QRectF plot = frame.plot();
    if (m_parts->alarm) {
        const double x = std::round(frame.xOf(m_parts->alarm->time)) + 0.5;
        QPen pen(theme().color(Token::Critical), 1);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(theme().color(Token::Text));
        painter.setFont(theme().font(FontRole::Caption));
        const double wide = painter.fontMetrics().horizontalAdvance(m_parts->alarm->words) + 2;
        // Left of the line where there is room, so that the words do not cover what came after.
        const double left = x - wide - 6 >= plot.left() ? x - wide - 6 : std::min(x + 6, plot.right() - wide);
        const QRectF words(left, plot.top(), wide, 15);
        painter.fillRect(words, theme().color(Token::Surface));
        painter.drawText(words, Qt::AlignAbsolute | Qt::AlignVCenter | Qt::AlignLeft, m_parts->alarm->words);
    }
    const auto dot = [&](const ChartPoint& point, Token tone, double radius) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().color(tone));
        painter.drawEllipse(QPointF(frame.xOf(point.time), frame.yOf(point.value)), radius, radius);
    };
    for (int i = 0; i < m_parts->lines.size(); ++i) {
        const LineSeries& line = m_parts->lines[i];
        if (!m_parts->shown.value(i, true) || line.points.isEmpty()) continue;
        if (m_parts->compact && !std::isnan(line.points.last().value)) dot(line.points.last(), line.tone, 2.5);
        for (const ChartPoint& point : line.points) {
            if (point.time == m_parts->cursor && !std::isnan(point.value)) dot(point, line.tone, 3.5);
        }
    }
    if (m_parts->cursor >= 0) {
        const double x = std::round(frame.xOf(m_parts->cursor)) + 0.5;
        painter.setPen(QPen(theme().color(hasFocus() ? Token::Accent : Token::TextFaint), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

void TimeLine::refreshAll() {
    m_parts->legendEntries();
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    dataChanged();
}

void TimeLine::setSeries(const QList<LineSeries>& series) {
    if (series.size() != m_parts->lines.size()) m_parts->shown = QList<bool>(series.size(), true);
    m_parts->lines = series;
    m_parts->cursor = -1;
    refreshAll();
}

void TimeLine::setBand(const QString& name, const QList<BandPoint>& band) {
    m_parts->bandName = name;
    m_parts->band = band;
    refreshAll();
}

void TimeLine::setAlarm(const std::optional<AlarmMark>& alarm) {
    m_parts->alarm = alarm;
    refreshAll();
}

void TimeLine::setTarget(const QString& name, std::optional<double> target) {
    m_parts->targetName = name;
    m_parts->target = target;
    refreshAll();
}

void TimeLine::setCompact(bool compact) {
    m_parts->compact = compact;
    refreshAll();
}

void TimeLine::setFloor(std::optional<double> floor) {
    m_parts->floor = floor;
    refreshAll();
}

ChartTwin::Content TimeLine::twinContent() const {
    ChartTwin::Content content;
    content.head.append(tr("Time"));
    QMap<qint64, QStringList> rows;
    const auto columns = m_parts->lines.size() + (m_parts->band.isEmpty() ? 0 : 1);
    const auto put = [&](qint64 time, qsizetype column, const QString& text) {
        QStringList& row = rows[time];
        if (row.isEmpty()) row = QStringList(columns + 1, QString());
        row[0] = timePointText(time, m_parts->to - m_parts->from, zoneOffset());
        row[column + 1] = text;
    };
    for (qsizetype i = 0; i < m_parts->lines.size(); ++i) {
        content.head.append(m_parts->lines[i].name);
        for (const ChartPoint& point : m_parts->lines[i].points) put(point.time, i, valueText(point.value));
    }
    if (!m_parts->band.isEmpty()) content.head.append(m_parts->bandName);
    for (const BandPoint& point : m_parts->band) {
        put(point.time, m_parts->lines.size(),
            QStringLiteral("%1 – %2").arg(valueText(point.low), valueText(point.high)));
    }
    content.rows = rows.values();
    return content;
}

QString TimeLine::summary() const {
    int points = 0;
    double most = NAN;
    for (const LineSeries& line : m_parts->lines) {
        points += static_cast<int>(line.points.size());
        for (const ChartPoint& point : line.points) {
            if (!std::isnan(point.value) && (std::isnan(most) || point.value > most)) most = point.value;
        }
    }
    if (points == 0) return tr("Line without data");
    QString words = tr("Line of %n points, highest %1", nullptr, points).arg(valueText(most));
    if (m_parts->alarm) words += QStringLiteral(", ") + m_parts->alarm->words;
    if (m_parts->target && !m_parts->targetName.isEmpty()) words += QStringLiteral(", ") + m_parts->targetName;
    return words;
}

void TimeLine::themeChanged() {
    m_parts->rebuild(theme(), zoneOffset(), zoneName());
    ChartPane::themeChanged();
}

void TimeLine::activate(qint64 time) {
    int found = -1;
    for (int i = 0; i < m_parts->lines.size() && found < 0; ++i) {
        if (m_parts->shown.value(i, true) && pointAt(m_parts->lines[i].points, time) != nullptr) found = i;
    }
    if (found >= 0) Q_EMIT pointActivated(time, found);
}

bool TimeLine::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_parts->frame->viewport()) return ChartPane::eventFilter(watched, event);
    if (event->type() == QEvent::MouseMove) {
        auto* mouse = static_cast<QMouseEvent*>(event);
        const bool inside = m_parts->frame->plot().adjusted(-4, 0, 4, 0).contains(mouse->position());
        m_parts->cursor = inside ? m_parts->nearest(m_parts->frame->timeAt(mouse->position().x())) : -1;
        if (m_parts->cursor >= 0) {
            QToolTip::showText(mouse->globalPosition().toPoint(), m_parts->words(m_parts->cursor, zoneOffset()), this);
        }
        m_parts->frame->viewport()->update();
    } else if (event->type() == QEvent::Leave) {
        m_parts->cursor = -1;
        m_parts->frame->viewport()->update();
    } else if (event->type() == QEvent::MouseButtonRelease && m_parts->cursor >= 0) {
        activate(m_parts->cursor);
    }
    return ChartPane::eventFilter(watched, event);
}

void TimeLine::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left: m_parts->cursor = m_parts->step(-1); break;
        case Qt::Key_Right: m_parts->cursor = m_parts->step(1); break;
        case Qt::Key_Home: m_parts->cursor = m_parts->nearest(m_parts->from); break;
        case Qt::Key_End: m_parts->cursor = m_parts->nearest(m_parts->to); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_parts->cursor >= 0) activate(m_parts->cursor);
            return;
        default: ChartPane::keyPressEvent(event); return;
    }
    const QString words = m_parts->words(m_parts->cursor, zoneOffset());
    setAccessibleDescription(words);
    const QPointF place(m_parts->frame->xOf(m_parts->cursor), m_parts->frame->plot().top());
    QToolTip::showText(m_parts->frame->mapToGlobal(place.toPoint()), words, this);
    m_parts->frame->viewport()->update();
}

}  // namespace vedette::ui
