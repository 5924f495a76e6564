// SPDX-License-Identifier: GPL-3.0-or-later
// Retention run by the collector service: once a day by the clock, held up by holds, never holding up the collector.
#include "app/pipeline/due_retention.h"

#include <QTest>

#include <atomic>
#include <thread>

#include "app/pipeline/collect.h"
#include "core/store/forget_retention.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr int kPatience = 120'000;
constexpr Duration kSecond = std::chrono::seconds(1);
constexpr Duration kDay = std::chrono::hours(24);

// Moved by the test while the service looks at it.
class MovedClock final : public Clock {
public:
    explicit MovedClock(Time start) : m_now(toMicros(start)) {}
    [[nodiscard]] Time now() const override { return fromMicros(m_now.load()); }
    void advance(Duration d) { m_now += d.count(); }

private:
    std::atomic<std::int64_t> m_now;
};

FleetConfig fleetKeeping(const char* maximum) {
    FleetConfig fleet;
    fleet.name = "clinic";
    for (const char* id : {"node-0", "node-1"}) {
        NodeConfig node;
        node.id = id;
        node.dataClasses = {"personal"};
        fleet.nodes.push_back(node);
    }
    RetentionRow row;
    row.dataClass = "personal";
    row.maximum = maximum;
    row.basis = "our policy";
    if (*maximum != '\0') fleet.retention.push_back(row);
    return fleet;
}

// Messages of the log about retention.
QStringList saidInLog(const std::filesystem::path& store) {
    auto reader = *Reader::open(store);
    Filter filter;
    filter.is(TextColumn::Source, "vedette/retention");
    auto page = reader->newest(filter, 10);
    QStringList out;
    for (const Row& row : page->rows) out << QString::fromStdString(*reader->record(row.entry));
    return out;
}

}  // namespace

class DueRetentionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onceADayByTheClock() {
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        MovedClock clock(kFixtureStart + 20 * kDay);
        const FleetConfig fleet = fleetKeeping("30 days");
        DueRetention retention(f / "s", fleet, clock);
        QVERIFY(!retention.tick());
        QTRY_COMPARE_WITH_TIMEOUT(retention.state().runs, 1u, kPatience);
        QVERIFY(!retention.tick());  // nothing was due, so nothing is said
        QCOMPARE(retention.state().forgotten, 0u);

        clock.advance(kDay - kSecond);
        const auto begun = retention.state().last;
        QVERIFY(!retention.tick());
        QVERIFY(retention.state().last == begun);

        clock.advance(20 * kDay);
        QVERIFY(!retention.tick());
        QTRY_COMPARE_WITH_TIMEOUT(retention.state().runs, 2u, kPatience);
        QCOMPARE(retention.state().forgotten, 2'048u);  // the rest waits until its block is full
        const auto said = retention.tick();
        QVERIFY(said);
        QCOMPARE(said->text, std::string("Retention: 2048 records forgotten under certificate 1"));
        QVERIFY(said->problem.empty());
        QVERIFY(!retention.tick());  // once
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
        QCOMPARE(verified(f / "s").forgotten, 2'048u);
    }

    void withoutALimitNothingGoes() {
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        MovedClock clock(kFixtureStart + 4'000 * kDay);
        const FleetConfig fleet = fleetKeeping("");
        DueRetention retention(f / "s", fleet, clock);
        QVERIFY(!retention.tick());
        QTRY_COMPARE_WITH_TIMEOUT(retention.state().runs, 1u, kPatience);
        QCOMPARE(verified(f / "s").forgotten, 0u);
        QCOMPARE(verified(f / "s").entries, 2'500u);
    }

    void failureIsSaid() {
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        std::filesystem::rename(f / "s" / "keys" / "signing.pem", f / "hidden.pem");
        MovedClock clock(kFixtureStart + 400 * kDay);
        const FleetConfig fleet = fleetKeeping("30 days");
        DueRetention retention(f / "s", fleet, clock);
        QVERIFY(!retention.tick());
        QTRY_COMPARE_WITH_TIMEOUT(retention.state().runs, 1u, kPatience);
        const auto said = retention.tick();
        QVERIFY(said);
        QVERIFY(!said->problem.empty());
        QVERIFY(said->text.starts_with("Retention failed, and is tried again tomorrow: "));
        QVERIFY(!retention.state().problem.empty());
        // It is: and then it goes well.
        std::filesystem::rename(f / "hidden.pem", f / "s" / "keys" / "signing.pem");
        clock.advance(kDay);
        QVERIFY(!retention.tick());
        QTRY_COMPARE_WITH_TIMEOUT(retention.state().runs, 2u, kPatience);
        QVERIFY(retention.state().problem.empty());
        QCOMPARE(verified(f / "s").forgotten, 2'048u);
    }

    // Whoever collects gets the lock between two pieces, without waiting.
    void theLockIsFreeBetweenPieces() {
        const TempFolder f;
        makePeopleStore(f / "s", 5'000, 5, kFixtureStart, kSecond);
        FixedClock clock(kFixtureStart + 400 * kDay);
        auto writer = *Writer::open(f / "s", clock, {.lockWait = Duration(0)});
        EventSource source;
        int written = 0;
        RetentionOrder order;
        order.before = kFixtureStart + kDay;
        order.actor = "test";
        order.reason = "over";
        order.expired = [](std::string_view, const Columns&) { return true; };
        order.blocksAtOnce = 1;
        order.shrink = false;
        order.between = [&] {
            written += writer->write(source.batch(5)).has_value() ? 1 : 0;
            return written < 3;
        };
        const auto done = forgetExpired(f / "s", order, clock);
        QVERIFY(done);
        QCOMPARE(written, 3);
        QCOMPARE(done->issued.size(), 3u);  // the third time the run was ended; the rest waits
        QCOMPARE(done->forgotten, 3'072u);
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
    }

    // The whole service with a clock that is moved: what is held stays, and the log says so.
    void whileCollecting() {
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        addHold(f / "s", "case-7", "node=node-1");
        MovedClock clock(kFixtureStart + 20 * kDay);
        CollectOptions options;
        options.fleet = fleetKeeping("30 days");
        std::atomic<std::uint64_t> runs = 0;
        std::atomic<std::uint64_t> forgotten = 0;
        options.progress = [&](const CollectProgress& progress) {
            runs = progress.retention.runs;
            forgotten = progress.retention.forgotten;
        };
        std::optional<Error> trouble;
        {
            std::jthread service([&](const std::stop_token& stop) {
                if (auto done = collect(f / "s", options, clock, stop); !done) trouble = done.error();
            });
            QTRY_COMPARE_WITH_TIMEOUT(runs.load(), 1u, kPatience);
            QCOMPARE(forgotten.load(), 0u);
            clock.advance(20 * kDay);
            QTRY_COMPARE_WITH_TIMEOUT(runs.load(), 2u, kPatience);
            QCOMPARE(forgotten.load(), 1'024u);
            QTRY_COMPARE_WITH_TIMEOUT(saidInLog(f / "s").size(), 1, kPatience);
        }
        QVERIFY2(!trouble, trouble ? trouble->text().c_str() : "");
        const QString said = saidInLog(f / "s").value(0);
        QVERIFY2(said.contains(QLatin1String("Retention: 1024 records forgotten under certificate 1; 1024 kept by")),
                 qPrintable(said));
        QVERIFY2(said.contains(QLatin1String("case-7")), qPrintable(said));
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
        QCOMPARE(verified(f / "s").forgotten, 1'024u);
    }
};

QTEST_GUILESS_MAIN(DueRetentionTest)
#include "due_retention_test.moc"
