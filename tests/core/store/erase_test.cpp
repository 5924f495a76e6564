// SPDX-License-Identifier: GPL-3.0-or-later
// Erasure of a data subject: gone from every file, certified, and everything else as before.
#include <QTest>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "core/base/file.h"
#include "core/privacy/sealer.h"
#include "core/privacy/subject_table.h"
#include "core/store/forget_erase.h"
#include "core/store/hold.h"
#include "core/store/proof.h"
#include "core/store/reader.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr Duration kSecond = std::chrono::seconds(1);

// What subjects.db holds of a person: lookup, id, wrapped key.
std::vector<std::string> keyBytes(const std::filesystem::path& folder, const std::string& pseudonym) {
    sqlite3* db = nullptr;
    sqlite3_stmt* row = nullptr;
    std::vector<std::string> out;
    sqlite3_open((folder / "keys/subjects.db").c_str(), &db);
    sqlite3_prepare_v2(db, "SELECT lookup, id, wrapped FROM subject WHERE pseudonym = ?", -1, &row, nullptr);
    sqlite3_bind_text(row, 1, pseudonym.c_str(), -1, SQLITE_TRANSIENT);
    if (sqlite3_step(row) == SQLITE_ROW) {
        for (int c = 0; c < 3; ++c) {
            out.emplace_back(static_cast<const char*>(sqlite3_column_blob(row, c)),
                             static_cast<std::size_t>(sqlite3_column_bytes(row, c)));
        }
    }
    sqlite3_finalize(row);
    sqlite3_close(db);
    return out;
}

std::string pseudonymOf(const std::filesystem::path& folder, std::size_t person) {
    auto sealer = Sealer::open(folder);
    return (*sealer)->pseudonymOf(Field::userUid, personName(person)).value_or("");
}

ErasureOrder orderFor(std::size_t person) {
    ErasureOrder order;
    order.subject = personName(person);
    order.actor = "officer";
    order.reason = "request 4711";
    return order;
}

}  // namespace

class EraseTest : public QObject {
    Q_OBJECT

    FixedClock m_clock{kFixtureStart + std::chrono::hours(100)};

    Erasure erase(const std::filesystem::path& folder, std::size_t person) {
        auto done = eraseSubject(folder, orderFor(person), m_clock);
        if (!done) qFatal("%s", done.error().text().c_str());
        if (done->unfinished) qFatal("%s", done->unfinished->text().c_str());
        return std::move(*done);
    }

private Q_SLOTS:
    // 2,500 entries: two blocks and a tail; 500 entries belong to each person.
    void nothingOfTheSubjectIsLeft() {
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 5, kFixtureStart, kSecond);
        auto reader = *Reader::open(f / "s");
        const std::string part = *reader->sealedPart(3);
        const std::string late = *reader->sealedPart(2'498);
        const std::string record = *reader->record(3);
        const std::string other = *reader->sealedPart(4);
        auto proof = proveEntry(f / "s", 7);
        const auto proven = *reader->record(7);
        const std::string pseudonym = pseudonymOf(f / "s", 3);
        const auto secrets = keyBytes(f / "s", pseudonym);
        QCOMPARE(secrets.size(), 3u);
        QVERIFY(!filesHolding(f / "s", part.substr(17)).empty());
        QVERIFY(!filesHolding(f / "s", secrets[2]).empty());

        const Erasure done = erase(f / "s", 3);
        QCOMPARE(done.issued.certificate.records, 500u);
        QCOMPARE(done.issued.certificate.entry, 2'500u);
        QCOMPARE(done.issued.certificate.reason, std::string("request 4711"));
        for (const std::string& bytes : {part.substr(1, 16), part.substr(17), late.substr(17), personName(3),
                                         secrets[0], secrets[1], secrets[2]}) {
            const auto files = filesHolding(f / "s", bytes);
            QVERIFY2(files.empty(), files.empty() ? "" : files[0].c_str());
        }
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
        const VerifyReport report = verified(f / "s");
        QCOMPARE(report.certificates.size(), 1u);
        QCOMPARE(report.certificates[0].parts, report.erasedParts);
        QVERIFY(report.erasedParts > 0);

        // The record stays, the part says why it does not; the others' parts open as before. A reader that was open all
        // the time sees the same.
        QCOMPARE(*reader->record(3), record);
        for (const std::uint64_t entry : {3u, 2'498u}) {
            auto gone = reader->sealedPart(entry);
            QVERIFY(!gone);
            QCOMPARE(gone.error().code, ErrorCode::NotFound);
            QVERIFY2(gone.error().what.find("erased under certificate 1 of 2026-11-24") != std::string::npos,
                     gone.error().what.c_str());
        }
        QCOMPARE(*reader->sealedPart(4), other);
        auto sealer = *Sealer::open(f / "s");
        QVERIFY(sealer->reveal(other));
        QVERIFY(sealer->pseudonymOf(Field::userUid, personName(3)).error().code == ErrorCode::NotFound);
        // An earlier proof still holds.
        auto key = VerifierKey::parse(*readFile(f / "s/keys/verifier"));
        QVERIFY(checkProof(proofText(*proof), proven, *key));
    }

    void theTailGoesOnAsABlock() {
        const TempFolder f;
        makePeopleStore(f / "s", 1'000, 4, kFixtureStart, kSecond);
        erase(f / "s", 2);
        addRequests(f / "s", 1'200, 4, kFixtureStart + std::chrono::hours(1), kSecond);
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
        QCOMPARE(numberOf(f / "s", "SELECT count(*) FROM block"), 2);
        // The person came back under another pseudonym, and can be erased again.
        const Erasure again = erase(f / "s", 2);
        QCOMPARE(again.issued.certificate.id, 2u);
        QCOMPARE(again.issued.certificate.records, 300u);
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
        QCOMPARE(verified(f / "s").certificates.size(), 2u);
    }

    void anAddressIsErasedFromOthersOnRequest() {
        const TempFolder f;
        makePeopleStore(f / "s", 100, 2, kFixtureStart, kSecond);
        ErasureOrder order = orderFor(0);
        order.subject = personAddress(0);
        auto done = eraseSubject(f / "s", order, m_clock);
        QVERIFY(done);
        QCOMPARE(done->issued.certificate.records, 0u);  // its parts are the person's
        QVERIFY(done->partsLeft > 0);
        order.subject = personAddress(1);
        order.shared = true;
        done = eraseSubject(f / "s", order, m_clock);
        QVERIFY(done);
        QCOMPARE(done->issued.certificate.records, 50u);
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
    }

    void refusals() {
        const TempFolder f;
        makePeopleStore(f / "s", 1'100, 3, kFixtureStart, kSecond);
        const auto refused = [&](const ErasureOrder& order) {
            auto done = eraseSubject(f / "s", order, m_clock);
            return done ? std::string("done")
                        : std::string(errorCodeName(done.error().code)) + " " + done.error().text();
        };
        ErasureOrder order = orderFor(0);
        order.reason.clear();
        QVERIFY(refused(order).starts_with("invalid"));
        order.reason = "asked by Person-0.QUUX@example.org";
        QVERIFY(refused(order).starts_with("invalid"));
        order = orderFor(77);
        QVERIFY(refused(order).starts_with("not_found"));

        addHold(f / "s", "hold-1", "principal=" + pseudonymOf(f / "s", 1));
        QCOMPARE(verified(f / "s").certificates.size(), 0u);
        const std::string held = refused(orderFor(1));
        QVERIFY2(held.starts_with("denied") && held.find("hold-1") != std::string::npos, held.c_str());
        QVERIFY(!filesHolding(f / "s", pseudonymOf(f / "s", 1)).empty());  // the key is still there
        QCOMPARE(refused(orderFor(0)), std::string("done"));               // the hold is about somebody else
        addHold(f / "s", "hold-1", "", "hold_release");
        QCOMPARE(refused(orderFor(1)), std::string("done"));
        addHold(f / "s", "hold-2", "");
        QVERIFY(refused(orderFor(2)).starts_with("denied"));
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
    }

    void stoppedBeforeItBegan_data() {
        QTest::addColumn<int>("searches");  // how often the search may go on
        QTest::addColumn<bool>("shared");
        QTest::newRow("at once") << 0 << false;
        QTest::newRow("in the search") << 2 << false;
        QTest::newRow("among the parts of others") << 14 << true;
        QTest::newRow("when it is about to begin") << -1 << false;
    }
    void stoppedBeforeItBegan() {
        QFETCH(int, searches);
        QFETCH(bool, shared);
        const TempFolder f;
        makePeopleStore(f / "s", 2'500, 250, kFixtureStart, kSecond);
        const std::string part = *(*Reader::open(f / "s"))->sealedPart(3);
        ErasureOrder order = orderFor(3);
        order.shared = shared;
        int calls = 0;
        std::uint64_t farthest = 0;
        order.searching = [&](std::uint64_t done, std::uint64_t total) {
            farthest = std::max(farthest, done);
            return done <= total && (searches < 0 || calls++ < searches);
        };
        order.begins = [&] { return false; };
        const auto stopped = eraseSubject(f / "s", order, m_clock);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QVERIFY(farthest > 0 || searches == 0);
        QVERIFY(!filesHolding(f / "s", part.substr(17)).empty());
        QCOMPARE((*Reader::open(f / "s"))->head()->size, 2'500u);
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
        // The next one is whole.
        erase(f / "s", 3);
        QVERIFY(filesHolding(f / "s", part.substr(17)).empty());
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
    }

    void tamperedCertificates_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* sql, const char* place) {
            QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(place);
        };
        row("removed", "DELETE FROM certificate WHERE id = 2", "certificate 2: entry 1201 names it, and it is missing");
        row("removed first", "DELETE FROM certificate WHERE id = 1", "certificate 1: it is missing");
        row("forged",
            "UPDATE certificate SET body = CAST(replace(CAST(body AS TEXT), 'officer', 'nobody!') AS BLOB) WHERE id = "
            "1",
            "certificate 1: its");
        row("reused for other parts",
            "UPDATE part SET data = x'' WHERE id = (SELECT max(id) FROM part WHERE length(data) > 0)",
            "its sealed part is gone without a certificate");
        row("reused for the tail",
            "UPDATE tail SET part = x'' WHERE entry = (SELECT max(entry) FROM tail WHERE length(part) > 0)",
            "its sealed part is gone without a certificate");
        row("taken from another number",
            "UPDATE certificate SET body = (SELECT body FROM certificate WHERE id = 1) WHERE id = 2",
            "certificate 2: its row does not say what it says");
        row("another entry", "UPDATE certificate SET entry = 5 WHERE id = 1", "certificate 1: its row does not");
        row("added", "INSERT INTO certificate SELECT 3, 1202, 2, body FROM certificate WHERE id = 2", "certificate 3");
        row("kind", "UPDATE certificate SET kind = 1 WHERE id = 1", "certificate 1: its row does not");
        row("forgotten without one", "INSERT INTO forgotten VALUES(3, zeroblob(32), 1)", "entry 3");
        row("part row removed", "DELETE FROM part WHERE length(data) = 0", "part");
    }
    void tamperedCertificates() {
        QFETCH(QString, sql);
        QFETCH(QString, place);
        static const std::filesystem::path kept = [this] {
            static const TempFolder folder;
            makePeopleStore(folder / "s", 1'200, 6, kFixtureStart, kSecond);
            erase(folder / "s", 0);
            erase(folder / "s", 1);
            return folder / "s";
        }();
        QCOMPARE(verdictOf(kept), std::string("intact"));
        const TempFolder f;
        std::filesystem::copy(kept, f / "s", std::filesystem::copy_options::recursive);
        tamper(f / "s", sql.toStdString());
        const std::string verdict = verdictOf(f / "s");
        QVERIFY2(QString::fromStdString(verdict).contains(place), verdict.c_str());
    }

    void anotherStoresCertificateIsRefused() {
        const TempFolder f;
        for (const char* name : {"s", "t"}) {
            makePeopleStore(f / name, 100, 3, kFixtureStart, kSecond);
            erase(f / name, 1);
        }
        tamper(f / "s", "ATTACH '" + (f / "t/evidence.db").string() +
                            "' AS t; UPDATE certificate SET body = (SELECT body FROM t.certificate)");
        const std::string verdict = verdictOf(f / "s");
        QVERIFY2(verdict.find("certificate 1: its signature is wrong") != std::string::npos ||
                     verdict.find("certificate 1: it is not signed by") != std::string::npos,
                 verdict.c_str());
    }

    void erasedDataThatIsPutBackShows() {
        const TempFolder f;
        makePeopleStore(f / "s", 1'100, 3, kFixtureStart, kSecond);
        std::filesystem::copy_file(f / "s/evidence.db", f / "old.db");
        erase(f / "s", 1);
        tamper(f / "s", "ATTACH '" + (f / "old.db").string() +
                            "' AS old; UPDATE part SET data = (SELECT data FROM old.part o WHERE o.id = part.id) WHERE "
                            "length(data) = 0");
        const std::string verdict = verdictOf(f / "s");
        QVERIFY2(verdict.find("it is there, and was erased under certificate 1") != std::string::npos, verdict.c_str());
    }

    // A collector goes on appending, the erased person among others; the store is whole at every end.
    void whileOthersCollect() {
        const TempFolder f;
        makePeopleStore(f / "s", 1'300, 3, kFixtureStart, kSecond);
        const std::string part = Reader::open(f / "s").value()->sealedPart(1).value();
        {
            std::jthread collector([&] {
                for (int i = 0; i < 20; ++i) {
                    addRequests(f / "s", 60, 3, kFixtureStart + std::chrono::hours(1 + i), kSecond);
                }
            });
            for (int i = 0; i < 4; ++i) {
                auto done = eraseSubject(f / "s", orderFor(1), m_clock);
                QVERIFY2(done || done.error().code == ErrorCode::NotFound, done ? "" : done.error().text().c_str());
            }
        }
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
        QCOMPARE(verified(f / "s").entries, 1'300u + 20 * 60 + verified(f / "s").certificates.size());
        auto last = eraseSubject(f / "s", orderFor(1), m_clock);
        QVERIFY(last || last.error().code == ErrorCode::NotFound);
        QVERIFY(filesHolding(f / "s", part.substr(17)).empty());
        QVERIFY(filesHolding(f / "s", part.substr(1, 16)).empty());
        QCOMPARE(verdictOf(f / "s"), std::string("intact"));
    }

    // Killed with SIGKILL at whatever moment: the store is intact, and running it again ends it.
    void killedAtAnyMoment() {
        const TempFolder f;
        makePeopleStore(f / "good", 1'300, 3, kFixtureStart, kSecond);
        const std::string secret = keyBytes(f / "good", pseudonymOf(f / "good", 1)).at(2);
        const std::string part = Reader::open(f / "good").value()->sealedPart(1).value();
        // How long it takes undisturbed says where the moments lie.
        std::filesystem::copy(f / "good", f / "whole", std::filesystem::copy_options::recursive);
        const auto start = std::chrono::steady_clock::now();
        erase(f / "whole", 1);
        const auto whole = std::chrono::steady_clock::now() - start;
        std::size_t before = 0;
        for (int round = 0; round < 24; ++round) {
            std::filesystem::remove_all(f / "s");
            std::filesystem::copy(f / "good", f / "s", std::filesystem::copy_options::recursive);
            const pid_t child = ::fork();
            if (child == 0) {
                (void)eraseSubject(f / "s", orderFor(1), m_clock);
                ::_exit(0);
            }
            std::this_thread::sleep_for(whole * round / 20);
            if (child > 0) ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            QCOMPARE(verdictOf(f / "s"), std::string("intact"));
            const bool happened = !verified(f / "s").certificates.empty();
            before += happened ? 0 : 1;
            if (happened) {
                // The next writer ends what was begun.
                addRequests(f / "s", 1, 1, kFixtureStart + std::chrono::hours(2), kSecond);
            } else {
                erase(f / "s", 1);
            }
            QVERIFY(filesHolding(f / "s", secret).empty());
            QVERIFY(filesHolding(f / "s", part.substr(17)).empty());
            QCOMPARE(verdictOf(f / "s"), std::string("intact"));
        }
        qInfo("%zu of 24 were killed before it happened", before);
    }
};

QTEST_GUILESS_MAIN(EraseTest)
#include "erase_test.moc"
