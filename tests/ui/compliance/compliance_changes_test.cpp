// SPDX-License-Identifier: GPL-3.0-or-later
// What changed since the period before: which period that is, what counts as worse, and when nothing can be said.
#include <QDateTime>
#include <QTest>

#include "core/incident/control_action.h"
#include "tests/support/store_fixture.h"
#include "ui/compliance/control_row.h"
#include "ui/compliance/earlier.h"

using namespace vedette;
using namespace vedette::ui;
using namespace std::chrono_literals;

namespace {

Time day(int year, int month, int dayOfMonth, int hour = 0) {
    const QDateTime at(QDate(year, month, dayOfMonth), QTime(hour, 0), Qt::UTC);
    return fromMicros(at.toMSecsSinceEpoch() * 1000);
}

const Time kNow = day(2026, 11, 20, 8);

Event eventAt(Time time, std::int64_t classUid) {
    Event event;
    event.setClass(classUid, 1);
    event.setStatus(ocsf::kSuccess);
    event.setSeverity(ocsf::kInformational);
    event.setTime(time);
    if (classUid == ocsf::kFleetDeclaration)
        event.setJson(Field::vFleet, R"({"facts":{},"name":"test","nodes":[],"retention":[]})");
    return event;
}

std::vector<ControlRow> oneRow(ControlState state) {
    auto judgement = std::make_shared<Judgement>();
    ControlResult result;
    result.control.id = "a";
    result.state = state;
    judgement->packs.push_back({{}, {result}});
    return controlRows(judgement);
}

// A store with two days of log; what else is in it is up to the test.
struct Log {
    Log() : clock(kNow) { test::makeStore(folder.path(), clock); }
    void add(const Event& event) { test::addEvent(batch, event); }
    Result<Earlier> earlier(const Period& before) {
        auto writer = Writer::open(folder.path(), clock);
        if (!writer) return passOn(writer);
        if (auto written = (*writer)->write(batch); !written) return passOn(written);
        reader = std::move(*Reader::open(folder.path()));
        return judgeEarlier(*reader, VEDETTE_RESOURCES, before);
    }
    test::TempFolder folder;
    test::FixedClock clock;
    Batch batch;
    std::unique_ptr<Reader> reader;
};

}  // namespace

class ComplianceChangesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theQuarterBeforeAQuarter_data();
    void theQuarterBeforeAQuarter();
    void whatIsWorse_data();
    void whatIsWorse();
    void nothingToCompareWith_data();
    void nothingToCompareWith();
    void laterDecisionsDoNotReachBack();
};

void ComplianceChangesTest::theQuarterBeforeAQuarter_data() {
    QTest::addColumn<int>("range");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<qint64>("before");  // 0: none
    const auto row = [](const char* name, Range range, Time from, Time to, Time before) {
        QTest::newRow(name) << static_cast<int>(range) << qint64{toMicros(from)} << qint64{toMicros(to)}
                            << qint64{toMicros(before)};
    };
    row("last hours", Range::LastDay, kNow - 24h, kNow, kNow - 48h);
    row("quarter", Range::Custom, day(2026, 7, 1), day(2026, 10, 1), day(2026, 4, 1));
    row("quarter over the year's end", Range::Custom, day(2026, 1, 1), day(2026, 4, 1), day(2025, 10, 1));
    row("month", Range::Custom, day(2026, 3, 1), day(2026, 4, 1), day(2026, 2, 1));
    row("any days", Range::Custom, day(2026, 3, 2), day(2026, 3, 5), day(2026, 2, 27));
    row("everything", Range::Everything, day(2026, 1, 1), kNow, fromMicros(0));
}

void ComplianceChangesTest::theQuarterBeforeAQuarter() {
    QFETCH(int, range);
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(qint64, before);
    const auto found = periodBefore(static_cast<Range>(range), {fromMicros(from), fromMicros(to)});
    QCOMPARE(found.has_value(), before != 0);
    if (!found) return;
    QCOMPARE(qint64{toMicros(found->from)}, before);
    QCOMPARE(qint64{toMicros(found->to)}, from);
}

void ComplianceChangesTest::whatIsWorse_data() {
    QTest::addColumn<int>("was");
    QTest::addColumn<int>("is");
    QTest::addColumn<int>("change");
    const auto row = [](const char* name, ControlState was, ControlState is, ControlChange change) {
        QTest::newRow(name) << static_cast<int>(was) << static_cast<int>(is) << static_cast<int>(change);
    };
    row("pass to fail", ControlState::Pass, ControlState::Fail, ControlChange::Worse);
    row("pass to undecided", ControlState::Pass, ControlState::InsufficientEvidence, ControlChange::Worse);
    row("a waiver is no pass", ControlState::Pass, ControlState::Waived, ControlChange::Worse);
    row("fail to undecided", ControlState::Fail, ControlState::InsufficientEvidence, ControlChange::Better);
    row("undecided to pass", ControlState::InsufficientEvidence, ControlState::ManualPass, ControlChange::Better);
    row("by hand instead of by machine", ControlState::Pass, ControlState::ManualPass, ControlChange::Other);
    row("the same", ControlState::Fail, ControlState::Fail, ControlChange::None);
}

void ComplianceChangesTest::whatIsWorse() {
    QFETCH(int, was);
    QFETCH(int, is);
    QFETCH(int, change);
    auto rows = oneRow(static_cast<ControlState>(is));
    QCOMPARE(rows[0].change(), ControlChange::None);  // nothing is known of it
    const auto earlier = oneRow(static_cast<ControlState>(was))[0].judgement;
    setEarlier(rows, earlier.get());
    QCOMPARE(static_cast<int>(rows[0].change()), change);
    ControlFilter filter;
    filter.change = ControlChange::Worse;
    QCOMPARE(filter.matches(rows[0]), change == static_cast<int>(ControlChange::Worse));
    setEarlier(rows, nullptr);
    QCOMPARE(rows[0].change(), ControlChange::None);
}

void ComplianceChangesTest::nothingToCompareWith_data() {
    QTest::addColumn<int>("firstHoursAgo");
    QTest::addColumn<int>("declaredHoursAgo");
    QTest::addColumn<int>("lack");
    using Lack = Earlier::Lack;
    QTest::newRow("log begins in it") << 30 << 29 << static_cast<int>(Lack::LogBeginsLater);
    QTest::newRow("log begins after it") << 10 << 10 << static_cast<int>(Lack::LogBeginsLater);
    QTest::newRow("fleet declared after it") << 60 << 5 << static_cast<int>(Lack::FleetNotDeclared);
    QTest::newRow("enough") << 60 << 55 << static_cast<int>(Lack::None);
}

void ComplianceChangesTest::nothingToCompareWith() {
    QFETCH(int, firstHoursAgo);
    QFETCH(int, declaredHoursAgo);
    QFETCH(int, lack);
    Log log;
    log.add(eventAt(kNow - 1h * firstHoursAgo, ocsf::kApiActivity));
    log.add(eventAt(kNow - 1h * declaredHoursAgo, ocsf::kFleetDeclaration));
    const auto earlier = log.earlier({kNow - 48h, kNow - 24h});
    QVERIFY2(earlier.has_value(), earlier ? "" : earlier.error().text().c_str());
    QCOMPARE(static_cast<int>(earlier->lack), lack);
    QCOMPARE(earlier->judgement != nullptr, earlier->lack == Earlier::Lack::None);
}

void ComplianceChangesTest::laterDecisionsDoNotReachBack() {
    Log log;
    log.add(eventAt(kNow - 60h, ocsf::kApiActivity));
    log.add(eventAt(kNow - 59h, ocsf::kFleetDeclaration));
    Arena arena;
    const auto decide = [&](const char* control, Time when) {
        const auto event = controlAction({control, "manual_pass", "m.okafor", "read it", {}}, when, arena);
        QVERIFY(event.has_value());
        log.add(*event);
    };
    decide("gdpr-art35", kNow - 1h);
    decide("gdpr-art30", kNow - 30h);
    const auto earlier = log.earlier({kNow - 48h, kNow - 24h});
    QVERIFY2(earlier.has_value(), earlier ? "" : earlier.error().text().c_str());
    QVERIFY(earlier->judgement != nullptr);
    const auto stateOf = [&](const char* control) {
        for (const auto& row : controlRows(earlier->judgement))
            if (row.get().control.id == control) return row.get().state;
        return ControlState::NotApplicable;
    };
    QVERIFY(stateOf("gdpr-art35") != ControlState::ManualPass);
    QCOMPARE(stateOf("gdpr-art30"), ControlState::ManualPass);
}

QTEST_GUILESS_MAIN(ComplianceChangesTest)
#include "compliance_changes_test.moc"
