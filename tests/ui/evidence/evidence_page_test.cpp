// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence page as a person uses it: type a filter, read a record, see its proof, reveal with a reason that stands
// in the log; choose a range, group, save views, export; and what it says when there is nothing or something is broken.
#include "ui/evidence/evidence_page.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QCryptographicHash>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <sqlite3.h>

#include "core/incident/action.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
#include "ui/charts/bar_list.h"
#include "ui/charts/histogram.h"
#include "ui/evidence/entries_card.h"
#include "ui/evidence/filter_bar.h"
#include "ui/evidence/group_card.h"
#include "ui/evidence/record_pane.h"
#include "ui/evidence/reveal_panel.h"
#include "ui/evidence/saved_views.h"
#include "ui/evidence/time_card.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/data_table.h"

namespace vedette::ui {

using test::UiFixture;

namespace {

constexpr int kPatience = 20'000;

// The page in a window, loaded.
struct OpenPage {
    // `before`: what happens to the store before anybody reads it.
    explicit OpenPage(UiFixture::Store store = UiFixture::Store::Demo, Theme::Mode mode = Theme::Mode::Light,
                      const std::function<void(const std::filesystem::path&)>& before = {})
        : fixture(store, mode) {
        if (before) before(fixture.folder());
        Scope scope;
        scope.range = Range::Everything;
        fixture.context().session.setScope(scope);
        page = std::make_unique<EvidencePage>(fixture.context());
        page->resize(1096, 724);
        page->show();
        page->activateWindow();
        page->visit({});
    }

    template <class T>
    T* find(const char* name) {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
    EntriesModel* model() { return qobject_cast<EntriesModel*>(table()->model()); }
    DataTable* table() { return find<DataTable>("entriesTable"); }
    RevealPanel* reveal() { return find<RevealPanel>("revealPanel"); }
    ProofCard* proof() { return find<ProofCard>("proofCard"); }
    RecordCard* record() { return find<RecordCard>("recordCard"); }
    TimeCard* time() { return find<TimeCard>("evidenceTime"); }

    bool settled() {
        return QTest::qWaitFor(
            [this] { return !model()->loading() && !time()->counting() && time()->buckets().width.count() != 0; },
            kPatience);
    }
    void type(const char* text) {
        auto* field = find<QLineEdit>("filterText");
        field->setFocus();
        QTest::keyClicks(field, QString::fromUtf8(text));
        QTest::keyClick(field, Qt::Key_Return);
    }
    bool openFirst(const char* filter) {
        type(filter);
        if (!settled() || model()->rowCount() == 0) return false;
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Home);
        QTest::keyClick(table(), Qt::Key_Return);
        return QTest::qWaitFor([this] { return record()->shown() && proof()->holds(); }, kPatience);
    }
    std::uint64_t count(const std::string& filter) {
        auto reader = Reader::open(fixture.folder());
        return (*reader)->extent(*parseFilter(filter))->count;
    }
    // Records of console actions, newest first.
    std::vector<std::string> actions(const std::string& rule) {
        auto reader = Reader::open(fixture.folder());
        auto page_ = (*reader)->newest(*parseFilter("class=7706003 rule=" + rule), 100);
        std::vector<std::string> out;
        for (const auto& row : page_->rows) out.push_back(*(*reader)->record(row.entry));
        return out;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        (void)QTest::qWaitForWindowActive(page.get());
        QTest::keyClick(page->window(), key, modifiers);
    }

    UiFixture fixture;
    std::unique_ptr<EvidencePage> page;
};

// Something with a sealed part that opens: collected, not made up.
constexpr const char* kFailures = "class=6003 status=failure";

}  // namespace

class EvidencePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromAFilterToARevealThatIsInTheLog();
    void theSameByMouse();
    void withoutAReasonNothingIsOpened();
    void clearValuesGoAway();
    void aMistakeStaysInTheField();
    void aConditionIsBuiltByChoosing();
    void aChipGoesByKeyAndIsChangedByClick();
    void targetsOpenFilterEntryAndPeriod();
    void aReferenceKeepsItsOwnBounds();
    void aRangeNarrowsAndComesBack();
    void aValueOfAGroupBecomesACondition();
    void newEntriesAnnounceThemselves();
    void exportsAreRecorded_data();
    void exportsAreRecorded();
    void viewsAreSavedAndOpened();
    void theProofIsSaved();
    void theRecordIsCopiedExactly();
    void longNamesLeaveRoomForValues();
    void aTamperedRecordIsCriticalAndNamesBothHashes();
    void anEmptyLogSaysSo();
    void nothingFoundIsAResult();
    void everythingHasANameAndAKey();
    void pictures_data();
    void pictures();
};

void EvidencePageTest::fromAFilterToARevealThatIsInTheLog() {
    OpenPage open;
    QVERIFY(open.settled());
    QVERIFY(open.model()->rowCount() > 0);
    open.type(kFailures);
    QVERIFY(open.settled());
    const QAbstractItemModelTester tester(open.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(open.time()->buckets().matching, open.count(kFailures));
    QVERIFY(open.find<Chip>("chip_class") != nullptr);
    QVERIFY(open.find<QLineEdit>("filterText")->text().isEmpty());
    // Down to a row, Enter reads it.
    open.table()->setFocus();
    QTest::keyClick(open.table(), Qt::Key_J);
    QTest::keyClick(open.table(), Qt::Key_Return);
    const auto entry = open.model()->entryAt(open.table()->currentIndex().row());
    QTRY_VERIFY_WITH_TIMEOUT(open.record()->shown() && open.record()->shown()->entry == entry, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(open.proof()->holds(), kPatience);
    QCOMPARE(open.proof()->proof()->entry, entry);
    QVERIFY(open.find<Badge>("proofVerdict")->text().contains(QStringLiteral("Included")));
    // Reveal by key, with a reason.
    QTRY_COMPARE(open.reveal()->state(), RevealPanel::State::Sealed);
    open.press(Qt::Key_R);
    QTRY_COMPARE(open.reveal()->state(), RevealPanel::State::Asking);
    auto* reason = open.find<QLineEdit>("revealReason");
    QTRY_VERIFY(reason->hasFocus());
    QTest::keyClicks(reason, QStringLiteral("Ticket 4711, mail from joe@example.com"));
    QTest::keyClick(reason, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(open.reveal()->state(), RevealPanel::State::Shown, kPatience);
    const auto actions = open.actions("reveal");
    QCOMPARE(actions.size(), std::size_t{1});
    const auto text = toQString(actions.front());
    QVERIFY2(text.contains(QStringLiteral("\"kind\":\"evidence\"")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("\"entry\":%1").arg(entry)));
    QVERIFY(text.contains(QStringLiteral("\"actor\":\"m.okafor\"")));
    QVERIFY(text.contains(QStringLiteral("Ticket 4711")));
    QVERIFY(!text.contains(QStringLiteral("joe@example.com")));
}

void EvidencePageTest::theSameByMouse() {
    OpenPage open;
    open.type(kFailures);
    QVERIFY(open.settled());
    const auto cell = open.table()->visualRect(open.model()->index(2, 1)).center();
    QTest::mouseClick(open.table()->viewport(), Qt::LeftButton, {}, cell);
    QTRY_VERIFY_WITH_TIMEOUT(open.proof()->holds(), kPatience);
    QCOMPARE(open.proof()->proof()->entry, open.model()->entryAt(2));
    QTest::mouseClick(open.find<QPushButton>("revealAsk"), Qt::LeftButton);
    QTest::keyClicks(open.find<QLineEdit>("revealReason"), QStringLiteral("Ticket 4712"));
    QTest::mouseClick(open.find<QPushButton>("revealConfirm"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(open.reveal()->state(), RevealPanel::State::Shown, kPatience);
    QCOMPARE(open.actions("reveal").size(), std::size_t{1});
    QTest::mouseClick(open.find<QPushButton>("revealHide"), Qt::LeftButton);
    QCOMPARE(open.reveal()->state(), RevealPanel::State::Sealed);
}

void EvidencePageTest::withoutAReasonNothingIsOpened() {
    OpenPage open;
    QVERIFY(open.openFirst(kFailures));
    const auto before = open.fixture.context().session.entries();
    open.reveal()->ask();
    auto* reason = open.find<QLineEdit>("revealReason");
    QTest::keyClick(reason, Qt::Key_Return);
    QTest::keyClicks(reason, QStringLiteral("   "));
    QVERIFY(!open.find<QPushButton>("revealConfirm")->isEnabled());
    QTest::keyClick(reason, Qt::Key_Return);
    QCOMPARE(open.reveal()->state(), RevealPanel::State::Asking);
    QTest::keyClick(reason, Qt::Key_Escape);
    QCOMPARE(open.reveal()->state(), RevealPanel::State::Sealed);
    QCOMPARE(open.actions("reveal").size(), std::size_t{0});
    QCOMPARE(open.fixture.context().session.entries(), before);
}

void EvidencePageTest::clearValuesGoAway() {
    OpenPage open;
    QVERIFY(open.openFirst(kFailures));
    const auto reveal = [&] {
        open.reveal()->ask();
        QTest::keyClicks(open.find<QLineEdit>("revealReason"), QStringLiteral("Ticket 1"));
        QTest::keyClick(open.find<QLineEdit>("revealReason"), Qt::Key_Return);
        return QTest::qWaitFor([&] { return open.reveal()->state() == RevealPanel::State::Shown; }, kPatience);
    };
    auto* values = open.find<QWidget>("revealValues");
    QVERIFY(reveal());
    QVERIFY(!values->findChildren<QLabel*>().isEmpty());
    // Moving on takes them away, before the next record is there.
    QTest::keyClick(open.table(), Qt::Key_J);
    QVERIFY(open.reveal()->state() != RevealPanel::State::Shown);
    QTRY_COMPARE_WITH_TIMEOUT(open.reveal()->state(), RevealPanel::State::Sealed, kPatience);
    QVERIFY(reveal());
    open.page->hide();
    QCOMPARE(open.reveal()->state(), RevealPanel::State::Sealed);
    open.page->show();
    QCOMPARE(open.reveal()->state(), RevealPanel::State::Sealed);
    open.reveal()->setHideAfter(30);
    QVERIFY(reveal() || open.reveal()->state() == RevealPanel::State::Sealed);
    QTRY_COMPARE_WITH_TIMEOUT(open.reveal()->state(), RevealPanel::State::Sealed, kPatience);
    QVERIFY(!values->isVisible());
}

void EvidencePageTest::aMistakeStaysInTheField() {
    OpenPage open;
    QVERIFY(open.settled());
    QSignalSpy loaded(open.model(), &EntriesModel::loaded);
    open.type("status=failure nod=edge-1");
    auto* field = open.find<QLineEdit>("filterText");
    auto* mistake = open.find<QLabel>("filterMistake");
    QVERIFY(mistake->isVisible());
    QVERIFY(mistake->text().contains(QStringLiteral("nod=edge-1")));
    QCOMPARE(field->selectedText(), QStringLiteral("nod=edge-1"));
    QVERIFY(open.find<Chip>("chip_status") == nullptr);
    QCOMPARE(loaded.count(), 0);
    // Typing over the selection mends it.
    QTest::keyClicks(field, QStringLiteral("class=6003"));
    QVERIFY(!mistake->isVisible());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(open.find<Chip>("chip_status") != nullptr);
    QVERIFY(open.settled());
    QVERIFY(loaded.count() >= 1);
}

void EvidencePageTest::aConditionIsBuiltByChoosing() {
    OpenPage open;
    QVERIFY(open.settled());
    QTest::mouseClick(open.find<Chip>("addFilter"), Qt::LeftButton);
    auto* popup = open.find<QWidget>("filterPopup");
    QVERIFY(popup->isVisible());
    auto* value = open.find<QComboBox>("filterValue");
    // The values of a column are those the log has had.
    QTRY_VERIFY_WITH_TIMEOUT(value->findText(QStringLiteral("uksouth-02")) >= 0, kPatience);
    QVERIFY(!open.find<QPushButton>("filterAdd")->isEnabled());
    value->setFocus();
    QTest::keyClicks(value->lineEdit(), QStringLiteral("uksouth-02"));
    QTest::keyClick(value->lineEdit(), Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QCOMPARE(open.find<FilterBar>("filterBar")->text(), QStringLiteral("node=uksouth-02"));
    // A number with names.
    open.find<FilterBar>("filterBar")->build();
    auto* fields = open.find<QComboBox>("filterField");
    fields->setCurrentIndex(fields->findData(QStringLiteral("status")));
    value->setCurrentIndex(value->findText(QStringLiteral("failure")));
    QTest::mouseClick(open.find<QPushButton>("filterAdd"), Qt::LeftButton);
    QCOMPARE(open.find<FilterBar>("filterBar")->text(), QStringLiteral("node=uksouth-02 and status=2"));
    QVERIFY(open.settled());
    QCOMPARE(open.time()->buckets().matching, open.count("node=uksouth-02 status=2"));
    // Esc closes without a change.
    open.find<FilterBar>("filterBar")->build();
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
    QCOMPARE(open.find<FilterBar>("filterBar")->text(), QStringLiteral("node=uksouth-02 and status=2"));
}

void EvidencePageTest::aChipGoesByKeyAndIsChangedByClick() {
    OpenPage open;
    open.type("class=6003 status=failure");
    QVERIFY(open.settled());
    auto* bar = open.find<FilterBar>("filterBar");
    QTest::keyClick(open.find<Chip>("chip_class"), Qt::Key_Delete);
    QTRY_COMPARE(bar->text(), QStringLiteral("status=2"));
    QTest::mouseClick(open.find<Chip>("chip_status"), Qt::LeftButton, {}, QPoint(12, 12));
    QVERIFY(open.find<QWidget>("filterPopup")->isVisible());
    auto* value = open.find<QComboBox>("filterValue");
    QCOMPARE(value->currentText(), QStringLiteral("failure"));
    value->setCurrentIndex(value->findText(QStringLiteral("success")));
    QTest::mouseClick(open.find<QPushButton>("filterAdd"), Qt::LeftButton);
    QCOMPARE(bar->text(), QStringLiteral("status=1"));
    // The whole filter as text, changed and taken back in.
    bar->editAsText();
    auto* field = open.find<QLineEdit>("filterText");
    QCOMPARE(field->text(), QStringLiteral("status=1"));
    QTest::keyClicks(field, QStringLiteral("class=4002"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(bar->text(), QStringLiteral("class=4002"));
}

void EvidencePageTest::targetsOpenFilterEntryAndPeriod() {
    OpenPage open;
    QVERIFY(open.settled());
    Target target;
    target.page = PageId::Evidence;
    target.filter = QStringLiteral("class=2004");
    target.entry = 100;
    const Time end = open.fixture.context().session.now();
    target.period = Period{end - std::chrono::hours(30), end};
    open.page->visit(target);
    QVERIFY(open.settled());
    QCOMPARE(open.time()->buckets().matching, open.count("class=2004"));
    QVERIFY(open.fixture.context().session.scope().range == Range::Custom);
    // The record opens whether or not it is among the rows.
    QTRY_VERIFY_WITH_TIMEOUT(open.record()->shown() && open.record()->shown()->entry == 100, kPatience);
    // A filter that cannot be read is shown where it can be mended.
    target = {};
    target.filter = QStringLiteral("class=");
    open.page->visit(target);
    QVERIFY(open.find<QLabel>("filterMistake")->isVisible());
}

void EvidencePageTest::aReferenceKeepsItsOwnBounds() {
    OpenPage open;
    Scope scope;
    scope.range = Range::LastHour;
    scope.nodes = {"uksouth-02"};
    open.fixture.context().session.setScope(scope);
    Target target;
    target.filter = QStringLiteral("class=6003 entry>=10 entry<60");
    open.page->visit(target);
    QVERIFY(open.settled());
    QVERIFY(open.count("class=6003 entry>=10 entry<60") > 0);
    QTRY_COMPARE(static_cast<std::uint64_t>(open.model()->rowCount()), open.count("class=6003 entry>=10 entry<60"));
    QCOMPARE(open.time()->buckets().total, std::uint64_t{50});
}

void EvidencePageTest::aRangeNarrowsAndComesBack() {
    OpenPage open;
    QVERIFY(open.settled());
    const auto all = open.time()->buckets();
    auto* bars = open.find<Histogram>("evidenceHistogram");
    bars->setFocus();
    for (int i = 0; i < 3; ++i) QTest::keyClick(bars, Qt::Key_Right, i == 0 ? Qt::NoModifier : Qt::ShiftModifier);
    QVERIFY(open.time()->range().has_value());
    QVERIFY(open.find<Chip>("evidenceRange")->isVisible());
    Filter narrowed;
    narrowed.from = open.time()->range()->from;
    narrowed.to = open.time()->range()->to;
    QTRY_VERIFY_WITH_TIMEOUT(!open.model()->loading() && open.model()->filter().from == narrowed.from, kPatience);
    const auto text = narrowed.text();
    const auto inRange = open.count(text);
    QVERIFY(inRange < all.total);
    QTRY_VERIFY(open.model()->complete() || open.find<QLabel>("entriesCount")->text().contains(number(inRange)));
    // The bars still show the whole.
    QCOMPARE(open.time()->buckets().total, all.total);
    QTest::keyClick(bars, Qt::Key_Escape);
    QVERIFY(!open.time()->range());
    QTRY_VERIFY_WITH_TIMEOUT(!open.model()->loading() && open.model()->filter().from != narrowed.from, kPatience);
    // Or it becomes the range of all pages.
    QTest::keyClick(bars, Qt::Key_Left);
    QVERIFY(open.time()->range().has_value());
    QTest::mouseClick(open.find<QPushButton>("adoptRange"), Qt::LeftButton);
    QVERIFY(open.fixture.context().session.scope().range == Range::Custom);
    QVERIFY(!open.time()->range());
}

void EvidencePageTest::aValueOfAGroupBecomesACondition() {
    OpenPage open;
    open.type("class=6003");
    QVERIFY(open.settled());
    auto* groups = open.find<GroupCard>("groupCard");
    QSignalSpy counted(groups, &GroupCard::counted);
    groups->setColumn(TextColumn::Operation);
    QVERIFY(counted.wait(kPatience));
    auto* bars = open.find<BarList>("groupBars");
    auto* twin = bars->tableTwin();
    QVERIFY(twin->rowCount() > 1);
    auto reader = Reader::open(open.fixture.folder());
    const auto expected = *(*reader)->groupBy(*parseFilter("class=6003"), TextColumn::Operation);
    QCOMPARE(twin->index(0, 0).data().toString(), toQString(expected.front().value));
    bars->setFocus();
    QTest::keyClick(bars, Qt::Key_Return);
    QVERIFY(open.settled());
    QCOMPARE(open.time()->buckets().matching, expected.front().extent.count);
    QVERIFY(open.find<Chip>("chip_operation") != nullptr);
}

void EvidencePageTest::newEntriesAnnounceThemselves() {
    OpenPage open;
    QVERIFY(open.settled());
    const auto first = open.model()->entryAt(0);
    QSignalSpy reset(open.model(), &EntriesModel::modelReset);
    ConsoleAction action;
    action.kind = "store";
    action.name = "note";
    action.actor = "a";
    action.message = "hello";
    QVERIFY(recordAction(open.fixture.folder(), action, *open.fixture.clock).has_value());
    QTRY_COMPARE_WITH_TIMEOUT(open.model()->newEntries(), std::uint64_t{1}, kPatience);
    QCOMPARE(open.model()->entryAt(0), first);
    QCOMPARE(reset.count(), 0);
    open.table()->setFocus();
    open.press(Qt::Key_N);
    QTRY_VERIFY_WITH_TIMEOUT(!open.model()->loading() && open.model()->entryAt(0) == first + 1, kPatience);
    QCOMPARE(open.model()->newEntries(), std::uint64_t{0});
}

void EvidencePageTest::exportsAreRecorded_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("table") << static_cast<int>(EvidenceFormat::Csv);
    QTest::newRow("records") << static_cast<int>(EvidenceFormat::Ndjson);
    QTest::newRow("records with proofs") << static_cast<int>(EvidenceFormat::Proven);
}

void EvidencePageTest::exportsAreRecorded() {
    QFETCH(int, format);
    OpenPage open;
    open.type("class=4002 status=failure");
    QVERIFY(open.settled());
    const auto all = open.count("class=4002 status=failure");
    QVERIFY(all > static_cast<std::uint64_t>(open.model()->rowCount()) || open.model()->complete());
    const auto file = toQString((open.fixture.folder().parent_path() / "rows.out").string());
    QSignalSpy exported(open.page.get(), &EvidencePage::exported);
    open.page->exportTo(static_cast<EvidenceFormat>(format), file);
    QVERIFY(exported.wait(kPatience));
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const auto bytes = in.readAll();
    const bool csv = format == static_cast<int>(EvidenceFormat::Csv);
    QCOMPARE(static_cast<std::uint64_t>(bytes.count('\n')), all + (csv ? 1 : 0));
    const auto actions = open.actions("export");
    QCOMPARE(actions.size(), std::size_t{1});
    const auto hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    const auto text = QByteArray::fromStdString(actions.front());
    QVERIFY2(text.contains("\"sha256\":\"" + hash + "\""), text.constData());
    QVERIFY(text.contains("\"rows\":" + QByteArray::number(static_cast<qulonglong>(all))));
    QVERIFY(!QFile::exists(file + QStringLiteral(".part")));
    QVERIFY(!open.fixture.navigator.toasts.empty());
}

void EvidencePageTest::viewsAreSavedAndOpened() {
    OpenPage open;
    open.type("class=6003 status=failure");
    QVERIFY(open.settled());
    QTest::mouseClick(open.find<QPushButton>("evidenceViews"), Qt::LeftButton);
    auto* name = open.find<QLineEdit>("viewName");
    QTRY_VERIFY(name->hasFocus());
    QTest::keyClicks(name, QStringLiteral("Failed inference"));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(!open.find<QWidget>("viewsPopup")->isVisible());
    QCOMPARE(savedViews(open.fixture.context().settings.raw()).size(), std::size_t{1});
    auto* bar = open.find<FilterBar>("filterBar");
    bar->clear();
    QVERIFY(bar->text().isEmpty());
    QTest::mouseClick(open.find<QPushButton>("evidenceViews"), Qt::LeftButton);
    auto* list = open.find<QListWidget>("viewList");
    QCOMPARE(list->count(), 1);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(bar->text(), QStringLiteral("class=6003..6003 and status=2").replace(QStringLiteral("..6003"), QString()));
    // Removed, and back by undo.
    QTest::mouseClick(open.find<QPushButton>("evidenceViews"), Qt::LeftButton);
    QTest::keyClick(list, Qt::Key_Delete);
    QVERIFY(savedViews(open.fixture.context().settings.raw()).empty());
    QVERIFY(open.fixture.navigator.lastUndo);
    open.fixture.navigator.lastUndo();
    QCOMPARE(savedViews(open.fixture.context().settings.raw()).size(), std::size_t{1});
}

void EvidencePageTest::theProofIsSaved() {
    OpenPage open;
    QVERIFY(open.openFirst(kFailures));
    const auto file = toQString((open.fixture.folder().parent_path() / "e.tlog-proof").string());
    QSignalSpy saved(open.proof(), &ProofCard::saved);
    open.proof()->saveTo(file);
    QVERIFY(saved.wait(kPatience));
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const auto text = in.readAll().toStdString();
    const auto& proof = *open.proof()->proof();
    auto key = VerifierKey::parse(proof.key);
    QVERIFY(key.has_value());
    auto checked = checkProof(text, proof.record, *key);
    QVERIFY(checked.has_value());
    QCOMPARE(checked->entry, proof.entry);
}

// Names of labels may be as long as they like.
void EvidencePageTest::longNamesLeaveRoomForValues() {
    OpenPage open;
    QVERIFY(open.openFirst("class=6003"));
    auto* tree = open.find<QTreeView>("recordTree");
    QTRY_VERIFY(tree->columnWidth(0) > 0);
    QVERIFY(tree->visualRect(tree->model()->index(0, 1)).width() * 3 > tree->viewport()->width());
}

void EvidencePageTest::theRecordIsCopiedExactly() {
    OpenPage open;
    QVERIFY(open.openFirst(kFailures));
    auto reader = Reader::open(open.fixture.folder());
    const auto exact = toQString(*(*reader)->record(open.record()->shown()->entry));
    QCOMPARE(open.find<CodeView>("recordText")->toPlainText(), exact);
    open.table()->setFocus();
    open.press(Qt::Key_C);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), exact);
    // In the tree: an attribute's value and its path.
    auto* tree = open.find<QTreeView>("recordTree");
    tree->setFocus();
    tree->setCurrentIndex(tree->model()->index(0, 0));
    open.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), tree->model()->index(0, 1).data().toString());
    open.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), tree->model()->index(0, 0).data().toString());
}

void EvidencePageTest::aTamperedRecordIsCriticalAndNamesBothHashes() {
    OpenPage open(UiFixture::Store::Demo, Theme::Mode::Light, [](const std::filesystem::path& store) {
        sqlite3* database = nullptr;
        QCOMPARE(sqlite3_open((store / "evidence.db").c_str(), &database), SQLITE_OK);
        sqlite3_busy_timeout(database, kPatience);  // the page's own readers may be opening it
        constexpr const char* kChange =
            "UPDATE tail SET record = CAST(replace(CAST(record AS TEXT), '\"time\":1', '\"time\":2') AS BLOB) "
            "WHERE entry = (SELECT max(entry) FROM tail)";
        QCOMPARE(sqlite3_exec(database, kChange, nullptr, nullptr, nullptr), SQLITE_OK);
        QCOMPARE(sqlite3_changes(database), 1);
        sqlite3_close(database);
    });
    QVERIFY(open.settled());
    const auto last = open.fixture.context().session.entries() - 1;
    Target target;
    target.entry = last;
    open.page->visit(target);
    QTRY_VERIFY_WITH_TIMEOUT(open.proof()->proof() != nullptr, kPatience);
    const auto& proof = *open.proof()->proof();
    QVERIFY(proof.broken.has_value());
    QVERIFY(!open.proof()->holds());
    QVERIFY(open.find<QLabel>("proofBroken")->isVisible());
    const auto words = open.find<CodeView>("proofHashes")->toPlainText();
    QVERIFY(words.contains(toQString(toHex(proof.computed))));
    QVERIFY(words.contains(toQString(toHex(proof.checkpoint.root))));
    QCOMPARE(open.find<Badge>("proofVerdict")->text(), QStringLiteral("Broken"));
    QVERIFY(!open.find<QPushButton>("proofSave")->isEnabled());
    // Still readable.
    QVERIFY(!open.find<CodeView>("recordText")->toPlainText().isEmpty());
    UiFixture::shoot(*open.page, QStringLiteral("evidence-tampered"));
}

void EvidencePageTest::anEmptyLogSaysSo() {
    OpenPage open(UiFixture::Store::Empty);
    QTRY_VERIFY_WITH_TIMEOUT(!open.model()->loading(), kPatience);
    auto* panel = open.find<EntriesCard>("entriesCard")->statePanel();
    QTRY_COMPARE(panel->kind(), StatePanel::Kind::Empty);
    QVERIFY(panel->isVisible());
    QVERIFY(panel->sentence().contains(QStringLiteral("empty")));
    UiFixture::shoot(*open.page, QStringLiteral("evidence-empty"));
}

void EvidencePageTest::nothingFoundIsAResult() {
    OpenPage open;
    open.type("node=nobody");
    QVERIFY(open.settled());
    auto* panel = open.find<EntriesCard>("entriesCard")->statePanel();
    QTRY_COMPARE(panel->kind(), StatePanel::Kind::Nothing);
    UiFixture::shoot(*open.page, QStringLiteral("evidence-nothing"));
    QTest::mouseClick(panel->actionButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(open.model()->rowCount() > 0, kPatience);
    QVERIFY(open.find<FilterBar>("filterBar")->text().isEmpty());
}

void EvidencePageTest::everythingHasANameAndAKey() {
    OpenPage open;
    QVERIFY(open.openFirst(kFailures));
    for (auto* widget : open.page->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy() != nullptr) continue;
        if (widget->metaObject()->className() == QByteArray("QScrollArea")) continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
        const auto what =
            widget->objectName() + QStringLiteral(" ") + QString::fromLatin1(widget->metaObject()->className());
        QVERIFY2(named, qPrintable(what));
    }
    QSet<QKeySequence> keys;
    for (const auto* action : open.page->commands()) {
        QVERIFY(!action->text().isEmpty());
        if (action->shortcut().isEmpty()) continue;
        QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->text()));
        keys.insert(action->shortcut());
    }
    QVERIFY(open.page->filterField() == open.find<QLineEdit>("filterText"));
}

void EvidencePageTest::pictures_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void EvidencePageTest::pictures() {
    QFETCH(bool, dark);
    OpenPage open(UiFixture::Store::Demo, dark ? Theme::Mode::Dark : Theme::Mode::Light);
    const QString mode = dark ? QStringLiteral("dark") : QStringLiteral("light");
    const QSize small(1096, 724);
    const QSize large(1736, 1004);
    QTRY_VERIFY_WITH_TIMEOUT(open.fixture.context().integrity.report().has_value(), 60'000);
    open.type("class=6003 country=GB latency>=100");
    QVERIFY(open.settled());
    UiFixture::shoot(*open.page, QStringLiteral("evidence-groups-") + mode, small);
    QTRY_VERIFY_WITH_TIMEOUT(!open.find<GroupCard>("groupCard")->isLoading(), kPatience);
    UiFixture::shoot(*open.page, QStringLiteral("evidence-groups-") + mode, small);
    open.table()->setFocus();
    QTest::keyClick(open.table(), Qt::Key_J);
    QTest::keyClick(open.table(), Qt::Key_J);
    QTRY_VERIFY_WITH_TIMEOUT(open.proof()->holds(), kPatience);
    UiFixture::shoot(*open.page, QStringLiteral("evidence-") + mode, small);
    UiFixture::shoot(*open.page, QStringLiteral("evidence-large-") + mode, large);
    open.page->resize(small);
    auto* bars = open.find<Histogram>("evidenceHistogram");
    for (int i = 0; i < 12; ++i) QTest::keyClick(bars, Qt::Key_Left, i == 0 ? Qt::NoModifier : Qt::ControlModifier);
    QVERIFY(open.settled());
    open.reveal()->ask();
    QTest::keyClicks(open.find<QLineEdit>("revealReason"), QStringLiteral("Ticket 4711"));
    UiFixture::shoot(*open.page, QStringLiteral("evidence-asking-") + mode, small);
    QTest::keyClick(open.find<QLineEdit>("revealReason"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(open.reveal()->state(), RevealPanel::State::Shown, kPatience);
    UiFixture::shoot(*open.page, QStringLiteral("evidence-revealed-") + mode, small);
    open.find<FilterBar>("filterBar")->build();
    QTRY_VERIFY_WITH_TIMEOUT(open.find<QComboBox>("filterValue")->count() > 0, kPatience);
    UiFixture::shoot(*open.page, QStringLiteral("evidence-popup-") + mode, small);
    QTest::keyClick(open.find<QWidget>("filterPopup"), Qt::Key_Escape);
    open.type("nod=edge-1");
    UiFixture::shoot(*open.page, QStringLiteral("evidence-mistake-") + mode, small);
}

}  // namespace vedette::ui

QTEST_MAIN(vedette::ui::EvidencePageTest)
#include "evidence_page_test.moc"
