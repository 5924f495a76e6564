// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts and incidents from a shell: a whole shift at the desk, as scripts see it.
#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include "tests/app/ctl/cli.h"
#include "tests/core/incident/desk.h"

using namespace vedette;
using namespace vedette::test;

namespace {

const std::string kFirst = "aaaa1111aaaa1111aaaa1111aaaa1111";
const std::string kSecond = "bbbb2222bbbb2222bbbb2222bbbb2222";

QString s(const std::string& text) { return QString::fromStdString(text); }
QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class TriageCliTest : public QObject {
    Q_OBJECT

    struct Shift : Desk {
        Shift() {
            raise(findingOf(kFirst, ocsf::kHigh, kFixtureStart, 20));
            raise(findingOf(kSecond, ocsf::kMedium, kFixtureStart, 30));
        }
        // "alerts ack aaaa --note" with the store put where it belongs.
        [[nodiscard]] Ran run(const QString& line, const QStringList& more = {}) const {
            QStringList words = line.split(QLatin1Char(' '));
            words.insert(1, s((folder / "store").string()));
            return ctl(words + more + QStringList{s("--json")});
        }
        [[nodiscard]] QJsonObject shown(const char* line) const {
            const Ran ran = run(s(line));
            return ran.exit == 0 ? ran.json() : QJsonObject{{s("error"), s(ran.err.toStdString())}};
        }
    };

private Q_SLOTS:
    void decisionsAreRecordedAndTakenBack() {
        const Shift shift;
        const auto status = [&] { return shift.shown("alerts show aaaa").value(s("status")).toString(); };
        Ran ran = shift.run(s("alerts ack aaaa --actor dana"));
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("recorded_entry")).toInt(), 2);
        QCOMPARE(status(), s("in_progress"));
        QCOMPARE(shift.run(s("alerts assign aaaa --owner eve --actor dana")).exit, 0);
        QCOMPARE(shift.run(s("alerts note aaaa --actor dana"), {s("--note"), s("asked the owner")}).exit, 0);
        QCOMPARE(shift.run(s("alerts close aaaa --verdict true-positive --actor dana")).exit, 0);
        QCOMPARE(status(), s("resolved"));
        QVERIFY(shift.shown("alerts show aaaa").value(s("due")).isNull());
        QCOMPARE(shift.run(s("alerts undo aaaa --actor eve")).exit, 0);
        const QJsonObject alert = shift.shown("alerts show aaaa");
        QCOMPARE(alert.value(s("status")).toString(), s("in_progress"));
        QCOMPARE(alert.value(s("owner")).toString(), s("eve"));
        QVERIFY(!alert.value(s("due")).isNull());
        const QJsonArray actions = alert.value(s("actions")).toArray();
        QCOMPARE(actions.size(), 5);
        QVERIFY(actions[3].toObject().value(s("undone")).toBool());
        QCOMPARE(actions[4].toObject().value(s("undoes")).toInt(), actions[3].toObject().value(s("entry")).toInt());
        QCOMPARE(shift.run(s("alerts assign aaaa --owner - --actor dana")).exit, 0);
        QCOMPARE(shift.shown("alerts show aaaa").value(s("owner")).toString(), QString());
        QCOMPARE(shift.run(s("verify")).exit, 0);
    }

    void anIncidentFromBeginningToEnd() {
        const Shift shift;
        Ran ran = shift.run(s("alerts escalate aaaa --actor dana"), {s("--title"), s("Stolen keys")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("recorded")).toInt(), 2);
        const QString id = ran.json().value(s("incident")).toString();
        QVERIFY(id.startsWith(s("inc-")));
        QCOMPARE(shift.shown("alerts show aaaa").value(s("incident")).toString(), id);
        const auto work = [&](const char* line, const QStringList& more = {}) {
            const Ran done = shift.run(s(line).replace(s("ID"), id) + s(" --actor dana"), more);
            return done.exit == 0 ? QByteArray() : done.err;
        };
        QCOMPARE(work("incidents add ID --alert bbbb"), QByteArray());
        QCOMPARE(work("incidents assign ID --owner eve"), QByteArray());
        QCOMPARE(work("incidents severity ID --severity critical"), QByteArray());
        QCOMPARE(work("incidents note ID", {s("--note"), s("keys revoked")}), QByteArray());
        QCOMPARE(work("incidents time ID aware --at -1h", {s("--note"), s("call from the owner")}), QByteArray());
        QCOMPARE(work("incidents clock ID gdpr-art34 --not-required", {s("--note"), s("no risk")}), QByteArray());
        QCOMPARE(work("incidents status ID in-progress"), QByteArray());
        QJsonObject shown = shift.run(s("incidents show ") + id).json();
        QCOMPARE(shown.value(s("title")).toString(), s("Stolen keys"));
        QCOMPARE(shown.value(s("status")).toString(), s("in_progress"));
        QCOMPARE(shown.value(s("severity")).toString(), s("critical"));
        QCOMPARE(shown.value(s("alerts")).toArray().size(), 2);
        QVERIFY(shown.value(s("timeline")).toArray().size() >= 12);
        QHash<QString, QString> clocks;
        for (const auto& clock : shown.value(s("clocks")).toArray())
            clocks[clock.toObject().value(s("clock")).toString()] = clock.toObject().value(s("state")).toString();
        QCOMPARE(clocks.value(s("gdpr-art33.1")), s("running"));
        QCOMPARE(clocks.value(s("gdpr-art34")), s("not_required"));
        QCOMPARE(clocks.value(s("hipaa-404")), s("not_started"));
        QCOMPARE(work("incidents remove ID --alert bbbb"), QByteArray());
        QCOMPARE(work("incidents status ID closed --verdict true_positive"), QByteArray());
        const QJsonObject list = shift.shown("incidents list");
        QCOMPARE(list.value(s("count")).toInt(), 1);
        QCOMPARE(list.value(s("open")).toInt(), 0);
        QCOMPARE(shift.shown("incidents list --open").value(s("count")).toInt(), 0);
        QCOMPARE(shift.run(s("verify")).exit, 0);
        // For people too.
        const Ran words = ctl({s("incidents"), s((shift.folder / "store").string()), s("show"), id});
        QCOMPARE(words.exit, 0);
        QVERIFY(words.out.contains("Stolen keys") && words.out.contains("keys revoked"));
        QVERIFY(words.out.contains("GDPR Art 33(1)") && words.out.contains("our default"));
    }

    void whatMakesNoSenseIsExplained_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* line, const char* says) { QTest::newRow(line) << s(line) << s(says); };
        row("alerts undo aaaa", "nobody did anything");
        row("alerts escalate aaaa --incident inc-none", "no such incident");
        row("alerts escalate cccc", "no such alert");
        row("alerts close aaaa", "verdict");
        row("incidents show", "which incident");
        row("incidents show inc-none", "no such incident");
        row("incidents explode inc-1", "no action");
        row("incidents open", "title");
        row("incidents open --alert cccc", "no such alert");
        row("incidents open inc-1 --title x", "its own id");
        row("incidents open --title x --severity loud", "severity");
    }
    void whatMakesNoSenseIsExplained() {
        QFETCH(QString, line);
        QFETCH(QString, says);
        static const Shift shift;
        const Ran ran = shift.run(line);
        QCOMPARE(ran.exit, 2);
        QVERIFY2(ran.err.contains(says.toUtf8()), ran.err.constData());
        QCOMPARE(must(shift.read()->head()).size, std::uint64_t{2});
    }

    void contradictionsAreRefused() {
        const Shift shift;
        const QString id =
            shift.run(s("incidents open --alert aaaa,bbbb --actor dana")).json().value(s("incident")).toString();
        const auto refused = [&](const char* line) {
            const Ran ran = shift.run(s(line).replace(s("ID"), id));
            return ran.exit == 2 ? QString() : s(line) + QString::number(ran.exit);
        };
        QCOMPARE(refused("incidents add ID --alert aaaa"), QString());
        QCOMPARE(refused("incidents open --title again --alert aaaa"), QString());  // it is in another one
        QCOMPARE(refused("incidents status ID closed"), QString());
        QCOMPARE(refused("incidents status ID asleep"), QString());
        QCOMPARE(refused("incidents time ID someday --at now --note x"), QString());
        QCOMPARE(refused("incidents time ID aware --at 2099-01-01 --note x"), QString());
        QCOMPARE(refused("incidents clock ID gdpr-art99 --at now"), QString());
        QCOMPARE(refused("incidents note ID"), QString());
        QCOMPARE(shift.run(s("incidents status %1 closed --verdict benign").arg(id)).exit, 0);
        QCOMPARE(refused("incidents status ID closed --verdict benign"), QString());
    }
};

QTEST_GUILESS_MAIN(TriageCliTest)
#include "triage_cli_test.moc"
