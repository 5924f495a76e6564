// SPDX-License-Identifier: GPL-3.0-or-later
// Three people's first minutes in the whole window, on a store that the demo's programs have filled, by clicks and keys
// on widgets found by name; and what the window does when the store was tampered with.
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <sqlite3.h>

#include <algorithm>

#include "core/incident/alerts.h"
#include "reports/files/history.h"
#include "tests/app/console/store_window.h"
#include "ui/bridge/text.h"
#include "ui/compliance/control_matrix.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/node_grid.h"
#include "ui/widgets/prose.h"

using namespace vedette;
using namespace vedette::ui;

namespace {

constexpr int kPatience = test::kWindowPatience;
constexpr int kOfficersClicks = 5;

QString s(const char* text) { return QString::fromUtf8(text); }

// The words of everything that is visible in a widget.
QString wordsIn(const QWidget* widget) {
    QStringList words;
    for (const auto* label : widget->findChildren<QLabel*>())
        if (label->isVisible()) words.push_back(label->text());
    return words.join(QChar(u'\n'));
}

}  // namespace

class ConsoleJourneysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_bench = std::make_unique<test::StoreWindow>();
        m_bench->settings->raw().setValue(s("reports/folder"), m_out.path());
        const auto opened = m_bench->open();
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
    }
    void cleanup() { m_bench.reset(); }

    // From launch to the written report in five clicks: what fails, the control in plain words, its evidence, a record
    // and its proof (one key), the reports, the report. Then it is handed over.
    void theOfficerWritesTheReport() {
        auto& bench = *m_bench;
        QVERIFY(bench.click("posture_gdpr_fail"));
        QCOMPARE(bench.page(), s("compliancePage"));

        const ControlResult* control = failingWithEvidence();
        QVERIFY(control != nullptr);
        auto* matrix = bench.wait<ControlMatrix>("controlMatrix");
        const QString id = toQString(control->control.id);
        QTRY_VERIFY_WITH_TIMEOUT(!matrix->markRect(id).isEmpty(), kPatience);
        bench.clickAt(matrix->viewport(), matrix->markRect(id).center());
        auto* drawer = bench.wait<QWidget>("controlDrawer");
        QVERIFY(drawer != nullptr && bench.wait<QLabel>("controlReason") != nullptr);
        const QString words = wordsIn(drawer);
        for (const std::string& part :
             {control->control.obligation, control->control.testText, control->control.threshold, control->reason})
            QVERIFY2(words.contains(visible(part)), qPrintable(visible(part) + s(" is not in\n") + words));
        QVERIFY(words.contains(s("Coverage")));

        QVERIFY(bench.click("evidence0"));
        QCOMPARE(bench.page(), s("evidencePage"));
        auto* entries = bench.wait<QTableView>("entriesTable");
        QTRY_VERIFY_WITH_TIMEOUT(entries->model()->rowCount() > 0, kPatience);
        entries->setFocus();
        bench.key(Qt::Key_Down);
        QVERIFY(bench.wait<QWidget>("recordTree") != nullptr);
        auto* verdict = bench.wait<QWidget>("proofVerdict");
        QVERIFY(verdict != nullptr);
        QVERIFY(bench.wait<QWidget>("proofSpine") != nullptr);

        QVERIFY(bench.click("rail8"));
        QCOMPARE(bench.page(), s("reportsPage"));
        auto* write = bench.wait<QAbstractButton>("writeReport");
        QTRY_VERIFY_WITH_TIMEOUT(write->isEnabled(), kPatience);
        QVERIFY(bench.click("writeReport"));
        QVERIFY(bench.wait<QWidget>("reportOutcome") != nullptr);
        QVERIFY2(bench.clicks <= kOfficersClicks, qPrintable(QString::number(bench.clicks)));
        QTRY_COMPARE_WITH_TIMEOUT(reports().size(), std::size_t{1}, kPatience);
        const QDir folder(m_out.filePath(QDir(m_out.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0)));
        QVERIFY(folder.exists(s("report.pdf")));

        handOver();
    }

    // By keyboard: the queue by urgency, why in words and in a chart, the entity's rows, a verdict with a note, undo.
    void theAnalystDecidesByKeyboard() {
        auto& bench = *m_bench;
        bench.press(QKeySequence(Qt::CTRL | Qt::Key_2));
        QCOMPARE(bench.page(), s("alertsPage"));
        auto* table = bench.wait<QTableView>("alertsTable");
        QVERIFY(table != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(table->currentIndex().isValid() && bench.wait<Prose>("alertReason") != nullptr,
                                 kPatience);
        QVERIFY(!bench.wait<Prose>("alertReason")->plainText().isEmpty());
        QVERIFY(bench.wait<QWidget>("alertBaselineChart") != nullptr);
        QTRY_VERIFY(table->hasFocus());
        bench.key(Qt::Key_V);
        QCOMPARE(bench.page(), s("evidencePage"));
        auto* entries = bench.wait<QTableView>("entriesTable");
        QTRY_VERIFY_WITH_TIMEOUT(entries->model()->rowCount() > 0, kPatience);

        bench.press(QKeySequence(Qt::ALT | Qt::Key_Left));
        QCOMPARE(bench.page(), s("alertsPage"));
        table->setFocus();
        bench.key(Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(count(AlertStatus::InProgress), 1, kPatience);
        table->setFocus();
        bench.key(Qt::Key_R);
        auto* verdict = bench.wait<QComboBox>("decisionVerdict");
        QVERIFY(verdict != nullptr);
        QTest::keyClick(verdict, Qt::Key_Down);
        auto* note = bench.wait<QPlainTextEdit>("decisionNote");
        QTest::keyClicks(note, s("the keys were rotated"));
        QTest::keyClick(note, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(count(AlertStatus::Resolved), 1, kPatience);
        table->setFocus();
        bench.key(Qt::Key_U);
        QTRY_COMPARE_WITH_TIMEOUT(count(AlertStatus::Resolved), 0, kPatience);
        table->setFocus();
        bench.key(Qt::Key_U);
        QTRY_COMPARE_WITH_TIMEOUT(count(AlertStatus::InProgress), 0, kPatience);
    }

    // One screen says whether it is safer than before, where it is blind and what is silent; every figure on it that
    // looks as if it opened does, and to rows.
    void theLeadOpensEveryFigure() {
        auto& bench = *m_bench;
        QVERIFY(bench.settle());
        auto* sentence = bench.wait<Prose>("overviewSentence");
        QVERIFY(sentence != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(sentence->plainText().contains(s("finding")), kPatience);
        QVERIFY2(sentence->plainText().contains(s("silent")), qPrintable(sentence->plainText()));
        auto* open = bench.wait<Figure>("figure_open-alerts");
        QVERIFY(open != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(open->value() != s("…"), kPatience);
        const auto figures = openingFigures();
        QVERIFY(figures.contains(s("figure_open-alerts")));
        for (const QString& name : figures) {
            QVERIFY2(bench.click(name), qPrintable(name));
            QCOMPARE(bench.page(), s("evidencePage"));
            auto* entries = bench.wait<QTableView>("entriesTable");
            QVERIFY2(entries != nullptr, qPrintable(name));
            QTRY_VERIFY2_WITH_TIMEOUT(entries->model()->rowCount() > 0, qPrintable(name), kPatience);
            bench.press(QKeySequence(Qt::CTRL | Qt::Key_1));
            QCOMPARE(bench.page(), s("overviewPage"));
        }
    }

    void theLeadSeesWhichNodeIsSilent() {
        auto& bench = *m_bench;
        QVERIFY(bench.settle());
        auto* nodes = bench.wait<NodeGrid>("fleetGrid");
        QVERIFY(nodes != nullptr);
        nodes->setFocus();
        bench.key(Qt::Key_Right);
        const QString chosen = nodes->currentNode();
        QVERIFY(!chosen.isEmpty());
        bench.key(Qt::Key_Return);
        QCOMPARE(bench.page(), s("fleetPage"));
        auto* drawer = bench.wait<QWidget>("nodeDrawer");
        QVERIFY(drawer != nullptr);
        QTRY_VERIFY2_WITH_TIMEOUT(wordsIn(drawer).contains(chosen), qPrintable(wordsIn(drawer)), kPatience);
        QVERIFY(bench.click("nodeEvidence"));
        QCOMPARE(bench.page(), s("evidencePage"));
        auto* entries = bench.wait<QTableView>("entriesTable");
        QTRY_VERIFY_WITH_TIMEOUT(entries->model()->rowCount() > 0, kPatience);
    }

    void everyPageOpensByKey() {
        const char* names[] = {"overviewPage", "alertsPage",   "incidentsPage", "fleetPage",   "compliancePage",
                               "kpisPage",     "evidencePage", "reportsPage",   "settingsPage"};
        for (int i = 0; i < kPages; ++i) {
            m_bench->press(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(static_cast<int>(Qt::Key_1) + i)));
            QCOMPARE(m_bench->page(), s(names[i]));
        }
    }

    void thePaletteFindsAPage() {
        m_bench->press(QKeySequence(Qt::CTRL | Qt::Key_K));
        auto* field = m_bench->wait<QLineEdit>("paletteField");
        QVERIFY(field != nullptr);
        QTest::keyClicks(field, s("fleet"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_bench->page(), s("fleetPage"));
        QVERIFY(!field->isVisible());
    }

    // A changed number: the band names a place, everything stays readable, no seal is left.
    void aTamperedStoreIsRedAndReadable() {
        m_bench->window->closeWorkspace();
        const auto copy = m_bench->beside("tampered");
        std::filesystem::copy(m_bench->folder(), copy, std::filesystem::copy_options::recursive);
        QVERIFY(tamper(copy / "evidence.db"));
        QVERIFY(m_bench->open(copy).has_value());
        auto* band = m_bench->wait<QWidget>("integrityBand");
        QVERIFY(band != nullptr);
        QVERIFY2(band->accessibleName().contains(s("rollup")), qPrintable(band->accessibleName()));
        m_bench->press(QKeySequence(Qt::CTRL | Qt::Key_4));
        auto* nodes = m_bench->wait<QTableView>("fleetTable");
        QTRY_COMPARE_WITH_TIMEOUT(nodes->model()->rowCount(), 6, kPatience);
        QCOMPARE(m_bench->context().integrity.sealedBelow(), std::uint64_t{0});
    }

private:
    // A GDPR control that fails and has rows to show; the demo has one.
    const ControlResult* failingWithEvidence() {
        m_judgement = m_bench->context().posture.value();
        if (!m_judgement) return nullptr;
        for (const auto& pack : m_judgement->packs)
            for (const auto& result : pack.results)
                if (pack.pack.id == "gdpr" && result.state == ControlState::Fail && !result.evidence.empty() &&
                    result.evidence.front().extent.count > 0)
                    return &result;
        return nullptr;
    }
    void handOver() {
        auto& bench = *m_bench;
        auto* history = bench.wait<QTableView>("reportHistory");
        QTRY_COMPARE_WITH_TIMEOUT(history->model()->rowCount(), 1, kPatience);
        history->setFocus();
        history->setCurrentIndex(history->model()->index(0, 0));
        bench.key(Qt::Key_Return);
        auto* reviewer = bench.wait<QLineEdit>("handOverReviewer");
        QVERIFY(reviewer != nullptr);
        QTest::keyClicks(reviewer, s("A. Brandt"));
        QVERIFY(bench.click("handOverConfirm"));
        QTRY_COMPARE_WITH_TIMEOUT(reports().front().handOvers.size(), std::size_t{1}, kPatience);
        QCOMPARE(reports().front().handOvers.front().reviewer, std::string("A. Brandt"));
    }
    // Names of the figures in the strip that open to something.
    [[nodiscard]] QStringList openingFigures() const {
        QStringList names;
        for (const auto* figure : m_bench->window->findChildren<Figure*>())
            if (figure->isVisible() && figure->objectName().startsWith(s("figure_")) && !figure->opens().isEmpty() &&
                figure->value() != s("0"))
                names.push_back(figure->objectName());
        return names;
    }
    [[nodiscard]] std::vector<RecordedReport> reports() const {
        auto reader = Reader::open(m_bench->folder());
        if (!reader) return {};
        auto found = loadReports(**reader);
        return found ? *found : std::vector<RecordedReport>{};
    }
    [[nodiscard]] int count(AlertStatus status) const {
        auto reader = Reader::open(m_bench->folder());
        if (!reader) return -1;
        auto alerts = loadAlerts(**reader);
        if (!alerts) return -1;
        return static_cast<int>(std::ranges::count(*alerts, status, &Alert::status));
    }
    // What a screen would show of minute and node is one more than it was.
    static bool tamper(const std::filesystem::path& file) {
        sqlite3* db = nullptr;
        const bool done =
            sqlite3_open(file.c_str(), &db) == SQLITE_OK && sqlite3_busy_timeout(db, 60'000) == SQLITE_OK &&
            sqlite3_exec(db, "UPDATE rollup SET count = count + 1 WHERE class = 6003", nullptr, nullptr, nullptr) ==
                SQLITE_OK &&
            sqlite3_changes(db) > 0;
        sqlite3_close(db);
        return done;
    }

    QTemporaryDir m_out;
    std::unique_ptr<test::StoreWindow> m_bench;
    std::shared_ptr<const Judgement> m_judgement;
};

QTEST_MAIN(ConsoleJourneysTest)
#include "console_journeys_test.moc"
