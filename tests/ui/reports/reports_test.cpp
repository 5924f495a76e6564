// SPDX-License-Identifier: GPL-3.0-or-later
// Writing a report: in one click where everything is as suggested, cancelled without a trace, refused with a reason,
// handed over on the record.
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
#include "ui/reports/report_note.h"
#include "ui/reports/report_preview.h"
#include "ui/reports/reports_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/state_panel.h"

using namespace vedette;
using namespace vedette::ui;
using test::UiFixture;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

struct Bench {
    explicit Bench(UiFixture::Store store = UiFixture::Store::Demo) : fixture(store) {
        page = std::make_unique<ReportsPage>(fixture.context());
        page->resize(1256, 780);
        page->show();
        page->activateWindow();  // or its shortcuts sleep
        (void)QTest::qWaitForWindowActive(page.get());
        page->visit({});
        find<QLineEdit>("reportFolder")->setText(out.path());
        ready = QTest::qWaitFor([&] { return page->findChild<QWidget*>(s("reportPack_gdpr")) != nullptr; }, 20'000);
    }
    template <class T>
    T* find(const char* name) const {
        auto* found = page->findChild<T*>(QString::fromLatin1(name));
        if (found == nullptr) qFatal("no %s on the page", name);
        return found;
    }
    QPushButton* write() const { return find<QPushButton>("writeReport"); }
    QAbstractItemModel* history() const { return find<DataTable>("reportHistory")->model(); }
    [[nodiscard]] QString outcome() const {
        const auto* box = find<QWidget>("reportOutcome");
        return box->isVisible() ? box->accessibleName() + QChar(u'\n') + find<QLabel>("reportOutcomeText")->text()
                                : QString();
    }
    bool waitForOutcome() const {
        return QTest::qWaitFor([&] { return !outcome().isEmpty(); }, 60'000);
    }
    [[nodiscard]] std::vector<RecordedReport> recorded() const {
        auto reader = Reader::open(fixture.folder());
        auto found = loadReports(**reader);
        return found ? *found : std::vector<RecordedReport>{};
    }
    // Writes one and waits until the history has it.
    bool writeOne() const {
        if (!QTest::qWaitFor([&] { return write()->isEnabled(); }, 20'000)) return false;
        QTest::mouseClick(write(), Qt::LeftButton);
        return waitForOutcome() && QTest::qWaitFor([&] { return history()->rowCount() > 0; }, 20'000);
    }
    // The report of the row that was added last, in the drawer.
    ReportDrawer* openNewest() const {
        auto* table = find<DataTable>("reportHistory");
        table->setCurrentIndex(history()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        return find<ReportDrawer>("reportDrawer");
    }

    mutable UiFixture fixture;
    QTemporaryDir out;
    std::unique_ptr<ReportsPage> page;
    bool ready = false;
};

Time at(const char* text) { return *parseTime(text); }

}  // namespace

class ReportsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void periods_data();
    void periods();
    void whatIsMissingIsSaid_data();
    void whatIsMissingIsSaid();
    void oneClickWritesAndRecords();
    void obeysTheFleetFilter();
    void previewIsLeafedThrough();
    void writesInTheChosenLanguage();
    void secondReportKeepsTheFirst();
    void cancelLeavesNothing();
    void folderThatCannotBeWritten();
    void handsOverAndTakesBack();
    void changedFileIsNoticed();
    void targetChoosesFramework();
    void modelIsSound();
    void emptyStoreSaysWhatToDo();
    void pictures();
};

void ReportsTest::periods_data() {
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("lastQuarter");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("lastMonthFrom");
    QTest::newRow("autumn") << s("2026-11-21T10:00:00Z") << s("Q3 2026") << s("2026-07-01T00:00:00Z")
                            << s("2026-10-01T00:00:00Z") << s("2026-10-01T00:00:00Z");
    QTest::newRow("new year") << s("2027-01-01T00:00:01Z") << s("Q4 2026") << s("2026-10-01T00:00:00Z")
                              << s("2027-01-01T00:00:00Z") << s("2026-12-01T00:00:00Z");
    QTest::newRow("leap day") << s("2028-02-29T23:59:59Z") << s("Q4 2027") << s("2027-10-01T00:00:00Z")
                              << s("2028-01-01T00:00:00Z") << s("2028-01-01T00:00:00Z");
}

void ReportsTest::periods() {
    QFETCH(QString, now);
    QFETCH(QString, lastQuarter);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, lastMonthFrom);
    const Time moment = at(qPrintable(now));
    const auto q = quarters(moment, 8);
    QCOMPARE(q.size(), std::size_t{9});
    QCOMPARE(q[1].name, lastQuarter);
    QCOMPARE(q[1].period.from, at(qPrintable(from)));
    QCOMPARE(q[1].period.to, at(qPrintable(to)));
    // What still runs expects nothing of the future.
    QVERIFY(q[0].period.to <= moment + std::chrono::seconds(1));
    QCOMPARE(months(moment, 3)[1].period.from, at(qPrintable(lastMonthFrom)));
}

void ReportsTest::whatIsMissingIsSaid_data() {
    QTest::addColumn<int>("without");
    QTest::newRow("nothing") << 0;
    QTest::newRow("frameworks") << 1;
    QTest::newRow("formats") << 2;
    QTest::newRow("folder") << 3;
    QTest::newRow("name") << 4;
    QTest::newRow("time") << 5;
}

void ReportsTest::whatIsMissingIsSaid() {
    QFETCH(int, without);
    ReportDraft draft;
    draft.packs = {s("gdpr")};
    draft.period = {at("2026-07-01T00:00:00Z"), at("2026-10-01T00:00:00Z")};
    draft.preparedBy = s("m.okafor");
    draft.folder = s("/tmp");
    if (without == 1) draft.packs.clear();
    if (without == 2) draft.pdf = draft.html = draft.csv = false;
    if (without == 3) draft.folder = s("  ");
    if (without == 4) draft.preparedBy.clear();
    if (without == 5) draft.period.to = draft.period.from;
    QCOMPARE(draft.problem().isEmpty(), without == 0);
}

void ReportsTest::oneClickWritesAndRecords() {
    const Bench bench;
    QVERIFY(bench.ready);
    const auto before = bench.recorded().size();
    const auto held = [&] { return (*Reader::open(bench.fixture.folder()))->head()->size; };
    const std::uint64_t entries = held();  // how many the demo holds depends on how fast the machine made it
    QTRY_VERIFY(bench.write()->isEnabled());
    QTest::mouseClick(bench.write(), Qt::LeftButton);
    QVERIFY(bench.waitForOutcome());
    QTRY_COMPARE(bench.recorded().size(), before + 1);
    const RecordedReport report = bench.recorded().front();
    QCOMPARE(report.actor, std::string("m.okafor"));
    QCOMPARE(report.packs.size(), std::size_t{3});
    QVERIFY2(report.entries >= entries && report.entries <= held(), qPrintable(QString::number(report.entries)));
    QCOMPARE(report.root.size(), std::size_t{64});
    QCOMPARE(report.files.size(), std::size_t{2});
    const auto folders = QDir(bench.out.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(folders.size(), 1);
    for (const auto& file : report.files) {
        const auto bytes = readFile(std::filesystem::path(toStd(bench.out.filePath(folders.front()))) / file.file);
        QVERIFY2(bytes.has_value(), file.file.c_str());
        QCOMPARE(toHex(sha256(*bytes)), file.sha256);
        QVERIFY(bytes->starts_with(file.file == "report.pdf" ? "%PDF-1.4" : "<!DOCTYPE html>"));
    }
    // And it is in the history, on top.
    QTRY_COMPARE(bench.history()->rowCount(), static_cast<int>(before + 1));
    QCOMPARE(bench.history()->index(0, 0).data(IdRole).toString(), QString::number(report.entry));
}

// The part of the fleet chosen at the top is what the form announces, the first page shows and the files are about.
void ReportsTest::obeysTheFleetFilter() {
    const Bench bench;
    QVERIFY(bench.fixture.waitForFeeds());
    const auto* preview = bench.page->findChild<ReportPreview*>();
    QTRY_VERIFY_WITH_TIMEOUT(preview->outlook().has_value(), 60'000);
    const std::uint64_t whole = preview->outlook()->entries;
    QVERIFY(bench.find<QLabel>("reportPart")->text().startsWith(s("Whole fleet")));

    const std::string node = bench.fixture.context().fleet.value()->nodes.front().declared.id;
    Scope scope = bench.fixture.context().session.scope();
    scope.nodes = {node};
    scope.nodesName = toQString(node);
    bench.fixture.context().session.setScope(scope);
    QVERIFY2(bench.find<QLabel>("reportPart")->text().contains(toQString(node)),
             qPrintable(bench.find<QLabel>("reportPart")->text()));
    QTRY_VERIFY_WITH_TIMEOUT(preview->outlook()->entries < whole, 60'000);

    QTRY_VERIFY(bench.write()->isEnabled());
    QTest::mouseClick(bench.write(), Qt::LeftButton);
    QVERIFY(bench.waitForOutcome());
    const auto folder = QDir(bench.out.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
    const auto html = readFile(std::filesystem::path(toStd(bench.out.filePath(folder))) / "report.html");
    QVERIFY2(html.has_value(), qPrintable(bench.outcome()));
    QVERIFY(html->find("This report is about a part of the fleet: 1 node: " + node) != std::string::npos);
    QVERIFY(html->find("Integrity is that of the whole log") != std::string::npos);
    QTRY_VERIFY(!bench.recorded().empty());
    QVERIFY2(bench.recorded().front().scope.ends_with("1 node of the fleet"), bench.recorded().front().scope.c_str());
}

// The console's own language unless another one is chosen; the log records it in English all the same.
// From page to page and back, to the last of as many as the written file has.
void ReportsTest::previewIsLeafedThrough() {
    const Bench bench;
    QVERIFY(bench.fixture.waitForFeeds());
    const auto* preview = bench.page->findChild<ReportPreview*>();
    QTRY_VERIFY_WITH_TIMEOUT(preview->outlook().has_value(), 60'000);
    auto* back = bench.find<QToolButton>("previewBack");
    auto* next = bench.find<QToolButton>("previewNext");
    const auto* where = bench.find<QLabel>("previewWhere");
    QVERIFY(next->isVisible() && !back->isEnabled());
    QCOMPARE(where->text(), s("Page 1"));
    const QImage before = bench.page->findChild<PaperView*>()->grab().toImage();
    QTest::mouseClick(next, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(preview->outlook()->number, 2, 60'000);
    QVERIFY(bench.page->findChild<PaperView*>()->grab().toImage() != before);
    const QString said = where->text();
    QVERIFY2(said.startsWith(s("Page 2 of ")), qPrintable(said));
    const int pages = said.mid(10).toInt();
    QVERIFY(pages > 5);
    QTest::mouseClick(back, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(preview->outlook()->number, 1, 60'000);
    QVERIFY(!back->isEnabled() && next->isEnabled());
    QCOMPARE(where->text(), s("Page 1 of %1").arg(pages));
    // Two clicks are two pages, also when the first page turned to is not there yet; and the page stays when the report
    // is another.
    QTest::mouseClick(next, Qt::LeftButton);
    QTest::mouseClick(next, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(preview->outlook()->number, 3, 60'000);
    bench.find<QLineEdit>("reportTitle")->setText(s("Another"));
    QTRY_COMPARE_WITH_TIMEOUT(preview->outlook()->title, s("Another"), 60'000);
    QCOMPARE(preview->outlook()->number, 3);
}

void ReportsTest::writesInTheChosenLanguage() {
    const Bench bench;
    auto* language = bench.find<QComboBox>("reportLanguage");
    QCOMPARE(language->currentText(), s("English"));
    language->setCurrentIndex(language->findText(s("Deutsch")));
    bench.find<QWidget>("formatPdf")->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(bench.write()->isEnabled(), 60'000);
    QTest::mouseClick(bench.write(), Qt::LeftButton);
    QVERIFY(bench.waitForOutcome());
    const auto folder = QDir(bench.out.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
    const auto html = readFile(std::filesystem::path(toStd(bench.out.filePath(folder))) / "report.html");
    QVERIFY2(html.has_value(), qPrintable(bench.outcome()));
    QVERIFY(html->find("<html lang=\"de\"") != std::string::npos);
    QVERIFY(html->find("Nachweise, keine rechtliche Feststellung.") != std::string::npos);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.recorded().empty(), 60'000);
    QVERIFY2(bench.recorded().front().scope.starts_with("GDPR, "), bench.recorded().front().scope.c_str());

    const QLocale before;
    QLocale::setDefault(QLocale(s("de_DE")));
    const Bench german;
    QLocale::setDefault(before);
    QCOMPARE(german.find<QComboBox>("reportLanguage")->currentText(), s("Deutsch"));
}

void ReportsTest::secondReportKeepsTheFirst() {
    const Bench bench;
    for (int i = 0; i < 2; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(bench.write()->isEnabled(), 20'000);
        bench.find<QWidget>("formatPdf")->setFocus();
        QTest::mouseClick(bench.write(), Qt::LeftButton);
        QTRY_VERIFY(bench.outcome().isEmpty());
        QVERIFY(bench.waitForOutcome());
    }
    QCOMPARE(QDir(bench.out.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 2);
}

void ReportsTest::cancelLeavesNothing() {
    const Bench bench;
    const auto before = bench.recorded().size();
    QTRY_VERIFY(bench.write()->isEnabled());
    QTest::mouseClick(bench.write(), Qt::LeftButton);
    auto* progress = bench.find<ProgressRow>("reportProgress");
    QVERIFY(progress->isVisible());
    QTest::mouseClick(progress->findChild<QPushButton*>(), Qt::LeftButton);
    QVERIFY(bench.waitForOutcome());
    QVERIFY2(bench.outcome().contains(s("cancelled")), qPrintable(bench.outcome()));
    QVERIFY(!progress->isVisible());
    QVERIFY(bench.write()->isEnabled());
    QCOMPARE(bench.recorded().size(), before);
    for (const auto& folder : QDir(bench.out.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QVERIFY(QDir(bench.out.filePath(folder)).isEmpty());
}

void ReportsTest::folderThatCannotBeWritten() {
    const Bench bench;
    const auto before = bench.recorded().size();
    QFile file(bench.out.filePath(s("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    bench.find<QLineEdit>("reportFolder")->setText(file.fileName() + s("/below"));
    QTRY_VERIFY(bench.write()->isEnabled());
    QTest::mouseClick(bench.write(), Qt::LeftButton);
    QVERIFY(bench.waitForOutcome());
    QVERIFY2(bench.outcome().contains(s("Choose a folder you may write to")), qPrintable(bench.outcome()));
    QVERIFY2(bench.outcome().contains(file.fileName()), qPrintable(bench.outcome()));
    QCOMPARE(bench.recorded().size(), before);
}

void ReportsTest::handsOverAndTakesBack() {
    const Bench bench;
    QVERIFY(bench.writeOne());
    const auto newest = [&] { return bench.recorded().front(); };
    const auto* drawer = bench.openNewest();
    QVERIFY(drawer->isOpen());
    QCOMPARE(drawer->report(), newest().entry);
    auto* confirm = bench.find<QPushButton>("handOverConfirm");
    QVERIFY(!confirm->isEnabled());
    QTest::keyClicks(bench.find<QLineEdit>("handOverReviewer"), s("A. Brandt"));
    QTest::keyClicks(bench.find<QLineEdit>("handOverNote"), s("for the Q3 audit"));
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTRY_COMPARE(newest().handOvers.size(), std::size_t{1});
    QCOMPARE(newest().handOvers[0].reviewer, std::string("A. Brandt"));
    QCOMPARE(newest().handOvers[0].actor, std::string("m.okafor"));
    QTRY_VERIFY(bench.history()->index(0, 0).data(SubtitleRole).toString().contains(s("A. Brandt")));
    QVERIFY(bench.fixture.navigator.lastUndo != nullptr);
    bench.fixture.navigator.lastUndo();
    QTRY_VERIFY(newest().handOvers.empty());
}

void ReportsTest::changedFileIsNoticed() {
    const Bench bench;
    QVERIFY(bench.writeOne());
    const auto folder = QDir(bench.out.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).front();
    QFile html(bench.out.filePath(folder + s("/report.html")));
    QVERIFY(html.open(QIODevice::Append));
    html.write(" ");
    html.close();
    QTRY_COMPARE(bench.history()->index(0, 0).data(IdRole).toString(), QString::number(bench.recorded().front().entry));
    bench.openNewest();
    QTest::mouseClick(bench.find<QPushButton>("reportCheckFiles"), Qt::LeftButton);
    QTRY_COMPARE(bench.find<GlyphLabel>("check_report.html")->glyph(), Glyph::Fail);
    QCOMPARE(bench.find<GlyphLabel>("check_report.pdf")->glyph(), Glyph::Pass);
}

void ReportsTest::targetChoosesFramework() {
    const Bench bench;
    bench.page->visit({.page = PageId::Reports,
                       .item = s("hipaa"),
                       .filter = {},
                       .entry = {},
                       .period = Period{at("2026-11-01T00:00:00Z"), at("2026-11-08T00:00:00Z")}});
    const auto* builder = bench.page->findChild<ReportBuilder*>();
    QCOMPARE(builder->draft().packs, QStringList{s("hipaa")});
    QCOMPARE(builder->draft().period.to, at("2026-11-08T00:00:00Z"));
}

void ReportsTest::modelIsSound() {
    const Bench bench;
    QAbstractItemModelTester tester(bench.history(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(bench.writeOne());
    bench.history()->sort(ReportsModel::When, Qt::AscendingOrder);
}

void ReportsTest::emptyStoreSaysWhatToDo() {
    const Bench bench(UiFixture::Store::Empty);
    QVERIFY(!bench.write()->isEnabled());
    QVERIFY(bench.find<ReportNote>("reportWarning")->isVisible());
    const auto emptyPanels = [&] {
        int count = 0;
        for (const auto* panel : bench.page->findChildren<StatePanel*>())
            if (panel->isVisible() && panel->kind() == StatePanel::Kind::Empty && !panel->sentence().isEmpty()) ++count;
        return count;
    };
    QTRY_COMPARE(emptyPanels(), 2);  // preview and history
}

void ReportsTest::pictures() {
    if (qEnvironmentVariable("VEDETTE_SHOTS").isEmpty()) QSKIP("pictures are taken when VEDETTE_SHOTS is set");
    for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        UiFixture fixture(UiFixture::Store::Demo, mode);
        QVERIFY(fixture.waitForFeeds());
        ReportsPage page(fixture.context());
        QTemporaryDir out;
        page.findChild<QLineEdit*>(s("reportFolder"))->setText(out.path());
        page.show();
        page.visit({});
        QTRY_VERIFY_WITH_TIMEOUT(page.findChild<ReportPreview*>()->outlook().has_value(), 30'000);
        const QString name = mode == Theme::Mode::Light ? s("light") : s("dark");
        UiFixture::shoot(page, s("reports-plain-") + name);
        page.findChild<QPushButton*>(s("writeReport"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QWidget*>(s("reportOutcome"))->isVisible(), 60'000);
        QTest::qWait(500);
        UiFixture::shoot(page, s("reports-") + name);
        UiFixture::shoot(page, s("reports-wide-") + name, QSize(1736, 1004));
        auto* table = page.findChild<DataTable*>(s("reportHistory"));
        table->setCurrentIndex(table->model()->index(0, 0));
        page.findChild<QAction*>(s("checkReport"))->trigger();
        QTest::qWait(500);
        UiFixture::shoot(page, s("reports-details-") + name);
    }
    UiFixture empty(UiFixture::Store::Empty);
    ReportsPage page(empty.context());
    page.show();
    page.visit({});
    QTest::qWait(600);
    UiFixture::shoot(page, s("reports-empty"));
}

QTEST_MAIN(ReportsTest)
#include "reports_test.moc"
