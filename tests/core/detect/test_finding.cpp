// SPDX-License-Identifier: GPL-3.0-or-later
// What a finding looks like in the log, and that its technique numbers are those of the shipped table.
#include <QtTest>
#include <yaml-cpp/yaml.h>

#include <map>
#include <set>

#include "core/base/bytes.h"
#include "core/detect/detectors.h"
#include "tests/support/ocsf_check.h"

using namespace vedette;

namespace {

Finding sample() {
    Finding f;
    f.detector = "model-extraction";
    f.group = "00112233445566778899aabbccddeeff";
    f.title = "Possible model extraction by p-1 on llama";
    f.reason = "4,000 calls \"in an hour\"";
    f.baseline = "usually 20";
    f.severity = ocsf::kHigh;
    f.confidence = 85;
    f.threats = threats({"AML.T0024.002", "LLM10:2025"});
    f.evidence = {10, 20, 4010};
    f.evidenceCount = 4000;
    f.firstSeen = fromMicros(1'700'000'000'123'456);
    f.lastSeen = fromMicros(1'700'000'360'000'000);
    f.node = "edge-1";
    f.source = "edge-1/access";
    f.principal = "p-1";
    f.client = "c-1";
    f.model = "llama";
    return f;
}

}  // namespace

class TestFinding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordSaysAllThatTheFindingSays() {
        Arena arena;
        const Time now = fromMicros(1'700'000'400'000'000);
        std::string record;
        writeRecord(findingEvent(sample(), now, arena), record);
        const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(record)).object();
        QVERIFY(!json.isEmpty());
        QCOMPARE(json[QStringLiteral("class_uid")].toInt(), 2004);
        QCOMPARE(json[QStringLiteral("status_id")].toInt(), 1);
        QCOMPARE(json[QStringLiteral("severity_id")].toInt(), 4);
        QCOMPARE(json[QStringLiteral("confidence_id")].toInt(), 3);
        QVERIFY(json[QStringLiteral("is_alert")].toBool());
        QCOMPARE(json[QStringLiteral("message")].toString(),
                 QStringLiteral("Possible model extraction by p-1 on llama"));
        const QJsonObject info = json[QStringLiteral("finding_info")].toObject();
        QCOMPARE(info[QStringLiteral("uid")].toString(), QStringLiteral("00112233445566778899aabbccddeeff"));
        QCOMPARE(info[QStringLiteral("analytic")].toObject()[QStringLiteral("uid")].toString(),
                 QStringLiteral("model-extraction"));
        const QJsonObject attack = info[QStringLiteral("attacks")].toArray().at(0).toObject();
        QCOMPARE(attack[QStringLiteral("sub_technique")].toObject()[QStringLiteral("uid")].toString(),
                 QStringLiteral("AML.T0024.002"));
        QCOMPARE(attack[QStringLiteral("version")].toString(), QStringLiteral("ATLAS 2026.07"));
        const QJsonObject evidence = json[QStringLiteral("vedette")].toObject()[QStringLiteral("evidence")].toObject();
        QCOMPARE(evidence[QStringLiteral("count")].toInt(), 4000);
        QCOMPARE(evidence[QStringLiteral("entries")].toArray().size(), 3);
        QCOMPARE(evidence[QStringLiteral("baseline")].toString(), QStringLiteral("usually 20"));
    }

    void recordConformsToOcsf_data() {
        QTest::addColumn<int>("detector");
        for (std::size_t i = 0; i < detectorInfos().size(); ++i) {
            QTest::newRow(detectorInfos()[i].id.c_str()) << static_cast<int>(i);
        }
    }
    void recordConformsToOcsf() {
        QFETCH(int, detector);
        const DetectorInfo& info = detectorInfos()[static_cast<std::size_t>(detector)];
        Finding f = sample();
        f.detector = info.id;
        f.threats = info.threats;
        Arena arena;
        std::string record;
        writeRecord(findingEvent(f, fromMicros(1'700'000'400'000'000), arena), record);
        for (const std::string& problem : ocsfProblems(record)) QFAIL(problem.c_str());
    }

    void columnsLeadToTheAlert() {
        Arena arena;
        const Event event = findingEvent(sample(), fromMicros(1'700'000'400'000'000), arena);
        Arena scratch;
        const Columns c = columnsOf(event, scratch);
        QCOMPARE(c[TextColumn::Group], std::string_view("00112233445566778899aabbccddeeff"));
        QCOMPARE(c[TextColumn::Rule], std::string_view("model-extraction"));
        QCOMPARE(c[TextColumn::Principal], std::string_view("p-1"));
        QCOMPARE(c[TextColumn::Client], std::string_view("c-1"));
        QCOMPARE(c[TextColumn::Model], std::string_view("llama"));
        QCOMPARE(c[TextColumn::Node], std::string_view("edge-1"));
        QCOMPARE(c[IntColumn::Severity], std::int64_t{4});
        QVERIFY(c.time() == sample().lastSeen);
    }

    void timeIsNeverAheadOfNow() {
        Finding f = sample();
        const Time now = f.lastSeen - std::chrono::hours(1);
        Arena arena;
        QVERIFY(findingEvent(f, now, arena).time() == now);
    }

    void detectorsAreDescribedAndNameKnownTechniques() {
        QCOMPARE(detectorInfos().size(), std::size_t{9});
        std::set<std::string> ids;
        for (const DetectorInfo& info : detectorInfos()) {
            QVERIFY(ids.insert(info.id).second);
            for (const std::string* text :
                 {&info.title, &info.method, &info.warmUp, &info.falseAlarmBudget, &info.blindSpots}) {
                QVERIFY2(!text->empty(), info.id.c_str());
            }
            QVERIFY2(!info.threats.empty() || info.id == "source-silent", info.id.c_str());
        }
    }

    void numbersAreThoseOfTheShippedTable() {
        const YAML::Node file = YAML::LoadFile(VEDETTE_RESOURCES "/atlas/atlas.yaml");
        std::map<std::string, std::pair<std::string, std::string>> table;
        for (const char* framework : {"atlas", "owasp-llm"}) {
            for (const YAML::Node& row : file[framework]) {
                table[row["id"].as<std::string>()] = {row["name"].as<std::string>(), row["edition"].as<std::string>()};
                if (std::string_view(framework) == "atlas") QVERIFY(row["tactics"].size() > 0);
            }
        }
        QCOMPARE(table.size(), knownThreats().size());
        for (const ThreatRef& threat : knownThreats()) {
            QVERIFY2(table.contains(threat.id), threat.id.c_str());
            QCOMPARE(table[threat.id].first, threat.name);
            QCOMPARE(table[threat.id].second, threat.edition);
            if (threat.framework == "OWASP-LLM") QVERIFY(threat.id.ends_with(":" + threat.edition));
        }
        for (const DetectorInfo& info : detectorInfos()) {
            for (const ThreatRef& threat : info.threats) QVERIFY2(table.contains(threat.id), threat.id.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestFinding)
#include "test_finding.moc"
