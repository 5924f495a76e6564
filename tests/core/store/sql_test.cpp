// SPDX-License-Identifier: GPL-3.0-or-later
// SQL over the log: says what the reader says, and can do nothing but read.
#include <QTest>

#include <map>

#include "core/base/file.h"
#include "core/store/reader.h"
#include "core/store/sql_view.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

using Rows = std::vector<std::vector<SqlValue>>;

std::int64_t number(const SqlValue& value) {
    const auto* held = std::get_if<std::int64_t>(&value);
    return held == nullptr ? -1 : *held;
}

std::string text(const SqlValue& value) {
    const auto* held = std::get_if<std::string>(&value);
    return held == nullptr ? "no text" : *held;
}

QByteArray why(const Result<SqlOutcome>& outcome) {
    return outcome ? QByteArray() : QByteArray::fromStdString(outcome.error().text());
}

}  // namespace

class SqlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        makeFilledStore(folder(), 5000, 900);
        auto view = SqlView::open(folder());
        QVERIFY(view);
        m_view = std::move(*view);
        auto reader = Reader::open(folder());
        QVERIFY(reader);
        m_reader = std::move(*reader);
    }

    // Conditions that go down to the reader, and conditions that do not, against a plain walk over the log.
    void countsLikeTheReader_data() {
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<QByteArray>("filter");  // the same in the reader's words
        const auto row = [](const char* where, const char* filter) {
            QTest::newRow(where) << QByteArray(where) << QByteArray(filter);
        };
        row("1", "");
        row("node = 'node-3'", "node=node-3");
        row("node = 'node-3' AND class = 6003", "node=node-3 class=6003");
        row("node IN ('node-3', 'node-4', 'none')", "node=node-3,node-4");
        row("node = 'node-3' OR node = 'node-4'", "node=node-3,node-4");
        row("node = 'NODE-3' COLLATE NOCASE", "node=node-3");
        row("lower(node) = 'node-3'", "node=node-3");
        row("node = 'nothing'", "node=nothing");
        row("latency >= 500", "latency>=500");
        row("latency > 499", "latency>=500");
        row("latency > 499.5", "latency>=500");
        row("latency BETWEEN 100 AND 200", "latency>=100 latency<=200");
        row("latency < 100 AND class = 6003", "latency<=99 class=6003");
        row("latency < -9223372036854775807", "latency<=-9223372036854775807");
        row("latency > 9223372036854775807", "latency<=-1");
        row("latency = '100'", "latency=100");
        row("latency = NULL", "node=nothing");
        row("class != 6003", "");
        row("status = 2 AND code = 500", "status=2 code=500");
        row("code IN (401, 500) AND code != 401", "code=500");
        row("text MATCH 'READ TO'", "text~\"read to\"");
        row("text MATCH 'node-3' AND class = 6003", "text~node-3 class=6003");
        row("text MATCH 'node-3' AND text MATCH 'chat'", "text~node-3 text~chat");
    }
    void countsLikeTheReader() {
        QFETCH(QByteArray, where);
        QFETCH(QByteArray, filter);
        auto parsed = filter.isEmpty() ? Result<Filter>(Filter{}) : parseFilter(filter.toStdString());
        QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
        std::int64_t expected = static_cast<std::int64_t>(m_reader->extent(*parsed)->count);
        if (where == "class != 6003")
            expected -= static_cast<std::int64_t>(m_reader->extent(Filter{}.is(IntColumn::Class, 6003))->count);
        const auto rows = ask("SELECT count(*) FROM event WHERE " + where.toStdString());
        QCOMPARE(rows.size(), 1u);
        QCOMPARE(number(rows[0][0]), expected);
    }

    void everyColumn() {
        const auto rows = ask("SELECT * FROM event");
        QCOMPARE(rows.size(), 5000u);
        QCOMPARE(m_names.size(), 31u);
        QCOMPARE(QByteArray::fromStdString(m_names.front()), QByteArray("entry"));
        QCOMPARE(QByteArray::fromStdString(m_names.back()), QByteArray("record"));
        std::uint64_t equal = 0;
        QVERIFY(m_reader->scan({}, [&](const Row& row) {
            const auto& said = rows[row.entry];
            bool same = number(said[0]) == static_cast<std::int64_t>(row.entry);
            for (std::size_t i = 0; i < kTextColumns; ++i) same = same && text(said[1 + i]) == row.columns.texts[i];
            for (std::size_t i = 0; i < kIntColumns; ++i)
                same = same && number(said[1 + kTextColumns + i]) == row.columns.numbers[i];
            equal += same ? 1 : 0;
            return true;
        }));
        QCOMPARE(equal, 5000u);
        for (const std::uint64_t entry : {0u, 63u, 64u, 1023u, 1024u, 4999u})
            QCOMPARE(QByteArray::fromStdString(text(rows[entry][30])),
                     QByteArray::fromStdString(*m_reader->record(entry)));
    }

    void entriesAndOrder() {
        QCOMPARE(number(ask("SELECT count(*) FROM event WHERE entry >= 100 AND entry < 200")[0][0]), 100);
        QCOMPARE(number(ask("SELECT count(*) FROM event WHERE entry > 200 AND entry < 100")[0][0]), 0);
        QCOMPARE(number(ask("SELECT count(*) FROM event WHERE entry < -5")[0][0]), 0);
        QCOMPARE(number(ask("SELECT entry FROM event WHERE rowid = 4242")[0][0]), 4242);
        const auto newest = ask("SELECT entry FROM event ORDER BY entry DESC LIMIT 300");
        QCOMPARE(newest.size(), 300u);
        for (std::size_t i = 0; i < newest.size(); ++i)
            QCOMPARE(number(newest[i][0]), std::int64_t{4999} - static_cast<std::int64_t>(i));
        const auto mixed = ask("SELECT entry FROM event WHERE node IN ('node-9', 'node-1') ORDER BY entry");
        QVERIFY(std::ranges::is_sorted(mixed, {}, [](const auto& row) { return number(row[0]); }));
    }

    void joinsGroupsAndJson() {
        const auto groups = ask("SELECT node, count(*) FROM event GROUP BY node ORDER BY node");
        std::int64_t sum = 0;
        for (const auto& group : groups) {
            sum += number(group[1]);
            const auto extent = m_reader->extent(Filter{}.is(TextColumn::Node, text(group[0])));
            QCOMPARE(number(group[1]), static_cast<std::int64_t>(extent->count));
        }
        QCOMPARE(sum, 5000);
        const auto joined =
            ask("SELECT count(*) FROM event AS a JOIN event AS b ON b.entry = a.entry + 1 WHERE a.class = 3002 AND "
                "b.class = 3002");
        QVERIFY(number(joined[0][0]) >= 0);
        QCOMPARE(number(ask("SELECT count(*) FROM event WHERE json_extract(record, '$.class_uid') != class")[0][0]), 0);
        QCOMPARE(
            number(ask("WITH t AS (SELECT entry e FROM event WHERE class = 6003) SELECT count(*) - (SELECT count(*) "
                       "FROM event WHERE class = 6003) FROM t")[0][0]),
            0);
        QVERIFY(!ask("SELECT key FROM event, json_each(event.record) WHERE event.entry = 5").empty());
    }

    void onlyReads_data() {
        QTest::addColumn<QByteArray>("sql");
        for (const char* sql : {
                 "ATTACH '%DB' AS s",
                 "ATTACH DATABASE '%DB' AS s; SELECT 1",
                 "SELECT 1; ATTACH '%DB' AS s",
                 "DETACH main",
                 "PRAGMA user_version",
                 "PRAGMA writable_schema=1",
                 "SELECT * FROM pragma_database_list",
                 "SELECT * FROM pragma_user_version()",
                 "SELECT * FROM sqlite_schema",
                 "SELECT * FROM sqlite_master",
                 "SELECT * FROM sqlite_temp_schema",
                 "CREATE TABLE x(a)",
                 "CREATE TEMP TABLE x(a)",
                 "CREATE VIEW v AS SELECT 1",
                 "CREATE VIRTUAL TABLE v USING event",
                 "CREATE TABLE x AS SELECT * FROM event",
                 "INSERT INTO event(node) VALUES('x')",
                 "UPDATE event SET node = 'x'",
                 "DELETE FROM event",
                 "DROP TABLE event",
                 "ALTER TABLE event RENAME TO x",
                 "VACUUM",
                 "VACUUM INTO '%DB.copy'",
                 "REINDEX",
                 "ANALYZE",
                 "BEGIN",
                 "COMMIT",
                 "SAVEPOINT s",
                 "SELECT load_extension('x')",
                 "SELECT fts3_tokenizer('simple')",
                 "SELECT readfile('%DB')",
                 "SELECT writefile('%DB', 'x')",
                 "SELECT edit('x')",
                 "SELECT * FROM block",
                 "SELECT * FROM main.block",
                 "SELECT * FROM sqlite_dbpage",
                 "SELECT * FROM dbstat",
                 "SELECT 1; SELECT 2",
                 "SELECT 1;; SELECT 2",
                 "",
                 ";",
                 "-- nothing",
                 "SELEC 1",
                 "SELECT nothing FROM event",
                 "WITH x AS (SELECT 1) DELETE FROM event",
                 "SELECT 1 /* ",
                 "\xff",
             })
            QTest::newRow(*sql == '\0' ? "(nothing)" : sql) << QByteArray(sql);
    }
    void onlyReads() {
        QFETCH(QByteArray, sql);
        const QByteArray file = QByteArray::fromStdString((folder() / "evidence.db").string());
        const auto before = *readFile(folder() / "evidence.db");
        sql.replace("%DB", file);
        int heads = 0;
        const auto outcome =
            m_view->run(sql.toStdString(), {}, [&](const auto&) { ++heads; }, [](const auto&) { return true; });
        if (sql == "SELECT 1 /* ") {  // SQLite lets a comment end with the text
            QVERIFY(outcome);
            return;
        }
        QVERIFY2(!outcome, sql.constData());
        QCOMPARE(outcome.error().code, ErrorCode::Invalid);
        QCOMPARE(heads, 0);
        QVERIFY(*readFile(folder() / "evidence.db") == before);
        QVERIFY(!std::filesystem::exists((folder() / "evidence.db").string() + ".copy"));
        QCOMPARE(ask("SELECT count(*) FROM event").size(), 1u);  // still of use
    }

    void limits() {
        std::uint64_t seen = 0;
        const auto none = [](const auto&) {};
        const auto count = [&](const auto&) { return ++seen != 0; };
        SqlLimits limits;
        limits.rows = 10;
        auto outcome = m_view->run("SELECT entry FROM event", limits, none, count);
        QVERIFY2(outcome, why(outcome));
        QVERIFY(outcome->truncated);
        QCOMPARE(seen, 10u);
        limits.rows = 5000;
        outcome = m_view->run("SELECT entry FROM event", limits, none, count);
        QVERIFY(outcome && !outcome->truncated);

        limits.time = std::chrono::milliseconds(50);
        const char* forever = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c";
        outcome = m_view->run(forever, limits, none, count);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Timeout);
        // Without a match SQLite is given no row to stop at: the reader is stopped.
        outcome =
            m_view->run("SELECT count(*) FROM event a, event b, event c WHERE a.latency + b.latency + c.latency = -1",
                        limits, none, count);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Timeout);

        std::stop_source stop;
        limits.time = std::chrono::minutes(5);
        limits.stop = stop.get_token();
        stop.request_stop();
        outcome = m_view->run(forever, limits, none, count);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Cancelled);
        outcome = m_view->run("SELECT zeroblob(1000000000)", {}, none, count);
        QVERIFY(!outcome);
        QCOMPARE(ask("SELECT 1").size(), 1u);
    }

    void values() {
        const auto row = ask("SELECT NULL, 1.5, x'00ff', 'a' || char(0) || 'b', -1").at(0);
        QVERIFY(std::holds_alternative<std::monostate>(row[0]));
        QCOMPARE(std::get<double>(row[1]), 1.5);
        QCOMPARE(std::get<SqlBlob>(row[2]).bytes.size(), 2u);
        QCOMPARE(text(row[3]).size(), 3u);
        QCOMPARE(number(row[4]), -1);
    }

    void damageIsSaid() {
        TempFolder other;
        makeFilledStore(other / "s", 3000);
        QVERIFY(SqlView::open(other / "s"));
        std::filesystem::remove(other / "s/evidence.db");
        QCOMPARE(SqlView::open(other / "s").error().code, ErrorCode::NotFound);
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_folder / "s"; }
    Rows ask(const std::string& sql) {
        Rows rows;
        const auto outcome = m_view->run(
            sql, {}, [this](const std::vector<std::string>& names) { m_names = names; },
            [&rows](const std::vector<SqlValue>& row) {
                rows.push_back(row);
                return true;
            });
        if (!outcome) qFatal("%s: %s", sql.c_str(), outcome.error().text().c_str());
        return rows;
    }

    TempFolder m_folder;
    std::unique_ptr<SqlView> m_view;
    std::unique_ptr<Reader> m_reader;
    std::vector<std::string> m_names;
};

QTEST_APPLESS_MAIN(SqlTest)
#include "sql_test.moc"
