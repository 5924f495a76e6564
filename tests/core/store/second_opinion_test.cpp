// SPDX-License-Identifier: GPL-3.0-or-later
// The verifier of tests/support/verifier, written from docs/store-format.md alone, must say of any store what ours
// says.
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <sqlite3.h>

#include <fstream>
#include <random>

#include "core/base/file.h"
#include "core/event/event.h"
#include "core/privacy/sealer.h"
#include "core/store/forget_erase.h"
#include "core/store/forget_retention.h"
#include "core/store/key_change.h"
#include "core/store/verify.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr int kStores = 100;
constexpr int kDamaged = 55;  // the last ones

struct TableShape {
    const char* name;
    QStringList keys;
    QStringList values;
};

QStringList list(const char* words) { return QString::fromLatin1(words).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

const QList<TableShape>& shapes() {
    static const QList<TableShape> all = {
        {"meta", list("key"), list("value")},
        {"block", list("id"), list("state t0 t1 root digest zones")},
        {"block_columns", list("id"), list("data")},
        {"block_records", list("id"), list("records parts")},
        {"part", list("id"), list("data")},
        {"tail", list("entry"), list("record part")},
        {"dict", list("col id"), list("value")},
        {"posting", list("col bucket segment"), list("data")},
        {"rollup", list("minute node class status"), list("count latency prompt output cost")},
        {"node", list("level idx"), list("hash")},
        {"checkpoint", list("size"), list("note")},
        {"certificate", list("id"), list("entry kind body")},
        {"forgotten", list("entry"), list("leaf certificate")},
        {"cosignature", list("size name"), list("line")},
    };
    return all;
}

// Plain SQLite and plain file access, with a random hand. What it did is told for the failure message.
class Vandal {
public:
    Vandal(std::filesystem::path folder, std::uint64_t seed) : m_folder(std::move(folder)), m_random(seed) {}

    QString strike() {
        switch (m_random() % 8) {
            case 0: return flipInFile(m_folder / "evidence.db");
            case 1: return flipInFile(m_folder / "anchors/checkpoints");
            case 2: return cutFile(m_folder / "anchors/checkpoints");
            default: return strikeTable(shapes()[pick(static_cast<std::size_t>(shapes().size()))]);
        }
    }

    // One row of one table.
    QString strikeTable(const TableShape& table) {
        sqlite3* db = nullptr;
        if (sqlite3_open((m_folder / "evidence.db").c_str(), &db) != SQLITE_OK) qFatal("cannot open the database");
        const QString name = QString::fromLatin1(table.name);
        const QString keys = table.keys.join(QStringLiteral(", "));
        // Ordered by nothing but chance; a table without rows stays as it is.
        const QString one =
            QStringLiteral("(%1) IN (SELECT %1 FROM %2 LIMIT 1 OFFSET (SELECT %3 % max(1, count(*)) FROM %2))")
                .arg(keys, name)
                .arg(m_random() % 1'000'000);
        const QString value = table.values[static_cast<qsizetype>(pick(static_cast<std::size_t>(table.values.size())))];
        QString sql;
        switch (m_random() % 5) {
            case 0: sql = QStringLiteral("DELETE FROM %1 WHERE %2").arg(name, one); break;
            case 1: sql = QStringLiteral("UPDATE %1 SET %3 = %3 + 1 WHERE %2").arg(name, one, table.keys.last()); break;
            case 2:
                sql = QStringLiteral("UPDATE %1 SET %3 = (SELECT %3 FROM %1 LIMIT 1 OFFSET 1) WHERE %2")
                          .arg(name, one, value);
                break;
            default: {
                sqlite3_create_function(db, "spoil", 2, SQLITE_UTF8, nullptr, &spoil, nullptr, nullptr);
                sql = QStringLiteral("UPDATE %1 SET %3 = spoil(%3, %4) WHERE %2")
                          .arg(name, one, value)
                          .arg(m_random() % 1'000'000'000);
                break;
            }
        }
        const int code = sqlite3_exec(db, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
        if (code == SQLITE_ERROR) qWarning("%s: %s", qPrintable(sql), sqlite3_errmsg(db));
        sqlite3_close(db);
        return sql;
    }

private:
    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }

    // spoil(value, chance): one byte or the number changed, the type kept.
    static void spoil(sqlite3_context* context, int, sqlite3_value** values) {
        const auto chance = static_cast<std::size_t>(sqlite3_value_int64(values[1]));
        const int type = sqlite3_value_type(values[0]);
        if (type == SQLITE_INTEGER) {
            const std::int64_t step = chance % 2 == 0 ? 1 : -1000;
            return sqlite3_result_int64(context, sqlite3_value_int64(values[0]) + step);
        }
        if (type == SQLITE_NULL) return sqlite3_result_blob(context, "x", 1, SQLITE_TRANSIENT);
        const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values[0]));
        std::string copy(bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_value_bytes(values[0])));
        if (copy.empty()) {
            copy.push_back('x');
        } else if (chance % 5 == 0) {
            copy.pop_back();
        } else {
            auto& byte = copy[chance / 7 % copy.size()];
            byte = static_cast<char>(byte ^ static_cast<char>(1 << chance % 7));
        }
        const int size = static_cast<int>(copy.size());
        if (type == SQLITE_TEXT) {
            sqlite3_result_text(context, copy.data(), size, SQLITE_TRANSIENT);
        } else {
            sqlite3_result_blob(context, copy.data(), size, SQLITE_TRANSIENT);
        }
    }

    QString flipInFile(const std::filesystem::path& path) {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        const auto size = std::filesystem::file_size(path);
        const auto at = static_cast<std::streamoff>(m_random() % std::max<std::uintmax_t>(1, size));
        file.seekg(at);
        const char byte = static_cast<char>(file.get() ^ static_cast<char>(1 << m_random() % 8));
        file.seekp(at);
        file.put(byte);
        return QStringLiteral("flip at %1 in %2").arg(at).arg(QString::fromStdString(path.string()));
    }

    QString cutFile(const std::filesystem::path& path) {
        const auto size = m_random() % (std::filesystem::file_size(path) + 1);
        std::filesystem::resize_file(path, size);
        return QStringLiteral("%1 cut to %2 bytes").arg(QString::fromStdString(path.string())).arg(size);
    }

    std::filesystem::path m_folder;
    std::mt19937_64 m_random;
};

// What our own verifier says: intact, or not (damaged, or so broken that it cannot be opened).
struct Verdict {
    bool intact = false;
    std::uint64_t entries = 0;
    std::uint64_t forgotten = 0;
    QString first;  // damage or error
};

Verdict ours(const std::filesystem::path& folder) {
    auto report = verifyStore(folder, {});
    if (!report) return {false, 0, 0, QString::fromStdString(report.error().text())};
    Verdict verdict{report->intact, report->entries, report->forgotten, {}};
    if (!report->damage.empty())
        verdict.first = QString::fromStdString(report->damage[0].place) + QStringLiteral(": ") +
                        QString::fromStdString(report->damage[0].what);
    return verdict;
}

void require(bool done, const char* doing) {
    if (!done) qFatal("cannot %s", doing);
}

// Requests of people whose parts are really sealed, so that they can be erased.
void addPeople(const std::filesystem::path& folder, std::size_t count, std::size_t people, const Clock& clock) {
    auto writer = Writer::open(folder, clock);
    auto sealer = Sealer::open(folder);
    require(writer && sealer, "open the store");
    std::vector<std::string> names;
    for (std::size_t i = 0; i < people; ++i) names.push_back("person" + QByteArray::number(i).toStdString());
    std::vector<ClearEvent> events(count);
    for (std::size_t i = 0; i < count; ++i) {
        Event& event = events[i].event;
        event.setClass(ocsf::kApiActivity, 1);
        event.setTime(clock.now());
        event.setLoggedTime(clock.now());
        event.setSeverity(ocsf::kInformational);
        event.setStatus(ocsf::kSuccess);
        event.setText(Field::vNode, "node-1");
        event.setText(Field::userUid, names[i % people]);
    }
    Batch batch;
    require((*sealer)->seal(events, batch).has_value(), "seal");
    require((*writer)->write(batch).has_value(), "write");
}

void erase(const std::filesystem::path& folder, std::size_t person, const Clock& clock) {
    ErasureOrder order;
    order.subject = "person" + QByteArray::number(static_cast<qulonglong>(person)).toStdString();
    order.actor = "jo";
    order.reason = "asked for";
    const auto done = eraseSubject(folder, order, clock);
    if (!done && done.error().code != ErrorCode::NotFound) qFatal("%s", done.error().text().c_str());
}

// Whole blocks and single records, by turns.
void expire(const std::filesystem::path& folder, Time before, bool everything, const Clock& clock) {
    RetentionOrder order;
    order.expired = [everything](std::string_view, const Columns& columns) {
        return everything || columns[TextColumn::Node] != "node-1";
    };
    order.before = before;
    order.actor = "jo";
    order.reason = "policy";
    order.blocksAtOnce = 2;
    const auto done = forgetExpired(folder, order, clock);
    if (!done) qFatal("%s", done.error().text().c_str());
}

}  // namespace

class SecondOpinionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QProcess python;
        python.start(QStringLiteral(PYTHON),
                     {QStringLiteral("-c"), QStringLiteral("import ctypes; ctypes.CDLL('libzstd.so.1')")});
        QVERIFY2(python.waitForFinished(60'000) && python.exitCode() == 0,
                 "the second verifier needs Python 3 and the library libzstd1");
    }

    void agreesOnRandomStores() {
        std::vector<Verdict> expected;
        std::vector<QString> story;
        for (int i = 0; i < kStores; ++i) {
            story.push_back(make(folder(i), static_cast<std::uint64_t>(i + 1)));
            if (i >= kStores - kDamaged) {
                Vandal vandal(folder(i), static_cast<std::uint64_t>(1000 + i));
                story.back() += QStringLiteral("; ") + vandal.strike();
            }
            expected.push_back(ours(folder(i)));
        }
        const auto second = theirs(kStores);
        QCOMPARE(second.size(), static_cast<std::size_t>(kStores));
        int damaged = 0;
        int forgetful = 0;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const QString both = QStringLiteral("store %1 (%2): ours %3, theirs %4")
                                     .arg(i)
                                     .arg(story[i], expected[i].intact ? QStringLiteral("intact") : expected[i].first,
                                          second[i].intact ? QStringLiteral("intact") : second[i].first);
            QVERIFY2(expected[i].intact == second[i].intact, qPrintable(both));
            if (i < static_cast<std::size_t>(kStores - kDamaged)) QVERIFY2(expected[i].intact, qPrintable(both));
            if (expected[i].intact) QVERIFY2(expected[i].entries == second[i].entries, qPrintable(both));
            damaged += expected[i].intact ? 0 : 1;
            forgetful += expected[i].intact && expected[i].forgotten > 0 ? 1 : 0;
        }
        // Some blows fall on an empty table or cut an anchor where nothing is lost.
        QVERIFY2(forgetful > 5, qPrintable(QString::number(forgetful)));
        QVERIFY2(damaged > kDamaged / 2, qPrintable(QString::number(damaged)));
    }

    // Posting lists begin with a full segment of 65,536 entries.
    void agreesOnAFullSegment() {
        makeFilledStore(folder(0), 66'000);
        QVERIFY(ours(folder(0)).intact);
        const auto honest = theirs(1);
        QVERIFY2(honest.size() == 1 && honest[0].intact, honest.empty() ? "nothing" : qPrintable(honest[0].first));
        Vandal vandal(folder(0), 7);
        const auto posting =
            std::ranges::find(shapes(), QByteArray("posting"), [](const TableShape& t) { return QByteArray(t.name); });
        const QString what = vandal.strikeTable(*posting);
        QVERIFY2(!ours(folder(0)).intact, qPrintable(what));
        const auto damaged = theirs(1);
        QVERIFY2(damaged.size() == 1 && !damaged[0].intact, qPrintable(what));
        QVERIFY2(damaged[0].first.contains(QStringLiteral("posting")), qPrintable(damaged[0].first));
    }

    void cleanup() {
        std::error_code ignored;
        for (int i = 0; i < kStores; ++i) std::filesystem::remove_all(folder(i), ignored);
    }

private:
    [[nodiscard]] std::filesystem::path folder(int number) const { return m_folder / std::to_string(number); }

    // Of any size up to three blocks, often at a block's edge, over minutes or days.
    static QString make(const std::filesystem::path& folder, std::uint64_t seed) {
        std::mt19937_64 random(seed);
        constexpr std::array<std::size_t, 8> kEdges = {0, 1, 2, 1023, 1024, 1025, 2048, 3072};
        const std::size_t size = random() % 3 == 0 ? kEdges[random() % kEdges.size()] : random() % 3200;
        const std::size_t batch = 1 + random() % 900;
        FixtureOptions options;
        options.seed = seed;
        options.nodes = 1 + random() % 12;
        options.principals = 1 + random() % 300;
        options.personal = random() % 4 != 0;
        options.wide = random() % 2 == 0;
        options.step = random() % 2 == 0 ? std::chrono::milliseconds(40) : std::chrono::milliseconds(20'000);
        makeFilledStore(folder, size, batch, options);
        QString forgotten = seed % 3 == 0 ? QString() : forget(folder, random, options.step, size);
        if (seed % 4 == 1) forgotten += changeKeys(folder, seed % 8 == 1);
        return QStringLiteral("seed %1, %2 entries in batches of %3%4").arg(seed).arg(size).arg(batch).arg(forgotten);
    }

    // A new key, or two and the first one revoked.
    static QString changeKeys(const std::filesystem::path& folder, bool revoked) {
        FixedClock clock(kFixtureStart + std::chrono::days(500));
        const KeyOrder order{"jo", "yearly"};
        const auto changed = rotateKey(folder, order, clock);
        require(changed.has_value(), "rotate the key");
        clock.advance(std::chrono::hours(2));
        addPeople(folder, 100, 3, clock);
        if (!revoked) return QStringLiteral(", rotated");
        require(rotateKey(folder, order, clock).has_value(), "rotate the key again");
        RevokeOrder revoke;
        revoke.key = changed->change.key.id;
        revoke.from = kFixtureStart;
        revoke.attest = true;
        require(revokeKey(folder, revoke, order, clock).has_value(), "revoke the key");
        return QStringLiteral(", rotated twice and revoked");
    }

    // Erasure and retention, in any order, over what is there.
    static QString forget(const std::filesystem::path& folder, std::mt19937_64& random, Duration step,
                          std::size_t size) {
        FixedClock clock(kFixtureStart + std::chrono::days(400));
        QString story;
        for (std::size_t turn = 0; turn < 1 + random() % 3; ++turn) {
            const std::size_t people = 1 + random() % 6;
            switch (random() % 3) {
                case 0: {
                    const bool everything = random() % 2 == 0;
                    const Time before = kFixtureStart + step * static_cast<std::int64_t>(random() % (size + 1));
                    expire(folder, before, everything, clock);
                    story += QStringLiteral(", retention");
                    break;
                }
                case 1:
                    addPeople(folder, random() % 1200, people, clock);
                    story += QStringLiteral(", people");
                    break;
                default:
                    addPeople(folder, 1 + random() % 1200, people, clock);
                    erase(folder, random() % people, clock);
                    if (random() % 2 == 0) erase(folder, random() % people, clock);
                    story += QStringLiteral(", erasure");
                    break;
            }
            clock.advance(std::chrono::hours(1));
        }
        return story;
    }

    // What the other verifier says of the first `count` stores.
    std::vector<Verdict> theirs(int count) {
        std::string names;
        for (int i = 0; i < count; ++i) names.append(folder(i).string()).push_back('\n');
        const auto file = m_folder / "stores";
        if (auto written = writeFileAtomic(file, names); !written) qFatal("%s", written.error().text().c_str());
        QProcess python;
        python.start(QStringLiteral(PYTHON), {QStringLiteral("-B"), QStringLiteral(VERIFIER "/verify_store.py"),
                                              QStringLiteral("--each"), QString::fromStdString(file.string())});
        if (!python.waitForFinished(500'000)) qFatal("the second verifier does not end");
        if (const auto errors = python.readAllStandardError(); !errors.isEmpty()) qWarning("%s", errors.constData());
        std::vector<Verdict> verdicts;
        for (const QByteArray& line : python.readAllStandardOutput().split('\n')) {
            if (line.isEmpty()) continue;
            const QJsonObject said = QJsonDocument::fromJson(line).object();
            Verdict verdict;
            verdict.intact = said.value(QStringLiteral("intact")).toBool();
            verdict.entries = static_cast<std::uint64_t>(said.value(QStringLiteral("entries")).toInteger());
            const auto damage = said.value(QStringLiteral("damage")).toArray().at(0).toObject();
            verdict.first = damage.isEmpty() ? said.value(QStringLiteral("error")).toString()
                                             : damage.value(QStringLiteral("place")).toString() + QStringLiteral(": ") +
                                                   damage.value(QStringLiteral("what")).toString();
            verdicts.push_back(verdict);
        }
        return verdicts;
    }

    TempFolder m_folder;
};

QTEST_GUILESS_MAIN(SecondOpinionTest)
#include "second_opinion_test.moc"
