// SPDX-License-Identifier: GPL-3.0-or-later
// Regulators' clocks: what starts them, when they are due, and what counts as an answer.
#include <QtTest>

#include <algorithm>
#include <set>

#include "core/incident/clocks.h"

using namespace vedette;

namespace {

Time at(const char* text) { return *parseTime(text); }

IncidentCase stated(CaseMoment moment, Time time) {
    IncidentCase incident;
    incident.id = "inc-1";
    incident.times[static_cast<std::size_t>(moment)] = StatedTime{time, "dana", "seen", 3};
    return incident;
}

Deadline of(const std::vector<Deadline>& all, std::string_view id) {
    return *std::ranges::find_if(all, [&](const Deadline& d) { return d.rule->id == id; });
}

void answer(IncidentCase& incident, const char* clock, Time sent, bool required = true) {
    incident.answers.push_back({clock, required, {sent, "dana", "sent", 4}});
}

}  // namespace

class TestClocks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRuleSaysWhoseNumberItIs() {
        std::set<std::string_view> ids;
        for (const ClockRule& rule : clockRules()) {
            QVERIFY(ids.insert(rule.id).second);
            QVERIFY(!rule.clause.empty() && !rule.duty.empty() && !rule.condition.empty() && !rule.limit.empty());
            QVERIFY(rule.hours + rule.days + rule.months > 0);
            QVERIFY(rule.after.empty() || clockRule(rule.after) != nullptr);
            QVERIFY(clockRule(rule.id) == &rule);
        }
        QVERIFY(clockRule("gdpr-art33.2")->basis == ThresholdBasis::HouseDefault);
        QVERIFY(clockRule("gdpr-art33.1")->basis == ThresholdBasis::Text);
        QVERIFY(clockRule("none") == nullptr);
    }

    void eachClockIsDueWhenItsClauseSays_data() {
        QTest::addColumn<QString>("clock");
        QTest::addColumn<int>("moment");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("due");
        const auto row = [](const char* clock, CaseMoment moment, const char* start, const char* due) {
            QTest::addRow("%s from %s", clock, start)
                << QString::fromUtf8(clock) << int(moment) << QString::fromUtf8(start) << QString::fromUtf8(due);
        };
        row("gdpr-art33.1", CaseMoment::Aware, "2026-03-01T10:00:00Z", "2026-03-04T10:00:00Z");
        row("hipaa-404", CaseMoment::Discovered, "2026-01-01T00:00:00Z", "2026-03-02T00:00:00Z");
        row("hipaa-408-few", CaseMoment::Discovered, "2026-02-10T12:00:00Z", "2027-03-02T00:00:00Z");
        row("hipaa-408-few", CaseMoment::Discovered, "2027-02-10T12:00:00Z", "2028-03-01T00:00:00Z");
        row("ccpa-1798.82", CaseMoment::Discovered, "2026-01-31T08:00:00Z", "2026-03-02T08:00:00Z");
        row("nis2-23.4a", CaseMoment::Aware, "2026-12-31T20:00:00Z", "2027-01-01T20:00:00Z");
        row("dora-initial", CaseMoment::Classified, "2026-05-05T05:00:00Z", "2026-05-05T09:00:00Z");
        row("aiact-73.2", CaseMoment::Aware, "2026-05-01T00:00:00Z", "2026-05-16T00:00:00Z");
        row("aiact-73.3", CaseMoment::Aware, "2026-05-01T00:00:00Z", "2026-05-03T00:00:00Z");
        row("aiact-73.4", CaseMoment::Aware, "2026-05-01T00:00:00Z", "2026-05-11T00:00:00Z");
    }
    void eachClockIsDueWhenItsClauseSays() {
        QFETCH(QString, clock);
        QFETCH(int, moment);
        QFETCH(QString, start);
        QFETCH(QString, due);
        const Time began = at(start.toUtf8().constData());
        const Time ends = at(due.toUtf8().constData());
        const IncidentCase incident = stated(static_cast<CaseMoment>(moment), began);
        const auto find = [&](Time now) { return of(deadlines(incident, now), clock.toStdString()); };
        QCOMPARE(QString::fromStdString(formatTime(*find(began).due)), QString::fromStdString(formatTime(ends)));
        QVERIFY(find(began).started == began);
        QVERIFY(find(ends).state == ClockState::Running);
        QVERIFY(find(ends + Duration(1)).state == ClockState::Overdue);
        IncidentCase other;
        QVERIFY(of(deadlines(other, ends), clock.toStdString()).state == ClockState::NotStarted);
    }

    void doraIsCappedByAwareness_data() {
        QTest::addColumn<int>("aware");     // hours before classifying
        QTest::addColumn<int>("dueAfter");  // hours after classifying
        QTest::newRow("soon after awareness: four hours") << 3 << 4;
        QTest::newRow("late on the first day: what is left of it") << 22 << 2;
        QTest::newRow("classified after a day: four hours again") << 30 << 4;
    }
    void doraIsCappedByAwareness() {
        QFETCH(int, aware);
        QFETCH(int, dueAfter);
        const Time classified = at("2026-05-05T12:00:00Z");
        IncidentCase incident = stated(CaseMoment::Classified, classified);
        incident.times[static_cast<std::size_t>(CaseMoment::Aware)] =
            StatedTime{classified - std::chrono::hours(aware), "dana", "", 1};
        const auto due = of(deadlines(incident, classified), "dora-initial").due;
        QVERIFY(due == classified + std::chrono::hours(dueAfter));
    }

    void aNoticeStartsTheNextClock() {
        IncidentCase incident = stated(CaseMoment::Aware, at("2026-01-28T09:00:00Z"));
        const Time now = at("2026-02-01T00:00:00Z");
        QVERIFY(of(deadlines(incident, now), "nis2-23.4d").state == ClockState::NotStarted);
        answer(incident, "nis2-23.4b", at("2026-01-31T08:00:00Z"));
        const auto all = deadlines(incident, now);
        QVERIFY(of(all, "nis2-23.4b").state == ClockState::Met);
        // A month after 31 January is the last day of February.
        QVERIFY(of(all, "nis2-23.4d").due == at("2026-02-28T08:00:00Z"));
        QVERIFY(of(all, "nis2-23.4d").state == ClockState::Running);
        IncidentCase spared = stated(CaseMoment::Aware, at("2026-01-28T09:00:00Z"));
        answer(spared, "nis2-23.4b", at("2026-01-31T08:00:00Z"), false);
        QVERIFY(of(deadlines(spared, now), "nis2-23.4d").state == ClockState::NotStarted);
    }

    void answersSettleClocks() {
        const Time aware = at("2026-03-01T10:00:00Z");
        IncidentCase incident = stated(CaseMoment::Aware, aware);
        answer(incident, "gdpr-art33.1", aware + std::chrono::hours(73));
        answer(incident, "gdpr-art34", aware, false);
        answer(incident, "nis2-23.4a", aware + std::chrono::hours(24));
        const auto all = deadlines(incident, aware + std::chrono::hours(30));
        QVERIFY(of(all, "gdpr-art33.1").state == ClockState::Late);
        QVERIFY(of(all, "gdpr-art34").state == ClockState::NotRequired);
        QVERIFY(of(all, "nis2-23.4a").state == ClockState::Met);
        // Soonest first, settled ones behind.
        QCOMPARE(all.front().rule->id, std::string_view("gdpr-art33.2"));
        QVERIFY(all.front().state == ClockState::Overdue);
        QVERIFY(all[1].state == ClockState::Running && all[1].due > all[0].due);
        QVERIFY(all.back().state != ClockState::Running && all.back().state != ClockState::Overdue);
    }
};

QTEST_APPLESS_MAIN(TestClocks)
#include "test_clocks.moc"
