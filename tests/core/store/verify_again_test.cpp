// SPDX-License-Identifier: GPL-3.0-or-later
// Checking again what an earlier check found intact: only what came since is read, and what derives from the rest must
// still add up.
#include <QTest>

#include <algorithm>

#include "core/base/file.h"
#include "core/store/forget_erase.h"
#include "core/store/forget_retention.h"
#include "core/store/verify.h"
#include "core/store/verify_file.h"
#include "core/store/verify_state.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr std::uint64_t kSegment = 65'536;
constexpr Key256 kSecret{7, 7, 7};
constexpr std::size_t kPeople = 40;
constexpr Duration kStep = std::chrono::milliseconds(40);

VerifyReport check(const std::filesystem::path& folder, const std::shared_ptr<VerifyMemory>& memory) {
    VerifyOptions options;
    options.memory = memory;
    auto report = verifyStore(folder, options);
    if (!report) qFatal("%s", report.error().text().c_str());
    return std::move(*report);
}

QString told(const VerifyReport& report) {
    return report.damage.empty() ? QStringLiteral("intact")
                                 : QString::fromStdString(report.damage[0].place + ": " + report.damage[0].what);
}

// Whatever two checks may differ in, it is not what they say of the store.
void compare(const VerifyReport& again, const VerifyReport& whole) {
    QCOMPARE(told(again), told(whole));
    QCOMPARE(again.intact, whole.intact);
    QCOMPARE(again.entries, whole.entries);
    QCOMPARE(again.verified, whole.verified);
    QCOMPARE(again.forgotten, whole.forgotten);
    QCOMPARE(again.rejected, whole.rejected);
    QCOMPARE(again.erasedParts, whole.erasedParts);
    QCOMPARE(again.gaps.size(), whole.gaps.size());
    QCOMPARE(again.anchoredSize, whole.anchoredSize);
    QCOMPARE(again.head.size, whole.head.size);
    QCOMPARE(again.clockCount, whole.clockCount);
}

}  // namespace

class VerifyAgainTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TempFolder> m_folder;
    std::filesystem::path store() const { return *m_folder / "s"; }
    std::filesystem::path copy(std::string_view name) const {
        const auto to = *m_folder / name;
        std::filesystem::remove_all(to);
        std::filesystem::copy(store(), to, std::filesystem::copy_options::recursive);
        return to;
    }

private Q_SLOTS:
    void initTestCase() {
        m_folder = std::make_unique<TempFolder>();
        makePeopleStore(store(), kSegment + 3'000, kPeople, kFixtureStart, kStep);
    }

    void readsOnlyWhatCameSince() {
        const auto folder = copy("grows");
        const auto memory = makeVerifyMemory();
        const auto first = check(folder, memory);
        QVERIFY2(first.intact, qPrintable(told(first)));
        QCOMPARE(first.readFrom, std::uint64_t{0});
        compare(first, verified(folder));
        // Nothing new, a little new, a segment and more new, nothing new.
        for (const std::size_t more : {0, 700, 66'000, 0}) {
            const auto before = verified(folder).entries;
            if (more > 0)
                addRequests(folder, more, kPeople + more % 7, kFixtureStart + kStep * static_cast<int>(before), kStep);
            const auto again = check(folder, memory);
            QVERIFY2(again.intact, qPrintable(told(again)));
            QCOMPARE(again.readFrom, before / kSegment * kSegment);
            compare(again, verified(folder));
        }
    }

    // Of what was read before, everything but the records and columns themselves is looked at again.
    void findsChanges_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("place");
        QTest::addColumn<bool>("full");  // the check read everything again
        const auto row = [](const char* name, const char* sql, const char* place, bool full) {
            QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(place) << full;
        };
        row("roll-up", "UPDATE rollup SET count = count + 1 WHERE minute = (SELECT min(minute) FROM rollup)", "rollup ",
            false);
        row("roll-up gone", "DELETE FROM rollup WHERE minute = (SELECT min(minute) FROM rollup)", "rollup ", false);
        row("posting list", "DELETE FROM posting WHERE col = (SELECT min(col) FROM posting)", "posting ", false);
        row("node", "UPDATE node SET hash = zeroblob(32) WHERE idx = 3 AND level = 11", "node level 11", false);
        row("record in the tail", "UPDATE tail SET record = x'7b7d' WHERE entry = (SELECT max(entry) FROM tail)",
            "entry ", false);
        row("record in a late block",
            "UPDATE block_records SET records = zeroblob(length(records)) WHERE id = (SELECT max(id) FROM block)",
            "block 65 records", false);
        row("old block's root", "UPDATE block SET root = zeroblob(32) WHERE id = 5", "block 5", true);
        row("old block's zones", "UPDATE block SET zones = zeroblob(length(zones)) WHERE id = 5", "block 5", true);
        row("old block gone", "DELETE FROM block WHERE id = 5", "block 5", true);
        row("old dictionary value", "UPDATE dict SET value = 'other' WHERE col = 0 AND id = 0", "dict", true);
        row("old sealed part", "UPDATE part SET data = zeroblob(length(data)) WHERE id = 0", "entry 0", true);
        row("old sealed part gone", "UPDATE part SET data = x'' WHERE id = 0", "entry 0", true);
        row("old checkpoint", "UPDATE checkpoint SET note = replace(note, ' ', '  ') WHERE size = 0", "checkpoint 0",
            true);
    }
    void findsChanges() {
        QFETCH(QString, sql);
        QFETCH(QString, place);
        QFETCH(bool, full);
        const auto folder = copy("changed");
        const auto memory = makeVerifyMemory();
        QVERIFY(check(folder, memory).intact);
        tamper(folder, sql.toStdString());
        const auto again = check(folder, memory);
        QVERIFY(!again.intact);
        QVERIFY2(std::ranges::any_of(again.damage,
                                     [&](const Damage& d) { return d.place.starts_with(place.toStdString()); }),
                 qPrintable(told(again)));
        QCOMPARE(again.readFrom, full ? std::uint64_t{0} : kSegment);
        // What was found broken is not believed afterwards.
        QCOMPARE(check(folder, memory).readFrom, std::uint64_t{0});
    }

    // The one thing it takes on trust, and the full check that does not.
    void oldRecordsAreForTheFullCheck() {
        const auto folder = copy("old");
        const auto memory = makeVerifyMemory();
        QVERIFY(check(folder, memory).intact);
        tamper(folder, "UPDATE block_records SET records = zeroblob(length(records)) WHERE id = 5");
        const auto again = check(folder, memory);
        QVERIFY(again.intact);
        QCOMPARE(again.readFrom, kSegment);
        QVERIFY(!verified(folder).intact);
    }

    void erasureIsCheckedInFull() {
        const auto folder = copy("erased");
        const auto memory = makeVerifyMemory();
        QVERIFY(check(folder, memory).intact);
        ErasureOrder order;
        order.subject = personName(3);
        order.actor = "officer";
        order.reason = "request 12 of 2026";
        const FixedClock clock(kFixtureStart + std::chrono::hours(48));
        QVERIFY(eraseSubject(folder, order, clock).has_value());
        const auto again = check(folder, memory);
        QVERIFY2(again.intact, qPrintable(told(again)));
        QCOMPARE(again.readFrom, std::uint64_t{0});
        QVERIFY(again.erasedParts > 0);
        const auto third = check(folder, memory);
        QCOMPARE(third.readFrom, kSegment);
        compare(third, verified(folder));
    }

    // A collector forgets what is due while somebody checks: the check is of one moment, and raises no alarm.
    void retentionMeanwhile() {
        const auto folder = copy("meanwhile");
        RetentionOrder order;
        order.before = kFixtureStart + std::chrono::hours(24);
        order.expired = [](std::string_view, const Columns& columns) {
            return columns.time() >= kFixtureStart + kStep * static_cast<int>(kSegment + 100);
        };
        order.policy = "[]";
        order.actor = "collector service";
        order.reason = "retention of the test";
        order.shrink = false;
        std::uint64_t forgotten = 0;
        VerifyOptions options;
        options.memory = makeVerifyMemory();
        // Told first when the whole segments are read, before the rest is.
        options.progress = [&](std::uint64_t, std::uint64_t) {
            if (forgotten > 0) return;
            auto done = forgetExpired(folder, order, FixedClock(kFixtureStart + std::chrono::hours(48)));
            if (!done) qFatal("%s", done.error().text().c_str());
            forgotten = done->forgotten;
        };
        const auto report = verifyStore(folder, options);
        QVERIFY(report.has_value());
        QVERIFY(forgotten > 1'000);
        QVERIFY2(report->intact, qPrintable(told(*report)));
        QCOMPARE(report->forgotten, std::uint64_t{0});
        const auto after = check(folder, options.memory);
        QVERIFY2(after.intact, qPrintable(told(after)));
        QCOMPARE(after.forgotten, forgotten);
    }

    // An anchor that asks for a size nobody asked for before is no false alarm.
    void newAnchorOfAnOldSize() {
        const auto folder = copy("anchored");
        const auto memory = makeVerifyMemory();
        QVERIFY(check(folder, memory).intact);
        const auto note = folder / "anchors/checkpoints";
        QVERIFY(std::filesystem::exists(note));
        VerifyOptions options;
        options.memory = memory;
        options.anchors = {note};
        const auto again = verifyStore(folder, options);
        QVERIFY(again && again->intact);
    }

    // What one process found, the next one reads from a file.
    void aFileRemembersForTheNextProcess() {
        const auto folder = copy("kept");
        const auto file = *m_folder / "kept.check";
        QVERIFY(loadCheck(file, kSecret, *makeVerifyMemory()).error().code == ErrorCode::NotFound);
        std::uint64_t readTo = 0;
        for (const std::size_t more : {0, 700, 66'000, 0}) {
            const auto before = verified(folder).entries;
            if (more > 0)
                addRequests(folder, more, kPeople + more % 7, kFixtureStart + kStep * static_cast<int>(before), kStep);
            const auto memory = makeVerifyMemory();
            const auto kept = loadCheck(file, kSecret, *memory);
            QCOMPARE(kept ? kept->readTo : 0, readTo);
            if (kept) QCOMPARE(kept->size, before);
            const auto again = check(folder, memory);
            QVERIFY2(again.intact, qPrintable(told(again)));
            QCOMPARE(again.readFrom, readTo);
            compare(again, verified(folder));
            QVERIFY(saveCheck(file, kSecret, *memory, again, kFixtureStart).has_value());
            readTo = again.entries / kSegment * kSegment;
        }
        std::error_code ignored;
        QCOMPARE(std::filesystem::status(file, ignored).permissions() & std::filesystem::perms::mask,
                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }

    void aChangedFileIsNotBelieved() {
        const auto folder = copy("changed-file");
        const auto file = *m_folder / "changed.check";
        const auto memory = makeVerifyMemory();
        const auto report = check(folder, memory);
        QVERIFY(saveCheck(file, kSecret, *memory, report, kFixtureStart).has_value());
        const std::string whole = *readFile(file);
        const auto codeOf = [&](const std::string& bytes, const Key256& secret) {
            if (!writeFileAtomic(file, bytes)) qFatal("cannot write the file");
            const auto other = makeVerifyMemory();
            const auto loaded = loadCheck(file, secret, *other);
            if (loaded || other->derived) qFatal("it was believed");
            return loaded.error().code;
        };
        for (const std::size_t at : {std::size_t{20}, std::size_t{50}, whole.size() / 2, whole.size() - 1}) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ 4);
            QVERIFY(codeOf(changed, kSecret) == ErrorCode::Corrupt);
        }
        QVERIFY(codeOf(whole.substr(0, whole.size() - 1), kSecret) == ErrorCode::Corrupt);
        QVERIFY(codeOf(whole + "x", kSecret) == ErrorCode::Corrupt);
        QVERIFY(codeOf(whole, Key256{1, 2, 3}) == ErrorCode::Corrupt);
        QVERIFY(codeOf("vedette check 1\n", kSecret) == ErrorCode::Unsupported);
        QVERIFY(codeOf("", kSecret) == ErrorCode::Invalid);
        QVERIFY(codeOf("some letter", kSecret) == ErrorCode::Invalid);
    }

    // The newest checkpoint of the last check is an anchor: going back behind it is seen, within a segment too.
    void theLastHeadIsAnAnchor() {
        const auto folder = copy("behind");
        tamper(folder, "PRAGMA wal_checkpoint(TRUNCATE)");
        const auto old = *m_folder / "behind.db";
        std::filesystem::copy_file(folder / "evidence.db", old, std::filesystem::copy_options::overwrite_existing);
        std::filesystem::remove_all(*m_folder / "behind.anchors");
        std::filesystem::copy(folder / "anchors", *m_folder / "behind.anchors",
                              std::filesystem::copy_options::recursive);
        addRequests(folder, 50, kPeople, kFixtureStart + kStep * 100'000, kStep);
        const auto memory = makeVerifyMemory();
        const auto last = check(folder, memory);
        QVERIFY(last.intact);
        for (const char* name : {"evidence.db-wal", "evidence.db-shm", "evidence.db", "anchors"})
            std::filesystem::remove_all(folder / name);
        std::filesystem::copy_file(old, folder / "evidence.db");
        std::filesystem::copy(*m_folder / "behind.anchors", folder / "anchors",
                              std::filesystem::copy_options::recursive);
        VerifyOptions options;
        options.memory = memory;
        options.notes = {last.head.note};
        const auto again = verifyStore(folder, options);
        QVERIFY(again);
        QVERIFY(!again->intact);
        QVERIFY2(told(*again).contains(QStringLiteral("the last check")), qPrintable(told(*again)));
        // Nothing else knows of it.
        QVERIFY(verified(folder).intact);
    }

    void rollbackIsSeen() {
        const auto folder = copy("rolled");
        const auto memory = makeVerifyMemory();
        const auto old = *m_folder / "old.db";
        tamper(folder, "PRAGMA wal_checkpoint(TRUNCATE)");
        std::filesystem::copy_file(folder / "evidence.db", old, std::filesystem::copy_options::overwrite_existing);
        addRequests(folder, 70'000, kPeople, kFixtureStart + kStep * 100'000, kStep);
        QCOMPARE(check(folder, memory).intact, true);
        std::filesystem::remove(folder / "evidence.db-wal");
        std::filesystem::remove(folder / "evidence.db-shm");
        std::filesystem::copy_file(old, folder / "evidence.db", std::filesystem::copy_options::overwrite_existing);
        const auto again = check(folder, memory);
        QVERIFY(!again.intact);
        QCOMPARE(again.readFrom, std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(VerifyAgainTest)
#include "verify_again_test.moc"
