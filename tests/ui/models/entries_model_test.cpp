// SPDX-License-Identifier: GPL-3.0-or-later
// Entries in a table: paging gives what a scan gives, what comes in is counted and never inserted, late answers are
// dropped, exports hold the whole result.
#include "ui/models/entries_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <fstream>
#include <sstream>

#include "tests/support/store_fixture.h"
#include "ui/models/csv_export.h"

namespace vedette::ui {

using test::FixedClock;
using test::TempFolder;

namespace {

constexpr std::size_t kEvents = 2500;

// An open store with a model on it, watched by Qt's own model tester.
struct Desk {
    explicit Desk(std::size_t events = kEvents)
        : clock(std::make_shared<FixedClock>(test::kFixtureStart)), store(folder / "desk.store") {
        if (events == 0)
            test::makeStore(store, *clock);
        else
            test::makeFilledStore(store, events);
        clock->advance(std::chrono::hours(1));
        auto opened = Session::open(store, clock);
        if (opened) session = std::move(*opened);
        model = std::make_unique<EntriesModel>(*session);
        tester = std::make_unique<QAbstractItemModelTester>(model.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    bool show(const Filter& filter) {
        QSignalSpy loaded(model.get(), &EntriesModel::loaded);
        model->setFilter(filter);
        return loaded.wait(10'000);
    }

    // Fetches until there is no more.
    bool toTheEnd() {
        while (!model->complete()) {
            QSignalSpy loaded(model.get(), &EntriesModel::loaded);
            model->fetchMore({});
            if (!loaded.wait(10'000)) return false;
        }
        return true;
    }

    void append(std::size_t count, std::uint64_t seed = 7) {
        test::EventSource source({.seed = seed});
        auto writer = Writer::open(store, *clock, {});
        QVERIFY(writer.has_value());
        auto batch = source.batch(count);
        QVERIFY((*writer)->begin().has_value());
        QVERIFY((*writer)->append(batch).has_value());
        QVERIFY((*writer)->commit().has_value());
    }

    std::vector<std::uint64_t> scanned(const Filter& filter) const {
        std::vector<std::uint64_t> entries;
        auto reader = Reader::open(store);
        (void)(*reader)->scan(filter, [&](const Row& row) {
            entries.push_back(row.entry);
            return true;
        });
        std::reverse(entries.begin(), entries.end());
        return entries;
    }

    std::vector<std::uint64_t> shown() const {
        std::vector<std::uint64_t> entries;
        for (int r = 0; r < model->rowCount(); ++r) entries.push_back(model->entryAt(r));
        return entries;
    }

    TempFolder folder;
    std::shared_ptr<FixedClock> clock;
    std::filesystem::path store;
    std::unique_ptr<Session> session;
    std::unique_ptr<EntriesModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

Filter filterOf(const char* text) { return parseFilter(text).value_or(Filter{}); }

QByteArray fileText(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return QByteArray::fromStdString(text.str());
}

}  // namespace

class EntriesModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pagesGiveWhatAScanGives_data();
    void pagesGiveWhatAScanGives();
    void newEntriesAreCountedAndNotInserted();
    void theFirstEntriesOfAnEmptyStoreAreCounted();
    void closedRangesHaveNoNews_data();
    void closedRangesHaveNoNews();
    void fetchingIsGuarded();
    void supersededFiltersNeverDeliver();
    void aStoreThatIsGoneIsSaid();
    void aModelMayGoWhileItReads();
    void exportsHoldTheWholeResult();
    void exportsStopAtTheirBounds();
    void aStoppedExportLeavesNoFile();
    void cellsAreSafeForSpreadsheets_data();
    void cellsAreSafeForSpreadsheets();
    void anEntryOpensByAFilter();
};

void EntriesModelTest::pagesGiveWhatAScanGives_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("everything") << QByteArray();
    QTest::newRow("one class") << QByteArray("class=6003");
    QTest::newRow("failures of two classes") << QByteArray("status=failure class=3002..6003");
    QTest::newRow("entries in the middle") << QByteArray("entry>=700 entry<1900");
    QTest::newRow("exactly one page") << QByteArray("entry>=100 entry<300");
    QTest::newRow("nothing") << QByteArray("node=nobody");
}

void EntriesModelTest::pagesGiveWhatAScanGives() {
    QFETCH(QByteArray, text);
    Desk desk;
    const Filter filter = filterOf(text.constData());
    QVERIFY(desk.show(filter));
    QVERIFY(desk.toTheEnd());
    const auto expected = desk.scanned(filter);
    QCOMPARE(desk.shown(), expected);
    QVERIFY(text == "node=nobody" || !expected.empty());
    QVERIFY(!desk.model->canFetchMore({}));
}

void EntriesModelTest::newEntriesAreCountedAndNotInserted() {
    Desk desk;
    Filter filter = filterOf("class=6003");
    filter.to = desk.session->now() + std::chrono::seconds(1);
    QVERIFY(desk.show(filter));
    QVERIFY(desk.toTheEnd());
    const auto before = desk.shown();
    QSignalSpy inserted(desk.model.get(), &EntriesModel::rowsInserted);
    QSignalSpy reset(desk.model.get(), &EntriesModel::modelReset);
    desk.clock->advance(std::chrono::hours(1));
    desk.append(300);
    desk.append(200, 8);
    Filter news = filterOf("class=6003");
    news.firstEntry = kEvents;
    const auto expected = desk.scanned(news).size();
    QVERIFY(expected > 0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->newEntries(), expected, 10'000);
    QCOMPARE(desk.shown(), before);
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(reset.count(), 0);
    // Taking them in shows exactly what was announced, although the range that was asked for is over.
    QSignalSpy loaded(desk.model.get(), &EntriesModel::loaded);
    desk.model->refresh();
    QVERIFY(loaded.wait(10'000));
    QCOMPARE(desk.model->newEntries(), std::uint64_t{0});
    QVERIFY(desk.toTheEnd());
    QCOMPARE(desk.shown(), desk.scanned(filterOf("class=6003")));
}

void EntriesModelTest::theFirstEntriesOfAnEmptyStoreAreCounted() {
    Desk desk(0);
    QVERIFY(desk.show(Filter{}));
    QCOMPARE(desk.model->rowCount(), 0);
    QVERIFY(desk.model->complete());
    desk.append(40);
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->newEntries(), std::uint64_t{40}, 10'000);
    QCOMPARE(desk.model->rowCount(), 0);
}

void EntriesModelTest::closedRangesHaveNoNews_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a time that is over") << QByteArray("to=2026-11-20T08:00:01Z");
    QTest::newRow("an evidence reference") << QByteArray("entry>=10 entry<2500");
}

void EntriesModelTest::closedRangesHaveNoNews() {
    QFETCH(QByteArray, text);
    Desk desk;
    QVERIFY(desk.show(filterOf(text.constData())));
    QVERIFY(desk.model->rowCount() > 0);
    // Later than everything the range holds.
    test::EventSource later({.seed = 9});
    (void)later.batch(500);
    auto writer = Writer::open(desk.store, *desk.clock, {});
    QVERIFY(writer.has_value());
    QVERIFY((*writer)->begin().has_value());
    QVERIFY((*writer)->append(later.batch(100)).has_value());
    QVERIFY((*writer)->commit().has_value());
    QTRY_COMPARE_WITH_TIMEOUT(desk.session->entries(), std::uint64_t{kEvents + 100}, 10'000);
    // The count that follows the head's move has been answered once another model's has.
    EntriesModel other(*desk.session);
    QSignalSpy loaded(&other, &EntriesModel::loaded);
    other.setFilter(Filter{});
    QVERIFY(loaded.wait(10'000));
    QCOMPARE(desk.model->newEntries(), std::uint64_t{0});
}

void EntriesModelTest::fetchingIsGuarded() {
    Desk desk;
    desk.tester.reset();        // it fetches by itself
    desk.model->fetchMore({});  // before anything was asked
    QVERIFY(!desk.model->loading());
    QVERIFY(desk.show(Filter{}));
    const int first = desk.model->rowCount();
    QVERIFY(desk.model->canFetchMore({}));
    QVERIFY(!desk.model->canFetchMore(desk.model->index(0, 0)));
    QSignalSpy loaded(desk.model.get(), &EntriesModel::loaded);
    desk.model->fetchMore({});
    desk.model->fetchMore({});  // while the first is under way: neither cancelled nor asked twice
    QVERIFY(!desk.model->canFetchMore({}));
    QVERIFY(loaded.wait(10'000));
    QCOMPARE(loaded.count(), 1);
    QVERIFY(desk.model->rowCount() > first);
    QVERIFY(desk.toTheEnd());
    const int all = desk.model->rowCount();
    desk.model->fetchMore({});
    QVERIFY(!desk.model->loading());
    QCOMPARE(desk.model->rowCount(), all);
}

void EntriesModelTest::supersededFiltersNeverDeliver() {
    Desk desk;
    QSignalSpy reset(desk.model.get(), &EntriesModel::modelReset);
    QSignalSpy failed(desk.model.get(), &EntriesModel::failed);
    for (int i = 0; i < 20; ++i) desk.model->setFilter(filterOf(i % 2 == 0 ? "class=4002" : "status=failure"));
    QVERIFY(desk.show(filterOf("class=6003")));
    QCOMPARE(reset.count(), 1);
    QCOMPARE(failed.count(), 0);
    QVERIFY(desk.toTheEnd());
    QCOMPARE(desk.shown(), desk.scanned(filterOf("class=6003")));
    // A page under way when the filter changes is not added to the new rows.
    QVERIFY(desk.show(Filter{}));
    desk.model->fetchMore({});
    QVERIFY(desk.show(filterOf("class=4002")));
    QVERIFY(desk.toTheEnd());
    QCOMPARE(desk.shown(), desk.scanned(filterOf("class=4002")));
}

void EntriesModelTest::aStoreThatIsGoneIsSaid() {
    Desk desk(0);
    for (const auto* name : {"evidence.db", "evidence.db-wal", "evidence.db-shm"})
        std::filesystem::remove(desk.store / name);
    QSignalSpy failed(desk.model.get(), &EntriesModel::failed);
    // Readers that were open before may still answer; three at once cannot all be.
    EntriesModel second(*desk.session);
    EntriesModel third(*desk.session);
    QSignalSpy failedToo(&second, &EntriesModel::failed);
    QSignalSpy failedAlso(&third, &EntriesModel::failed);
    desk.model->setFilter(Filter{});
    second.setFilter(Filter{});
    third.setFilter(Filter{});
    QTRY_VERIFY_WITH_TIMEOUT(!desk.model->loading() && !second.loading() && !third.loading(), 10'000);
    QVERIFY(failed.count() + failedToo.count() + failedAlso.count() >= 1);
    for (const auto* model :
         {static_cast<const EntriesModel*>(desk.model.get()), &std::as_const(second), &std::as_const(third)})
        QVERIFY(!model->canFetchMore({}));
}

void EntriesModelTest::aModelMayGoWhileItReads() {
    Desk desk;
    for (int i = 0; i < 10; ++i) {
        EntriesModel brief(*desk.session);
        brief.setFilter(filterOf("class=6003"));
    }
    QVERIFY(desk.show(Filter{}));
}

void EntriesModelTest::exportsHoldTheWholeResult() {
    Desk desk;
    const Filter filter = filterOf("class=6003");
    QVERIFY(desk.show(filter));
    const auto all = desk.scanned(filter).size();
    QVERIFY(all > static_cast<std::size_t>(desk.model->rowCount()));
    const auto lines = desk.model->exportAll();
    desk.append(100);  // came later, is not on screen
    const auto file = desk.folder / "rows.csv";
    auto written = writeCsv(desk.store, {QStringLiteral("Entry")}, lines, file, {}, {});
    QVERIFY(written.has_value());
    QCOMPARE(*written, all);
    const auto text = fileText(file);
    QVERIFY(
        text.startsWith("\xEF\xBB\xBF"
                        "Entry\r\n"));
    QCOMPARE(text.count("\r\n"), static_cast<qsizetype>(all + 1));
}

void EntriesModelTest::exportsStopAtTheirBounds() {
    Desk desk;
    QVERIFY(desk.show(filterOf("entry>=10 entry<20")));
    auto written = writeCsv(desk.store, {}, desk.model->exportAll(), desk.folder / "ten.csv", {}, {});
    QVERIFY(written.has_value());
    QCOMPARE(*written, std::uint64_t{10});
}

void EntriesModelTest::aStoppedExportLeavesNoFile() {
    Desk desk;
    QVERIFY(desk.show(Filter{}));
    std::stop_source stop;
    const auto file = desk.folder / "stopped.csv";
    auto written = writeCsv(desk.store, {}, desk.model->exportAll(), file, stop.get_token(),
                            [&](std::uint64_t) { stop.request_stop(); });
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().code, ErrorCode::Cancelled);
    QVERIFY(!std::filesystem::exists(file));
}

void EntriesModelTest::cellsAreSafeForSpreadsheets_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << QStringLiteral("edge-1") << QByteArray("edge-1");
    QTest::newRow("formula") << QStringLiteral("=1+1") << QByteArray("'=1+1");
    QTest::newRow("at") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1)");
    QTest::newRow("tab") << QStringLiteral("\t=1") << QByteArray("'\t=1");
    QTest::newRow("line feed") << QStringLiteral("\n=1") << QByteArray("\"'\n=1\"");
    QTest::newRow("negative number") << QStringLiteral("-5.25") << QByteArray("-5.25");
    QTest::newRow("minus and words") << QStringLiteral("-5+cmd") << QByteArray("'-5+cmd");
    QTest::newRow("minus infinity") << QStringLiteral("-inf") << QByteArray("'-inf");
    QTest::newRow("quotes") << QStringLiteral("a \"b\", c") << QByteArray("\"a \"\"b\"\", c\"");
    QTest::newRow("blank before") << QStringLiteral("  =1+1") << QByteArray("'  =1+1");
}

void EntriesModelTest::cellsAreSafeForSpreadsheets() {
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(QByteArray::fromStdString(csvCell(text)), cell);
}

void EntriesModelTest::anEntryOpensByAFilter() {
    Desk desk;
    QVERIFY(desk.show(Filter{}));
    const auto text = desk.model->index(0, 0).data(OpensRole).toString();
    auto filter = parseFilter(text.toStdString());
    QVERIFY(filter.has_value());
    QCOMPARE(filter->firstEntry, desk.model->entryAt(0));
    QCOMPARE(desk.scanned(*filter).size(), std::size_t{1});
    desk.model->setSealedBelow(desk.model->entryAt(0));
    QVERIFY(!desk.model->index(0, 0).data(SealRole).toBool());
    QVERIFY(desk.model->index(1, 0).data(SealRole).toBool());
}

}  // namespace vedette::ui

QTEST_GUILESS_MAIN(vedette::ui::EntriesModelTest)
#include "entries_model_test.moc"
