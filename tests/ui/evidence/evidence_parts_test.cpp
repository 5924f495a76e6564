// SPDX-License-Identifier: GPL-3.0-or-later
// What the evidence page is made of: conditions as chips, mistakes found in what was typed, counts over time that add
// up, the record as a tree, the steps of a proof, saved views.
#include <QAbstractItemModelTester>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include <fstream>

#include "core/store/merkle.h"
#include "reports/ocsf/record_integrity.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
#include "ui/evidence/evidence_export.h"
#include "ui/evidence/filter_terms.h"
#include "ui/evidence/proof_spine.h"
#include "ui/evidence/record_card.h"
#include "ui/evidence/record_tree.h"
#include "ui/evidence/saved_views.h"
#include "ui/evidence/time_buckets.h"

namespace vedette::ui {

using test::TempFolder;

namespace {

constexpr std::size_t kEvents = 3000;

std::filesystem::path filledStore(const TempFolder& folder) {
    const auto store = folder / "parts.store";
    test::makeFilledStore(store, kEvents);
    return store;
}

std::uint64_t countOf(Reader& reader, const Filter& filter) {
    std::uint64_t count = 0;
    (void)reader.scan(filter, [&](const Row&) { return ++count, true; });
    return count;
}

}  // namespace

class EvidencePartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conditionsComeBackAsTheyWere_data();
    void conditionsComeBackAsTheyWere();
    void aColumnIsReplacedNotDoubled();
    void wordsAloneAreASearch_data();
    void wordsAloneAreASearch();
    void conditionsReadAsWords_data();
    void conditionsReadAsWords();
    void mistakesAreNamedWhereTheyStand_data();
    void mistakesAreNamedWhereTheyStand();
    void bucketsAreRound_data();
    void bucketsAreRound();
    void bucketsAddUp_data();
    void bucketsAddUp();
    void aRecordIsATree();
    void everyRecordOfTheFixtureIsATree();
    void stepsLeadToTheSignedRoot_data();
    void stepsLeadToTheSignedRoot();
    void aChangedRecordLeadsElsewhere();
    void theShellComputesTheSameLeaf();
    void wordsForTheShell_data();
    void wordsForTheShell();
    void theSpineFoldsItsMiddle();
    void viewsAreKeptByName();
    void recordsAreExportedAsTheyAre();
};

void EvidencePartsTest::conditionsComeBackAsTheyWere_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("texts") << QStringLiteral("node=edge-1,edge-2 and model=\"a b\"");
    QTest::newRow("numbers") << QStringLiteral("status=2 and latency>=500 and code=500..599 and severity<=3");
    QTest::newRow("time and entries") << QStringLiteral(
        "class=6003 and from=2026-11-20T00:00:00.000000Z and to=2026-11-21T00:00:00.000000Z and "
        "entry>=5 and entry<9");
    QTest::newRow("searches") << QStringLiteral("node=a and text~\"quota exceeded\" and text~b2,b3 and record~gw");
}

void EvidencePartsTest::conditionsComeBackAsTheyWere() {
    QFETCH(QString, text);
    const auto filter = parseFilter(toStd(text));
    QVERIFY(filter.has_value());
    QCOMPARE(toQString(filterOf(termsOf(*filter)).text()), text);
}

void EvidencePartsTest::aColumnIsReplacedNotDoubled() {
    auto terms = termsOf(*parseFilter("node=edge-1 status=1"));
    mergeTerms(terms, *parseFilter("node=edge-2 latency>=5"));
    QCOMPARE(filterOf(terms).text(), std::string("node=edge-2 and status=1 and latency>=5"));
    // An entry may hold two texts; the same one twice is one.
    mergeTerms(terms, *parseFilter("text~one"));
    mergeTerms(terms, *parseFilter("text~two text~one"));
    QCOMPARE(filterOf(terms).text(), std::string("node=edge-2 and text~two and text~one and status=1 and latency>=5"));
}

void EvidencePartsTest::wordsAloneAreASearch_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("filter");
    const auto row = [](const char* typed, const char* filter) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(filter);
    };
    row("", "");
    row("jailbreak", "text~jailbreak");
    row(" quota exceeded ", "text~\"quota exceeded\"");
    row("a, b", "text~\"a, b\"");
    row("C:\\tmp", "text~\"C:\\\\tmp\"");
    row("\"quota exceeded\"", "text~\"quota exceeded\"");
    row("node=a \"quota exceeded\"", "node=a and text~\"quota exceeded\"");
    row("latency>=5", "latency>=5");
}

void EvidencePartsTest::wordsAloneAreASearch() {
    QFETCH(QString, typed);
    const auto filter = parseFilter(toStd(conditionsIn(typed)));
    QVERIFY2(filter.has_value(), filter ? "" : filter.error().text().c_str());
    QTEST(toQString(filter->text()), "filter");
}

void EvidencePartsTest::conditionsReadAsWords_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* text, const char* field, const char* value) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(field) << QString::fromUtf8(value);
    };
    row("class=6003", "class is", "API Activity 6003");
    row("status=failure", "outcome is", "failure");
    row("latency>=500", "latency is at least", "500 ms");
    row("code=500..599", "answer code is between", "500 and 599");
    row("node=a,b", "node is one of", "a, b");
    row("node=\"\"", "node is", "(none)");
    row("entry=17", "entry is", "17");
    row("entry>=10 entry<20", "entry is between", "10 and 19");
    row("from=2026-11-20", "time is from", "20 Nov 2026, 00:00:00 UTC");
    row("text~\"quota exceeded\"", "some text contains", "“quota exceeded”");
    row("record~a1,b2", "the whole record contains", "“a1” or “b2”");
}

void EvidencePartsTest::conditionsReadAsWords() {
    QFETCH(QString, text);
    const auto terms = termsOf(*parseFilter(toStd(text)));
    QCOMPARE(terms.size(), std::size_t{1});
    QTEST(wordsOf(terms.front()).field, "field");
    QTEST(wordsOf(terms.front()).value, "value");
}

void EvidencePartsTest::mistakesAreNamedWhereTheyStand_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown column") << QStringLiteral("status=failure nod=edge-1") << QStringLiteral("nod=edge-1")
                                    << QStringLiteral("There is no column");
    QTest::newRow("not a number") << QStringLiteral("latency>=fast node=a") << QStringLiteral("latency>=fast")
                                  << QStringLiteral("not a whole number");
    QTest::newRow("no operator") << QStringLiteral("node=a failure") << QStringLiteral("failure")
                                 << QStringLiteral("no condition");
    QTest::newRow("wrong operator") << QStringLiteral("class=6003 node!=a") << QStringLiteral("node!=a")
                                    << QStringLiteral("does not go with text");
    QTest::newRow("open quote") << QStringLiteral("model=\"a b") << QStringLiteral("\"a b")
                                << QStringLiteral("does not end");
}

void EvidencePartsTest::mistakesAreNamedWhereTheyStand() {
    QFETCH(QString, text);
    QFETCH(QString, part);
    QFETCH(QString, says);
    const auto filter = parseFilter(toStd(text));
    QVERIFY(!filter.has_value());
    const auto mistake = mistakeIn(text, filter.error());
    QCOMPARE(text.mid(mistake.start, mistake.length), part);
    QVERIFY2(mistake.sentence.contains(says), qPrintable(mistake.sentence));
    QVERIFY2(mistake.sentence.contains(part), qPrintable(mistake.sentence));
}

void EvidencePartsTest::bucketsAreRound_data() {
    QTest::addColumn<qint64>("hours");
    QTest::addColumn<qint64>("minutes");
    QTest::newRow("an hour") << qint64{1} << qint64{1};
    QTest::newRow("a day") << qint64{24} << qint64{10};
    QTest::newRow("a week") << qint64{168} << qint64{60};
    QTest::newRow("a quarter") << qint64{91 * 24} << qint64{1440};
}

void EvidencePartsTest::bucketsAreRound() {
    QFETCH(qint64, hours);
    QFETCH(qint64, minutes);
    const Period period{test::kFixtureStart, test::kFixtureStart + std::chrono::hours(hours)};
    QCOMPARE(qint64{std::chrono::duration_cast<std::chrono::minutes>(roundBucket(period, 170)).count()}, minutes);
}

void EvidencePartsTest::bucketsAddUp_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("fromSeconds");
    QTest::addColumn<qint64>("toSeconds");
    QTest::newRow("all") << QByteArray() << qint64{-3600} << qint64{3600};
    QTest::newRow("some") << QByteArray("class=6003") << qint64{-3600} << qint64{3600};
    QTest::newRow("bounds inside buckets") << QByteArray("status=success") << qint64{7} << qint64{71};
    QTest::newRow("nothing there") << QByteArray("class=6003") << qint64{90'000} << qint64{93'600};
}

void EvidencePartsTest::bucketsAddUp() {
    QFETCH(QByteArray, text);
    QFETCH(qint64, fromSeconds);
    QFETCH(qint64, toSeconds);
    const TempFolder folder;
    auto reader = Reader::open(filledStore(folder));
    QVERIFY(reader.has_value());
    const Period period{test::kFixtureStart + std::chrono::seconds(fromSeconds),
                        test::kFixtureStart + std::chrono::seconds(toSeconds)};
    Filter scope;
    scope.from = period.from;
    scope.to = period.to;
    Filter filter = *parseFilter(text.toStdString());
    filter.from = period.from;
    filter.to = period.to;
    const auto buckets = countBuckets(**reader, scope, filter, period, 170);
    QVERIFY(buckets.has_value());
    QCOMPARE(buckets->total, countOf(**reader, scope));
    QCOMPARE(buckets->matching, countOf(**reader, filter));
    QCOMPARE(buckets->matches.empty(), text.isEmpty());
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < buckets->starts.size(); ++i) {
        sum += buckets->counts[i];
        if (i > 0) QVERIFY(buckets->starts[i] - buckets->starts[i - 1] == buckets->width);
    }
    QCOMPARE(sum, buckets->total);
}

void EvidencePartsTest::aRecordIsATree() {
    RecordTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const std::string record =
        "{\"actor\":{\"user\":{\"uid\":\"p-1\"}},\"class_uid\":6003,\"list\":[1,{\"a\":null},\"x\\ny\"],\"n\":-1."
        "5e300}";
    QVERIFY(model.setRecord(record));
    const auto at = [&](const char* path) {
        const auto index = model.indexOf(QString::fromLatin1(path));
        return index.isValid() ? index.siblingAtColumn(RecordTreeModel::Value).data().toString()
                               : QStringLiteral("missing");
    };
    QCOMPARE(at("actor.user.uid"), QStringLiteral("p-1"));
    QCOMPARE(at("class_uid"), QStringLiteral("6003"));
    QCOMPARE(at("list[0]"), QStringLiteral("1"));
    QCOMPARE(at("list[1].a"), QStringLiteral("null"));
    QVERIFY(!at("list[2]").contains(QChar(u'\n')));
    QCOMPARE(at("n"), QStringLiteral("-1.5e300"));
    QCOMPARE(attributeNote(QStringLiteral("class_uid"), QStringLiteral("6003")), QStringLiteral("API Activity"));
    QVERIFY(!model.setRecord("{\"a\":1"));
    QVERIFY(!model.setRecord("{\"a\":1} x"));
    QVERIFY(model.setRecord("{}"));
    QCOMPARE(model.rowCount(), 0);
}

void EvidencePartsTest::everyRecordOfTheFixtureIsATree() {
    const TempFolder folder;
    auto reader = Reader::open(filledStore(folder));
    QVERIFY(reader.has_value());
    RecordTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (std::uint64_t entry = 0; entry < 60; ++entry) {
        QVERIFY(model.setRecord(*(*reader)->record(entry)));
        QVERIFY(model.indexOf(QStringLiteral("class_uid")).isValid());
    }
}

void EvidencePartsTest::stepsLeadToTheSignedRoot_data() {
    QTest::addColumn<quint64>("entry");
    for (const quint64 entry : {0ULL, 1ULL, 1023ULL, 1024ULL, 2047ULL, 2048ULL, 2900ULL, 2999ULL})
        QTest::newRow(qPrintable(QString::number(entry))) << entry;
}

void EvidencePartsTest::stepsLeadToTheSignedRoot() {
    QFETCH(quint64, entry);
    const TempFolder folder;
    const auto store = filledStore(folder);
    auto reader = Reader::open(store);
    auto proof = proveAndCheck(store, entry, *(*reader)->record(entry));
    QVERIFY(proof.has_value());
    QVERIFY(!proof->broken);
    QVERIFY(!proof->steps.empty());
    QVERIFY(proof->computed == proof->checkpoint.root);
    // Joining on the sides that are painted gives each result that is painted.
    Hash at = leafHash(proof->record);
    for (const auto& step : proof->steps) {
        at = step.siblingLeft ? nodeHash(step.sibling, at) : nodeHash(at, step.sibling);
        QVERIFY(at == step.result);
    }
}

void EvidencePartsTest::aChangedRecordLeadsElsewhere() {
    const TempFolder folder;
    const auto store = filledStore(folder);
    auto reader = Reader::open(store);
    auto record = *(*reader)->record(1500);
    record[record.size() / 2] = static_cast<char>(record[record.size() / 2] ^ 1);
    auto proof = proveAndCheck(store, 1500, record);
    QVERIFY(proof.has_value());
    QVERIFY(proof->broken.has_value());
    QVERIFY(proof->computed != proof->checkpoint.root);
    QVERIFY(!proveAndCheck(store, kEvents, {}).has_value());
}

void EvidencePartsTest::theShellComputesTheSameLeaf() {
    const TempFolder folder;
    const auto store = filledStore(folder);
    auto reader = Reader::open(store);
    const auto record = *(*reader)->record(42);
    const auto proof = proveAndCheck(store, 42, record);
    QVERIFY(proof.has_value());
    std::ofstream(folder / "42.json", std::ios::binary) << record;
    // The line as it stands in the commands on screen.
    const auto commands = toQString(proofCommands(store, *proof)).split(QChar(u'\n'));
    const auto line = std::find_if(commands.begin(), commands.end(),
                                   [](const QString& l) { return l.endsWith(QStringLiteral("| sha256sum")); });
    QVERIFY(line != commands.end());
    QProcess shell;
    shell.setWorkingDirectory(toQString(folder.path().string()));
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), *line});
    QVERIFY(shell.waitForFinished());
    const QString expected = toQString(toHex(proof->leaf));
    QVERIFY(QString::fromLatin1(shell.readAllStandardOutput()).startsWith(expected));
    QVERIFY(commands.contains(QStringLiteral("# expect ") + expected));
}

void EvidencePartsTest::wordsForTheShell_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("plain") << QByteArray("/srv/acme.store") << QByteArray("/srv/acme.store");
    QTest::newRow("blank") << QByteArray("my store") << QByteArray("'my store'");
    QTest::newRow("quote") << QByteArray("it's; rm") << QByteArray("'it'\\''s; rm'");
    QTest::newRow("option") << QByteArray("-rf") << QByteArray("'-rf'");
    QTest::newRow("empty") << QByteArray() << QByteArray("''");
    QTest::newRow("variable") << QByteArray("$HOME") << QByteArray("'$HOME'");
}

void EvidencePartsTest::wordsForTheShell() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    QCOMPARE(QByteArray::fromStdString(shellWord(text.toStdString())), word);
}

void EvidencePartsTest::theSpineFoldsItsMiddle() {
    const TempFolder folder;
    const auto store = filledStore(folder);
    auto reader = Reader::open(store);
    auto proof = proveAndCheck(store, 42, *(*reader)->record(42));
    QVERIFY(proof.has_value());
    const auto levels = static_cast<int>(proof->steps.size());
    const Theme theme(Theme::Mode::Light);
    ProofSpine spine(theme);
    spine.setProof(std::make_shared<const EntryProof>(*proof));
    spine.resize(300, 320);
    spine.show();
    QCOMPARE(spine.foldedLevels(), levels - 5);
    QVERIFY(spine.currentWords().contains(toQString(toHex(proof->checkpoint.root))));
    for (int i = 0; i < 3; ++i) QTest::keyClick(&spine, Qt::Key_Down);
    QVERIFY(spine.currentWords().contains(QString::number(levels - 5)));
    QTest::keyClick(&spine, Qt::Key_Return);
    QCOMPARE(spine.foldedLevels(), 0);
    // The lowest level names the first sibling and its side.
    for (int i = 0; i < levels; ++i) QTest::keyClick(&spine, Qt::Key_Down);
    QVERIFY(spine.currentWords().contains(toQString(toHex(proof->steps.front().sibling))));
    QVERIFY(spine.currentWords().contains(proof->steps.front().siblingLeft ? QStringLiteral("at its left")
                                                                           : QStringLiteral("at its right")));
    // A root that does not match names both hashes.
    auto broken = *proof;
    broken.computed[0] = static_cast<std::uint8_t>(broken.computed[0] ^ 1U);
    broken.broken = Error{ErrorCode::Corrupt, "broken", {}, {}};
    spine.setProof(std::make_shared<const EntryProof>(broken));
    QVERIFY(spine.currentWords().contains(toQString(toHex(broken.computed))));
    QVERIFY(spine.currentWords().contains(toQString(toHex(broken.checkpoint.root))));
}

void EvidencePartsTest::viewsAreKeptByName() {
    const TempFolder folder;
    const QString file = toQString((folder / "views.ini").string());
    {
        QSettings settings(file, QSettings::IniFormat);
        saveView(settings, {QStringLiteral("Failures"), QStringLiteral("status=2")});
        saveView(settings, {QStringLiteral("Slow, abroad"), QStringLiteral("latency>=500 and country=VN,KP")});
        saveView(settings, {QStringLiteral("Failures"), QStringLiteral("status=2 and class=6003")});
    }
    QSettings settings(file, QSettings::IniFormat);
    const auto views = savedViews(settings);
    QCOMPARE(views.size(), std::size_t{2});
    QCOMPARE(views[0].filter, QStringLiteral("status=2 and class=6003"));
    QCOMPARE(views[1].filter, QStringLiteral("latency>=500 and country=VN,KP"));
    removeView(settings, QStringLiteral("Failures"));
    QCOMPARE(savedViews(settings).size(), std::size_t{1});
    removeView(settings, QStringLiteral("Slow, abroad"));
    QVERIFY(savedViews(settings).empty());
}

void EvidencePartsTest::recordsAreExportedAsTheyAre() {
    const TempFolder folder;
    const auto store = filledStore(folder);
    auto reader = Reader::open(store);
    const Filter filter = *parseFilter("class=4002");
    const auto file = folder / "records.ndjson";
    auto written = writeNdjson(store, filter, file, {}, {});
    QVERIFY(written.has_value());
    std::vector<std::string> expected;
    (void)(*reader)->scan(filter, [&](const Row& row) {
        expected.push_back(std::to_string(row.entry));
        return true;
    });
    QCOMPARE(*written, static_cast<std::uint64_t>(expected.size()));
    std::ifstream in(file, std::ios::binary);
    std::string line;
    std::size_t lines = 0;
    while (std::getline(in, line)) {
        QCOMPARE(line, *(*reader)->record(std::stoull(expected[lines])));
        ++lines;
    }
    QCOMPARE(lines, expected.size());
    // With their proofs: the same lines, and something more in each.
    const auto proven = folder / "proven.ndjson";
    written = writeNdjson(store, filter, proven, {}, {}, true);
    QVERIFY(written.has_value());
    QCOMPARE(*written, static_cast<std::uint64_t>(expected.size()));
    std::ifstream provenIn(proven, std::ios::binary);
    for (const auto& entry : expected) {
        QVERIFY(std::getline(provenIn, line));
        const auto record = withoutIntegrity(line);
        QVERIFY(record.has_value());
        QCOMPARE(*record, *(*reader)->record(std::stoull(entry)));
    }
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!writeNdjson(store, filter, folder / "none.ndjson", stop.get_token(), {}).has_value());
    QVERIFY(!std::filesystem::exists(folder / "none.ndjson"));
}

}  // namespace vedette::ui

QTEST_MAIN(vedette::ui::EvidencePartsTest)
#include "evidence_parts_test.moc"
