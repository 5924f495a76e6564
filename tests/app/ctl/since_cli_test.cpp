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
    [[nodiscard]] QString copy(const char* name) const {
        std::filesystem::copy(m_folder / "s", m_folder / name, std::filesystem::copy_options::recursive);
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

private Q_SLOTS:
    void initTestCase() { test::makeFilledStore(m_folder / "s", kEntries); }

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
