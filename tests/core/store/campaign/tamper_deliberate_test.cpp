// SPDX-License-Identifier: GPL-3.0-or-later
// The tamper campaign, deliberate part: what an insider with a shell would think of, each with the place that verify
// must name. He can write every file but does not hold the signing key, unless it says so. What can be done to a log
// whose keys were changed, and to its clock, is in tamper_rotated_test.cpp.
#include <QTest>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "core/base/file.h"
#include "core/event/event.h"
#include "core/store/block.h"
#include "core/store/forget_entry.h"
#include "core/store/log_state.h"
#include "core/store/merkle.h"
#include "core/store/reader.h"
#include "tests/core/store/campaign/tamper_deeds.h"
#include "tests/support/fault_vfs.h"

using namespace vedette;
using namespace vedette::test;

namespace {

namespace fs = std::filesystem;

// With the database before anything was forgotten as schema `old`.
Deed withBefore(const char* statements) {
    return [statements](TamperStore& store, VerifyOptions&) {
        Insider insider(store.folder());
        if (!insider.run("ATTACH '" + store.beforeForgetting().string() + "' AS old") || !insider.run(statements)) {
            qFatal("%s: %s", statements, sqlite3_errmsg(insider.handle()));
        }
    };
}

Deed anchors(const std::function<std::string(std::string)>& change) {
    return [change](TamperStore& store, VerifyOptions&) {
        if (!writeFileAtomic(store.ownAnchors(), change(*readFile(store.ownAnchors())))) qFatal("cannot write anchors");
    };
}

// One record of block 2 becomes another, and what vouches for it as far as the insider can.
enum class Care { Digest, Root, Columns };
void editBlock(TamperStore& store, Care care) {
    Insider insider(store.folder());
    BlockCodec codec;
    const std::string blob = insider.bytes("SELECT records FROM block_records WHERE id = 2");
    const auto views = *codec.decodeRecords(blob, kBlockEvents);
    std::vector<std::string> records(views.begin(), views.end());
    constexpr std::size_t kWhich = 700;
    std::string& record = records[kWhich];
    record = record.find("\"severity_id\":1") == std::string::npos
                 ? replaced(record, "\"severity_id\":", "\"severity_id\":1")
                 : replaced(record, "\"severity_id\":1", "\"severity_id\":4");
    const std::vector<std::string_view> again(records.begin(), records.end());
    BlockCodec other;
    const std::string encoded = *other.encodeRecords(again);
    insider.put("UPDATE block_records SET records = ? WHERE id = 2", encoded);
    insider.put("UPDATE block SET digest = ? WHERE id = 2", std::string(asView(sha256(encoded))));
    if (care == Care::Digest) return;
    std::vector<Hash> leaves;
    for (const std::string& r : records) leaves.push_back(leafHash(r));
    insider.put("UPDATE block SET root = ? WHERE id = 2", std::string(asView(subtreeRoot(leaves))));
    if (care == Care::Root) return;
    auto columns = std::make_unique<BlockColumns>();
    columns->n = kBlockEvents;
    if (!decodeColumns(insider.bytes("SELECT data FROM block_columns WHERE id = 2"), *columns)) qFatal("columns");
    columns->values[columnNumber(IntColumn::Severity)][kWhich] = 4;
    insider.put("UPDATE block_columns SET data = ? WHERE id = 2", encodeColumns(*columns));
    insider.put("UPDATE block SET zones = ? WHERE id = 2", encodeZones(*columns));
}

// A column of block 2 says what no record says.
void editColumn(TamperStore& store, std::size_t column, std::int64_t value, bool zones) {
    Insider insider(store.folder());
    auto columns = std::make_unique<BlockColumns>();
    columns->n = kBlockEvents;
    if (!decodeColumns(insider.bytes("SELECT data FROM block_columns WHERE id = 2"), *columns)) qFatal("columns");
    columns->values[column][500] = value;
    insider.put("UPDATE block_columns SET data = ? WHERE id = 2", encodeColumns(*columns));
    if (zones) insider.put("UPDATE block SET zones = ? WHERE id = 2", encodeZones(*columns));
}

// The zone maps of block 2 no longer cover its largest latency, so that a search would pass it over.
void narrowZone(TamperStore& store) {
    Insider insider(store.folder());
    std::string zones = insider.bytes("SELECT zones FROM block WHERE id = 2");
    const std::size_t at = static_cast<std::size_t>(IntColumn::Latency) * 16 + 8;
    const std::int64_t largest = getI64(zones.data() + at);
    std::string less;
    putI64(less, largest / 2);
    insider.put("UPDATE block SET zones = ? WHERE id = 2", zones.replace(at, 8, less));
}

void replaceDatabase(TamperStore& store, const fs::path& by) {
    fs::copy_file(by, store.database(), fs::copy_options::overwrite_existing);
}

// SHA-256 of the users of all records with this part.
std::vector<Hash> usersOf(Reader& reader, const Hash& digest) {
    std::set<Hash> users;
    for (std::uint64_t entry = 0; entry < reader.head()->size; ++entry) {
        const auto part = reader.sealedPart(entry);
        if (!part || sha256(*part) != digest) continue;
        const std::string record = *reader.record(entry);
        std::string scratch;
        Event event;
        if (readRecord(record, scratch, event)) users.insert(sha256(event.text(Field::userUid)));
    }
    return {users.begin(), users.end()};
}

// A part that a hold covers goes under a certificate in good order, by a program that does not look for holds; or under
// one that is about nobody in particular.
void eraseHeld(TamperStore& store, bool named) {
    const FixedClock clock(kFixtureStart + std::chrono::hours(90));
    auto reader = *Reader::open(store.folder());
    Filter filter = *parseFilter("node=node-9");
    std::vector<std::uint64_t> held;
    (void)reader->scan(filter, ColumnSet(), [&](const Row& row) {
        if (row.entry < 3'072) held.push_back(row.entry);
        return true;
    });
    std::optional<Hash> digest;
    for (const std::uint64_t entry : held) {
        if (const auto part = reader->sealedPart(entry)) digest = sha256(*part);
    }
    if (!digest) qFatal("no part is held");
    auto writer = *Writer::open(store.folder(), clock);
    if (!writer->begin()) qFatal("cannot begin");
    auto rows = *writer->connection().prepare("SELECT id, data FROM part");
    std::int64_t id = -1;
    while (*rows.step()) {
        if (sha256(rows.text(1)) == *digest) id = rows.integer(0);
    }
    rows.reset();
    if (!writer->connection().exec(fmt::format("UPDATE part SET data = x'' WHERE id = {}", id))) qFatal("cannot erase");
    Certificate certificate;
    certificate.time = clock.now();
    certificate.actor = "nobody";
    certificate.reason = "because";
    certificate.parts = {*digest};
    certificate.records = 1;
    if (named) certificate.subjects = usersOf(*reader, *digest);
    auto keys = readStoreKeys(store.folder());
    if (!keys || !issueCertificate(*writer, *keys, certificate) || !writer->commit()) qFatal("cannot issue");
}

}  // namespace

class TamperDeliberate : public QObject {
    Q_OBJECT

    FaultVfs m_disk;
    std::unique_ptr<TamperStore> m_store;
    std::unique_ptr<TamperStore> m_segment;
    int m_done = 0;

    static void row(const char* name, const char* place, const Deed& deed, bool segment = false) {
        QTest::newRow(name) << QString::fromLatin1(place) << deed << segment;
    }
    void records();
    void rows();
    void derived();
    void certificates();
    void history();
    void keysAndAnchors();
    void schema();
    void postings();
    void order();

private Q_SLOTS:
    void initTestCase() {
        m_store = TamperStore::everything();
        m_segment = TamperStore::segment();
        VerifyOptions options;
        options.anchors = {m_store->outsideAnchors()};
        QVERIFY(verdictReport(m_store->folder(), options).intact);
        QVERIFY(verdictReport(m_segment->folder()).intact);
    }

    void deeds_data() {
        QTest::addColumn<QString>("place");
        QTest::addColumn<Deed>("deed");
        QTest::addColumn<bool>("segment");
        records();
        rows();
        derived();
        certificates();
        history();
        keysAndAnchors();
        schema();
        postings();
        order();
    }
    void deeds() {
        QFETCH(QString, place);
        QFETCH(Deed, deed);
        QFETCH(bool, segment);
        TamperStore& store = segment ? *m_segment : *m_store;
        store.restore();
        VerifyOptions options;
        deed(store, options);
        const VerifyReport report = verdictReport(store.folder(), options);
        QVERIFY2(!report.intact, "not detected");
        const std::string text = damageText(report);
        QVERIFY2(QString::fromStdString(text).contains(place), text.c_str());
        ++m_done;
    }

    void cleanupTestCase() { qInfo("%d deliberate manipulations, all detected and placed", m_done); }
};

// What the log itself holds.
void TamperDeliberate::records() {
    row("record edited, digest adjusted", "block 2: its records do not have the root",
        [](TamperStore& s, VerifyOptions&) { editBlock(s, Care::Digest); });
    row("record edited, digest and root adjusted", "checkpoint 3349",
        [](TamperStore& s, VerifyOptions&) { editBlock(s, Care::Root); });
    row("record edited, digest, root, column and zones adjusted", "checkpoint 3349",
        [](TamperStore& s, VerifyOptions&) { editBlock(s, Care::Columns); });
    row("record edited in the tail", "checkpoint 3349",
        sql("UPDATE tail SET record = CAST(replace(CAST(record AS TEXT), '\"severity_id\":1', '\"severity_id\":5') AS "
            "BLOB) WHERE entry = 3200"));
    row("record emptied in the tail", "entry 3200", sql("UPDATE tail SET record = x'' WHERE entry = 3200"));
    row("tail row deleted", "entry 3100", sql("DELETE FROM tail WHERE entry = 3100"));
    row("tail row deleted, the rest moved up", "entry 3348",
        sql("DELETE FROM tail WHERE entry = 3100; UPDATE tail SET entry = -entry + 1 WHERE entry > 3100; UPDATE tail "
            "SET entry = -entry WHERE entry < 0"));
    row("tail cut", "entry 3300", sql("DELETE FROM tail WHERE entry >= 3300"));
    row("tail row inserted", "entry 3349",
        sql("INSERT INTO tail SELECT 3349, record, part FROM tail WHERE entry = 3200"));
    row("tail row with a wrong number", "entry 3090", sql("UPDATE tail SET entry = 9000 WHERE entry = 3090"));
    row("tail rows swapped", "checkpoint 3349",
        sql("UPDATE tail SET entry = -1 WHERE entry = 3335; UPDATE tail SET entry = 3335 WHERE entry = 3336; UPDATE "
            "tail SET entry = 3336 WHERE entry = -1"));
    row("row of the tail written over another", "checkpoint 3349",
        sql("UPDATE tail SET (record, part) = (SELECT record, part FROM tail WHERE entry = 3340) WHERE entry = 3341"));
    row("block deleted everywhere", "block 2",
        sql("DELETE FROM block WHERE id = 2; DELETE FROM block_columns WHERE id = 2; DELETE FROM block_records WHERE "
            "id "
            "= 2"));
    row("blocks swapped everywhere", "block 1",
        sql("UPDATE block SET id = 9 WHERE id = 1; UPDATE block SET id = 1 WHERE id = 2; UPDATE block SET id = 2 WHERE "
            "id = 9; UPDATE block_columns SET id = 9 WHERE id = 1; UPDATE block_columns SET id = 1 WHERE id = 2; "
            "UPDATE "
            "block_columns SET id = 2 WHERE id = 9; UPDATE block_records SET id = 9 WHERE id = 1; UPDATE block_records "
            "SET id = 1 WHERE id = 2; UPDATE block_records SET id = 2 WHERE id = 9"));
    row("block inserted", "block 3",
        sql("INSERT INTO block SELECT 3, state, t0, t1, root, digest, zones FROM block WHERE id = 2"));
    row("records of a block replaced by another's", "block 2 records",
        sql("UPDATE block_records SET records = (SELECT records FROM block_records WHERE id = 1) WHERE id = 2"));
}

// Sealed parts and trees.
void TamperDeliberate::rows() {
    row("ciphertext moved to another part", "its sealed part is not the one it names",
        sql("UPDATE part SET data = (SELECT data FROM part WHERE id = (SELECT max(id) FROM part)) WHERE id = (SELECT "
            "max(id) - 1 FROM part)"));
    row("ciphertexts of two parts swapped", "its sealed part is not the one it names",
        sql("CREATE TEMP TABLE two AS SELECT id, data FROM part ORDER BY id DESC LIMIT 2; UPDATE part SET data = "
            "(SELECT data FROM two WHERE two.id <> part.id) WHERE id IN (SELECT id FROM two)"));
    row("a part's key exchanged: subject id in its head", "its sealed part is not the one it names",
        sql("UPDATE part SET data = CAST(substr(data, 1, 1) || zeroblob(16) || substr(data, 18) AS BLOB) WHERE id = "
            "(SELECT max(id) FROM part)"));
    row("sealed part removed", "which is missing", sql("DELETE FROM part WHERE id = (SELECT max(id) FROM part)"));
    row("sealed part nobody has", "no record has this sealed part",
        sql("INSERT INTO part SELECT max(id) + 1, x'0102' FROM part"));
    row("sealed part of the tail dropped", "the sealed part it names is missing",
        sql("UPDATE tail SET part = NULL WHERE entry = (SELECT max(entry) FROM tail WHERE length(part) > 0)"));
    row("records given other records' parts", "entry 2048: the sealed part it names",
        sql("UPDATE block_records SET parts = (SELECT parts FROM block_records WHERE id = 1) WHERE id = 2"));
    row("tree node changed", "node level 11 index 0", sql("UPDATE node SET hash = zeroblob(32)"));
    row("tree node removed", "node level 11 index 0", sql("DELETE FROM node"));
    row("tree node added", "node level 12 index 0", sql("INSERT INTO node SELECT 12, 0, hash FROM node"));
}

// What screens read. None of it changes a leaf.
void TamperDeliberate::derived() {
    row("column: a failure made a success", "block 2 column status",
        [](TamperStore& s, VerifyOptions&) { editColumn(s, columnNumber(IntColumn::Status), 7, true); });
    row("column: another node", "block 2 column node",
        [](TamperStore& s, VerifyOptions&) { editColumn(s, columnNumber(TextColumn::Node), 0, true); });
    row("column: forgotten", "block 2 column principal",
        [](TamperStore& s, VerifyOptions&) { editColumn(s, columnNumber(TextColumn::Principal), -1, true); });
    row("zone map narrowed", "block 2: its zones", [](TamperStore& s, VerifyOptions&) { narrowZone(s); });
    row("time range of a block moved", "block 2: its first and last",
        sql("UPDATE block SET t0 = t0 + 60000000 WHERE id = 2"));
    row("dictionary entries swapped", "block",
        sql("CREATE TEMP TABLE two AS SELECT id, value FROM dict WHERE col = 6 ORDER BY id LIMIT 2; UPDATE dict SET "
            "value = '?' || value WHERE col = 6 AND id IN (SELECT id FROM two); UPDATE dict SET value = (SELECT value "
            "FROM two WHERE two.id <> dict.id) WHERE col = 6 AND id IN (SELECT id FROM two)"));
    row("dictionary entry renamed", "column region",
        sql("UPDATE dict SET value = 'eu-nowhere-1' WHERE col = 6 AND value = 'us-east-1'"));
    row("dictionary entry nobody uses", "dict node", sql("INSERT INTO dict VALUES(0, 900, 'node-900')"));
    row("roll-up: events hidden", "rollup minute",
        sql("UPDATE rollup SET count = count - 1 WHERE (minute, node, class, status) = (SELECT minute, node, class, "
            "status FROM rollup ORDER BY count DESC LIMIT 1)"));
    row("roll-up: row removed", "rollup minute",
        sql("DELETE FROM rollup WHERE minute = (SELECT max(minute) FROM rollup)"));
    row("roll-up: row invented", "rollup minute 5 node node-1",
        sql("INSERT INTO rollup VALUES(5, 'node-1', 6003, 1, 1, 1, 1, 1, 1)"));
    row("roll-up: cost moved between nodes", "rollup minute",
        sql("CREATE TEMP TABLE two AS SELECT minute, node, class, status, cost FROM rollup WHERE cost > 0 ORDER BY "
            "cost "
            "DESC LIMIT 2; UPDATE rollup SET cost = (SELECT two.cost FROM two WHERE (two.minute, two.node, two.class, "
            "two.status) <> (rollup.minute, rollup.node, rollup.class, rollup.status)) WHERE (minute, node, class, "
            "status) IN (SELECT minute, node, class, status FROM two)"));
    row("records packed again with a byte more", "block 2 records",
        sql("UPDATE block_records SET records = CAST(records || x'00' AS BLOB) WHERE id = 2"));
}

// Lawful forgetting as a cover.
void TamperDeliberate::certificates() {
    row("certificate forged: another reason", "certificate 2: its",
        sql("UPDATE certificate SET body = CAST(replace(CAST(body AS TEXT), 'policy 4.1', 'policy 9.9') AS BLOB) WHERE "
            "id = 2"));
    row("certificate forged: nonsense", "certificate 2: it is not a certificate",
        sql("UPDATE certificate SET body = CAST('vedette' AS BLOB) WHERE id = 2"));
    row("certificate removed", "certificate 2", sql("DELETE FROM certificate WHERE id = 2"));
    row("newest certificate removed", "certificate 3", sql("DELETE FROM certificate WHERE id = 3"));
    row("certificate added", "certificate 4",
        sql("INSERT INTO certificate SELECT 4, 3348, kind, body FROM certificate WHERE id = 3"));
    row("certificates exchanged", "certificate 1",
        sql("UPDATE certificate SET id = 9 WHERE id = 1; UPDATE certificate SET id = 1 WHERE id = 3; UPDATE "
            "certificate "
            "SET id = 3 WHERE id = 9"));
    row("certificate of another kind", "certificate 1: its row does not",
        sql("UPDATE certificate SET kind = 1 WHERE id = 1"));
    row("certificate moved to another entry", "certificate 3: its row does not",
        sql("UPDATE certificate SET entry = entry + 1 WHERE id = 3"));
    row("certificate reused for another record", "certificate 2: the entries forgotten under it",
        sql("INSERT INTO forgotten VALUES(2500, zeroblob(32), 2); UPDATE block SET state = 1 WHERE id = 2"));
    row("certificate of an erasure used for records", "certificate",
        sql("UPDATE forgotten SET certificate = 1 WHERE entry = 17"));
    row("certificate reused for another part", "its sealed part is gone without a certificate",
        sql("UPDATE part SET data = x'' WHERE id = (SELECT max(id) FROM part WHERE length(data) > 0)"));
    row("certificate reused for a part of the tail", "its sealed part is gone without a certificate",
        sql("UPDATE tail SET part = x'' WHERE entry = (SELECT max(entry) FROM tail WHERE length(part) > 0)"));
    row("record kept, and said to be forgotten", "entry 2000",
        sql("INSERT INTO forgotten VALUES(2000, zeroblob(32), 2)"));
    row("leaf of a forgotten record changed", "block 0",
        sql("UPDATE forgotten SET leaf = zeroblob(32) WHERE entry = 5"));
    row("leaf of a forgotten record removed", "entry 5", sql("DELETE FROM forgotten WHERE entry = 5"));
    row("forgotten block said to be whole", "block 0", sql("UPDATE block SET state = 0 WHERE id = 0"));
    row("whole block said to be forgotten", "block 2", sql("UPDATE block SET state = 2 WHERE id = 2"));
    row("certificate for a held subject, signed with the store's key",
        "certificate 4: it let go the sealed part of entry",
        [](TamperStore& s, VerifyOptions&) { eraseHeld(s, true); });
    row("certificate about nobody for somebody's part, signed with the store's key",
        "its sealed part was erased under certificate 4, which is about somebody else",
        [](TamperStore& s, VerifyOptions&) { eraseHeld(s, false); });
    row("erased part put back", "it is there, and was erased under certificate",
        withBefore(
            "UPDATE part SET data = (SELECT data FROM old.part o WHERE o.id = part.id) WHERE length(data) = 0 AND "
            "id IN (SELECT id FROM old.part)"));
    row("forgotten block put back", "block 0: its state is not what is forgotten of it",
        withBefore("INSERT INTO block_records SELECT * FROM old.block_records WHERE id = 0; INSERT INTO block_columns "
                   "SELECT * FROM old.block_columns WHERE id = 0; UPDATE block SET (state, t0, t1, digest, zones) = "
                   "(SELECT state, t0, t1, digest, zones FROM old.block WHERE id = 0) WHERE id = 0"));
}

// Another past.
void TamperDeliberate::history() {
    row("rolled back to yesterday", "the store was rolled back or truncated",
        [](TamperStore& s, VerifyOptions&) { replaceDatabase(s, s.yesterday()); });
    row("rolled back to before it forgot", "the store was rolled back or truncated",
        [](TamperStore& s, VerifyOptions&) { replaceDatabase(s, s.beforeForgetting()); });
    row("rolled back with its own anchors", "outside: it remembers 3349 entries", [](TamperStore& s, VerifyOptions& o) {
        replaceDatabase(s, s.yesterday());
        fs::remove(s.ownAnchors());
        o.anchors = {s.outsideAnchors()};
    });
    row("forked: went on another way from yesterday", "the log was forked", [](TamperStore& s, VerifyOptions&) {
        fs::remove(s.database());
        Insider(s.fork()).run("VACUUM INTO '" + s.database().string() + "'");
    });
    row("first checkpoint removed", "checkpoint", sql("DELETE FROM checkpoint WHERE size = 0"));
    row("checkpoint in the middle removed", "it does not follow the checkpoint before it",
        sql("DELETE FROM checkpoint WHERE size = (SELECT size FROM checkpoint ORDER BY size LIMIT 1 OFFSET 2)"));
    row("newest checkpoint removed", "past the newest checkpoint",
        sql("DELETE FROM tail WHERE entry < 0; DELETE FROM checkpoint WHERE size > 2898"));
    row("checkpoint repeated for another size", "checkpoint 3000",
        sql("INSERT INTO checkpoint SELECT 3000, note FROM checkpoint WHERE size = 3349"));
    row("older checkpoint in place of the newest", "checkpoint 3349",
        sql("UPDATE checkpoint SET note = (SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1 OFFSET 1) WHERE size "
            "= "
            "3349"));
    row("clock moved: time of a checkpoint edited", "checkpoint 3349",
        sql("UPDATE checkpoint SET note = replace(note, 'time 2026', 'time 2025') WHERE size = 3349"));
    row("clock moved: a checkpoint signed again with the store's key", "it does not follow the checkpoint before it",
        [](TamperStore& s, VerifyOptions&) {
            signAgain(s, ownKey(s), true,
                      [](Checkpoint& c) { c.extension = replaced(c.extension, "time 20", "time 19"); });
        });
    row("clock moved: a time that is none", "checkpoint 3349", [](TamperStore& s, VerifyOptions&) {
        signAgain(s, ownKey(s), false,
                  [](Checkpoint& c) { c.extension = replaced(c.extension, "time 2026", "time 2O26"); });
    });
    row("more said than there is, signed with the store's key", "checkpoint 3349",
        [](TamperStore& s, VerifyOptions&) { signAgain(s, ownKey(s), false, [](Checkpoint& c) { ++c.size; }); });
}

void TamperDeliberate::keysAndAnchors() {
    row("key swapped beside the database", "checkpoint 3349", [](TamperStore& s, VerifyOptions&) {
        const std::string origin = Insider(s.folder()).bytes("SELECT value FROM meta WHERE key = 'origin'");
        if (!writeFileAtomic(s.folder() / "keys/verifier",
                             VerifierKey::of(origin, SigningKey::generate()).text() + "\n"))
            qFatal("cannot write");
    });
    row("key swapped in the database", "meta verifier",
        sql("UPDATE meta SET value = replace(value, '+A', '+B') WHERE key = 'verifier'"));
    row("another store in its place", "checkpoint", [](TamperStore& s, VerifyOptions&) {
        const TempFolder other;
        makeFilledStore(other / "s", 1'500);
        fs::remove(s.database());
        Insider(other / "s").run("VACUUM INTO '" + s.database().string() + "'");
    });
    row("head signed with another key", "checkpoint 3349",
        [](TamperStore& s, VerifyOptions&) { signAgain(s, SigningKey::generate(), false, [](Checkpoint&) {}); });
    row("name of the log changed", "meta origin", sql("UPDATE meta SET value = 'x' || value WHERE key = 'origin'"));
    row("row added to meta", "meta note", sql("INSERT INTO meta VALUES('note', 'x')"));
    row("cosignature invented", "cosignature", sql("INSERT INTO cosignature VALUES(3349, 'w', 'x')"));
    row("anchor: size edited", "anchor",
        anchors([](std::string text) { return replaced(text, "\n3349\n", "\n3348\n"); }));
    row("anchor: root line removed", "anchor", anchors([](std::string text) {
            const std::size_t at = text.find('\n', text.find('\n') + 1) + 1;
            return text.erase(at, text.find('\n', at) + 1 - at);
        }));
    row("anchor: signature line removed", "anchor", anchors([](std::string text) {
            const std::size_t at = text.find("\n\xE2\x80\x94") + 1;
            return text.erase(at, text.find('\n', at) + 1 - at);
        }));
    row("anchor: signature edited", "anchor", anchors([](std::string text) {
            const std::size_t at = text.find("\n\xE2\x80\x94") + 60;
            text[at] = text[at] == 'A' ? 'B' : 'A';
            return text;
        }));
    row("anchor: one put before", "anchor", anchors([](const std::string& text) {
            return "other.example\n5\n" + std::string(43, 'A') + "=\n\n\xE2\x80\x94 other.example AAAA\n" + text;
        }));
}

void TamperDeliberate::schema() {
    row("trigger", "schema t", sql("CREATE TRIGGER t AFTER INSERT ON tail BEGIN DELETE FROM tail; END"));
    row("view", "schema v", sql("CREATE VIEW v AS SELECT * FROM tail"));
    row("index", "schema i", sql("CREATE INDEX i ON tail(part)"));
    row("table", "schema x", sql("CREATE TABLE x(y)"));
    row("index dropped", "schema dict_value", sql("DROP INDEX dict_value"));
    row("column added", "schema tail", sql("ALTER TABLE tail ADD COLUMN seen INTEGER"));
    row("table renamed", "schema forgotten", sql("ALTER TABLE forgotten RENAME TO kept"));
    row("format: of the future", "Vedette", sql("PRAGMA user_version = 99"));
    row("format: of the past", "must be empty", sql("PRAGMA user_version = 1"));
    row("format: none", "database", sql("PRAGMA user_version = 0"));
    row("application id", "database", sql("PRAGMA application_id = 7"));
    row("page of zeroes", "database", [](TamperStore& s, VerifyOptions&) {
        std::fstream file(s.database(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(16'384 * 2);
        file << std::string(16'384, '\0');
    });
    row("file cut at a page", "database",
        [](TamperStore& s, VerifyOptions&) { fs::resize_file(s.database(), fs::file_size(s.database()) - 16'384); });
    row("header of another program", "database", [](TamperStore& s, VerifyOptions&) {
        std::fstream file(s.database(), std::ios::in | std::ios::out | std::ios::binary);
        file << "%PDF-1.7 not a data";
    });
}

// What begins with a full segment.
void TamperDeliberate::postings() {
    row("posting list hides a block", "posting column node", sql("UPDATE posting SET data = x'0001' WHERE col = 0"),
        true);
    row("posting list removed", "posting column model", sql("DELETE FROM posting WHERE col = 7"), true);
    row("posting lists of two columns exchanged", "posting column",
        sql("CREATE TEMP TABLE two AS SELECT col, data FROM posting WHERE col IN (14, 16); UPDATE posting SET data = "
            "(SELECT data FROM two WHERE two.col <> posting.col) WHERE col IN (14, 16)"),
        true);
    row("posting list added", "posting column severity bucket 4 segment 0",
        sql("INSERT INTO posting VALUES(18, 4, 0, x'0001')"), true);
    row("subtree root changed", "node level 14 index 2",
        sql("UPDATE node SET hash = zeroblob(32) WHERE level = 14 AND idx = 2"), true);
    row("root of a forgotten block changed", "block 7", sql("UPDATE block SET root = zeroblob(32) WHERE id = 7"), true);
}

// Rows of a page in another order: SQLite then returns rows nobody asked for, and does not find others.
void TamperDeliberate::order() {
    row("rows of meta exchanged", "meta", rowsExchanged("meta"));
    row("rows of block exchanged", "block", rowsExchanged("block"));
    row("rows of part exchanged", "part", rowsExchanged("part"));
    row("rows of tail exchanged", "entry", rowsExchanged("tail"));
    row("rows of dict exchanged", "dict", rowsExchanged("dict"));
    row("rows of dict_value exchanged", "dict_value", rowsExchanged("dict_value"));
    row("rows of rollup exchanged", "rollup", rowsExchanged("rollup"));
    row("rows of checkpoint exchanged", "checkpoint", rowsExchanged("checkpoint"));
    row("rows of certificate exchanged", "certificate", rowsExchanged("certificate"));
    row("rows of forgotten exchanged", "block", rowsExchanged("forgotten"));
    row("rows of forgotten exchanged, a segment", "block", rowsExchanged("forgotten"), true);
    row("rows of posting exchanged", "posting", rowsExchanged("posting"), true);
    row("rows of node exchanged", "node", rowsExchanged("node"), true);
}

QTEST_GUILESS_MAIN(TamperDeliberate)
#include "tamper_deliberate_test.moc"
