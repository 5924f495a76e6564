// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of authenticator apps and keys from passphrases, against the published vectors.
#include <QTest>

#include "core/base/passphrase.h"
#include "core/base/totp.h"

using namespace vedette;

namespace {

QString q(const std::string& text) { return QString::fromStdString(text); }
Time at(qint64 seconds) { return fromMicros(seconds * 1'000'000); }

constexpr const char* kSecret = "12345678901234567890";

}  // namespace

class AccountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // RFC 6238, appendix B; the seeds of the longer hashes are those of its reference implementation.
    void rfc6238_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("sha1");
        QTest::addColumn<QString>("sha256");
        QTest::addColumn<QString>("sha512");
        const auto row = [](qint64 seconds, const char* a, const char* b, const char* c) {
            QTest::addRow("%lld", static_cast<long long>(seconds))
                << seconds << QString::fromUtf8(a) << QString::fromUtf8(b) << QString::fromUtf8(c);
        };
        row(59, "94287082", "46119246", "90693936");
        row(1111111109, "07081804", "68084774", "25091201");
        row(1111111111, "14050471", "67062674", "99943326");
        row(1234567890, "89005924", "91819424", "93441116");
        row(2000000000, "69279037", "90698825", "38618901");
        row(20000000000, "65353130", "77737706", "47863826");
    }
    void rfc6238() {
        QFETCH(qint64, seconds);
        QFETCH(QString, sha1);
        QFETCH(QString, sha256);
        QFETCH(QString, sha512);
        const std::int64_t step = totpStep(at(seconds));
        const std::string digits = "1234567890";
        std::string longer;
        for (int i = 0; i < 7; ++i) longer += digits;
        QCOMPARE(q(totpCode(kSecret, step, 8)), sha1);
        QCOMPARE(q(totpCode(longer.substr(0, 32), step, 8, TotpHash::Sha256)), sha256);
        QCOMPARE(q(totpCode(longer.substr(0, 64), step, 8, TotpHash::Sha512)), sha512);
    }

    // RFC 4226, appendix D.
    void rfc4226() {
        const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                               "254676", "287922", "162583", "399871", "520489"};
        for (int i = 0; i < 10; ++i) QCOMPARE(totpCode(kSecret, i), std::string(codes[i]));
    }

    void aCodeIsGoodOnceAndNotForLong_data() {
        QTest::addColumn<qint64>("off");       // of the step it is the code of
        QTest::addColumn<qint64>("lastUsed");  // likewise
        QTest::addColumn<bool>("good");
        QTest::newRow("now") << qint64(0) << qint64(-5) << true;
        QTest::newRow("clock behind") << qint64(1) << qint64(-5) << true;
        QTest::newRow("clock ahead") << qint64(-1) << qint64(-5) << true;
        QTest::newRow("too old") << qint64(-2) << qint64(-5) << false;
        QTest::newRow("too early") << qint64(2) << qint64(-5) << false;
        QTest::newRow("used") << qint64(0) << qint64(0) << false;
        QTest::newRow("older than a used one") << qint64(-1) << qint64(0) << false;
        QTest::newRow("next after a used one") << qint64(1) << qint64(0) << true;
    }
    void aCodeIsGoodOnceAndNotForLong() {
        QFETCH(qint64, off);
        QFETCH(qint64, lastUsed);
        QFETCH(bool, good);
        const Time now = at(1'800'000'000);
        const std::int64_t step = totpStep(now);
        const auto taken = acceptTotp(kSecret, totpCode(kSecret, step + off), now, step + lastUsed);
        QCOMPARE(taken.has_value(), good);
        if (good) QCOMPARE(*taken, step + off);
    }

    void rubbishIsNoCode() {
        const Time now = at(1'800'000'000);
        for (const char* typed : {"", "12345", "1234567", "abcdef", "\xc3\xa4", "000 000 0"})
            QVERIFY2(!acceptTotp(kSecret, typed, now, -1), typed);
        const std::string code = totpCode(kSecret, totpStep(now));
        const QString spaced = q(code.substr(0, 3)) + QLatin1Char(' ') + q(code.substr(3));
        QVERIFY(acceptTotp(kSecret, spaced.toStdString(), now, -1));
    }

    // RFC 4648, section 10.
    void base32() {
        QCOMPARE(toBase32(""), std::string());
        QCOMPARE(toBase32("f"), std::string("MY"));
        QCOMPARE(toBase32("fo"), std::string("MZXQ"));
        QCOMPARE(toBase32("foo"), std::string("MZXW6"));
        QCOMPARE(toBase32("foob"), std::string("MZXW6YQ"));
        QCOMPARE(toBase32("fooba"), std::string("MZXW6YTB"));
        QCOMPARE(toBase32("foobar"), std::string("MZXW6YTBOI"));
        QCOMPARE(newTotpSecret().size(), std::size_t(20));
        QVERIFY(newTotpSecret() != newTotpSecret());
    }
    void uri() {
        QCOMPARE(totpUri("j.doe", kSecret),
                 std::string("otpauth://totp/Vedette:j.doe?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Vedette&"
                             "algorithm=SHA1&digits=6&period=30"));
    }

    // RFC 7914, section 12; its keys are 64 bytes long, of which ours are the first half.
    void rfc7914_data() {
        QTest::addColumn<QByteArray>("passphrase");
        QTest::addColumn<QByteArray>("salt");
        QTest::addColumn<quint64>("n");
        QTest::addColumn<quint64>("r");
        QTest::addColumn<quint64>("p");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("NaCl") << QByteArray("password") << QByteArray("NaCl") << quint64(1024) << quint64(8)
                              << quint64(16)
                              << QByteArray("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
        QTest::newRow("SodiumChloride") << QByteArray("pleaseletmein") << QByteArray("SodiumChloride") << quint64(16384)
                                        << quint64(8) << quint64(1)
                                        << QByteArray(
                                               "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
    }
    void rfc7914() {
        QFETCH(QByteArray, passphrase);
        QFETCH(QByteArray, salt);
        QFETCH(quint64, n);
        QFETCH(quint64, r);
        QFETCH(quint64, p);
        QFETCH(QByteArray, key);
        const auto made = scryptKey(passphrase.toStdString(), salt.toStdString(), {n, r, p});
        QVERIFY(made.has_value());
        QCOMPARE(QByteArray::fromStdString(toHex(*made)), key);
    }

    // A changed file may ask for anything; it gets an answer, not all of the memory.
    void absurdCostsAreRefused() {
        for (const ScryptCost cost :
             {ScryptCost{0, 8, 1}, ScryptCost{1000, 8, 1}, ScryptCost{1u << 20, 8, 1}, ScryptCost{1024, 0, 1},
              ScryptCost{1024, 8, 0}, ScryptCost{std::uint64_t{1} << 63, 8, 1}, ScryptCost{1024, 1u << 30, 1}})
            QCOMPARE(scryptKey("x", "y", cost).error().code, ErrorCode::Invalid);
    }

    void shortPassphrasesAreRefused() {
        QVERIFY(!passphraseTrouble("elevenchars").empty());
        QVERIFY(!passphraseTrouble("\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc").empty());
        QVERIFY(!passphraseTrouble("twelve chars\xff").empty());
        QVERIFY(passphraseTrouble("twelve chars").empty());
    }
};

QTEST_APPLESS_MAIN(AccountTest)
#include "account_test.moc"
