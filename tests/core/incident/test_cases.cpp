// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents: what people do to them adds up, whatever the log holds, and the alerts follow.
#include <QtTest>

#include <algorithm>
#include <random>

#include "core/incident/clocks.h"
#include "core/incident/timeline.h"
#include "core/store/verify.h"
#include "tests/core/incident/desk.h"

using namespace vedette;
using namespace vedette::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const std::string kFirst = "aaaa1111aaaa1111aaaa1111aaaa1111";
const std::string kSecond = "bbbb2222bbbb2222bbbb2222bbbb2222";

struct BusyDesk : Desk {
    BusyDesk() {
        raise(findingOf(kFirst, ocsf::kHigh, kFixtureStart, 20));
        raise(findingOf(kSecond, ocsf::kMedium, kFixtureStart + hours(1), 30));
    }
};

CaseChange named(const std::string& name) {
    CaseChange change;
    change.name = name;
    return change;
}

CaseChange status(CaseStatus to, const std::string& verdict = {}) {
    CaseChange change = named("status");
    change.status = to;
    change.verdict = verdict;
    return change;
}

CaseChange moment(CaseMoment which, Time at) {
    CaseChange change = named("time");
    change.moment = which;
    change.at = at;
    change.note = "the owner says so";
    return change;
}

CaseChange alerts(const std::string& name, const std::string& id) {
    CaseChange change = named(name);
    change.alerts = {{id, "Credential stuffing"}};
    return change;
}

std::vector<std::string> ids(const IncidentCase& incident) {
    std::vector<std::string> out;
    for (const CaseAlert& alert : incident.alerts) out.push_back(alert.id);
    return out;
}

// Any change, sensible or not.
CaseChange anyChange(std::mt19937_64& random) {
    const char* names[] = {"create", "add_alerts", "remove_alerts", "status", "severity", "assign",   "title",
                           "note",   "time",       "clock",         "status", "describe", "evaporate"};
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    CaseChange c = named(names[pick(std::size(names))]);
    c.actor = fmt::format("person-{}", pick(3));
    c.note = pick(2) == 0 ? "" : "because";
    c.text = fmt::format("title {}", pick(3));
    c.alerts = {{fmt::format("alert-{}", pick(5)), "t"}};
    c.status = static_cast<CaseStatus>(1 + pick(5));
    c.verdict = pick(2) == 0 ? "true_positive" : "";
    c.severity = static_cast<std::int64_t>(1 + pick(5));
    c.assignee = fmt::format("person-{}", pick(3));
    c.moment = static_cast<CaseMoment>(pick(kCaseMoments));
    if (pick(4) != 0) c.at = kFixtureStart + minutes(pick(1000));
    c.clock = clockRules()[pick(clockRules().size())].id;
    c.required = pick(2) == 0;
    return c;
}

// Everything but what an event gets by being written.
std::string essence(const IncidentCase& c) {
    std::string out = fmt::format("{}|{}|{}|{}|{}|{}|{}|", c.title, c.description, caseStatusName(c.status), c.severity,
                                  c.assignee, c.verdict, fmt::join(ids(c), ","));
    for (const auto& stated : c.times) out += stated ? formatTime(stated->at) + stated->reason + ";" : "-;";
    for (const ClockAnswer& a : c.answers)
        out += fmt::format("{} {} {};", a.clock, a.required, formatTime(a.stated.at));
    for (const CaseNote& note : c.notes) out += note.actor + note.text + ";";
    for (const CaseStep& step : c.steps) out += fmt::format("{}{};", step.change.name, step.took);
    return out + (c.closed ? formatTime(*c.closed) : "") + (c.resolved ? formatTime(*c.resolved) : "");
}

}  // namespace

class TestCases : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCaseIsMadeOfAlertsAndWorkedOn() {
        BusyDesk desk;
        const std::string id = desk.open({kFirst});
        QCOMPARE(desk.alert(kFirst).incident, id);
        QVERIFY(desk.alert(kFirst).status == AlertStatus::InProgress);
        desk.change(id, alerts("add_alerts", kSecond));
        CaseChange assign = named("assign");
        assign.assignee = "eve";
        desk.change(id, assign);
        CaseChange note = named("note");
        note.note = "asked mail@example.org for the access log";
        desk.change(id, note);
        desk.change(id, status(CaseStatus::InProgress));
        desk.change(id, moment(CaseMoment::Aware, kFixtureStart));
        CaseChange severity = named("severity");
        severity.severity = ocsf::kCritical;
        desk.change(id, severity);
        const IncidentCase open = desk.incident(id.substr(0, 6));
        QCOMPARE(open.title, std::string("Stolen keys"));
        QCOMPARE(ids(open), (std::vector<std::string>{kFirst, kSecond}));
        QCOMPARE(open.assignee, std::string("eve"));
        QCOMPARE(open.openedBy, std::string("dana"));
        QVERIFY(open.status == CaseStatus::InProgress && open.open() && open.whole);
        QCOMPARE(open.severity, std::int64_t{ocsf::kCritical});
        QCOMPARE(open.notes.size(), std::size_t{1});
        QVERIFY(open.notes.front().text.find("mail@") == std::string::npos);
        QVERIFY(open.time(CaseMoment::Aware)->at == kFixtureStart);
        QCOMPARE(open.time(CaseMoment::Aware)->actor, std::string("dana"));
        desk.change(id, alerts("remove_alerts", kFirst));
        QCOMPARE(desk.alert(kFirst).incident, std::string());
        desk.change(id, status(CaseStatus::Closed, "true_positive"));
        const IncidentCase closed = must(loadCases(*desk.read())).front();
        QCOMPARE(ids(closed), std::vector<std::string>{kSecond});
        QVERIFY(closed.closed == desk.clock.now() && !closed.open());
        QCOMPARE(closed.verdict, std::string("true_positive"));
        desk.change(id, status(CaseStatus::OnHold));
        QVERIFY(!desk.incident(id).closed && desk.incident(id).verdict.empty());
        for (const std::string& problem : desk.problems) QFAIL(problem.c_str());
        QVERIFY(must(verifyStore(desk.folder / "store", {})).intact);
    }

    void everyChangeConformsToOcsf() {
        BusyDesk desk;
        std::mt19937_64 random(3);
        const std::string id = desk.open({kFirst, kSecond});
        int made = 0;
        for (int i = 0; i < 70; ++i) {
            Arena arena;
            const auto events = desk.tryChange(desk.incident(id), anyChange(random), arena);
            if (!events) {
                QVERIFY(events.error().code == ErrorCode::Invalid && !events.error().what.empty());
                continue;
            }
            desk.record(*events);
            ++made;
        }
        QVERIFY(made > 15);
        for (const std::string& problem : desk.problems) QFAIL(problem.c_str());
        QVERIFY(must(verifyStore(desk.folder / "store", {})).intact);
    }

    void whatIsLoadedIsWhatWasDone() {
        BusyDesk desk;
        std::mt19937_64 random(7);
        IncidentCase expected;
        expected.id = "inc-00000001";
        for (int i = 0; i < 90; ++i) {
            CaseChange change = anyChange(random);
            if (expected.steps.empty()) change.name = "create";
            Arena arena;
            auto events = desk.tryChange(expected, change, arena);
            if (!events) continue;
            const std::uint64_t entry = desk.record(*events);
            applyStep(expected, {entry, desk.clock.now(), change, true});
        }
        const IncidentCase loaded = desk.incident(expected.id);
        QVERIFY(loaded.steps.size() > 15);
        QCOMPARE(QString::fromStdString(essence(loaded)), QString::fromStdString(essence(expected)));
        for (const CaseStep& step : loaded.steps) QVERIFY(step.took);  // the desk refused what would not
    }

    // Two people who saw the same state, and events that nobody should have written.
    void contradictionsChangeNothingAndAreKept() {
        BusyDesk desk;
        const std::string id = desk.open({kFirst});
        const IncidentCase stale = desk.incident(id);
        desk.change(stale, status(CaseStatus::Closed, "benign"));
        const auto closed = desk.incident(id).closed;
        desk.change(stale, status(CaseStatus::Closed, "true_positive"));  // did not know that it is closed
        desk.change(stale, alerts("add_alerts", kSecond));
        IncidentCase again;
        again.id = id;
        CaseChange create = named("create");
        create.text = "Another one under the same id";
        desk.change(again, create);
        const IncidentCase now = desk.incident(id);
        QVERIFY(now.closed == closed);
        QCOMPARE(now.verdict, std::string("benign"));
        QCOMPARE(now.title, std::string("Stolen keys"));
        QCOMPARE(ids(now), (std::vector<std::string>{kFirst, kSecond}));
        QCOMPARE(now.steps.size(), std::size_t{5});
        QVERIFY(now.steps[1].took && !now.steps[2].took && now.steps[3].took && !now.steps[4].took);
    }

    void changesThatMakeNoSenseAreRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("unknown") << "evaporate";
        QTest::newRow("empty note") << "note";
        QTest::newRow("closing without verdict") << "close";
        QTest::newRow("same status") << "same";
        QTest::newRow("alert that is in it") << "twice";
        QTest::newRow("alert that is not in it") << "gone";
        QTest::newRow("time without reason") << "time";
        QTest::newRow("time to come") << "future";
        QTest::newRow("unknown clock") << "clock";
        QTest::newRow("created twice") << "create";
        QTest::newRow("nobody") << "nobody";
    }
    void changesThatMakeNoSenseAreRefused() {
        QFETCH(QString, name);
        BusyDesk desk;
        const std::string id = desk.open({kFirst});
        CaseChange change = named(name.toStdString());
        if (change.name == "close") change = status(CaseStatus::Closed);
        if (change.name == "same") change = status(CaseStatus::New);
        if (change.name == "twice") change = alerts("add_alerts", kFirst);
        if (change.name == "gone") change = alerts("remove_alerts", kSecond);
        if (change.name == "time") change.moment = CaseMoment::Aware;
        if (change.name == "future") change = moment(CaseMoment::Aware, desk.clock.now() + hours(1));
        if (change.name == "clock") change.clock = "gdpr-art99";
        if (change.name == "create") change.text = "Again";
        Arena arena;
        auto nobody = status(CaseStatus::InProgress);
        const auto events = change.name == "nobody" ? caseEvents(desk.incident(id), nobody, desk.clock.now(), arena)
                                                    : desk.tryChange(desk.incident(id), change, arena);
        QVERIFY(!events);
        QVERIFY(events.error().code == ErrorCode::Invalid);
    }

    void foreignEventsDoNotStopTheList() {
        BusyDesk desk;
        const std::string id = desk.open({kFirst});
        const auto foreign = [&](const char* action) {
            Event event;
            event.setClass(ocsf::kIncidentFinding, 2);
            event.setTime(desk.clock.now());
            event.setLoggedTime(desk.clock.now());
            event.setStatus(2);
            event.setSeverity(ocsf::kLow);
            event.setText(Field::desc, "From elsewhere");
            event.setJson(Field::findingInfoList, R"([{"title":"t","uid":"cccc"}])");
            if (action != nullptr) event.setJson(Field::vAction, action);
            must(desk.log->record(event));
        };
        foreign(nullptr);
        foreign(R"({"kind":"incident"})");
        foreign(R"({"kind":["incident"],"name":"note","target":"inc-list"})");
        foreign(R"({"alerts":"none","at":5,"kind":"incident","name":"","severity":"x","target":"inc-odd"})");
        foreign(R"({"kind":"incident","name":"note","note":"hello","target":"inc-headless"})");
        const auto cases = must(loadCases(*desk.read()));
        QCOMPARE(cases.size(), std::size_t{3});  // one of them without any sense
        QCOMPARE(desk.incident(id).steps.size(), std::size_t{1});
        // Its beginning is missing: what the event says of the state is taken for granted, and told.
        const IncidentCase headless = desk.incident("inc-headless");
        QVERIFY(!headless.whole);
        QCOMPARE(headless.title, std::string("From elsewhere"));
        QVERIFY(headless.status == CaseStatus::InProgress);
        QCOMPARE(ids(headless), std::vector<std::string>{"cccc"});
        QCOMPARE(headless.notes.size(), std::size_t{1});
        QVERIFY(loadCase(*desk.read(), "inc-").error().code == ErrorCode::Invalid);
        QVERIFY(loadCase(*desk.read(), "inc-zzz").error().code == ErrorCode::NotFound);
    }

    void takingAnEscalationBackEmptiesTheCase() {
        BusyDesk desk;
        const std::string id = desk.open({kFirst});
        desk.undo(kFirst);
        QCOMPARE(desk.alert(kFirst).incident, std::string());
        QVERIFY(desk.alert(kFirst).status == AlertStatus::New);
        QVERIFY(desk.incident(id).alerts.empty());
        QVERIFY(desk.incident(id).status == CaseStatus::Closed);
        // A case that others are in, or that was there before, stays open.
        const std::string shared = desk.open({kFirst, kSecond});
        desk.undo(kSecond);
        QCOMPARE(ids(desk.incident(shared)), std::vector<std::string>{kFirst});
        QVERIFY(desk.incident(shared).open());
        desk.change(shared, alerts("remove_alerts", kFirst));
        QVERIFY(desk.incident(shared).open());
        desk.undo(kFirst);  // the withdrawal
        QCOMPARE(ids(desk.incident(shared)), std::vector<std::string>{kFirst});
        QCOMPARE(desk.alert(kFirst).incident, shared);
        for (const std::string& problem : desk.problems) QFAIL(problem.c_str());
    }

    void theTimelineTellsEverythingInOrder() {
        BusyDesk desk;
        for (int i = 0; i < 9; ++i) desk.raise(findingOf(kFirst, ocsf::kHigh, kFixtureStart + minutes(i + 1), 100));
        desk.act(kFirst, "note", {}, "looked");
        const std::string id = desk.open({kFirst});
        desk.change(id, moment(CaseMoment::Occurred, kFixtureStart - hours(2)));
        desk.act(kSecond, "acknowledge");  // of no alert of this case
        desk.undo(kFirst);
        IncidentCase incident = desk.incident(id);
        incident.alerts = {{kFirst, ""}};
        const auto items = must(caseTimeline(*desk.read(), incident, 4));
        QVERIFY(std::ranges::is_sorted(items, {}, [](const TimelineItem& i) { return std::tuple(i.time, i.entry); }));
        QVERIFY(items.front().kind == TimelineItem::Kind::Moment);
        QCOMPARE(items.front().what, std::string("occurred"));
        const auto count = [&](TimelineItem::Kind kind) {
            return std::ranges::count(items, kind, &TimelineItem::kind);
        };
        QCOMPARE(count(TimelineItem::Kind::Finding), 4);
        QCOMPARE(items[1].detail, std::string("20 failed logins"));  // the first finding
        QVERIFY(items[4].time == kFixtureStart + minutes(9));        // the last one
        QCOMPARE(count(TimelineItem::Kind::AlertAction), 3);         // note, escalate, undo
        QCOMPARE(count(TimelineItem::Kind::CaseChange), 4);          // create, time, remove_alerts, status
        const auto escalated = std::ranges::find(items, "escalate", &TimelineItem::what);
        QVERIFY(escalated != items.end() && escalated->undone && escalated->detail == id);
        QVERIFY(std::ranges::none_of(items, [](const TimelineItem& i) { return i.alert == kSecond; }));
    }
};

QTEST_APPLESS_MAIN(TestCases)
#include "test_cases.moc"
