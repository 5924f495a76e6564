// SPDX-License-Identifier: GPL-3.0-or-later
// Keys under a passphrase, and how long a wrong one has to wait.
#include "core/base/key_file.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/crypto.h"
#include "core/base/file.h"

using namespace vedette;

class KeyFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void locksAndUnlocks_data() {
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("signing key") << QByteArray::fromStdString(SigningKey::generate().toPem());
        QTest::newRow("32 bytes") << QByteArray(32, '\x07');
        QTest::newRow("nothing") << QByteArray();
    }
    void locksAndUnlocks() {
        QFETCH(QByteArray, plain);
        const auto locked = lockKey(plain.toStdString(), "correct horse");
        QVERIFY(locked);
        QVERIFY(isLocked(*locked));
        QVERIFY(!isLocked(plain.toStdString()));
        QVERIFY(!QByteArray::fromStdString(*locked).contains(plain.isEmpty() ? QByteArray("?") : plain));
        QCOMPARE(QByteArray::fromStdString(unlockKey(*locked, "correct horse").value()), plain);
        QCOMPARE(unlockKey(*locked, "correct horsf").error().code, ErrorCode::Denied);
        QVERIFY(*lockKey(plain.toStdString(), "correct horse") != *locked);  // a salt of its own
        for (std::size_t cut : {std::size_t{40}, locked->size() / 2})
            QVERIFY(!unlockKey(locked->substr(0, locked->size() - cut), "correct horse"));
    }

    // The signing key is what OpenSSL reads without us.
    void opensslOpensIt() {
        QTemporaryDir folder;
        const auto key = SigningKey::generate().toPem();
        QVERIFY(writeFileAtomic(folder.filePath(QStringLiteral("k")).toStdString(), *lockKey(key, "correct horse")));
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("pkcs8"), QStringLiteral("-in"), folder.filePath(QStringLiteral("k")),
                       QStringLiteral("-passin"), QStringLiteral("pass:correct horse")});
        QVERIFY(openssl.waitForFinished(120'000));
        QCOMPARE(openssl.readAllStandardOutput().toStdString(), key);
    }

    void references() {
        QTemporaryDir folder;
        const auto file = folder.filePath(QStringLiteral("words")).toStdString();
        QVERIFY(writeFileAtomic(file, "two words\r\n"));
        QCOMPARE(passphraseBehind("file:" + file).value(), std::string("two words"));
        qputenv("VEDETTE_TEST_WORDS", "three more words");
        QCOMPARE(passphraseBehind("env:VEDETTE_TEST_WORDS").value(), std::string("three more words"));
        for (const char* bad : {"two words", "env:VEDETTE_TEST_NONE", ""})
            QCOMPARE(passphraseBehind(bad).error().code, ErrorCode::Invalid);
        QVERIFY(!passphraseBehind("file:" + file + "x"));
    }

    // Three tries are free; then each waits twice as long as the one before, whoever asks.
    void wrongOnesWait() {
        QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        Time now = fromMicros(1'795'161'600'000'000);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(mayTryPassphrase(folder, now));
            notePassphrase(folder, false, now);
        }
        for (int seconds = 1; seconds <= 2048; seconds *= 2) {
            const auto refused = mayTryPassphrase(folder, now);
            QCOMPARE(refused.error().code, ErrorCode::Denied);
            QCOMPARE(refused.error().hint, "try again in " + std::to_string(seconds) + " s");
            QVERIFY(!mayTryPassphrase(folder, now + std::chrono::seconds(seconds) - std::chrono::microseconds(1)));
            now += std::chrono::seconds(seconds);
            QVERIFY(mayTryPassphrase(folder, now));
            notePassphrase(folder, false, now);
        }
        QVERIFY(!mayTryPassphrase(folder, now + std::chrono::minutes(59)));
        QVERIFY(mayTryPassphrase(folder, now + std::chrono::hours(1)));
        notePassphrase(folder, true, now);
        QVERIFY(mayTryPassphrase(folder, now));
    }
};

QTEST_GUILESS_MAIN(KeyFileTest)
#include "key_file_test.moc"
