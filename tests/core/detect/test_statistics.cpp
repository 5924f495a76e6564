// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <cmath>

#include "core/detect/observation.h"
#include "core/detect/state_map.h"
#include "core/detect/statistics.h"

using namespace vedette;

class TestStatistics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void logStepsComeBackWithinSixPercent() {
        for (double value = 1; value < 1e12; value *= 1.7) {
            const double back = logStepValue(logStep(value));
            QVERIFY2(std::abs(back / value - 1) < 0.062, qPrintable(QString::number(value)));
        }
        QCOMPARE(logStep(0), std::uint8_t{0});
        QCOMPARE(logStep(-5), std::uint8_t{0});
        QCOMPARE(logStep(std::nan("")), std::uint8_t{0});
    }

    void summaryIsNotMovedByAFewWildHours() {
        StepCounts counts{};
        for (int i = 0; i < 90; ++i) ++counts[logStep(40 + i % 20)];
        for (int i = 0; i < 10; ++i) ++counts[logStep(1e9)];
        const RobustSummary s = summarize(counts, 1.0);
        QCOMPARE(s.count, 100U);
        QVERIFY(s.median > 40 && s.median < 60);
        QVERIFY(s.spread < 0.5);
        QVERIFY(s.high > 9e8);
        QVERIFY(s.score(5000) > 6);
        QVERIFY(s.score(60) < 2);
    }

    void hourRingAddsLateEventsAndForgetsAfterTwoWeeks() {
        HourRing ring;
        QCOMPARE(ring.add(1000, 5).value_or(0), 5.0);
        QCOMPARE(ring.add(1010, 1).value_or(0), 1.0);
        QCOMPARE(ring.add(1000, 2).value_or(0), 7.0);  // ten hours late
        QVERIFY(!ring.add(1010 - HourRing::kOpen, 1).has_value());
        (void)ring.add(1100, 3);
        QVERIFY(std::abs(ring.at(1000) / 7 - 1) < 0.07);
        StepCounts counts = ring.active(1100, 1100);
        QCOMPARE(summarize(counts, 1.0).count, 2U);
        (void)ring.add(1000 + 14 * 24 + 1, 1);
        QCOMPARE(ring.at(1000), 0.0);
        (void)ring.add(1'000'000, 1);
        counts = ring.active(-1, -1);
        QCOMPARE(summarize(counts, 1.0).count, 1U);
    }

    void trailKeepsFirstAndLastAndAtMostAHundred_data() {
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 97, 98, 99, 100, 101, 1000, 123457}) QTest::addRow("%d entries", count) << count;
    }
    void trailKeepsFirstAndLastAndAtMostAHundred() {
        QFETCH(int, count);
        Trail trail;
        for (int i = 0; i < count; ++i) trail.add(static_cast<std::uint64_t>(7 + i), i);
        const auto entries = trail.entries();
        QCOMPARE(trail.count(), static_cast<std::uint64_t>(count));
        QVERIFY(entries.size() <= 100);
        QVERIFY(static_cast<int>(entries.size()) >= std::min(count, 49));
        QCOMPARE(entries.front(), std::uint64_t{7});
        QCOMPARE(entries.back(), static_cast<std::uint64_t>(6 + count));
        QVERIFY(std::ranges::is_sorted(entries));
        QVERIFY(std::ranges::adjacent_find(entries) == entries.end());
    }

    void distinctShareCountsRepeats() {
        DistinctSample fresh;
        DistinctSample loop;
        for (std::uint64_t i = 0; i < 300; ++i) {
            fresh.add(i * 0x9E3779B97F4A7C15ull + 1);
            loop.add(i % 10);
        }
        QCOMPARE(fresh.shown(), 256);
        QVERIFY(fresh.distinctShare() > 0.99);
        QVERIFY(loop.distinctShare() < 0.05);
    }

    void stateMapDropsTheOldestFirst() {
        StateMap<int> map(100);
        for (EntityId id = 1; id <= 100; ++id) map.touch(id, static_cast<std::int64_t>(id)) = static_cast<int>(id);
        (void)map.touch(1, 1000);
        (void)map.touch(101, 101);
        QVERIFY(map.find(1) != nullptr);
        QVERIFY(map.find(2) == nullptr);
        QVERIFY(map.find(101) != nullptr);
        QVERIFY(map.size() < 80);
        for (EntityId id = 40; id <= 100; ++id) {
            QVERIFY(map.find(id) != nullptr);
            QCOMPARE(*map.find(id), static_cast<int>(id));
        }
        map.dropBefore(1000);
        QCOMPARE(map.size(), std::size_t{1});
        QCOMPARE(*map.find(1), 1);
    }

    void operationsAreUnderstood_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<bool>("inference");
        QTest::addColumn<bool>("open");
        QTest::newRow("chat") << "POST /v1/chat/completions" << true << false;
        QTest::newRow("bare name") << "chat.completions" << true << false;
        QTest::newRow("triton") << "POST /v2/models/fraud-scorer/infer" << true << false;
        QTest::newRow("embeddings") << "POST /v1/embeddings" << true << false;
        QTest::newRow("models") << "GET /v1/models" << false << false;
        QTest::newRow("inferno") << "GET /inferno" << false << false;
        QTest::newRow("health") << "GET /health" << false << true;
        QTest::newRow("triton ready") << "GET /v2/health/ready" << false << true;
        QTest::newRow("root") << "GET /" << false << true;
        QTest::newRow("empty") << "" << false << false;
    }
    void operationsAreUnderstood() {
        QFETCH(QString, operation);
        QFETCH(bool, inference);
        QFETCH(bool, open);
        QCOMPARE(isInferenceOperation(operation.toStdString()), inference);
        QCOMPARE(isOpenByDesign(operation.toStdString()), open);
    }

    void numbersInSentences() {
        QCOMPARE(countText(1234567), std::string("1,234,567"));
        QCOMPARE(countText(999), std::string("999"));
        QCOMPARE(countText(0), std::string("0"));
        QCOMPARE(countText(-1234), std::string("-1,234"));
        QCOMPARE(ratioText(2.345), std::string("2.3"));
    }
};

QTEST_APPLESS_MAIN(TestStatistics)
#include "test_statistics.moc"
