// SPDX-License-Identifier: GPL-3.0-or-later
// What is no store, half a store, or one that cannot be written to: each way in says what is wrong, where, and what to
// do, and changes nothing.
#include <QTest>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <random>

#include "core/base/file.h"
#include "core/store/backup.h"
#include "core/store/forget_retention.h"
#include "core/store/reader.h"
#include "core/store/verify.h"
#include "tests/support/named_batches.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

namespace fs = std::filesystem;

using Spoil = std::function<void(const fs::path& store)>;

const FixedClock kClock{kFixtureStart + std::chrono::hours(1)};

void require(bool done, const char* what) {
    if (!done) qFatal("cannot %s", what);
}

void put(const fs::path& file, const std::string& bytes) { require(writeFileAtomic(file, bytes).has_value(), "write"); }

void runSql(const fs::path& file, const char* sql) {
    sqlite3* db = nullptr;
    require(sqlite3_open(file.c_str(), &db) == SQLITE_OK, "open");
    require(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
    sqlite3_close(db);
}

// "done", or the error's code when the error says everything it must, else what it lacks.
QString outcome(const std::optional<Error>& error) {
    if (!error) return QStringLiteral("done");
    const char* lack = error->what.empty()    ? "what"
                       : error->where.empty() ? "where"
                       : error->hint.empty()  ? "hint"
                                              : "";
    return QString::fromStdString(*lack == '\0' ? std::string(errorCodeName(error->code))
                                                : fmt::format("no {}: {}", lack, error->text()));
}

template <class T>
std::optional<Error> errorOf(const Result<T>& result) {
    return result ? std::nullopt : std::optional(result.error());
}

std::optional<Error> append(const fs::path& store) {
    auto writer = Writer::open(store, kClock);
    return writer ? errorOf((*writer)->write(namedBatch("bad.0", 3))) : errorOf(writer);
}

std::optional<Error> read(const fs::path& store) {
    auto reader = Reader::open(store);
    return reader ? errorOf((*reader)->extent({})) : errorOf(reader);
}

QString verdict(const fs::path& store) {
    const auto report = verifyStore(store, {});
    if (!report) return outcome(report.error());
    return report->intact ? QStringLiteral("intact") : QStringLiteral("damage");
}

// Every file with its bytes.
std::string everything(const fs::path& folder) {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && !name.ends_with("-shm") && !name.ends_with("-wal")) {
            all += name + "=" + *readFile(entry.path()) + ";";
        }
    }
    return all;
}

}  // namespace

Q_DECLARE_METATYPE(Spoil)

class BadStoreTest : public QObject {
    Q_OBJECT

    TempFolder m_folder;
    [[nodiscard]] fs::path good() const { return m_folder / "good"; }
    [[nodiscard]] fs::path store() const { return m_folder / "s"; }

private Q_SLOTS:
    void initTestCase() {
        makeFilledStore(good(), 1'300, 500);
        runSql(good() / "evidence.db", "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    void spoilt_data() {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<QString>("append");
        QTest::addColumn<QString>("read");
        QTest::addColumn<QString>("verify");
        const auto row = [](const char* name, const char* append, const char* read, const char* verify,
                            const Spoil& spoil) {
            QTest::newRow(name) << spoil << QString::fromLatin1(append) << QString::fromLatin1(read)
                                << QString::fromLatin1(verify);
        };
        row("no folder", "not_found", "not_found", "not_found", [](const fs::path& s) { fs::remove_all(s); });
        row("empty folder", "not_found", "not_found", "not_found", [](const fs::path& s) {
            fs::remove_all(s);
            fs::create_directory(s);
        });
        row("a file", "not_found", "not_found", "not_found", [](const fs::path& s) {
            fs::remove_all(s);
            put(s, "text");
        });
        row("no database", "not_found", "not_found", "not_found",
            [](const fs::path& s) { fs::remove(s / "evidence.db"); });
        row("empty database", "invalid", "invalid", "damage", [](const fs::path& s) { put(s / "evidence.db", ""); });
        row("text for a database", "invalid", "invalid", "damage",
            [](const fs::path& s) { put(s / "evidence.db", std::string(50'000, 'x')); });
        row("half a header", "invalid", "invalid", "damage",
            [](const fs::path& s) { fs::resize_file(s / "evidence.db", 50); });
        row("half written", "invalid", "invalid", "damage", [](const fs::path& s) {
            fs::resize_file(s / "evidence.db", fs::file_size(s / "evidence.db") / 2 / 16'384 * 16'384);
        });
        row("foreign SQLite file", "invalid", "invalid", "damage", [](const fs::path& s) {
            fs::remove(s / "evidence.db");
            runSql(s / "evidence.db", "CREATE TABLE bookmarks(url TEXT); INSERT INTO bookmarks VALUES('x')");
        });
        row("without its tables", "corrupt", "corrupt", "damage",
            [](const fs::path& s) { runSql(s / "evidence.db", "DROP TABLE tail; DROP TABLE block"); });
        row("of the future", "unsupported", "unsupported", "unsupported",
            [](const fs::path& s) { runSql(s / "evidence.db", "PRAGMA user_version = 99"); });
        row("without keys", "denied", "denied", "not_found", [](const fs::path& s) { fs::remove_all(s / "keys"); });
        row("without its signing key", "denied", "done", "intact",
            [](const fs::path& s) { fs::remove(s / "keys/signing.pem"); });
        row("another store's signing key", "denied", "done", "intact",
            [](const fs::path& s) { put(s / "keys/signing.pem", SigningKey::generate().toPem()); });
        row("nonsense for a signing key", "denied", "done", "intact",
            [](const fs::path& s) { put(s / "keys/signing.pem", "-----BEGIN"); });
        row("nonsense for a verifier key", "done", "invalid", "invalid",
            [](const fs::path& s) { put(s / "keys/verifier", "key"); });
        row("another store's anchors", "corrupt", "done", "damage", [](const fs::path& s) {
            const TempFolder other;
            makeFilledStore(other / "s", 10);
            put(s / "anchors/checkpoints", *readFile(other / "s/anchors/checkpoints"));
        });
    }
    void spoilt() {
        QFETCH(Spoil, spoil);
        fs::remove_all(store());
        fs::copy(good(), store(), fs::copy_options::recursive);
        spoil(store());
        const std::string before = fs::is_directory(store()) ? everything(store()) : "";
        QTEST(outcome(read(store())), "read");
        QTEST(verdict(store()), "verify");
        QTEST(outcome(append(store())), "append");
        QFETCH(QString, append);
        if (append != QStringLiteral("done") && fs::is_directory(store())) {
            QVERIFY2(everything(store()) == before, "something was changed");
        }
    }

    // Read and verified, but not written: everything says so in one sentence.
    void readOnlyDisk() {
        const fs::path disk = m_folder / "disk";
        fs::create_directory(disk);
        const bool root = ::geteuid() == 0;
        if (root && ::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=16m") != 0) {
            QSKIP("a file system cannot be mounted here, and root may write everywhere");
        }
        fs::copy(good(), disk / "s", fs::copy_options::recursive);
        const auto lock = [&] {
            if (root) return ::mount(nullptr, disk.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
            fs::permissions(disk / "s/evidence.db", fs::perms::owner_read);
            fs::permissions(disk / "s/anchors/checkpoints", fs::perms::owner_read);
            for (const char* name : {"s/anchors", "s/keys", "s"}) {
                fs::permissions(disk / name, fs::perms::owner_read | fs::perms::owner_exec);
            }
            return true;
        };
        QVERIFY(lock());
        const QString reads = outcome(read(disk / "s"));
        const QString verdictThere = verdict(disk / "s");
        const QString appends = outcome(append(disk / "s"));
        RetentionOrder order;
        order.before = kClock.now();
        order.expired = [](std::string_view, const Columns&) { return true; };
        const QString forgets = outcome(errorOf(forgetExpired(disk / "s", order, kClock)));
        const QString makes = outcome(errorOf(createStore(disk / "new", {}, kClock)));
        BackupOptions withKeys;
        withKeys.withKeys = true;
        const auto kept = backupStore(disk / "s", m_folder / "kept", withKeys);
        if (root) {
            ::umount(disk.c_str());
        } else {
            for (const char* name : {"s", "s/keys", "s/anchors"}) fs::permissions(disk / name, fs::perms::owner_all);
        }
        QCOMPARE(reads, QStringLiteral("done"));
        QCOMPARE(verdictThere, QStringLiteral("intact"));
        QVERIFY2(kept.has_value(), kept ? "" : kept.error().text().c_str());
        QCOMPARE(verdict(m_folder / "kept"), QStringLiteral("intact"));
        // SQLite does not always say why it cannot make its files; the hint does.
        const auto refused = [](const QString& said) {
            return said == QStringLiteral("denied") || said == QStringLiteral("io");
        };
        QVERIFY2(refused(appends), qPrintable(appends));
        QVERIFY2(refused(forgets), qPrintable(forgets));
        if (root) QVERIFY2(refused(makes), qPrintable(makes));
    }

    void lockedByAnother() {
        fs::remove_all(store());
        fs::copy(good(), store(), fs::copy_options::recursive);
        auto holder = Writer::open(store(), kClock);
        QVERIFY(holder && (*holder)->begin());
        auto second = Writer::open(store(), kClock, {.lockWait = std::chrono::milliseconds(20)});
        QVERIFY(second);
        QCOMPARE(outcome(errorOf((*second)->write(namedBatch("b.0", 1)))), QStringLiteral("timeout"));
        QVERIFY((*holder)->append(namedBatch("a.0", 1)));
        QVERIFY((*holder)->commit());
        QVERIFY((*second)->write(namedBatch("b.1", 1)));
        QCOMPARE(verdict(store()), QStringLiteral("intact"));
    }

    // Two consoles that look and act, and a collector, as three processes.
    void twoConsolesAndACollector() {
        fs::remove_all(store());
        fs::copy(good(), store(), fs::copy_options::recursive);
        std::vector<pid_t> children;
        for (int p = 0; p < 3; ++p) {
            const pid_t child = ::fork();
            if (child == 0) {
                std::mt19937 random(static_cast<unsigned>(p));
                int failed = 0;
                for (int i = 0; i < 30 && failed == 0; ++i) {
                    const std::size_t size = p == 0 ? 50 + random() % 300 : 1;
                    auto writer = Writer::open(store(), kClock);
                    failed = writer && (*writer)->write(namedBatch(fmt::format("p{}.{}", p, i), size)) ? 0 : 1;
                    if (p != 0 && failed == 0) {
                        failed = read(store()) ? 2 : 0;
                    }
                }
                ::_exit(failed);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = 0;
            ::waitpid(child, &status, 0);
            QCOMPARE(status, 0);
        }
        QCOMPARE(verdict(store()), QStringLiteral("intact"));
        const FoundBatches found = findBatches(store());
        QVERIFY2(found.problem().empty(), found.problem().c_str());
        QCOMPARE(found.batches.size(), 90u);
    }
};

QTEST_GUILESS_MAIN(BadStoreTest)
#include "bad_store_test.moc"
