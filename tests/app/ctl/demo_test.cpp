// SPDX-License-Identifier: GPL-3.0-or-later
// The demo from start to end, and that it leaves no process behind however it ends.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/ctl/cli.h"

using vedette::test::ctl;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

// Is any fleet running that works in `folder`?
bool fleetRuns(const QString& folder) {
    for (const auto& pid : QDir(s("/proc")).entryList(QDir::Dirs)) {
        QFile file(s("/proc/") + pid + s("/cmdline"));
        if (!file.open(QIODevice::ReadOnly)) continue;
        const auto line = file.readAll();
        if (line.contains("vedette-fleetsim") && line.contains(folder.toUtf8())) return true;
    }
    return false;
}

QStringList demo(const QString& folder, const char* time) {
    return {s("demo"),
            s("--nodes"),
            s("2"),
            s("--for"),
            s(time),
            s("--history"),
            s("1h"),
            s("--scenario"),
            s("open-endpoint"),
            s("--start"),
            s("2026-11-17T08:00:00Z"),
            s("--dir"),
            folder};
}

}  // namespace

class DemoTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private Q_SLOTS:
    void goesTheWholeWay() {
        const auto folder = m_folder.filePath(s("whole"));
        const auto ran = ctl(demo(folder, "8s") << s("--json"));
        QVERIFY2(ran.exit == 0, ran.err.constData());
        const auto json = ran.json();
        QVERIFY(json.value(s("collected")).toObject().value(s("events")).toInt() > 100);
        QVERIFY(json.value(s("verification")).toObject().value(s("integrity")).toObject().value(s("intact")).toBool());
        QVERIFY(json.contains(s("failing_controls")));
        QVERIFY(json.contains(s("alerts")));
        for (const auto& file : json.value(s("files")).toArray()) QVERIFY(QFile::exists(file.toString()));
        QCOMPARE(json.value(s("files")).toArray().size(), 5);
        QVERIFY(!fleetRuns(folder));
        const auto verified = ctl({s("verify"), folder + s("/store"), s("--json")});
        QCOMPARE(verified.exit, 0);
        // Each node's rows are held against its own counters: nothing may be missing in a demo without a silent node.
        const auto nodes = verified.json().value(s("nodes")).toArray();
        QCOMPARE(nodes.size(), 2);
        for (const auto& node : nodes) {
            QVERIFY(node.toObject().value(s("logged")).toInt() > 0);
            QVERIFY(node.toObject().value(s("verdict")).toString() != s("short"));
        }

        // The folder holds a demo now; another one must not be mixed into it.
        const auto again = ctl(demo(folder, "1s"));
        QCOMPARE(again.exit, 4);
        QVERIFY(again.err.contains("already"));
    }

    void leavesNoFleetBehind_data() {
        QTest::addColumn<bool>("kill");
        QTest::newRow("when asked to stop") << false;
        QTest::newRow("when killed") << true;
    }
    void leavesNoFleetBehind() {
        QFETCH(bool, kill);
        const auto folder = m_folder.filePath(kill ? s("killed") : s("stopped"));
        QProcess process;
        process.start(s(VEDETTE_BIN "/vedettectl"), demo(folder, "60s"));
        QVERIFY(process.waitForStarted(10'000));
        for (int i = 0; i < 300 && !QFile::exists(folder + s("/store/evidence.db")); ++i) QTest::qWait(100);
        QVERIFY(fleetRuns(folder));
        if (kill)
            process.kill();
        else
            process.terminate();
        QVERIFY(process.waitForFinished(60'000));
        for (int i = 0; i < 100 && fleetRuns(folder); ++i) QTest::qWait(100);
        QVERIFY(!fleetRuns(folder));
    }
};

QTEST_GUILESS_MAIN(DemoTest)
#include "demo_test.moc"
