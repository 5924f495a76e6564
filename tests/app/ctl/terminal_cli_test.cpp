// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets asked for on a terminal: the store's passphrase, a person's, a token's PIN. And that a script is not asked.
#include <QFile>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/totp.h"
#include "tests/app/ctl/cli.h"
#include "tests/app/ctl/pty.h"
#include "tests/support/soft_token.h"

using vedette::test::ctl;
using vedette::test::Pty;
using vedette::test::Ran;
using vedette::test::SoftTokens;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

constexpr const char* kWords = "correct horse battery staple";
constexpr const char* kOwn = "annas very own passphrase";

// RFC 4648 section 6.
std::string fromBase32(const QString& text) {
    std::string out;
    unsigned bits = 0;
    int have = 0;
    for (const QChar c : text) {
        bits = bits << 5 | static_cast<unsigned>(c.isLetter() ? c.unicode() - u'A' : c.unicode() - u'2' + 26);
        have += 5;
        if (have >= 8) {
            have -= 8;
            out += static_cast<char>(bits >> have & 0xff);
        }
    }
    return out;
}

std::string secretIn(const QByteArray& text) {
    return fromBase32(QRegularExpression(s("secret=([A-Z2-7]+)")).match(QString::fromUtf8(text)).captured(1));
}

}  // namespace

class TerminalCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString at(const char* name) const { return m_folder.filePath(s(name)); }
    [[nodiscard]] QString file(const char* name, const QByteArray& line) const {
        QFile out(at(name));
        if (!out.open(QIODevice::WriteOnly)) qFatal("cannot write");
        out.write(line + "\n");
        return out.fileName();
    }
    [[nodiscard]] QString lockedStore(const char* name) const {
        const QString store = at(name);
        const auto made = ctl({s("init"), store, s("--new-passphrase-file"), file("words", kWords)});
        if (made.exit != 0) qFatal("%s", made.err.constData());
        return store;
    }
    [[nodiscard]] static QString rest(const QString& store) {
        return ctl({s("key"), store, s("--json")}).json().value(s("private_key")).toString();
    }

private Q_SLOTS:
    // --- the store's passphrase ---
    void storePassphraseIsAskedFor() {
        const QString store = lockedStore("asked");
        Pty terminal({s("key"), store, s("rotate"), s("--reason"), s("yearly")});
        QVERIFY2(terminal.waitFor("Passphrase of the keys in "), terminal.screen().constData());
        terminal.type(QByteArray(kWords) + "\n");
        QVERIFY2(terminal.finish() == 0, terminal.screen().constData());
        QVERIFY(!terminal.screen().contains(kWords));                    // no echo
        QCOMPARE(terminal.screen().count("Passphrase of the keys"), 1);  // once for all keys
        QCOMPARE(rest(store), s("locked"));                              // and the new key is under it as well
        // A script is not asked.
        const auto script = ctl({s("key"), store, s("rotate"), s("--reason"), s("again")});
        QCOMPARE(script.exit, 4);
        QVERIFY2(script.err.contains("the key is under a passphrase") && script.err.contains("VEDETTE_PASSPHRASE"),
                 script.err.constData());
    }

    void wrongOnesAreSaidAndSlowed() {
        const QString store = lockedStore("wrong");
        Pty terminal({s("key"), store, s("rotate"), s("--reason"), s("r")});
        for (int i = 0; i < 3; ++i) {
            QVERIFY2(terminal.waitFor("Passphrase of the keys in "), terminal.screen().constData());
            terminal.type("not the passphrase\n");
        }
        QCOMPARE(terminal.finish(), 4);
        QVERIFY2(terminal.screen().contains("The passphrase is wrong. The next try is in 1 s."),
                 terminal.screen().constData());
        QVERIFY(terminal.screen().contains("The passphrase is wrong. The next try is in 2 s."));
        QCOMPARE(terminal.screen().count("Passphrase of the keys in "), 3);
        QVERIFY(QFile::exists(store + s("/keys/attempts")));
        // Mistyped once: nothing is lost.
        const QString other = lockedStore("mistyped");
        Pty again({s("key"), other, s("rotate"), s("--reason"), s("r")});
        for (const char* const words : {"correct hrose", kWords}) {
            QVERIFY2(again.waitFor("Passphrase of the keys in "), again.screen().constData());
            again.type(QByteArray(words) + "\n");
        }
        QVERIFY2(again.finish() == 0, again.screen().constData());
        QVERIFY(!QFile::exists(other + s("/keys/attempts")));
    }

    void noAnswer_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("Ctrl-C") << QByteArray("\x03");
        QTest::newRow("Ctrl-D") << QByteArray("\x04");
    }
    void noAnswer() {
        QFETCH(QByteArray, key);
        const QString store = lockedStore(QTest::currentDataTag());
        Pty terminal({s("key"), store, s("rotate"), s("--reason"), s("r")});
        QVERIFY(terminal.waitFor("Passphrase of the keys in "));
        terminal.type(key);
        QCOMPARE(terminal.finish(), 4);
        QVERIFY2(terminal.screen().contains("none was given"), terminal.screen().constData());
        QVERIFY(!QFile::exists(store + s("/keys/attempts")));
    }

    void initOffersOne() {
        Pty with({s("init"), at("offered")});
        for (int i = 0; i < 2; ++i) {
            QVERIFY2(with.waitFor(i == 0 ? "Passphrase for the private keys" : "Once more"), with.screen().constData());
            with.type(QByteArray(kWords) + "\n");
        }
        QVERIFY2(with.finish() == 0, with.screen().constData());
        QVERIFY(with.screen().contains("private keys  under the passphrase"));
        QCOMPARE(rest(at("offered")), s("locked"));
        Pty without({s("init"), at("declined")});
        QVERIFY(without.waitFor("Passphrase for the private keys"));
        without.type("\n");
        QCOMPARE(without.finish(), 0);
        QVERIFY2(without.screen().contains("lie in clear on disk"), without.screen().constData());
        QCOMPARE(rest(at("declined")), s("clear"));
        // Two that differ make nothing.
        Pty differing({s("init"), at("differing")});
        QVERIFY(differing.waitFor("Passphrase for the private keys"));
        differing.type("one long passphrase\n");
        QVERIFY(differing.waitFor("Once more"));
        differing.type("two long passphrases\n");
        QCOMPARE(differing.finish(), 2);
        QVERIFY(!QFile::exists(at("differing")));
    }

    void passphraseIsChanged() {
        const QString store = at("changed");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        Pty terminal({s("key"), store, s("passphrase")});
        QVERIFY(terminal.waitFor("New passphrase of the keys in "));
        terminal.type(QByteArray(kWords) + "\n");
        QVERIFY(terminal.waitFor("Once more"));
        terminal.type(QByteArray(kWords) + "\n");
        QVERIFY2(terminal.finish() == 0, terminal.screen().constData());
        QCOMPARE(rest(store), s("locked"));
    }

    // --- a person's ---
    void personIsAskedFor() {
        const QString store = at("people");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        Pty adding({s("people"), store, s("add"), s("anna"), s("--role"), s("administrator"), s("--no-totp")});
        for (const char* const prompt : {"New passphrase of anna: ", "Once more: "}) {
            QVERIFY2(adding.waitFor(prompt), adding.screen().constData());
            adding.type(QByteArray(kOwn) + "\n");
        }
        QVERIFY2(adding.finish() == 0, adding.screen().constData());
        Pty acting({s("verify"), store, s("--actor"), s("anna")});
        for (const char* const words : {"annas vary own", kOwn}) {
            QVERIFY2(acting.waitFor("Passphrase of anna: "), acting.screen().constData());
            acting.type(QByteArray(words) + "\n");
        }
        QVERIFY2(acting.finish() == 0, acting.screen().constData());
        QVERIFY(acting.screen().contains("The passphrase is wrong. The next try is in 1 s."));
        QVERIFY(!acting.screen().contains("not recorded"));
        const auto script =
            ctl({s("hold"), store, s("add"), s("--everything"), s("--reason"), s("r"), s("--actor"), s("anna")});
        QCOMPARE(script.exit, 4);
        QVERIFY2(script.err.contains("there is no terminal to ask"), script.err.constData());
    }

    // A new code in place of the old one; the passphrase stays.
    void codeIsRenewed() {
        const QString store = at("codes");
        QCOMPARE(ctl({s("init"), store}).exit, 0);
        const QString own = file("anna", kOwn);
        const auto added = ctl({s("people"), store, s("add"), s("anna"), s("--role"), s("administrator"),
                                s("--new-passphrase-file"), own, s("--json")});
        QVERIFY2(added.exit == 0, added.err.constData());
        const std::string old = secretIn(added.out);
        QCOMPARE(old.size(), 20u);
        std::int64_t last = 0;
        // Each step's code is good once: the next is taken before its time, which the clocks of phones allow for.
        const auto code = [&](const std::string& secret) {
            last = std::max(vedette::totpStep(vedette::SystemClock().now()), last + 1);
            return QByteArray::fromStdString(vedette::totpCode(secret, last));
        };
        Pty terminal({s("people"), store, s("totp"), s("anna")});
        QVERIFY2(terminal.waitFor("Passphrase of anna: "), terminal.screen().constData());
        terminal.type(QByteArray(kOwn) + "\n");
        QVERIFY(terminal.waitFor("Code of the authenticator app: "));
        terminal.type(code(old) + "\n");
        QVERIFY2(terminal.finish() == 0, terminal.screen().constData());
        const std::string renewed = secretIn(terminal.screen());
        QCOMPARE(renewed.size(), 20u);
        QVERIFY(renewed != old);
        const QStringList list = {s("people"), store, s("totp"), s("anna"), s("--no-totp"), s("--passphrase-file"),
                                  own};
        const auto byOld = ctl(list + QStringList{s("--code"), QString::fromUtf8(code(old))});
        QCOMPARE(byOld.exit, 4);
        QVERIFY2(byOld.err.contains("the code is wrong"), byOld.err.constData());
        --last;
        const auto byNew = ctl(list + QStringList{s("--code"), QString::fromUtf8(code(renewed))});
        QVERIFY2(byNew.exit == 0, byNew.err.constData());
        QCOMPARE(ctl({s("verify"), store, s("--no-record")}).exit, 0);
    }

    // --- a token's ---
    void pinIsAskedForOnce() {
        if (const QString missing = SoftTokens::missing(); !missing.isEmpty()) QSKIP(qPrintable(missing));
        const SoftTokens tokens(m_folder.path().toStdString());
        tokens.add("vault");
        const QString store = at("token");
        const QStringList init = {s("init"),
                                  store,
                                  s("--pkcs11"),
                                  s("pkcs11:token=vault;object=k"),
                                  s("--module"),
                                  QString::fromStdString(SoftTokens::module()),
                                  s("--generate"),
                                  s("--new-passphrase-file"),
                                  file("words", kWords)};
        Pty wrong(init);
        QVERIFY2(wrong.waitFor("PIN of the token vault: "), wrong.screen().constData());
        wrong.type("000000\n");
        QCOMPARE(wrong.finish(), 4);
        QVERIFY2(wrong.screen().contains("the PIN is wrong"), wrong.screen().constData());
        QCOMPARE(wrong.screen().count("PIN of the token"), 1);  // the token counts: it is not for us to try on
        Pty right(init);
        QVERIFY(right.waitFor("PIN of the token vault: "));
        right.type(QByteArray(SoftTokens::kPin) + "\n");
        QVERIFY2(right.finish() == 0, right.screen().constData());
        QCOMPARE(right.screen().count("PIN of the token"), 1);
        QVERIFY(!right.screen().contains(SoftTokens::kPin));
        QCOMPARE(rest(store), s("token"));
    }
};

QTEST_GUILESS_MAIN(TerminalCliTest)
#include "terminal_cli_test.moc"
