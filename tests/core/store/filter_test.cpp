// SPDX-License-Identifier: GPL-3.0-or-later
// The filter's language: what it reads, what it refuses and in which words.
#include <QTest>

#include <limits>

#include "core/store/reader.h"

using namespace vedette;

class FilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void textReadsBack();
};

void FilterTest::reads_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("meaning");
    const auto row = [](const char* text, const char* meaning) {
        QTest::newRow(text) << std::string(text) << std::string(meaning);
    };
    row("", "");
    row("   ", "");
    row("node=edge-1", "node=edge-1");
    row("node==edge-1", "node=edge-1");
    row("node=edge-1 model=a,b", "node=edge-1 and model=a,b");
    row("node=edge-1 and model=a", "node=edge-1 and model=a");
    row("model=\"a b\",c", "model=\"a b\",c");
    row("model=\"say \\\"x\\\"\"", "model=\"say \\\"x\\\"\"");
    row("principal=\"\"", "principal=\"\"");
    row("principal=", "principal=\"\"");
    row("rule=a=b", "rule=a=b");
    row("class=6003", "class=6003");
    row("status=failure", "status=2");
    row("severity>=high", "severity>=4");
    row("auth=anonymous", "auth=2");
    row("latency>=500", "latency>=500");
    row("latency>500", "latency>=501");
    row("latency<500", "latency<=499");
    row("latency<=-5", "latency<=-5");
    row("code=500..599", "code=500..599");
    row("code=500..", "code>=500");
    row("code=..499", "code<=499");
    row("latency>9223372036854775807", "latency=1..0");
    row("latency<-9223372036854775808", "latency=1..0");
    row("from=2026-11-21 to=2026-11-21T12:30:00+01:00",
        "from=2026-11-21T00:00:00.000000Z and to=2026-11-21T11:30:00.000000Z");
    row("entry=7", "entry>=7 and entry<8");
    row("entry>7", "entry>=8");
    row("entry<=7", "entry<8");
    row("entry>=1000 entry>=10", "entry>=1000");
    row("entry<5 entry<=7", "entry<5");
    row("entry=7 entry=9", "entry>=9 and entry<8");
    row("from=2026-11-21 from=2026-11-20 to=2026-11-22 to=2026-11-23",
        "from=2026-11-21T00:00:00.000000Z and to=2026-11-22T00:00:00.000000Z");
    row("text~jailbreak", "text~jailbreak");
    row("text~\"quota exceeded\",429", "text~\"quota exceeded\",429");
    row("\"quota exceeded\"", "text~\"quota exceeded\"");
    row("node=a \"b c\" and \"say \\\"x\\\"\"", "node=a and text~\"b c\" and text~\"say \\\"x\\\"\"");
    row("record~gw.example text~a=b", "record~gw.example and text~a=b");
}

void FilterTest::reads() {
    QFETCH(std::string, text);
    QFETCH(std::string, meaning);
    const auto filter = parseFilter(text);
    QVERIFY2(filter, filter ? "" : filter.error().text().c_str());
    QCOMPARE(filter->text(), meaning);
}

void FilterTest::refuses_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("token");
    const auto row = [](const char* text, const char* token) {
        QTest::newRow(text) << std::string(text) << std::string(token);
    };
    row("node=edge-1 banana", "banana");
    row("colour=red", "colour=red");
    row("entry<>5", "entry<>5");
    row("entry=>5", "entry=>5");
    row("entry=<5", "entry=<5");
    row("entry!=5", "entry!=5");
    row("=red", "=");
    row("node!=a", "node!=a");
    row("node~a", "node~a");
    row("node>a", "node>a");
    row("status=7a", "status=7a");
    row("text=a", "text=a");
    row("text~a", "text~a");
    row("text~", "text~");
    row("node=a text~ab,c", "text~ab,c");
    row("\"\"", "\"\"");
    row("\"open", "\"open");
    row("status=", "status=");
    row("latency>=much", "latency>=much");
    row("latency=1,2", "latency=1,2");
    row("latency!=5", "latency!=5");
    row("latency=99999999999999999999", "latency=99999999999999999999");
    row("from=yesterday", "from=yesterday");
    row("to>2026-11-21", "to>2026-11-21");
    row("model=\"open", "\"open");
    row("entry=x", "entry=x");
    row("entry!=4", "entry!=4");
    row("entry=-1", "entry=-1");
}

void FilterTest::refuses() {
    QFETCH(std::string, text);
    QFETCH(std::string, token);
    const auto filter = parseFilter(text);
    QVERIFY(!filter);
    QVERIFY(filter.error().code == ErrorCode::Invalid);
    QCOMPARE(filter.error().where, token);
    QVERIFY(!filter.error().hint.empty());
}

void FilterTest::textReadsBack() {
    Filter filter;
    filter.is(TextColumn::Node, "a b,\"c\"").is(IntColumn::Class, 6003).between(IntColumn::Latency, -5, 10);
    filter.texts.push_back({TextColumn::Model, {"", "x"}});
    filter.from = fromMicros(1'795'225'880'123'456);
    filter.firstEntry = 5;
    filter.endEntry = 900;
    const auto read = parseFilter(filter.text());
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QCOMPARE(read->text(), filter.text());
    QVERIFY(read->from == filter.from && read->firstEntry == filter.firstEntry && read->endEntry == filter.endEntry);
    QVERIFY(read->texts == filter.texts);
}

QTEST_APPLESS_MAIN(FilterTest)
#include "filter_test.moc"
