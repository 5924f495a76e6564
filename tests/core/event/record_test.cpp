// SPDX-License-Identifier: GPL-3.0-or-later
// Records: what is written can be read, derived columns follow from the text alone, hostile text is refused.
#include <QTest>

#include <limits>
#include <random>

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/event/classes.h"
#include "core/event/columns.h"
#include "core/event/event.h"
#include "core/event/mapping.h"
#include "tests/support/ocsf_check.h"

using namespace vedette;

namespace {

// Texts that go wrong in escaping, comparing or sorting.
std::string_view oddText(std::mt19937_64& random) {
    static const std::string kTexts[] = {"",
                                         "plain",
                                         "with \"quotes\" and \\",
                                         std::string("nul\0inside", 10),
                                         "tab\tline\nfeed\x01",
                                         "Ärger, 日本語, 😀",
                                         "broken \xff\xfe utf8 \xc3",
                                         "\xed\xa0\x80 surrogate",
                                         "0123456789abcdef0123456789abcdef",
                                         "TLSv1.3",
                                         "SSLv3",
                                         "1.2",
                                         "authenticated",
                                         "anonymous",
                                         std::string(300, 'x')};
    return kTexts[random() % std::size(kTexts)];
}

std::string_view jsonFor(Field f, std::mt19937_64& random) {
    static const std::string kAnalytics[] = {R"({"name":"n","type_id":1,"uid":"rule-1"})", R"({"type_id":3})",
                                             "{\"type_id\":3,\"uid\":\"esc\\\"aped\\u0001\"}"};
    static const std::string kActions[] = {R"({"name":"close","target":{"id":"a-1","kind":"alert"}})",
                                           R"({"name":"note","target":"a-2"})", R"({"actor":"x","kind":"alert"})"};
    static const std::string kDetected[] = {R"(["email","pan"])", "[]", R"(["ip","ssn","token","unheard-of"])"};
    static const std::string kRejected[] = {R"({"length":3,"reason":"not UTF-8","sha256":"00"})", R"({"length":0})"};
    const auto pick = [&random](const auto& list) { return std::string_view(list[random() % std::size(list)]); };
    switch (f) {
        case Field::findingAnalytic: return pick(kAnalytics);
        case Field::vAction: return pick(kActions);
        case Field::vDetected: return pick(kDetected);
        case Field::vRejected: return pick(kRejected);
        default: return "{\"a\":[1,{\"b\":\"]}\\\"\"},null,true],\"c\":-1.5e+30}";
    }
}

Event randomEvent(std::mt19937_64& random) {
    Event event;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (random() % 3 != 0) {
            continue;
        }
        const auto field = static_cast<Field>(i);
        switch (kFields[i].type) {
            case FieldType::Text: event.setText(field, oddText(random)); break;
            case FieldType::Integer: {
                const std::int64_t values[] = {0,
                                               1,
                                               -1,
                                               200,
                                               kMaxExactInteger,
                                               kMaxExactInteger + 1,
                                               std::numeric_limits<std::int64_t>::max(),
                                               std::numeric_limits<std::int64_t>::min()};
                event.setInteger(field, values[random() % std::size(values)]);
                break;
            }
            case FieldType::Boolean: event.setBoolean(field, random() % 2 == 0); break;
            case FieldType::Json: event.setJson(field, jsonFor(field, random)); break;
        }
    }
    event.unset(Field::time);
    event.unset(Field::timeDt);
    if (random() % 4 != 0) {
        event.setTime(fromMicros(static_cast<std::int64_t>(random() % 4'000'000'000'000'000)));
    }
    return event;
}

}  // namespace

// Texts with an odd number of quotes are no raw strings here: moc loses its way in them.
class RecordTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fieldsStandInCanonicalOrder() {
        for (std::size_t i = 1; i < kFieldCount; ++i) {
            // A dot ends an object's name, so it sorts before every other character.
            std::string before(kFields[i - 1].path), after(kFields[i].path);
            std::ranges::replace(before, '.', '\x01');
            std::ranges::replace(after, '.', '\x01');
            QVERIFY2(before < after, kFields[i].path.data());
        }
    }

    void recordsAreCanonicalJson() {
        std::mt19937_64 random(1);
        for (int i = 0; i < 3000; ++i) {
            const Event event = randomEvent(random);
            std::string record;
            writeRecord(event, record);
            const auto canonical = canonicalJson(record);
            QVERIFY2(canonical, canonical ? "" : canonical.error().text().c_str());
            QCOMPARE(QByteArray::fromStdString(record), QByteArray::fromStdString(*canonical));
        }
    }

    void columnsFollowFromTheRecordAlone() {
        std::mt19937_64 random(2);
        ColumnReader reader;
        for (int i = 0; i < 5000; ++i) {
            const Event event = randomEvent(random);
            std::string record;
            writeRecord(event, record);
            Arena arena;
            const Columns direct = columnsOf(event, arena);
            const auto read = reader.read(record);
            QVERIFY2(read, read ? "" : (read.error().text() + "\n" + record).c_str());
            for (std::size_t c = 0; c < kTextColumns; ++c) {
                QVERIFY2(read->texts[c] == direct.texts[c],
                         (std::string(columnName(static_cast<TextColumn>(c))) + "\n" + record).c_str());
            }
            for (std::size_t c = 0; c < kIntColumns; ++c) {
                QVERIFY2(read->numbers[c] == direct.numbers[c],
                         (std::string(columnName(static_cast<IntColumn>(c))) + "\n" + record).c_str());
            }
        }
    }

    void whatIsWrittenIsReadBack() {
        std::mt19937_64 random(3);
        for (int i = 0; i < 3000; ++i) {
            const Event event = randomEvent(random);
            std::string record, again, scratch;
            writeRecord(event, record);
            Event read;
            const auto ok = readRecord(record, scratch, read);
            QVERIFY2(ok, ok ? "" : (ok.error().text() + "\n" + record).c_str());
            QCOMPARE(read.time(), event.time());
            writeRecord(read, again);
            QCOMPARE(QByteArray::fromStdString(again), QByteArray::fromStdString(record));
        }
    }

    void copiesOutliveTheirOriginal() {
        auto original = std::make_unique<Event>();
        original->setTime(fromMicros(1'763'683'323'123'456));
        original->setLoggedTime(fromMicros(1'763'683'324'000'000));
        const Event copy = *original;
        original->setTime(fromMicros(0));
        original.reset();
        QCOMPARE(copy.text(Field::timeDt), std::string_view("2025-11-21T00:02:03.123456Z"));
        QCOMPARE(copy.integer(Field::loggedTime), std::int64_t{1'763'683'324'000});
    }

    void brokenRecordsAreRefused_data() {
        QTest::addColumn<QByteArray>("record");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not an object") << QByteArray("[]");
        QTest::newRow("cut off") << QByteArray(R"({"class_uid":6003,"status_id":)");
        QTest::newRow("cut off in a text") << QByteArray("{\"vedette\":{\"node\":\"eu");
        QTest::newRow("text after the end") << QByteArray(R"({"class_uid":6003}x)");
        QTest::newRow("text where a number belongs") << QByteArray(R"({"class_uid":"many"})");
        QTest::newRow("fraction where a whole number belongs") << QByteArray(R"({"class_uid":1.5})");
        QTest::newRow("number where a text belongs") << QByteArray(R"({"vedette":{"node":7}})");
        QTest::newRow("text where an object belongs") << QByteArray(R"({"vedette":"x"})");
        QTest::newRow("keys out of order") << QByteArray(R"({"status_id":1,"class_uid":6003})");
        QTest::newRow("a key twice") << QByteArray(R"({"class_uid":6003,"class_uid":4002})");
        QTest::newRow("not a time") << QByteArray(R"({"time_dt":"yesterday"})");
        QTest::newRow("trailing comma") << QByteArray(R"({"class_uid":6003,})");
        QTest::newRow("unknown escape") << QByteArray(R"({"vedette":{"node":"\q"}})");
        QTest::newRow("control character") << QByteArray("{\"vedette\":{\"node\":\"a\nb\"}}");
        QTest::newRow("nested too deeply") << QByteArray("{\"unmapped\":" + QByteArray(100000, '[') + "}");
    }
    void brokenRecordsAreRefused() {
        QFETCH(QByteArray, record);
        // On the heap and exactly as long as the record, so that a sanitizer sees every byte read too far.
        const std::vector<char> exact(record.begin(), record.end());
        const std::string_view view(exact.data(), exact.size());
        ColumnReader reader;
        const auto columns = reader.read(view);
        QVERIFY(!columns);
        QCOMPARE(columns.error().code, ErrorCode::Corrupt);
        std::string scratch;
        Event event;
        const auto read = readRecord(view, scratch, event);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Corrupt);
    }

    void everyPrefixOfARecordIsRefused() {
        std::mt19937_64 random(4);
        std::string record;
        writeRecord(randomEvent(random), record);
        ColumnReader reader;
        for (std::size_t size = 0; size < record.size(); ++size) {
            const std::vector<char> exact(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(size));
            QVERIFY(!reader.read({exact.data(), exact.size()}));
        }
    }

    // Readers compare a record with those they read before; whatever was changed in it, that must not show.
    void whatWasReadBeforeChangesNothing_data() {
        QTest::addColumn<QByteArray>("record");
        QTest::newRow("request") << QByteArray(
            R"({"activity_id":1,"actor":{"user":{"uid":"p-1"}},"api":{"operation":"chat"},"class_uid":6003,)"
            R"("duration":-27,"http_response":{"code":200,"length":0},"metadata":{"logged_time":1795182073561,)"
            R"("profiles":["a","b"]},"status_id":"1","time_dt":"2026-11-20T13:41:13.311000Z","unmapped":{"b":true,)"
            R"("a":[{},[],-1.5,null]},"vedette":{"node":"n","source":"n/access"}})");
        QTest::newRow("finding") << QByteArray(
            R"({"class_uid":2004,"finding_info":{"analytic":{"uid":"r"},"uid":"g"},"risk":1.5,"vedette":)"
            R"({"action":{"name":"close","target":{"id":"a"}},"detected":["pan"],"node":"x"}})");
        QTest::newRow("few") << QByteArray(R"({"class_uid":1, "vedette":{"node":""}})");
    }
    void whatWasReadBeforeChangesNothing() {
        QFETCH(QByteArray, record);
        ColumnReader experienced;
        QVERIFY(experienced.read(record.toStdString()));
        const auto compare = [&](const std::string& changed) {
            // On the heap and exactly as long as the record, so that a sanitizer sees every byte read too far.
            const std::vector<char> exact(changed.begin(), changed.end());
            ColumnReader fresh;
            const auto expected = fresh.read({exact.data(), exact.size()});
            const auto got = experienced.read({exact.data(), exact.size()});
            return expected.has_value() == got.has_value() &&
                   (expected ? *expected == *got : expected.error().what == got.error().what);
        };
        const std::string text = record.toStdString();
        for (std::size_t i = 0; i < text.size(); ++i) {
            for (const std::string_view put :
                 {"",  "\"", "\\", "\\n", "0", "7",    "x",    ",",    "{",    "}",
                  "]", ".",  "e1", "-",   " ", "\x01", "\xff", "null", "\"\"", ",\"z\":1"}) {
                for (const std::size_t taken : {0U, 1U}) {
                    std::string changed = text;
                    changed.replace(i, taken, put);
                    QVERIFY2(compare(changed), changed.c_str());
                }
            }
            QVERIFY2(compare(text.substr(0, i)), qPrintable(QString::number(i)));
        }
        QVERIFY(compare(text));
    }

    void columnsAreComposed() {
        Event event;
        event.setText(Field::httpMethod, "POST");
        event.setText(Field::urlPath, "/v1/completions");
        event.setText(Field::vPromptHash, "0100000000000080ffff");
        event.setText(Field::tlsVersion, "TLSv1.2");
        event.setJson(Field::vDetected, R"(["pan","email"])");
        Arena arena;
        Columns columns = columnsOf(event, arena);
        QCOMPARE(columns[TextColumn::Operation], std::string_view("POST /v1/completions"));
        QCOMPARE(columns[IntColumn::PromptHash], std::int64_t(0x8000000000000001u));
        QCOMPARE(columns[IntColumn::Tls], 102);
        QCOMPARE(columns[IntColumn::Detected], (1 << 0) | (1 << 4));
        event.setText(Field::apiOperation, "chat");
        columns = columnsOf(event, arena);
        QCOMPARE(columns[TextColumn::Operation], std::string_view("chat"));
    }

    void profilesFollowFromTheAttributes() {
        Event event;
        event.setClass(ocsf::kApiActivity, 1);
        event.setTime(fromMicros(1));
        event.setText(Field::aiModelName, "m");
        event.setText(Field::cloudProvider, "aws");
        std::string record;
        writeRecord(event, record);
        QVERIFY(record.find(R"("profiles":["ai_operation","cloud","datetime"])") != std::string::npos);
        QVERIFY(record.find(R"("ai_provider":"unknown")") != std::string::npos);
    }

    void ownClassesConform() {
        const std::int64_t classes[] = {ocsf::kMetricScrape,     ocsf::kEndpointObservation, ocsf::kConsoleAction,
                                        ocsf::kFleetDeclaration, ocsf::kRejectedRecord,      ocsf::kCollectorStatus,
                                        ocsf::kDetectionRun};
        for (const std::int64_t classUid : classes) {
            Event event;
            event.setClass(classUid, 1);
            event.setTime(fromMicros(1'763'683'323'123'456));
            event.setStatus(ocsf::kSuccess);
            event.setText(Field::productName, "Vedette");
            event.setText(Field::vNode, "eu-1");
            std::string record;
            writeRecord(event, record);
            const auto problems = ocsfProblems(record);
            QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
        }
    }

    void rejectedRecordsConform() {
        Arena arena;
        Event event;
        rejectedRecord("{\"a\":", 5, "broken JSON at byte 5: ends too early", arena, event);
        event.setTime(fromMicros(1'763'683'323'123'456));
        std::string record;
        writeRecord(event, record);
        QVERIFY(ocsfProblems(record).empty());
        const Columns columns = columnsOf(event, arena);
        QCOMPARE(columns[TextColumn::Rule], std::string_view("broken JSON at byte 5: ends too early"));
        QVERIFY(record.find(R"("length":5)") != std::string::npos);
    }

    void theCheckerFindsWhatIsWrong() {
        Event event;
        event.setClass(ocsf::kApiActivity, 1);
        event.setTime(fromMicros(1));
        event.setText(Field::productName, "x");
        event.setInteger(Field::srcPort, 70000);
        event.setInteger(Field::typeUid, 7);
        std::string record;
        writeRecord(event, record);
        const auto problems = ocsfProblems(record);
        const auto mentions = [&problems](std::string_view text) {
            return std::ranges::any_of(problems,
                                       [text](const std::string& p) { return p.find(text) != std::string::npos; });
        };
        QVERIFY(mentions("lacks required actor"));
        QVERIFY(mentions("lacks required api"));
        QVERIFY(mentions("src_endpoint.port: is not a port"));
        QVERIFY(mentions("src_endpoint: needs one of"));
        QVERIFY(mentions("type_uid"));
    }

    void findingStatesHaveTheirOwnCaptions() {
        QCOMPARE(statusName(ocsf::kDetectionFinding, 1), std::string_view("New"));
        QCOMPARE(statusName(ocsf::kApiActivity, 1), std::string_view("Success"));
        QCOMPARE(activityInfo(ocsf::kApiActivity, 1).name, std::string_view("Create"));
        QCOMPARE(activityInfo(ocsf::kApiActivity, 77).name, std::string_view("Other"));
        QCOMPARE(classInfo(ocsf::kMetricScrape).categoryName, std::string_view("Application Activity"));
    }
};

QTEST_APPLESS_MAIN(RecordTest)
#include "record_test.moc"
