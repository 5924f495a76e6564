// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts as people see them: rebuilt from the log, changed by what people decide.
#include <QtTest>
#include <fmt/format.h>

#include "core/detect/detector.h"
#include "core/incident/alerts.h"
#include "tests/support/ocsf_check.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

Finding finding(const std::string& group, std::int64_t severity, Time seen, std::uint64_t count) {
    Finding f;
    f.detector = "credential-stuffing";
    f.group = group;
    f.title = fmt::format("Credential stuffing, {} tries", count);
    f.reason = fmt::format("{} failed logins", count);
    f.baseline = "none before";
    f.severity = severity;
    f.confidence = 90;
    f.threats = {{"ATLAS", "2026.07", "AML.T0012", "Valid Accounts"},
                 {"ATLAS", "2026.07", "AML.T0091.000", "Application Access Token"},
                 {"OWASP-LLM", "2025", "LLM10:2025", "Unbounded Consumption"}};
    f.evidence = {3, 5, 8};
    f.evidenceCount = count;
    f.firstSeen = seen - std::chrono::minutes(5);
    f.lastSeen = seen;
    f.node = "edge-1";
    f.client = "a-1";
    return f;
}

struct Desk {
    TempFolder folder;
    FixedClock clock{kFixtureStart + std::chrono::hours(24)};

    Desk() { makeStore(folder / "store", clock); }

    void write(const Event& event) {
        Batch batch;
        addEvent(batch, event);
        auto writer = Writer::open(folder / "store", clock);
        QVERIFY2(writer.has_value(), writer ? "" : writer.error().text().c_str());
        auto written = (*writer)->write(batch);
        QVERIFY2(written.has_value(), written ? "" : written.error().text().c_str());
    }
    void raise(const Finding& f) {
        Arena arena;
        write(findingEvent(f, clock.now(), arena));
    }
    void act(const std::string& alert, const std::string& action, const std::string& verdict = {},
             const std::string& note = {}) {
        Arena arena;
        clock.advance(std::chrono::minutes(1));
        auto event = alertAction(alert, action, verdict, note, "dana", clock.now(), arena);
        QVERIFY2(event.has_value(), event ? "" : event.error().text().c_str());
        write(*event);
    }
    std::unique_ptr<Reader> read() {
        auto reader = Reader::open(folder / "store");
        return reader ? std::move(*reader) : nullptr;
    }
};

const std::string kFirst = "aaaa1111aaaa1111aaaa1111aaaa1111";
const std::string kSecond = "aaaa2222aaaa2222aaaa2222aaaa2222";

}  // namespace

class TestAlerts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findingsOfOneGroupAreOneAlert() {
        Desk desk;
        desk.raise(finding(kFirst, ocsf::kHigh, kFixtureStart, 20));
        desk.raise(finding(kFirst, ocsf::kCritical, kFixtureStart + std::chrono::hours(1), 40));
        desk.raise(finding(kSecond, ocsf::kMedium, kFixtureStart + std::chrono::hours(2), 7));
        const auto reader = desk.read();
        const auto alerts = loadAlerts(*reader);
        QVERIFY(alerts.has_value());
        QCOMPARE(alerts->size(), std::size_t{2});
        const Alert& worst = alerts->front();
        QCOMPARE(worst.id, kFirst);
        QCOMPARE(worst.severity, std::int64_t{ocsf::kCritical});
        QCOMPARE(worst.findings, std::uint64_t{2});
        QCOMPARE(worst.reason, std::string("40 failed logins"));
        QCOMPARE(worst.baseline, std::string("none before"));
        QCOMPARE(worst.detector, std::string("credential-stuffing"));
        QCOMPARE(worst.evidenceCount, std::uint64_t{40});
        QCOMPARE(worst.evidence, (std::vector<std::uint64_t>{3, 5, 8}));
        QCOMPARE(worst.client, std::string("a-1"));
        QCOMPARE(worst.node, std::string("edge-1"));
        QVERIFY(worst.firstSeen == kFixtureStart - std::chrono::minutes(5));
        QVERIFY(worst.lastSeen == kFixtureStart + std::chrono::hours(1));
        QVERIFY(worst.raised == desk.clock.now());
        QVERIFY(worst.status == AlertStatus::New);
        QCOMPARE(worst.threats.size(), std::size_t{3});
        QCOMPARE(worst.threats[1], std::string("ATLAS 2026.07 AML.T0091.000 Application Access Token"));
    }

    void aPeriodShowsAlertsWithAFindingInIt() {
        Desk desk;
        desk.raise(finding(kFirst, ocsf::kHigh, kFixtureStart, 20));
        desk.raise(finding(kFirst, ocsf::kHigh, kFixtureStart + std::chrono::hours(5), 40));
        desk.raise(finding(kSecond, ocsf::kHigh, kFixtureStart + std::chrono::hours(2), 7));
        const auto reader = desk.read();
        const auto late = loadAlerts(*reader, kFixtureStart + std::chrono::hours(4), {});
        QCOMPARE(late->size(), std::size_t{1});
        QCOMPARE(late->front().id, kFirst);
        QCOMPARE(late->front().findings, std::uint64_t{2});
        QCOMPARE(loadAlerts(*reader, {}, kFixtureStart)->size(), std::size_t{0});
        QCOMPARE(loadAlerts(*reader, kFixtureStart, kFixtureStart + std::chrono::hours(3))->size(), std::size_t{2});
    }

    void decisionsChangeTheAlert() {
        Desk desk;
        desk.raise(finding(kFirst, ocsf::kHigh, kFixtureStart, 20));
        const auto status = [&] { return loadAlert(*desk.read(), kFirst)->status; };
        desk.act(kFirst, "acknowledge");
        QVERIFY(status() == AlertStatus::InProgress);
        desk.act(kFirst, "note", {}, "asked the owner");
        desk.act(kFirst, "close", "false_positive", "a load test");
        QVERIFY(status() == AlertStatus::Suppressed);
        desk.act(kFirst, "reopen");
        QVERIFY(status() == AlertStatus::InProgress);
        desk.act(kFirst, "close", "true_positive");
        const auto alert = loadAlert(*desk.read(), kFirst);
        QVERIFY(alert->status == AlertStatus::Resolved);
        QCOMPARE(alert->actions.size(), std::size_t{5});
        QCOMPARE(alert->actions[1].note, std::string("asked the owner"));
        QCOMPARE(alert->actions[2].verdict, std::string("false_positive"));
        QCOMPARE(alert->actions[4].actor, std::string("dana"));
        QVERIFY(alert->acknowledged == desk.clock.now() - std::chrono::minutes(4));
        QVERIFY(alert->closed == desk.clock.now());
    }

    void aPrefixIsEnoughWhenItIsUnique() {
        Desk desk;
        desk.raise(finding(kFirst, ocsf::kHigh, kFixtureStart, 20));
        desk.raise(finding(kSecond, ocsf::kHigh, kFixtureStart, 20));
        const auto reader = desk.read();
        QCOMPARE(loadAlert(*reader, "aaaa2")->id, kSecond);
        QVERIFY(loadAlert(*reader, "aaaa").error().code == ErrorCode::Invalid);
        QVERIFY(loadAlert(*reader, "bbbb").error().code == ErrorCode::NotFound);
        QVERIFY(loadAlert(*reader, "").error().code == ErrorCode::Invalid);
    }

    void wrongDecisionsAreRefused_data() {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QString>("note");
        QTest::addColumn<QString>("actor");
        QTest::newRow("unknown action") << "explode" << "" << "" << "dana";
        QTest::newRow("unknown verdict") << "close" << "maybe" << "" << "dana";
        QTest::newRow("close without verdict") << "close" << "" << "done" << "dana";
        QTest::newRow("false positive without note") << "close" << "false_positive" << "" << "dana";
        QTest::newRow("note without text") << "note" << "" << "" << "dana";
        QTest::newRow("nobody") << "acknowledge" << "" << "" << "";
    }
    void wrongDecisionsAreRefused() {
        QFETCH(QString, action);
        QFETCH(QString, verdict);
        QFETCH(QString, note);
        QFETCH(QString, actor);
        Arena arena;
        const auto event = alertAction(kFirst, action.toStdString(), verdict.toStdString(), note.toStdString(),
                                       actor.toStdString(), kFixtureStart, arena);
        QVERIFY(!event.has_value());
        QVERIFY(event.error().code == ErrorCode::Invalid);
        QVERIFY(!event.error().hint.empty());
    }

    void actionsConformToOcsf() {
        Arena arena;
        const auto event =
            alertAction(kFirst, "close", "false_positive", "a \"load\" test", "dana", kFixtureStart, arena);
        std::string record;
        writeRecord(*event, record);
        for (const std::string& problem : ocsfProblems(record)) QFAIL(problem.c_str());
        Arena scratch;
        const Columns c = columnsOf(*event, scratch);
        QCOMPARE(c[TextColumn::Group], std::string_view(kFirst));
        QCOMPARE(c[TextColumn::Rule], std::string_view("close"));
    }
};

QTEST_APPLESS_MAIN(TestAlerts)
#include "test_alerts.moc"
