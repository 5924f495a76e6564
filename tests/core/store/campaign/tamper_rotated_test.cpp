// SPDX-License-Identifier: GPL-3.0-or-later
// The tamper campaign, deliberate part, on a log whose keys were changed twice and one of them revoked: what can be
// done with records of handovers, with stolen keys that were replaced, and with the clock. Each with the place that
// verify must name. Changes: entries 1101 and 1803 (new keys), 2304 (the first key is revoked); certificates: entries
// 1100 and 2425 (erasure), 1802 (retention); 2,456 entries in all.
#include <QRegularExpression>
#include <QTest>
#include <fmt/format.h>

#include "core/base/file.h"
#include "core/store/certificate.h"
#include "core/store/forget_erase.h"
#include "core/store/key_change.h"
#include "core/store/store_keys.h"
#include "core/store/store_signer.h"
#include "tests/core/store/campaign/tamper_deeds.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/fault_vfs.h"

using namespace vedette;
using namespace vedette::test;

namespace {

namespace fs = std::filesystem;

constexpr auto kHour = std::chrono::hours(1);
constexpr Time kEnd = kFixtureStart + 10 * kHour;  // of what the store holds

// The note of the checkpoint of this size becomes another.
Deed edited(int size, const std::function<std::string(std::string, TamperStore&)>& change) {
    return [=](TamperStore& store, VerifyOptions&) {
        const std::string which = fmt::format("FROM checkpoint WHERE size = {}", size);
        Insider insider(store.folder());
        const std::string note = change(insider.bytes("SELECT note " + which), store);
        insider.put(fmt::format("UPDATE checkpoint SET note = CAST(? AS TEXT) WHERE size = {}", size), note);
    };
}

// The note with one of its signature lines taken out.
std::string withoutLine(std::string note, int which) {
    std::size_t from = note.find("\n\n") + 2;
    for (int i = 0; i < which; ++i) from = note.find('\n', from) + 1;
    return note.erase(from, note.find('\n', from) + 1 - from);
}

std::string linesExchanged(const std::string& note) {
    const std::size_t from = note.find("\n\n") + 2;
    const std::size_t second = note.find('\n', from) + 1;
    return note.substr(0, from) + note.substr(second) + note.substr(from, second - from);
}

// The checkpoint with this line about keys, or none, signed again: whatever the signer holds.
std::string signedWith(const std::string& note, const std::string& line, const SigningKey& first,
                       const SigningKey* second = nullptr) {
    Checkpoint c = *parseCheckpoint(note);
    for (const char* kind : {"rotate ", "break ", "revoke ", "attest "}) {
        if (const std::size_t at = c.extension.find(kind); at != std::string::npos) c.extension.resize(at);
    }
    c.extension += line.empty() ? "" : line + "\n";
    (void)signCheckpoint(c, VerifierKey::of(c.origin, first), first);
    if (second != nullptr) cosignCheckpoint(c, VerifierKey::of(c.origin, *second), *second);
    return c.note;
}

KeyChange handover(const std::string& note, const SigningKey& from, const SigningKey& to, KeyChange::Kind kind) {
    KeyChange change;
    change.kind = kind;
    const std::string origin = parseCheckpoint(note)->origin;
    change.key = VerifierKey::of(origin, from);
    change.next = VerifierKey::of(origin, to);
    return change;
}

// Certificate n as somebody who has only this key can sign it.
void resign(TamperStore& store, int certificate, const SigningKey& key) {
    const auto keys = readStoreKeys(store.folder());
    if (!keys) qFatal("%s", keys.error().text().c_str());
    Insider insider(store.folder());
    const std::string which = fmt::format("WHERE id = {}", certificate);
    const auto opened = openCertificate(insider.bytes("SELECT body FROM certificate " + which), keys->chain);
    if (!opened) qFatal("%s", opened.error().text().c_str());
    const StoreSigner signer(*SigningKey::fromPem(key.toPem()));
    insider.put("UPDATE certificate SET body = ? " + which,
                signCertificate(*opened, VerifierKey::of(opened->log, key), signer).value());
}

void append(const TamperStore& store, std::size_t count, Time when) {
    addRequests(store.folder(), count, 5, when, std::chrono::milliseconds(1));
}

}  // namespace

class TamperRotated : public QObject {
    Q_OBJECT

    FaultVfs m_disk;
    std::unique_ptr<TamperStore> m_store;
    int m_done = 0;

    static void row(const char* name, const char* place, const Deed& deed) {
        QTest::newRow(name) << QString::fromLatin1(place) << deed;
    }
    void handovers();
    void revocations();
    void stolenKeys();
    void formats();

    VerifyReport after(const Deed& deed) {
        m_store->restore();
        VerifyOptions options;
        options.now = kEnd + 100 * kHour;
        deed(*m_store, options);
        return verdictReport(m_store->folder(), options);
    }

private Q_SLOTS:
    void initTestCase() {
        m_store = TamperStore::rotated();
        const VerifyReport good = after([](TamperStore&, VerifyOptions&) {});
        QVERIFY2(good.intact, damageText(good).c_str());
        QCOMPARE(good.entries, std::uint64_t{2'456});
        QCOMPARE(good.keys.size(), 3u);
        QCOMPARE(good.clockCount, std::uint64_t{0});
    }

    void deeds_data() {
        QTest::addColumn<QString>("place");
        QTest::addColumn<Deed>("deed");
        handovers();
        revocations();
        stolenKeys();
        formats();
    }
    void deeds() {
        QFETCH(QString, place);
        QFETCH(Deed, deed);
        const VerifyReport report = after(deed);
        QVERIFY2(!report.intact, "not detected");
        const QString text = QString::fromStdString(damageText(report));
        // Many entries are named when keys do not fit; the rest says more.
        const auto rest = text.split(QLatin1Char('\n')).filter(QRegularExpression(QStringLiteral("^(?!entry)")));
        QVERIFY2(text.contains(place), qPrintable(rest.join(QLatin1Char('\n'))));
        ++m_done;
    }

    // No byte of what is signed is changed by a clock that is set: nothing is damaged, and the place is named.
    void clocks_data() {
        QTest::addColumn<QString>("place");
        QTest::addColumn<Deed>("deed");
        row("clock moved: back while requests are logged", "entry 2456: it was logged at 2026-11-20T15:00",
            [](TamperStore& s, VerifyOptions&) { append(s, 50, kEnd - 3 * kHour); });
        row("clock moved: back while a checkpoint is signed", "checkpoint 2506: it was signed at 2026-11-20T15:00",
            [](TamperStore& s, VerifyOptions&) { append(s, 50, kEnd - 3 * kHour); });
        row("clock moved: back over an erasure", "entry 2456: it was logged at 2026-11-20T13:00",
            [](TamperStore& s, VerifyOptions&) {
                ErasureOrder order;
                order.subject = personName(5);
                order.actor = "officer";
                order.reason = "request";
                if (!eraseSubject(s.folder(), order, FixedClock(kEnd - 5 * kHour))) qFatal("cannot erase");
            });
        row("clock moved: back over a change of keys", "checkpoint 2457: it was signed at 2026-11-20T13:00",
            [](TamperStore& s, VerifyOptions&) {
                if (!rotateKey(s.folder(), {"x", "y"}, FixedClock(kEnd - 5 * kHour))) qFatal("cannot rotate");
            });
        row("clock moved: the newest checkpoint dated back, signed with the store's key", "checkpoint 2456: it was",
            [](TamperStore& s, VerifyOptions&) {
                signAgain(s, ownKey(s), false,
                          [](Checkpoint& c) { c.extension = replaced(c.extension, "time 2026", "time 2025"); });
            });
        row("clock moved: far forward and back", "entry 2466: it was logged at 2026-11-20T19:00",
            [](TamperStore& s, VerifyOptions&) {
                append(s, 10, kEnd + 9'000 * kHour);
                append(s, 10, kEnd + kHour);
            });
        row("clock moved: far forward", "ahead of this machine's clock",
            [](TamperStore& s, VerifyOptions&) { append(s, 10, kEnd + 9'000 * kHour); });
    }
    void clocks() {
        QFETCH(QString, place);
        QFETCH(Deed, deed);
        const VerifyReport report = after(deed);
        QVERIFY2(report.intact, damageText(report).c_str());
        std::string text;
        for (const ClockRemark& remark : report.clock) text += remark.place + ": " + remark.what + "\n";
        QVERIFY2(QString::fromStdString(text).contains(place), text.c_str());
        ++m_done;
    }

    void cleanupTestCase() { qInfo("%d deliberate manipulations, all detected and placed", m_done); }
};

void TamperRotated::handovers() {
    row("handover dropped: its checkpoint removed", "checkpoint 1802: it does not follow the checkpoint before it",
        sql("DELETE FROM checkpoint WHERE size = 1102"));
    row("last handover dropped", "entry 1803: it says that keys changed",
        sql("DELETE FROM checkpoint WHERE size = 1804"));
    row("all handovers dropped", "entry 1101: it says that keys changed",
        sql("DELETE FROM checkpoint WHERE size IN (1102, 1804, 2305)"));
    row("handovers exchanged", "checkpoint 1102",
        sql("UPDATE checkpoint SET size = 7 WHERE size = 1102; UPDATE checkpoint SET size = 1102 WHERE size = 1804; "
            "UPDATE checkpoint SET size = 1804 WHERE size = 7"));
    row("notes of the handovers exchanged", "checkpoint 1804",
        sql("CREATE TEMP TABLE two AS SELECT size, note FROM checkpoint WHERE size IN (1102, 1804); UPDATE checkpoint "
            "SET note = (SELECT note FROM two WHERE two.size <> checkpoint.size) WHERE size IN (1102, 1804)"));
    row("handover repeated", "checkpoint 2000",
        sql("INSERT INTO checkpoint SELECT 2000, note FROM checkpoint WHERE size = 1102"));
    row("handover without the old key's signature", "checkpoint 1102: it hands over to key",
        edited(1102, [](const std::string& note, TamperStore&) { return withoutLine(note, 0); }));
    row("handover without the new key's signature", "checkpoint 1102: the key",
        edited(1102, [](const std::string& note, TamperStore&) { return withoutLine(note, 1); }));
    row("signatures of a handover exchanged", "checkpoint 1102: the note has bytes that do not belong there",
        edited(1102, [](const std::string& note, TamperStore&) { return linesExchanged(note); }));
    row("line of the handover cut out, signed again with the old key", "entry 1101: it says that keys changed",
        edited(1102, [](const std::string& note, TamperStore& s) { return signedWith(note, "", s.oldKey(0)); }));
    row("time of a handover edited", "checkpoint 1102", edited(1102, [](std::string note, TamperStore&) {
            return replaced(std::move(note), "time 2026-11-20T10", "time 2026-11-20T09");
        }));
    row("who changed the key, edited in the record", "checkpoint 2456",
        sql("UPDATE tail SET record = CAST(replace(CAST(record AS TEXT), 'laptop', 'tablet') AS BLOB) WHERE entry = "
            "2304"));
}

void TamperRotated::revocations() {
    row("revocation dropped", "entry 2304: it says that keys changed", sql("DELETE FROM checkpoint WHERE size = 2305"));
    row("revoked from another time", "checkpoint 2305",
        edited(2305, [](std::string note, TamperStore&) { return replaced(std::move(note), "T08:30", "T09:30"); }));
    row("revocation of another key", "entries 1102 to 1802: they were signed by key",
        edited(2305, [](const std::string& note, TamperStore& s) {
            KeyChange change;
            change.kind = KeyChange::Kind::Revoke;
            change.key = VerifierKey::of(parseCheckpoint(note)->origin, s.oldKey(1));
            change.from = kFixtureStart;
            return signedWith(note, change.line(), ownKey(s));
        }));
    row("what was vouched for is no longer, signed with the store's key",
        "entries 1100 to 1100: they were signed by key", edited(2305, [](const std::string& note, TamperStore& s) {
            KeyChange change;
            change.kind = KeyChange::Kind::Revoke;
            change.key = VerifierKey::of(parseCheckpoint(note)->origin, s.oldKey(0));
            change.from = kFixtureStart + std::chrono::minutes(30);
            return signedWith(note, change.line(), ownKey(s));
        }));
    row("revocation signed with the revoked key", "checkpoint 2305: it revokes a key, and is not signed by",
        edited(2305, [](const std::string& note, TamperStore& s) {
            const std::string line = note.substr(note.find("attest "), note.find("\n\n") - note.find("attest "));
            return signedWith(note, line, s.oldKey(0));
        }));
}

void TamperRotated::stolenKeys() {
    row("old key signs the newest checkpoint", "checkpoint 2456: the checkpoint is signed by key",
        [](TamperStore& s, VerifyOptions&) { signAgain(s, s.oldKey(0), false, [](Checkpoint&) {}); });
    row("key before the newest signs the newest checkpoint", "checkpoint 2456: the checkpoint is signed by key",
        [](TamperStore& s, VerifyOptions&) { signAgain(s, s.oldKey(1), false, [](Checkpoint&) {}); });
    row("newest key signs what the first one signed", "checkpoint 1101",
        edited(1101, [](const std::string& note, TamperStore& s) { return signedWith(note, "", ownKey(s)); }));
    row("stolen first key hands over to a thief's", "checkpoint 1804: it replaces a key that was not in force",
        edited(1102, [](const std::string& note, TamperStore& s) {
            const SigningKey thief = SigningKey::generate();
            const KeyChange change = handover(note, s.oldKey(0), thief, KeyChange::Kind::Rotate);
            return signedWith(note, change.line(), s.oldKey(0), &thief);
        }));
    row("a thief's key breaks in", "checkpoint 1804", edited(1102, [](const std::string& note, TamperStore& s) {
            const SigningKey thief = SigningKey::generate();
            const KeyChange change = handover(note, s.oldKey(0), thief, KeyChange::Kind::Break);
            return signedWith(note, change.line(), thief);
        }));
    row("store's key thrown away and replaced", "entry 2456: the chain of keys breaks here",
        [](TamperStore& s, VerifyOptions&) {
            fs::remove(s.folder() / "keys/signing.pem");
            const auto done = recoverKey(s.folder(), {"x", "lost"}, FixedClock(kEnd + kHour));
            if (!done) qFatal("%s", done.error().text().c_str());
        });
    row("certificate signed again with the old key", "certificate 2",
        [](TamperStore& s, VerifyOptions&) { resign(s, 2, s.oldKey(0)); });
    row("first certificate signed again with the newest key", "certificate 1",
        [](TamperStore& s, VerifyOptions&) { resign(s, 1, ownKey(s)); });
    row("revoked key put back as the one to trust", "entry 1101: key", [](TamperStore& s, VerifyOptions& o) {
        o.key = VerifierKey::of(Insider(s.folder()).bytes("SELECT value FROM meta WHERE key = 'origin'"), s.oldKey(0))
                    .text();
    });
    row("anchor signed with an old key", "anchor 1", [](TamperStore& s, VerifyOptions&) {
        const std::string note = Insider(s.folder()).bytes("SELECT note FROM checkpoint WHERE size = 2456");
        if (!writeFileAtomic(s.ownAnchors(), signedWith(note, "", s.oldKey(1)))) qFatal("cannot write");
    });
}

void TamperRotated::formats() {
    row("format: without changes of keys", "checkpoint 1804: it changes keys, which format 2 does not know",
        sql("PRAGMA user_version = 2"));
    row("rolled back to before its keys changed", "rolled back", [](TamperStore& s, VerifyOptions& o) {
        fs::copy_file(s.yesterday(), s.database(), fs::copy_options::overwrite_existing);
        o.key = VerifierKey::of(Insider(s.folder()).bytes("SELECT value FROM meta WHERE key = 'origin'"), s.oldKey(0))
                    .text();
    });
    row("first key of the log exchanged", "meta verifier", [](TamperStore& s, VerifyOptions&) {
        Insider insider(s.folder());
        const std::string origin = insider.bytes("SELECT value FROM meta WHERE key = 'origin'");
        insider.run("UPDATE meta SET value = '" + VerifierKey::of(origin, s.oldKey(1)).text() +
                    "' WHERE key = 'verifier'");
    });
}

QTEST_GUILESS_MAIN(TamperRotated)
#include "tamper_rotated_test.moc"
