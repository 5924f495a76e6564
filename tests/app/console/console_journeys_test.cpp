// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window on a store that the demo's programs have filled: three people's first minutes, by clicks and keys on
// widgets found by name, and what the window does when things are not as they should be.
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>
#include <sqlite3.h>

#include "app/console/pages.h"
#include "core/incident/alerts.h"
#include "tests/support/ui_fixture.h"
#include "ui/shell/main_window.h"

using namespace vedette;
using namespace vedette::ui;

namespace {

constexpr int kPatience = 30'000;

}  // namespace

class ConsoleJourneysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_fixture = std::make_unique<test::UiFixture>();
        m_settings = std::make_unique<SettingsStore>(
            QString::fromStdString((m_fixture->folder().parent_path() / "window.ini").string()));
        m_window = std::make_unique<MainWindow>(m_fixture->context().theme, *m_settings);
        open(m_fixture->folder());
    }
    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_fixture.reset();
    }

    // Opens the console, sees what fails, opens the requirement, and from there the evidence and a record.
    void theOfficerFindsWhatFailsAndItsEvidence() {
        auto* failing = wait<QAbstractButton>("posture_gdpr_fail");
        QVERIFY(failing != nullptr);
        QTest::mouseClick(failing, Qt::LeftButton);
        QCOMPARE(page(), QStringLiteral("compliancePage"));
        press(QKeySequence(Qt::CTRL | Qt::Key_8));
        QCOMPARE(page(), QStringLiteral("reportsPage"));
        QVERIFY(wait<QAbstractButton>("writeReport") != nullptr);
    }

    // Sees the queue, takes the first alert up by one key; the decision is in the log, and undo takes it back.
    void theAnalystDecidesByKeyboard() {
        press(QKeySequence(Qt::CTRL | Qt::Key_2));
        QCOMPARE(page(), QStringLiteral("alertsPage"));
        auto* table = wait<QTableView>("alertsTable");
        QVERIFY(table != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 1, kPatience);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_J);
        QTest::keyClick(table, Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(inProgress(), 1, kPatience);
        QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : table, Qt::Key_U);
        QTRY_COMPARE_WITH_TIMEOUT(inProgress(), 0, kPatience);
    }

    // Every figure of the sentence and of the strip leads somewhere.
    void theLeadOpensAFigure() {
        auto* figure = wait<QAbstractButton>("figure_open-alerts");
        QVERIFY(figure != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(figure->text() != QStringLiteral("…"), kPatience);
        QVERIFY(figure->focusPolicy() != Qt::NoFocus);
        QTest::mouseClick(figure, Qt::LeftButton);
        QCOMPARE(page(), QStringLiteral("evidencePage"));
        auto* entries = wait<QTableView>("entriesTable");
        QTRY_VERIFY_WITH_TIMEOUT(entries->model()->rowCount() > 0, kPatience);
    }

    void everyPageOpensByKey_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("name");
        const char* names[] = {"overviewPage", "alertsPage",   "incidentsPage", "fleetPage",   "compliancePage",
                               "kpisPage",     "evidencePage", "reportsPage",   "settingsPage"};
        for (int i = 0; i < kPages; ++i)
            QTest::newRow(names[i]) << static_cast<int>(Qt::Key_1) + i << QString::fromLatin1(names[i]);
    }
    void everyPageOpensByKey() {
        QFETCH(int, key);
        QFETCH(QString, name);
        press(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key)));
        QCOMPARE(page(), name);
    }

    void thePaletteFindsAPage() {
        press(QKeySequence(Qt::CTRL | Qt::Key_K));
        auto* field = wait<QLineEdit>("paletteField");
        QVERIFY(field != nullptr && field->isVisible());
        QTest::keyClicks(field, QStringLiteral("fleet"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(page(), QStringLiteral("fleetPage"));
        QVERIFY(!field->isVisible());
    }

    // A changed number: the band names a place, everything stays readable, no seal is left.
    void aTamperedStoreIsRedAndReadable() {
        m_window->closeWorkspace();
        const auto copy = m_fixture->folder().parent_path() / "tampered";
        std::filesystem::copy(m_fixture->folder(), copy, std::filesystem::copy_options::recursive);
        QVERIFY(tamper(copy / "evidence.db"));
        open(copy);
        auto* band = m_window->findChild<QWidget*>(QStringLiteral("integrityBand"));
        QTRY_VERIFY_WITH_TIMEOUT(band->isVisible(), kPatience);
        QVERIFY2(band->accessibleName().contains(QStringLiteral("rollup")), qPrintable(band->accessibleName()));
        press(QKeySequence(Qt::CTRL | Qt::Key_4));
        auto* nodes = wait<QTableView>("fleetTable");
        QTRY_COMPARE_WITH_TIMEOUT(nodes->model()->rowCount(), 6, kPatience);
        QCOMPARE(m_window->workspace()->context().integrity.sealedBelow(), std::uint64_t{0});
    }

private:
    void open(const std::filesystem::path& store) {
        auto session = Session::open(store, m_fixture->clock);
        QVERIFY2(session.has_value(), session ? "" : session.error().text().c_str());
        (*session)->setActor(QStringLiteral("m.okafor"));
        auto workspace =
            std::make_unique<Workspace>(std::move(*session), m_fixture->context().theme, *m_window, m_fixture->services,
                                        *m_settings, std::filesystem::path(VEDETTE_RESOURCES));
        const auto pages = console::makePages(workspace->context());
        m_window->setWorkspace(std::move(workspace), pages);
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    // The visible widget of that name, once there is one.
    template <class Widget>
    Widget* wait(const char* name) {
        Widget* found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                found = m_window->findChild<Widget*>(QString::fromLatin1(name));
                return found != nullptr && found->isVisible();
            },
            kPatience);
        return found;
    }
    void press(const QKeySequence& keys) { QTest::keySequence(m_window.get(), keys); }
    [[nodiscard]] QString page() const {
        for (auto* candidate : m_window->findChildren<ui::Page*>())
            if (candidate->isVisible()) return candidate->objectName();
        return {};
    }
    [[nodiscard]] int inProgress() const {
        auto reader = Reader::open(m_fixture->folder());
        if (!reader) return -1;
        auto alerts = loadAlerts(**reader);
        if (!alerts) return -1;
        return static_cast<int>(std::count_if(alerts->begin(), alerts->end(),
                                              [](const Alert& a) { return a.status == AlertStatus::InProgress; }));
    }
    // What a screen would show of minute and node is one more than it was.
    static bool tamper(const std::filesystem::path& file) {
        sqlite3* db = nullptr;
        const bool done = sqlite3_open(file.c_str(), &db) == SQLITE_OK &&
                          sqlite3_exec(db, "UPDATE rollup SET count = count + 1 WHERE class = 6003", nullptr, nullptr,
                                       nullptr) == SQLITE_OK &&
                          sqlite3_changes(db) > 0;
        sqlite3_close(db);
        return done;
    }

    std::unique_ptr<test::UiFixture> m_fixture;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ConsoleJourneysTest)
#include "console_journeys_test.moc"
