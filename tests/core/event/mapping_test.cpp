// SPDX-License-Identifier: GPL-3.0-or-later
// Mapping packs: the shipped ones over written lines and real ones, what is refused in a pack, what is rejected in a
// line.
#include "core/event/mapping.h"

#include <QDir>
#include <QTest>

#include <fstream>
#include <set>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/event/columns.h"
#include "core/event/line_pattern.h"
#include "tests/support/ocsf_check.h"

using namespace vedette;

namespace {

const std::string kData = VEDETTE_TEST_DATA "/mappings/";

Mapper packNamed(const std::string& id) {
    auto mapper = Mapper::load(resourceFolder() / "mappings" / (id + ".yaml"));
    if (!mapper) {
        qFatal("%s", mapper.error().text().c_str());
    }
    return std::move(*mapper);
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

struct Mapped {
    std::string record;  // empty when rejected
    std::string reason;
    Content content;
    Columns columns;
};

// One line through a pack, with everything it needs to stay alive.
class Bench {
public:
    explicit Bench(const std::string& id) : m_mapper(packNamed(id)) {}
    explicit Bench(Mapper mapper) : m_mapper(std::move(mapper)) {}

    Mapped map(std::string_view line) {
        m_arena.clear();
        m_line = line;  // the event's views point into it
        Mapped mapped;
        const auto ok = m_mapper.map(m_line, m_scratch, m_arena, m_event, mapped.content);
        if (!ok) {
            mapped.reason = ok.error().what;
            return mapped;
        }
        writeRecord(m_event, mapped.record);
        mapped.columns = columnsOf(m_event, m_arena);
        return mapped;
    }
    [[nodiscard]] const Event& event() const { return m_event; }

private:
    std::string m_line;
    Mapper m_mapper;
    Mapper::Scratch m_scratch;
    Arena m_arena;
    Event m_event;
};

// A small pack that tests add to.
const std::string kSmall =
    "id: small\n"
    "version: 1\n"
    "title: a small pack\n"
    "format: json\n"
    "product: {name: p, vendor: v}\n"
    "time: [{from: t, as: epoch_seconds}]\n"
    "classes: [{class: http_activity, activity: get}]\n";

}  // namespace

class MappingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyShippedPackHasWrittenLines() {
        for (const auto& entry : std::filesystem::directory_iterator(resourceFolder() / "mappings")) {
            if (entry.path().extension() != ".yaml") {
                continue;
            }
            const Mapper mapper = packNamed(entry.path().stem().string());
            QCOMPARE(QByteArray::fromStdString(mapper.id()), QByteArray::fromStdString(entry.path().stem().string()));
            QVERIFY2(std::filesystem::exists(kData + mapper.id()), mapper.id().c_str());
        }
    }

    void writtenLinesBecomeTheExpectedRecords_data() {
        QTest::addColumn<QString>("file");
        for (const auto& entry : std::filesystem::recursive_directory_iterator(kData)) {
            if (entry.path().extension() == ".in") {
                const auto name = std::filesystem::relative(entry.path(), kData).string();
                QTest::newRow(name.c_str()) << QString::fromStdString(entry.path().string());
            }
        }
    }
    // VEDETTE_UPDATE_EXPECTED=1 writes what comes out as what is expected; read the difference before committing it.
    void writtenLinesBecomeTheExpectedRecords() {
        QFETCH(QString, file);
        const std::filesystem::path path = file.toStdString();
        Bench bench(path.parent_path().filename().string());
        const auto input = readFile(path);
        QVERIFY(input);
        std::string out;
        for (const std::string& line : linesOf(*input)) {
            const Mapped mapped = bench.map(line);
            if (mapped.record.empty()) {
                out += "{\"rejected\":";
                appendJsonString(out, mapped.reason);
                out += "}\n";
                continue;
            }
            const auto problems = ocsfProblems(mapped.record);
            QVERIFY2(problems.empty(), problems.empty() ? "" : (problems.front() + "\n" + mapped.record).c_str());
            out += mapped.record + "\n";
            if (mapped.content.logged) {
                out += "{\"completion\":";
                appendJsonString(out, mapped.content.completion);
                out += ",\"prompt\":";
                appendJsonString(out, mapped.content.prompt);
                out += "}\n";
            }
        }
        auto expectedPath = path;
        expectedPath.replace_extension(".expected.jsonl");
        if (qEnvironmentVariableIsSet("VEDETTE_UPDATE_EXPECTED")) {
            QVERIFY(writeFileAtomic(expectedPath, out));
        }
        const auto expected = readFile(expectedPath);
        QVERIFY2(expected, "no expected file");
        const auto wanted = linesOf(*expected);
        const auto got = linesOf(out);
        for (std::size_t i = 0; i < std::min(wanted.size(), got.size()); ++i) {
            QCOMPARE(QByteArray::fromStdString(got[i]), QByteArray::fromStdString(wanted[i]));
        }
        QCOMPARE(got.size(), wanted.size());
    }

    void realLinesAreMapped() {
        QString folder = qEnvironmentVariable("VEDETTE_CORPORA");
        if (folder.isEmpty()) {
            folder = QDir(QStringLiteral(VEDETTE_TEST_DATA)).filePath(QStringLiteral("../../../shared/corpora"));
        }
        const std::string log = folder.toStdString() + "/sources/elastic_integrations/modsecurity_audit.log";
        const auto text = readFile(log);
        if (!text) {
            QSKIP("no corpora here: set VEDETTE_CORPORA to their folder");
        }
        Bench bench("modsecurity");
        int mapped = 0;
        for (const std::string& line : linesOf(*text)) {
            const Mapped one = bench.map(line);
            QVERIFY2(!one.record.empty(), one.reason.c_str());
            const auto problems = ocsfProblems(one.record);
            QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
            QVERIFY(one.record.find("PHPSESSID") == std::string::npos);
            ++mapped;
        }
        QCOMPARE(mapped, 2);
    }

    void hostileLinesAreRejectedWithAReason_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray head = R"({"msec":"1795222923.127","request_method":"GET","status":200,"x":)";
        QTest::newRow("empty") << QByteArray() << QByteArray("empty line");
        QTest::newRow("blanks") << QByteArray("  \t\r\n") << QByteArray("empty line");
        QTest::newRow("invalid UTF-8") << QByteArray(head + "\"\xff\"}") << QByteArray("not UTF-8");
        QTest::newRow("10,000 levels") << QByteArray(head + QByteArray(10000, '[')) << QByteArray("nested too deeply");
        QTest::newRow("10,000 closed levels")
            << QByteArray(head + QByteArray(10000, '[') + QByteArray(10000, ']') + "}")
            << QByteArray("nested too deeply");
        QTest::newRow("truncated") << QByteArray(head) << QByteArray("ends too early");
        QTest::newRow("truncated 1 MiB text")
            << QByteArray(head + "\"" + QByteArray(1 << 20, 'a')) << QByteArray("a text does not end");
        QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1") << QByteArray("not a JSON object");
        QTest::newRow("control character") << QByteArray(head + "\"\x01\"}") << QByteArray("control character");
        QTest::newRow("half an escape") << QByteArray(head + "\"\\u12\"}") << QByteArray("unknown escape");
        QTest::newRow("broken number") << QByteArray(head + "1.}") << QByteArray("broken number");
        QTest::newRow("a word") << QByteArray(head + "maybe}") << QByteArray("expected a value");
    }
    void hostileLinesAreRejectedWithAReason() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, reason);
        Bench bench("nginx-json");
        const Mapped mapped = bench.map({line.constData(), static_cast<std::size_t>(line.size())});
        QVERIFY(mapped.record.empty());
        QVERIFY2(mapped.reason.find(reason.toStdString()) != std::string::npos, mapped.reason.c_str());
    }

    void longLinesAreMapped() {
        Bench bench("nginx-json");
        const std::string line =
            "{\"msec\":\"1795222923.127\",\"request_method\":\"GET\",\"status\":200,\"http_user_agent\":\"" +
            std::string(1 << 20, 'a') + "\"}";
        const Mapped mapped = bench.map(line);
        QVERIFY2(!mapped.record.empty(), mapped.reason.c_str());
        QCOMPARE(bench.event().text(Field::userAgent).size(), std::size_t(1) << 20);
    }

    void reasonsDoNotQuoteTheLine() {
        Bench bench("nginx-json");
        const Mapped mapped = bench.map(R"({"msec":"1","request_method":"GET","status":"4111 1111 1111 1111"})");
        QVERIFY(mapped.reason.find("4111") == std::string::npos);
    }

    void numbersStayExact() {
        auto mapper = Mapper::parse(kSmall +
                                        "fields:\n"
                                        "  - {to: http_response.length, from: n, as: integer}\n"
                                        "  - {to: vedette.cost_micros, from: cost, as: dollars}\n"
                                        "  - {to: duration, from: took, as: nanoseconds}\n"
                                        "  - {to: end_time, from: end, as: epoch_nanoseconds}\n"
                                        "  - {to: confidence_score, from: sure, as: ratio}\n",
                                    "test");
        QVERIFY2(mapper, mapper ? "" : mapper.error().text().c_str());
        Bench bench(std::move(*mapper));
        const Mapped mapped = bench.map(
            R"({"t":1715108059.341081180,"n":9223372036854775807,"cost":"0.0000015","took":1499999,"end":1715108059341081180,"sure":0.876})");
        QVERIFY2(!mapped.record.empty(), mapped.reason.c_str());
        QCOMPARE(bench.event().integer(Field::httpResponseLength), std::int64_t(9223372036854775807));
        QVERIFY(mapped.record.find(R"("length":"9223372036854775807")") != std::string::npos);
        QCOMPARE(bench.event().integer(Field::vCostMicros), 2);
        QCOMPARE(bench.event().integer(Field::duration), 1);
        QCOMPARE(bench.event().integer(Field::endTime), 1715108059341);
        QCOMPARE(bench.event().integer(Field::confidenceScore), 88);
        QCOMPARE(toMicros(bench.event().time()), std::int64_t(1715108059341081));
    }

    void theStableIdIsTheRowsOwn() {
        Bench bench("nginx-json");
        const std::string head = R"({"msec":"1","request_method":"GET","status":200,"request_id":)";
        bench.map(head + "\"a\"}");
        const auto first = Mapper::stableId(bench.event());
        bench.map(head + "\"b\"}");
        QVERIFY(first != 0 && Mapper::stableId(bench.event()) != first);
        bench.map(head + "\"a\"}");
        QCOMPARE(Mapper::stableId(bench.event()), first);
        bench.map(head + "null}");
        QCOMPARE(Mapper::stableId(bench.event()), std::uint64_t(0));
    }

    void whoAskedIsToldOnlyWhereTheLogCanTell_data() {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<int>("auth");
        QTest::newRow("no member for it") << QByteArray() << 0;
        QTest::newRow("nginx checks nobody") << QByteArray(R"(,"remote_user":"-")") << 0;
        QTest::newRow("nginx named somebody") << QByteArray(R"(,"remote_user":"alice")") << 1;
        QTest::newRow("gateway names nobody") << QByteArray(R"(,"sent_http_x_principal":"-")") << 2;
        QTest::newRow("gateway names somebody") << QByteArray(R"(,"sent_http_x_principal":"team-1")") << 1;
        QTest::newRow("client certificate") << QByteArray(R"(,"ssl_client_verify":"SUCCESS")") << 1;
        QTest::newRow("bad client certificate") << QByteArray(R"(,"ssl_client_verify":"FAILED:expired")") << 2;
        QTest::newRow("no client certificate") << QByteArray(R"(,"ssl_client_verify":"NONE")") << 2;
        QTest::newRow("key") << QByteArray(R"(,"http_x_api_key_id":"k")") << 1;
        QTest::newRow("no key") << QByteArray(R"(,"http_x_api_key_id":"")") << 2;
    }
    void whoAskedIsToldOnlyWhereTheLogCanTell() {
        QFETCH(QByteArray, members);
        QFETCH(int, auth);
        Bench bench("nginx-json");
        const Mapped mapped =
            bench.map(R"({"msec":"1","request_method":"GET","status":200)" + members.toStdString() + "}");
        QCOMPARE(mapped.columns[IntColumn::Auth], std::int64_t(auth));
    }

    void brokenPacksAreRefusedWithTheLine_data() {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray small = QByteArray::fromStdString(kSmall);
        const auto row = [&](const char* name, const QByteArray& more, int line, const char* reason) {
            QTest::newRow(name) << QByteArray(small + more) << line << QByteArray(reason);
        };
        QTest::newRow("not YAML") << QByteArray("id: [") << 1 << QByteArray("not readable as YAML");
        QTest::newRow("a list") << QByteArray("- a") << 1 << QByteArray("must be a YAML map");
        QTest::newRow("no id") << QByteArray("version: 1\n") << 1 << QByteArray("needs \"id\"");
        row("unknown key", "colour: red\n", 8, "unknown key \"colour\"");
        row("unknown attribute", "fields:\n  - {to: http_request.color, from: c}\n", 9, "no attribute");
        row("unknown key of a field", "fields:\n  - {to: message, from: c, colour: red}\n", 9,
            "unknown key \"colour\"");
        row("unknown conversion", "fields:\n  - {to: duration, from: c, as: parsecs}\n", 9, "unknown conversion");
        row("number into text", "fields:\n  - {to: message, from: c, as: seconds}\n", 9, "holds text");
        row("text where a number belongs", "fields:\n  - {to: duration, value: long}\n", 9, "whole number");
        row("no source", "fields:\n  - {to: message}\n", 9, "needs one of");
        row("attribute of Vedette", "fields:\n  - {to: vedette.node, from: c}\n", 9, "set by Vedette");
        row("class id by hand", "fields:\n  - {to: class_uid, from: c}\n", 9, "set by Vedette");
        row("zone missing", "fields:\n  - {to: end_time, from: c, as: ctime}\n", 9, "no zone");
        row("zone wrong", "fields:\n  - {to: end_time, from: c, as: ctime, zone: CET}\n", 9, "neither UTC");
        row("two tests", "match: [{from: a, is: b, starts: c}]\n", 8, "with one test");
        row("path wrong", "fields:\n  - {to: message, from: \"a[1]\"}\n", 9, "only [0]");
        row("personal data kept", "fields:\n  - {to: actor.user.uid, from: who}\nkeep: [who]\n", 10, "is personal");
        row("content kept", "content: {prompt: p}\nkeep: [p]\n", 9, "is content");
        row("a key twice", "title: again\n", 8, "occurs twice");
        row("patterns in a JSON pack", "fields: []\nlines: []\n", 9, "format: text");
    }
    void brokenPacksAreRefusedWithTheLine() {
        QFETCH(QByteArray, yaml);
        QFETCH(int, line);
        QFETCH(QByteArray, reason);
        const auto mapper = Mapper::parse(yaml.toStdString(), "pack.yaml");
        QVERIFY(!mapper);
        QCOMPARE(mapper.error().code, ErrorCode::Invalid);
        QCOMPARE(QByteArray::fromStdString(mapper.error().where), "pack.yaml:" + QByteArray::number(line));
        QVERIFY2(mapper.error().what.find(reason.toStdString()) != std::string::npos, mapper.error().what.c_str());
    }

    void theDocumentsExampleWorks() {
        const auto document = readFile(std::filesystem::path(VEDETTE_TEST_DATA) / "../../docs/add-a-source.md");
        QVERIFY(document);
        const auto block = [&document](const std::string& kind) {
            const std::size_t at = document->find("```" + kind + "\n");
            if (at == std::string::npos) {
                return std::string();
            }
            const std::size_t begin = at + kind.size() + 4;
            return document->substr(begin, document->find("```", begin) - begin);
        };
        auto mapper = Mapper::parse(block("yaml pack"), "docs/add-a-source.md");
        QVERIFY2(mapper, mapper ? "" : mapper.error().text().c_str());
        Bench bench(std::move(*mapper));
        const auto lines = linesOf(block("text line"));
        QVERIFY(!lines.empty());
        for (const std::string& line : lines) {
            const Mapped mapped = bench.map(line);
            QVERIFY2(!mapped.record.empty(), mapped.reason.c_str());
            QVERIFY(ocsfProblems(mapped.record).empty());
        }
    }

    void patternsMatchInOnePass() {
        std::string error;
        const auto pattern = LinePattern::compile(R"({a:word} "{b}" {{{c}}} {d:int})", error);
        QVERIFY2(error.empty(), error.c_str());
        std::vector<std::string_view> found(4);
        QVERIFY(pattern.match("x \"say \\\"hi\\\" \\\\\" {y z} -12", found));
        QCOMPARE(found[1], std::string_view("say \\\"hi\\\" \\\\"));
        QCOMPARE(found[2], std::string_view("y z"));
        QVERIFY(!pattern.match(R"(x "b" {y} 1x)", found));
        QVERIFY(!pattern.match("", found));
        for (const char* broken : {"{a", "a}", "{}", "{a}{b}", "{a} {a}", "{a:float}", "plain"}) {
            static_cast<void>(LinePattern::compile(broken, error));
            QVERIFY2(!error.empty(), broken);
        }
    }
};

QTEST_APPLESS_MAIN(MappingTest)
#include "mapping_test.moc"
