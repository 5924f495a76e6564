// SPDX-License-Identifier: GPL-3.0-or-later
// Searching for words: what comes back must be what a plain walk over every text of every entry finds, by the rules of
// docs/vedettectl.md written a second time here; and nothing of a sealed part.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>
#include <set>

#include "core/base/json.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

const QStringList kWords = {
    QStringLiteral("jailbreak"), QStringLiteral("Template"), QStringLiteral("quota"),     QStringLiteral("exceeded"),
    QStringLiteral("Über"),      QStringLiteral("größe"),    QStringLiteral("ÉCLAIR"),    QStringLiteral("naïve"),
    QStringLiteral("say \"x\""), QStringLiteral("C:\\tmp"),  QStringLiteral("two\nrows"), QStringLiteral("×5"),
    QStringLiteral("日本語"),    QStringLiteral("bad"),      QStringLiteral("gw-7"),
};

// As the document says it: ASCII and Latin-1 letters, each by itself.
QString lower(QString text) {
    for (QChar& c : text) {
        const char16_t u = c.unicode();
        if ((u >= u'A' && u <= u'Z') || (u >= 0xC0 && u <= 0xDE && u != 0xD7)) c = QChar(char16_t(u + 0x20));
    }
    return text;
}

bool isMachineMade(const QString& text) {
    static const QRegularExpression pattern(
        QRegularExpression::anchoredPattern(QStringLiteral("[a-z]-[a-z0-9]{16}|[0-9a-f-]{16,}|[a-z0-9+/=_-]{64,}")));
    return pattern.match(text).hasMatch();
}

struct Texts {
    QStringList words;
    QStringList machineMade;

    void add(const QString& text) { (isMachineMade(text) ? machineMade : words) << text; }
    bool hold(const QString& needle) const {
        return std::any_of(words.begin(), words.end(), [&](const QString& v) { return v.contains(needle); }) ||
               (needle.size() >= 8 && std::any_of(machineMade.begin(), machineMade.end(),
                                                  [&](const QString& v) { return v.startsWith(needle); }));
    }
};

// Every text value, in lower case, but the ones that say nothing.
void collect(const QJsonValue& value, const QString& path, Texts& out) {
    static const QStringList passedOver = {QStringLiteral("/time_dt"), QStringLiteral("/metadata/version"),
                                           QStringLiteral("/metadata/product"), QStringLiteral("/metadata/profiles")};
    if (passedOver.contains(path)) return;
    if (value.isString()) out.add(lower(value.toString()));
    const auto array = value.toArray();
    for (const auto& item : array) collect(item, path + QStringLiteral("/-"), out);
    const auto object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) collect(it.value(), path + QChar(u'/') + it.key(), out);
}

struct Plain {
    std::string node;
    std::int64_t classUid = 0;
    Texts columns;
    Texts record;
    bool worded = false;
};

const std::set<std::int64_t> kWordedClasses = {2003, 2004, 2005, 7706002, 7706003, 7706004, 7706006};

bool holds(const Plain& entry, const Filter::Search& search) {
    return std::any_of(search.any.begin(), search.any.end(), [&](const std::string& text) {
        const QString needle = lower(QString::fromStdString(text));
        return entry.columns.hold(needle) || ((entry.worded || search.records) && entry.record.hold(needle));
    });
}

// Events in which words stand in every place they can stand in.
class WordSource {
public:
    explicit WordSource(std::uint64_t seed) : m_random(seed) {}

    void add(Batch& batch, Time time) {
        Event event;
        constexpr std::array kClasses = {ocsf::kDetectionFinding,    ocsf::kConsoleAction, ocsf::kCollectorStatus,
                                         ocsf::kEndpointObservation, ocsf::kApiActivity,   ocsf::kMetricScrape};
        const std::int64_t classUid = kClasses[pick(kClasses.size())];
        event.setClass(classUid, 1 + static_cast<std::int64_t>(pick(2)));
        event.setTime(time);
        event.setLoggedTime(time);
        event.setText(Field::vNode, "node-w");
        event.setText(Field::vSource, "node-w/words");
        event.setText(Field::productName, "Jailbreak");
        event.setText(Field::productVersion, "quota");
        event.setText(Field::message, batch.arena.copy(words()));
        std::string unmapped;
        JsonWriter(unmapped)
            .beginObject()
            .key("a")
            .beginArray()
            .string(words())
            .beginObject()
            .key("exceeded")
            .string(words())
            .endObject()
            .endArray()
            .key("b")
            .string(digest(32))
            .key("c")
            .string(digest(3))
            .endObject();
        event.setJson(Field::unmapped, batch.arena.copy(unmapped));
        if (classUid == ocsf::kApiActivity) event.setText(Field::apiOperation, batch.arena.copy(words()));
        if (classUid == ocsf::kDetectionFinding) event.setText(Field::findingUid, batch.arena.copy(digest(8)));
        addEvent(batch, event);
    }

private:
    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    std::string words() {
        QStringList some;
        for (std::size_t n = pick(3); n < 3; ++n) some << kWords[static_cast<qsizetype>(pick(std::size(kWords)))];
        const QString text = some.join(QChar(u' '));
        return (pick(3) == 0 ? lower(text) : pick(3) == 0 ? text.toUpper() : text).toStdString();
    }
    std::string digest(std::size_t bytes) {
        std::string text;
        for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(m_random());
        return toHex(text);
    }
    std::mt19937_64 m_random;
};

}  // namespace

class TextSearchTest : public QObject {
    Q_OBJECT

    TempFolder m_folder;
    std::unique_ptr<Reader> m_reader;
    std::vector<Plain> m_plain;

    std::vector<std::uint64_t> plainly(const Filter& filter) const {
        std::vector<std::uint64_t> out;
        for (std::uint64_t entry = filter.firstEntry.value_or(0);
             entry < std::min<std::uint64_t>(filter.endEntry.value_or(m_plain.size()), m_plain.size()); ++entry) {
            const Plain& plain = m_plain[entry];
            const bool columns = std::all_of(filter.texts.begin(), filter.texts.end(),
                                             [&](const auto& c) { return c.second.front() == plain.node; }) &&
                                 std::all_of(filter.ranges.begin(), filter.ranges.end(), [&](const auto& r) {
                                     return plain.classUid >= r.low && plain.classUid <= r.high;
                                 });
            if (columns && std::all_of(filter.searches.begin(), filter.searches.end(),
                                       [&](const auto& search) { return holds(plain, search); }))
                out.push_back(entry);
        }
        return out;
    }

    std::vector<std::uint64_t> scanned(const Filter& filter) const {
        std::vector<std::uint64_t> out;
        const auto ok = m_reader->scan(filter, ColumnSet(), [&](const Row& row) {
            out.push_back(row.entry);
            return true;
        });
        if (!ok) qFatal("%s", ok.error().text().c_str());
        return out;
    }

private Q_SLOTS:
    // More than a segment of 65,536 entries, so that posting lists take part; words here and there.
    void initTestCase() {
        FixedClock clock(kFixtureStart);
        makeStore(m_folder.path(), clock);
        auto writer = Writer::open(m_folder.path(), clock);
        QVERIFY(writer);
        EventSource source(FixtureOptions{.seed = 5, .nodes = 7, .principals = 300, .personal = false});
        WordSource words(7);
        for (int round = 0; round < 24; ++round) {
            Batch batch = source.batch(2'800);
            for (int i = 0; i < (round % 3 == 0 ? 12 : 0); ++i) words.add(batch, source.now());
            QVERIFY((*writer)->write(batch));
        }
        auto reader = Reader::open(m_folder.path());
        QVERIFY(reader);
        m_reader = std::move(*reader);
        std::vector<std::uint64_t> entries;
        QVERIFY(m_reader->scan({}, [&](const Row& row) {
            Plain plain;
            plain.node = row.columns[TextColumn::Node];
            plain.classUid = row.columns[IntColumn::Class];
            plain.worded = kWordedClasses.contains(plain.classUid) &&
                           (plain.classUid != 7706006 || row.columns[IntColumn::Activity] != 1);
            for (const auto text : row.columns.texts)
                if (!text.empty()) plain.columns.add(lower(QString::fromUtf8(text.data(), qsizetype(text.size()))));
            m_plain.push_back(std::move(plain));
            entries.push_back(row.entry);
            return true;
        }));
        QVERIFY(m_plain.size() > 66'000);
        auto records = m_reader->records(entries);
        QVERIFY(records);
        for (std::size_t i = 0; i < m_plain.size(); ++i)
            collect(QJsonDocument::fromJson(QByteArray::fromStdString((*records)[i])).object(), {}, m_plain[i].record);
    }

    void findsWhatAPlainWalkFinds_data() {
        QTest::addColumn<QString>("filter");
        for (const char* filter : {"text~jailbreak",
                                   "text~TEMPLATE",
                                   "text~\"quota exceeded\"",
                                   "text~über",
                                   "text~GRÖSSE,GRÖßE",
                                   "text~éclair",
                                   "record~NAÏVE",
                                   "text~\"say \\\"x\\\"\"",
                                   "text~c:\\\\tmp",
                                   "text~×5",
                                   "text~日本",
                                   "text~bad",
                                   "record~bad",
                                   "text~ILB",
                                   "text~node-3",
                                   "text~NODE- class=7706001",
                                   "text~gateway",
                                   "text~vllm",
                                   "record~vllm",
                                   "text~\"read to its end\"",
                                   "text~\"read to its end\" node=node-2",
                                   "record~sdk",
                                   "text~s-",
                                   "text~not_json",
                                   "text~6003",
                                   "text~1.8.0",
                                   "record~1.8.0",
                                   "record~2026-11-20",
                                   "text~jailbreak text~quota",
                                   "text~jailbreak record~exceeded node=node-w",
                                   "text~jailbreak,quota class=2004",
                                   "text~\"nothing like it\"",
                                   "record~\"nothing like it\"",
                                   "text~quota entry>=30000 entry<61000",
                                   "record~quota entry>=66000"})
            QTest::newRow(filter) << QString::fromUtf8(filter);
    }
    void findsWhatAPlainWalkFinds() {
        QFETCH(QString, filter);
        const auto parsed = parseFilter(filter.toStdString());
        QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
        const auto expected = plainly(*parsed);
        QVERIFY(scanned(*parsed) == expected);
        // Pages from both ends, and the count.
        const auto newest = m_reader->newest(*parsed, 50);
        const auto oldest = m_reader->oldest(*parsed, 50);
        const auto extent = m_reader->extent(*parsed);
        QVERIFY(newest && oldest && extent);
        QCOMPARE(extent->count, std::uint64_t{expected.size()});
        QCOMPARE(newest->rows.size(), std::min<std::size_t>(50, expected.size()));
        QCOMPARE(oldest->rows.size(), newest->rows.size());
        for (std::size_t i = 0; i < newest->rows.size(); ++i) {
            QCOMPARE(newest->rows[i].entry, expected[expected.size() - 1 - i]);
            QCOMPARE(oldest->rows[i].entry, expected[i]);
        }
    }

    // Pieces of texts that are there, whatever they are.
    void findsPiecesOfWhatIsThere() {
        std::mt19937_64 random(11);
        const auto below = [&](std::size_t n) { return static_cast<qsizetype>(random() % n); };
        std::size_t found = 0;
        for (int round = 0; round < 25; ++round) {
            const Plain& plain = m_plain[static_cast<std::size_t>(below(m_plain.size()))];
            const Texts& held = round % 3 == 0 ? plain.columns : plain.record;
            const QStringList texts = held.words + held.machineMade;
            const QString value = texts[below(std::size_t(texts.size()))];
            const qsizetype from = round % 4 == 0 ? 0 : below(std::size_t(value.size()));
            const QString piece = value.mid(from, 2 + below(12));
            if (piece.size() < 2) continue;
            Filter filter;
            filter.searches.push_back({{piece.toStdString()}, round % 2 == 0});
            const auto expected = plainly(filter);
            found += expected.size();
            QVERIFY2(scanned(filter) == expected, qPrintable(piece));
        }
        QVERIFY(found > 0);
    }

    // What machines made up is not found by chance, and is found by its beginning.
    void digestsAreFoundByTheirBeginning() {
        std::string uid;
        QVERIFY(m_reader->scan(Filter().is(IntColumn::Class, ocsf::kDetectionFinding), [&](const Row& row) {
            uid = row.columns[TextColumn::Group];
            return false;
        }));
        QCOMPARE(uid.size(), std::size_t{16});
        const auto count = [&](const std::string& text) { return scanned(Filter().contains(text)).size(); };
        QCOMPARE(count(uid), std::size_t{1});
        QCOMPARE(count(uid.substr(0, 8)), std::size_t{1});
        QCOMPARE(count(uid.substr(0, 7)), std::size_t{0});
        QCOMPARE(count(uid.substr(1, 12)), std::size_t{0});
    }

    // A search is remembered; what comes after it is searched too.
    void whatIsAppendedLaterIsFound() {
        TempFolder folder;
        FixedClock clock(kFixtureStart);
        makeStore(folder.path(), clock);
        auto writer = Writer::open(folder.path(), clock);
        auto reader = Reader::open(folder.path());
        QVERIFY(writer && reader);
        const Filter filter = Filter().contains("late-node");
        std::uint64_t written = 0;
        for (int round = 0; round < 4; ++round) {
            Batch batch;
            for (int i = 0; i < 900; ++i) {
                Event event;
                event.setClass(ocsf::kApiActivity, 1);
                event.setTime(kFixtureStart);
                event.setText(Field::vNode,
                              batch.arena.copy("node-" + std::to_string(round) + (i < round ? "-late-node" : "")));
                addEvent(batch, event);
            }
            written += static_cast<std::uint64_t>(round);
            QVERIFY((*writer)->write(batch));
            const auto extent = (*reader)->extent(filter);
            QVERIFY(extent);
            QCOMPARE(extent->count, written);
        }
    }

    void sealedPartsAreNotSearched() {
        TempFolder folder;
        const auto store = folder / "s";
        makePeopleStore(store, 3'000, 5, kFixtureStart, std::chrono::milliseconds(40));
        auto reader = Reader::open(store);
        QVERIFY(reader);
        const auto count = [&](const std::string& text, bool records) {
            Filter filter;
            filter.searches.push_back({{text}, records});
            const auto extent = (*reader)->extent(filter);
            if (!extent) qFatal("%s", extent.error().text().c_str());
            return extent->count;
        };
        for (const bool records : {false, true}) {
            QCOMPARE(count(personName(3), records), std::uint64_t{0});
            QCOMPARE(count("quux", records), std::uint64_t{0});
            QCOMPARE(count(personAddress(3), records), std::uint64_t{0});
            QCOMPARE(count("node-1", records), std::uint64_t{1'500});
        }
        // A person is found by the pseudonym.
        const auto first = (*reader)->newest({}, 1);
        QVERIFY(first && !first->rows.empty());
        const std::string pseudonym(first->rows[0].columns[TextColumn::Principal]);
        QVERIFY(pseudonym.starts_with("p-"));
        QCOMPARE(count(pseudonym, false), std::uint64_t{600});
        QCOMPARE(count(pseudonym.substr(0, 9), true), std::uint64_t{600});
        QCOMPARE(count(pseudonym.substr(3), true), std::uint64_t{0});
    }

    void aSearchCanBeStopped() {
        auto other = m_reader->another();
        QVERIFY(other);
        std::uint64_t seen = 0;
        Filter filter;
        filter.searches.push_back({{"node"}, true});
        const auto stopped = (*other)->scan(filter, ColumnSet(), [&](const Row&) {
            if (++seen == 10) (*other)->interrupt();
            return true;
        });
        QVERIFY(!stopped);
        QVERIFY(stopped.error().code == ErrorCode::Cancelled);
        QVERIFY(seen < m_plain.size());
    }
};

QTEST_APPLESS_MAIN(TextSearchTest)
#include "text_search_test.moc"
