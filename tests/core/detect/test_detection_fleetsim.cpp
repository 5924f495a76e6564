// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated fleet against the detectors, through the real mapping packs and the real sealer. More seeds and weeks:
// VEDETTE_FLEET_SEEDS=1,2,3 VEDETTE_FLEET_DAYS=28.
#include <QtTest>
#include <fmt/format.h>

#include <map>
#include <set>

#include "tests/core/detect/support/fleet_replay.h"

using namespace vedette;
using namespace vedette::test;
using fleetsim::Scenario;

Q_DECLARE_METATYPE(Scenario)

namespace {

const Time kMonday = fromMicros(1'767'571'200'000'000);

std::string line(const Finding& f) {
    return fmt::format("{} {} | {} | {} | {}", formatTime(f.lastSeen), f.detector, f.title, f.reason, f.baseline);
}

}  // namespace

class TestDetectionFleetsim : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void benignFleetStaysInBudget_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<int>("startDay");
        const QByteArray seeds = qgetenv("VEDETTE_FLEET_SEEDS");
        for (const QByteArray& seed : (seeds.isEmpty() ? QByteArray("101") : seeds).split(',')) {
            QTest::addRow("seed %s", seed.constData())
                << seed.toULongLong() << static_cast<int>(seed.toULongLong() % 7);
        }
    }
    void benignFleetStaysInBudget() {
        QFETCH(quint64, seed);
        QFETCH(int, startDay);
        bool given = false;
        const int days = qEnvironmentVariableIntValue("VEDETTE_FLEET_DAYS", &given);
        fleetsim::FleetSpec spec;
        spec.nodes = 6;
        spec.seed = seed;
        spec.start = kMonday + std::chrono::hours(24 * startDay);
        QTemporaryDir folder;
        FleetReplay replay(spec, folder.path().toStdString());
        std::vector<Finding> findings;
        const int total = given ? days : 5;
        const bool well = replay.run(spec.start + std::chrono::days(total), std::chrono::minutes(30), findings);
        QVERIFY2(well, replay.problem().c_str());
        std::map<std::string, std::string> alerts;
        for (const Finding& f : findings) alerts.emplace(f.group, line(f));
        for (const auto& [group, text] : alerts) qInfo("%s", text.c_str());
        const double weeks = spec.nodes * total / 7.0;
        qInfo("seed %d: %zu alerts in %.1f node weeks, %llu entries, engine %.2f us an entry", static_cast<int>(seed),
              alerts.size(), weeks, static_cast<unsigned long long>(replay.entries()),
              static_cast<double>(replay.timeInEngine().count()) / static_cast<double>(replay.entries()));
        QVERIFY(static_cast<double>(alerts.size()) <= weeks);
    }

    void scenarioIsFound_data() {
        QTest::addColumn<Scenario>("scenario");
        QTest::addColumn<QString>("detector");
        QTest::addColumn<int>("historyHours");
        const auto add = [](const char* name, Scenario scenario, const char* detector) {
            for (const int history : {12, 40}) {
                QTest::addRow("%s after %d hours", name, history)
                    << scenario << QString::fromLatin1(detector) << history;
            }
        };
        add("extraction", Scenario::Extraction, "model-extraction");
        add("distributed extraction", Scenario::DistributedExtraction, "distributed-extraction");
        add("credential stuffing", Scenario::CredentialStuffing, "credential-stuffing");
        add("wallet", Scenario::Wallet, "denial-of-wallet");
        add("open endpoint", Scenario::OpenEndpoint, "unauthenticated-success");
        add("silent node", Scenario::SilentNode, "source-silent");
    }
    void scenarioIsFound() {
        QFETCH(Scenario, scenario);
        QFETCH(QString, detector);
        QFETCH(int, historyHours);
        {
            const std::uint64_t seed = static_cast<std::uint64_t>(200 + historyHours);
            fleetsim::FleetSpec spec;
            spec.nodes = 5;
            spec.seed = seed;
            spec.start = kMonday + std::chrono::hours(24 * static_cast<int>(seed % 7) + 5);
            const Time begin = spec.start + std::chrono::hours(historyHours);
            spec.attacks.push_back({scenario, begin});
            QTemporaryDir folder;
            FleetReplay replay(spec, folder.path().toStdString());
            std::vector<Finding> before;
            std::vector<Finding> after;
            QVERIFY2(replay.run(begin, std::chrono::minutes(30), before), replay.problem().c_str());
            QVERIFY2(replay.run(begin + std::chrono::minutes(110), std::chrono::minutes(1), after),
                     replay.problem().c_str());
            std::set<std::string> groups;
            std::string others;
            for (const Finding& f : after) {
                if (f.detector == detector.toStdString()) {
                    if (groups.empty()) {
                        qInfo("after %lld minutes: %s",
                              static_cast<long long>((f.lastSeen - begin).count() / 60'000'000), line(f).c_str());
                    }
                    groups.insert(f.group);
                } else {
                    others += "\n" + line(f);
                }
            }
            for (const Finding& f : before) others += "\nbefore: " + line(f);
            if (!others.empty()) qInfo("seed %d, others:%s", static_cast<int>(seed), others.c_str());
            QVERIFY2(!groups.empty(), "the scenario raised no alert of its detector");
            QVERIFY2(groups.size() <= 8, "one attack became too many alerts");
        }
    }
};

QTEST_APPLESS_MAIN(TestDetectionFleetsim)
#include "test_detection_fleetsim.moc"
