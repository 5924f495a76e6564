// SPDX-License-Identifier: GPL-3.0-or-later
// prove --consistency, bundle and sql as a script sees them.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/ctl/cli.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using vedette::test::ctl;
using vedette::test::Ran;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class EvidenceCliTest : public QObject {
    Q_OBJECT

    test::TempFolder m_folder;
    QString m_store;
    QString m_key;

    [[nodiscard]] QString at(const char* name) const { return QString::fromStdString((m_folder / name).string()); }

private Q_SLOTS:
    // 1,500 entries; checkpoints of the sizes 0, 600, 1200 and 1500 are kept.
    void initTestCase() {
        test::FixedClock clock(test::kFixtureStart);
        test::makeStore(m_folder / "s", clock);
        auto writer = Writer::open(m_folder / "s", clock);
        QVERIFY(writer);
        test::EventSource source;
        for (const std::size_t count : {600, 600, 300}) {
            QVERIFY((*writer)->write(source.batch(count)));
            clock.advance(std::chrono::hours(1));
        }
        m_store = at("s");
        m_key = QString::fromUtf8(contents(m_store + s("/keys/verifier")).trimmed());
    }

    void commandsExplainThemselves() {
        for (const char* command : {"bundle", "sql", "prove"}) {
            const auto ran = ctl({s(command), s("--help")});
            QCOMPARE(ran.exit, 0);
            QVERIFY(ran.out.contains(QByteArray("Example:\n  vedettectl ") + command));
        }
    }

    void checkpointsAreListed() {
        const auto ran = ctl({s("prove"), m_store, s("--checkpoints"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QStringList sizes;
        for (const auto& one : ran.json().value(s("checkpoints")).toArray()) {
            sizes << QString::number(one.toObject().value(s("size")).toInt());
            QCOMPARE(one.toObject().value(s("root")).toString().size(), 64);
            QVERIFY(one.toObject().value(s("signed")).toString().endsWith(QLatin1Char('Z')));
        }
        QCOMPARE(sizes.join(QLatin1Char(' ')), s("0 600 1200 1500"));
        QVERIFY(ctl({s("prove"), m_store, s("--checkpoints")}).out.contains("SIZE"));
    }

    void consistency() {
        auto ran = ctl({s("prove"), m_store, s("--consistency"), s("600"), s("1500"), s("-o"), at("grown")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QVERIFY(contents(at("grown")).startsWith("old 600\n"));
        ran = ctl({s("prove"), s("--check"), at("grown"), s("--key"), m_key, s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("older")).toInt(), 600);
        QCOMPARE(ran.json().value(s("newer")).toInt(), 1500);

        QCOMPARE(ctl({s("prove"), s("--check"), at("grown")}).exit, 2);  // with which key?

        QFile changed(at("changed"));
        QVERIFY(changed.open(QIODevice::WriteOnly));
        changed.write(contents(at("grown")).replace("old 600", "old 601"));
        changed.close();
        ran = ctl({s("prove"), s("--check"), at("changed"), s("--key"), m_key, s("--json")});
        QCOMPARE(ran.exit, 3);
        QCOMPARE(ran.errorJson().value(s("code")).toString(), s("corrupt"));

        ran = ctl({s("prove"), m_store, s("--consistency"), s("601"), s("1500"), s("--json")});
        QCOMPARE(ran.exit, 4);
        QVERIFY(ran.errorJson().value(s("hint")).toString().contains(s("600 and 1200")));
        for (const char* line :
             {"--consistency 600", "--consistency 1500 600", "--consistency a b", "5 6", "5 --checkpoints"}) {
            ran = ctl(QStringList{s("prove"), m_store} + s(line).split(QLatin1Char(' ')));
            QVERIFY2(ran.exit == 2, line);
        }
    }

    void wordsAreSearchedFor() {
        const auto count = [&](const QStringList& filter) {
            const auto ran = ctl(QStringList{s("query"), m_store} + filter + QStringList{s("--count"), s("--json")});
            return ran.exit == 0 ? ran.json().value(s("count")).toInt(-1) : -1;
        };
        const int ends = count({s("text~\"READ TO its end\"")});
        QVERIFY(ends > 0);
        QCOMPARE(ends, count({s("class=7706006")}));
        QCOMPARE(ends, count({s("\"read to its end\"")}));
        QVERIFY(count({s("text~node-3"), s("status=2")}) > 0);
        QCOMPARE(count({s("text~vllm")}), 0);
        QCOMPARE(count({s("record~vllm")}), count({s("class=7706001")}));
        const auto rows = ctl({s("query"), m_store, s("text~\"read to its end\""), s("--newest"), s("-n"), s("5")});
        QCOMPARE(rows.out.count("read to its end"), qsizetype{5});
        // Whoever finds nothing is told what was not looked at.
        const auto none = ctl({s("query"), m_store, s("text~\"no such words\"")});
        QCOMPARE(none.exit, 0);
        QVERIFY(none.out.isEmpty());
        QVERIFY2(none.err.contains("sealed parts are never searched"), none.err.constData());

        QCOMPARE(ctl({s("query"), m_store, s("text~a")}).exit, 2);
        QCOMPARE(ctl({s("query"), m_store, s("text=ab")}).exit, 2);
        // A hold stays in the log, and words may be a name.
        const auto hold = ctl({s("hold"), m_store, s("add"), s("text~miller"), s("--reason"), s("case 7")});
        QCOMPARE(hold.exit, 2);
        QVERIFY2(hold.err.contains("not words to search for"), hold.err.constData());
    }

    void recordsComeWithTheirProofs() {
        const auto plain = ctl({s("query"), m_store, s("class=3002")});
        const auto proven = ctl({s("query"), m_store, s("class=3002"), s("--record-integrity")});
        QVERIFY2(proven.exit == 0, proven.err.constData());
        QVERIFY(plain.out.count('\n') > 0);
        QCOMPARE(proven.out.count('\n'), plain.out.count('\n'));
        QCOMPARE(proven.out.count("\"vedette/record_integrity\""), plain.out.count('\n'));
        QCOMPARE(proven.out.count("c2sp.org/tlog-proof@v1"), plain.out.count('\n'));
        QCOMPARE(ctl({s("query"), m_store, s("--record-integrity"), s("--columns")}).exit, 2);
    }

    void bundle() {
        auto ran =
            ctl({s("bundle"), m_store, s("class=3002"), s("-o"), at("b.zip"), s("--actor"), s("jo"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        const auto said = ran.json();
        QVERIFY(said.value(s("records")).toInt() > 0);
        QCOMPARE(said.value(s("size")).toInt(), 1500);
        QCOMPARE(contents(at("b.zip")).size(), said.value(s("bytes")).toInteger());
        // That it was given away stands in the log.
        const int entry = said.value(s("recorded_entry")).toInt(-1);
        QCOMPARE(entry, 1500);
        ran = ctl({s("query"), m_store, QStringLiteral("entry=%1").arg(entry)});
        QVERIFY(ran.out.contains(said.value(s("sha256")).toString().toUtf8()));
        QVERIFY(ran.out.contains("\"jo\""));
        QCOMPARE(ctl({s("verify"), m_store, s("--no-record")}).exit, 0);

        QCOMPARE(ctl({s("bundle"), m_store, s("node=nothing"), s("-o"), at("none.zip")}).exit, 2);
        QCOMPARE(ctl({s("bundle"), m_store, s("noth=ing"), s("-o"), at("none.zip")}).exit, 2);
        QCOMPARE(ctl({s("bundle"), m_store}).exit, 2);
        QCOMPARE(ctl({s("bundle"), m_store, s("-o"), at("no/such/folder.zip"), s("--no-record")}).exit, 4);
        QVERIFY(!QFile::exists(at("none.zip")));
    }

    void sql() {
        auto ran = ctl({s("sql"), m_store, s("SELECT entry, node, NULL AS n FROM event WHERE entry < 3"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("columns")).toArray(), QJsonArray({s("entry"), s("node"), s("n")}));
        const auto rows = ran.json().value(s("rows")).toArray();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[2].toArray()[0].toInt(), 2);
        QVERIFY(rows[2].toArray()[2].isNull());
        QVERIFY(!ran.json().value(s("truncated")).toBool(true));

        ran = ctl({s("sql"), m_store, s("SELECT 1 AS \"a,b\", '=cmd' AS c, -1 AS d, NULL AS e"), s("--csv")});
        QCOMPARE(ran.out, QByteArray("\"a,b\",c,d,e\r\n1,'=cmd,-1,\r\n"));
        ran = ctl({s("sql"), m_store, s("SELECT entry FROM event"), s("--limit"), s("2"), s("--json")});
        QVERIFY(ran.json().value(s("truncated")).toBool());
        QCOMPARE(ran.json().value(s("count")).toInt(), 2);
        QVERIFY(ctl({s("sql"), m_store, s("SELECT node FROM event LIMIT 1")}).out.startsWith("node\n"));
    }

    void sqlIsRefused() {
        const QByteArray before = contents(m_store + s("/evidence.db"));
        for (const char* sql : {"DELETE FROM event", "ATTACH 'x' AS y", "PRAGMA journal_mode=DELETE",
                                "SELECT 1; SELECT 2", "SELECT load_extension('x')", "nonsense"}) {
            const auto ran = ctl({s("sql"), m_store, s(sql), s("--json")});
            QVERIFY2(ran.exit == 2, sql);
            QCOMPARE(ran.errorJson().value(s("code")).toString(), s("invalid"));
            QVERIFY(ran.out.isEmpty());
        }
        QCOMPARE(contents(m_store + s("/evidence.db")), before);
        const auto slow =
            ctl({s("sql"), m_store, s("--timeout"), s("1"), s("--json"),
                 s("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c")});
        QCOMPARE(slow.exit, 4);
        QCOMPARE(slow.errorJson().value(s("code")).toString(), s("timeout"));
        QCOMPARE(ctl({s("sql"), at("none"), s("SELECT 1")}).exit, 4);
        QCOMPARE(ctl({s("sql"), m_store, s("SELECT 1"), s("--csv"), s("--json")}).exit, 2);
        QCOMPARE(ctl({s("sql"), m_store, s("SELECT 1"), s("--limit"), s("0")}).exit, 2);
    }
};

QTEST_GUILESS_MAIN(EvidenceCliTest)
#include "evidence_cli_test.moc"
