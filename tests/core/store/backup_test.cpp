// SPDX-License-Identifier: GPL-3.0-or-later
// Backups while others append, and stores made of them that do not bring back what was erased.
#include "core/store/backup.h"

#include <QTest>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "core/base/file.h"
#include "core/privacy/sealer.h"
#include "core/store/anchor.h"
#include "core/store/forget_erase.h"
#include "core/store/forget_retention.h"
#include "core/store/key_change.h"
#include "core/store/reader.h"
#include "core/store/restore.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

namespace fs = std::filesystem;

constexpr Duration kSecond = std::chrono::seconds(1);

// What is left of a run that did not end well.
bool nothingAt(const fs::path& target) { return !fs::exists(target) && !fs::exists(target.string() + ".unfinished"); }

// Runs `work` in a process of its own; true when it was killed.
template <class Work>
bool isKilledBy(const Work& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

// Kills the process at the given report of the given stage.
StageProgress killAt(std::string stage, int report) {
    return [stage = std::move(stage), report](std::string_view now, std::uint64_t, std::uint64_t) mutable {
        if (now == stage && --report == 0) ::kill(::getpid(), SIGKILL);
    };
}

std::size_t opened(const fs::path& store, std::uint64_t entry) {
    auto reader = *Reader::open(store);
    auto part = reader->sealedPart(entry);
    if (!part) return 0;
    auto sealer = *Sealer::open(store);
    auto values = sealer->reveal(*part);
    return values ? values->size() : 0;
}

}  // namespace

class BackupTest : public QObject {
    Q_OBJECT

    FixedClock m_clock{kFixtureStart + std::chrono::hours(100)};

    static BackupDone backup(const fs::path& store, const fs::path& target, bool withKeys) {
        BackupOptions options;
        options.withKeys = withKeys;
        auto done = backupStore(store, target, options);
        if (!done) qFatal("%s", done.error().text().c_str());
        return std::move(*done);
    }
    void erase(const fs::path& store, std::size_t person) {
        ErasureOrder order;
        order.subject = personName(person);
        order.actor = "officer";
        order.reason = "request 4711";
        auto done = eraseSubject(store, order, m_clock);
        if (!done || done->unfinished) qFatal("cannot erase");
        const auto file = store / "certificates" / (std::to_string(done->issued.certificate.id) + ".json");
        fs::create_directories(file.parent_path());
        if (!writeFileAtomic(file, certificateFile(done->issued))) qFatal("cannot write the certificate");
    }
    void forget(const fs::path& store, const std::function<bool(const Columns&)>& expired, Time before) {
        RetentionOrder order;
        order.actor = "officer";
        order.reason = "over";
        order.before = before;
        order.expired = [&](std::string_view, const Columns& columns) { return expired(columns); };
        auto done = forgetExpired(store, order, m_clock);
        if (!done) qFatal("%s", done.error().text().c_str());
        fs::create_directories(store / "certificates");
        for (const auto& issued : done->issued)
            if (!writeFileAtomic(store / "certificates" / (std::to_string(issued.certificate.id) + ".json"),
                                 certificateFile(issued)))
                qFatal("cannot write the certificate");
    }
    Result<RestoreDone> restore(const fs::path& from, const fs::path& to, RestoreOrder order = {}) {
        order.actor = "admin";
        order.reason = "the disk broke";
        return restoreStore(from, to, order, m_clock);
    }
    static RestoredMark mark(const fs::path& store) {
        auto reader = *Reader::open(store);
        auto marks = restoredMarks(*reader);
        if (!marks || marks->size() != 1) qFatal("not one mark");
        return marks->front();
    }

private Q_SLOTS:
    // Every report of progress is followed by an append, so the copy never sees the source at rest.
    void whileOthersAppend() {
        const TempFolder f;
        makeFilledStore(f / "s", 60'000);
        FixedClock clock(kFixtureStart + std::chrono::hours(1));
        auto writer = *Writer::open(f / "s", clock);
        EventSource source({.seed = 2});
        std::stop_source stop;
        std::uint64_t appended = 0;
        BackupOptions options;
        options.stop = stop.get_token();
        options.progress = [&](std::string_view stage, std::uint64_t, std::uint64_t) {
            if (stage != "copying") return;
            appended += writer->write(source.batch(50)).has_value() ? 50 : 0;
            if (appended > 50'000) stop.request_stop();  // it begins again and again
        };
        auto done = backupStore(f / "s", f / "b", options);
        QVERIFY2(done, done ? "" : done.error().text().c_str());
        QCOMPARE(done->head.size, 60'000u);
        QVERIFY2(appended >= 100, "the database is copied in one step: the test shows nothing");
        QCOMPARE(writer->head().size, 60'000u + appended);
        QCOMPARE(verdictOf(f / "b"), std::string("intact"));
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
    }

    void aBackupIsNoStoreToAppendTo_data() {
        QTest::addColumn<bool>("withKeys");
        QTest::newRow("without keys") << false;
        QTest::newRow("with keys") << true;
    }
    void aBackupIsNoStoreToAppendTo() {
        QFETCH(bool, withKeys);
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        fs::create_directories(f / "s" / "keys" / "people");
        QVERIFY(writeFileAtomic(f / "s" / "keys" / "people" / "jo.json", "{}", 0600));
        fs::create_directories(f / "b");  // an empty folder is as good as none
        const BackupDone done = backup(f / "s", f / "b", withKeys);
        QCOMPARE(done.head.size, 2'500u);
        QCOMPARE(verdictOf(f / "b"), std::string("intact"));
        QVERIFY(verified(f / "b").anchored);
        QVERIFY(!Writer::open(f / "b", m_clock));
        QCOMPARE(fs::exists(f / "b" / "private-keys" / "signing.pem"), withKeys);
        QCOMPARE(fs::exists(f / "b" / "private-keys" / "subjects.db"), withKeys);
        QCOMPARE(fs::exists(f / "b" / "private-keys" / "people" / "jo.json"), withKeys);
        QVERIFY(!fs::exists(f / "b" / "keys" / "signing.pem"));
        QVERIFY(nothingAt(f / "b.unfinished"));
        if (withKeys) {
            QVERIFY((fs::status(f / "b" / "private-keys" / "subjects.db").permissions() & fs::perms::others_all) ==
                    fs::perms::none);
        }
    }

    void nothingIsWrittenOver() {
        const TempFolder f;
        makePeopleStore(f / "s", 100, 5, kFixtureStart, kSecond);
        fs::create_directories(f / "taken");
        std::ofstream(f / "taken" / "letter") << "mine";
        auto done = backupStore(f / "s", f / "taken", {});
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Conflict);
        backup(f / "s", f / "b", true);
        auto restored = restore(f / "b", f / "taken");
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::Conflict);
        QCOMPARE(*readFile(f / "taken" / "letter"), std::string("mine"));
        QVERIFY(nothingAt(f / "taken.unfinished"));
        // Neither store nor backup: said, and nothing made.
        QCOMPARE(backupStore(f / "nowhere", f / "b2", {}).error().code, ErrorCode::NotFound);
        QVERIFY(!restore(f / "nowhere", f / "r"));
        QVERIFY(nothingAt(f / "b2") && nothingAt(f / "r"));
    }

    void stoppedLeavesNothing() {
        const TempFolder f;
        makeFilledStore(f / "s", 40'000);
        std::stop_source stop;
        BackupOptions options;
        options.stop = stop.get_token();
        options.progress = [&](std::string_view, std::uint64_t, std::uint64_t) { stop.request_stop(); };
        auto done = backupStore(f / "s", f / "b", options);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
        QVERIFY(nothingAt(f / "b"));
    }

    void killedAtAnyMoment_data() {
        QTest::addColumn<QString>("stage");
        QTest::addColumn<int>("report");
        QTest::newRow("amid the copy") << "copying" << 1;
        QTest::newRow("at the end of the copy") << "copying" << 2;
        QTest::newRow("amid the check") << "verifying" << 1;
    }
    void killedAtAnyMoment() {
        QFETCH(QString, stage);
        QFETCH(int, report);
        const TempFolder f;
        makeFilledStore(f / "s", 40'000);
        QVERIFY(isKilledBy([&] {
            BackupOptions options;
            options.withKeys = true;
            options.progress = killAt(stage.toStdString(), report);
            (void)backupStore(f / "s", f / "b", options);
        }));
        QVERIFY(!fs::exists(f / "b"));
        backup(f / "s", f / "b", true);
        QVERIFY(nothingAt(f / "b.unfinished") && !fs::exists(f / "b.unfinished"));
        QVERIFY(isKilledBy([&] {
            RestoreOrder order;
            order.progress = killAt(stage.toStdString(), report);
            (void)restoreStore(f / "b", f / "r", order, m_clock);
        }));
        QVERIFY(!fs::exists(f / "r"));
        QVERIFY(restore(f / "b", f / "r"));
        QCOMPARE(verdictOf(f / "r"), std::string("intact"));
        QVERIFY(!fs::exists(f / "r.unfinished"));
    }

    // A limit on file size stands for the full disk; the error comes from the same system calls.
    void fullDisk() {
        const TempFolder f;
        makeFilledStore(f / "s", 20'000);
        backup(f / "s", f / "b", true);
        const auto failsFull = [&](const auto& work) {
            const pid_t child = ::fork();
            if (child == 0) {
                std::signal(SIGXFSZ, SIG_IGN);
                rlimit limit{1 << 20, 1 << 20};
                ::setrlimit(RLIMIT_FSIZE, &limit);
                ::_exit(work());
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        };
        QVERIFY(failsFull([&] { return backupStore(f / "s", f / "b2", {}) ? 1 : 0; }));
        QVERIFY(failsFull([&] { return restore(f / "b", f / "r") ? 1 : 0; }));
        QVERIFY(nothingAt(f / "b2") && nothingAt(f / "r"));
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
    }

    void erasedStaysErased_data() {
        QTest::addColumn<bool>("living");
        QTest::addColumn<bool>("files");
        QTest::newRow("the living store tells") << true << false;
        QTest::newRow("certificates tell") << false << true;
        QTest::newRow("both tell") << true << true;
    }
    void erasedStaysErased() {
        QFETCH(bool, living);
        QFETCH(bool, files);
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        backup(f / "s", f / "b", true);
        auto reader = *Reader::open(f / "b");
        const std::string part = *reader->sealedPart(3);
        const std::string late = *reader->sealedPart(2'498);
        addRequests(f / "s", 700, 5, kFixtureStart, kSecond);
        erase(f / "s", 3);
        RestoreOrder order;
        if (living) order.living = f / "s";
        if (files) order.certificates = {f / "s" / "certificates"};
        auto done = restore(f / "b", f / "r", order);
        QVERIFY2(done, done ? "" : done.error().text().c_str());
        QCOMPARE(done->size, 2'500u);
        QVERIFY(done->known > 3'200u);
        QCOMPARE(done->allKnown, living);
        QCOMPARE(done->certificates.size(), 1u);
        QCOMPARE(done->certificates[0].records, 500u);
        QCOMPARE(done->certificates[0].open, std::string());

        QCOMPARE(verdictOf(f / "r"), std::string("intact"));
        QVERIFY(verified(f / "r").erasedParts > 0);
        for (const std::string& bytes : {part.substr(1, 16), part.substr(17), late.substr(17), personName(3)}) {
            const auto found = filesHolding(f / "r", bytes);
            QVERIFY2(found.empty(), found.empty() ? "" : found[0].c_str());
        }
        QCOMPARE(opened(f / "r", 3), 0u);
        QVERIFY(opened(f / "r", 4) > 0);
        auto sealer = *Sealer::open(f / "r");
        QCOMPARE(sealer->pseudonymOf(Field::userUid, personName(3)).error().code, ErrorCode::NotFound);
        const RestoredMark said = mark(f / "r");
        QCOMPARE(said.entry, done->entry);
        QCOMPARE(said.applied, std::vector<std::uint64_t>{1});
        QCOMPARE(said.mayHaveUndone(), !living);
    }

    // The certificate is signed by a key the backup does not know, which the old one vouches for; the restored store
    // goes on with the key the backup ends with.
    void theKeyWasChangedSince() {
        const TempFolder f;
        makePeopleStore(f / "s", 1'200, 5, kFixtureStart, kSecond);
        backup(f / "s", f / "b", true);
        KeyOrder change;
        change.actor = "admin";
        change.reason = "yearly";
        QVERIFY(rotateKey(f / "s", change, m_clock));
        erase(f / "s", 3);
        RestoreOrder order;
        order.living = f / "s";
        auto done = restore(f / "b", f / "r", order);
        QVERIFY2(done, done ? "" : done.error().text().c_str());
        QVERIFY(done->allKnown);
        QCOMPARE(done->certificates.size(), 1u);
        QCOMPARE(opened(f / "r", 3), 0u);
        QVERIFY(opened(f / "r", 4) > 0);
        QCOMPARE(verdictOf(f / "r"), std::string("intact"));
        addRequests(f / "r", 50, 5, kFixtureStart, kSecond);
        QCOMPARE(verdictOf(f / "r"), std::string("intact"));
        // Without the old key there is nobody who may append.
        fs::remove_all(f / "b" / "private-keys");
        done = restore(f / "b", f / "r2", order);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Denied);
        QVERIFY(nothingAt(f / "r2"));
    }

    void withoutCertificatesItSaysSo() {
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        backup(f / "s", f / "b", true);
        erase(f / "s", 3);
        RestoreOrder order;
        order.anchors = {f / "s" / "anchors" / "checkpoints"};
        auto done = restore(f / "b", f / "r", order);
        QVERIFY2(done, done ? "" : done.error().text().c_str());
        QVERIFY(opened(f / "r", 3) > 0);  // it is there again, and
        QCOMPARE(verdictOf(f / "r"), std::string("intact"));
        const RestoredMark said = mark(f / "r");
        QVERIFY(said.mayHaveUndone());
        QCOMPARE(said.size, 2'500u);
        QVERIFY(said.known > 2'500u);
        QVERIFY(restoredText(said).find("may be undone") != std::string::npos);
        // Whoever kept an anchor of the log as it was sees that entries are missing, restored or not.
        addRequests(f / "r", 50, 5, kFixtureStart, kSecond);
        VerifyOptions options;
        options.anchors = {f / "s" / "anchors" / "checkpoints"};
        QVERIFY(!verifyStore(f / "r", options)->intact);
    }

    // Entries 0 to 2047 are in whole blocks.
    void forgottenStaysForgotten_data() {
        QTest::addColumn<bool>("living");
        QTest::addColumn<bool>("every");  // record of the period, or every other
        QTest::addColumn<int>("minutes");
        QTest::addColumn<int>("forgotten");
        QTest::addColumn<bool>("open");
        QTest::newRow("store, all of a block") << true << true << 20 << 1'200 << false;
        QTest::newRow("store, some") << true << false << 20 << 600 << false;
        QTest::newRow("store, up to the tail") << true << true << 40 << 2'048 << true;
        QTest::newRow("certificate, all of a block") << false << true << 20 << 1'200 << false;
        QTest::newRow("certificate, some") << false << false << 20 << 0 << true;
    }
    void forgottenStaysForgotten() {
        QFETCH(bool, living);
        QFETCH(bool, every);
        QFETCH(int, minutes);
        QFETCH(int, forgotten);
        QFETCH(bool, open);
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        backup(f / "s", f / "b", true);
        addRequests(f / "s", 2'000, 5, kFixtureStart + std::chrono::hours(5), kSecond);
        bool odd = false;
        forget(
            f / "s", [&](const Columns&) { return every || (odd = !odd); },
            kFixtureStart + std::chrono::minutes(minutes));
        RestoreOrder order;
        if (living) {
            order.living = f / "s";
        } else {
            order.certificates = {f / "s" / "certificates"};
        }
        auto done = restore(f / "b", f / "r", order);
        QVERIFY2(done, done ? "" : done.error().text().c_str());
        QCOMPARE(done->certificates.size(), 1u);
        QCOMPARE(done->certificates[0].records, static_cast<std::uint64_t>(forgotten));
        QCOMPARE(!done->certificates[0].open.empty(), open);
        QCOMPARE(verdictOf(f / "r"), std::string("intact"));
        QCOMPARE(verified(f / "r").forgotten, static_cast<std::uint64_t>(forgotten));
        QCOMPARE(mark(f / "r").mayHaveUndone(), open || !living);
    }

    void whatIsNotOfThisLogIsRefused_data() {
        QTest::addColumn<QString>("which");
        QTest::addColumn<int>("code");
        const auto row = [](const char* what, ErrorCode code) {
            QTest::newRow(what) << what << static_cast<int>(code);
        };
        row("forged certificate", ErrorCode::Corrupt);
        row("another log's certificate", ErrorCode::Corrupt);
        row("older store", ErrorCode::Conflict);
        row("no keys", ErrorCode::Denied);
        row("damaged backup", ErrorCode::Corrupt);
        row("another key", ErrorCode::Corrupt);
    }
    void whatIsNotOfThisLogIsRefused() {
        QFETCH(QString, which);
        const std::string what = which.toStdString();
        QFETCH(int, code);
        const TempFolder f;
        makePeopleStore(f / "s", 1'200, 5, kFixtureStart, kSecond);
        backup(f / "s", f / "older", true);
        addRequests(f / "s", 10, 5, kFixtureStart, kSecond);
        backup(f / "s", f / "b", what != "no keys");
        erase(f / "s", 3);
        makePeopleStore(f / "other", 1'200, 5, kFixtureStart, kSecond);
        erase(f / "other", 3);
        RestoreOrder order;
        if (what == "forged certificate") {
            std::string text = *readFile(f / "s" / "certificates" / "1.json");
            const auto at = text.rfind("erasure\\\"");
            text.replace(text.find("\\\"records\\\":") + 12, 1, "9");
            QVERIFY(at != std::string::npos);
            QVERIFY(writeFileAtomic(f / "forged.json", text));
            order.certificates = {f / "forged.json"};
        } else if (what == "another log's certificate") {
            order.certificates = {f / "other" / "certificates"};
        } else if (what == "older store") {
            order.living = f / "older";
        } else if (what == "damaged backup") {
            tamper(f / "b", "UPDATE rollup SET count = count + 1");
        } else if (what == "another key") {
            order.key = *readFile(f / "other" / "keys" / "verifier");
        }
        auto done = restore(f / "b", f / "r", order);
        QVERIFY(!done);
        QVERIFY2(done.error().code == static_cast<ErrorCode>(code), done.error().text().c_str());
        QVERIFY(nothingAt(f / "r"));
    }
};

QTEST_GUILESS_MAIN(BackupTest)
#include "backup_test.moc"
