// SPDX-License-Identifier: GPL-3.0-or-later
// Each scenario of the simulated fleet, through the real programs: a fleet over HTTPS, the collector, the judge. The
// attack raises its alert, or turns its control to fail.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

QString program() { return QStringLiteral(VEDETTE_BIN "/vedettectl"); }

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Ran run(const QStringList& arguments) {
    QProcess process;
    process.start(program(), arguments);
    if (!process.waitForFinished(240000)) process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

}  // namespace

class ScenarioEndToEndTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scenarioIsSeen_data() {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("alert");    // detector that must have raised one; empty: none asked
        QTest::addColumn<QString>("control");  // one of these must fail; empty: none asked
        const auto row = [](const char* scenario, const char* alert, const char* control) {
            QTest::newRow(scenario) << QString::fromLatin1(scenario) << QString::fromLatin1(alert)
                                    << QString::fromLatin1(control);
        };
        row("extraction", "model-extraction", "");
        row("distributed-extraction", "distributed-extraction", "");
        row("credential-stuffing", "credential-stuffing", "");
        row("wallet", "denial-of-wallet", "");
        row("region-violation", "", "gdpr-art44 gdpr-art45");
        row("expired-certificate", "", "pci-4.2.1 hipaa-312e2ii gdpr-art32.1a");
        row("open-endpoint", "unauthenticated-success", "pci-8.3.1 hipaa-312d gdpr-art32.1b");
        row("silent-node", "source-silent", "");
        row("tampered-log", "", "pci-10.2.1 hipaa-312b");
    }

    void scenarioIsSeen() {
        QFETCH(QString, scenario);
        QFETCH(QString, alert);
        QFETCH(QString, control);
        const QTemporaryDir folder;
        const QString dir = folder.filePath(QStringLiteral("demo"));
        const Ran demo =
            run({QStringLiteral("demo"), QStringLiteral("--scenario"), scenario, QStringLiteral("--for"),
                 scenario == QLatin1String("distributed-extraction") ? QStringLiteral("45s") : QStringLiteral("25s"),
                 QStringLiteral("--dir"), dir, QStringLiteral("--seed"), QStringLiteral("4711")});
        QVERIFY2(demo.code == 0, demo.err.constData());
        const QString store = dir + QStringLiteral("/store");

        if (!alert.isEmpty()) {
            const Ran alerts = run({QStringLiteral("alerts"), store, QStringLiteral("list"), QStringLiteral("--json")});
            QVERIFY2(alerts.out.contains('"' + alert.toLatin1() + '"'), (alerts.out + alerts.err).constData());
        }
        if (!control.isEmpty()) {
            const Ran check = run({QStringLiteral("check"), store, QStringLiteral("--json")});
            const auto failing = failingControls(check.out);
            bool found = false;
            for (const QString& id : control.split(QLatin1Char(' '))) found = found || failing.contains(id);
            QVERIFY2(found, qPrintable(QStringLiteral("failing are: ") + failing.join(QLatin1Char(' ')) +
                                       QString::fromUtf8(check.err)));
        }
        const Ran verify = run({QStringLiteral("verify"), store});
        QVERIFY2(verify.code == 0, (verify.out + verify.err).constData());
    }

    // Days of a fleet that is small enough to be read in one poll. The second run of the collector repeats nothing.
    void slowExtractionIsSeen() {
        const QTemporaryDir folder;
        const QString dir = folder.filePath(QStringLiteral("fleet"));
        const QString store = folder.filePath(QStringLiteral("store"));
        QProcess fleet;
        fleet.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        fleet.start(
            QStringLiteral(VEDETTE_BIN "/vedette-fleetsim"),
            {QStringLiteral("--dir"), dir, QStringLiteral("--nodes"), QStringLiteral("1"), QStringLiteral("--rate"),
             QStringLiteral("8"), QStringLiteral("--speed"), QStringLiteral("1"), QStringLiteral("--start"),
             QStringLiteral("2026-11-19T16:00:00Z"), QStringLiteral("--history"), QStringLiteral("10d"),
             QStringLiteral("--scenario"), QStringLiteral("slow-extraction"), QStringLiteral("--stop-with-stdin")});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(dir + QStringLiteral("/fleet.yaml")), 60000);
        QVERIFY(run({QStringLiteral("init"), store}).code == 0);
        for (int round = 0; round < 2; ++round) {
            const Ran collected = run({QStringLiteral("collect"), store, QStringLiteral("--fleet"),
                                       dir + QStringLiteral("/fleet.yaml"), QStringLiteral("--once")});
            QVERIFY2(collected.code == 0, collected.err.constData());
        }
        fleet.closeWriteChannel();
        QVERIFY(fleet.waitForFinished(60000));
        const Ran alerts = run({QStringLiteral("alerts"), store, QStringLiteral("list"), QStringLiteral("--json")});
        QCOMPARE(alerts.out.count("\"slow-extraction\""), 1);
        const Ran verify = run({QStringLiteral("verify"), store});
        QVERIFY2(verify.code == 0, (verify.out + verify.err).constData());
    }

private:
    static void collect(const QJsonValue& value, QStringList& out) {
        if (value.isArray()) {
            const QJsonArray items = value.toArray();
            for (const auto& item : items) collect(item, out);
        } else if (value.isObject()) {
            const QJsonObject object = value.toObject();
            if (object[QStringLiteral("state")] == QLatin1String("fail")) {
                for (const char* key : {"control", "id"}) {
                    const QString id = object[QLatin1String(key)].toString();
                    if (!id.isEmpty()) out << id;
                }
            }
            for (const auto& member : object) collect(member, out);
        }
    }

    static QStringList failingControls(const QByteArray& json) {
        QStringList out;
        QJsonParseError error{};
        const auto whole = QJsonDocument::fromJson(json, &error);
        if (error.error == QJsonParseError::NoError) {
            collect(whole.isArray() ? QJsonValue(whole.array()) : QJsonValue(whole.object()), out);
        } else {
            for (const QByteArray& line : json.split('\n')) collect(QJsonDocument::fromJson(line).object(), out);
        }
        return out;
    }
};

QTEST_GUILESS_MAIN(ScenarioEndToEndTest)
#include "scenario_end_to_end_test.moc"
