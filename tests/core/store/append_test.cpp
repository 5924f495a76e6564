// SPDX-License-Identifier: GPL-3.0-or-later
// Making a store and appending to it, and every way it can refuse.
#include <QTest>
#include <sqlite3.h>

#include <fstream>

#include "core/base/file.h"
#include "core/store/anchor.h"
#include "core/store/verify.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

std::unique_ptr<Writer> openWriter(const std::filesystem::path& folder, const Clock& clock, WriterOptions o = {}) {
    auto writer = Writer::open(folder, clock, o);
    if (!writer) {
        qFatal("%s", writer.error().text().c_str());
    }
    return std::move(*writer);
}

void run(const std::filesystem::path& folder, const char* sql) {
    sqlite3* db = nullptr;
    char* message = nullptr;
    if (sqlite3_open((folder / "evidence.db").c_str(), &db) != SQLITE_OK ||
        sqlite3_exec(db, sql, nullptr, nullptr, &message) != SQLITE_OK) {
        qFatal("%s: %s", sql, message == nullptr ? "cannot open" : message);
    }
    sqlite3_close(db);
}

std::int64_t number(const std::filesystem::path& folder, const char* sql) {
    sqlite3* db = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_open((folder / "evidence.db").c_str(), &db) != SQLITE_OK ||
        sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) != SQLITE_OK || sqlite3_step(statement) != SQLITE_ROW) {
        qFatal("%s", sql);
    }
    const std::int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

VerifyReport verified(const std::filesystem::path& folder) {
    auto report = verifyStore(folder, {});
    if (!report) {
        qFatal("%s", report.error().text().c_str());
    }
    for (const Damage& d : report->damage) {
        qWarning("%s: %s", d.place.c_str(), d.what.c_str());
    }
    return std::move(*report);
}

}  // namespace

class AppendTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyStore() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        const VerifyReport report = verified(f / "s");
        QVERIFY(report.intact);
        QCOMPARE(report.entries, 0u);
        QVERIFY(!report.anchored);
        const auto again = createStore(f / "s", {}, m_clock);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QCOMPARE(static_cast<int>(std::filesystem::status(f / "s/keys/signing.pem").permissions()), 0600);
    }

    void anyBatching_data() {
        QTest::addColumn<QList<int>>("batches");
        QTest::addColumn<int>("threads");
        QTest::newRow("one event") << QList<int>{1} << 1;
        QTest::newRow("block less one") << QList<int>{1023} << 1;
        QTest::newRow("a block") << QList<int>{1024} << 1;
        QTest::newRow("block and one") << QList<int>{1025} << 1;
        QTest::newRow("tail fills to a block") << QList<int>{1000, 24} << 2;
        QTest::newRow("tail then much") << QList<int>{700, 5000} << 2;
        QTest::newRow("small ones") << QList<int>(40, 97) << 2;
        QTest::newRow("empty between") << QList<int>{10, 0, 10, 0, 1200} << 2;
        QTest::newRow("a segment and more") << QList<int>{30'000, 1, 40'000} << 3;
    }
    void anyBatching() {
        QFETCH(QList<int>, batches);
        QFETCH(int, threads);
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource source;
        auto writer = openWriter(f / "s", m_clock, {.threads = threads});
        std::uint64_t size = 0;
        for (const int n : batches) {
            const auto head = writer->write(source.batch(static_cast<std::size_t>(n)));
            QVERIFY2(head, head ? "" : head.error().text().c_str());
            size += static_cast<std::uint64_t>(n);
            QCOMPARE(head->size, size);
        }
        QVERIFY(verified(f / "s").intact);  // while the writer is open
        writer.reset();
        const VerifyReport report = verified(f / "s");
        QVERIFY(report.intact);
        QCOMPARE(report.verified, size);
        QVERIFY(report.anchored);
        QCOMPARE(report.anchoredSize, size);
    }

    void sameEventsSameRoot() {
        // However they are cut into batches.
        const Batch all = EventSource().batch(5000);
        Hash roots[3];
        int i = 0;
        for (const std::size_t step : {std::size_t{5000}, std::size_t{333}, std::size_t{1024}}) {
            const TempFolder f;
            makeStore(f / "s", m_clock);
            auto writer = openWriter(f / "s", m_clock);
            for (std::size_t done = 0; done < 5000; done += step) {
                Batch part;
                part.parts = all.parts;
                const auto first = all.rows.begin() + static_cast<std::ptrdiff_t>(done);
                part.rows.assign(first, first + static_cast<std::ptrdiff_t>(std::min<std::size_t>(step, 5000 - done)));
                QVERIFY(writer->write(part));
            }
            roots[i++] = writer->head().root;
        }
        QCOMPARE(roots[0], roots[1]);
        QCOMPARE(roots[0], roots[2]);
    }

    void rollbackLeavesNothing() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource source;
        auto writer = openWriter(f / "s", m_clock);
        QVERIFY(writer->write(source.batch(500)));
        const Hash root = writer->head().root;
        QVERIFY(writer->begin());
        QCOMPARE(writer->nextEntry(), 500u);
        QVERIFY(writer->append(source.batch(3000)));
        QCOMPARE(writer->nextEntry(), 3500u);
        writer->rollback();
        QCOMPARE(writer->head().root, root);
        QVERIFY(writer->write(source.batch(700)));  // its dictionary must not remember the values rolled back
        QCOMPARE(writer->head().size, 1200u);
        QVERIFY(verified(f / "s").intact);
    }

    void severalAppendsOneCommit() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource source;
        auto writer = openWriter(f / "s", m_clock);
        QVERIFY(writer->begin());
        for (int i = 0; i < 5; ++i) {
            QVERIFY(writer->append(source.batch(900)));
        }
        QVERIFY(writer->commit());
        QVERIFY(verified(f / "s").intact);
        QCOMPARE(number(f / "s", "SELECT count(*) FROM checkpoint"), 2);
    }

    void badRowsAreRefused_data() {
        QTest::addColumn<int>("before");
        QTest::newRow("in the tail") << 3;
        QTest::newRow("in a block") << 2000;
    }
    void badRowsAreRefused() {
        QFETCH(int, before);
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource source;
        auto writer = openWriter(f / "s", m_clock);
        QVERIFY(writer->write(source.batch(10)));
        const auto refused = [&](const std::function<void(Batch&)>& spoil) {
            Batch batch = source.batch(static_cast<std::size_t>(before));
            spoil(batch);
            const auto result = writer->write(batch);
            return !result && result.error().code == ErrorCode::Invalid && writer->head().size == 10;
        };
        QVERIFY(refused([](Batch& b) { b.rows[1].record = "{\n}"; }));
        QVERIFY(refused([](Batch& b) { b.rows[1].record = ""; }));
        QVERIFY(refused([](Batch& b) { b.rows[1].part = 1'000'000; }));
        QVERIFY(refused([](Batch& b) {
            for (auto& row : b.rows) {
                if (row.part >= 0) {
                    row.part = -1;
                    return;
                }
            }
        }));
        QVERIFY(writer->write(source.batch(10)));
        QVERIFY(verified(f / "s").intact);
    }

    void cursorsAndSeenIds() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        auto writer = openWriter(f / "s", m_clock);
        Batch batch;
        batch.cursors = {{"n/a", "1"}, {"n/b", "x"}};
        batch.seen = {{"n/a", ~std::uint64_t{0}, kFixtureStart}, {"n/a", 5, kFixtureStart + std::chrono::hours(1)}};
        QVERIFY(writer->write(batch));
        QCOMPARE(writer->head().size, 0u);
        QCOMPARE(number(f / "s", "SELECT count(*) FROM checkpoint"), 1);  // no entries, no new checkpoint
        batch.cursors = {{"n/a", "2"}};
        batch.seen.clear();
        batch.forgetSeenBefore = {{"n/a", formatTime(kFixtureStart + std::chrono::minutes(1))}};
        QVERIFY(writer->write(batch));
        QCOMPARE(number(f / "s", "SELECT value FROM cursor WHERE source = 'n/a'"), 2);
        QCOMPARE(number(f / "s", "SELECT count(*) FROM cursor"), 2);
        QCOMPARE(number(f / "s", "SELECT sum(id) FROM seen"), 5);
        QVERIFY(verified(f / "s").intact);
    }

    void checkpointsAreThinned() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        FixedClock clock(kFixtureStart);
        EventSource source;
        {
            auto writer = openWriter(f / "s", clock);
            for (int i = 0; i < 20; ++i) {
                QVERIFY(writer->write(source.batch(10)));
                clock.advance(std::chrono::minutes(10));
            }
        }
        // 200 minutes are begun hours 8 to 11: one each, and the first.
        QCOMPARE(number(f / "s", "SELECT count(*) FROM checkpoint"), 5);
        QVERIFY(verified(f / "s").intact);
        {
            auto writer = openWriter(f / "s", clock);
            QVERIFY(writer->write(source.batch(65'536)));  // into the next segment
            QVERIFY(writer->write(source.batch(10)));
        }
        QCOMPARE(number(f / "s", "SELECT count(*) FROM checkpoint"), 6);
        QVERIFY(verified(f / "s").intact);
    }

    void twoWritersInTurns() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource one({.seed = 1});
        EventSource two({.seed = 2, .nodes = 30});
        auto a = openWriter(f / "s", m_clock);
        auto b = openWriter(f / "s", m_clock);
        for (int i = 0; i < 12; ++i) {
            QVERIFY(a->write(one.batch(777)));
            QVERIFY(b->write(two.batch(430)));
            QVERIFY(b->write(two.batch(1500)));
        }
        QCOMPARE(b->head().size, 12u * (777 + 430 + 1500));
        QVERIFY(verified(f / "s").intact);
    }

    void lockedStore() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource source;
        auto writer = openWriter(f / "s", m_clock, {.lockWait = std::chrono::milliseconds(100)});
        sqlite3* db = nullptr;
        QCOMPARE(sqlite3_open((f / "s/evidence.db").c_str(), &db), SQLITE_OK);
        QCOMPARE(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        const auto result = writer->write(source.batch(1));
        QCOMPARE(result.error().code, ErrorCode::Timeout);
        QVERIFY(QString::fromStdString(result.error().what).contains(QStringLiteral("another process")));
        sqlite3_close(db);
        QVERIFY(writer->write(source.batch(1)));
    }

    void wrongKey() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        QVERIFY(writeFileAtomic(f / "s/keys/signing.pem", SigningKey::generate().toPem(), 0600));
        auto writer = Writer::open(f / "s", m_clock);
        QCOMPARE(writer.error().code, ErrorCode::Denied);
        QVERIFY(writeFileAtomic(f / "s/keys/signing.pem", "nonsense", 0600));
        QCOMPARE(Writer::open(f / "s", m_clock).error().code, ErrorCode::Denied);
        std::filesystem::remove(f / "s/keys/signing.pem");
        QCOMPARE(Writer::open(f / "s", m_clock).error().code, ErrorCode::Denied);
        QVERIFY(verified(f / "s").intact);  // reading needs no signing key
    }

    void foreignFiles() {
        const TempFolder f;
        QCOMPARE(Writer::open(f / "s", m_clock).error().code, ErrorCode::NotFound);
        makeStore(f / "s", m_clock);
        run(f / "s", "PRAGMA user_version=4");
        QCOMPARE(Writer::open(f / "s", m_clock).error().code, ErrorCode::Unsupported);
        run(f / "s", "PRAGMA user_version=2; PRAGMA application_id=7");
        QCOMPARE(Writer::open(f / "s", m_clock).error().code, ErrorCode::Invalid);
        std::filesystem::remove(f / "s/evidence.db");
        std::ofstream(f / "s/evidence.db") << std::string(50'000, 'x');
        QCOMPARE(Writer::open(f / "s", m_clock).error().code, ErrorCode::Invalid);
        for (const char* origin : {"two words", "a+b", "tab\tbed", "\xff\xfe"}) {
            QCOMPARE(createStore(f / "t", {.origin = origin}, m_clock).error().code, ErrorCode::Invalid);
        }
        QVERIFY(!std::filesystem::exists(f / "t"));
        QVERIFY(createStore(f / "t", {}, m_clock));
    }

    void rolledBackStoreIsNotAppendedTo() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource source;
        QVERIFY(openWriter(f / "s", m_clock)->write(source.batch(100)));
        run(f / "s", "PRAGMA wal_checkpoint(TRUNCATE)");
        std::filesystem::copy_file(f / "s/evidence.db", f / "old.db");
        QVERIFY(openWriter(f / "s", m_clock)->write(source.batch(100)));
        run(f / "s", "PRAGMA wal_checkpoint(TRUNCATE)");
        std::filesystem::copy_file(f / "old.db", f / "s/evidence.db",
                                   std::filesystem::copy_options::overwrite_existing);
        const auto writer = Writer::open(f / "s", m_clock);
        QCOMPARE(writer.error().code, ErrorCode::Corrupt);
    }

    // An id of the dictionary that somebody changed is damage, and not a size in memory.
    void impossibleIdsAreRefused() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource source;
        QVERIFY(openWriter(f / "s", m_clock)->write(source.batch(1'100)));
        run(f / "s", "UPDATE dict SET id = 4294967294 WHERE col = 0 AND id = (SELECT max(id) FROM dict WHERE col = 0)");
        const auto written = openWriter(f / "s", m_clock)->write(source.batch(1'100));
        QVERIFY(!written.has_value());
        QCOMPARE(written.error().code, ErrorCode::Corrupt);
        QVERIFY(written.error().where.starts_with("dict "));
    }

    void tornAnchorIsRepaired() {
        const TempFolder f;
        makeStore(f / "s", m_clock);
        EventSource source;
        QVERIFY(openWriter(f / "s", m_clock)->write(source.batch(5)));
        std::ofstream(f / "s/anchors/checkpoints", std::ios::app) << "vedette.example.org/test\n9";
        QVERIFY(verified(f / "s").intact);
        QVERIFY(openWriter(f / "s", m_clock)->write(source.batch(5)));
        const std::string text = *readFile(f / "s/anchors/checkpoints");
        QCOMPARE(splitAnchors(text).notes.size(), 2u);
        QVERIFY(splitAnchors(text).torn.empty());
        QVERIFY(verified(f / "s").intact);
    }

private:
    FixedClock m_clock{kFixtureStart};
};

QTEST_APPLESS_MAIN(AppendTest)
#include "append_test.moc"
