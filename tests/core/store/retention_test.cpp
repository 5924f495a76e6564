// SPDX-License-Identifier: GPL-3.0-or-later
// Retention: expired records leave their leaves, the rest is as if they had never been derived from, the space returns.
#include <QTest>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <random>
#include <thread>

#include "core/base/file.h"
#include "core/store/forget_erase.h"
#include "core/store/forget_retention.h"
#include "core/store/proof.h"
#include "core/store/reader.h"
#include "core/store/schema.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/core/store/old_store.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr Duration kSecond = std::chrono::seconds(1);

// Everything before `end`, and of node-0 everything before `nodeEnd`.
RetentionOrder orderUntil(Time end, Time nodeEnd = {}) {
    RetentionOrder order;
    order.before = std::max(end, nodeEnd);
    order.actor = "officer";
    order.reason = "policy 4.1";
    order.policy = R"([{"data_class":"personal","maximum":"13 months"}])";
    order.expired = [end, nodeEnd](std::string_view, const Columns& c) {
        return c.time() < end || (c.time() < nodeEnd && c[TextColumn::Node] == "node-0");
    };
    return order;
}

Time at(std::int64_t second) { return kFixtureStart + std::chrono::seconds(second); }

std::filesystem::path copyOf(const std::filesystem::path& store, const std::filesystem::path& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(store, to, std::filesystem::copy_options::recursive);
    return to;
}

}  // namespace

class RetentionTest : public QObject {
    Q_OBJECT

    FixedClock m_clock{kFixtureStart + std::chrono::hours(24 * 400)};

    Retention forget(const std::filesystem::path& folder, const RetentionOrder& order) {
        auto done = forgetExpired(folder, order, m_clock);
        if (!done) qFatal("%s", done.error().text().c_str());
        if (done->unfinished) qFatal("%s", done->unfinished->text().c_str());
        return std::move(*done);
    }

private Q_SLOTS:
    // 5,000 entries, one a second: blocks 0..3 and a tail. Until second 3,000 everything goes, until 4,000 node-0's.
    void whatRemainsIsWholeAndSmaller() {
        const TempFolder f;
        const auto s = f / "s";
        makePeopleStore(s, 5'000, 200, kFixtureStart, kSecond);
        auto reader = *Reader::open(s);
        const std::string gone = *reader->record(17);
        const std::string stays = *reader->record(3'999);
        auto proof = proveEntry(s, 3'999);
        auto key = VerifierKey::parse(*readFile(s / "keys/verifier"));

        RetentionOrder order = orderUntil(at(3'000), at(4'000));
        order.dryRun = true;
        const Retention would = forget(s, order);
        QCOMPARE(would.forgotten, 3'500u);
        QCOMPARE(verified(s).forgotten, 0u);
        order.dryRun = false;
        const Retention done = forget(s, order);
        QCOMPARE(done.forgotten, 3'500u);
        QCOMPARE(done.wholeBlocks, 2u);
        QCOMPARE(done.issued.size(), 1u);

        QCOMPARE(verdictOf(s), std::string("intact"));
        const VerifyReport report = verified(s);
        QCOMPARE(report.forgotten, 3'500u);
        QCOMPARE(report.verified + report.forgotten, report.entries);
        QCOMPARE(numberOf(s, "SELECT group_concat(state, '') FROM (SELECT state FROM block ORDER BY id)"), 2211);
        QCOMPARE(numberOf(s, "SELECT sum(count) FROM rollup"), 1'501);

        // A reader that was open all the time, and a new one, say the same.
        for (auto* r : {reader.get(), Reader::open(s).value().release()}) {
            QCOMPARE(r->extent({})->count, 1'501u);
            QCOMPARE(*r->record(3'999), stays);
            auto missing = r->record(17);
            QVERIFY(!missing);
            QCOMPARE(missing.error().code, ErrorCode::NotFound);
            QVERIFY2(missing.error().what.find("entry 17 was forgotten under certificate 1 of ") != std::string::npos,
                     missing.error().what.c_str());
            QVERIFY(!r->record(3'998));
            QVERIFY(!r->sealedPart(17));
            QVERIFY(!r->sealedPart(3'998));
            QVERIFY(r->sealedPart(3'999));
            Filter node;
            node.is(TextColumn::Node, "node-0");
            QCOMPARE(r->extent(node)->count, 500u);
            Filter zero;
            zero.is(IntColumn::Class, 0);
            QCOMPARE(r->extent(zero)->count, 0u);  // what is forgotten is nothing, not a record of zeroes
            std::uint64_t scanned = 0;
            QVERIFY(r->scan({}, [&](const Row&) { return ++scanned > 0; }));
            QCOMPARE(scanned, 1'501u);
            const auto groups = r->groupBy({}, TextColumn::Node);
            QVERIFY(groups);
            QCOMPARE(groups->size(), 3u);
            auto page = r->oldest({}, 10);
            QCOMPARE(page->rows.front().entry, 3'001u);
            if (r != reader.get()) delete r;
        }
        // Earlier proofs hold, and what is forgotten can still be shown to have been there.
        QVERIFY(checkProof(proofText(*proof), stays, *key));
        for (const std::uint64_t entry : {17u, 3'998u}) {
            auto later = proveEntry(s, entry);
            QVERIFY2(later, later ? "" : later.error().text().c_str());
        }
        QVERIFY(checkProof(proofText(*proveEntry(s, 17)), gone, *key));
    }

    // Records as large as real ones. What is left of each is its leaf.
    void theSpaceReturns() {
        const TempFolder f;
        const auto s = f / "s";
        makeFilledStore(s, 8'200, 2'000, {.wide = true});
        const Retention done = forget(s, orderUntil(at(1'000'000)));
        QCOMPARE(done.forgotten, 8'192u);
        QVERIFY2(done.bytesAfter < done.bytesBefore / 2,
                 qPrintable(QStringLiteral("%1 of %2").arg(done.bytesAfter).arg(done.bytesBefore)));
        std::error_code none;
        QCOMPARE(done.bytesAfter, std::filesystem::file_size(s / "evidence.db", none));
        QCOMPARE(numberOf(s, "PRAGMA freelist_count"), 0);
        QCOMPARE(verdictOf(s), std::string("intact"));
    }

    void goesOnAfterwards() {
        const TempFolder f;
        const auto s = f / "s";
        makePeopleStore(s, 3'000, 100, kFixtureStart, kSecond);
        forget(s, orderUntil({}, at(1'500)));
        QCOMPARE(verdictOf(s), std::string("intact"));
        addRequests(s, 3'000, 120, at(3'000), kSecond);
        QCOMPARE(verdictOf(s), std::string("intact"));
        forget(s, orderUntil(at(2'200), at(5'000)));
        QCOMPARE(verdictOf(s), std::string("intact"));
        forget(s, orderUntil(at(5'500)));
        QCOMPARE(verdictOf(s), std::string("intact"));
        addRequests(s, 1'500, 50, at(6'000), kSecond);
        QCOMPARE(verdictOf(s), std::string("intact"));
        QCOMPARE(forget(s, orderUntil(at(5'000))).forgotten, 0u);  // nothing left: no certificate
        QCOMPARE(verified(s).certificates.size(), 3u);
    }

    // A whole segment, so that posting lists are there, with some of its blocks forgotten before and after it is full.
    void segmentsWithPostings() {
        const TempFolder f;
        const auto s = f / "s";
        makePeopleStore(s, 20'000, 300, kFixtureStart, kSecond);
        forget(s, orderUntil(at(3'000), at(6'000)));
        addRequests(s, 60'000, 500, at(20'000), kSecond);
        QCOMPARE(verdictOf(s), std::string("intact"));
        QVERIFY(numberOf(s, "SELECT count(*) FROM posting") > 0);
        RetentionOrder order = orderUntil(at(9'000), at(12'000));
        order.blocksAtOnce = 4;
        const Retention done = forget(s, order);
        QVERIFY(done.issued.size() > 1);
        QCOMPARE(verdictOf(s), std::string("intact"));
        auto reader = *Reader::open(s);
        Filter node;
        node.is(TextColumn::Node, "node-1");
        node.to = at(12'000);
        QCOMPARE(reader->extent(node)->count, 1'500u);
    }

    void holdsWin() {
        const TempFolder f;
        const auto s = f / "s";
        makePeopleStore(s, 2'200, 50, kFixtureStart, kSecond);
        addHold(s, "hold-1", "node=node-1");
        const Retention done = forget(s, orderUntil(at(2'000)));
        QCOMPARE(done.forgotten, 1'000u);
        QCOMPARE(done.held, 1'000u);
        QCOMPARE(done.holds.size(), 1u);
        QCOMPARE(done.waiting, 0u);
        QCOMPARE(verdictOf(s), std::string("intact"));
        addHold(s, "hold-1", "", "hold_release");
        QCOMPARE(forget(s, orderUntil(at(2'000))).forgotten, 1'000u);
        QCOMPARE(forget(s, orderUntil(at(2'100))).waiting, 52u);
        QCOMPARE(verdictOf(s), std::string("intact"));
    }

    // Certificates and holds are older than the limit themselves, and stay.
    void certificatesStay() {
        const TempFolder f;
        const auto s = f / "s";
        makePeopleStore(s, 1'000, 10, kFixtureStart, kSecond);
        FixedClock early(at(1'000));
        ErasureOrder erasure;
        erasure.subject = personName(3);
        erasure.actor = "officer";
        erasure.reason = "request 1";
        QVERIFY(eraseSubject(s, erasure, early));
        addHold(s, "hold-1", "node=nowhere");
        addRequests(s, 1'200, 10, at(1'100), kSecond);
        const Retention done = forget(s, orderUntil(at(900'000)));
        QCOMPARE(done.forgotten, 2'046u);
        QCOMPARE(verdictOf(s), std::string("intact"));
        QCOMPARE(verified(s).certificates.size(), 2u);
    }

    void tampering_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* sql, const char* place) {
            QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(place);
        };
        row("row of forgotten removed", "DELETE FROM forgotten WHERE entry = 17", "entry 17");
        row("leaf changed", "UPDATE forgotten SET leaf = zeroblob(32) WHERE entry = 17", "block 0");
        row("leaf changed, mixed", "UPDATE forgotten SET leaf = zeroblob(32) WHERE entry = 2500", "block 2");
        row("another certificate", "UPDATE forgotten SET certificate = 7 WHERE entry = 17", "entry 17 forgotten");
        row("certificate removed", "DELETE FROM certificate", "certificate 1");
        row("one more", "INSERT INTO forgotten VALUES(2501, zeroblob(32), 1)", "entry 2501");
        row("tail", "INSERT INTO forgotten VALUES(4097, zeroblob(32), 1)", "entry 4097 forgotten");
        row("state", "UPDATE block SET state = 0 WHERE id = 2", "block 2");
        row("state of all", "UPDATE block SET state = 1 WHERE id = 0", "block 0");
        row("block without certificate",
            "UPDATE block SET state = 2, t0 = 0, t1 = 0, digest = x'', zones = x'' WHERE id = 3;"
            "DELETE FROM block_columns WHERE id = 3; DELETE FROM block_records WHERE id = 3",
            "entry 3072");
        row("head of a forgotten block", "UPDATE block SET t0 = 5 WHERE id = 0", "block 0");
        row("rollup kept", "INSERT INTO rollup VALUES(29919360, 'node-0', 6003, 1, 1, 1, 1, 1, 1)", "rollup");
        row("value kept", "INSERT INTO dict VALUES(0, 9, 'node-77')", "dict");
        row("part kept", "INSERT INTO part VALUES(4000, x'01')", "part 4000");
    }
    void tampering() {
        QFETCH(QString, sql);
        QFETCH(QString, place);
        static const std::filesystem::path kept = [this] {
            static const TempFolder folder;
            makePeopleStore(folder / "s", 4'200, 30, kFixtureStart, kSecond);
            forget(folder / "s", orderUntil(at(2'048), at(3'000)));
            return folder / "s";
        }();
        QCOMPARE(verdictOf(kept), std::string("intact"));
        const TempFolder f;
        tamper(copyOf(kept, f / "s"), sql.toStdString());
        const std::string verdict = verdictOf(f / "s");
        QVERIFY2(QString::fromStdString(verdict).contains(place), verdict.c_str());
    }

    // Any one byte, in what forgetting wrote and in what it left.
    void anyByteIsSeen() {
        const TempFolder f;
        makePeopleStore(f / "good", 4'200, 30, kFixtureStart, kSecond);
        ErasureOrder erasure;
        erasure.subject = personName(3);
        erasure.actor = "officer";
        erasure.reason = "request 1";
        QVERIFY(eraseSubject(f / "good", erasure, m_clock));
        forget(f / "good", orderUntil(at(2'048), at(3'000)));
        QCOMPARE(verdictOf(f / "good"), std::string("intact"));
        constexpr std::array<std::array<const char*, 3>, 11> kCells = {{{"certificate", "id", "body"},
                                                                        {"forgotten", "entry", "leaf"},
                                                                        {"block", "id", "root"},
                                                                        {"block", "id", "digest"},
                                                                        {"block", "id", "zones"},
                                                                        {"block_records", "id", "records"},
                                                                        {"block_records", "id", "parts"},
                                                                        {"block_columns", "id", "data"},
                                                                        {"part", "id", "data"},
                                                                        {"tail", "entry", "record"},
                                                                        {"tail", "entry", "part"}}};
        std::mt19937 random(5);
        for (int round = 0; round < 66; ++round) {
            const auto& [table, key, column] = kCells[static_cast<std::size_t>(round) % kCells.size()];
            const auto s = copyOf(f / "good", f / "s");
            const std::string where = fmt::format("FROM {} WHERE length({}) > 0", table, column);
            const std::int64_t rows = numberOf(s, "SELECT count(*) " + where);
            const std::int64_t id = numberOf(
                s, fmt::format("SELECT {} {} LIMIT 1 OFFSET {}", key, where, random() % static_cast<unsigned>(rows)));
            const std::string row = fmt::format("{} WHERE {} = {}", table, key, id);
            const std::int64_t length = numberOf(s, fmt::format("SELECT length({}) FROM {}", column, row));
            const auto place = 1 + random() % static_cast<unsigned>(length);
            const std::int64_t byte = numberOf(s, fmt::format(
                                                      "SELECT instr(x'{}', substr({}, {}, 1)) FROM {}",
                                                      [] {
                                                          std::string all;
                                                          for (int b = 0; b < 256; ++b) all += fmt::format("{:02x}", b);
                                                          return all;
                                                      }(),
                                                      column, place, row));
            tamper(s, fmt::format("UPDATE {0} SET {1} = CAST(substr({1}, 1, {2}) || x'{3:02x}' || substr({1}, {4}) AS "
                                  "BLOB) WHERE {5} = {6}",
                                  table, column, place - 1,
                                  (static_cast<unsigned>(byte - 1) ^ static_cast<unsigned>(1 + random() % 255)) & 0xffU,
                                  place + 1, key, id));
            QVERIFY2(verdictOf(s) != "intact", fmt::format("{} byte {}", row, place).c_str());
        }
    }

    void killedAtAnyMoment() {
        const TempFolder f;
        makePeopleStore(f / "good", 4'200, 60, kFixtureStart, kSecond);
        RetentionOrder order = orderUntil(at(2'500), at(3'500));
        order.blocksAtOnce = 1;
        // How long it takes undisturbed says where the moments lie.
        const auto start = std::chrono::steady_clock::now();
        forget(copyOf(f / "good", f / "whole"), order);
        const auto whole = std::chrono::steady_clock::now() - start;
        std::size_t none = 0;
        for (int round = 0; round < 16; ++round) {
            const auto s = copyOf(f / "good", f / "s");
            const pid_t child = ::fork();
            if (child == 0) {
                (void)forgetExpired(s, order, m_clock);
                ::_exit(0);
            }
            std::this_thread::sleep_for(whole * round / 14);
            if (child > 0) ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            QCOMPARE(verdictOf(s), std::string("intact"));
            none += verified(s).certificates.empty() ? 1 : 0;
            forget(s, order);
            QCOMPARE(verdictOf(s), std::string("intact"));
            QCOMPARE(verified(s).forgotten, 3'000u);
        }
        qInfo("%zu of 16 were killed before the first certificate", none);
    }

    // No file may grow past a limit: the same as a full disk. Nothing happens, and the error says so.
    void fullDisk() {
        const TempFolder f;
        const auto s = f / "s";
        makePeopleStore(s, 4'200, 60, kFixtureStart, kSecond);
        const auto limited = [&](const auto& work) {
            const pid_t child = ::fork();
            if (child == 0) {
                ::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{48 * 1024, 48 * 1024};
                ::setrlimit(RLIMIT_FSIZE, &limit);
                ::_exit(work());
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        };
        const auto full = static_cast<int>(ErrorCode::Full);
        QCOMPARE(limited([&] {
                     auto done = forgetExpired(s, orderUntil(at(2'500), at(3'500)), m_clock);
                     return done ? 100 : static_cast<int>(done.error().code);
                 }),
                 full);
        QCOMPARE(limited([&] {
                     ErasureOrder order;
                     order.subject = personName(3);
                     order.actor = "officer";
                     order.reason = "request";
                     auto done = eraseSubject(s, order, m_clock);
                     return done ? 100 : static_cast<int>(done.error().code);
                 }),
                 full);
        QCOMPARE(verdictOf(s), std::string("intact"));
        QVERIFY(verified(s).certificates.empty());
        QCOMPARE(forget(s, orderUntil(at(2'500), at(3'500))).forgotten, 3'000u);
        QCOMPARE(verdictOf(s), std::string("intact"));
    }

    // Honest lives: appending, forgetting, erasing and restarting in any order are never an alarm.
    void honestHistories() {
        std::mt19937 random(11);
        for (int history = 0; history < 6; ++history) {
            const TempFolder f;
            const auto s = f / "s";
            makePeopleStore(s, 500, 20, kFixtureStart, kSecond);
            std::int64_t second = 500;
            for (int step = 0; step < 7; ++step) {
                switch (random() % 4) {
                    case 0:
                    case 1: {
                        const auto n = static_cast<std::size_t>(1 + random() % 1'500);
                        addRequests(s, n, 1 + random() % 30, at(second), kSecond);
                        second += static_cast<std::int64_t>(n);
                        break;
                    }
                    case 2: {
                        ErasureOrder order;
                        order.subject = personName(random() % 30);
                        order.actor = "officer";
                        order.reason = "request";
                        auto done = eraseSubject(s, order, m_clock);
                        QVERIFY(done || done.error().code == ErrorCode::NotFound);
                        break;
                    }
                    default: {
                        const auto end = static_cast<std::int64_t>(random() % static_cast<unsigned>(second));
                        forget(s, orderUntil(at(end / 2), at(end)));
                        break;
                    }
                }
                QCOMPARE(verdictOf(s), std::string("intact"));
            }
        }
    }

    // A store made by the program as it was before anything could be forgotten.
    void migratesFormat1() {
        const TempFolder f;
        const auto s = f / "s";
        unpackOldStore(1, s);
        const VerifyReport before = verified(s);
        QVERIFY(before.intact);
        QCOMPARE(before.entries, 1'093u);
        QCOMPARE(numberOf(s, "PRAGMA user_version"), 1);  // looking changes nothing
        const std::string expected = *readFile(s / "expected.json");
        QVERIFY(QString::fromStdString(expected).contains(
            QString::fromStdString(before.head.note).replace(QLatin1Char('\n'), QStringLiteral("\\n")).left(60)));
        QCOMPARE(Reader::open(s).value()->extent({})->count, 1'093u);

        {
            QVERIFY(Writer::open(s, m_clock));
        }
        QCOMPARE(numberOf(s, "PRAGMA user_version"), kStoreFormat);
        const VerifyReport after = verified(s);
        QVERIFY(after.intact);
        QCOMPARE(after.head.root, before.head.root);
        ErasureOrder order;
        order.subject = "user3";
        order.actor = "officer";
        order.reason = "request";
        auto erased = eraseSubject(s, order, m_clock);
        QVERIFY2(erased, erased ? "" : erased.error().text().c_str());
        QCOMPARE(erased->issued.certificate.records, 218u);
        QCOMPARE(verdictOf(s), std::string("intact"));
        QCOMPARE(forget(s, orderUntil(m_clock.now())).forgotten, 1'024u);
        QCOMPARE(verdictOf(s), std::string("intact"));
    }

    void rowsInFormat1AreDamage() {
        const TempFolder f;
        makePeopleStore(f / "s", 1'100, 3, kFixtureStart, kSecond);
        forget(f / "s", orderUntil(at(900)));
        tamper(f / "s", "PRAGMA user_version = 1");
        QVERIFY(verdictOf(f / "s").find("must be empty") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(RetentionTest)
#include "retention_test.moc"
