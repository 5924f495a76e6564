// SPDX-License-Identifier: GPL-3.0-or-later
// Deciding on alerts: what each decision does, that each can be taken back, and that the log keeps both.
#include <QtTest>

#include <functional>

#include "core/base/crypto.h"
#include "core/store/verify.h"
#include "tests/core/incident/desk.h"

using namespace vedette;
using namespace vedette::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const std::string kAlert = "aaaa1111aaaa1111aaaa1111aaaa1111";
const std::string kOther = "bbbb2222bbbb2222bbbb2222bbbb2222";

// What a person sees of an alert, as one text.
std::string seen(const Alert& alert) {
    const auto time = [](const std::optional<Time>& t) { return t ? formatTime(*t) : std::string("-"); };
    return fmt::format("status {} owner {} incident {} verdict {} acknowledged {} closed {} due {}",
                       static_cast<int>(alert.status), alert.owner, alert.incident, alert.verdict,
                       time(alert.acknowledged), time(alert.closed), time(alert.due));
}

AlertDecision decision(const std::string& action) {
    AlertDecision d;
    d.alert = kAlert;
    d.action = action;
    return d;
}

// What happened to the alert before.
const std::vector<std::string> kBefore = {"", "close"};

}  // namespace

class TestTriage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyActionCanBeTakenBack_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("action");
        for (const std::string& before : kBefore)
            for (const char* action : {"acknowledge", "assign", "close", "note", "reopen", "escalate", "withdraw"})
                QTest::addRow("%s after %s", action, before.empty() ? "nothing" : before.c_str())
                    << QString::fromStdString(before) << QString::fromUtf8(action);
    }
    void everyActionCanBeTakenBack() {
        QFETCH(QString, before);
        QFETCH(QString, action);
        Desk desk;
        desk.raise(findingOf(kAlert, ocsf::kHigh, kFixtureStart));
        if (!before.isEmpty()) desk.act(kAlert, before.toStdString(), before == QLatin1String("close") ? "benign" : "");
        const std::string old = seen(desk.alert(kAlert));
        const std::size_t steps = desk.alert(kAlert).actions.size();
        AlertDecision d = decision(action.toStdString());
        d.owner = "eve";
        d.incident = "inc-1";
        d.note = "because";
        if (d.action == "close") d.verdict = "true_positive";
        const std::uint64_t entry = desk.decide(d);
        desk.undo(kAlert);
        const Alert after = desk.alert(kAlert);
        QCOMPARE(QString::fromStdString(seen(after)), QString::fromStdString(old));
        // Nothing is lost: the action and what took it back are both there.
        QCOMPARE(after.actions.size(), steps + 2);
        QVERIFY(after.actions[steps].undone);
        QCOMPARE(after.actions[steps].entry, entry);
        QCOMPARE(after.actions[steps + 1].action, std::string("undo"));
        QVERIFY(after.actions[steps + 1].undoes == entry);
        for (const std::string& problem : desk.problems) QFAIL(problem.c_str());
    }

    void undoGoesBackStepByStep() {
        Desk desk;
        desk.raise(findingOf(kAlert, ocsf::kHigh, kFixtureStart));
        std::vector<std::string> states = {seen(desk.alert(kAlert))};
        for (const char* action : {"acknowledge", "note", "close", "reopen"}) {
            desk.act(kAlert, action, std::string(action) == "close" ? "false_positive" : "", "a load test");
            states.push_back(seen(desk.alert(kAlert)));
        }
        for (states.pop_back(); !states.empty(); states.pop_back()) {
            desk.undo(kAlert);
            QCOMPARE(QString::fromStdString(seen(desk.alert(kAlert))), QString::fromStdString(states.back()));
        }
        Arena arena;
        const auto more = undoAlert(*desk.read(), kAlert, "dana", desk.clock.now(), arena);
        QVERIFY(!more && more.error().code == ErrorCode::NotFound);
        QCOMPARE(desk.alert(kAlert).actions.size(), std::size_t{8});
    }

    void anUndoCanBeTakenBackToo() {
        Desk desk;
        desk.raise(findingOf(kAlert, ocsf::kHigh, kFixtureStart));
        desk.act(kAlert, "close", "true_positive");
        const std::string closed = seen(desk.alert(kAlert));
        desk.undo(kAlert);
        AlertDecision redo = decision("undo");
        redo.undoes = desk.alert(kAlert).actions.back().entry;
        desk.decide(redo);
        QCOMPARE(QString::fromStdString(seen(desk.alert(kAlert))), QString::fromStdString(closed));
    }

    void anUndoTakesBackWhatItNamesAndNothingElse() {
        Desk desk;
        desk.raise(findingOf(kAlert, ocsf::kHigh, kFixtureStart));
        desk.raise(findingOf(kOther, ocsf::kHigh, kFixtureStart));
        const std::uint64_t mine = desk.act(kAlert, "acknowledge");
        AlertDecision assign = decision("assign");
        assign.owner = "eve";
        assign.actor = "eve";
        desk.decide(assign);
        // Dana takes her own action back although Eve acted since.
        AlertDecision undo = decision("undo");
        undo.undoes = mine;
        desk.decide(undo);
        QVERIFY(desk.alert(kAlert).status == AlertStatus::New);
        QCOMPARE(desk.alert(kAlert).owner, std::string("eve"));
        // An undo of another alert's entry, of a finding or of the future changes nothing.
        const std::string before = seen(desk.alert(kAlert));
        for (const std::uint64_t entry : {desk.act(kOther, "acknowledge"), std::uint64_t{0}, std::uint64_t{999}}) {
            undo.undoes = entry;
            desk.decide(undo);
            QCOMPARE(QString::fromStdString(seen(desk.alert(kAlert))), QString::fromStdString(before));
        }
        QVERIFY(desk.alert(kOther).status == AlertStatus::InProgress);
    }

    void actionsThatMakeNoSenseChangeNothing() {
        Desk desk;
        desk.raise(findingOf(kAlert, ocsf::kHigh, kFixtureStart));
        desk.act(kAlert, "reopen");
        QVERIFY(desk.alert(kAlert).status == AlertStatus::New);
        desk.act(kAlert, "close", "benign");
        const auto closed = desk.alert(kAlert).closed;
        desk.act(kAlert, "close", "true_positive");
        desk.act(kAlert, "acknowledge");
        QVERIFY(desk.alert(kAlert).status == AlertStatus::Suppressed);
        QVERIFY(desk.alert(kAlert).closed == closed);
        QCOMPARE(desk.alert(kAlert).verdict, std::string("benign"));
        // Of a later version.
        ConsoleAction strange;
        strange.kind = "alert";
        strange.name = "hypnotise";
        strange.target = kAlert;
        strange.actor = "dana";
        strange.message = "dana hypnotised an alert";
        must(desk.log->record(strange));
        QVERIFY(desk.alert(kAlert).status == AlertStatus::Suppressed);
        QCOMPARE(desk.alert(kAlert).actions.back().action, std::string("hypnotise"));
    }

    void acknowledgingTakesWhatNobodyHas() {
        Desk desk;
        desk.raise(findingOf(kAlert, ocsf::kHigh, kFixtureStart));
        AlertDecision assign = decision("assign");
        assign.owner = "eve";
        desk.act(kAlert, "acknowledge");
        QCOMPARE(desk.alert(kAlert).owner, std::string("dana"));
        desk.decide(assign);
        desk.act(kAlert, "acknowledge");
        QCOMPARE(desk.alert(kAlert).owner, std::string("eve"));
        assign.owner.clear();
        desk.decide(assign);
        QCOMPARE(desk.alert(kAlert).owner, std::string());
    }

    void theTimeLeftFollowsTheWorstFinding() {
        Desk desk;
        const Time start = desk.clock.now();
        desk.raise(findingOf(kAlert, ocsf::kMedium, kFixtureStart));
        QVERIFY(desk.alert(kAlert).due == start + hours(24));
        desk.clock.advance(hours(2));
        desk.raise(findingOf(kAlert, ocsf::kCritical, kFixtureStart));
        QVERIFY(desk.alert(kAlert).due == start + hours(2) + minutes(30));
        desk.clock.advance(hours(1));
        desk.raise(findingOf(kAlert, ocsf::kCritical, kFixtureStart));
        QVERIFY(desk.alert(kAlert).due == start + hours(2) + minutes(30));
        desk.act(kAlert, "close", "true_positive");
        QVERIFY(!desk.alert(kAlert).due);
        desk.raise(findingOf(kAlert, ocsf::kCritical, kFixtureStart));
        QCOMPARE(desk.alert(kAlert).findingsSinceClosed, std::uint64_t{1});
        desk.act(kAlert, "reopen");
        QVERIFY(desk.alert(kAlert).due == desk.clock.now() + minutes(30));
        QCOMPARE(desk.alert(kAlert).findingsSinceClosed, std::uint64_t{0});
        desk.raise(findingOf(kOther, ocsf::kInformational, kFixtureStart));
        QVERIFY(!desk.alert(kOther).due);
    }

    void manyDecisionsAreOneTransaction() {
        Desk desk;
        Arena arena;
        std::vector<Event> events;
        for (int i = 0; i < 50; ++i) {
            const std::string id = fmt::format("{:032x}", i);
            desk.raise(findingOf(id, ocsf::kLow, kFixtureStart));
            events.push_back(must(alertAction(id, "close", "test", {}, "dana", desk.clock.now(), arena)));
        }
        const auto done = must(desk.log->record(events));
        QCOMPARE(done.firstEntry, std::uint64_t{50});
        QCOMPARE(done.count, std::uint64_t{50});
        QCOMPARE(done.checkpoint.size, std::uint64_t{100});
        const auto alerts = must(loadAlerts(*desk.read()));
        QCOMPARE(alerts.size(), std::size_t{50});
        for (const Alert& alert : alerts) QVERIFY(alert.status == AlertStatus::Resolved);
        QVERIFY(!desk.log->record(std::span<const Event>()));
    }

    void anotherProcessMayWriteInBetween() {
        Desk desk;
        desk.raise(findingOf(kAlert, ocsf::kHigh, kFixtureStart));
        const auto other = must(ActionLog::open(desk.folder / "store", desk.clock));
        Arena arena;
        must(other->record(must(alertAction(kAlert, "note", {}, "first", "eve", desk.clock.now(), arena))));
        desk.act(kAlert, "note", {}, "second");
        must(other->record(must(alertAction(kAlert, "note", {}, "third", "eve", desk.clock.now(), arena))));
        const Alert alert = desk.alert(kAlert);
        QCOMPARE(alert.actions.size(), std::size_t{3});
        QCOMPARE(alert.actions[1].note, std::string("second"));
        QCOMPARE(alert.actions[2].entry, std::uint64_t{3});
        const auto verified = must(verifyStore(desk.folder / "store", {}));
        QVERIFY(verified.intact);
    }

    void notesGoInWithoutPersonalData() {
        Desk desk;
        desk.raise(findingOf(kAlert, ocsf::kHigh, kFixtureStart));
        desk.act(kAlert, "note", {}, "called jane.doe@example.org about card 4111 1111 1111 1111");
        const auto record = must(desk.read()->record(1));
        QVERIFY(record.find("jane.doe") == std::string::npos);
        QVERIFY(record.find("4111") == std::string::npos);
        QVERIFY(desk.alert(kAlert).actions.front().note.find("called") == 0);
    }

    void wrongDecisionsAreRefused_data() {
        QTest::addColumn<QString>("action");
        QTest::newRow("escalate to nothing") << "escalate";
        QTest::newRow("withdraw from nothing") << "withdraw";
        QTest::newRow("undo of nothing") << "undo";
        QTest::newRow("unknown") << "snooze";
    }
    void wrongDecisionsAreRefused() {
        QFETCH(QString, action);
        AlertDecision d = decision(action.toStdString());
        d.actor = "dana";
        Arena arena;
        const auto event = alertAction(d, kFixtureStart, arena);
        QVERIFY(!event);
        QVERIFY(event.error().code == ErrorCode::Invalid && !event.error().hint.empty());
    }
};

QTEST_APPLESS_MAIN(TestTriage)
#include "test_triage.moc"
