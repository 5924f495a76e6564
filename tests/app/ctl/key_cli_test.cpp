// SPDX-License-Identifier: GPL-3.0-or-later
// key as a script sees it, and what verify and prove say after it.
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "tests/app/ctl/key_store.h"

using vedette::test::ctl;
using vedette::test::Ran;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class KeyCliTest : public QObject, protected vedette::test::KeyStore {
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(makeStore()); }

    void rotateAndCheck() {
        const auto ran = ctl({s("key"), store(), s("rotate"), s("--reason"), s("yearly change"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        const auto second = ran.json().value(s("verifier_key")).toString();
        QVERIFY(second != m_first);
        for (const auto& key : {m_first, second})
            QCOMPARE(ctl({s("verify"), store(), s("--key"), key, s("--no-record")}).exit, 0);
        const auto keys = ctl({s("key"), store(), s("--json")}).json().value(s("keys")).toArray();
        QCOMPARE(keys.size(), 2);
        QVERIFY(keys[1].toObject().value(s("in_force")).toBool());
        QCOMPARE(keys[1].toObject().value(s("entry")).toInt(), 0);
        // The reason is in the log.
        QVERIFY(ctl({s("query"), store(), s("rule=key_rotate")}).out.contains("\"note\":\"yearly change\""));

        // A proof, checked by somebody who has the first key and the changes.
        QCOMPARE(ctl({s("query"), store(), s("entry=0")}).exit, 0);
        QFile record(file("record"));
        QVERIFY(record.open(QIODevice::WriteOnly));
        record.write(ctl({s("query"), store(), s("rule=key_rotate")}).out);
        record.close();
        QCOMPARE(ctl({s("prove"), store(), s("0"), s("-o"), file("proof")}).exit, 0);
        QCOMPARE(ctl({s("key"), store(), s("chain"), s("-o"), file("chain")}).exit, 0);
        const QStringList check = {s("prove"), s("--check"), file("proof"), s("--record"), file("record"), s("--key")};
        QCOMPARE(ctl(check + QStringList{second}).exit, 0);
        QCOMPARE(ctl({s("verify"), store()}).exit, 0);  // one entry more, signed by the new key alone
        QCOMPARE(ctl({s("prove"), store(), s("0"), s("-o"), file("proof")}).exit, 0);
        QCOMPARE(ctl(check + QStringList{m_first}).exit, 3);
        QCOMPARE(ctl(check + QStringList{m_first, s("--chain"), file("chain")}).exit, 0);
    }

    void revoke() {
        QCOMPARE(ctl({s("verify"), store()}).exit, 0);  // an entry under the first key
        QCOMPARE(ctl({s("key"), store(), s("rotate"), s("--reason"), s("stolen")}).exit, 0);
        const auto id = m_first.section(QLatin1Char('+'), 1, 1);
        const QStringList order = {s("key"),    store(),         s("revoke"),   s("--key"), id,
                                   s("--from"), s("2020-01-01"), s("--reason"), s("stolen")};
        QCOMPARE(ctl(order).exit, 0);
        const auto broken = ctl({s("verify"), store()});
        QCOMPARE(broken.exit, 3);
        QVERIFY2(broken.out.contains("entries 0 to 0: they were signed by key " + id.toUtf8()), broken.out.constData());
        QCOMPARE(ctl(order + QStringList{s("--attest")}).exit, 0);
        const auto vouched = ctl({s("verify"), store()});
        QVERIFY2(vouched.exit == 0, vouched.out.constData());
        QVERIFY(vouched.out.contains("is revoked from 2020-01-01"));
        QCOMPARE(ctl({s("verify"), store(), s("--key"), m_first}).exit, 3);
    }

    void lose() {
        QVERIFY(QFile::remove(store() + s("/keys/signing.pem")));
        const auto ran = ctl({s("key"), store(), s("recover"), s("--reason"), s("disk broke"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        const auto broken = ctl({s("verify"), store()});
        QCOMPARE(broken.exit, 3);
        QVERIFY2(broken.out.contains("entry 0: the chain of keys breaks here"), broken.out.constData());
        const auto believed =
            ctl({s("verify"), store(), s("--key"), ran.json().value(s("verifier_key")).toString(), s("--no-record")});
        QVERIFY2(believed.exit == 0, believed.out.constData());
        QVERIFY(believed.out.contains("BREAK of the chain of keys at entry 0"));
    }

    void wrongUse_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exit");
        QTest::newRow("no reason") << QStringList{s("rotate")} << 2;
        QTest::newRow("unknown verb") << QStringList{s("turn")} << 2;
        QTest::newRow("no key") << QStringList{s("revoke"), s("--from"), s("2020"), s("--reason"), s("r")} << 2;
        QTest::newRow("no time") << QStringList{s("revoke"), s("--key"), s("00000001"), s("--reason"), s("r")} << 2;
        QTest::newRow("a key the log never had")
            << QStringList{s("revoke"), s("--key"), s("00000001"), s("--from"), s("2020"), s("--reason"), s("r")} << 4;
        QTest::newRow("in clear and not")
            << QStringList{s("passphrase"), s("--in-clear"), s("--new-passphrase-file"), s("f")} << 2;
        QTest::newRow("no terminal to ask for a new passphrase on") << QStringList{s("passphrase")} << 4;
        QTest::newRow("recover with the key at hand") << QStringList{s("recover"), s("--reason"), s("r")} << 4;
    }
    void wrongUse() {
        QFETCH(QStringList, arguments);
        QFETCH(int, exit);
        const auto ran = ctl(QStringList{s("key"), store()} + arguments);
        QVERIFY2(ran.exit == exit, ran.err.constData());
    }
};

QTEST_GUILESS_MAIN(KeyCliTest)
#include "key_cli_test.moc"
