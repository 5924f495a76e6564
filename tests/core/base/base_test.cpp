// SPDX-License-Identifier: GPL-3.0-or-later
// Times, bytes, cryptographic primitives against published vectors, canonical JSON, files.
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <limits>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/time.h"

using namespace vedette;

class BaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void time_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("normal");  // empty: refused
        QTest::newRow("utc") << "2026-11-21T01:02:03Z" << "2026-11-21T01:02:03.000000Z";
        QTest::newRow("micros") << "2026-11-21T01:02:03.123456Z" << "2026-11-21T01:02:03.123456Z";
        QTest::newRow("nanos are cut") << "2026-11-21T01:02:03.123456789Z" << "2026-11-21T01:02:03.123456Z";
        QTest::newRow("offset") << "2026-11-21T01:02:03+02:00" << "2026-11-20T23:02:03.000000Z";
        QTest::newRow("negative offset, space") << "2026-11-21 23:30:00-01:30" << "2026-11-22T01:00:00.000000Z";
        QTest::newRow("date") << "2024-02-29" << "2024-02-29T00:00:00.000000Z";
        QTest::newRow("leap second") << "2016-12-31T23:59:60Z" << "2017-01-01T00:00:00.000000Z";
        QTest::newRow("no such day") << "2026-02-29" << "";
        QTest::newRow("no zone") << "2026-11-21T01:02:03" << "";
        QTest::newRow("rubbish after") << "2026-11-21T01:02:03Zx" << "";
        QTest::newRow("empty fraction") << "2026-11-21T01:02:03.Z" << "";
        QTest::newRow("hour 24") << "2026-11-21T24:00:00Z" << "";
        QTest::newRow("before the epoch") << "1969-12-31T23:59:59Z" << "";
        QTest::newRow("empty") << "" << "";
    }
    void time() {
        QFETCH(QString, text);
        QFETCH(QString, normal);
        const auto parsed = parseTime(text.toStdString());
        QCOMPARE(parsed.has_value(), !normal.isEmpty());
        if (parsed) QCOMPARE(QString::fromStdString(formatTime(*parsed)), normal);
    }

    void duration_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("micros");
        QTest::newRow("seconds") << "15s" << qint64{15'000'000};
        QTest::newRow("days") << "7d" << qint64{604'800'000'000};
        QTest::newRow("milliseconds") << "250ms" << qint64{250'000};
        QTest::newRow("no unit") << "15" << qint64{-1};
        QTest::newRow("negative") << "-1s" << qint64{-1};
        QTest::newRow("overflow") << "99999999999999d" << qint64{-1};
    }
    void duration() {
        QFETCH(QString, text);
        QFETCH(qint64, micros);
        const auto parsed = parseDuration(text.toStdString());
        QCOMPARE(parsed ? parsed->count() : -1, micros);
    }

    void base64RoundTrips() {
        for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
            QCOMPARE(fromBase64(toBase64(text)).value(), std::string(text));
        }
        QCOMPARE(toBase64("foob"), std::string("Zm9vYg=="));
        for (const char* bad : {"Zg", "Zg=", "Z===", "Zh==", "Zm9v!A==", "=Zm9"}) {
            QVERIFY2(!fromBase64(bad).has_value(), bad);
        }
    }

    void utf8_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("valid");
        QTest::newRow("ascii") << QByteArray("hello, world, long enough") << true;
        QTest::newRow("two, three, four") << QByteArray("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80") << true;
        QTest::newRow("lone continuation") << QByteArray("a\x80") << false;
        QTest::newRow("overlong") << QByteArray("\xC0\xAF") << false;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << false;
        QTest::newRow("past the end") << QByteArray("\xF4\x90\x80\x80") << false;
        QTest::newRow("cut off") << QByteArray("12345678\xE2\x82") << false;
    }
    void utf8() {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, valid);
        QCOMPARE(isUtf8(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))), valid);
    }

    void arenaKeepsItsCopies() {
        Arena arena;
        std::vector<std::string_view> views;
        for (int i = 0; i < 20'000; ++i)
            views.push_back(
                arena.copy(std::string(static_cast<std::size_t>(i % 97 + 1), static_cast<char>('a' + i % 26))));
        const auto large = arena.copy(std::string(1'000'000, 'x'));
        for (int i = 0; i < 20'000; ++i) {
            QCOMPARE(views[static_cast<std::size_t>(i)].front(), static_cast<char>('a' + i % 26));
            QCOMPARE(views[static_cast<std::size_t>(i)].size(), static_cast<std::size_t>(i % 97 + 1));
        }
        QCOMPARE(large.back(), 'x');
    }

    void knownDigests() {
        QCOMPARE(toHex(sha256("abc")), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        const std::string_view parts[] = {"a", "", "bc"};
        QCOMPARE(toHex(sha256(parts)), toHex(sha256("abc")));
        // RFC 4231 test case 2 has the key "Jefe"; shorter keys are padded with zeros, so a padded key is the same key.
        Key256 key{};
        key[0] = 'J', key[1] = 'e', key[2] = 'f', key[3] = 'e';
        QCOMPARE(toHex(hmacSha256(key, "what do ya want for nothing?")),
                 std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    void sealedBytesOpenOnlyUnchanged() {
        Key256 key{};
        randomBytes(key);
        const std::string sealed = aesGcmSeal(key, "clear text", "header");
        QCOMPARE(sealed.size(), std::size_t{12 + 10 + 16});
        QCOMPARE(aesGcmOpen(key, sealed, "header").value(), std::string("clear text"));
        QVERIFY(!aesGcmOpen(key, sealed, "Header").has_value());
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            std::string changed = sealed;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            QVERIFY(!aesGcmOpen(key, changed, "header").has_value());
        }
        QVERIFY(!aesGcmOpen(key, "short", "header").has_value());
        QVERIFY(aesGcmSeal(key, "clear text", "header") != sealed);
    }

    void signatures() {
        const auto key = SigningKey::generate();
        const auto signature = key.sign("message");
        const std::string_view bytes(reinterpret_cast<const char*>(signature.data()), signature.size());
        const auto again = SigningKey::fromPem(key.toPem());
        QVERIFY(again.has_value());
        QVERIFY(again->publicKey() == key.publicKey());
        QVERIFY(verifyEd25519(again->publicKey(), "message", bytes));
        QVERIFY(!verifyEd25519(again->publicKey(), "Message", bytes));
        QVERIFY(!verifyEd25519(again->publicKey(), "message", bytes.substr(1)));
        QVERIFY(!SigningKey::fromPem("rubbish").has_value());
    }

    void canonical_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("canonical");  // empty: refused
        // ' stands for " in this table.
        QTest::newRow("sorted, no space") << "{ 'b' : 1 , 'a' : [ true , null ] }" << "{'a':[true,null],'b':1}";
        QTest::newRow("nested") << "{'z':{'y':1,'x':{}},'a':[{'c':1,'b':2}]}"
                                << "{'a':[{'b':2,'c':1}],'z':{'x':{},'y':1}}";
        QTest::newRow("numbers") << "[1.0,1e21,1E-7,0.000001,-0,-0.0,4.50,2e-3,1e+2,333333333.33333329]"
                                 << "[1,1e+21,1e-7,0.000001,0,0,4.5,0.002,100,333333333.3333333]";
        QTest::newRow("past 2^53 is text")
            << "[9007199254740991,9007199254740992,1715108059341081180,123456789012345678901234567890]"
            << "[9007199254740991,'9007199254740992','1715108059341081180','123456789012345678901234567890']";
        QTest::newRow("past 2^53 with an exponent") << "[4334444444444931E4,9999999999999999999.9,1e20,2e21]"
                                                    << "['4334444444444931E4','9999999999999999999.9','1e20',2e+21]";
        QTest::newRow("escapes") << "['\\u0041\\/\\u20ac\\u000f\\n\\'\\\\']"
                                 << QString::fromUtf8("['A/\u20ac\\u000f\\n\\'\\\\']");
        QTest::newRow("utf-16 order") << QString::fromUtf8("{'\uFB33':1,'\U0001F600':2,'\u20ac':3,'1':4}")
                                      << QString::fromUtf8("{'1':4,'\u20ac':3,'\U0001F600':2,'\uFB33':1}");
        QTest::newRow("duplicate keys are kept") << "{'k':1,'k':2,'a':0,'k':3}" << "{'a':0,'k':1,'k#2':2,'k#3':3}";
        QTest::newRow("renamed key clashes") << "{'k':1,'k':2,'k#2':9}" << "{'k':1,'k#2':2,'k#2#2':9}";
        QTest::newRow("bare text") << "'a'" << "'a'";
        QTest::newRow("bare number") << "12" << "12";
        QTest::newRow("cut off") << "{'a':1" << "";
        QTest::newRow("two values") << "{} {}" << "";
        QTest::newRow("leading zero") << "[01]" << "";
        QTest::newRow("trailing comma") << "[1,]" << "";
        QTest::newRow("empty") << "" << "";
    }
    void canonical() {
        QFETCH(QString, json);
        QFETCH(QString, canonical);
        const auto quoted = [](QString text) { return text.replace(QLatin1Char('\''), QLatin1Char('"')); };
        const auto result = canonicalJson(quoted(json).toStdString());
        canonical = quoted(canonical);
        QCOMPARE(QString::fromStdString(result.value_or("")), canonical);
        // Canonical text is its own canonical form.
        if (result) QCOMPARE(canonicalJson(*result).value(), *result);
    }

    void canonicalRefusesDepthAndBadBytes() {
        QVERIFY(!canonicalJson(std::string(10'000, '[') + std::string(10'000, ']')).has_value());
        QVERIFY(canonicalJson(std::string(60, '[') + std::string(60, ']')).has_value());
        QVERIFY(!canonicalJson("[\"\xff\"]").has_value());
    }

    void stringsAreRepaired() {
        std::string out;
        appendJsonString(out, "a\xff\"\xe2\x82");
        QCOMPARE(out, std::string("\"a\xEF\xBF\xBD\\\"\xEF\xBF\xBD\xEF\xBF\xBD\""));
    }

    void doublesAsEcmaScriptWritesThem() {
        const struct {
            double value;
            const char* text;
        } rows[] = {{1e23, "1e+23"},        {123456789012345680000.0, "123456789012345680000"},
                    {5e-324, "5e-324"},     {1.7976931348623157e308, "1.7976931348623157e+308"},
                    {0.1, "0.1"},           {-1.5, "-1.5"},
                    {std::nan(""), "null"}, {std::numeric_limits<double>::infinity(), "null"}};
        for (const auto& row : rows) {
            std::string out;
            appendJsonDouble(out, row.value);
            QCOMPARE(out, std::string(row.text));
        }
    }

    void writerPutsCommasWhereTheyBelong() {
        std::string out;
        JsonWriter(out)
            .beginObject()
            .key("a")
            .beginArray()
            .integer(1)
            .string("x")
            .beginObject()
            .endObject()
            .endArray()
            .key("b")
            .null()
            .key("c")
            .boolean(true)
            .key("d")
            .real(0.5)
            .key("e")
            .raw("[]")
            .endObject();
        QCOMPARE(out, std::string("{\"a\":[1,\"x\",{}],\"b\":null,\"c\":true,\"d\":0.5,\"e\":[]}"));
    }

    void filesReplaceAtomically() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("f")).toStdString();
        QCOMPARE(readFile(path).error().code, ErrorCode::NotFound);
        QVERIFY(writeFileAtomic(path, "one", 0600).has_value());
        QVERIFY(writeFileAtomic(path, "two").has_value());
        QVERIFY(appendFile(path, "+three").has_value());
        QCOMPARE(readFile(path).value(), std::string("two+three"));
        QCOMPARE(readFile(path, 4).error().code, ErrorCode::Invalid);
        const auto missing = writeFileAtomic(path.parent_path() / "no" / "f", "x");
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(!missing.error().where.empty());
    }

    // As with -o /dev/stdout, or root's -o /dev/null, which every other program needs as well.
    void pipesAreWrittenToAndStayPipes() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("p")).toStdString();
        QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
        const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
        QVERIFY(fd >= 0);
        const auto written = writeFileAtomic(path, "proof");
        char got[16] = {};
        const auto size = ::read(fd, got, sizeof got);
        ::close(fd);
        QVERIFY2(written, written ? "" : written.error().text().c_str());
        QCOMPARE(std::string(got, static_cast<std::size_t>(std::max<ssize_t>(size, 0))), std::string("proof"));
        QVERIFY(std::filesystem::is_fifo(path));
    }
};

QTEST_APPLESS_MAIN(BaseTest)
#include "base_test.moc"
