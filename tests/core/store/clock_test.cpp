// SPDX-License-Identifier: GPL-3.0-or-later
// A clock that is set while a log is written: verify names where, and calls nothing damaged for it.
#include <QTest>

#include <algorithm>

#include "core/event/event.h"
#include "core/store/verify.h"
#include "core/store/verify_file.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

namespace fs = std::filesystem;

// One event logged at each of these times; all in one commit, at the last of them.
void log(const fs::path& store, const std::vector<Time>& times, const char* source = "access") {
    const FixedClock clock(times.back());
    auto writer = Writer::open(store, clock);
    if (!writer) qFatal("%s", writer.error().text().c_str());
    Batch batch;
    for (const Time time : times) {
        Event event;
        event.setClass(ocsf::kCollectorStatus, 4);
        event.setTime(kFixtureStart);
        event.setLoggedTime(time);
        event.setSeverity(ocsf::kInformational);
        event.setStatus(ocsf::kSuccess);
        event.setText(Field::vSource, source);
        event.setText(Field::message, "The clock was set back by 3.0 h");
        addEvent(batch, event);
    }
    if (auto done = (*writer)->write(batch); !done) qFatal("%s", done.error().text().c_str());
}

VerifyReport look(const fs::path& store, std::optional<Time> now = kFixtureStart + hours(10'000),
                  const std::shared_ptr<VerifyMemory>& memory = {}) {
    VerifyOptions options;
    options.now = now;
    options.memory = memory;
    auto report = verifyStore(store, options);
    if (!report) qFatal("%s", report.error().text().c_str());
    if (!report->intact) qFatal("%s", report->damage[0].what.c_str());
    return std::move(*report);
}

// "place: what" of each remark, one a line.
QString told(const VerifyReport& report) {
    QString out;
    for (const ClockRemark& remark : report.clock)
        out += QString::fromStdString(remark.place + ": " + remark.what) + QLatin1Char('\n');
    return out;
}

}  // namespace

class ClockTest : public QObject {
    Q_OBJECT

    TempFolder m_folder;
    fs::path fresh(const char* name) {
        makeStore(m_folder / name, FixedClock(kFixtureStart));
        return m_folder / name;
    }

private Q_SLOTS:
    void setBack() {
        const fs::path store = fresh("back");
        log(store, {kFixtureStart + hours(5), kFixtureStart + hours(6)});
        log(store, {kFixtureStart + hours(3), kFixtureStart + hours(3)});
        log(store, {kFixtureStart + hours(4)});
        const VerifyReport report = look(store);
        // Once where it was set, in entries and checkpoints, and not for each that follows.
        QCOMPARE(report.clockCount, std::uint64_t{2});
        const QString said = told(report);
        QVERIFY2(said.contains(QStringLiteral("entry 2: it was logged at 2026-11-20T11:00:00.000000Z, and entry 1 "
                                              "before it at 2026-11-20T14:00:00.000000Z: the clock went back by 3")),
                 qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("checkpoint 4: it was signed at 2026-11-20T11:00:00.000000Z, and "
                                              "checkpoint 2 before it at 2026-11-20T14:00")),
                 qPrintable(said));
    }

    // Two programs with the same clock, one of which waited for the lock; entries that waited in different queues.
    void aLittleBackIsNothing() {
        const fs::path store = fresh("little");
        for (int i = 1; i < 20; ++i) {
            log(store, {kFixtureStart + minutes(10 * i), kFixtureStart + minutes(10 * i - 30),
                        kFixtureStart + minutes(10 * i - (i % 2 == 0 ? 0 : 4))});
        }
        QCOMPARE(told(look(store)), QString());
    }

    // Less than entries may differ by, and more than checkpoints may.
    void aQuarterOfAnHourBack() {
        const fs::path store = fresh("quarter");
        log(store, {kFixtureStart + minutes(60)});
        log(store, {kFixtureStart + minutes(45)});
        const QString said = told(look(store));
        QVERIFY2(said.startsWith(QStringLiteral("checkpoint 2: ")) && said.count(QLatin1Char('\n')) == 1,
                 qPrintable(said));
    }

    // Each step is too small to be named, all together are not.
    void slowlyBack() {
        const fs::path store = fresh("slowly");
        std::vector<Time> times;
        for (int i = 0; i < 8; ++i) times.push_back(kFixtureStart + hours(9) - minutes(10 * i));
        log(store, times);
        const QString said = told(look(store));
        QVERIFY2(said.startsWith(QStringLiteral("entry 7: ")) && said.count(QLatin1Char('\n')) == 1, qPrintable(said));
    }

    // A clock that was wrong by a year, and put right: the place at which it was put right is named.
    void farAheadAndBack() {
        const fs::path store = fresh("ahead");
        log(store, {kFixtureStart + hours(1)});
        log(store, {kFixtureStart + hours(24 * 365)});
        QCOMPARE(told(look(store)), QString());  // nothing tells it from a year's pause
        const QString early = told(look(store, kFixtureStart + hours(2)));
        QVERIFY2(
            early.startsWith(QStringLiteral("checkpoint 2: it was signed at 2027-11-20T08:00:00.000000Z, which is")),
            qPrintable(early));
        QVERIFY2(early.contains(QStringLiteral("ahead of this machine's clock")), qPrintable(early));
        log(store, {kFixtureStart + hours(2)});
        const QString said = told(look(store));
        QVERIFY2(said.contains(QStringLiteral("entry 2: ")) && said.contains(QStringLiteral("checkpoint 3: ")),
                 qPrintable(said));
    }

    // What the collecting program saw itself.
    void theServicesOwnEvent() {
        const fs::path store = fresh("service");
        log(store, {kFixtureStart + hours(1)}, "vedette/clock");
        QCOMPARE(told(look(store)), QStringLiteral("entry 0: The clock was set back by 3.0 h\n"));
    }

    // Two clocks that take turns: as many places as can be read, and how many there are.
    void veryOften() {
        const fs::path store = fresh("often");
        constexpr int kTurns = 2'500;
        std::vector<Time> times;
        for (int i = 0; i < kTurns; ++i) times.push_back(kFixtureStart + hours(i % 2 == 0 ? 5 : 1) + seconds(i));
        log(store, times);
        const VerifyReport report = look(store);
        QCOMPARE(report.clock.size(), std::size_t{100});
        QCOMPARE(report.clockCount, std::uint64_t{kTurns / 2});
    }

    // Entries that an earlier check read are not read again; what it saw of their clock is not lost.
    void checkedAgain() {
        const fs::path store = m_folder / "again";
        makeFilledStore(store, 66'000);
        const Time end = kFixtureStart + hours(48);
        log(store, {end});
        const auto first = makeVerifyMemory();
        const VerifyReport whole = look(store, end + hours(1), first);
        // Through a file, as the command line remembers.
        const Key256 secret{1, 2, 3};
        QVERIFY(saveCheck(m_folder / "check", secret, *first, whole, end));
        const auto memory = makeVerifyMemory();
        QVERIFY(loadCheck(m_folder / "check", secret, *memory));
        log(store, {end - hours(2)});
        for (int i = 0; i < 2; ++i) {
            const VerifyReport again = look(store, end + hours(1), memory);
            QVERIFY(again.readFrom > 0);
            QCOMPARE(told(again), told(look(store, end + hours(1))));
            QVERIFY2(told(again).contains(QStringLiteral("entry 66001: ")), qPrintable(told(again)));
        }
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"
