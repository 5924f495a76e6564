// SPDX-License-Identifier: GPL-3.0-or-later
// The store's signing key in a PKCS#11 token, as a script sees it.
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/ctl/cli.h"
#include "tests/support/soft_token.h"

using vedette::test::ctl;
using vedette::test::Ran;
using vedette::test::SoftTokens;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class TokenCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<SoftTokens> m_tokens;
    QString m_store;

    [[nodiscard]] QString at(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString file(const char* name, const QByteArray& line) const {
        QFile out(at(s(name)));
        if (!out.open(QIODevice::WriteOnly)) qFatal("cannot write");
        out.write(line + "\n");
        return out.fileName();
    }
    [[nodiscard]] QString pin() const { return file("pin", SoftTokens::kPin); }
    [[nodiscard]] static QString uri(const char* object) {
        return QString::fromStdString("pkcs11:token=vault;object=" + std::string(object));
    }
    [[nodiscard]] static QString module() { return QString::fromStdString(SoftTokens::module()); }
    [[nodiscard]] Ran key(QStringList arguments) const { return ctl(QStringList{s("key"), m_store} + arguments); }

private Q_SLOTS:
    void initTestCase() {
        if (const QString missing = SoftTokens::missing(); !missing.isEmpty()) QSKIP(qPrintable(missing));
        m_tokens = std::make_unique<SoftTokens>(m_folder.path().toStdString());
        for (const char* const label : {"vault", "other"}) m_tokens->add(label);
        m_store = at(s("store"));
        QCOMPARE(ctl({s("init"), m_store}).exit, 0);
    }

    void wrongUse_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QByteArray>("words");
        const QString u = uri("k");
        QTest::newRow("no URI") << QStringList{s("--pkcs11"), s("vault")} << 4 << QByteArray("no pkcs11: URI");
        QTest::newRow("a PIN in it") << QStringList{s("--pkcs11"), u + s("?pin-value=1")} << 4
                                     << QByteArray("holds a PIN");
        QTest::newRow("nothing to generate") << QStringList{s("--generate")} << 2 << QByteArray("--pkcs11");
        QTest::newRow("no such key") << QStringList{s("--pkcs11"), u, s("--module"), module(), s("--pin-file"), pin()}
                                     << 4 << QByteArray("--generate makes one");
        QTest::newRow("no such token") << QStringList{s("--pkcs11"),   s("pkcs11:token=none;object=k"),
                                                      s("--module"),   module(),
                                                      s("--pin-file"), pin()}
                                       << 4 << QByteArray("the token is not there");
        QTest::newRow("no PIN") << QStringList{s("--pkcs11"), u, s("--module"), module(), s("--generate")} << 4
                                << QByteArray("the token wants its PIN");
    }
    void wrongUse() {
        QFETCH(QStringList, arguments);
        QFETCH(int, exit);
        QFETCH(QByteArray, words);
        const auto ran = key(QStringList{s("rotate"), s("--reason"), s("r")} + arguments);
        QVERIFY2(ran.exit == exit, ran.err.constData());
        QVERIFY2(ran.err.contains(words), ran.err.constData());
        QCOMPARE(key({s("--json")}).json().value(s("keys")).toArray().size(), 1);
    }

    void wrongPin() {
        const auto order = [&](const char* with) {
            return QStringList{s("key"),
                               m_store,
                               s("rotate"),
                               s("--reason"),
                               s("r"),
                               s("--pkcs11"),
                               s("pkcs11:token=other;object=k"),
                               s("--module"),
                               module(),
                               s("--generate")} +
                   (with == nullptr ? QStringList() : QStringList{s("--pin-file"), file("some-pin", with)});
        };
        const auto wrong = ctl(order("000000"));
        QCOMPARE(wrong.exit, 4);
        QVERIFY2(wrong.err.contains("the PIN is wrong (the token counts wrong PINs"), wrong.err.constData());
        // What stands in the environment is not tried again by any program, though it may be right by now.
        const QStringList standing = {s("VEDETTE_PIN=file:") + pin()};
        const auto kept = ctl(order(nullptr), {}, standing);
        QCOMPARE(kept.exit, 4);
        QVERIFY2(kept.err.contains("not tried by itself"), kept.err.constData());
        // Until a person has given the right one.
        QCOMPARE(ctl(order(SoftTokens::kPin)).exit, 0);
        const auto now = ctl({s("verify"), m_store, s("--json")}, {}, standing);
        QCOMPARE(now.exit, 0);
        QVERIFY(now.json().value(s("recorded_entry")).isDouble());
    }

    void rotatesIntoTheToken() {
        const auto before = ctl({s("key"), m_store, s("--json")}, {}).json();
        const auto ran = key({s("rotate"), s("--reason"), s("into the vault"), s("--pkcs11"), uri("log-key"),
                              s("--module"), module(), s("--generate"), s("--pin-file"), pin()});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QVERIFY(ran.err.contains("delete it with the token's own tool"));  // the old one lies in the other token
        const auto shown = key({s("--json")}).json();
        QCOMPARE(shown.value(s("private_key")).toString(), s("token"));
        const QString where = shown.value(s("token")).toString();
        QVERIFY(where.contains(s("object=log-key")) && where.contains(s("module-path=")) && where.contains(s("id=")));
        QVERIFY(key({}).out.contains("in a token, which it never leaves: pkcs11:"));
        QCOMPARE(shown.value(s("keys")).toArray().size(), before.value(s("keys")).toArray().size() + 1);
    }

    // Every command that signs: with the PIN it does, without it it says so and the store stays as it was.
    void everyCommandSigns_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("needed");
        QTest::newRow("verify") << QStringList{s("verify"), s("STORE")} << false;
        QTest::newRow("hold") << QStringList{s("hold"), s("STORE"), s("add"), s("--everything"), s("--reason"), s("r")}
                              << true;
        QTest::newRow("bundle") << QStringList{s("bundle"), s("STORE"), s("-o"), s("OUT")} << true;
        QTest::newRow("import") << QStringList{s("import"), s("STORE"), s("--mapping"), s("nginx-combined"), s("-")}
                                << true;
        QTest::newRow("backup") << QStringList{s("backup"), s("STORE"), s("OUT")} << false;
    }
    void everyCommandSigns() {
        QFETCH(QStringList, arguments);
        QFETCH(bool, needed);
        for (const bool with : {false, true}) {
            QStringList line = arguments;
            line.replaceInStrings(s("STORE"), m_store);
            line.replaceInStrings(s("OUT"), at(s(QTest::currentDataTag()) + (with ? s("-with") : s("-without"))));
            if (with) line << s("--pin-file") << pin();
            const auto ran =
                ctl(line, "203.0.113.1 - - [20/Nov/2024:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"\n");
            QVERIFY2(ran.exit == (with || !needed ? 0 : 4), ran.err.constData());
            QVERIFY2(with || ran.err.contains("the token wants its PIN"), ran.err.constData());
        }
        const auto checked = ctl({s("verify"), m_store, s("--no-record")});
        QVERIFY2(checked.exit == 0, checked.out.constData());
    }

    void noSecretInTheStore() {
        QDirIterator files(m_store, QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            QFile in(files.next());
            QVERIFY(in.open(QIODevice::ReadOnly));
            const QByteArray bytes = in.readAll();
            QVERIFY2(!bytes.contains(SoftTokens::kPin) && !bytes.contains("PRIVATE KEY"), qPrintable(in.fileName()));
            ++seen;
        }
        QVERIFY(seen > 3);
    }

    void initMakesItThere() {
        const QString store = at(s("made"));
        const auto made = ctl({s("init"), store, s("--pkcs11"), uri("born-there"), s("--module"), module(),
                               s("--generate"), s("--pin-file"), pin()});
        QVERIFY2(made.exit == 0, made.err.constData());
        QVERIFY(made.out.contains("in the token, pkcs11:"));
        QVERIFY(made.out.contains("The privacy key lies in clear"));
        QCOMPARE(ctl({s("verify"), store, s("--pin-file"), pin()}).exit, 0);
        QCOMPARE(ctl({s("key"), store, s("--json")}).json().value(s("private_key")).toString(), s("token"));
    }
};

QTEST_GUILESS_MAIN(TokenCliTest)
#include "token_cli_test.moc"
