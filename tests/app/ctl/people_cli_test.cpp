// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts as a script and a person at a terminal meet them: who may act, what takes two, what verify says.
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/ctl/cli.h"

using vedette::test::ctl;
using vedette::test::Ran;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class PeopleCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_store;

    [[nodiscard]] QString at(const QString& name) const { return m_folder.filePath(name); }
    // The file with somebody's passphrase.
    [[nodiscard]] QString secret(const QString& name, const QByteArray& passphrase = {}) const {
        QFile file(at(name + s(".secret")));
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
        file.write((passphrase.isEmpty() ? "the passphrase of " + name.toUtf8() : passphrase) + "\n");
        return file.fileName();
    }
    [[nodiscard]] Ran as(const QString& actor, QStringList arguments) const {
        arguments << s("--actor") << actor << s("--passphrase-file") << secret(actor) << s("--json");
        return ctl(arguments);
    }
    [[nodiscard]] Ran add(const QString& name, const char* role) const {
        return as(s("anna"), {s("people"), m_store, s("add"), name, s("--role"), s(role), s("--no-totp"),
                              s("--new-passphrase-file"), secret(name)});
    }
    [[nodiscard]] QJsonObject integrity() const {
        return ctl({s("verify"), m_store, s("--json"), s("--no-record")}).json().value(s("integrity")).toObject();
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_store = at(s("store"));
        QCOMPARE(ctl({s("init"), m_store}).exit, 0);
        QByteArray log;
        for (int i = 0; i < 40; ++i)
            log += "203.0.113." + QByteArray::number(i % 4 + 1) + " - worker-" + QByteArray::number(i % 4) +
                   ".quux [20/Nov/2024:10:00:" + QByteArray::number(10 + i) +
                   " +0000] \"POST /v1/chat/completions HTTP/1.1\" 200 512 \"-\" \"python-requests/2.31\"\n";
        const auto ran =
            ctl({s("import"), m_store, s("--mapping"), s("nginx-combined"), s("--node"), s("edge-1"), s("-")}, log);
        QVERIFY2(ran.exit == 0, ran.err.constData());
    }

    void withoutAccountsNobodyIsAsked() {
        const auto list = ctl({s("people"), m_store});
        QCOMPARE(list.exit, 0);
        QVERIFY(list.out.contains("no accounts"));
        QCOMPARE(ctl({s("check"), m_store, s("waive"), s("nonsense"), s("--why"), s("x")}).exit, 2);
        QCOMPARE(ctl({s("people"), m_store, s("role"), s("anna"), s("--role"), s("lead")}).exit, 2);
    }

    void theFirstIsAnAdministrator() {
        QCOMPARE(ctl({s("people"), m_store, s("add"), s("anna"), s("--role"), s("officer"), s("--no-totp"),
                      s("--new-passphrase-file"), secret(s("anna")), s("--actor"), s("anna")})
                     .exit,
                 2);
        const auto weak = ctl({s("people"), m_store, s("add"), s("anna"), s("--role"), s("administrator"),
                               s("--new-passphrase-file"), secret(s("weak"), "short")});
        QCOMPARE(weak.exit, 2);
        QVERIFY(weak.err.contains("shorter than 12"));
        // Nobody signs in yet, so there is no passphrase but the new one.
        const auto mixed = add(s("anna"), "administrator");
        QCOMPARE(mixed.exit, 2);
        QVERIFY2(mixed.err.contains("goes by --new-passphrase-file"), mixed.err.constData());
        const auto made = ctl({s("people"), m_store, s("add"), s("anna"), s("--role"), s("administrator"),
                               s("--no-totp"), s("--new-passphrase-file"), secret(s("anna")), s("--actor"), s("anna")});
        QVERIFY2(made.exit == 0, made.err.constData());
        for (const auto& [name, role] : {std::pair("otto", "officer"), {"lea", "lead"}, {"ben", "analyst"}})
            QCOMPARE(add(s(name), role).exit, 0);
        QCOMPARE(add(s("ben"), "lead").exit, 4);  // names are given once
        const auto people = ctl({s("people"), m_store, s("--json")}).json().value(s("people")).toArray();
        QCOMPARE(people.size(), 4);
        QCOMPARE(people.at(1).toObject().value(s("role")).toString(), s("analyst"));
    }

    // --passphrase-file is of who acts, --new-passphrase-file of whom it is done to.
    void passphrasesAreNotMixedUp() {
        const auto same = as(s("anna"), {s("people"), m_store, s("add"), s("carl"), s("--role"), s("analyst"),
                                         s("--no-totp"), s("--new-passphrase-file"), secret(s("anna"))});
        QCOMPARE(same.exit, 2);
        QVERIFY2(same.err.contains("would get the passphrase of who acts"), same.err.constData());
        const auto role = as(s("anna"), {s("people"), m_store, s("role"), s("ben"), s("--role"), s("analyst"),
                                         s("--new-passphrase-file"), secret(s("ben"))});
        QCOMPARE(role.exit, 2);
        QVERIFY2(role.err.contains("role sets no passphrase"), role.err.constData());
        // Only the new person's own given: who acts is asked for, and here is nobody to ask.
        const auto own = ctl({s("people"), m_store, s("add"), s("carl"), s("--role"), s("analyst"), s("--no-totp"),
                              s("--actor"), s("anna"), s("--new-passphrase-file"), secret(s("carl"))});
        QCOMPARE(own.exit, 4);
        QVERIFY2(own.err.contains("give it by --passphrase-file"), own.err.constData());
        const auto help = ctl({s("people"), s("--help")}).out;
        QVERIFY(help.contains("passphrase of who acts") && help.contains("the new passphrase of NAME"));
    }

    void nobodyActsUnknown() {
        const QStringList reveal = {s("query"), m_store, s("--reveal"), s("--why"), s("case 7"), s("--limit"), s("1")};
        const auto unknown = ctl(reveal);
        QCOMPARE(unknown.exit, 4);
        QVERIFY(unknown.out.isEmpty());
        const auto wrong = ctl(reveal + QStringList{s("--actor"), s("otto"), s("--passphrase-file"),
                                                    secret(s("wrong"), "not the passphrase")});
        QCOMPARE(wrong.exit, 4);
        QVERIFY(wrong.err.contains("the passphrase is wrong"));
        QVERIFY(wrong.out.isEmpty());
        const auto analyst = as(s("ben"), reveal);
        QCOMPARE(analyst.exit, 4);
        QVERIFY2(analyst.err.contains("officer or lead"), analyst.err.constData());
        QVERIFY(analyst.out.isEmpty());
        const auto officer = as(s("otto"), reveal);
        QVERIFY2(officer.exit == 0, officer.err.constData());
        QVERIFY(officer.out.contains("worker-"));
    }

    void aHoldIsLiftedByTwo() {
        const auto held = as(s("otto"), {s("hold"), m_store, s("add"), s("node=edge-1"), s("--reason"), s("case 7")});
        QVERIFY2(held.exit == 0, held.err.constData());
        const QString id = held.json().value(s("id")).toString();
        const QStringList release = {s("hold"), m_store, s("release"), id, s("--reason"), s("case closed")};
        const auto inForce = [&] {
            return ctl({s("hold"), m_store, s("--json")})
                .json()
                .value(s("holds"))
                .toArray()
                .at(0)
                .toObject()
                .value(s("released"))
                .isNull();
        };
        QCOMPARE(as(s("otto"), release).exit, 0);
        QVERIFY(inForce());
        QCOMPARE(as(s("otto"), release).exit, 0);  // asks again; one person is one person
        QVERIFY(inForce());
        QCOMPARE(as(s("ben"), release).exit, 4);
        QVERIFY(inForce());
        const auto second = as(s("lea"), release);
        QVERIFY2(second.exit == 0, second.err.constData());
        QVERIFY(!inForce());
    }

    // What is asked for stays in the log, erased or not.
    void whoAsksForAnErasureDoesNotNameThePerson() {
        const auto asked = as(s("lea"), {s("erase"), m_store, s("--subject"), s("worker-1.quux"), s("--reason"),
                                         s("Worker-1.Quux wrote to us")});
        QCOMPARE(asked.exit, 2);
        QVERIFY2(asked.err.contains("names the data subject"), asked.err.constData());
        QVERIFY(!ctl({s("query"), m_store, s("record~erase_request")}).out.contains("Quux"));
    }

    void twoPeopleErase() {
        const auto asked = as(s("lea"), {s("erase"), m_store, s("--subject"), s("worker-2.quux"), s("--reason"),
                                         s("letter of the 20th")});
        QVERIFY2(asked.exit == 0, asked.err.constData());
        const QString request = asked.json().value(s("request")).toString();
        QVERIFY(!request.isEmpty());
        const auto list = ctl({s("people"), m_store});
        QVERIFY(list.out.contains(request.toUtf8()));
        const QStringList confirm = {s("erase"), m_store, s("--confirm"), request};
        const auto same = as(s("lea"), confirm);
        QCOMPARE(same.exit, 4);
        QVERIFY2(same.err.contains("another person"), same.err.constData());
        QCOMPARE(integrity().value(s("erased_parts")).toInt(), 0);
        const auto other = as(s("otto"), confirm);
        QVERIFY2(other.exit == 0, other.err.constData());
        QVERIFY(integrity().value(s("erased_parts")).toInt() > 0);
        QVERIFY(integrity().value(s("intact")).toBool());
        QCOMPARE(as(s("otto"), {s("erase"), m_store, s("--confirm"), s("request-unknown")}).exit, 2);
    }

    // What two agreed on and a hold stopped is named, and run again by whoever may when the hold is gone.
    void aHoldStopsAnErasureForAWhile() {
        const auto held = as(s("otto"), {s("hold"), m_store, s("add"), s("--everything"), s("--reason"), s("case 8")});
        QVERIFY2(held.exit == 0, held.err.constData());
        const QString id = held.json().value(s("id")).toString();
        const auto asked = as(s("otto"), {s("erase"), m_store, s("--subject"), s("worker-3.quux"), s("--reason"),
                                          s("letter of the 21st")});
        QVERIFY2(asked.exit == 0, asked.err.constData());
        const QString request = asked.json().value(s("request")).toString();
        const int before = integrity().value(s("erased_parts")).toInt();
        const QStringList confirm = {s("erase"), m_store, s("--confirm"), request};
        const auto stopped = as(s("lea"), confirm);
        QCOMPARE(stopped.exit, 4);
        QVERIFY2(stopped.err.contains(id.toUtf8()), stopped.err.constData());
        QVERIFY(ctl({s("people"), m_store}).out.contains("is agreed to and not done"));
        for (const char* who : {"otto", "lea"})
            QCOMPARE(as(s(who), {s("hold"), m_store, s("release"), id, s("--reason"), s("closed")}).exit, 0);
        const auto again = as(s("otto"), confirm);
        QVERIFY2(again.exit == 0, again.err.constData());
        QVERIFY(integrity().value(s("erased_parts")).toInt() > before);
        QVERIFY(integrity().value(s("intact")).toBool());
        QVERIFY(!ctl({s("people"), m_store}).out.contains("is agreed to and not done"));
        QCOMPARE(as(s("lea"), confirm).exit, 4);  // once
    }

    void disabledPeopleAreKeptOut() {
        QCOMPARE(as(s("otto"), {s("people"), m_store, s("disable"), s("ben")}).exit, 4);
        QCOMPARE(as(s("anna"), {s("people"), m_store, s("disable"), s("ben")}).exit, 0);
        const auto out =
            as(s("ben"), {s("people"), m_store, s("passwd"), s("ben"), s("--new-passphrase-file"), secret(s("ben"))});
        QCOMPARE(out.exit, 4);
        QVERIFY(out.err.contains("disabled"));
        QVERIFY(integrity().value(s("intact")).toBool());
    }

    // Whoever restores the keys of a store restores its people's with them.
    void backupsTakeThemAlong() {
        const auto made = as(s("otto"), {s("backup"), m_store, at(s("copy")), s("--with-keys")});
        QVERIFY2(made.exit == 0, made.err.constData());
        QVERIFY(QFile::exists(at(s("copy/private-keys/people/otto.json"))));
    }

    // A person's passphrase was changed since the backup: the restored log names the key they had then.
    void backupFromBeforeAPersonsPassphrase() {
        const auto changed = as(s("otto"), {s("people"), m_store, s("passwd"), s("otto"), s("--new-passphrase-file"),
                                            secret(s("otto-new"))});
        QVERIFY2(changed.exit == 0, changed.err.constData());
        const auto note = [&](const char* store) {
            return as(s("otto"), {s("hold"), at(s(store)), s("add"), s("--everything"), s("--reason"), s("r")});
        };
        const QStringList restore = {s("restore"), at(s("copy"))};
        QCOMPARE(ctl(restore + QStringList{at(s("today")), s("--living"), m_store}).exit, 0);
        const auto refused = note("today");
        QVERIFY(refused.exit != 0);
        QVERIFY2(refused.err.contains("keys/people of that backup"), refused.err.constData());
        QVERIFY(ctl(restore + QStringList{at(s("then")), s("--keys"), at(s("copy/private-keys"))}).exit <= 1);
        const auto held = note("then");
        QVERIFY2(held.exit == 0, held.err.constData());
        QCOMPARE(ctl({s("verify"), at(s("then")), s("--no-record")}).exit, 0);
    }
};

QTEST_GUILESS_MAIN(PeopleCliTest)
#include "people_cli_test.moc"
