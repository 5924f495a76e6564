// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a reader answers must be what a plain walk over all records answers, however the store came to be.
#include "core/store/reader.h"

#include <QTest>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <random>
#include <thread>

#include "core/store/store.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

struct Known {
    Columns columns;
    std::string_view record;
    std::string part;
};

// A store and, beside it, everything that went into it.
struct Filled {
    TempFolder folder;
    FixedClock clock{kFixtureStart};
    EventSource source;
    std::vector<std::unique_ptr<Batch>> batches;
    std::vector<Known> all;
    std::unique_ptr<Writer> writer;

    explicit Filled(std::uint64_t seed) : source(FixtureOptions{.seed = seed, .nodes = 7, .principals = 900}) {
        makeStore(folder.path(), clock);
        auto opened = Writer::open(folder.path(), clock);
        if (!opened) {
            qFatal("%s", opened.error().text().c_str());
        }
        writer = std::move(*opened);
    }

    void write(std::size_t count) {
        auto batch = std::make_unique<Batch>(source.batch(count));
        if (const auto ok = writer->write(*batch); !ok) {
            qFatal("%s", ok.error().text().c_str());
        }
        for (const SealedRow& row : batch->rows) {
            all.push_back({row.columns, row.record,
                           row.part < 0 ? std::string() : batch->parts[static_cast<std::size_t>(row.part)]->bytes});
        }
        batches.push_back(std::move(batch));
    }

    std::unique_ptr<Reader> reader() const {
        auto opened = Reader::open(folder.path());
        if (!opened) {
            qFatal("%s", opened.error().text().c_str());
        }
        return std::move(*opened);
    }
};

bool holds(const Filter& f, std::uint64_t entry, const Columns& c) {
    if ((f.from && c.time() < *f.from) || (f.to && c.time() >= *f.to) || (f.firstEntry && entry < *f.firstEntry) ||
        (f.endEntry && entry >= *f.endEntry)) {
        return false;
    }
    for (const auto& [column, values] : f.texts) {
        if (std::find(values.begin(), values.end(), c[column]) == values.end()) {
            return false;
        }
    }
    return std::all_of(f.ranges.begin(), f.ranges.end(),
                       [&](const Filter::Range& r) { return c[r.column] >= r.low && c[r.column] <= r.high; });
}

Filter randomFilter(const Filled& filled, std::mt19937_64& random) {
    const auto below = [&](std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random() % n); };
    const auto some = [&] { return filled.all[below(filled.all.size())].columns; };
    Filter filter;
    const std::size_t conditions = below(4);
    for (std::size_t i = 0; i < conditions && !filled.all.empty(); ++i) {
        switch (below(6)) {
            case 0:
            case 1: {
                const auto column = static_cast<TextColumn>(below(kTextColumns));
                std::vector<std::string> values;
                for (std::size_t n = 0; n <= below(3); ++n) {
                    values.emplace_back(some()[column]);
                }
                if (below(12) == 0) {
                    values = {"no such value"};
                }
                filter.texts.emplace_back(column, values);
                break;
            }
            case 2: {
                const auto column = static_cast<IntColumn>(below(kIntColumns));
                filter.is(column, some()[column]);
                break;
            }
            case 3: {
                const auto column = static_cast<IntColumn>(below(kIntColumns));
                const std::int64_t a = some()[column];
                const std::int64_t b = some()[column];
                filter.between(column, std::min(a, b), std::max(a, b));
                break;
            }
            case 4:
                filter.from = some().time();
                if (below(2) == 0) {
                    filter.to = *filter.from + std::chrono::seconds(below(40));
                }
                break;
            default:
                filter.firstEntry = below(filled.all.size());
                filter.endEntry = *filter.firstEntry + below(3000);
                break;
        }
    }
    return filter;
}

void runSql(const std::filesystem::path& folder, const std::string& text) {
    sqlite3* db = nullptr;
    if (sqlite3_open((folder / "evidence.db").c_str(), &db) != SQLITE_OK ||
        sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        qFatal("%s", sqlite3_errmsg(db));
    }
    sqlite3_close(db);
}

}  // namespace

class ReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersWhatAWalkAnswers_data();
    void answersWhatAWalkAnswers();
    void pagesCoverEverythingOnce();
    void segmentsWithPostings();
    void recordsAndParts();
    void rollupsAddUp();
    void valuesAndCursors();
    void emptyStore();
    void seesWhatWasAppendedSince();
    void damagedBytesAreCorruptNeverACrash();
    void noStoreNoKey();
    void interruptCancels();
};

void ReaderTest::answersWhatAWalkAnswers_data() {
    QTest::addColumn<int>("seed");
    QTest::addColumn<std::vector<int>>("batches");
    QTest::newRow("tail only") << 1 << std::vector<int>{300};
    QTest::newRow("one block exactly") << 2 << std::vector<int>{1024};
    QTest::newRow("small batches") << 3 << std::vector<int>{700, 700, 1, 5, 900, 30};
    QTest::newRow("large batches") << 4 << std::vector<int>{9000, 4000, 17};
}

void ReaderTest::answersWhatAWalkAnswers() {
    QFETCH(int, seed);
    QFETCH(std::vector<int>, batches);
    Filled filled(static_cast<std::uint64_t>(seed));
    for (const int count : batches) {
        filled.write(static_cast<std::size_t>(count));
    }
    auto reader = filled.reader();
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    for (int round = 0; round < 150; ++round) {
        const Filter filter = randomFilter(filled, random);
        const std::string what = filter.text();
        std::vector<std::uint64_t> expected;
        Extent extent;
        std::map<std::string, std::uint64_t> groups;
        const auto column = static_cast<TextColumn>(random() % kTextColumns);
        for (std::uint64_t e = 0; e < filled.all.size(); ++e) {
            const Columns& c = filled.all[e].columns;
            if (holds(filter, e, c)) {
                if (expected.empty()) {
                    extent = {0, e, e, c.time(), c.time()};
                }
                expected.push_back(e);
                extent.count++;
                extent.lastEntry = e;
                extent.firstTime = std::min(extent.firstTime, c.time());
                extent.lastTime = std::max(extent.lastTime, c.time());
                ++groups[std::string(c[column])];
            }
        }
        const auto got = reader->extent(filter);
        QVERIFY2(got, what.c_str());
        QVERIFY2(got->count == extent.count && got->firstEntry == extent.firstEntry &&
                     got->lastEntry == extent.lastEntry && got->firstTime == extent.firstTime &&
                     got->lastTime == extent.lastTime,
                 (what + ": " + std::to_string(got->count) + " for " + std::to_string(extent.count)).c_str());

        std::vector<std::uint64_t> scanned;
        bool same = true;
        QVERIFY(reader->scan(filter, [&](const Row& row) {
            scanned.push_back(row.entry);
            same = same && row.columns == filled.all[row.entry].columns;
            return true;
        }));
        QVERIFY2(same && scanned == expected, what.c_str());

        const std::size_t limit = 1 + random() % 60;
        const auto newest = reader->newest(filter, limit);
        const auto oldest = reader->oldest(filter, limit);
        QVERIFY2(newest && oldest, what.c_str());
        const std::size_t wanted = std::min(limit, expected.size());
        QCOMPARE(newest->rows.size(), wanted);
        QCOMPARE(oldest->rows.size(), wanted);
        for (std::size_t i = 0; i < wanted; ++i) {
            QCOMPARE(newest->rows[i].entry, expected[expected.size() - 1 - i]);
            QCOMPARE(oldest->rows[i].entry, expected[i]);
            QVERIFY(newest->rows[i].columns == filled.all[newest->rows[i].entry].columns);
            QVERIFY(oldest->rows[i].columns == filled.all[oldest->rows[i].entry].columns);
        }

        const auto grouped = reader->groupBy(filter, column);
        QVERIFY2(grouped, what.c_str());
        QCOMPARE(grouped->size(), groups.size());
        for (std::size_t i = 0; i < grouped->size(); ++i) {
            QCOMPARE((*grouped)[i].extent.count, groups[(*grouped)[i].value]);
            QVERIFY(i == 0 || (*grouped)[i - 1].extent.count >= (*grouped)[i].extent.count);
        }
    }
}

void ReaderTest::pagesCoverEverythingOnce() {
    Filled filled(5);
    filled.write(5000);
    auto reader = filled.reader();
    const Filter filter = Filter().between(IntColumn::Status, 1, 2);
    std::vector<std::uint64_t> expected;
    for (std::uint64_t e = 0; e < filled.all.size(); ++e) {
        if (holds(filter, e, filled.all[e].columns)) {
            expected.push_back(e);
        }
    }
    std::vector<std::uint64_t> down;
    std::vector<std::uint64_t> up;
    std::optional<std::uint64_t> at;
    for (int pages = 0; pages < 1000; ++pages) {
        const auto page = reader->newest(filter, 97, at);
        QVERIFY(page);
        for (const Row& row : page->rows) {
            down.push_back(row.entry);
        }
        at = page->next;
        if (!at) {
            break;
        }
    }
    at.reset();
    for (int pages = 0; pages < 1000; ++pages) {
        const auto page = reader->oldest(filter, 101, at);
        QVERIFY(page);
        for (const Row& row : page->rows) {
            up.push_back(row.entry);
        }
        at = page->next;
        if (!at) {
            break;
        }
    }
    QVERIFY(up == expected);
    std::reverse(down.begin(), down.end());
    QVERIFY(down == expected);
    QVERIFY(reader->newest({}, 0)->rows.empty());
}

// More than one segment of 65,536 entries, so that posting lists take part.
void ReaderTest::segmentsWithPostings() {
    Filled filled(6);
    for (int i = 0; i < 7; ++i) {
        filled.write(20'000);
    }
    auto reader = filled.reader();
    std::mt19937_64 random(6);
    for (int round = 0; round < 60; ++round) {
        const Filter filter = randomFilter(filled, random);
        std::uint64_t count = 0;
        std::optional<std::uint64_t> last;
        for (std::uint64_t e = 0; e < filled.all.size(); ++e) {
            if (holds(filter, e, filled.all[e].columns)) {
                ++count;
                last = e;
            }
        }
        const auto extent = reader->extent(filter);
        QVERIFY2(extent && extent->count == count, filter.text().c_str());
        const auto page = reader->newest(filter, 1);
        QVERIFY(page);
        QCOMPARE(page->rows.empty() ? std::nullopt : std::optional(page->rows[0].entry), last);
    }
}

void ReaderTest::recordsAndParts() {
    Filled filled(7);
    filled.write(3000);
    auto reader = filled.reader();
    for (const std::uint64_t e :
         {std::uint64_t{0}, std::uint64_t{1023}, std::uint64_t{1024}, std::uint64_t{2999}, std::uint64_t{5}}) {
        QCOMPARE(*reader->record(e), std::string(filled.all[e].record));
        const auto part = reader->sealedPart(e);
        if (filled.all[e].part.empty()) {
            QVERIFY(part.error().code == ErrorCode::NotFound);
        } else {
            QCOMPARE(*part, filled.all[e].part);
        }
    }
    const auto many = reader->records({2999, 3, 3, 1500});
    QVERIFY(many);
    QCOMPARE((*many)[0], std::string(filled.all[2999].record));
    QCOMPARE((*many)[2], std::string(filled.all[3].record));
    QVERIFY(reader->record(3000).error().code == ErrorCode::NotFound);
    QVERIFY(reader->sealedPart(99'999).error().code == ErrorCode::NotFound);
    QVERIFY(reader->records({1, 3000}).error().code == ErrorCode::NotFound);
}

void ReaderTest::rollupsAddUp() {
    Filled filled(8);
    filled.write(2500);
    auto reader = filled.reader();
    const auto cells =
        reader->rollups(kFixtureStart - std::chrono::hours(24), kFixtureStart + std::chrono::hours(24 * 30));
    QVERIFY(cells);
    std::uint64_t count = 0;
    std::int64_t tokens = 0;
    Time last = Time::min();
    for (const RollupCell& cell : *cells) {
        QVERIFY(cell.minute >= last);
        last = cell.minute;
        count += cell.count;
        tokens += cell.outputTokens;
    }
    std::int64_t expected = 0;
    for (const Known& k : filled.all) {
        expected += k.columns[IntColumn::OutputTokens];
    }
    QCOMPARE(count, std::uint64_t{2500});
    QCOMPARE(tokens, expected);
    QVERIFY(reader->rollups(kFixtureStart - std::chrono::hours(48), kFixtureStart - std::chrono::hours(47))->empty());
}

void ReaderTest::valuesAndCursors() {
    Filled filled(9);
    filled.write(1500);
    Batch batch;
    batch.cursors.push_back({"edge-1/access", "offset 17"});
    batch.seen.push_back({"edge-1/access", 0xFFFF'FFFF'FFFF'FFF0U, kFixtureStart});
    QVERIFY(filled.writer->write(batch));
    auto reader = filled.reader();
    std::vector<std::string> expected;
    for (const Known& k : filled.all) {
        expected.emplace_back(k.columns[TextColumn::Model]);
    }
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    QCOMPARE(*reader->values(TextColumn::Model), expected);
    QCOMPARE(*reader->cursor("edge-1/access"), std::string("offset 17"));
    QCOMPARE(*reader->cursor("nobody"), std::string());
    QCOMPARE(*reader->seenIds("edge-1/access"), std::vector<std::uint64_t>{0xFFFF'FFFF'FFFF'FFF0U});
}

void ReaderTest::emptyStore() {
    Filled filled(10);
    auto reader = filled.reader();
    QCOMPARE(reader->head()->size, std::uint64_t{0});
    QVERIFY(reader->newest({}, 10)->rows.empty());
    QVERIFY(!reader->newest({}, 10)->next);
    QCOMPARE(reader->extent({})->count, std::uint64_t{0});
    QVERIFY(reader->groupBy({}, TextColumn::Node)->empty());
    QVERIFY(reader->values(TextColumn::Node)->empty());
    QVERIFY(reader->record(0).error().code == ErrorCode::NotFound);
}

void ReaderTest::seesWhatWasAppendedSince() {
    Filled filled(11);
    filled.write(1000);
    auto reader = filled.reader();
    QCOMPARE(reader->extent({})->count, std::uint64_t{1000});
    for (const int more : {10, 1030, 2048, 3}) {
        filled.write(static_cast<std::size_t>(more));
        QCOMPARE(reader->extent({})->count, std::uint64_t{filled.all.size()});
        QCOMPARE(reader->newest({}, 1)->rows[0].entry, std::uint64_t{filled.all.size() - 1});
        QCOMPARE(*reader->record(filled.all.size() - 1), std::string(filled.all.back().record));
    }
}

void ReaderTest::damagedBytesAreCorruptNeverACrash() {
    std::mt19937_64 random(12);
    const char* const blobs[] = {"block_columns.data", "block_records.records", "block_records.parts",
                                 "part.data",          "posting.data",          "tail.record"};
    Filled filled(12);
    for (int i = 0; i < 4; ++i) {
        filled.write(17'000);
    }
    filled.writer.reset();
    for (int round = 0; round < 60; ++round) {
        TempFolder copy;
        std::filesystem::copy(
            filled.folder.path(), copy.path(),
            std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
        const std::string target = blobs[random() % std::size(blobs)];
        const std::string table = target.substr(0, target.find('.'));
        const std::string column = target.substr(target.find('.') + 1);
        std::string noise;
        for (std::size_t i = 0; i < 1 + random() % 40; ++i) {
            constexpr char kHex[] = "0123456789ABCDEF";
            noise.push_back(kHex[random() % 16]);
            noise.push_back(kHex[random() % 16]);
        }
        const std::string at = std::to_string(random() % 300);
        runSql(copy.path(), "UPDATE " + table + " SET " + column + " = CAST(substr(" + column + ",1," + at + ") || x'" +
                                noise + "' || substr(" + column + "," + at + " + " + std::to_string(noise.size() / 2) +
                                ") AS BLOB)");
        if (round % 3 == 0) {
            runSql(copy.path(), "UPDATE block_columns SET data = substr(data, 1, " + at + ")");
        }
        auto reader = Reader::open(copy.path());
        if (!reader) {
            continue;
        }
        // Any answer or any error; the process lives, and errors of content are Corrupt.
        const auto fine = [](const auto& result) { return result || result.error().code == ErrorCode::Corrupt; };
        QVERIFY(fine((*reader)->newest(
            Filter().is(TextColumn::Node, std::string(filled.all[5].columns[TextColumn::Node])), 50)));
        QVERIFY(fine((*reader)->extent(Filter().between(IntColumn::Latency, 5, 50))));
        QVERIFY(fine((*reader)->groupBy({}, TextColumn::Principal)));
        QVERIFY(fine((*reader)->scan({}, [](const Row&) { return true; })));
        QVERIFY(fine((*reader)->record(1000)));
        const auto part = (*reader)->sealedPart(1001);
        QVERIFY(fine(part) || part.error().code == ErrorCode::NotFound);
    }
    runSql(filled.folder.path(), "DELETE FROM block_columns WHERE id = 3");
    auto reader = filled.reader();
    QVERIFY(reader->groupBy({}, TextColumn::Node).error().code == ErrorCode::Corrupt);
    runSql(filled.folder.path(), "DELETE FROM block WHERE id = 3");
    QVERIFY(Reader::open(filled.folder.path()).error().code == ErrorCode::Corrupt);
}

void ReaderTest::noStoreNoKey() {
    TempFolder empty;
    QVERIFY(Reader::open(empty.path()).error().code == ErrorCode::NotFound);
    Filled filled(13);
    filled.write(10);
    std::filesystem::remove(filled.folder / "keys/verifier");
    QVERIFY(Reader::open(filled.folder.path()).error().code == ErrorCode::Denied);
    // Another store's key does not verify the head.
    Filled other(14);
    std::filesystem::copy_file(other.folder / "keys/verifier", filled.folder / "keys/verifier");
    QVERIFY(Reader::open(filled.folder.path()).error().code == ErrorCode::Corrupt);
}

void ReaderTest::interruptCancels() {
    Filled filled(15);
    filled.write(20'000);
    auto reader = filled.reader();
    std::size_t seen = 0;
    const auto ok = reader->scan({}, [&](const Row&) {
        if (++seen == 10) {
            std::thread([&] { reader->interrupt(); }).join();
        }
        return true;
    });
    QVERIFY(!ok);
    QVERIFY(ok.error().code == ErrorCode::Cancelled);
    QVERIFY(seen < 5000);
    // The next call works again.
    QCOMPARE(reader->extent({})->count, std::uint64_t{20'000});
}

QTEST_APPLESS_MAIN(ReaderTest)
#include "reader_test.moc"
