// SPDX-License-Identifier: GPL-3.0-or-later
// A case from its opening to its closing, by keyboard: alerts, the times that start the regulators' clocks, the answer
// to one of them, notes. What the screen says is compared with what is in the log.
#include "ui/incidents/incidents_page.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "core/incident/cases.h"
#include "core/incident/clocks.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
#include "ui/incidents/cases_model.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/text_label.h"

using namespace vedette;
using namespace vedette::ui;
using vedette::test::UiFixture;

namespace {

constexpr int kPatience = 20'000;

struct CaseScreen {
    explicit CaseScreen(UiFixture::Store store = UiFixture::Store::Demo, Theme::Mode mode = Theme::Mode::Light)
        : fixture(store, mode) {
        fixture.context().alerts.refreshNow();
        ready = QTest::qWaitFor([this] { return fixture.context().alerts.value() != nullptr; }, 60'000);
        page = std::make_unique<IncidentsPage>(fixture.context());
        page->resize(1096, 724);
        page->show();
        ready = ready && QTest::qWaitForWindowActive(page.get());
        page->visit({});
        table = page->findChild<DataTable*>(QStringLiteral("incidentsTable"));
        model = static_cast<CasesModel*>(table->model());
    }
    template <class T = QWidget>
    T* find(const QString& name) const {
        return page->findChild<T*>(name);
    }
    template <class T = QWidget>
    T* find(const char* name) const {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void type(const char* text) const { QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(text)); }
    void submit() const { key(Qt::Key_Return, Qt::ControlModifier); }
    std::vector<IncidentCase> logged() const {
        auto reader = Reader::open(fixture.folder());
        auto cases = loadCases(**reader);
        return cases ? *cases : std::vector<IncidentCase>{};
    }
    // The log has so many steps of the one case.
    bool waitForSteps(std::size_t steps) const {
        return QTest::qWaitFor(
            [&] {
                const auto cases = logged();
                return cases.size() == 1 && cases.front().steps.size() == steps && model->rowCount() == 1 &&
                       model->row(0).incident->steps.size() == steps;
            },
            kPatience);
    }
    // Opens a case with the first `alerts` of the open ones.
    bool open(int alerts) const {
        key(Qt::Key_C);
        type("Extraction of med-triage");
        auto* choice = find<QListWidget>("caseAlertChoice");
        for (int i = 0; i < alerts && i < choice->count(); ++i) choice->item(i)->setCheckState(Qt::Checked);
        submit();
        return waitForSteps(1);
    }
    mutable UiFixture fixture;
    std::unique_ptr<IncidentsPage> page;
    DataTable* table = nullptr;
    CasesModel* model = nullptr;
    bool ready = false;
};

}  // namespace

class IncidentsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void emptyState();
    void caseByKeyboard();
    void clocksRunFromStatedTimes();
    void alertsComeAndGo();
    void closingNeedsAVerdict();
    void refusedChangesNothing();
    void visitFindsClosedOnes();
    void shots();
};

void IncidentsPageTest::initTestCase() {
    QCoreApplication::setOrganizationName(QStringLiteral("vedette-test"));
    QCoreApplication::setApplicationName(QStringLiteral("incidents"));
}

void IncidentsPageTest::emptyState() {
    CaseScreen s(UiFixture::Store::Empty);
    QVERIFY(s.ready);
    auto* state = s.page->findChild<StatePanel*>();
    QTRY_COMPARE_WITH_TIMEOUT(state->kind(), StatePanel::Kind::Empty, kPatience);
    // Its one action opens the form.
    QTest::mouseClick(state->actionButton(), Qt::LeftButton);
    QTRY_VERIFY(s.find("caseTitle")->isVisible());
    QVERIFY(!s.find<QPushButton>("caseSubmit")->isEnabled());
    s.key(Qt::Key_Escape);
    QVERIFY(!s.find<Drawer>("caseDrawer")->isOpen());
}

void IncidentsPageTest::caseByKeyboard() {
    CaseScreen s;
    QVERIFY(s.ready);
    const QAbstractItemModelTester tester(s.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy badge(s.page.get(), &ui::Page::badgeChanged);
    QVERIFY(s.open(0));
    QCOMPARE(s.logged().front().title, std::string("Extraction of med-triage"));
    QCOMPARE(s.logged().front().openedBy, std::string("m.okafor"));
    QTRY_VERIFY(!badge.isEmpty() && badge.last().at(0).toInt() == 1);
    QVERIFY(s.find<Drawer>("caseDrawer")->isOpen());

    s.key(Qt::Key_N);
    s.type("looked at the prompts");
    s.submit();
    QVERIFY(s.waitForSteps(2));
    QCOMPARE(s.logged().front().notes.front().text, std::string("looked at the prompts"));

    s.key(Qt::Key_O);
    s.find<QComboBox>("caseAssignee")->setCurrentText(QStringLiteral("j.lindqvist"));
    s.submit();
    QVERIFY(s.waitForSteps(3));
    QCOMPARE(s.model->index(0, CasesModel::Assignee).data().toString(), QStringLiteral("j.lindqvist"));

    s.key(Qt::Key_S);
    QCOMPARE(QApplication::focusWidget(), s.find("caseStatus"));
    QVERIFY(!s.find<QPushButton>("caseSubmit")->isEnabled());  // it has this status
    s.key(Qt::Key_Down);
    s.submit();
    QVERIFY(s.waitForSteps(4));
    QCOMPARE(s.logged().front().status, CaseStatus::InProgress);
    QTRY_COMPARE(s.find<Badge>("caseStatusBadge")->text(), QStringLiteral("In progress"));
}

void IncidentsPageTest::clocksRunFromStatedTimes() {
    CaseScreen s;
    QVERIFY(s.ready && s.open(1));
    QVERIFY(s.find("answer-gdpr-art33.1") == nullptr);
    QCOMPARE(s.find<TextLabel>("moment-aware")->text(), QStringLiteral("Not stated"));

    QTest::mouseClick(s.find("state-aware"), Qt::LeftButton);
    auto* at = s.find<QDateTimeEdit>("caseTime");
    const QDateTime aware = at->dateTime().addSecs(-3600);
    at->setDateTime(aware);
    QVERIFY(!s.find<QPushButton>("caseSubmit")->isEnabled());  // a reason is wanted
    s.find("caseNote")->setFocus();
    s.type("the analyst confirmed it");
    s.submit();
    QVERIFY(s.waitForSteps(2));
    const auto stated = s.logged().front().time(CaseMoment::Aware);
    QVERIFY(stated.has_value());
    QCOMPARE(toMicros(stated->at) / 1000, aware.toMSecsSinceEpoch());
    QCOMPARE(stated->reason, std::string("the analyst confirmed it"));

    // The due time on screen is what the core reckons.
    auto* due = s.find<TextLabel>("due-gdpr-art33.1");
    QVERIFY(due != nullptr);
    QVERIFY2(due->text().contains(dayTime(stated->at + std::chrono::hours(72))), qPrintable(due->text()));
    QVERIFY(s.model->index(0, CasesModel::Due).data(SubtitleRole).toString().size() > 0);

    // Answer: sent.
    QTest::mouseClick(s.find("answer-gdpr-art33.1"), Qt::LeftButton);
    s.submit();
    QVERIFY(s.waitForSteps(3));
    QVERIFY(s.logged().front().answer("gdpr-art33.1") != nullptr);
    QTRY_VERIFY(s.find<TextLabel>("due-gdpr-art33.1")->text().startsWith(QLatin1String("Sent")));
    // Not required: only with a reason.
    QTest::mouseClick(s.find("answer-nis2-23.4a"), Qt::LeftButton);
    s.find<QComboBox>("caseAnswer")->setCurrentIndex(1);
    QVERIFY(!s.find<QPushButton>("caseSubmit")->isEnabled());
    s.find("caseNote")->setFocus();
    s.type("no essential entity");
    s.submit();
    QVERIFY(s.waitForSteps(4));
    QVERIFY(!s.logged().front().answer("nis2-23.4a")->required);
}

void IncidentsPageTest::alertsComeAndGo() {
    CaseScreen s;
    QVERIFY(s.ready && s.open(2));
    QCOMPARE(s.logged().front().alerts.size(), std::size_t{2});
    const QString first = toQString(s.logged().front().alerts.front().id);

    // The alerts' own times are proposed.
    QTest::mouseClick(s.find("state-detected"), Qt::LeftButton);
    const auto queue = s.fixture.context().alerts.value();
    Time raised = queue->find(first.toStdString())->raised;
    const auto cases = s.logged();
    for (const CaseAlert& in : cases.front().alerts) raised = std::min(raised, queue->find(in.id)->raised);
    QCOMPARE(s.find<QDateTimeEdit>("caseTime")->dateTime().toMSecsSinceEpoch() / 60'000, toMicros(raised) / 60'000'000);
    s.key(Qt::Key_Escape);

    QTest::mouseClick(s.find(QStringLiteral("openAlert-") + first), Qt::LeftButton);
    QCOMPARE(s.fixture.navigator.opened.back().page, PageId::Alerts);
    QCOMPARE(s.fixture.navigator.opened.back().item, first);

    QTest::mouseClick(s.find(QStringLiteral("removeAlert-") + first), Qt::LeftButton);
    QVERIFY(s.waitForSteps(2));
    QVERIFY(!s.logged().front().has(first.toStdString()));

    s.table->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(s.fixture.context().alerts.value()->find(first.toStdString())->incident.empty(),
                             kPatience);
    s.key(Qt::Key_A);
    auto* choice = s.find<QListWidget>("caseAlertChoice");
    QVERIFY(choice->count() > 0);
    QVERIFY(!s.find<QPushButton>("caseSubmit")->isEnabled());
    s.key(Qt::Key_Space);
    s.submit();
    QVERIFY(s.waitForSteps(3));
    QCOMPARE(s.logged().front().alerts.size(), std::size_t{2});
}

void IncidentsPageTest::closingNeedsAVerdict() {
    CaseScreen s;
    QVERIFY(s.ready && s.open(0));
    s.key(Qt::Key_S);
    s.key(Qt::Key_End);
    QVERIFY(s.find("caseVerdict")->isVisible());
    QVERIFY(!s.find<QPushButton>("caseSubmit")->isEnabled());
    s.key(Qt::Key_Tab);
    s.key(Qt::Key_Down);
    s.submit();
    QTRY_VERIFY_WITH_TIMEOUT(!s.logged().front().open(), kPatience);
    QCOMPARE(s.logged().front().verdict, std::string("true_positive"));
    // It leaves the list of open ones, and the page says so.
    QTRY_COMPARE_WITH_TIMEOUT(s.model->rowCount(), 0, kPatience);
    QCOMPARE(s.page->findChild<StatePanel*>()->kind(), StatePanel::Kind::Nothing);
}

void IncidentsPageTest::refusedChangesNothing() {
    CaseScreen s;
    QVERIFY(s.ready);
    QTRY_COMPARE_WITH_TIMEOUT(s.page->findChild<StatePanel*>()->kind(), StatePanel::Kind::Empty, kPatience);
    // Without its signing keys a store can be read, not written.
    const auto keys = s.fixture.folder() / "keys";
    std::filesystem::rename(keys, s.fixture.folder().parent_path() / "keys-elsewhere");
    s.key(Qt::Key_C);
    s.type("Goes nowhere");
    s.submit();
    QTRY_VERIFY_WITH_TIMEOUT(s.find("incidentsTrouble")->isVisible(), kPatience);
    QVERIFY(s.fixture.navigator.toasts.empty());
    QCOMPARE(s.model->rowCount(), 0);
    std::filesystem::rename(s.fixture.folder().parent_path() / "keys-elsewhere", keys);
    QVERIFY(s.logged().empty());
}

void IncidentsPageTest::visitFindsClosedOnes() {
    CaseScreen s;
    QVERIFY(s.ready && s.open(0));
    const QString id = toQString(s.logged().front().id);
    s.key(Qt::Key_S);
    s.key(Qt::Key_End);
    s.key(Qt::Key_Tab);
    s.key(Qt::Key_Down);
    s.submit();
    QTRY_COMPARE_WITH_TIMEOUT(s.model->rowCount(), 0, kPatience);
    s.page->visit({.page = PageId::Incidents, .item = id, .filter = {}, .entry = {}, .period = {}});
    QTRY_COMPARE_WITH_TIMEOUT(s.table->currentId(), id, kPatience);
    QVERIFY(s.find<Drawer>("caseDrawer")->isOpen());
}

void IncidentsPageTest::shots() {
    if (qEnvironmentVariableIsEmpty("VEDETTE_SHOTS")) QSKIP("VEDETTE_SHOTS names no folder");
    for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        CaseScreen s(UiFixture::Store::Demo, mode);
        QVERIFY(s.ready && s.open(3));
        const QString name = mode == Theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        QTest::mouseClick(s.find("state-aware"), Qt::LeftButton);
        s.find("caseNote")->setFocus();
        s.type("confirmed by the analyst on duty");
        s.submit();
        QVERIFY(s.waitForSteps(2));
        QTest::qWait(1500);
        UiFixture::shoot(*s.page, QStringLiteral("incidents-%1-1280").arg(name));
        UiFixture::shoot(*s.page, QStringLiteral("incidents-%1-1920").arg(name), QSize(1736, 1004));
        QTest::mouseClick(s.find("answer-gdpr-art33.1"), Qt::LeftButton);
        UiFixture::shoot(*s.page, QStringLiteral("incidents-%1-answer").arg(name));
    }
}

QTEST_MAIN(IncidentsPageTest)
#include "incidents_page_test.moc"
