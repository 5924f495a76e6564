// SPDX-License-Identifier: GPL-3.0-or-later
// How a store's private keys lie on disk, as a script sees it: in clear, under a passphrase, in backups of another
// time.
#include <QFile>
#include <QJsonObject>
#include <QTest>

#include "tests/app/ctl/key_store.h"

using vedette::test::ctl;
using vedette::test::Ran;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class KeyRestCliTest : public QObject, protected vedette::test::KeyStore {
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(makeStore()); }

    // --- at rest ---
    // Said wherever somebody looks, and no failure.
    void keysInClearAreNamed() {
        const QByteArray words = "lie in clear on disk: whoever reads " + file("s/keys").toUtf8();
        for (const char* const command : {"verify", "key"}) {
            const auto ran = ctl({s(command), store()});
            QCOMPARE(ran.exit, 0);
            QVERIFY2(ran.out.contains(words), ran.out.constData());
            QVERIFY(ran.out.contains("vedettectl key " + store().toUtf8() + " passphrase"));
        }
        QCOMPARE(ctl({s("verify"), store(), s("--json")}).json().value(s("private_keys")).toString(), s("clear"));
        QCOMPARE(ctl({s("key"), store(), s("passphrase"), s("--new-passphrase-file"), secret("new")}).exit, 0);
        for (const char* const command : {"verify", "key"})
            QVERIFY(!ctl({s(command), store()}).out.contains("in clear"));
    }

    void passphrase() {
        const QStringList order = {s("key"), store(), s("passphrase"), s("--new-passphrase-file")};
        const auto ran = ctl(order + QStringList{secret("one"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("private_key")).toString(), s("locked"));
        QCOMPARE(ran.json().value(s("privacy_key")).toString(), s("locked"));
        QVERIFY(ran.json().value(s("recorded_entry")).isDouble());
        // The present one is needed, and is never taken for the new one.
        QCOMPARE(ctl(order + QStringList{secret("two")}).exit, 4);
        QCOMPARE(ctl(order + QStringList{secret("two")}, {}, given("three")).exit, 4);
        QCOMPARE(ctl(order + QStringList{secret("two")}, {}, given("one")).exit, 0);
        const QStringList rotate = {s("key"), store(), s("rotate"), s("--reason"), s("r")};
        QCOMPARE(ctl(rotate, {}, given("one")).exit, 4);
        QCOMPARE(ctl(rotate, {}, given("two")).exit, 0);
        const auto weak = ctl(order + QStringList{secret("short", "short")}, {}, given("two"));
        QCOMPARE(weak.exit, 2);
        QVERIFY2(weak.err.contains("shorter than 12"), weak.err.constData());
        QCOMPARE(ctl({s("key"), store(), s("passphrase"), s("--in-clear")}, {}, given("two")).exit, 0);
        QCOMPARE(ctl(rotate).exit, 0);
        QCOMPARE(ctl({s("verify"), store(), s("--key"), m_first}).exit, 0);
    }

    // A crash between the two files: the one is under the new passphrase, the other still under the old one.
    void brokenOffChange() {
        const QStringList order = {s("key"), store(), s("passphrase"), s("--new-passphrase-file")};
        QCOMPARE(ctl(order + QStringList{secret("one")}).exit, 0);
        QVERIFY(QFile::copy(store() + s("/keys/kek"), file("old-kek")));
        QCOMPARE(ctl(order + QStringList{secret("two")}, {}, given("one")).exit, 0);
        QVERIFY(QFile::rename(store() + s("/keys/kek"), store() + s("/keys/kek.next")));
        QVERIFY(QFile::copy(file("old-kek"), store() + s("/keys/kek")));
        const QByteArray log = "203.0.113.1 - jo [20/Nov/2024:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"\n";
        const QStringList import = {s("import"), store(), s("--mapping"), s("nginx-combined"), s("-")};
        const auto ran = ctl(import, log, given("two"));
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ctl(order + QStringList{secret("three")}, {}, given("two")).exit, 0);
        QVERIFY(!QFile::exists(store() + s("/keys/kek.next")));
        QCOMPARE(ctl(import, log, given("three")).exit, 0);
    }

    // --- backups of another time ---
    void backupFromBeforeARotation() {
        QCOMPARE(ctl({s("backup"), store(), file("bare"), s("--no-record")}).exit, 0);
        QCOMPARE(ctl({s("backup"), store(), file("with"), s("--with-keys"), s("--no-record")}).exit, 0);
        QCOMPARE(ctl({s("key"), store(), s("rotate"), s("--reason"), s("yearly change")}).exit, 0);
        const auto id = m_first.section(QLatin1Char('+'), 1, 1).toUtf8();
        const auto refused =
            ctl({s("restore"), file("bare"), file("r1"), s("--living"), store(), s("--reason"), s("r")});
        QCOMPARE(refused.exit, 4);
        for (const QByteArray& words : {"the backup's log ends under key " + id, QByteArray("took over on 20"),
                                        QByteArray("at entry 0"), QByteArray("only a copy of keys/ from before it")})
            QVERIFY2(refused.err.contains(words), refused.err.constData());
        QVERIFY(!QFile::exists(file("r1")));
        // It verifies all the same.
        QCOMPARE(ctl({s("verify"), file("bare"), s("--no-record")}).exit, 0);
        // With the keys of then, from wherever.
        const auto kept = ctl({s("restore"), file("bare"), file("r2"), s("--keys"), file("with/private-keys")});
        QVERIFY2(kept.exit == 1, kept.err.constData());  // 1: what was erased since is not known
        const auto own = ctl({s("restore"), file("with"), file("r3"), s("--living"), store()});
        QVERIFY2(own.exit == 0, own.err.constData());
        QCOMPARE(ctl({s("verify"), file("r3"), s("--key"), m_first}).exit, 0);
    }

    void backupFromBeforeAPassphraseChange() {
        const QStringList order = {s("key"), store(), s("passphrase"), s("--new-passphrase-file")};
        QCOMPARE(ctl(order + QStringList{secret("one")}).exit, 0);
        QCOMPARE(ctl({s("backup"), store(), file("copy"), s("--with-keys"), s("--no-record")}).exit, 0);
        QCOMPARE(ctl(order + QStringList{secret("two")}, {}, given("one")).exit, 0);
        const QStringList restore = {s("restore"), file("copy"), file("restored")};
        const auto refused = ctl(restore, {}, given("two"));
        QCOMPARE(refused.exit, 4);
        QVERIFY2(refused.err.contains("the passphrase is wrong for these keys"), refused.err.constData());
        QVERIFY(refused.err.contains("stays under the passphrase it was made under"));
        QVERIFY(refused.err.contains("private-keys"));
        QVERIFY(!QFile::exists(file("restored")));
        const auto old = ctl(restore, {}, given("one"));
        QVERIFY2(old.exit == 1, old.err.constData());
        // And with the living store's keys the new one does.
        const auto living = ctl({s("restore"), file("copy"), file("again"), s("--living"), store()}, {}, given("two"));
        QVERIFY2(living.exit == 0, living.err.constData());
    }

private:
    // A file with a passphrase, and the environment of a program that is told where it is.
    [[nodiscard]] QString secret(const char* name, const QByteArray& words = {}) const {
        QFile out(file(name));
        if (!out.open(QIODevice::WriteOnly)) qFatal("cannot write");
        out.write((words.isEmpty() ? QByteArray("the passphrase ") + name : words) + "\n");
        return out.fileName();
    }
    [[nodiscard]] QStringList given(const char* name) const { return {s("VEDETTE_PASSPHRASE=file:") + secret(name)}; }
};

QTEST_GUILESS_MAIN(KeyRestCliTest)
#include "key_rest_cli_test.moc"
