// SPDX-License-Identifier: GPL-3.0-or-later
// Each attack that shows in traffic raises its alert, and a fleet that nobody attacks stays quiet: at most one alert
// per node and simulated week. The seeds here are not those that anything was tuned on.
#include <QTest>

#include "tests/app/fleetsim/detection_run.h"

using namespace vedette;
using namespace vedette::fleetsim;
using namespace std::chrono_literals;

namespace {

const Time kStart = *parseTime("2026-11-16T00:00:00Z");  // a Monday
constexpr Duration kHistory = 12h;                       // as the program's default
constexpr Duration kPatience = 4h;
constexpr Duration kSlowHistory = 8 * 24h;  // a week of habits
constexpr Duration kSlowPatience = 3 * 24h;

}  // namespace

class ScenarioTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void attackRaisesItsAlert_data();
    void attackRaisesItsAlert();
    void slowExtractionRaisesItsAlert_data();
    void slowExtractionRaisesItsAlert();
    void benignFleetStaysQuiet_data();
    void benignFleetStaysQuiet();
};

void ScenarioTest::attackRaisesItsAlert_data() {
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QByteArray>("detector");
    QTest::addColumn<int>("seed");
    struct Row {
        const char* scenario;
        const char* detector;
    };
    for (const Row& row :
         {Row{"extraction", "model-extraction"}, Row{"distributed-extraction", "distributed-extraction"},
          Row{"credential-stuffing", "credential-stuffing"}, Row{"wallet", "denial-of-wallet"},
          Row{"open-endpoint", "unauthenticated-success"}, Row{"silent-node", "source-silent"}}) {
        for (const int seed : {101, 2027}) {
            QTest::addRow("%s, seed %d", row.scenario, seed)
                << QByteArray(row.scenario) << QByteArray(row.detector) << seed;
        }
    }
}

void ScenarioTest::attackRaisesItsAlert() {
    QFETCH(QByteArray, scenario);
    QFETCH(QByteArray, detector);
    QFETCH(int, seed);
    const Scenario which = parseScenarios(scenario.toStdString())->front();
    FleetSpec spec;
    spec.seed = static_cast<std::uint64_t>(seed);
    spec.start = kStart;
    const Time begin = kStart + kHistory + 10min;
    spec.attacks.push_back({which, begin});
    DetectionRun run(spec);
    run.runUntil(begin + kPatience);
    QVERIFY2(run.problem().empty(), run.problem().c_str());
    QVERIFY2(run.rejected() == 0, run.firstRejection().c_str());
    const NodePlan& target = run.traffic().node(targetNode(which, run.traffic().nodes()));
    int raised = 0;
    for (const auto& [group, alert] : run.alerts()) {
        if (alert.finding.detector != detector.toStdString()) continue;
        if (alert.finding.node != target.id || alert.raised <= begin) continue;
        if (raised++ == 0) qInfo("after %s", formatDuration(alert.raised - begin).c_str());
        QVERIFY(!alert.finding.evidence.empty());
        QVERIFY(!alert.finding.reason.empty());
    }
    QVERIFY2(raised > 0, run.report().c_str());
}

void ScenarioTest::slowExtractionRaisesItsAlert_data() {
    QTest::addColumn<int>("seed");
    for (const int seed : {101, 2027, 31337}) QTest::addRow("seed %d", seed) << seed;
}

// Below every limit by the hour, for days.
void ScenarioTest::slowExtractionRaisesItsAlert() {
    QFETCH(int, seed);
    FleetSpec spec;
    spec.nodes = 1;
    spec.seed = static_cast<std::uint64_t>(seed);
    spec.start = kStart;
    const Time begin = kStart + kSlowHistory;
    spec.attacks.push_back({Scenario::SlowExtraction, begin});
    DetectionRun run(spec);
    run.runUntil(begin + kSlowPatience);
    QVERIFY2(run.problem().empty(), run.problem().c_str());
    int raised = 0;
    for (const auto& [group, alert] : run.alerts()) {
        QVERIFY2(alert.finding.detector != "model-extraction", run.report().c_str());
        if (alert.finding.detector != "slow-extraction") continue;
        QVERIFY2(alert.raised > begin, run.report().c_str());
        if (raised++ == 0) qInfo("after %s: %s", formatDuration(alert.raised - begin).c_str(), run.report().c_str());
    }
    QVERIFY2(raised == 1, run.report().c_str());
}

void ScenarioTest::benignFleetStaysQuiet_data() {
    QTest::addColumn<int>("seed");
    for (const int seed : {404, 90210}) QTest::addRow("ten nodes for a week, seed %d", seed) << seed;
}

void ScenarioTest::benignFleetStaysQuiet() {
    QFETCH(int, seed);
    FleetSpec spec;
    spec.nodes = 10;
    spec.seed = static_cast<std::uint64_t>(seed);
    spec.start = kStart;
    DetectionRun run(spec);
    run.runUntil(kStart + 7 * 24h);
    QVERIFY2(run.problem().empty(), run.problem().c_str());
    QVERIFY2(run.rejected() == 0, run.firstRejection().c_str());
    qInfo("%llu lines, %zu alerts\n%s", static_cast<unsigned long long>(run.lines()), run.alerts().size(),
          run.report().c_str());
    QVERIFY2(run.alerts().size() <= std::size_t{10}, run.report().c_str());
}

// A simulated week takes longer than QTest grants a function, so there is a main of our own.
int main(int argc, char** argv) {
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
    ScenarioTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "scenario_test.moc"
