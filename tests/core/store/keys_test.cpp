// SPDX-License-Identifier: GPL-3.0-or-later
// The chain of a log's keys: handing over, losing, revoking, and what an insider may try with each.
#include <QTest>

#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/privacy/sealer.h"
#include "core/store/anchor.h"
#include "core/store/consistency.h"
#include "core/store/forget_retention.h"
#include "core/store/key_change.h"
#include "core/store/log_state.h"
#include "core/store/prover.h"
#include "core/store/reader.h"
#include "core/store/schema.h"
#include "core/store/store_keys.h"
#include "core/store/verify.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr auto kHour = std::chrono::hours(1);
const KeyOrder kOrder{"jo", "yearly change"};

template <class T>
T must(Result<T> result) {
    if (!result) qFatal("%s", result.error().text().c_str());
    return std::move(*result);
}

// A store that grows an hour at a time, so that each commit keeps its checkpoint.
struct Desk {
    Desk() { makeStore(store, clock); }

    void grow(std::size_t count) {
        clock.advance(kHour);
        must(must(Writer::open(store, clock))->write(source.batch(count)));
    }
    ChangedKeys rotate() {
        clock.advance(kHour);
        return must(rotateKey(store, kOrder, clock));
    }
    ChangedKeys revoke(const VerifierKey& key, Time from, bool attest = false) {
        clock.advance(kHour);
        return must(revokeKey(store, {key.id, from, attest}, {"jo", "laptop stolen"}, clock));
    }
    [[nodiscard]] VerifierKey key() const { return must(readStoreKeys(store)).verifier; }
    [[nodiscard]] VerifyReport verify(const std::string& key = {}) const {
        VerifyOptions options;
        options.key = key;
        return must(verifyStore(store, options));
    }
    // "intact", or all damage.
    [[nodiscard]] QString verdict(const std::string& key = {}) const {
        const auto report = verify(key);
        if (report.intact) return QStringLiteral("intact");
        QString all;
        for (const auto& d : report.damage)
            all += QString::fromStdString(d.place) + QStringLiteral(": ") + QString::fromStdString(d.what) +
                   QLatin1Char('\n');
        return all;
    }
    [[nodiscard]] std::string headNote() const { return must(Prover::open(store)).head().note; }

    TempFolder folder;
    std::filesystem::path store = folder / "s";
    FixedClock clock{kFixtureStart};
    EventSource source;
};

bool names(const QString& verdict, const char* place) { return verdict.contains(QLatin1String(place)); }

}  // namespace

class KeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The chain is followed from every key there ever was.
    void rotatedLogVerifiesFromEachKey() {
        Desk desk;
        const auto first = desk.key();
        desk.grow(1'100);
        const auto one = desk.rotate();
        desk.grow(40);
        const auto two = desk.rotate();
        desk.grow(5);
        QCOMPARE(one.change.key.text(), first.text());
        QCOMPARE(two.change.key.text(), one.change.next.text());
        QCOMPARE(desk.key().text(), two.change.next.text());
        for (const auto& key : {std::string(), first.text(), one.change.next.text(), two.change.next.text()})
            QCOMPARE(desk.verdict(key), QStringLiteral("intact"));
        const auto report = desk.verify();
        QCOMPARE(report.keys.size(), 3u);
        QCOMPARE(report.keys[1].from, one.checkpoint.size);
        QCOMPARE(numberOf(desk.store, "PRAGMA user_version"), kKeyChangeFormat);
        // The handover carries both signatures, and each key opens it alone.
        QVERIFY(openCheckpoint(one.checkpoint.note, first));
        QVERIFY(openCheckpoint(one.checkpoint.note, one.change.next));
        // Another log's key does not fit.
        const auto stranger = VerifierKey::of(first.name, SigningKey::generate());
        QVERIFY(desk.verdict(stranger.text()) != QStringLiteral("intact"));
    }

    void oldPrivateKeyIsGoneAfterRotation() {
        Desk desk;
        const auto before = *readFile(desk.store / "keys/signing.pem");
        const auto changed = desk.rotate();
        QVERIFY(*readFile(desk.store / "keys/signing.pem") != before);
        QVERIFY(!std::filesystem::exists(waitingKeyFile(desk.store, changed.change.next)));
        // Put back, it signs nothing: it is not the key in force.
        QVERIFY(writeFileAtomic(desk.store / "keys/signing.pem", before, 0600));
        QCOMPARE(Writer::open(desk.store, desk.clock).error().code, ErrorCode::Denied);
    }

    // Open readers and writers of other processes go on after a rotation.
    void othersGoOnAfterRotation() {
        Desk desk;
        desk.grow(30);
        auto writer = must(Writer::open(desk.store, desk.clock));
        auto reader = must(Reader::open(desk.store));
        QCOMPARE(must(reader->head()).size, 30u);
        const auto changed = desk.rotate();
        QCOMPARE(must(reader->head()).size, 31u);
        desk.clock.advance(kHour);
        QCOMPARE(must(writer->write(desk.source.batch(10))).size, 41u);
        QCOMPARE(writer->key().text(), changed.change.next.text());
        QCOMPARE(must(reader->head()).size, 41u);
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
    }

    // A crash between the commit and the key's move into its place.
    void keyThatWaitsIsTaken() {
        Desk desk;
        desk.grow(3);
        const auto old = *readFile(desk.store / "keys/signing.pem");
        const auto changed = desk.rotate();
        std::filesystem::rename(desk.store / "keys/signing.pem", waitingKeyFile(desk.store, changed.change.next));
        QVERIFY(writeFileAtomic(desk.store / "keys/signing.pem", old, 0600));
        desk.grow(3);
        QVERIFY(!std::filesystem::exists(waitingKeyFile(desk.store, changed.change.next)));
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
    }

    // A crash before the commit: the new key was never in force, and the old one goes on.
    void keyThatWasNeverIntroducedIsPassedOver() {
        Desk desk;
        const auto next = SigningKey::generate();
        const auto name = VerifierKey::of(desk.key().name, next);
        QVERIFY(writeFileAtomic(waitingKeyFile(desk.store, name), next.toPem(), 0600));
        desk.grow(3);
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
        QVERIFY(desk.key().text() != name.text());
    }

    void insiderWithAKey_data() {
        QTest::addColumn<QString>("signer");
        QTest::newRow("the old key after its rotation") << QStringLiteral("old");
        QTest::newRow("a key that was never introduced") << QStringLiteral("strange");
    }
    void insiderWithAKey() {
        QFETCH(QString, signer);
        Desk desk;
        desk.grow(10);
        auto old = must(SigningKey::fromPem(*readFile(desk.store / "keys/signing.pem")));
        const auto first = desk.key();
        desk.rotate();
        desk.grow(10);
        auto head = must(parseCheckpoint(desk.headNote()));
        const auto key = signer == QLatin1String("old") ? std::move(old) : SigningKey::generate();
        (void)signCheckpoint(head, VerifierKey::of(first.name, key), key);
        tamper(desk.store, "UPDATE checkpoint SET note = '" + head.note + "' WHERE size = 21");
        QVERIFY(names(desk.verdict(), "checkpoint 21"));
        QVERIFY(!Reader::open(desk.store));
        // In an anchor from elsewhere it is named as well.
        QVERIFY(writeFileAtomic(desk.folder / "elsewhere", head.note));
        VerifyOptions options;
        options.anchors = {desk.folder / "elsewhere"};
        QVERIFY(names(QString::fromStdString(must(verifyStore(desk.store, options)).damage.back().place), "elsewhere"));
    }

    // Whoever has the database but no key cannot introduce one.
    void handoverNeedsTheOldKey() {
        Desk desk;
        desk.grow(10);
        const auto changed = desk.rotate();
        desk.grow(1);
        // The note with its first signature line, the old key's, cut out.
        std::string note = changed.checkpoint.note;
        const auto gap = note.find("\n\n") + 2;
        note.erase(gap, note.find('\n', gap) + 1 - gap);
        tamper(desk.store, "UPDATE checkpoint SET note = '" + note + "' WHERE size = 11");
        const auto verdict = desk.verdict();
        QVERIFY2(names(verdict, "checkpoint 11: it hands over"), qPrintable(verdict));
        QVERIFY(names(verdict, "checkpoint 12"));
    }

    void logAndCheckpointsNameEachOther() {
        Desk desk;
        desk.grow(10);
        // An entry that says what no checkpoint says.
        auto writer = must(Writer::open(desk.store, desk.clock));
        Batch batch;
        KeyChange change;
        change.key = desk.key();
        change.next = VerifierKey::of(change.key.name, SigningKey::generate());
        addKeyAction(change, kOrder, desk.clock.now(), batch);
        must(writer->write(batch));
        const auto verdict = desk.verdict();
        QVERIFY2(names(verdict, "entry 10: it says that keys changed"), qPrintable(verdict));
    }

    void changesAreUnknownToFormat2() {
        Desk desk;
        desk.grow(10);
        desk.rotate();
        tamper(desk.store, "PRAGMA user_version = 2");
        QVERIFY(names(desk.verdict(), "checkpoint 11: it changes keys, which format 2 does not know"));
    }

    // --- revoking ---
    void revokedKeyIsNotBelieved() {
        Desk desk;
        const auto first = desk.key();
        desk.grow(10);
        const Time stolen = desk.clock.now() + std::chrono::minutes(1);
        desk.grow(10);  // signed after the key was stolen
        const auto changed = desk.rotate();
        desk.grow(10);
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
        desk.revoke(first, stolen);
        const auto verdict = desk.verdict();
        QVERIFY2(verdict.startsWith(QLatin1String("entries 10 to 19: they were signed by key")), qPrintable(verdict));
        QCOMPARE(verdict.count(QLatin1Char('\n')), 1);
        // Whoever has the old key alone cannot know whether the owner or the thief handed over.
        const auto byOld = desk.verdict(first.text());
        QVERIFY2(names(byOld, "entry 20: key"), qPrintable(byOld));
        // The owner has looked through what was logged.
        desk.revoke(first, stolen, true);
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
        QCOMPARE(desk.verdict(changed.change.next.text()), QStringLiteral("intact"));
        QVERIFY(desk.verify().keys.front().revoked == stolen);
        QVERIFY(names(desk.verdict(first.text()), "entry 20: key"));
    }

    // Revoked from a time after it was replaced: nothing that is in the log falls under it.
    void revokedLaterThanReplaced() {
        Desk desk;
        const auto first = desk.key();
        desk.grow(10);
        desk.rotate();
        desk.revoke(first, desk.clock.now() + kHour);
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
        QCOMPARE(desk.verdict(first.text()), QStringLiteral("intact"));
    }

    // What a thief signs elsewhere accuses nobody any more.
    void anchorOfARevokedKeyProvesNothing() {
        Desk desk;
        desk.grow(10);
        auto old = must(SigningKey::fromPem(*readFile(desk.store / "keys/signing.pem")));
        const auto first = desk.key();
        const Time stolen = desk.clock.now() + std::chrono::minutes(1);
        desk.rotate();
        Checkpoint forged;
        forged.origin = first.name;
        forged.size = 5;
        forged.extension = extensionText({stolen + kHour, std::string(64, 'a'), {}});
        QVERIFY(writeFileAtomic(desk.folder / "forged", signCheckpoint(forged, first, old)));
        VerifyOptions options;
        options.anchors = {desk.folder / "forged"};
        QVERIFY(!must(verifyStore(desk.store, options)).intact);
        desk.revoke(first, stolen);
        const auto report = must(verifyStore(desk.store, options));
        QVERIFY2(report.intact, qPrintable(desk.verdict()));
        QCOMPARE(report.unbelievedAnchors, 1u);
    }

    void keyInForceCannotBeRevoked() {
        Desk desk;
        QCOMPARE(revokeKey(desk.store, {desk.key().id, desk.clock.now(), false}, kOrder, desk.clock).error().code,
                 ErrorCode::Invalid);
        QCOMPARE(revokeKey(desk.store, {1, desk.clock.now(), false}, kOrder, desk.clock).error().code,
                 ErrorCode::NotFound);
    }

    // --- losing ---
    void lostKeyIsABreakThatIsNamed() {
        Desk desk;
        const auto first = desk.key();
        desk.grow(10);
        QCOMPARE(recoverKey(desk.store, kOrder, desk.clock).error().code, ErrorCode::Conflict);  // it is there
        std::filesystem::remove(desk.store / "keys/signing.pem");
        desk.clock.advance(kHour);
        const auto changed = must(recoverKey(desk.store, {"jo", "disk broke"}, desk.clock));
        desk.grow(10);
        const auto expected = QStringLiteral("entry 10: the chain of keys breaks here");
        QVERIFY2(desk.verdict().startsWith(expected), qPrintable(desk.verdict()));
        QVERIFY2(desk.verdict(first.text()).startsWith(expected), qPrintable(desk.verdict(first.text())));
        QCOMPARE(desk.verify(first.text()).damageCount, 1u);
        // Whoever was given the new key by its owner may believe it, and sees the break.
        const auto report = desk.verify(changed.change.next.text());
        QVERIFY(report.intact);
        QVERIFY(report.keys.back().broken);
        QCOMPARE(must(must(Reader::open(desk.store))->head()).size, 21u);
    }

    // --- under a passphrase ---
    void lockedStore() {
        const TempFolder folder;
        QVERIFY(writeFileAtomic(folder / "words", "correct horse battery staple\n"));
        QVERIFY(writeFileAtomic(folder / "wrong", "incorrect horse\n"));
        const auto say = [&](const char* name) {
            qputenv("VEDETTE_PASSPHRASE", QByteArray("file:") + (folder / name).c_str());
        };
        say("words");
        Desk desk;
        qunsetenv("VEDETTE_PASSPHRASE");
        for (const char* name : {"signing.pem", "kek"}) QVERIFY(isLocked(*readFile(desk.store / "keys" / name)));
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));  // to check needs no key
        auto refused = Writer::open(desk.store, desk.clock);
        QCOMPARE(refused.error().code, ErrorCode::Denied);
        QVERIFY(refused.error().hint.find("VEDETTE_PASSPHRASE") != std::string::npos);
        say("wrong");
        QVERIFY(Writer::open(desk.store, desk.clock).error().what.find("is wrong") != std::string::npos);
        QVERIFY(Sealer::open(desk.store).error().what.find("is wrong") != std::string::npos);
        say("words");
        desk.grow(5);
        QVERIFY(Sealer::open(desk.store));
        QVERIFY(!std::filesystem::exists(desk.store / "keys/attempts"));
        // The new key is under it as well.
        desk.rotate();
        desk.grow(5);
        QVERIFY(isLocked(*readFile(desk.store / "keys/signing.pem")));
        qunsetenv("VEDETTE_PASSPHRASE");
        desk.grow(5);  // it was opened once in this process
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
    }

    // --- without the store ---
    void proofsFollowTheChain() {
        Desk desk;
        const auto first = desk.key();
        desk.grow(10);
        desk.rotate();
        desk.grow(10);
        auto prover = must(Prover::open(desk.store));
        const auto text = proofText(must(prover.inclusion(3)));
        const auto record = must(Reader::open(desk.store).value()->records(std::vector<std::uint64_t>{3})).front();
        QVERIFY(!checkProof(text, record, first));
        QVERIFY(checkProof(text, record, desk.key()));
        QVERIFY(checkProof(text, record, prover.keys()));
        const auto notes = must(keyNotesOf(desk.store));
        std::vector<std::string> list;
        for (const auto note : splitAnchors(notes).notes) list.emplace_back(note);
        QVERIFY(checkProof(text, record, KeyChain::follow(list, first)));
        QVERIFY(checkConsistency(consistencyText(must(prover.consistency(10, 21))), KeyChain::follow(list, first)));
        QVERIFY(!checkConsistency(consistencyText(must(prover.consistency(10, 21))), first));
    }

    // Reasons stay in the log for ever, that of a change of keys and that of a certificate.
    void reasonsNameNobody() {
        Desk desk;
        desk.grow(1'100);
        const std::string whom = "quentin.quux@example.org";
        RetentionOrder order;
        order.before = desk.clock.now() + kHour;
        order.actor = "service";
        order.reason = "asked for by " + whom;
        order.expired = [](std::string_view, const Columns&) { return true; };
        QVERIFY(must(forgetExpired(desk.store, order, desk.clock)).forgotten > 500);
        must(rotateKey(desk.store, {"jo", "asked for by " + whom}, desk.clock));
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
        QCOMPARE(filesHolding(desk.store, whom).size(), std::size_t{0});
        QCOMPARE(filesHolding(desk.store, "asked for by ").empty(), false);
    }

    // Certificates of forgetting are checked by the key of their time; changes of keys are never forgotten.
    void certificatesOutliveRotation() {
        Desk desk;
        desk.grow(20);
        const auto changed = desk.rotate();
        QVERIFY(!must(keyNotesOf(desk.store)).empty());
        desk.grow(1'100);
        RetentionOrder order;
        order.before = desk.clock.now() + kHour;
        order.actor = "service";
        order.reason = "policy";
        order.expired = [](std::string_view, const Columns&) { return true; };
        desk.clock.advance(kHour);
        QVERIFY(must(forgetExpired(desk.store, order, desk.clock)).forgotten > 500);
        desk.rotate();
        desk.grow(5);
        QCOMPARE(desk.verdict(), QStringLiteral("intact"));
        QVERIFY(desk.verify().forgotten > 500);
        QVERIFY(must(Reader::open(desk.store).value()->records(std::vector<std::uint64_t>{20}))
                    .front()
                    .find(changed.change.line()) != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(KeysTest)
#include "keys_test.moc"
