// SPDX-License-Identifier: GPL-3.0-or-later
// Charts say every value by keyboard and table, open their rows, keep peaks when they thin out, and follow the theme.
#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolButton>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/charts/bar_list.h"
#include "ui/charts/chart_card.h"
#include "ui/charts/decimate.h"
#include "ui/charts/histogram.h"
#include "ui/charts/stacked_bars.h"
#include "ui/charts/time_line.h"
#include "ui/charts/time_ticks.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/figure.h"

using namespace vedette::ui;

namespace {

constexpr qint64 kHour = 3'600'000;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kStart = 1'794'528'000'000;  // 13 Nov 2026, 00:00 UTC

QList<TimeSpan> days(int count) {
    QList<TimeSpan> spans;
    for (int i = 0; i < count; ++i) spans.append({kStart + i * kDay, kStart + (i + 1) * kDay});
    return spans;
}

void showSized(QWidget& widget, const QSize& size) {
    widget.resize(size);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

QWidget* plotOf(QWidget& chart) { return chart.findChild<QWidget*>(QStringLiteral("chartPlot")); }

}  // namespace

class ChartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void barsOpenByKeyAndClick();
    void legendTogglesAndOpens();
    void twinHasEveryValue();
    void namesSayWhatIsSeen();
    void lineOpensItsPoint();
    void histogramChoosesByDrag();
    void histogramChoosesByKey();
    void listOpens();
    void thinningKeepsPeaks();
    void mergingKeepsTheSum();
    void copiesImageAndTable();
    void cardTurnsIntoTable();
    void followsTheTheme();
    void emptyAndOddDataDoNoHarm();
    void axisWords_data();
    void axisWords();
    void scalesAreRound_data();
    void scalesAreRound();

private:
    std::unique_ptr<Theme> m_theme;
};

void ChartsTest::initTestCase() {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_theme = std::make_unique<Theme>(Theme::Mode::Light);
    m_theme->install(*qApp);
}

void ChartsTest::barsOpenByKeyAndClick() {
    StackedBars chart(*m_theme);
    chart.setLegendShown(false);
    chart.setData(days(4), {{QStringLiteral("Execution"), Token::C2, {5, 10, 0, 2}},
                            {QStringLiteral("Impact"), Token::C6, {1, 30, 0, 2}}});
    showSized(chart, {440, 220});
    QSignalSpy opened(&chart, &StackedBars::barActivated);
    QTest::keyClick(&chart, Qt::Key_Right);
    QTest::keyClick(&chart, Qt::Key_Right);
    QVERIFY(chart.accessibleDescription().contains(QStringLiteral("30")));
    QTest::keyClick(&chart, Qt::Key_Up);
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toLongLong(), kStart + kDay);
    QCOMPARE(opened[0][1].toLongLong(), kStart + 2 * kDay);
    QCOMPARE(opened[0][2].toInt(), 0);
    // The second bar is 40 high of a scale of 40: the click near its top is the upper part.
    QWidget* plot = plotOf(chart);
    QVERIFY(plot != nullptr);
    QTest::mouseClick(plot, Qt::LeftButton, {}, QPoint(40 + (plot->width() - 40) * 3 / 8, 40));
    QCOMPARE(opened.size(), 2);
    QCOMPARE(opened[1][0].toLongLong(), kStart + kDay);
    QCOMPARE(opened[1][2].toInt(), 1);
    // An empty bar has no rows to open.
    QTest::mouseClick(plot, Qt::LeftButton, {}, QPoint(40 + (plot->width() - 40) * 5 / 8, 100));
    QCOMPARE(opened.size(), 2);
}

void ChartsTest::legendTogglesAndOpens() {
    StackedBars chart(*m_theme);
    chart.setData(days(3), {{QStringLiteral("Execution"), Token::C2, {5, 10, 1}},
                            {QStringLiteral("Impact"), Token::C6, {1, 3, 2}}});
    showSized(chart, {440, 220});
    QSignalSpy series(&chart, &StackedBars::seriesActivated);
    const auto totals = chart.findChildren<Figure*>();
    QCOMPARE(totals.size(), 2);
    QCOMPARE(totals[1]->value(), QStringLiteral("6"));
    totals[1]->click();
    QCOMPARE(series.size(), 1);
    QCOMPARE(series[0][0].toInt(), 1);
    chart.setSeriesShown(0, false);
    QVERIFY(!chart.isSeriesShown(0));
    QVERIFY(chart.accessibleName().contains(QStringLiteral("highest 3")));
}

void ChartsTest::twinHasEveryValue() {
    StackedBars chart(*m_theme);
    QAbstractItemModelTester tester(chart.tableTwin(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    chart.setData(days(2),
                  {{QStringLiteral("Execution"), Token::C2, {5, 1234}}, {QStringLiteral("Impact"), Token::C6, {1, 3}}});
    QAbstractTableModel* twin = chart.tableTwin();
    QCOMPARE(twin->rowCount(), 2);
    QCOMPARE(twin->columnCount(), 4);
    QCOMPARE(twin->index(1, 1).data().toString(), QStringLiteral("1,234"));
    QCOMPARE(twin->index(1, 3).data().toString(), QStringLiteral("1,237"));
    QCOMPARE(twin->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Execution"));
}

void ChartsTest::namesSayWhatIsSeen() {
    StackedBars chart(*m_theme);
    chart.setWhat(QStringLiteral("Threats over time"));
    chart.setData(days(2), {{QStringLiteral("Execution"), Token::C2, {5, 12}}});
    QVERIFY(chart.accessibleName().startsWith(QStringLiteral("Threats over time")));
    QVERIFY(chart.accessibleName().contains(QStringLiteral("12")));
    QVERIFY(chart.focusPolicy() != Qt::NoFocus);
}

void ChartsTest::lineOpensItsPoint() {
    TimeLine chart(*m_theme);
    LineSeries line{QStringLiteral("observed"), Token::C5, {{kStart, 4}, {kStart + kHour, 9}, {kStart + 2 * kHour, 7}}};
    chart.setSeries({line});
    chart.setBand(QStringLiteral("baseline"), {{kStart, 1, 2, 3}, {kStart + 2 * kHour, 1, 2, 3}});
    chart.setAlarm(AlarmMark{kStart + kHour, QStringLiteral("alarm, budget spent")});
    showSized(chart, {440, 220});
    QSignalSpy opened(&chart, &TimeLine::pointActivated);
    QTest::keyClick(&chart, Qt::Key_Home);
    QTest::keyClick(&chart, Qt::Key_Right);
    QVERIFY(chart.accessibleDescription().contains(QStringLiteral("9")));
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toLongLong(), kStart + kHour);
    QVERIFY(chart.accessibleName().contains(QStringLiteral("budget spent")));
    QCOMPARE(chart.tableTwin()->rowCount(), 3);
    QCOMPARE(chart.tableTwin()->columnCount(), 3);
}

void ChartsTest::histogramChoosesByDrag() {
    Histogram chart(*m_theme);
    chart.setData(days(10), QList<double>(10, 5));
    showSized(chart, {506, 120});
    QWidget* plot = plotOf(chart);
    QSignalSpy chosen(&chart, &Histogram::rangeSelected);
    QTest::mousePress(plot, Qt::LeftButton, {}, QPoint(3 + 75, 40));  // second bar of 50 each
    QTest::mouseMove(plot, QPoint(3 + 225, 40));
    QCOMPARE(chosen.size(), 0);  // only on release
    QTest::mouseRelease(plot, Qt::LeftButton, {}, QPoint(3 + 225, 40));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toLongLong(), kStart + kDay);
    QCOMPARE(chosen[0][1].toLongLong(), kStart + 5 * kDay);
    chart.setRange(std::nullopt);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(!chart.range());
}

void ChartsTest::histogramChoosesByKey() {
    Histogram chart(*m_theme);
    chart.setData(days(10), QList<double>(10, 5));
    showSized(chart, {506, 120});
    QSignalSpy chosen(&chart, &Histogram::rangeSelected);
    QSignalSpy cleared(&chart, &Histogram::rangeCleared);
    QTest::keyClick(&chart, Qt::Key_Right);
    QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chosen.size(), 3);
    QCOMPARE(chart.range()->from, kStart + kDay);
    QCOMPARE(chart.range()->to, kStart + 3 * kDay);
    QTest::keyClick(&chart, Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(chart.range()->from, kStart + 2 * kDay);
    QTest::keyClick(&chart, Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
    QVERIFY(!chart.range());
}

void ChartsTest::listOpens() {
    BarList list(*m_theme);
    list.setItems({{QStringLiteral("a"), QStringLiteral("eu-fra-07"), 24310},
                   {QStringLiteral("b"), QStringLiteral("eu-dub-09"), 9871}},
                  QStringLiteral("Requests"));
    showSized(list, {300, 60});
    QSignalSpy opened(&list, &BarList::itemActivated);
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_Return);
    QTest::mouseClick(&list, Qt::LeftButton, {}, QPoint(20, 10));
    QCOMPARE(opened.size(), 2);
    QCOMPARE(opened[0][0].toString(), QStringLiteral("b"));
    QCOMPARE(opened[1][0].toString(), QStringLiteral("a"));
}

void ChartsTest::thinningKeepsPeaks() {
    QList<ChartPoint> points;
    for (int i = 0; i < 100'000; ++i)
        points.append({kStart + i * 1000, i == 54'321 ? 900.0 : i == 12'345 ? -50.0 : std::sin(i * 0.01)});
    const QList<ChartPoint> kept = decimated(points, points.first().time, points.last().time, 500);
    QVERIFY(kept.size() <= 2 * 501);
    const auto has = [&](double value) {
        return std::any_of(kept.begin(), kept.end(), [&](const ChartPoint& point) { return point.value == value; });
    };
    QVERIFY(has(900));
    QVERIFY(has(-50));
    QVERIFY(std::is_sorted(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.time < b.time; }));
}

void ChartsTest::mergingKeepsTheSum() {
    QList<double> counts;
    double sum = 0;
    for (int i = 0; i < 1000; ++i) {
        counts.append(i % 17);
        sum += i % 17;
    }
    const MergedBuckets bars = merged(days(1000), counts, {}, 300);
    QVERIFY(bars.spans.size() <= 300);
    QCOMPARE(std::accumulate(bars.counts.begin(), bars.counts.end(), 0.0), sum);
    QCOMPARE(bars.spans.last().to, kStart + 1000 * kDay);
}

void ChartsTest::copiesImageAndTable() {
    StackedBars chart(*m_theme);
    chart.setData(days(2), {{QStringLiteral("Execution"), Token::C2, {5, 12}}});
    showSized(chart, {300, 160});
    chart.copyTable();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Time\tExecution\tTotal\n")));
    chart.copyImage();
    const QImage image = QGuiApplication::clipboard()->image();
    QCOMPARE(image.size(), QSize(600, 320));
    bool coloured = false;
    for (int x = 0; x < image.width(); ++x)
        coloured = coloured || image.pixelColor(x, 260).rgb() == m_theme->color(Token::C2).rgb();
    QVERIFY(coloured);
}

void ChartsTest::cardTurnsIntoTable() {
    auto* chart = new StackedBars(*m_theme);
    ChartCard card(*m_theme, QStringLiteral("Threats over time"), chart, QString());
    chart->setData(days(2), {{QStringLiteral("Execution"), Token::C2, {5, 12}}});
    showSized(card, {500, 300});
    auto* toggle = card.findChild<QToolButton*>(QStringLiteral("chartTableToggle"));
    QVERIFY(toggle != nullptr);
    QTest::mouseClick(toggle, Qt::LeftButton);
    QVERIFY(card.isTableShown());
    QVERIFY(!chart->isVisible());
    auto* table = card.findChild<DataTable*>(QStringLiteral("chartTable"));
    QVERIFY(table != nullptr);
    QCOMPARE(table->model()->rowCount(), 2);
    QTest::mouseClick(toggle, Qt::LeftButton);
    QVERIFY(chart->isVisible());
    Q_EMIT chart->tableRequested();
    QVERIFY(card.isTableShown());
}

void ChartsTest::followsTheTheme() {
    StackedBars chart(*m_theme);
    chart.setLegendShown(false);
    chart.setData(days(2), {{QStringLiteral("Execution"), Token::C2, {10, 10}}});
    showSized(chart, {300, 160});
    const auto seen = [&](const QColor& color) {
        const QImage image = chart.grab().toImage();
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, 100).rgb() == color.rgb()) return true;
        }
        return false;
    };
    QVERIFY(seen(tokenColor(Token::C2, false)));
    m_theme->setMode(Theme::Mode::Dark);
    QVERIFY(seen(tokenColor(Token::C2, true)));
    QVERIFY(!seen(tokenColor(Token::C2, false)));
    m_theme->setMode(Theme::Mode::Light);
}

void ChartsTest::emptyAndOddDataDoNoHarm() {
    StackedBars bars(*m_theme);
    bars.setData({}, {});
    bars.setData(days(2), {{QStringLiteral("x"), Token::C1, {NAN}}});
    Histogram histogram(*m_theme);
    histogram.setData({}, {});
    TimeLine line(*m_theme);
    line.setSeries(
        {LineSeries{QStringLiteral("x"), Token::C1, {{kStart, NAN}, {kStart + kHour, 3}, {kStart + 2 * kHour, NAN}}}});
    TimeLine alone(*m_theme);
    alone.setSeries({LineSeries{QStringLiteral("x"), Token::C1, {{kStart, 5}}}});
    for (QWidget* chart : std::initializer_list<QWidget*>{&bars, &histogram, &line, &alone}) {
        showSized(*chart, {200, 100});
        QVERIFY(!chart->grab().isNull());
        QTest::keyClick(chart, Qt::Key_Right);
        QTest::keyClick(chart, Qt::Key_Return);
        QVERIFY(!chart->accessibleName().isEmpty());
    }
}

void ChartsTest::axisWords_data() {
    QTest::addColumn<qint64>("span");
    QTest::addColumn<QString>("some");
    QTest::newRow("hours") << 6 * kHour << QStringLiteral("03:00");
    QTest::newRow("week") << 7 * kDay << QStringLiteral("Sat 14");
    QTest::newRow("months") << 140 * kDay << QStringLiteral("Dec");
}

void ChartsTest::axisWords() {
    QFETCH(qint64, span);
    QFETCH(QString, some);
    const QList<TimeTick> ticks = timeTicks(kStart, kStart + span, 700, 0);
    QVERIFY(ticks.size() >= 2 && ticks.size() <= 10);
    QVERIFY(std::any_of(ticks.begin(), ticks.end(), [&](const TimeTick& tick) { return tick.text == some; }));
    for (const TimeTick& tick : ticks) QVERIFY(tick.time >= kStart && tick.time < kStart + span);
}

void ChartsTest::scalesAreRound_data() {
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("top");
    QTest::newRow("counts") << 307.0 << 400.0;
    QTest::newRow("one") << 1.0 << 1.0;
    QTest::newRow("small") << 0.037 << 0.04;
    QTest::newRow("large") << 9'871'000.0 << 10'000'000.0;
}

void ChartsTest::scalesAreRound() {
    QFETCH(double, high);
    QFETCH(double, top);
    const ValueScale scale = valueScale(0, high);
    QCOMPARE(scale.top, top);
    QVERIFY(scale.top / scale.step <= 5.001);
}

QTEST_MAIN(ChartsTest)
#include "charts_test.moc"
