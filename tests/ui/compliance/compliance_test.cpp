// SPDX-License-Identifier: GPL-3.0-or-later
// The compliance officer's page: from the matrix to a control, its evidence, and what people decide about it.
#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

#include "core/incident/control_action.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
#include "ui/compliance/compliance_page.h"
#include "ui/compliance/control_words.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/state_panel.h"

using namespace vedette;
using namespace vedette::ui;
using test::UiFixture;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

// A page over a store of its own, judged and on screen.
struct Bench {
    explicit Bench(UiFixture::Store store = UiFixture::Store::Demo) : fixture(store) {
        fixture.context().session.setScope(Scope{.range = Range::LastDay, .custom = {}, .nodes = {}, .nodesName = {}});
        // Only the judgement: the verification runs at the lowest priority and may take its time.
        fixture.context().posture.refreshNow();
        ready = QTest::qWaitFor([this] { return fixture.context().posture.value() != nullptr; }, 120'000);
        page = std::make_unique<CompliancePage>(fixture.context());
        page->resize(1256, 780);
        page->show();
        page->activateWindow();  // or its shortcuts sleep
        (void)QTest::qWaitForWindowActive(page.get());
        page->visit({});
    }

    template <class T>
    T* find(const char* name) const {
        auto* found = page->findChild<T*>(QString::fromLatin1(name));
        if (found == nullptr) qFatal("no %s on the page", name);
        return found;
    }
    ControlMatrix* matrix() const { return find<ControlMatrix>("controlMatrix"); }
    ControlDrawer* drawer() const { return find<ControlDrawer>("controlDrawer"); }
    QAbstractItemModel* table() const { return find<DataTable>("controlTable")->model(); }
    [[nodiscard]] std::vector<ControlRow> rows() const { return controlRows(fixture.context().posture.value()); }
    [[nodiscard]] QString first(ControlState state) const {
        for (const auto& row : rows())
            if (row.get().state == state) return row.id();
        return {};
    }
    [[nodiscard]] ControlState stateOf(const QString& id) const {
        for (const auto& row : rows())
            if (row.id() == id) return row.get().state;
        return ControlState::NotApplicable;
    }
    void click(const QString& control) const {
        matrix()->setCurrent(control);
        QTest::mouseClick(matrix()->viewport(), Qt::LeftButton, {}, matrix()->markRect(control).center());
    }
    // Waits until the page shows the control in this state.
    bool waitForState(const QString& control, ControlState state) const {
        return QTest::qWaitFor([&] { return stateOf(control) == state; }, 30'000);
    }
    [[nodiscard]] std::vector<RecordedDecision> decisions(const QString& control) const {
        auto reader = Reader::open(fixture.folder());
        auto found = loadControlDecisions(**reader, toStd(control));
        return found ? *found : std::vector<RecordedDecision>{};
    }

    mutable UiFixture fixture;
    std::unique_ptr<CompliancePage> page;
    bool ready = false;
};

}  // namespace

class ComplianceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsEveryControlOnce();
    void modelIsSound();
    void keysMoveAndOpen();
    void filters_data();
    void filters();
    void officerReadsAndOpensEvidence();
    void rollUpLeadsToItsParts();
    void decidesAndTakesBack();
    void waiverNeedsReason();
    void undoTakesTheWaiverBack();
    void changesOfOthersDoNotMoveTheMatrix();
    void quarterBecomesTheScope();
    void leadsToReports();
    void saysWhyNothingCanBeCompared();
    void emptyStoreSaysWhatToDo();
    void pictures();
};

void ComplianceTest::showsEveryControlOnce() {
    const Bench bench;
    QVERIFY(bench.ready);
    const auto rows = bench.rows();
    QVERIFY(rows.size() >= 48);
    QCOMPARE(bench.table()->rowCount(), static_cast<int>(rows.size()));
    QSet<QPoint> places;
    for (const auto& row : rows) {
        const QRect at = bench.matrix()->markRect(row.id());
        QVERIFY2(!at.isEmpty(), qPrintable(row.id()));
        places.insert(at.topLeft());
    }
    QCOMPARE(places.size(), static_cast<qsizetype>(rows.size()));
    // Nowhere on the page is there a percentage of compliance.
    for (const QLabel* label : bench.page->findChildren<QLabel*>())
        if (label->isVisible()) QVERIFY2(!label->text().contains(QChar(u'%')), qPrintable(label->text()));
}

void ComplianceTest::modelIsSound() {
    const Bench bench;
    QAbstractItemModelTester tester(bench.table(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.table()->sort(ControlsModel::Title, Qt::AscendingOrder);
    bench.find<QLineEdit>("complianceFilter")->setText(s("tls"));
    bench.find<QLineEdit>("complianceFilter")->clear();
    QVERIFY(bench.table()->rowCount() >= 48);
}

void ComplianceTest::keysMoveAndOpen() {
    const Bench bench;
    auto* matrix = bench.matrix();
    QTest::keyClick(matrix, Qt::Key_Home);
    const QString home = matrix->current();
    QVERIFY(!home.isEmpty());
    QTest::keyClick(matrix, Qt::Key_Right);
    QVERIFY(matrix->current() != home);
    QTest::keyClick(matrix, Qt::Key_Left);
    QCOMPARE(matrix->current(), home);
    QTest::keyClick(matrix, Qt::Key_Down);
    QVERIFY(matrix->markRect(matrix->current()).top() > matrix->markRect(home).top());
    QVERIFY(!bench.drawer()->isOpen());
    QTest::keyClick(matrix, Qt::Key_Return);
    QVERIFY(bench.drawer()->isOpen());
    QCOMPARE(bench.drawer()->control(), matrix->current());
    // The screen reader hears the same.
    QVERIFY(!matrix->accessibleDescription().isEmpty());
    // With the drawer open, moving on reads on.
    QTest::keyClick(matrix, Qt::Key_End);
    QCOMPARE(bench.drawer()->control(), matrix->current());
    QTest::keyClick(bench.drawer(), Qt::Key_Escape);
    QVERIFY(!bench.drawer()->isOpen());
}

void ComplianceTest::filters_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("everyIdStartsWith");
    QTest::newRow("framework") << s("framework=hipaa") << QString() << s("hipaa-");
    QTest::newRow("as a count of the overview asks")
        << s("framework=gdpr state=insufficient_evidence,fail") << QString() << s("gdpr-");
    QTest::newRow("words") << QString() << s("gdpr transfer gate") << s("gdpr-art44");
    QTest::newRow("nothing") << QString() << s("no such words anywhere") << QString();
}

void ComplianceTest::filters() {
    QFETCH(QString, filter);
    QFETCH(QString, text);
    QFETCH(QString, everyIdStartsWith);
    const Bench bench;
    bench.page->visit({.page = PageId::Compliance, .item = {}, .filter = filter, .entry = {}, .period = {}});
    if (!text.isEmpty()) bench.find<QLineEdit>("complianceFilter")->setText(text);
    const int count = bench.table()->rowCount();
    if (everyIdStartsWith.isEmpty()) {
        QCOMPARE(count, 0);
        // The way back is on the page.
        const auto panels = bench.page->findChildren<StatePanel*>();
        const auto shown = std::ranges::find_if(panels, [](const StatePanel* p) { return p->isVisible(); });
        QVERIFY(shown != panels.end());
        (*shown)->actionButton()->click();
        QVERIFY(bench.table()->rowCount() >= 48);
        return;
    }
    QVERIFY(count > 0 && count < 48);
    for (int r = 0; r < count; ++r)
        QVERIFY(bench.table()->index(r, 0).data(IdRole).toString().startsWith(everyIdStartsWith));
    if (!filter.contains(s("state="))) return;
    for (const auto& row : bench.rows()) {
        const bool wanted =
            row.id().startsWith(everyIdStartsWith) && filter.contains(toQString(stateName(row.get().state)));
        const auto found = bench.table()->match(bench.table()->index(0, 0), IdRole, row.id(), 1, Qt::MatchExactly);
        QCOMPARE(!found.isEmpty(), wanted);
    }
}

void ComplianceTest::officerReadsAndOpensEvidence() {
    const Bench bench;
    // One click on the state that worries, one on the control.
    QTest::mouseClick(bench.find<Chip>("state_fail"), Qt::LeftButton);
    QVERIFY(bench.table()->rowCount() > 0);
    for (int r = 0; r < bench.table()->rowCount(); ++r)
        QCOMPARE(bench.table()->index(r, ControlsModel::State).data().toString(), glyphWord(Glyph::Fail));
    QString id;
    for (const auto& row : bench.rows())
        if (row.get().state == ControlState::Fail && !row.get().evidence.empty()) id = row.id();
    QVERIFY(!id.isEmpty());
    bench.click(id);
    QVERIFY(bench.drawer()->isOpen());
    QString all;
    for (const QLabel* label : bench.drawer()->findChildren<QLabel*>()) all += label->text() + QChar(u'\n');
    for (const auto& row : bench.rows()) {
        if (row.id() != id) continue;
        for (const auto& text :
             {row.get().control.obligation, row.get().control.testText, row.get().control.threshold, row.get().reason})
            QVERIFY2(all.contains(visible(text)), text.c_str());
    }
    auto* figure = bench.drawer()->findChild<Figure*>(s("evidence0"));
    QVERIFY(figure != nullptr);
    QTest::mouseClick(figure, Qt::LeftButton);
    QCOMPARE(bench.fixture.navigator.opened.size(), std::size_t{1});
    const Target& target = bench.fixture.navigator.opened.back();
    QCOMPARE(target.page, PageId::Evidence);
    // The rows behind the figure are as many as the figure says.
    const auto filter = parseFilter(toStd(target.filter));
    QVERIFY2(filter.has_value(), qPrintable(target.filter));
    auto reader = Reader::open(bench.fixture.folder());
    QCOMPARE(number((*reader)->extent(*filter)->count), figure->value());
}

void ComplianceTest::rollUpLeadsToItsParts() {
    const Bench bench;
    bench.click(s("gdpr-art5.1f"));
    auto* link = bench.drawer()->findChild<QPushButton*>(s("open_gdpr-art32.1a"));
    QVERIFY(link != nullptr);
    QTest::mouseClick(link, Qt::LeftButton);
    QTRY_COMPARE(bench.drawer()->control(), s("gdpr-art32.1a"));
    QCOMPARE(bench.matrix()->current(), s("gdpr-art32.1a"));
}

void ComplianceTest::decidesAndTakesBack() {
    const Bench bench;
    const QString id = s("gdpr-art35");  // only a person can say
    QCOMPARE(bench.stateOf(id), ControlState::InsufficientEvidence);
    bench.click(id);
    QTest::mouseClick(bench.find<QPushButton>("manualPass"), Qt::LeftButton);
    QTest::keyClicks(bench.find<QLineEdit>("decisionNote"), s("DPIA of 2026-03-02 read"));
    QTest::mouseClick(bench.find<QPushButton>("decisionConfirm"), Qt::LeftButton);
    QVERIFY(bench.waitForState(id, ControlState::ManualPass));
    QTRY_COMPARE(bench.drawer()->findChild<Badge*>(s("controlState"))->text(), glyphWord(Glyph::ManualPass));
    QCOMPARE(bench.fixture.navigator.toasts.size(), std::size_t{1});
    const auto decided = bench.decisions(id);
    QCOMPARE(decided.size(), std::size_t{1});
    QCOMPARE(decided[0].decision.actor, std::string("m.okafor"));
    QCOMPARE(decided[0].decision.note, std::string("DPIA of 2026-03-02 read"));
    auto* back = bench.find<QPushButton>("withdrawManual");
    QTRY_VERIFY(bench.find<QPushButton>("withdrawManual")->isVisible());
    back = bench.find<QPushButton>("withdrawManual");
    QTest::mouseClick(back, Qt::LeftButton);
    QVERIFY(bench.waitForState(id, ControlState::InsufficientEvidence));
    QCOMPARE(bench.decisions(id).size(), std::size_t{2});
}

void ComplianceTest::waiverNeedsReason() {
    const Bench bench;
    const QString id = bench.first(ControlState::Fail);
    bench.click(id);
    QTest::keyClick(bench.matrix(), Qt::Key_W);
    auto* note = bench.find<QLineEdit>("decisionNote");
    QVERIFY(note->isVisible());
    QVERIFY(!bench.find<QPushButton>("decisionConfirm")->isEnabled());
    QTest::keyClicks(note, s("   "));
    QVERIFY(!bench.find<QPushButton>("decisionConfirm")->isEnabled());
    QTest::keyClick(note, Qt::Key_Escape);
    QVERIFY(!note->isVisible());
    QVERIFY2(bench.drawer()->isOpen(), "Esc put the form away, not the drawer");
    QVERIFY(bench.decisions(id).empty());
}

void ComplianceTest::undoTakesTheWaiverBack() {
    const Bench bench;
    const QString id = bench.first(ControlState::Fail);
    bench.click(id);
    QTest::mouseClick(bench.find<QPushButton>("waive"), Qt::LeftButton);
    QTest::keyClicks(bench.find<QLineEdit>("decisionNote"), s("node is replaced on Monday"));
    QTest::keyClick(bench.find<QLineEdit>("decisionNote"), Qt::Key_Return);
    QVERIFY(bench.waitForState(id, ControlState::Waived));
    QVERIFY(bench.fixture.navigator.lastUndo != nullptr);
    bench.fixture.navigator.lastUndo();
    QVERIFY(bench.waitForState(id, ControlState::Fail));
    QCOMPARE(bench.decisions(id).size(), std::size_t{2});
}

void ComplianceTest::changesOfOthersDoNotMoveTheMatrix() {
    const Bench bench;
    const QString id = bench.first(ControlState::Fail);
    auto* news = bench.find<Chip>("complianceNews");
    const auto shownState = [&] {
        for (int r = 0; r < bench.table()->rowCount(); ++r)
            if (bench.table()->index(r, 0).data(IdRole).toString() == id)
                return bench.table()->index(r, ControlsModel::State).data().toString();
        return QString();
    };
    bool written = false;
    bench.fixture.context().session.record(
        [id](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
            auto event = controlAction({toStd(id), "waive", "somebody else", "agreed", now + std::chrono::hours(48)},
                                       now, arena);
            if (!event) return passOn(event);
            return std::vector<Event>{*event};
        },
        [&](Result<std::uint64_t> entry) { written = entry.has_value(); });
    QTRY_VERIFY(written);
    bench.fixture.context().posture.refreshNow();
    QVERIFY(bench.waitForState(id, ControlState::Waived));
    QTRY_VERIFY(news->isVisible());
    QCOMPARE(shownState(), glyphWord(Glyph::Fail));
    QTest::mouseClick(news, Qt::LeftButton);
    QCOMPARE(shownState(), glyphWord(Glyph::Waived));
    QVERIFY(!news->isVisible());
}

void ComplianceTest::quarterBecomesTheScope() {
    const Bench bench;
    auto* action = bench.page->findChild<QAction*>(s("quarter1"));
    QVERIFY(action != nullptr);
    action->trigger();
    const Scope& scope = bench.fixture.context().session.scope();
    QCOMPARE(scope.range, Range::Custom);
    QVERIFY(scope.custom.to <= bench.fixture.clock->now());
    // Nothing is in the log for that quarter, and nothing of it passes.
    QTRY_VERIFY_WITH_TIMEOUT(bench.fixture.context().posture.value()->period.to == scope.custom.to, 30'000);
    for (const auto& row : bench.rows()) QVERIFY(row.get().state != ControlState::Pass);
}

void ComplianceTest::leadsToReports() {
    const Bench bench;
    bench.click(s("hipaa-312b"));
    QTest::keyClick(bench.matrix(), Qt::Key_G);
    QCOMPARE(bench.fixture.navigator.opened.back().page, PageId::Reports);
    QCOMPARE(bench.fixture.navigator.opened.back().item, s("hipaa"));
}

// The demo's log is twelve hours old: there is no day before.
void ComplianceTest::saysWhyNothingCanBeCompared() {
    const Bench bench;
    auto* line = bench.find<ChangeLine>("complianceChanges");
    QTRY_VERIFY2_WITH_TIMEOUT(line->plainText().contains(s("the log begins")), qPrintable(line->plainText()), 120'000);
    QVERIFY(line->isVisible());
    for (int r = 0; r < bench.table()->rowCount(); ++r)
        QCOMPARE(bench.table()->index(r, ControlsModel::Before).data().toString(), s("—"));
    // Everything has nothing before it.
    bench.fixture.context().session.setScope(
        Scope{.range = Range::Everything, .custom = {}, .nodes = {}, .nodesName = {}});
    QTRY_VERIFY_WITH_TIMEOUT(!line->isVisible(), 120'000);
}

void ComplianceTest::emptyStoreSaysWhatToDo() {
    const Bench bench(UiFixture::Store::Empty);
    const auto panels = bench.page->findChildren<StatePanel*>();
    const auto shown = std::ranges::find_if(panels, [](const StatePanel* p) { return p->isVisible(); });
    QVERIFY(shown != panels.end());
    QCOMPARE((*shown)->kind(), StatePanel::Kind::Empty);
    QVERIFY(!(*shown)->sentence().isEmpty());
    (*shown)->actionButton()->click();
    QCOMPARE(bench.fixture.navigator.opened.back().page, PageId::Settings);
}

void ComplianceTest::pictures() {
    if (qEnvironmentVariable("VEDETTE_SHOTS").isEmpty()) QSKIP("pictures are taken when VEDETTE_SHOTS is set");
    for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        UiFixture fixture(UiFixture::Store::Demo, mode);
        fixture.context().session.setScope(Scope{.range = Range::LastDay, .custom = {}, .nodes = {}, .nodesName = {}});
        QVERIFY(fixture.waitForFeeds());
        CompliancePage page(fixture.context());
        page.visit({});
        const QString name = mode == Theme::Mode::Light ? s("light") : s("dark");
        UiFixture::shoot(page, s("compliance-plain-") + name);
        QString open;
        for (const auto& row : controlRows(fixture.context().posture.value()))
            if (row.get().state == ControlState::Fail && row.get().evidence.size() > 0 && open.isEmpty())
                open = row.id();
        page.visit({.page = PageId::Compliance, .item = open, .filter = {}, .entry = {}, .period = {}});
        QTest::qWait(300);
        UiFixture::shoot(page, s("compliance-") + name);
        UiFixture::shoot(page, s("compliance-wide-") + name, QSize(1736, 1004));
        page.findChild<QAction*>(s("toggleView"))->trigger();
        UiFixture::shoot(page, s("compliance-table-") + name, QSize(1736, 1004));
        page.findChild<QAction*>(s("waiveControl"))->trigger();
        UiFixture::shoot(page, s("compliance-waive-") + name);
    }
    UiFixture empty(UiFixture::Store::Empty);
    QVERIFY(empty.waitForFeeds());
    CompliancePage page(empty.context());
    UiFixture::shoot(page, s("compliance-empty"));
}

QTEST_MAIN(ComplianceTest)
#include "compliance_test.moc"
