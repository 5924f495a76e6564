// SPDX-License-Identifier: GPL-3.0-or-later
// The analyst's journey by keyboard only, on the demo's own store: a queue by urgency, why in words and in a chart, the
// records, a decision with verdict and note, and undo. What the screen says is compared with what is in the log.
#include "ui/alerts/alerts_page.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <unistd.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/detect/detector.h"
#include "core/incident/alerts.h"
#include "core/incident/cases.h"
#include "tests/support/ui_fixture.h"
#include "ui/alerts/queue_model.h"
#include "ui/bridge/text.h"
#include "ui/charts/time_line.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/text_label.h"

using namespace vedette;
using namespace vedette::ui;
using vedette::test::UiFixture;

namespace {

constexpr int kPatience = 20'000;

// The page in a window of its own, ready to be typed at.
struct Screen {
    explicit Screen(UiFixture::Store store = UiFixture::Store::Demo, Theme::Mode mode = Theme::Mode::Light)
        : fixture(store, mode) {
        fixture.context().alerts.refreshNow();
        ready = QTest::qWaitFor([this] { return fixture.context().alerts.value() != nullptr; }, 60'000);
        page = std::make_unique<AlertsPage>(fixture.context());
        page->resize(1096, 724);
        page->show();
        ready = ready && QTest::qWaitForWindowActive(page.get());
        page->visit({});
        table = page->findChild<DataTable*>(QStringLiteral("alertsTable"));
        model = static_cast<AlertQueueModel*>(table->model());
    }
    template <class T = QWidget>
    T* find(const char* name) const {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void type(const char* text) const { QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(text)); }
    QString current() const { return table->currentId(); }
    bool waitForQueue() const {
        return QTest::qWaitFor([this] { return model->rowCount() > 0 && model->alertAt(table->currentIndex().row()); },
                               kPatience);
    }
    // The drawer has read the alert under the cursor.
    bool waitForDetail() const {
        return QTest::qWaitFor([this] { return find("alertReason")->isVisible(); }, kPatience);
    }
    // As somebody else would read it from the log.
    Alert logged(const QString& id) const {
        auto reader = Reader::open(fixture.folder());
        if (!reader) return {};
        auto alert = loadAlert(**reader, id.toStdString());
        return alert ? *alert : Alert{};
    }
    std::size_t openInTheLog() const {
        auto reader = Reader::open(fixture.folder());
        auto alerts = reader ? loadAlerts(**reader) : Result<std::vector<Alert>>(passOn(reader));
        if (!alerts) return 0;
        return static_cast<std::size_t>(std::ranges::count_if(*alerts, [](const Alert& alert) {
            return alert.status == AlertStatus::New || alert.status == AlertStatus::InProgress;
        }));
    }
    std::uint64_t entries() const {
        auto reader = Reader::open(fixture.folder());
        return reader ? (*reader)->head()->size : 0;
    }
    bool waitForAction(const QString& id, const std::string& action) const {
        return QTest::qWaitFor(
            [&] {
                const Alert alert = logged(id);
                return !alert.actions.empty() && alert.actions.back().action == action;
            },
            kPatience);
    }
    mutable UiFixture fixture;
    std::unique_ptr<AlertsPage> page;
    DataTable* table = nullptr;
    AlertQueueModel* model = nullptr;
    bool ready = false;
};

}  // namespace

class AlertsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void journeyByKeyboard();
    void escalateAndUndo();
    void twoQuickDecisions();
    void undoRightAfterDeciding();
    void decideAboutSeveral();
    void undoIsRefusedWhenOvertaken();
    void refusedByTheStore();
    void newAlertsWait();
    void playbookStepsAreRecorded();
    void figuresOpenToRows();
    void filterByKeyboard();
    void visitOpensAnAlert();
    void emptyStore();
    void shots();
};

void AlertsPageTest::initTestCase() {
    QCoreApplication::setOrganizationName(QStringLiteral("vedette-test"));
    QCoreApplication::setApplicationName(QStringLiteral("alerts"));
}

void AlertsPageTest::journeyByKeyboard() {
    Screen s;
    QVERIFY(s.ready);
    const QAbstractItemModelTester tester(s.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy badge(s.page.get(), &ui::Page::badgeChanged);
    QVERIFY(s.waitForQueue());
    const std::size_t open = s.openInTheLog();
    QVERIFY(open >= 3);  // the journey takes up that many
    QCOMPARE(static_cast<std::size_t>(s.model->view().alerts), open);
    QVERIFY(s.table->hasFocus());

    // Most urgent first; why, in words and in a chart.
    const QString first = s.current();
    QCOMPARE(s.logged(first).severity, std::int64_t{ocsf::kCritical});
    QVERIFY(s.waitForDetail());
    QVERIFY(s.find<Prose>("alertReason")->plainText().contains(toQString(s.logged(first).reason)));
    QVERIFY(!s.find<TextLabel>("alertBaselineWords")->text().isEmpty());
    QVERIFY(s.find<TimeLine>("alertBaselineChart")->isVisible());
    QVERIFY2(s.find<TextLabel>("alertBaselineWords")->text().startsWith(QStringLiteral("Baseline: median")),
             qPrintable(s.find<TextLabel>("alertBaselineWords")->text()));

    // Down and up again.
    s.key(Qt::Key_J);
    const QString second = s.current();
    QVERIFY(second != first);
    s.key(Qt::Key_K);
    QCOMPARE(s.current(), first);

    // Acknowledge: the cursor moves on, the log has it.
    s.key(Qt::Key_A);
    QCOMPARE(s.current(), second);
    QVERIFY(s.waitForAction(first, "acknowledge"));
    QTRY_COMPARE_WITH_TIMEOUT(s.model->index(s.model->rowOf(first), AlertQueueModel::Status).data().toString(),
                              QStringLiteral("In progress"), kPatience);
    QCOMPARE(s.logged(first).owner, std::string("m.okafor"));

    // Resolve: verdict and note in the drawer, no dialog.
    s.key(Qt::Key_R);
    auto* verdict = s.find<QComboBox>("decisionVerdict");
    QCOMPARE(QApplication::focusWidget(), verdict);
    s.key(Qt::Key_Return, Qt::ControlModifier);  // no verdict yet: nothing happens
    QVERIFY(verdict->isVisible());
    s.key(Qt::Key_Down);
    QCOMPARE(verdict->currentData().toString(), QStringLiteral("true_positive"));
    s.key(Qt::Key_Tab);
    s.type("credentials were rotated");
    s.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(s.waitForAction(second, "close"));
    QVERIFY(s.current() != second);
    QTRY_COMPARE_WITH_TIMEOUT(s.model->rowOf(second), -1, kPatience);
    QCOMPARE(s.logged(second).status, AlertStatus::Resolved);
    QCOMPARE(s.logged(second).actions.back().note, std::string("credentials were rotated"));
    QVERIFY(s.table->hasFocus());
    QTRY_VERIFY(!badge.isEmpty() && badge.last().at(0).toInt() == static_cast<int>(open) - 1);

    // False positive without a note is not possible; Escape leaves it as it was.
    const QString third = s.current();
    s.key(Qt::Key_F);
    QCOMPARE(QApplication::focusWidget(), s.find("decisionNote"));
    QVERIFY(!s.find<QPushButton>("decisionSubmit")->isEnabled());
    s.key(Qt::Key_Escape);
    QVERIFY(s.table->hasFocus());
    QCOMPARE(s.current(), third);
    QVERIFY(s.logged(third).actions.empty());

    // Undo twice: the last decision first.
    s.key(Qt::Key_U);
    QVERIFY(s.waitForAction(second, "undo"));
    QTRY_VERIFY_WITH_TIMEOUT(s.model->rowOf(second) >= 0, kPatience);
    QCOMPARE(s.logged(second).status, AlertStatus::New);
    s.key(Qt::Key_U);
    QVERIFY(s.waitForAction(first, "undo"));
    QCOMPARE(s.logged(first).status, AlertStatus::New);
    QTRY_VERIFY(s.find("alertsUndo")->isHidden());
}

void AlertsPageTest::escalateAndUndo() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue() && s.waitForDetail());
    const QString id = s.current();
    const QString title = toQString(s.logged(id).title);
    s.key(Qt::Key_E);
    QCOMPARE(QApplication::focusWidget(), s.find("decisionCase"));
    QCOMPARE(s.find<QLineEdit>("decisionCaseTitle")->text(), title);
    s.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(s.waitForAction(id, "escalate"));
    auto reader = Reader::open(s.fixture.folder());
    auto cases = loadCases(**reader);
    QVERIFY(cases && cases->size() == 1);
    QVERIFY(cases->front().has(id.toStdString()));
    QCOMPARE(toQString(cases->front().title), title);
    QCOMPARE(cases->front().severity, s.logged(id).severity);
    QCOMPARE(s.logged(id).incident, cases->front().id);

    // The drawer leads to it.
    s.table->selectById(id);
    QTRY_VERIFY_WITH_TIMEOUT(s.find("alertIncident")->isVisible(), kPatience);
    QTest::mouseClick(s.find("alertIncident"), Qt::LeftButton);
    QCOMPARE(s.fixture.navigator.opened.back().page, PageId::Incidents);
    QCOMPARE(s.fixture.navigator.opened.back().item, toQString(cases->front().id));

    s.table->setFocus();
    QTRY_VERIFY(s.fixture.navigator.lastUndo != nullptr);
    s.fixture.navigator.lastUndo();  // the toast's button
    QVERIFY(s.waitForAction(id, "undo"));
    reader = Reader::open(s.fixture.folder());
    cases = loadCases(**reader);
    QVERIFY(cases->front().alerts.empty());
    QVERIFY(!cases->front().open());
}

void AlertsPageTest::twoQuickDecisions() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue());
    const QString first = s.current();
    s.key(Qt::Key_A);
    const QString second = s.current();
    s.key(Qt::Key_A);  // without waiting for the first
    QVERIFY(first != second);
    QVERIFY(s.waitForAction(first, "acknowledge"));
    QVERIFY(s.waitForAction(second, "acknowledge"));
    QCOMPARE(s.logged(first).actions.size(), std::size_t{1});
    QCOMPARE(s.logged(second).actions.size(), std::size_t{1});
    QTRY_VERIFY_WITH_TIMEOUT(s.model->pending().isEmpty(), kPatience);
    s.key(Qt::Key_U);
    s.key(Qt::Key_U);
    QVERIFY(s.waitForAction(second, "undo"));
    QVERIFY(s.waitForAction(first, "undo"));
}

void AlertsPageTest::undoRightAfterDeciding() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue());
    const QString id = s.current();
    s.key(Qt::Key_A);
    s.key(Qt::Key_U);  // before it is confirmed
    QVERIFY(s.waitForAction(id, "undo"));
    QCOMPARE(s.logged(id).actions.size(), std::size_t{2});
    QCOMPARE(s.logged(id).status, AlertStatus::New);
}

void AlertsPageTest::decideAboutSeveral() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue());
    s.key(Qt::Key_X);
    s.key(Qt::Key_J);
    s.key(Qt::Key_X);
    s.key(Qt::Key_J);
    const QStringList marked = s.model->marked();
    QCOMPARE(marked.size(), 2);
    QVERIFY(s.find("alertsMarks")->isVisible());
    const std::uint64_t before = s.entries();
    s.key(Qt::Key_F);
    s.type("load test, announced");
    s.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(s.waitForAction(marked[1], "close"));
    // Both or none: one transaction, side by side in the log.
    QCOMPARE(s.entries(), before + 2);
    QCOMPARE(s.logged(marked[0]).actions.back().entry, before);
    QCOMPARE(s.logged(marked[1]).actions.back().entry, before + 1);
    QTRY_COMPARE_WITH_TIMEOUT(s.model->view().alerts, std::size_t{5}, kPatience);
    QVERIFY(s.model->marked().isEmpty());

    s.key(Qt::Key_U);
    QVERIFY(s.waitForAction(marked[1], "undo"));
    QTRY_COMPARE_WITH_TIMEOUT(s.model->view().alerts, std::size_t{7}, kPatience);

    // A common incident, taken back as one.
    s.table->selectById(marked[0]);
    s.key(Qt::Key_X);
    s.table->selectById(marked[1]);
    s.key(Qt::Key_X);
    s.key(Qt::Key_E);
    if (s.find<QLineEdit>("decisionCaseTitle")->text().isEmpty()) {
        s.key(Qt::Key_Tab);
        s.type("Two clients");
    }
    s.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(s.waitForAction(marked[1], "escalate"));
    QTRY_VERIFY_WITH_TIMEOUT(s.model->pending().isEmpty(), kPatience);
    s.key(Qt::Key_U);
    QVERIFY(s.waitForAction(marked[0], "undo"));
    auto reader = Reader::open(s.fixture.folder());
    const auto cases = loadCases(**reader);
    QVERIFY(cases->front().alerts.empty());
    QVERIFY(!cases->front().open());
}

void AlertsPageTest::undoIsRefusedWhenOvertaken() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue());
    const QString id = s.current();
    s.key(Qt::Key_A);
    QVERIFY(s.waitForAction(id, "acknowledge"));
    bool other = false;
    s.fixture.context().session.record(
        [id](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
            auto event = alertAction(id.toStdString(), "note", "", "looked at it", "r.mehta", now, arena);
            if (!event) return passOn(event);
            return std::vector<Event>{*event};
        },
        [&other](Result<std::uint64_t> entry) { other = entry.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(other, kPatience);
    s.key(Qt::Key_U);
    QTRY_VERIFY_WITH_TIMEOUT(s.find("alertsTrouble")->isVisible(), kPatience);
    QVERIFY2(s.find<TextLabel>("alertsTroubleText")->text().contains(QLatin1String("Something else has been done")),
             qPrintable(s.find<TextLabel>("alertsTroubleText")->text()));
    QCOMPARE(s.logged(id).status, AlertStatus::InProgress);
}

void AlertsPageTest::refusedByTheStore() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue() && s.waitForDetail());
    const QString id = s.current();
    const std::uint64_t before = s.entries();
    // A folder that cannot be written to. For the superuser every folder can: the signing keys are out of reach then.
    namespace fs = std::filesystem;
    const fs::path folder = s.fixture.folder();
    fs::permissions(folder, fs::perms::owner_write, fs::perm_options::remove);
    fs::permissions(folder / "evidence.db", fs::perms::owner_write, fs::perm_options::remove);
    fs::rename(folder / "keys", s.fixture.folder().parent_path() / "keys-elsewhere");
    s.key(Qt::Key_A);
    QTRY_VERIFY_WITH_TIMEOUT(s.find("alertsTrouble")->isVisible(), kPatience);
    QVERIFY(s.find<TextLabel>("alertsTroubleText")->text().contains(QLatin1String("nothing has changed")));
    QVERIFY(s.fixture.navigator.toasts.empty());
    QVERIFY(s.model->pending().isEmpty());
    QCOMPARE(s.model->index(s.model->rowOf(id), AlertQueueModel::Status).data().toString(), QStringLiteral("New"));
    QCOMPARE(s.fixture.context().session.entries(), before);
    QVERIFY(s.find("alertsUndo")->isHidden());
    // Back to it, and it works again once the folder does.
    QTest::mouseClick(s.find("alertsTroubleAction"), Qt::LeftButton);
    QCOMPARE(s.current(), id);
    fs::permissions(folder, fs::perms::owner_write, fs::perm_options::add);
    fs::permissions(folder / "evidence.db", fs::perms::owner_write, fs::perm_options::add);
    fs::rename(s.fixture.folder().parent_path() / "keys-elsewhere", folder / "keys");
    s.key(Qt::Key_A);
    QVERIFY(s.waitForAction(id, "acknowledge"));
}

void AlertsPageTest::newAlertsWait() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue());
    s.key(Qt::Key_J);
    s.key(Qt::Key_J);
    const QString kept = s.current();
    const int y = s.table->rowViewportPosition(s.table->currentIndex().row());
    const int rows = s.model->rowCount();
    bool raised = false;
    s.fixture.context().session.record(
        [](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
            Finding finding;
            finding.detector = "credential-stuffing";
            finding.group = "00000000000000000000000000000042";
            finding.title = "Credential stuffing from client a-new";
            finding.reason = "Many logins failed.";
            finding.severity = ocsf::kCritical;
            finding.firstSeen = finding.lastSeen = now;
            finding.client = "a-new";
            finding.node = "uksouth-02";
            return std::vector<Event>{findingEvent(finding, now, arena)};
        },
        [&raised](Result<std::uint64_t> entry) { raised = entry.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(raised, kPatience);
    auto* news = s.find<Chip>("alertsNews");
    QTRY_VERIFY_WITH_TIMEOUT(news->isVisible(), kPatience);
    QCOMPARE(news->value(), QStringLiteral("1 new"));
    QCOMPARE(s.model->rowCount(), rows);
    QCOMPARE(s.current(), kept);
    QTest::mouseClick(news, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(s.model->rowCount(), rows + 1, kPatience);
    QCOMPARE(s.current(), kept);
    // Where it was on the screen, or as near as the table's beginning lets it.
    const int offset = s.table->rowViewportPosition(s.table->currentIndex().row()) - y;
    QVERIFY2(offset == 0 || offset == s.table->rowHeight(1), qPrintable(QString::number(offset)));
    QVERIFY(news->isHidden());
}

void AlertsPageTest::playbookStepsAreRecorded() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue() && s.waitForDetail());
    // The first alert of the queue that has a playbook, whichever the demo found most urgent.
    const auto firstStep = [&] {
        const auto boxes = s.page->findChildren<QCheckBox*>(QRegularExpression(QStringLiteral("^step-")));
        return boxes.isEmpty() ? nullptr : boxes.front();
    };
    for (int row = 0; row < s.model->rowCount() && firstStep() == nullptr; ++row) {
        s.key(Qt::Key_J);
        QVERIFY(QTest::qWaitFor([&] { return s.find("alertReason")->isVisible() && firstStep() != nullptr; }, 5000) ||
                row + 1 < s.model->rowCount());
    }
    const QString id = s.current();
    QCheckBox* box = firstStep();
    QVERIFY(box != nullptr);
    const QString name = box->objectName();
    QVERIFY(!box->isChecked());
    box->setFocus();
    s.key(Qt::Key_Space);
    QVERIFY(s.waitForAction(id, "note"));
    const auto words = QString::fromStdString(s.logged(id).actions.back().note);
    QVERIFY2(words.contains(QStringLiteral(", step %1: done.").arg(name.mid(5))), qPrintable(words));
    QTRY_VERIFY_WITH_TIMEOUT(s.page->findChild<QCheckBox*>(name)->isChecked(), kPatience);
    s.table->setFocus();
    s.key(Qt::Key_U);
    QTRY_VERIFY_WITH_TIMEOUT(!s.page->findChild<QCheckBox*>(name)->isChecked(), kPatience);
}

void AlertsPageTest::figuresOpenToRows() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue() && s.waitForDetail());
    s.key(Qt::Key_V);
    const Target findings = s.fixture.navigator.opened.back();
    QCOMPARE(findings.page, PageId::Evidence);
    auto reader = Reader::open(s.fixture.folder());
    auto filter = parseFilter(findings.filter.toStdString());
    QVERIFY(filter.has_value());
    QCOMPARE((*reader)->extent(*filter)->count, s.logged(s.current()).findings);

    // A record of the evidence, by keyboard from the drawer.
    QTRY_VERIFY_WITH_TIMEOUT(s.fixture.context().integrity.report().has_value(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(s.find("alertReason")->isVisible() && !s.find("alertState")->isVisible(), kPatience);
    const auto newest = std::ranges::max(s.logged(s.current()).evidence);
    const auto entryOf = [&] {
        return s.page->findChild<QWidget*>(QStringLiteral("alertEvidence"))
            ->findChild<Figure*>(QStringLiteral("entry%1").arg(newest));
    };
    const auto sealed = [&] { return entryOf()->isSealed(); };
    auto* entry = entryOf();
    QVERIFY(entry != nullptr);
    QTRY_COMPARE_WITH_TIMEOUT(sealed(), newest < s.fixture.context().integrity.sealedBelow(), kPatience);
    entry = entryOf();
    entry->setFocus();
    s.key(Qt::Key_Return);
    QCOMPARE(s.fixture.navigator.opened.back().entry, std::optional<std::uint64_t>(newest));
    QVERIFY(parseFilter(s.fixture.navigator.opened.back().filter.toStdString()).has_value());

    // It may stand below the edge of the drawer, where a mouse would first have to scroll.
    s.find<Figure>("alertEntityEvents")->click();
    filter = parseFilter(s.fixture.navigator.opened.back().filter.toStdString());
    QVERIFY(filter.has_value());
    QVERIFY2((*reader)->extent(*filter)->count >= s.logged(s.current()).evidenceCount,
             qPrintable(s.fixture.navigator.opened.back().filter));
}

void AlertsPageTest::filterByKeyboard() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue());
    s.key(Qt::Key_Slash);
    QCOMPARE(QApplication::focusWidget(), s.find("alertsFilter"));
    s.type("extraction");
    QTRY_COMPARE_WITH_TIMEOUT(s.model->view().alerts, std::size_t{1}, kPatience);
    s.type(" zebra");
    QTRY_COMPARE_WITH_TIMEOUT(s.model->view().alerts, std::size_t{0}, kPatience);
    auto* state = s.page->findChild<StatePanel*>();
    QVERIFY(state != nullptr);
    s.key(Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(s.model->view().alerts, std::size_t{7}, kPatience);
    QVERIFY(s.table->hasFocus());
    // The first Escape in the table closes the drawer, Enter opens it again.
    auto* drawer = s.find<Drawer>("alertDrawer");
    QTRY_VERIFY(drawer->isOpen());
    s.key(Qt::Key_Escape);
    QVERIFY(!drawer->isOpen());
    s.key(Qt::Key_Return);
    QVERIFY(drawer->isOpen());
}

void AlertsPageTest::visitOpensAnAlert() {
    Screen s;
    QVERIFY(s.ready && s.waitForQueue());
    const QString last = s.model->index(s.model->rowCount() - 1, 0).data(IdRole).toString();
    s.page->visit({.page = PageId::Alerts, .item = last, .filter = {}, .entry = {}, .period = {}});
    QTRY_COMPARE_WITH_TIMEOUT(s.current(), last, kPatience);
    // One that the filter hides: the filter gives way.
    s.find<QLineEdit>("alertsFilter")->setText(QStringLiteral("zebra"));
    QTRY_COMPARE_WITH_TIMEOUT(s.model->view().alerts, std::size_t{0}, kPatience);
    s.page->visit({.page = PageId::Alerts, .item = last, .filter = {}, .entry = {}, .period = {}});
    QTRY_COMPARE_WITH_TIMEOUT(s.current(), last, kPatience);
    s.page->visit({.page = PageId::Alerts, .item = QStringLiteral("none"), .filter = {}, .entry = {}, .period = {}});
    QTRY_VERIFY_WITH_TIMEOUT(s.find("alertsTrouble")->isVisible(), kPatience);
}

void AlertsPageTest::emptyStore() {
    Screen s(UiFixture::Store::Empty);
    QVERIFY(s.ready);
    auto* state = s.page->findChild<StatePanel*>();
    QVERIFY(state != nullptr);
    QTRY_COMPARE_WITH_TIMEOUT(state->kind(), StatePanel::Kind::Nothing, kPatience);
    QVERIFY(state->isVisible());
    s.key(Qt::Key_A);  // nothing to decide about: no crash, no event
    QCOMPARE(s.entries(), std::uint64_t{0});
}

void AlertsPageTest::shots() {
    if (qEnvironmentVariableIsEmpty("VEDETTE_SHOTS")) QSKIP("VEDETTE_SHOTS names no folder");
    for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        Screen s(UiFixture::Store::Demo, mode);
        QVERIFY(s.ready && s.waitForQueue() && s.waitForDetail());
        const QString name = mode == Theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        s.key(Qt::Key_A);
        QTRY_VERIFY_WITH_TIMEOUT(s.model->pending().isEmpty() && s.find("alertsUndo")->isVisible(), kPatience);
        for (int row = 0; row < s.model->rowCount(); ++row) {
            const AlertSummary* alert = s.model->alertAt(row);
            if (alert == nullptr || alert->detector != "model-extraction") continue;
            s.table->selectById(toQString(alert->id));
        }
        QTest::qWait(1500);
        UiFixture::shoot(*s.page, QStringLiteral("alerts-%1-1280").arg(name));
        UiFixture::shoot(*s.page, QStringLiteral("alerts-%1-1920").arg(name), QSize(1736, 1004));
        s.key(Qt::Key_R);
        UiFixture::shoot(*s.page, QStringLiteral("alerts-%1-resolve").arg(name));
    }
}

QTEST_MAIN(AlertsPageTest)
#include "alerts_page_test.moc"
