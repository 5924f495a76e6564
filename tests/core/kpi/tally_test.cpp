// SPDX-License-Identifier: GPL-3.0-or-later
// What a tally says is what sorting the values says.
#include "core/kpi/tally.h"

#include <QtTest/QTest>

#include <algorithm>
#include <cmath>
#include <random>

using vedette::kpis::Tally;

namespace {

// At most a 2,048th too low; exact below 4.096 s.
bool close(double said, double true_) {
    return true_ < 4096 ? said == true_ : said <= true_ && said >= true_ - true_ / 2048;
}

}  // namespace

class TallyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothing() {
        const Tally tally;
        QCOMPARE(tally.count(), std::uint64_t{0});
        QCOMPARE(tally.mean(), 0.0);
        QCOMPARE(tally.median(), 0.0);
        QCOMPARE(tally.p90(), 0.0);
    }

    void saysWhatSortingSays_data() {
        QTest::addColumn<int>("howMany");
        QTest::addColumn<double>("magnitude");  // powers of two
        for (const int n : {1, 2, 3, 9, 10, 11, 1000, 4321}) {
            for (const double m : {3.0, 11.9, 12.1, 18.0, 40.0})
                QTest::addRow("%d values below 2^%.1f ms", n, m) << n << m;
        }
    }
    void saysWhatSortingSays() {
        QFETCH(int, howMany);
        QFETCH(double, magnitude);
        std::mt19937_64 random(static_cast<unsigned>(howMany) * 131U + static_cast<unsigned>(magnitude * 10));
        std::uniform_real_distribution<double> power(0, magnitude);
        std::vector<double> values;
        Tally tally;
        Tally first;
        Tally second;
        double sum = 0;
        for (int i = 0; i < howMany; ++i) {
            const auto value = static_cast<std::int64_t>(std::exp2(power(random))) - 1;
            values.push_back(static_cast<double>(value));
            sum += static_cast<double>(value);
            tally.add(value);
            (random() % 2 == 0 ? first : second).add(value);
        }
        std::ranges::sort(values);
        const std::size_t n = values.size();
        const double median = n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
        const double p90 = values[(n * 9 + 9) / 10 - 1];
        first.add(second);
        for (const Tally& t : {tally, first}) {
            QCOMPARE(t.count(), std::uint64_t{n});
            QVERIFY(std::abs(t.mean() - sum / static_cast<double>(n)) <= 1e-9 * sum);
            QVERIFY2(close(t.median(), median), qPrintable(QString::number(t.median() - median)));
            QVERIFY2(close(t.p90(), p90), qPrintable(QString::number(t.p90() - p90)));
        }
    }

    void aClockAheadCountsAsNoDelay() {
        Tally tally;
        tally.add(-5000);
        tally.add(10);
        QCOMPARE(tally.mean(), 5.0);
        QCOMPARE(tally.p90(), 10.0);
    }
};

QTEST_APPLESS_MAIN(TallyTest)
#include "tally_test.moc"
