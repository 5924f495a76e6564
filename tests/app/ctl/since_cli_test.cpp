// SPDX-License-Identifier: GPL-3.0-or-later
// verify --since: what is read again, what is not, and what becomes of the file that says so.
#include <QFile>
#include <QJsonObject>
#include <QTest>
#include <sqlite3.h>

#include "tests/app/ctl/cli.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using vedette::test::ctl;
using vedette::test::Ran;

namespace {

constexpr int kSegment = 65'536;
constexpr int kEntries = 66'700;
// Of the store that checkpoints are about: four blocks and a tail, a checkpoint every 1,500 entries.
constexpr int kFew = 5'000;
constexpr int kKept = 3'000;

QString s(const char* text) { return QString::fromUtf8(text); }

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write a file");
}

}  // namespace

class SinceCliTest : public QObject {
    Q_OBJECT

    test::TempFolder m_folder;

    [[nodiscard]] QString at(const char* name) const { return QString::fromStdString((m_folder / name).string()); }
    // A copy of the store, which the test may break.
    [[nodiscard]] QString copy(const char* name, const char* of = "s") const {
        std::filesystem::copy(m_folder / of, m_folder / name, std::filesystem::copy_options::recursive);
        return at(name);
    }
    [[nodiscard]] Ran verify(const QString& store, const QString& since, const char* home = "home") const {
        return ctl({s("verify"), store, s("--since"), since, s("--no-record"), s("--json")}, {},
                   {s("XDG_STATE_HOME=") + at(home)});
    }
    static QJsonObject sinceOf(const Ran& ran) { return ran.json().value(s("since")).toObject(); }
    static void tamper(const QString& store, const char* sql) {
        sqlite3* db = nullptr;
        if (sqlite3_open(qPrintable(store + s("/evidence.db")), &db) != SQLITE_OK ||
            sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("cannot change the store: %s", sqlite3_errmsg(db));
        sqlite3_close(db);
    }

    static QByteArray noteText(const QString& store, int size) {
        sqlite3* db = nullptr;
        sqlite3_stmt* row = nullptr;
        QByteArray text;
        if (sqlite3_open(qPrintable(store + s("/evidence.db")), &db) == SQLITE_OK &&
            sqlite3_prepare_v2(db, "SELECT note FROM checkpoint WHERE size = ?", -1, &row, nullptr) == SQLITE_OK &&
            sqlite3_bind_int(row, 1, size) == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW)
            text = reinterpret_cast<const char*>(sqlite3_column_text(row, 0));
        sqlite3_finalize(row);
        sqlite3_close(db);
        if (text.isEmpty()) qFatal("there is no checkpoint of %d", size);
        return text;
    }
    // A checkpoint as somebody outside kept it.
    [[nodiscard]] QString note(const QString& store, int size, const char* name) const {
        write(at(name), noteText(store, size));
        return at(name);
    }

private Q_SLOTS:
    void initTestCase() {
        test::makeFilledStore(m_folder / "s", kEntries);
        // A checkpoint stays in the store when the next one is of another hour.
        test::makeFilledStore(m_folder / "few", kFew, 1'500, {.step = std::chrono::seconds(4)});
    }

    void readsOnlyWhatIsNew() {
        const QString store = copy("again");
        const QString file = at("again.check");
        auto ran = verify(store, file);
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(sinceOf(ran).value(s("read_from")).toInt(-1), 0);
        QVERIFY(sinceOf(ran).value(s("reason")).toString().contains(s("no earlier check")));
        ran = verify(store, file);
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(sinceOf(ran).value(s("read_from")).toInt(), kSegment);
        QCOMPARE(sinceOf(ran).value(s("checked_entries")).toInt(), kEntries);
        QVERIFY(sinceOf(ran).value(s("reason")).toString().isEmpty());
        QCOMPARE(ran.json().value(s("integrity")).toObject().value(s("verified")).toInt(), kEntries);
        // For people, in words.
        const auto said =
            ctl({s("verify"), store, s("--since"), file, s("--no-record")}, {}, {s("XDG_STATE_HOME=") + at("home")});
        QVERIFY2(said.out.contains("NOT READ AGAIN: the records and columns of the first 65,536 entries"),
                 said.out.constData());
        // Without it everything is read, as ever.
        QVERIFY(ctl({s("verify"), store, s("--no-record"), s("--json")}).json().value(s("since")).isNull());
    }

    void aChangeBeforeIsForTheFullCheck() {
        const QString store = copy("before");
        const QString file = at("before.check");
        QCOMPARE(verify(store, file).exit, 0);
        tamper(store, "UPDATE block_records SET records = zeroblob(length(records)) WHERE id = 5");
        const auto ran = verify(store, file);
        QCOMPARE(ran.exit, 0);
        QCOMPARE(sinceOf(ran).value(s("read_from")).toInt(), kSegment);
        QCOMPARE(ctl({s("verify"), store, s("--no-record")}).exit, 3);
    }

    void aChangeAfterIsFound() {
        const QString store = copy("after");
        const QString file = at("after.check");
        QCOMPARE(verify(store, file).exit, 0);
        tamper(store, "UPDATE tail SET record = x'7b7d' WHERE entry = (SELECT max(entry) FROM tail)");
        auto ran = verify(store, file);
        QCOMPARE(ran.exit, 3);
        QCOMPARE(sinceOf(ran).value(s("read_from")).toInt(), kSegment);
        // The file went with it: nothing that said "intact" is left.
        QVERIFY(!QFile::exists(file));
        ran = verify(store, file);
        QCOMPARE(ran.exit, 3);
        QCOMPARE(sinceOf(ran).value(s("read_from")).toInt(-1), 0);
        QVERIFY(!QFile::exists(file));
    }

    void whatNamesOldRecordsIsComparedAllTheSame() {
        const QString store = copy("named");
        const QString file = at("named.check");
        QCOMPARE(verify(store, file).exit, 0);
        tamper(store, "UPDATE rollup SET count = count + 1 WHERE minute = (SELECT min(minute) FROM rollup)");
        QCOMPARE(verify(store, file).exit, 3);
    }

    void aFileOfSomebodyElseIsNotBelieved() {
        const QString store = copy("foreign");
        const QString file = at("foreign.check");
        QCOMPARE(verify(store, file).exit, 0);
        QByteArray bytes = contents(file);
        QVERIFY(bytes.size() > 100);
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        write(file, bytes);
        auto ran = verify(store, file);
        QCOMPARE(ran.exit, 0);
        QCOMPARE(sinceOf(ran).value(s("read_from")).toInt(-1), 0);
        QVERIFY(sinceOf(ran).value(s("reason")).toString().contains(s("changed")));
        QCOMPARE(sinceOf(verify(store, file)).value(s("read_from")).toInt(), kSegment);
        // Whoever has another key wrote another code.
        ran = verify(store, file, "another-home");
        QCOMPARE(ran.exit, 0);
        QCOMPARE(sinceOf(ran).value(s("read_from")).toInt(-1), 0);
    }

    // An auditor has a checkpoint of back then, and no file of ours.
    void aCheckpointIsEnough() {
        const QString store = copy("kept", "few");
        const auto ran = verify(store, note(store, kKept, "kept.note"));
        QVERIFY2(ran.exit == 0, ran.err.constData());
        const auto since = sinceOf(ran);
        QVERIFY(since.value(s("holds")).toBool());
        QCOMPARE(since.value(s("checkpoint_size")).toInt(), kKept);
        QCOMPARE(since.value(s("entries")).toInt(), kFew);
        QCOMPARE(since.value(s("read_from")).toInt(), 2'048);  // where the block begins in which it ends
        QCOMPARE(since.value(s("verified")).toInt(), kFew - 2'048);
        QVERIFY(!since.value(s("signed_by")).toString().isEmpty());
        // Nothing says that the whole was verified, neither here nor in the log.
        QVERIFY(ran.json().value(s("integrity")).isNull());
        QVERIFY(ran.json().value(s("recorded_entry")).isNull());
        const auto said = ctl({s("verify"), store, s("--since"), at("kept.note")}, {}, {});
        QVERIFY2(said.out.contains("HOLDS. The log of 5,000 entries goes on from the 3,000 that it attests."),
                 said.out.constData());
        QVERIFY2(said.out.contains("NOT READ: the 2,048 records before."), said.out.constData());
        QVERIFY(said.out.contains("NOT COMPARED: posting lists"));
        // The file stays what it was.
        QCOMPARE(contents(at("kept.note")), noteText(store, kKept));
    }

    void whatACheckpointShows_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* sql, int exit, const char* says) {
            QTest::newRow(name) << s(sql) << exit << s(says);
        };
        row("a record before: not read", "UPDATE block_records SET records = zeroblob(length(records)) WHERE id = 1", 0,
            "");
        row("history exchanged", "UPDATE block SET root = zeroblob(32) WHERE id = 1", 3, "the log was forked");
        row("a record since", "UPDATE block_records SET records = zeroblob(length(records)) WHERE id = 3", 3,
            "not those the block's digest names");
        row("a record of the last block",
            "UPDATE tail SET record = x'7b7d' WHERE entry = (SELECT max(entry) FROM tail)", 3,
            "the entries do not have the root it signs");
        row("a column since", "UPDATE block_columns SET data = zeroblob(length(data)) WHERE id = 3", 3, "block 3");
        row("a checkpoint since", "DELETE FROM checkpoint WHERE size = 4500", 3,
            "does not follow the checkpoint before it");
        row("a node of the tree", "UPDATE node SET hash = zeroblob(32) WHERE level = 11 AND idx = 0", 3,
            "not the hash of its children");
    }
    void whatACheckpointShows() {
        QFETCH(QString, sql);
        QFETCH(int, exit);
        QFETCH(QString, says);
        const test::TempFolder folder;
        std::filesystem::copy(m_folder / "few", folder / "s", std::filesystem::copy_options::recursive);
        const QString store = QString::fromStdString((folder / "s").string());
        const QString file = note(store, kKept, "shows.note");
        tamper(store, sql.toUtf8().constData());
        const auto ran = ctl({s("verify"), store, s("--since"), file});
        QVERIFY2(ran.exit == exit, (ran.out + ran.err).constData());
        QVERIFY2(ran.out.contains(says.toUtf8()), ran.out.constData());
        if (exit == 0) QCOMPARE(ctl({s("verify"), store, s("--no-record")}).exit, 3);
    }

    void aCheckpointThatProvesNothing() {
        const QString store = copy("nothing", "few");
        const QString file = note(store, kKept, "nothing.note");
        // Somebody made it look older, without the key.
        QByteArray text = contents(file);
        write(file, text.replace("\n3000\n", "\n2999\n"));
        auto ran = ctl({s("verify"), store, s("--since"), file});
        QCOMPARE(ran.exit, 3);
        QVERIFY2(ran.out.contains("the signature of the checkpoint is wrong"), ran.out.constData());
        QVERIFY2(ran.out.contains("Nothing was read."), ran.out.constData());
        // That of another log: of another name, and of the same.
        QByteArray other = noteText(store, kKept);
        write(file, other.replace("vedette.example.org/test\n", "vedette.example.org/prod\n"));
        ran = ctl({s("verify"), store, s("--since"), file});
        QCOMPARE(ran.exit, 2);
        QVERIFY2(ran.err.contains("the checkpoint is of another log: vedette.example.org/prod"), ran.err.constData());
        test::makeFilledStore(m_folder / "other", 100);
        ran = ctl({s("verify"), store, s("--since"), note(at("other"), 100, "other.note")});
        QCOMPARE(ran.exit, 3);
        QVERIFY2(ran.out.contains("the checkpoint is not signed by"), ran.out.constData());
        // One that lies where whoever changes the store can change it too.
        ran = ctl({s("verify"), store, s("--since"), store + s("/anchors/checkpoints")});
        QCOMPARE(ran.exit, 2);
    }

    void aRollbackIsSeenByACheckpoint() {
        const QString store = copy("back", "few");
        const QString later = copy("later", "few");
        const test::FixedClock clock(test::kFixtureStart + std::chrono::hours(24));
        auto writer = Writer::open(m_folder / "later", clock);
        test::EventSource source({.seed = 3});
        QVERIFY(writer && (*writer)->write(source.batch(100)));
        const QString file = note(later, kFew + 100, "later.note");
        QCOMPARE(ctl({s("verify"), later, s("--since"), file}).exit, 0);
        const auto ran = ctl({s("verify"), store, s("--since"), file});
        QCOMPARE(ran.exit, 3);
        QVERIFY2(ran.out.contains("it remembers 5100 entries, the store has 5000"), ran.out.constData());
    }

    // Its key was replaced since, as keys are; or taken back, from a time on that lies before the checkpoint.
    void aCheckpointOfAnEarlierKey() {
        const QString store = copy("rotated", "few");
        const QString file = note(store, kKept, "rotated.note");
        const QString old = QString::fromUtf8(contents(store + s("/keys/verifier"))).trimmed();
        QCOMPARE(ctl({s("key"), store, s("rotate"), s("--reason"), s("a year is over")}).exit, 0);
        auto ran = verify(store, file);
        QVERIFY2(ran.exit == 0, (ran.out + ran.err).constData());
        QCOMPARE(sinceOf(ran).value(s("signed_by")).toString(), old);
        QCOMPARE(sinceOf(ran).value(s("entries")).toInt(), kFew + 1);
        const QString id = old.section(QChar(u'+'), 1, 1);
        ran = ctl({s("key"), store, s("revoke"), s("--key"), id, s("--from"), s("2020-01-01"), s("--attest"),
                   s("--reason"), s("copied")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        ran = ctl({s("verify"), store, s("--since"), file});
        QCOMPARE(ran.exit, 3);
        QVERIFY2(ran.out.contains("of which nothing is believed from 2020-01-01"), ran.out.constData());
        QVERIFY2(ran.out.contains("proves nothing"), ran.out.constData());
    }

    void theFileHasAPlaceOfItsOwn() {
        const QString store = copy("own");
        QCOMPARE(sinceOf(verify(store, s("last"))).value(s("read_from")).toInt(-1), 0);
        QCOMPARE(sinceOf(verify(store, s("last"))).value(s("read_from")).toInt(), kSegment);
        // Not in the store, and not over something else.
        QCOMPARE(verify(store, store + s("/check")).exit, 2);
        write(at("letter.txt"), "a letter");
        QCOMPARE(verify(store, at("letter.txt")).exit, 2);
        QCOMPARE(contents(at("letter.txt")), QByteArray("a letter"));
    }
};

QTEST_GUILESS_MAIN(SinceCliTest)
#include "since_cli_test.moc"
