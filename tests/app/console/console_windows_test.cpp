// SPDX-License-Identifier: GPL-3.0-or-later
// Several windows of the console on one store: each with its own page and range of time, an action in one seen in the
// others, and the program there until the last is closed.
#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTableView>
#include <QTcpServer>
#include <QTest>

#include "app/console/console.h"
#include "core/base/file.h"
#include "core/store/key_passphrase.h"
#include "core/store/open_keys.h"
#include "tests/support/raise_alert.h"
#include "tests/support/ui_fixture.h"
#include "tests/ui/people/fake_keychain.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/text.h"
#include "ui/widgets/segmented_control.h"

using namespace vedette;
using namespace vedette::ui;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 180'000;  // under sanitizers, on a busy machine

QString s(const char* text) { return QString::fromLatin1(text); }

class Quiet final : public Notifier {
public:
    void show(const Notice&, std::function<void(bool)> done) override { done(true); }
    void withdraw() override {}
    [[nodiscard]] QString trouble() const override { return {}; }
};

template <class Widget = QWidget>
Widget* seen(const MainWindow& window, const char* name) {
    for (auto* widget : window.findChildren<Widget*>(s(name)))
        if (widget->isVisible()) return widget;
    return nullptr;
}

QString pageOf(const MainWindow& window) {
    for (const auto* page : window.findChildren<ui::Page*>())
        if (page->isVisible()) return page->objectName();
    return {};
}

// Keys go to the window that is in front.
void press(MainWindow& window, const QKeySequence& keys) {
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keySequence(&window, keys);
}

// A click on the words in a menu that stands open.
bool choose(const QString& words) {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (menu == nullptr) return false;
    for (QAction* action : menu->actions())
        if (action->text() == words) {
            QTest::mouseClick(menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(action).center());
            return true;
        }
    return false;
}

}  // namespace

class ConsoleWindowsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::TempFolder> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<console::Console> m_console;
    fs::path m_store;

private Q_SLOTS:
    // A store with two alerts, open in one window.
    void init() {
        m_folder = std::make_unique<test::TempFolder>();
        m_theme = std::make_unique<Theme>(Theme::Mode::Light);
        m_theme->install(*qApp);
        m_theme->setReducedMotion(true);
        m_settings = std::make_unique<SettingsStore>(toQString((*m_folder / "settings.ini").string()));
        m_console = std::make_unique<console::Console>(*m_theme, *m_settings, fs::path(VEDETTE_RESOURCES),
                                                       std::make_unique<Quiet>());
        m_console->show();
        m_store = *m_folder / "store";
        m_console->createAndOpen(m_store);
        QVERIFY(first().workspace() != nullptr);
        QVERIFY(QTest::qWaitForWindowActive(&first()));
        QVERIFY(test::raiseAlerts(m_store, SystemClock(), {{"group-a"}, {"group-b"}}).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(badge(first()), s("Alerts, 2"), kPatience);
    }
    void cleanup() {
        m_console.reset();
        m_settings.reset();
        m_theme.reset();
        m_folder.reset();
    }

    // The second window goes its own way: another page, another range, and the first stays where it was.
    void eachWindowHasItsOwnPageAndScope() {
        press(first(), QKeySequence(Qt::CTRL | Qt::Key_6));
        QCOMPARE(pageOf(first()), s("kpisPage"));
        auto* second = openByKey();
        QVERIFY(second != nullptr);
        QCOMPARE(pageOf(*second), s("kpisPage"));
        press(*second, QKeySequence(Qt::CTRL | Qt::Key_2));
        QCOMPARE(pageOf(*second), s("alertsPage"));
        QTest::mouseClick(seen(*second, "timeScope"), Qt::LeftButton);
        QVERIFY(choose(rangeName(Range::LastHour)));
        QCOMPARE(seen<QAbstractButton>(*second, "timeScope")->text(), rangeName(Range::LastHour));

        QCOMPARE(pageOf(first()), s("kpisPage"));
        QCOMPARE(seen<QAbstractButton>(first(), "timeScope")->text(), rangeName(Range::LastWeek));
        QCOMPARE(first().workspace()->context().session.scope().range, Range::LastWeek);
        QVERIFY(second->workspace()->context().session.scope().range == Range::LastHour);
        // A third one starts from where it is asked for.
        press(*second, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
        QCOMPARE(windows().open().size(), std::size_t{3});
        QCOMPARE(pageOf(*windows().open().back()), s("alertsPage"));
        QVERIFY(windows().open().back()->workspace()->context().session.scope().range == Range::LastHour);
    }

    // What is decided in one window is counted anew in the other, and has been said once in the log.
    void aDecisionInOneIsSeenInTheOther() {
        auto* second = openByKey();
        QVERIFY(second != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(badge(*second), s("Alerts, 2"), kPatience);
        press(*second, QKeySequence(Qt::CTRL | Qt::Key_2));
        QTRY_VERIFY_WITH_TIMEOUT(seen<QTableView>(*second, "alertsTable") != nullptr &&
                                     seen<QTableView>(*second, "alertsTable")->currentIndex().isValid(),
                                 kPatience);
        QTest::keyClick(seen<QTableView>(*second, "alertsTable"), Qt::Key_R);
        QTRY_VERIFY_WITH_TIMEOUT(seen(*second, "decisionVerdict") != nullptr, kPatience);
        QTest::keyClick(seen<QComboBox>(*second, "decisionVerdict"), Qt::Key_Down);
        QTest::keyClicks(seen(*second, "decisionNote"), s("a test of our own"));
        QTest::keyClick(seen(*second, "decisionNote"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(badge(*second), s("Alerts, 1"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(badge(first()), s("Alerts, 1"), kPatience);
        QCOMPARE(pageOf(first()), s("overviewPage"));
    }

    // Closed while its questions are under way: the other goes on, and its decisions still reach the log.
    void closingOneLeavesTheOther_data() {
        QTest::addColumn<bool>("closeTheFirst");
        QTest::newRow("the second") << false;
        QTest::newRow("the first") << true;
    }
    void closingOneLeavesTheOther() {
        QFETCH(const bool, closeTheFirst);
        auto* second = openByKey();
        QVERIFY(second != nullptr);
        auto& left = closeTheFirst ? *second : first();
        auto& gone = closeTheFirst ? first() : *second;
        press(gone, QKeySequence(Qt::CTRL | Qt::Key_5));
        press(gone, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W));
        QCOMPARE(windows().open(), std::vector{&left});
        QVERIFY(left.isVisible() && left.workspace() != nullptr);
        QVERIFY(test::raiseAlerts(m_store, SystemClock(), {{"group-c"}}).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(badge(left), s("Alerts, 3"), kPatience);
        press(left, QKeySequence(Qt::CTRL | Qt::Key_2));
        QCOMPARE(pageOf(left), s("alertsPage"));
        // And it opens another in its turn.
        press(left, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
        QCOMPARE(windows().open().size(), std::size_t{2});
    }

    // Collecting goes on with any window, and ends with the last.
    void theLastWindowEndsTheProgram() {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const auto fleet = *m_folder / "fleet.yaml";
        QVERIFY(writeFileAtomic(fleet,
                                "name: \"Test fleet\"\nnodes:\n  - id: edge-1\n    provider: own\n    region: "
                                "eu-central-1\n    endpoint: https://127.0.0.1:" +
                                    std::to_string(silent.serverPort()) +
                                    "\n    sources:\n      - id: access\n        kind: json_lines\n        "
                                    "mapping: litellm-spend\n        path: /logs\n")
                    .has_value());
        m_console->collectFrom(toQString(fleet.string()));
        auto& services = first().workspace()->context().services;
        QVERIFY(services.health().running);
        auto* second = openByKey();
        QVERIFY(second != nullptr);
        QVERIFY(first().close());
        QVERIFY(services.health().running);
        QVERIFY(second->workspace()->context().services.health().running);
        press(*second, QKeySequence(Qt::CTRL | Qt::Key_Q));
        QVERIFY(windows().open().empty());
        QVERIFY(!services.health().running);
        QVERIFY(first().workspace() == nullptr);
    }

    // The palette knows the command, the rail offers each page in a window of its own: by Ctrl+click and in its menu.
    void aPageOpensInANewWindow() {
        press(first(), QKeySequence(Qt::CTRL | Qt::Key_K));
        auto* field = first().findChild<QLineEdit*>(s("paletteField"));
        QTest::keyClicks(field, s("new window"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(windows().open().size(), std::size_t{2});
        QTest::mouseClick(seen(first(), "rail7"), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(windows().open().size(), std::size_t{3});
        QCOMPARE(pageOf(*windows().open().back()), s("evidencePage"));
        auto* fleet = seen(first(), "rail4");
        QContextMenuEvent asked(QContextMenuEvent::Mouse, fleet->rect().center(),
                                fleet->mapToGlobal(fleet->rect().center()));
        QApplication::sendEvent(fleet, &asked);
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activePopupWidget() != nullptr, 60'000);
        QVERIFY(choose(s("Open in a new window")));
        QCOMPARE(windows().open().size(), std::size_t{4});
        QCOMPARE(pageOf(*windows().open().back()), s("fleetPage"));
        QCOMPARE(pageOf(first()), s("overviewPage"));
    }

    // Another store opens in all windows; closing it leaves the first window with the first-run screen.
    void theStoreIsTheSameInAll() {
        auto* second = openByKey();
        QVERIFY(second != nullptr);
        press(*second, QKeySequence(Qt::CTRL | Qt::Key_2));
        m_console->createAndOpen(*m_folder / "other");
        for (auto* window : windows().open()) QCOMPARE(window->workspace()->context().session.name(), s("other"));
        QVERIFY(first().close());
        press(*second, QKeySequence(QKeySequence::Close));
        QCOMPARE(windows().open(), std::vector{&first()});
        QVERIFY(first().isVisible() && first().workspace() == nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(seen(first(), "firstRun") != nullptr, 60'000);
    }

    // One click more for nobody: the keys lie under a passphrase that the keychain has, and a sheet says it.
    void aNewStoreIsUnderAPassphraseInTheKeychain() {
        test::FakeKeychain keychain;
        m_console.reset();
        m_console = std::make_unique<console::Console>(*m_theme, *m_settings, fs::path(VEDETTE_RESOURCES),
                                                       std::make_unique<Quiet>(), keychain.keepsafe());
        m_console->show();
        const fs::path store = *m_folder / "fresh";
        m_console->createAndOpen(store);
        QTRY_VERIFY_WITH_TIMEOUT(first().workspace() != nullptr, kPatience);
        QCOMPARE(keysAtRest(store).signing, KeyRest::Locked);
        QCOMPARE(keysAtRest(store).privacy, KeyRest::Locked);
        const std::string words = keychain.at(passphraseEntry(store));
        QCOMPARE(words.size(), std::size_t{39});
        QVERIFY(openWithPassphrase(store, words, SystemClock()));
        QTRY_COMPARE_WITH_TIMEOUT(keysOf(first().workspace()->context().session).state(), KeyGate::State::Open,
                                  kPatience);
        const fs::path sheet = *m_folder / "sheet.txt";
        m_console->writeRecoverySheet(toQString(sheet.string()));
        QTRY_VERIFY_WITH_TIMEOUT(fs::exists(sheet), kPatience);
        const std::string text = readFile(sheet, 10'000).value_or("");
        QVERIFY(text.find(words) != std::string::npos && text.find(store.string()) != std::string::npos);
        QCOMPARE(fs::status(sheet).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    }

    // Where no keychain takes one, a person may choose it, or leave the keys in clear; nothing is made before.
    void whereNoKeychainTakesOneAPersonIsAsked_data() {
        QTest::addColumn<bool>("chooses");
        QTest::newRow("chooses a passphrase") << true;
        QTest::newRow("leaves the keys in clear") << false;
    }
    void whereNoKeychainTakesOneAPersonIsAsked() {
        QFETCH(const bool, chooses);
        test::FakeKeychain keychain;
        keychain.refuse("it is locked");
        m_console.reset();
        m_console = std::make_unique<console::Console>(*m_theme, *m_settings, fs::path(VEDETTE_RESOURCES),
                                                       std::make_unique<Quiet>(), keychain.keepsafe());
        m_console->show();
        const fs::path store = *m_folder / "fresh";
        m_console->createAndOpen(store);
        QTRY_VERIFY_WITH_TIMEOUT(seen(first(), "newKeysPassphrase") != nullptr, kPatience);
        // Closing the question makes nothing.
        QTest::keyClick(seen(first(), "newKeysPassphrase"), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(seen(first(), "newKeysPassphrase") == nullptr, kPatience);
        QVERIFY(!fs::exists(store) && first().workspace() == nullptr);
        m_console->createAndOpen(store);
        QTRY_VERIFY_WITH_TIMEOUT(seen(first(), "newKeysPassphrase") != nullptr, kPatience);
        QVERIFY(seen<QLabel>(first(), "newKeysWhy")->text().contains(s("It is locked")));
        const auto type = [&](const char* words, const char* again) {
            for (const auto& [name, text] : {std::pair{"newKeysPassphrase", words}, {"newKeysAgain", again}}) {
                seen<QLineEdit>(first(), name)->clear();
                QTest::keyClicks(seen(first(), name), s(text));
            }
            QTest::mouseClick(seen(first(), "newKeysMake"), Qt::LeftButton);
        };
        const auto problem = [&] {
            auto* label = seen<QLabel>(first(), "newKeysProblem");
            return label == nullptr ? QString() : label->text();
        };
        type("too short", "too short");
        QVERIFY2(problem().contains(s("shorter than 12")), qPrintable(problem()));
        type("five words of my own", "five words of my owm");
        QVERIFY2(problem().contains(s("differ")), qPrintable(problem()));
        test::UiFixture::shoot(first(), s("new-keys"), {1280, 800});
        QVERIFY(!fs::exists(store));
        if (chooses)
            type("five words of my own", "five words of my own");
        else
            QTest::mouseClick(seen(first(), "newKeysClear"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(first().workspace() != nullptr, kPatience);
        QCOMPARE(keysAtRest(store).signing, chooses ? KeyRest::Locked : KeyRest::Clear);
        QCOMPARE(keysAtRest(store).privacy, chooses ? KeyRest::Locked : KeyRest::Clear);
        if (chooses) QVERIFY(openWithPassphrase(store, "five words of my own", SystemClock()));
        QTRY_COMPARE_WITH_TIMEOUT(keysOf(first().workspace()->context().session).state(), KeyGate::State::Open,
                                  kPatience);
        const QString words = chooses ? s("under the passphrase you chose") : s("lie in clear");
        const auto said = [&] {
            for (const auto* label : first().findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains(words)) return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(said(), kPatience);
    }

    // What is switched by key in one is what the settings of the other show, and do not take back.
    void theSettingsFollow() {
        auto* second = openByKey();
        QVERIFY(second != nullptr);
        press(*second, QKeySequence(Qt::CTRL | Qt::Key_9));
        auto* choice = second->findChild<SegmentedControl*>(s("themeChoice"));
        QVERIFY(choice != nullptr && choice->isVisible());
        press(first(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
        QCOMPARE(choice->currentIndex(), static_cast<int>(ThemeChoice::Dark));
        QTest::keyClick(seen(*second, "notifications"), Qt::Key_Space);
        QCOMPARE(m_settings->get().theme, ThemeChoice::Dark);
        QVERIFY(!m_settings->get().notifications);
    }

    // Only the first window remembers where it stood.
    void onlyTheFirstRemembersItsPlace() {
        auto* second = openByKey();
        QVERIFY(second != nullptr);
        QVERIFY(second->close());
        QVERIFY(!m_settings->raw().contains(s("window/geometry")));
        QVERIFY(first().close());
        QVERIFY(m_settings->raw().contains(s("window/geometry")));
    }

private:
    MainWindow& first() { return m_console->window(); }
    console::Windows& windows() { return m_console->windows(); }
    static QString badge(const MainWindow& window) {
        return window.findChild<QAbstractButton*>(s("rail2"))->accessibleName();
    }
    // The new window; null when none comes.
    MainWindow* openByKey() {
        const auto before = windows().open().size();
        press(first(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
        if (windows().open().size() != before + 1) return nullptr;
        auto* window = windows().open().back();
        return QTest::qWaitForWindowActive(window) ? window : nullptr;
    }
};

QTEST_MAIN(ConsoleWindowsTest)
#include "console_windows_test.moc"
