// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl as a script sees it: exit codes, one clear error a mistake, JSON that parses.
#include "tests/app/ctl/cli.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>

using vedette::test::ctl;
using vedette::test::Ran;

namespace {

const QStringList kCommands = {
    QStringLiteral("init"),      QStringLiteral("import"), QStringLiteral("collect"),   QStringLiteral("verify"),
    QStringLiteral("prove"),     QStringLiteral("query"),  QStringLiteral("check"),     QStringLiteral("alerts"),
    QStringLiteral("incidents"), QStringLiteral("report"), QStringLiteral("probe"),     QStringLiteral("packs"),
    QStringLiteral("erase"),     QStringLiteral("hold"),   QStringLiteral("retention"), QStringLiteral("demo"),
    QStringLiteral("kpis"),      QStringLiteral("bundle"), QStringLiteral("sql"),       QStringLiteral("anchor")};

QString s(const char* text) { return QString::fromUtf8(text); }
QStringList words(const QString& line) { return line.split(QLatin1Char(' '), Qt::SkipEmptyParts); }

void writeTo(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

// Lines of nginx's combined log, made up here.
QByteArray accessLog(int lines) {
    QByteArray out;
    for (int i = 0; i < lines; ++i)
        out += QStringLiteral(
                   "192.0.2.%1 - user%2 [20/Nov/2026:10:%3:%4 +0000] \"POST /v1/chat/completions HTTP/1.1\" "
                   "200 512 \"-\" \"python-requests/2.31\"\n")
                   .arg(i % 9 + 1)
                   .arg(i % 5)
                   .arg(i / 60 % 60, 2, 10, QLatin1Char('0'))
                   .arg(i % 60, 2, 10, QLatin1Char('0'))
                   .toUtf8();
    return out;
}

QByteArray fleetFile(const QByteArray& node) {
    return "name: test\nnodes:\n  - id: edge-1\n    provider: onprem\n    region: onprem-1\n" + node;
}

}  // namespace

class CliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_store;  // holds 300 imported events and one rejected line

    [[nodiscard]] QString at(const char* name) const { return m_folder.filePath(s(name)); }

    // Replaces %STORE and %DIR in a command line.
    [[nodiscard]] QStringList filled(const QString& line) const {
        QStringList out;
        for (QString word : words(line)) out << word.replace(s("%STORE"), m_store).replace(s("%DIR"), m_folder.path());
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_store = at("store");
        QCOMPARE(ctl({s("init"), m_store, s("--origin"), s("example.org/test")}).exit, 0);
        writeTo(at("access.log"), accessLog(300) + "this is no log line\n");
        const auto ran = ctl({s("import"), m_store, s("--mapping"), s("nginx-combined"), s("--node"), s("edge-1"),
                              s("--json"), at("access.log")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("events")).toInt(), 300);
        QCOMPARE(ran.json().value(s("rejected")).toInt(), 1);

        writeTo(at("unknown-key.yaml"), fleetFile("    endpont: https://127.0.0.1:1\n"));
        writeTo(at("no-yaml.yaml"), "name: [\n");
        writeTo(at("secret.yaml"),
                fleetFile("    endpoint: https://127.0.0.1:1\n    bearer: env:VEDETTE_TEST_NO_SUCH_SECRET\n"
                          "    sources:\n      - id: metrics\n        kind: metrics\n        path: /metrics\n"));
        QVERIFY(QDir(m_folder.path()).mkdir(s("plain-folder")));
    }

    void everyCommandExplainsItself_data() {
        QTest::addColumn<QString>("command");
        for (const auto& command : kCommands) QTest::newRow(qPrintable(command)) << command;
    }
    void everyCommandExplainsItself() {
        QFETCH(QString, command);
        const auto ran = ctl({command, s("--help")});
        QCOMPARE(ran.exit, 0);
        QVERIFY(ran.out.contains("Example:\n  vedettectl " + command.toUtf8()));
        QVERIFY(ran.out.contains("--json"));
        QVERIFY(ran.err.isEmpty());
    }

    void jsonParses_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("member");
        QTest::addColumn<int>("exit");
        QTest::newRow("init") << s("init %DIR/another --json") << s("verifier_key") << 0;
        QTest::newRow("import") << s("import %DIR/another --mapping nginx-combined --json %DIR/access.log")
                                << s("events") << 0;
        QTest::newRow("verify") << s("verify %STORE --no-record --json") << s("integrity") << 0;
        QTest::newRow("prove") << s("prove %STORE 3 --json") << s("proof") << 0;
        QTest::newRow("query count") << s("query %STORE class=6003 --count --json") << s("count") << 0;
        QTest::newRow("query") << s("query %STORE --limit 1 --json") << s("class_uid") << 0;
        QTest::newRow("query columns") << s("query %STORE --limit 1 --columns --json") << s("entry") << 0;
        QTest::newRow("alerts") << s("alerts %STORE --severity none --json") << s("alerts") << 0;
        QTest::newRow("packs") << s("packs --json") << s("packs") << 0;
        QTest::newRow("packs mappings") << s("packs mappings --json") << s("packs") << 0;
        QTest::newRow("packs rules") << s("packs rules --json") << s("notes") << 0;
    }
    void jsonParses() {
        QFETCH(QString, line);
        QFETCH(QString, member);
        QFETCH(int, exit);
        const auto ran = ctl(filled(line));
        QVERIFY2(ran.exit == exit, ran.err.constData());
        QVERIFY2(ran.json().contains(member), ran.out.constData());
        QVERIFY(ran.err.isEmpty());
        QCOMPARE(ran.out.count('\n'), 1);
    }

    void checkAndReportAsJson() {
        const auto check = ctl(filled(s("check %STORE --json")));
        QVERIFY2(check.exit == 0 || check.exit == 1, check.err.constData());
        const auto controls = check.json().value(s("controls")).toArray();
        QVERIFY(controls.size() >= 24);
        for (const auto& control : controls) {
            QVERIFY(!control.toObject().value(s("state")).toString().isEmpty());
            QVERIFY(!control.toObject().value(s("reason")).toString().isEmpty());
            QVERIFY(!control.toObject().value(s("threshold_basis")).toString().isEmpty());
        }
        const auto failing = check.json().value(s("states")).toObject().value(s("fail")).toInt();
        QCOMPARE(check.exit, failing > 0 ? 1 : 0);

        const auto report = ctl(filled(s("report %STORE --format pdf,html,csv -o %DIR/out --json")), {},
                                {s("QT_QPA_PLATFORM=xcb"), s("DISPLAY=")});  // no screen is asked for
        QVERIFY2(report.exit == 0 || report.exit == 1, report.err.constData());
        QCOMPARE(report.json().value(s("files")).toArray().size(), 5);
        for (const auto& file : report.json().value(s("files")).toArray()) {
            QFile written(file.toObject().value(s("path")).toString());
            QVERIFY(written.open(QIODevice::ReadOnly));
            QCOMPARE(
                QString::fromLatin1(QCryptographicHash::hash(written.readAll(), QCryptographicHash::Sha256).toHex()),
                file.toObject().value(s("sha256")).toString());
        }
        QCOMPARE(report.err, QByteArray());
        QFile pdf(at("out/report.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF-1.4"));
        // The export is in the log.
        const auto entry = report.json().value(s("recorded_entry")).toInt(-1);
        QVERIFY(entry > 0);
        const auto recorded = ctl({s("query"), m_store, s("entry=") + QString::number(entry)});
        QVERIFY(recorded.out.contains("\"kind\":\"report\""));
    }

    // Rows of other nodes are not counted, and the report says what it is about; integrity stays that of the whole log.
    void aReportOnOneNodeLeavesTheOthersOut() {
        const QString store = at("two");
        QCOMPARE(ctl({s("init"), store, s("--origin"), s("example.org/two")}).exit, 0);
        writeTo(at("more.log"), accessLog(40));
        for (const auto& [node, file] : {std::pair("edge-1", "access.log"), std::pair("edge-2", "more.log")})
            QVERIFY(
                ctl({s("import"), store, s("--mapping"), s("nginx-combined"), s("--node"), s(node), at(file)}).exit ==
                0);
        const QString line = s("report %DIR/two --period 2026-11-20 --format html -o %DIR/%1 --json");
        for (const auto& [more, folder] : {std::pair("", "all"), std::pair(" --node edge-2", "one")}) {
            const auto ran = ctl(filled(line.arg(s(folder)) + s(more)));
            QVERIFY2(ran.exit == 0 || ran.exit == 1, ran.err.constData());
        }
        const auto page = [&](const char* name) {
            QFile html(at(name));
            return html.open(QIODevice::ReadOnly) ? QString::fromUtf8(html.readAll()) : QString();
        };
        const QString all = page("all/report.html");
        const QString one = page("one/report.html");
        QVERIFY(all.contains(s("edge-1")) && all.contains(s("edge-2")) && all.contains(s("the whole fleet")));
        QVERIFY(one.contains(s("This report is about a part of the fleet: 1 node: edge-2.")));
        QVERIFY(!one.contains(s("edge-1")));
        static const QRegularExpression kInPeriod(s("Entries in the period</dt>\\s*<dd>(\\d+)"));
        QCOMPARE(kInPeriod.match(one).captured(1), s("40"));
    }

    void anEmptyPeriodGivesAReportThatSaysSo() {
        const auto ran = ctl(filled(s("report %STORE --period 2019Q1 -o %DIR/empty --json")));
        QVERIFY2(ran.exit == 0 || ran.exit == 1, ran.err.constData());
        QVERIFY(ran.json().value(s("empty")).toBool());
        QFile html(at("empty/report.html"));
        QVERIFY(html.open(QIODevice::ReadOnly));
        QVERIFY(html.readAll().contains("The log holds no entry in this period"));
    }

    // What the command says and records stays English; the files are for who reads them.
    void aReportIsWrittenInGerman() {
        const auto ran =
            ctl(filled(s("report %STORE --period 2019Q1 --format pdf,html --language de -o %DIR/de --json")));
        QVERIFY2(ran.exit == 0 || ran.exit == 1, ran.err.constData());
        QFile html(at("de/report.html"));
        QVERIFY(html.open(QIODevice::ReadOnly));
        const QByteArray page = html.readAll();
        QVERIFY(page.contains("<html lang=\"de\""));
        QVERIFY(page.contains("Das Protokoll enthält in diesem Zeitraum keinen Eintrag"));
        QVERIFY(page.contains("1. Januar bis 31. März 2019, UTC"));
        const auto recorded =
            ctl({s("query"), m_store, s("entry=") + QString::number(ran.json().value(s("recorded_entry")).toInt(-1))});
        QVERIFY(recorded.out.contains("\"language\":\"de\""));
        QVERIFY2(recorded.out.contains("1 January to 31 March 2019, UTC"), recorded.out.constData());
    }

    void mistakes_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* line, int exit, const char* said) {
            QTest::newRow(name) << s(line) << exit << s(said);
        };
        row("no command", "", 2, "subcommand");
        row("paper nobody sells", "report %STORE --format pdf --paper a0 -o %DIR/out", 2, "a4 or letter");
        row("unknown command", "fly", 2, "");
        row("unknown option", "verify %STORE --fast", 2, "--fast");
        row("missing argument", "verify", 2, "STORE");
        row("init over a store", "init %STORE", 4, "");
        row("init below a file", "init %DIR/access.log/store", 4, "");
        row("init with a bad origin", "init %DIR/x --origin a+b", 2, "--origin");
        row("not a store", "verify %DIR/plain-folder", 4, "");
        row("no such store", "query %DIR/nowhere", 4, "nowhere");
        row("wrong mapping name", "import %STORE --mapping ngnix-json %DIR/access.log", 2, "did you mean nginx-json");
        row("no such log file", "import %STORE --mapping nginx-json %DIR/none.log", 4, "none.log");
        row("a folder as log file", "import %STORE --mapping nginx-json %DIR/plain-folder", 4, "folder");
        row("a node with a slash", "import %STORE --mapping nginx-json --node a/b %DIR/access.log", 2, "--node");
        row("no fleet file", "collect %STORE --fleet %DIR/none.yaml --once", 4, "none.yaml");
        row("unknown key in the fleet file", "collect %STORE --fleet %DIR/unknown-key.yaml --once", 4, "endpont");
        row("broken fleet file", "probe --fleet %DIR/no-yaml.yaml", 4, "no-yaml.yaml:");
        row("bad duration", "collect %STORE --fleet %DIR/secret.yaml --for soon", 2, "--for");
        row("once and for", "collect %STORE --fleet %DIR/secret.yaml --for 1s --once", 2, "--once");
        row("not an entry number", "prove %STORE first", 2, "first");
        row("entry past the end", "prove %STORE 999999", 4, "999999");
        row("bad verifier key", "verify %STORE --key abc", 2, "--key");
        row("check without record", "prove --check %DIR/access.log", 2, "--record");
        row("bad filter column", "query %STORE colour=red", 2, "colour");
        row("bad filter number", "query %STORE status=many", 2, "many");
        row("fewer than none", "query %STORE --limit -1", 2, "--limit");
        row("a hold's time in its filter", "hold %STORE add node=edge-1 from=2026-01-01 --reason x", 2, "--from");
        row("a backup in the store", "backup %STORE/ %STORE/copy", 4, "in the store itself");
        row("what is trusted in what is checked", "verify %STORE/ --since %STORE/check", 2,
            "could change this file too");
        row("bad time", "query %STORE --from last-tuesday", 2, "--from");
        row("period reversed", "query %STORE --from 2026-02-01 --to 2026-01-01", 2, "before it begins");
        row("period twice", "check %STORE --period 2026Q1 --from 2026-01-01", 2, "--period");
        row("a quarter that is none", "check %STORE --period 2026Q5", 2, "2026Q5");
        row("reveal without reason", "query %STORE --reveal", 2, "--why");
        row("unknown pack", "check %STORE --pack gpdr", 2, "did you mean gdpr");
        row("unknown format", "report %STORE --format docx -o %DIR/out2", 2, "docx");
        row("report in a language nobody wrote", "report %STORE --language fr -o %DIR/out2", 2,
            "choose one of: en, de");
        row("report without folder", "report %STORE", 2, "--output");
        row("report below a file", "report %STORE -o %DIR/access.log/out", 4, "");
        row("unknown action on alerts", "alerts %STORE snooze 1", 2, "snooze");
        row("alert not named", "alerts %STORE close", 2, "ALERT");
        row("no such alert", "alerts %STORE show ffff", 2, "ffff");
        row("unknown severity", "alerts %STORE --severity loud", 2, "loud");
        row("unknown control", "check %STORE waive gdpr-art999 --why x --until 2099-01-01", 2, "gdpr-art999");
        row("unknown kind of pack", "packs mapings", 2, "did you mean mappings");
        row("demo of no time", "demo --for never", 2, "--for");
        row("demo of an unknown scenario", "demo --nodes 1 --for 1s --scenario meteor --dir %DIR/demo-x", 2, "meteor");
    }
    void mistakes() {
        QFETCH(QString, line);
        QFETCH(int, exit);
        QFETCH(QString, said);
        const auto plain = ctl(filled(line));
        QVERIFY2(plain.exit == exit, plain.err + plain.out);
        QVERIFY2(plain.err.contains(said.toUtf8()), plain.err.constData());
        QVERIFY2(plain.err.count('\n') == 1, plain.err.constData());
        QVERIFY2(!plain.err.contains("terminate"), plain.err.constData());
        QVERIFY2(plain.out.isEmpty() || line.startsWith(s("demo")), plain.out.constData());

        const auto json = ctl(filled(line) << s("--json"));
        QCOMPARE(json.exit, exit);
        const auto error = json.errorJson();
        QVERIFY2(error.value(s("exit")).toInt() == exit, json.err.constData());
        QVERIFY(!error.value(s("what")).toString().isEmpty());
        QVERIFY(error.contains(s("code")));
        QVERIFY(error.contains(s("hint")));
        QVERIFY(json.out.isEmpty());
    }

    // The source is recorded as failing; where it is the only one, nothing could be read.
    void aMissingSecretIsSaid() {
        const auto store = at("secrets");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        const auto ran = ctl({s("collect"), store, s("--fleet"), at("secret.yaml"), s("--once"), s("--json")});
        QCOMPARE(ran.exit, 4);
        QVERIFY2(ran.errorJson().value(s("what")).toString().contains(s("env:VEDETTE_TEST_NO_SUCH_SECRET")),
                 ran.err.constData());
        QCOMPARE(ran.json().value(s("failing")).toArray().size(), 1);
        const auto status = ctl({s("query"), store, s("class=7706006"), s("--count"), s("--json")});
        QVERIFY2(status.json().value(s("count")).toInt() > 0, status.out.constData());
    }

    void aProofIsCheckedWithoutTheStore() {
        const auto key = ctl(filled(s("verify %STORE --no-record --json")))
                             .json()
                             .value(s("integrity"))
                             .toObject()
                             .value(s("verifier_key"))
                             .toString();
        QCOMPARE(ctl({s("prove"), m_store, s("17"), s("-o"), at("17.proof")}).exit, 0);
        const auto record = ctl({s("query"), m_store, s("entry=17")}).out;
        writeTo(at("17.json"), record);
        const auto good =
            ctl({s("prove"), s("--check"), at("17.proof"), s("--record"), at("17.json"), s("--key"), key, s("--json")});
        QVERIFY2(good.exit == 0, good.err.constData());
        QCOMPARE(good.json().value(s("entry")).toInt(), 17);
        // What prove prints as leaf is what anybody computes with sha256sum.
        QByteArray leaf(1, '\0');
        leaf += record.trimmed();
        QCOMPARE(ctl({s("prove"), m_store, s("17"), s("--json")}).json().value(s("leaf")).toString(),
                 QString::fromLatin1(QCryptographicHash::hash(leaf, QCryptographicHash::Sha256).toHex()));

        QByteArray other = record;
        other.replace("edge-1", "edge-2");
        QVERIFY(other != record);
        writeTo(at("other.json"), other);
        const auto bad =
            ctl({s("prove"), s("--check"), at("17.proof"), s("--record"), at("other.json"), s("--key"), key});
        QCOMPARE(bad.exit, 3);
    }

    void recordsComeOutAsTheyAreKept() {
        const auto ran = ctl(filled(s("query %STORE class=6003 --limit 5")));
        QCOMPARE(ran.exit, 0);
        QCOMPARE(ran.out.count('\n'), 5);
        // Pseudonyms only; the network (192.0.2.0/24) is kept by design.
        QVERIFY(!QString::fromUtf8(ran.out).contains(QRegularExpression(s("192\\.0\\.2\\.[1-9]"))));
        QVERIFY(!ran.out.contains("\"user1\""));
        const auto rejected = ctl(filled(s("query %STORE class=7706005")));
        QCOMPARE(rejected.out.count('\n'), 1);
        const auto all = ctl(filled(s("query %STORE class=6003 --newest --columns"))).out.split('\n');
        QCOMPARE(all.size() - 1, 300);
    }

    void openingASealedPartIsRecordedFirst() {
        const auto before =
            ctl(filled(s("query %STORE class=7706003 --count --json"))).json().value(s("count")).toInt();
        const auto ran = ctl({s("query"), m_store, s("class=6003"), s("--limit"), s("1"), s("--reveal"), s("--why"),
                              s("ticket 4711"), s("--actor"), s("m.okafor")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QVERIFY(QString::fromUtf8(ran.out).contains(QRegularExpression(s("192\\.0\\.2\\.[1-9]"))));
        const auto after = ctl(filled(s("query %STORE class=7706003 --newest --limit 1"))).out;
        QVERIFY(after.contains("\"name\":\"reveal\""));
        QVERIFY(after.contains("ticket 4711"));
        QCOMPARE(ctl(filled(s("query %STORE class=7706003 --count --json"))).json().value(s("count")).toInt(),
                 before + 1);
    }

    // What is asked for and why stays in the log: it does not name the person.
    void whatIsLookedForDoesNotNameThePersonInTheLog() {
        const auto person = s("max.muster@example.com");
        const auto ran = ctl(
            {s("query"), m_store, s("client=") + person, s("--reveal"), s("--why"), s("access request of ") + person});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        const auto controls = ctl(filled(s("check %STORE --json"))).json().value(s("controls")).toArray();
        const auto control = controls.first().toObject().value(s("id")).toString();
        QCOMPARE(ctl({s("check"), m_store, s("pass"), control, s("--why"), s("shown by ") + person}).exit, 0);
        QCOMPARE(ctl({s("check"), m_store, s("clear"), control, s("--why"), s("of ") + person}).exit, 0);
        QCOMPARE(ctl({s("report"), m_store, s("--title"), s("For ") + person, s("--format"), s("csv"), s("-o"),
                      at("titled")})
                     .exit,
                 0);
        const auto kept = ctl(filled(s("query %STORE class=7706003 --newest --limit 4"))).out;
        QCOMPARE(kept.count("[email]"), 5);
        QVERIFY2(!kept.contains("max.muster"), kept.constData());
    }

    void standardInputCanBeImported() {
        const auto store = at("piped");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        const auto ran = ctl({s("import"), store, s("--mapping"), s("nginx-combined"), s("--json"), s("-")},
                             accessLog(7) + "\r\n\n" + accessLog(1).trimmed());
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("events")).toInt(), 8);
        QCOMPARE(ran.json().value(s("rejected")).toInt(), 0);
    }

    void oneHugeLineIsRejectedAndTheRestKept() {
        const auto store = at("huge");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        const auto ran = ctl({s("import"), store, s("--mapping"), s("nginx-combined"), s("--json"), s("-")},
                             accessLog(2) + QByteArray(9'000'000, 'x') + "\n" + accessLog(3));
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("events")).toInt(), 5);
        QCOMPARE(ran.json().value(s("rejected")).toInt(), 1);
        QCOMPARE(ctl({s("verify"), store}).exit, 0);
    }

    void decisionsAreEntries() {
        const auto controls = ctl(filled(s("check %STORE --json"))).json().value(s("controls")).toArray();
        QString control;
        for (const auto& c : controls)
            if (c.toObject().value(s("state")).toString() == s("insufficient_evidence"))
                control = c.toObject().value(s("id")).toString();
        QVERIFY(!control.isEmpty());
        QCOMPARE(ctl({s("check"), m_store, s("waive"), control}).exit, 2);
        QCOMPARE(
            ctl({s("check"), m_store, s("waive"), control, s("--why"), s("migration"), s("--until"), s("2020-01-01")})
                .exit,
            2);
        const auto waived = ctl({s("check"), m_store, s("waive"), control, s("--why"), s("migration"), s("--until"),
                                 s("2099-01-01"), s("--actor"), s("a.brandt")});
        QVERIFY2(waived.exit == 0, waived.err.constData());
        bool found = false;
        for (const auto& c : ctl(filled(s("check %STORE --json"))).json().value(s("controls")).toArray()) {
            if (c.toObject().value(s("id")).toString() != control) continue;
            found = true;
            QCOMPARE(c.toObject().value(s("state")).toString(), s("waived"));
            QCOMPARE(c.toObject().value(s("waiver")).toObject().value(s("who")).toString(), s("a.brandt"));
        }
        QVERIFY(found);
    }

    void aDamagedStoreIsExitThreeAndStaysAsItIs() {
        const auto store = at("damaged");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        QCOMPARE(ctl({s("import"), store, s("--mapping"), s("nginx-combined"), at("access.log")}).exit, 0);
        QCOMPARE(ctl({s("verify"), store, s("--no-record")}).exit, 0);
        // Another key in the place of the one the checkpoints were signed with.
        QFile::remove(store + s("/keys/verifier"));
        QVERIFY(QFile::copy(m_store + s("/keys/verifier"), store + s("/keys/verifier")));
        const auto ran = ctl({s("verify"), store, s("--json")});
        QVERIFY2(ran.exit == 3 || ran.exit == 4, ran.err.constData());
    }

    void aKeyThatIsNotTheStoresIsRefused() {
        const auto store = at("foreign-key");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        QDir keys(m_store + s("/keys"));
        bool replaced = false;
        for (const auto& name : keys.entryList(QDir::Files)) {
            if (!name.contains(s("sign"))) continue;
            QFile::remove(store + s("/keys/") + name);
            replaced = QFile::copy(keys.filePath(name), store + s("/keys/") + name) || replaced;
        }
        QVERIFY(replaced);
        const auto ran = ctl({s("import"), store, s("--mapping"), s("nginx-combined"), at("access.log")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.err.count('\n'), 1);
        QVERIFY(ran.err.contains("key"));
    }

    void aStoreThatCannotBeWrittenIsSaid() {
        const auto ran = ctl({s("init"), s("/proc/no-such-place/store")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.err.count('\n'), 1);
    }

    void aLockedStoreIsSaid() {
        sqlite3* other = nullptr;
        QCOMPARE(sqlite3_open((m_store + s("/evidence.db")).toUtf8().constData(), &other), SQLITE_OK);
        QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        const auto locked =
            ctl({s("query"), m_store, s("class=6003"), s("--limit"), s("1"), s("--reveal"), s("--why"), s("x")});
        const auto reading = ctl({s("query"), m_store, s("class=6003"), s("--limit"), s("1")});
        sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
        sqlite3_close(other);
        QCOMPARE(locked.exit, 4);
        QCOMPARE(locked.err.count('\n'), 1);
        QVERIFY2(locked.err.contains("another process"), locked.err.constData());
        QVERIFY(locked.out.isEmpty());  // nothing is shown that could not be recorded
        QCOMPARE(reading.exit, 0);      // readers do not wait
    }

    // As in `vedettectl query STORE | head -1`: it ends, and there is nothing to complain of.
    void aReaderThatHasEnoughIsNoTrouble() {
        QProcess process;
        process.start(s("/bin/sh"), {s("-c"), s("\"$0\" query \"$1\" | head -1; \"$0\" packs | head -1"),
                                     s(VEDETTE_BIN "/vedettectl"), m_store});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(process.readAllStandardOutput().count('\n'), 2);
    }

    void everyProblemOfAFleetFileHasALine() {
        writeTo(at("two.yaml"), "name: f\ncolour: red\nnodes:\n  - id: n\n    taste: sweet\n");
        const auto ran = ctl({s("collect"), m_store, s("--fleet"), at("two.yaml"), s("--once")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.err.count('\n'), 2);
        QVERIFY2(ran.err.contains("two.yaml:2: ") && ran.err.contains("\n" + at("two.yaml").toUtf8() + ":5: "),
                 ran.err.constData());
    }

    void noTemporaryFolderIsSaid() {
        const auto ran = ctl({s("demo"), s("--for"), s("1s")}, {}, {s("TMPDIR=/no/such/folder")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.err.count('\n'), 1);
    }

    void aFullOutputIsSaid() {
        if (!QFile::exists(s("/dev/full"))) QSKIP("this system has no /dev/full");
        QProcess process;
        process.setStandardOutputFile(s("/dev/full"));
        process.start(s(VEDETTE_BIN "/vedettectl"), {s("query"), m_store});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 4);
    }

    void sigtermEndsACollectorCleanly() {
        writeTo(at("quiet.log"), accessLog(3));
        writeTo(at("files.yaml"),
                fleetFile("    sources:\n      - id: access\n        kind: file\n        mapping: nginx-combined\n"
                          "        path: " +
                          at("quiet.log").toUtf8() + "\n        every: 1s\n"));
        const auto store = at("service");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        QProcess process;
        process.start(s(VEDETTE_BIN "/vedettectl"), {s("collect"), store, s("--fleet"), at("files.yaml"), s("--json")});
        QVERIFY(process.waitForStarted(10'000));
        // Not before it has read the file: the log shows it.
        bool read = false;
        for (int i = 0; i < 100 && !read; ++i) {
            QTest::qWait(200);
            read =
                ctl({s("query"), store, s("class=6003"), s("--count"), s("--json")}).json().value(s("count")).toInt() ==
                3;
        }
        process.terminate();
        QVERIFY(process.waitForFinished(30'000));
        QVERIFY2(read, process.readAllStandardError().constData());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(QJsonDocument::fromJson(process.readAllStandardOutput()).object().value(s("events")).toInt(), 3);
        QCOMPARE(ctl({s("verify"), store}).exit, 0);
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "cli_test.moc"
