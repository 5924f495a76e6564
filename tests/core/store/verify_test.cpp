// SPDX-License-Identifier: GPL-3.0-or-later
// Tampering must be seen, with its place; an untouched store must pass.
#include "core/store/verify.h"

#include <QTest>
#include <sqlite3.h>

#include <fstream>
#include <random>

#include "core/base/file.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

// Plain SQLite, as an insider with a shell has it. Also folds the write-ahead log into the file on close.
class Tool {
public:
    explicit Tool(const std::filesystem::path& folder) {
        if (sqlite3_open((folder / "evidence.db").c_str(), &m_db) != SQLITE_OK) {
            qFatal("cannot open the database");
        }
        sqlite3_create_function(m_db, "flip", 3, SQLITE_UTF8, nullptr, &flip, nullptr, nullptr);
    }
    ~Tool() { sqlite3_close(m_db); }
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;

    bool run(const QString& sql) {
        char* message = nullptr;
        const int code = sqlite3_exec(m_db, sql.toUtf8().constData(), nullptr, nullptr, &message);
        if (code != SQLITE_OK) {
            qWarning("%s: %s", qPrintable(sql), message);
        }
        sqlite3_free(message);
        return code == SQLITE_OK;
    }
    std::int64_t number(const QString& sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(m_db, sql.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK ||
            sqlite3_step(statement) != SQLITE_ROW) {
            qFatal("%s: %s", qPrintable(sql), sqlite3_errmsg(m_db));
        }
        const std::int64_t value = sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
        return value;
    }
    // Everything in every table, with types; nullopt when SQLite cannot read it.
    std::optional<std::string> contents() {
        std::string all;
        for (const char* sql :
             {"SELECT type,name,tbl_name,sql FROM sqlite_schema ORDER BY name", "SELECT * FROM meta ORDER BY key",
              "SELECT * FROM block ORDER BY id", "SELECT * FROM block_columns ORDER BY id",
              "SELECT * FROM block_records ORDER BY id", "SELECT * FROM part ORDER BY id",
              "SELECT * FROM tail ORDER BY entry", "SELECT * FROM dict ORDER BY col, id",
              "SELECT col, value, id FROM dict INDEXED BY dict_value ORDER BY col, value",
              "SELECT * FROM posting ORDER BY col, bucket, segment",
              "SELECT * FROM rollup ORDER BY minute, node, class, status", "SELECT * FROM node ORDER BY level, idx",
              "SELECT * FROM checkpoint ORDER BY size", "SELECT * FROM certificate", "SELECT * FROM forgotten",
              "SELECT * FROM cosignature", "PRAGMA application_id", "PRAGMA user_version"}) {
            sqlite3_stmt* statement = nullptr;
            if (sqlite3_prepare_v2(m_db, sql, -1, &statement, nullptr) != SQLITE_OK) {
                return {};
            }
            int code = SQLITE_ROW;
            while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
                for (int c = 0; c < sqlite3_column_count(statement); ++c) {
                    all += static_cast<char>('0' + sqlite3_column_type(statement, c));
                    if (const void* blob = sqlite3_column_blob(statement, c); blob != nullptr) {
                        all.append(static_cast<const char*>(blob),
                                   static_cast<std::size_t>(sqlite3_column_bytes(statement, c)));
                    }
                    all += '|';
                }
                all += '\n';
            }
            sqlite3_finalize(statement);
            if (code != SQLITE_DONE) {
                return {};
            }
        }
        return all;
    }

private:
    // flip(value, position, mask): the value with one byte changed, keeping its type. Position wraps round.
    static void flip(sqlite3_context* context, int, sqlite3_value** values) {
        const bool text = sqlite3_value_type(values[0]) == SQLITE_TEXT;
        const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values[0]));
        std::string copy(bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_value_bytes(values[0])));
        if (!copy.empty()) {
            auto& byte = copy[static_cast<std::size_t>(sqlite3_value_int64(values[1])) % copy.size()];
            byte = static_cast<char>(byte ^ sqlite3_value_int(values[2]));
        }
        if (text) {
            sqlite3_result_text(context, copy.data(), static_cast<int>(copy.size()), SQLITE_TRANSIENT);
        } else {
            sqlite3_result_blob(context, copy.data(), static_cast<int>(copy.size()), SQLITE_TRANSIENT);
        }
    }
    sqlite3* m_db = nullptr;
};

VerifyReport verify(const std::filesystem::path& folder, const VerifyOptions& options = {}) {
    auto report = verifyStore(folder, options);
    if (!report) {
        qFatal("%s", report.error().text().c_str());
    }
    return std::move(*report);
}

bool names(const VerifyReport& report, const QString& place) {
    return std::ranges::any_of(report.damage, [&](const Damage& d) {
        return QString::fromStdString(d.place + ": " + d.what).contains(place);
    });
}

QString firstDamage(const VerifyReport& report) {
    return report.damage.empty() ? QStringLiteral("none")
                                 : QString::fromStdString(report.damage[0].place + ": " + report.damage[0].what);
}

// A finished store whose database can be put back.
class Sample {
public:
    Sample(std::size_t events, std::size_t batch) {
        makeFilledStore(folder(), events, batch);
        Tool(folder()).run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
        std::filesystem::copy_file(folder() / "evidence.db", m_folder / "good.db");
        std::filesystem::copy_file(folder() / "anchors/checkpoints", m_folder / "good.anchors");
    }
    void restore() {
        for (const char* suffix : {"-wal", "-shm"}) {
            std::filesystem::remove((folder() / "evidence.db").string() + suffix);
        }
        constexpr auto kOver = std::filesystem::copy_options::overwrite_existing;
        std::filesystem::copy_file(m_folder / "good.db", folder() / "evidence.db", kOver);
        std::filesystem::copy_file(m_folder / "good.anchors", folder() / "anchors/checkpoints", kOver);
    }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder / "s"; }

private:
    TempFolder m_folder;
};

}  // namespace

class VerifyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_small = std::make_unique<Sample>(2500, 450);
        m_big = std::make_unique<Sample>(66'000, 10'000);
        QVERIFY(verify(m_small->folder()).intact);
        const VerifyReport report = verify(m_big->folder());
        QVERIFY2(report.intact, qPrintable(firstDamage(report)));
        QCOMPARE(report.verified, 66'000u);
    }

    void changedCell_data() {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* table, const char* column, const char* where, const char* place) {
            QTest::addRow("%s.%s where %s", table, column, where)
                << QString::fromLatin1(table) << QString::fromLatin1(column) << QString::fromLatin1(where)
                << QString::fromLatin1(place);
        };
        row("meta", "value", "key = 'origin'", "meta origin");
        row("meta", "value", "key = 'verifier'", "meta verifier");
        row("meta", "key", "key = 'verifier'", "meta verifier");
        row("block", "root", "id = 1", "block 1");
        row("block", "digest", "id = 0", "block 0");
        row("block", "zones", "id = 1", "block 1");
        row("block_columns", "data", "id = 1", "block 1 column");
        row("block_records", "records", "id = 1", "block 1 records");
        row("block_records", "parts", "id = 0", "");
        row("part", "data", "id = 0", "entry ");
        row("part", "data", "id = (SELECT max(id) FROM part)", "entry ");
        row("tail", "record", "entry = 2100", "");
        row("tail", "part", "entry = (SELECT min(entry) FROM tail WHERE part NOT NULL)", "entry 20");
        row("node", "hash", "level = 11", "node level 11 index 0");
        row("checkpoint", "note", "size = 0", "checkpoint 0");
        row("checkpoint", "note", "size = 2500", "checkpoint 2500");
        row("dict", "value", "col = 0 AND id = 3", "dict");
        row("rollup", "node", "rowid_is = 1", "rollup minute");
    }
    void changedCell() {
        QFETCH(QString, table);
        QFETCH(QString, column);
        QFETCH(QString, where);
        QFETCH(QString, place);
        if (where.startsWith(QStringLiteral("rowid_is"))) {
            where = QStringLiteral("minute = (SELECT min(minute) FROM rollup) AND node = 'node-3' AND class = 6003");
        }
        // Every byte of what is small, many of what is large.
        std::int64_t length = 0;
        {
            Tool tool(m_small->folder());
            length = tool.number(
                QStringLiteral("SELECT length(CAST(%1 AS BLOB)) FROM %2 WHERE %3").arg(column, table, where));
        }
        QVERIFY(length > 0);
        const std::int64_t step = std::max<std::int64_t>(1, length / 60);
        for (std::int64_t at = 0; at < length; at += step) {
            m_small->restore();
            QVERIFY(Tool(m_small->folder())
                        .run(QStringLiteral("UPDATE %1 SET %2 = flip(%2, %3, %4) WHERE %5")
                                 .arg(table, column)
                                 .arg(at)
                                 .arg(64 + at % 7)
                                 .arg(where)));
            const VerifyReport report = verify(m_small->folder());
            QVERIFY2(!report.intact, qPrintable(QStringLiteral("byte %1").arg(at)));
            QVERIFY2(names(report, place), qPrintable(firstDamage(report)));
        }
    }

    void changedRows_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* sql, const char* place) {
            QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(place);
        };
        row("meta row added", "INSERT INTO meta VALUES('x','y')", "meta x");
        row("meta row deleted", "DELETE FROM meta WHERE key='origin'", "meta origin");
        row("block deleted", "DELETE FROM block WHERE id=1", "block 1");
        row("block added", "INSERT INTO block SELECT 2,state,t0,t1,root,digest,zones FROM block WHERE id=1", "block 2");
        row("block negative", "INSERT INTO block SELECT -1,state,t0,t1,root,digest,zones FROM block WHERE id=1",
            "block -1");
        row("block swapped",
            "UPDATE block SET id=9 WHERE id=0; UPDATE block SET id=0 WHERE id=1; UPDATE block SET id=1 WHERE id=9",
            "block 0");
        row("block state", "UPDATE block SET state=2 WHERE id=0", "block 0");
        row("block t0", "UPDATE block SET t0=t0-1 WHERE id=0", "block 0");
        row("block t1", "UPDATE block SET t1=t1+1 WHERE id=1", "block 1");
        row("columns deleted", "DELETE FROM block_columns WHERE id=0", "block 0 columns");
        row("columns added", "INSERT INTO block_columns SELECT 7,data FROM block_columns WHERE id=1",
            "block_columns 7");
        row("columns negative", "INSERT INTO block_columns SELECT -7,data FROM block_columns WHERE id=1",
            "block_columns -7");
        row("columns swapped",
            "UPDATE block_columns SET id=9 WHERE id=0; UPDATE block_columns SET id=0 WHERE id=1; UPDATE block_columns "
            "SET id=1 WHERE id=9",
            "block 0 column");
        row("columns longer", "UPDATE block_columns SET data=CAST(data||x'00' AS BLOB) WHERE id=0", "block 0 columns");
        row("records deleted", "DELETE FROM block_records WHERE id=1", "block 1 records");
        row("records added", "INSERT INTO block_records SELECT 2,records,parts FROM block_records WHERE id=1",
            "block_records 2");
        row("records swapped",
            "UPDATE block_records SET id=9 WHERE id=0; UPDATE block_records SET id=0 WHERE id=1; UPDATE block_records "
            "SET id=1 WHERE id=9",
            "block 0");
        row("records longer", "UPDATE block_records SET records=CAST(records||x'00' AS BLOB) WHERE id=0",
            "block 0 records");
        // Numbers of rows must not become sizes in memory, not even when the newest checkpoint allows for them.
        row("sizes beyond all memory",
            "UPDATE checkpoint SET size=4611686018427387904 WHERE size=(SELECT max(size) FROM checkpoint); UPDATE part "
            "SET id=4611686018427380000 WHERE id=(SELECT max(id) FROM part)",
            "part 4611686018427380000");
        row("dictionary beyond all memory",
            "UPDATE checkpoint SET size=4611686018427387904 WHERE size=(SELECT max(size) FROM checkpoint); INSERT INTO "
            "forgotten VALUES(0,zeroblob(32),1); UPDATE dict SET id=4611686018427380000 WHERE col=0 AND id=(SELECT "
            "max(id) FROM dict WHERE col=0)",
            "dict node 4611686018427380000");
        row("parts emptied", "UPDATE block_records SET parts=x'' WHERE id=0", "entry ");
        row("parts longer", "UPDATE block_records SET parts=CAST(parts||x'00' AS BLOB) WHERE id=0",
            "block 0 sealed parts");
        row("parts swapped", "UPDATE block_records SET parts=(SELECT parts FROM block_records WHERE id=1) WHERE id=0",
            "entry ");
        row("part deleted", "DELETE FROM part WHERE id=5", "part 5");
        row("last part deleted", "DELETE FROM part WHERE id=(SELECT max(id) FROM part)", "sealed parts");
        row("part added", "INSERT INTO part SELECT max(id)+1,data FROM part", "no record has this sealed part");
        row("part negative", "INSERT INTO part SELECT -1,data FROM part WHERE id=0", "part -1");
        row("parts of two swapped",
            "UPDATE part SET id=-9 WHERE id=3; UPDATE part SET id=3 WHERE id=4; UPDATE part SET id=4 WHERE id=-9",
            "entry ");
        row("tail first deleted", "DELETE FROM tail WHERE entry=2048", "entry 2048");
        row("tail middle deleted", "DELETE FROM tail WHERE entry=2200", "entry 2200");
        row("tail last deleted", "DELETE FROM tail WHERE entry=2499", "entry 2499");
        row("tail added", "INSERT INTO tail SELECT 2500,record,part FROM tail WHERE entry=2499", "entry 2500");
        row("tail added before", "INSERT INTO tail SELECT 12,record,part FROM tail WHERE entry=2499", "entry 12");
        row("tail swapped",
            "UPDATE tail SET entry=9999 WHERE entry=2100; UPDATE tail SET entry=2100 WHERE entry=2101; UPDATE tail SET "
            "entry=2101 WHERE entry=9999",
            "checkpoint 2500");
        row("tail part dropped",
            "UPDATE tail SET part=NULL WHERE entry=(SELECT min(entry) FROM tail WHERE part NOT NULL)", "entry 20");
        row("node deleted", "DELETE FROM node", "node level 11 index 0");
        row("node added", "INSERT INTO node SELECT 12,0,hash FROM node", "node level 12 index 0");
        row("node moved", "UPDATE node SET level=10", "node level 10 index 0");
        row("first checkpoint deleted", "DELETE FROM checkpoint WHERE size=0", "checkpoint 2500");
        row("newest checkpoint deleted", "DELETE FROM checkpoint WHERE size=2500", "block ");
        row("checkpoint moved", "UPDATE checkpoint SET size=2499 WHERE size=2500", "checkpoint 2499");
        row("checkpoint far away", "UPDATE checkpoint SET size=1000000000000000000 WHERE size=2500",
            "checkpoint 1000000000000000000");
        row("checkpoint copied", "INSERT INTO checkpoint SELECT 100,note FROM checkpoint WHERE size=0",
            "checkpoint 100");
        row("dict deleted", "DELETE FROM dict WHERE col=0 AND id=3", "dict node");
        row("dict last deleted", "DELETE FROM dict WHERE col=0 AND id=(SELECT max(id) FROM dict WHERE col=0)",
            "column node");
        row("dict added", "INSERT INTO dict SELECT 0,max(id)+1,'new' FROM dict WHERE col=0", "dict node");
        row("dict column added", "INSERT INTO dict VALUES(12,0,'new')", "dict column 12");
        row("dict swapped",
            "UPDATE dict SET value='#' WHERE col=0 AND id=1; UPDATE dict SET value=(SELECT value FROM dict WHERE col=0 "
            "AND id=2) WHERE 0; UPDATE dict SET id=99 WHERE col=0 AND id=1; UPDATE dict SET id=1 WHERE col=0 AND id=2; "
            "UPDATE dict SET id=2 WHERE col=0 AND id=99",
            "column node");
        row("rollup deleted", "DELETE FROM rollup WHERE node='node-3' AND class=6003", "rollup minute");
        row("rollup added", "INSERT INTO rollup VALUES(1,'x',1,1,1,1,1,1,1)", "rollup minute 1 ");
        for (const char* column : {"count", "latency", "prompt", "output", "cost", "class", "status", "minute"}) {
            const QByteArray sql = QByteArray("UPDATE rollup SET ") + column + "=" + column +
                                   "+7 WHERE node='node-3' AND class=6003 AND status=1 AND minute=(SELECT max(minute) "
                                   "FROM rollup WHERE node='node-3' AND class=6003 AND status=1)";
            QTest::newRow((QByteArray("rollup ") + column).constData())
                << QString::fromLatin1(sql) << QStringLiteral("rollup minute");
        }
        row("posting added", "INSERT INTO posting VALUES(0,0,0,x'0000')", "posting column node");
        row("certificate added", "INSERT INTO certificate VALUES(1,1,1,x'00')", "certificate");
        row("forgotten added", "INSERT INTO forgotten VALUES(1,x'00',1)", "forgotten");
        row("cosignature added", "INSERT INTO cosignature VALUES(1,'a','b')", "cosignature");
        row("trigger added", "CREATE TRIGGER t AFTER INSERT ON tail BEGIN SELECT 1; END", "schema t");
        row("view added", "CREATE VIEW v AS SELECT 1", "schema v");
        row("index added", "CREATE INDEX i ON tail(record)", "schema i");
        row("table added", "CREATE TABLE t(x)", "schema t");
        row("index dropped", "DROP INDEX dict_value", "schema dict_value");
        row("table dropped", "DROP TABLE posting", "schema posting");
        row("column added", "ALTER TABLE tail ADD COLUMN x ANY", "schema tail");
        row("application id", "PRAGMA application_id=1", "database");
        row("format", "PRAGMA user_version=0", "database");
    }
    void changedRows() {
        QFETCH(QString, sql);
        QFETCH(QString, place);
        m_small->restore();
        QVERIFY(Tool(m_small->folder()).run(sql));
        const VerifyReport report = verify(m_small->folder());
        QVERIFY(!report.intact);
        QVERIFY2(names(report, place), qPrintable(firstDamage(report)));
    }

    void changedPostings_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* sql, const char* place) {
            QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(place);
        };
        row("first byte", "UPDATE posting SET data=flip(data,0,1) WHERE col=2", "posting column principal");
        row("middle byte", "UPDATE posting SET data=flip(data,length(data)/2,8) WHERE col=2",
            "posting column principal");
        row("last byte", "UPDATE posting SET data=flip(data,length(data)-1,128) WHERE col=7", "posting column model");
        row("longer", "UPDATE posting SET data=CAST(data||x'00' AS BLOB) WHERE col=14", "posting column class");
        row("deleted", "DELETE FROM posting WHERE col=0", "posting column node");
        row("all deleted", "DELETE FROM posting", "posting column node");
        row("added", "INSERT INTO posting VALUES(0,0,1,x'0000')", "posting column node bucket 0 segment 1");
        row("negative", "INSERT INTO posting VALUES(-1,0,0,x'0000')", "posting column");
        row("swapped",
            "UPDATE posting SET segment=9 WHERE col=7; UPDATE posting SET col=7 WHERE col=0; UPDATE posting SET "
            "col=0,segment=0 WHERE segment=9",
            "posting column node");
        row("record in a block", "UPDATE block_records SET records=flip(records,5000,1) WHERE id=63",
            "block 63 records");
        row("upper node", "UPDATE node SET hash=flip(hash,31,1) WHERE level=16", "node level 16 index 0");
        row("one node deleted", "DELETE FROM node WHERE level=11 AND idx=30", "node level 11 index 30");
        row("nodes swapped",
            "UPDATE node SET idx=99 WHERE level=12 AND idx=2; UPDATE node SET idx=2 WHERE level=12 AND idx=3; UPDATE "
            "node SET idx=3 WHERE idx=99",
            "node level 12 index 2");
        row("middle block deleted", "DELETE FROM block WHERE id BETWEEN 20 AND 22", "block 20");
    }
    void changedPostings() {
        QFETCH(QString, sql);
        QFETCH(QString, place);
        m_big->restore();
        QVERIFY(Tool(m_big->folder()).run(sql));
        const VerifyReport report = verify(m_big->folder());
        QVERIFY(!report.intact);
        QVERIFY2(names(report, place), qPrintable(firstDamage(report)));
    }

    void rolledBack() {
        const TempFolder f;
        FixedClock clock(kFixtureStart);
        makeStore(f / "s", clock);
        EventSource source;
        QVERIFY((*Writer::open(f / "s", clock))->write(source.batch(1500)));
        std::filesystem::copy(f / "s", f / "old", std::filesystem::copy_options::recursive);
        QVERIFY((*Writer::open(f / "s", clock))->write(source.batch(1500)));
        std::filesystem::copy_file(f / "s/anchors/checkpoints", f / "anchor");
        VerifyOptions options;
        QVERIFY(verify(f / "old", options).intact);  // the whole folder put back: nothing here can tell
        options.anchors = {f / "anchor"};
        const VerifyReport report = verify(f / "old", options);
        QVERIFY(!report.intact);
        QVERIFY2(names(report, QStringLiteral("rolled back")), qPrintable(firstDamage(report)));
        QCOMPARE(report.anchoredSize, 3000u);
        QVERIFY(verify(f / "s", options).intact);
        options.anchors = {f / "no such file"};
        QVERIFY(!verifyStore(f / "s", options));
    }

    void forked() {
        // The same key signs two histories: a copy of the store goes on by itself.
        const TempFolder f;
        FixedClock clock(kFixtureStart);
        makeStore(f / "s", clock);
        std::filesystem::copy(f / "s", f / "fork", std::filesystem::copy_options::recursive);
        EventSource one({.seed = 1});
        EventSource two({.seed = 2});
        QVERIFY((*Writer::open(f / "s", clock))->write(one.batch(1100)));
        QVERIFY((*Writer::open(f / "fork", clock))->write(two.batch(1100)));
        VerifyOptions options;
        options.anchors = {f / "s/anchors/checkpoints"};
        const VerifyReport report = verify(f / "fork", options);
        QVERIFY(!report.intact);
        QVERIFY2(names(report, QStringLiteral("forked")), qPrintable(firstDamage(report)));
    }

    void changedAnchor() {
        m_small->restore();
        const std::string good = *readFile(m_small->folder() / "anchors/checkpoints");
        QVERIFY(!good.empty());
        // The last dozen bytes excepted: a note cut at its end is what a crash leaves.
        for (std::size_t i = 0; i + 120 < good.size(); i += 7) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 4);
            QVERIFY(writeFileAtomic(m_small->folder() / "anchors/checkpoints", bad));
            QVERIFY2(!verify(m_small->folder()).intact, qPrintable(QString::number(i)));
        }
        m_small->restore();
    }

    void anotherKey() {
        m_small->restore();
        const VerifierKey other = VerifierKey::of("vedette.example.org/test", SigningKey::generate());
        VerifyOptions options;
        options.key = other.text();
        const VerifyReport report = verify(m_small->folder(), options);
        QVERIFY(!report.intact);
        QVERIFY(names(report, QStringLiteral("checkpoint 2500")));
        options.key = "nonsense";
        QCOMPARE(verifyStore(m_small->folder(), options).error().code, ErrorCode::Invalid);
    }

    void cannotBeChecked() {
        const TempFolder f;
        QCOMPARE(verifyStore(f / "none", {}).error().code, ErrorCode::NotFound);
        m_small->restore();
        VerifyOptions options;
        std::stop_source stop;
        stop.request_stop();
        options.stop = stop.get_token();
        QCOMPARE(verifyStore(m_small->folder(), options).error().code, ErrorCode::Cancelled);
    }

    void notADatabase() {
        m_small->restore();
        QVERIFY(writeFileAtomic(m_small->folder() / "evidence.db", std::string(100'000, 'x')));
        QVERIFY(!verify(m_small->folder()).intact);
        QVERIFY(writeFileAtomic(m_small->folder() / "evidence.db", ""));
        QVERIFY(!verify(m_small->folder()).intact);
        m_small->restore();
        std::filesystem::resize_file(m_small->folder() / "evidence.db", 200'000);
        QVERIFY(!verify(m_small->folder()).intact);
        m_small->restore();
    }

    // One random byte of the file: either verify says so, or every table still holds exactly what it held (the byte was
    // in unused space).
    void randomBytes() {
        m_small->restore();
        const std::string good = *readFile(m_small->folder() / "evidence.db");
        const auto contents = Tool(m_small->folder()).contents();
        QVERIFY(contents);
        m_small->restore();
        std::mt19937_64 random(20261121);
        int seen = 0;
        for (int i = 0; i < 400; ++i) {
            // A quarter of them where pages keep their structure: in the first bytes of a page.
            std::size_t at = random() % good.size();
            if (i % 4 == 0) {
                at = at / 16384 * 16384 + random() % 128;
            }
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ static_cast<char>(1 + random() % 255));
            m_small->restore();
            std::ofstream(m_small->folder() / "evidence.db", std::ios::binary) << bad;
            const auto report = verifyStore(m_small->folder(), {});
            if (!report || !report->intact) {
                ++seen;
                continue;
            }
            const auto now = Tool(m_small->folder()).contents();
            QVERIFY2(now && *now == *contents, qPrintable(QStringLiteral("byte %1 changed unseen").arg(at)));
        }
        QVERIFY2(seen > 200, qPrintable(QString::number(seen)));
        m_small->restore();
    }

    void completeness() {
        const TempFolder f;
        FixedClock clock(kFixtureStart);
        makeStore(f / "s", clock);
        Batch batch;
        Event event;
        const auto status = [&](int minute, std::int64_t activity, std::string_view source, std::string_view what) {
            event.clear();
            event.setClass(ocsf::kCollectorStatus, activity);
            event.setTime(kFixtureStart + std::chrono::minutes(minute));
            event.setLoggedTime(kFixtureStart + std::chrono::minutes(minute));
            event.setText(Field::vNode, "n");
            event.setText(Field::vSource, source);
            event.setText(Field::message, what);
            if (activity == 3) {
                event.setInteger(Field::startTime, toMicros(kFixtureStart) / 1000);
                event.setInteger(Field::endTime, toMicros(kFixtureStart) / 1000 + 5000);
            }
            addEvent(batch, event);
        };
        status(1, 2, "n/a", "connection refused");
        status(2, 2, "n/a", "connection refused again");
        status(5, 1, "n/a", "up");
        status(6, 3, "n/b", "file vanished before it was read");
        status(7, 2, "n/c", "timed out");
        status(8, 4, "n/a", "just a note");
        event.clear();
        event.setClass(ocsf::kRejectedRecord, 1);
        event.setTime(kFixtureStart);
        event.setLoggedTime(kFixtureStart);
        event.setJson(Field::vRejected, R"({"reason":"not json"})");
        addEvent(batch, event);
        clock.advance(std::chrono::minutes(30));
        QVERIFY((*Writer::open(f / "s", clock))->write(batch));
        const VerifyReport report = verify(f / "s");
        QVERIFY2(report.intact, qPrintable(firstDamage(report)));
        QCOMPARE(report.rejected, 1u);
        QCOMPARE(report.gaps.size(), 3u);
        QCOMPARE(report.gaps[0].source, "n/b");
        QCOMPARE(report.gaps[0].to - report.gaps[0].from, std::chrono::seconds(5));
        QCOMPARE(report.gaps[1].source, "n/a");
        QCOMPARE(report.gaps[1].from, kFixtureStart + std::chrono::minutes(1));
        QCOMPARE(report.gaps[1].to, kFixtureStart + std::chrono::minutes(5));
        QCOMPARE(report.gaps[1].what, "connection refused");
        QCOMPARE(report.gaps[2].to, kFixtureStart + std::chrono::minutes(30));
    }

    void progressReachesTheEnd() {
        m_big->restore();
        std::uint64_t last = 0;
        bool rising = true;
        VerifyOptions options;
        options.threads = 4;
        options.progress = [&](std::uint64_t done, std::uint64_t total) {
            rising = rising && done >= last && done <= total;
            last = done;
        };
        QVERIFY(verify(m_big->folder(), options).intact);
        QVERIFY(rising);
        QVERIFY(last >= 65'536);
    }

private:
    std::unique_ptr<Sample> m_small;
    std::unique_ptr<Sample> m_big;
};

QTEST_APPLESS_MAIN(VerifyTest)
#include "verify_test.moc"
