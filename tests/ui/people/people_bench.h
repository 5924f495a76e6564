// SPDX-License-Identifier: GPL-3.0-or-later
// The real window, with the pages that matter here, on a store with accounts, and the ways somebody signs in to it.
#pragma once

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include <memory>

#include "tests/support/raise_alert.h"
#include "tests/support/staffed_store.h"
#include "tests/support/ui_fixture.h"
#include "ui/alerts/alerts_page.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/people/sign_in_cover.h"
#include "ui/settings/settings_page.h"
#include "ui/shell/main_window.h"

namespace vedette::test {

constexpr int kWindowPatience = 180'000;  // under sanitizers, on a busy machine

// Two pages are enough: one to decide on, one to change people on.
class SmallWindow {
public:
    SmallWindow(const std::filesystem::path& store, Time now)
        : m_store(store), clock(std::make_shared<FixedClock>(now)) {
        theme.install(*qApp);
        theme.setReducedMotion(true);
        settings = std::make_unique<ui::SettingsStore>(QString::fromStdString((m_folder / "window.ini").string()));
        window = std::make_unique<ui::MainWindow>(theme, *settings);
    }
    bool open() {
        auto session = ui::Session::open(m_store, clock);
        if (!session) return false;
        auto workspace = std::make_unique<ui::Workspace>(std::move(*session), theme, *window, services, *settings,
                                                         std::filesystem::path(VEDETTE_RESOURCES));
        auto& context = workspace->context();
        window->setWorkspace(std::move(workspace), {new ui::AlertsPage(context), new ui::SettingsPage(context)});
        window->resize(1280, 800);
        window->show();
        return QTest::qWaitForWindowActive(window.get());
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return m_store; }
    [[nodiscard]] ui::Context& context() const { return window->workspace()->context(); }
    // The visible widget of that name, once there is one; null when none comes.
    template <class Widget>
    [[nodiscard]] Widget* wait(const char* name) const {
        Widget* found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                for (auto* candidate : window->findChildren<Widget*>(QString::fromLatin1(name)))
                    if (candidate->isVisible()) return (found = candidate) != nullptr;
                return false;
            },
            kWindowPatience);
        return found;
    }
    [[nodiscard]] bool click(const char* name) const {
        auto* button = wait<QAbstractButton>(name);
        if (button == nullptr) return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    void press(const QKeySequence& keys) const { QTest::keySequence(window.get(), keys); }
    void key(Qt::Key key) const {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus == nullptr ? window.get() : focus, key);
    }
    [[nodiscard]] QString page() const {
        for (auto* candidate : window->findChildren<ui::Page*>())
            if (candidate->isVisible()) return candidate->objectName();
        return {};
    }

private:
    TempFolder m_folder;
    std::filesystem::path m_store;

public:
    std::shared_ptr<FixedClock> clock;
    ui::Theme theme{ui::Theme::Mode::Light};
    FakeServices services;
    std::unique_ptr<ui::SettingsStore> settings;
    std::unique_ptr<ui::MainWindow> window;  // goes before what it looks at
};

// A window on a store with accounts and one alert.
struct PeopleBench {
    PeopleBench() : staffed(folder / "acme.store"), desk(folder / "acme.store", staffed.now()) {
        good = staffed.good() && raiseAlerts(desk.folder(), *desk.clock, {{"group-a"}}) && desk.open();
    }
    [[nodiscard]] ui::Identity& identity() const { return identityOf(desk.context().session); }
    [[nodiscard]] bool covered() const {
        return desk.window->findChild<ui::SignInCover*>()->covers() && desk.page().isEmpty();
    }
    // Types what the form asks for and presses Enter.
    bool type(const char* person, const QString& passphrase, const QString& code = {}) {
        auto* who = desk.wait<QComboBox>("signInPerson");
        auto* field = desk.wait<QLineEdit>("signInPassphrase");
        if (who == nullptr || field == nullptr) return false;
        if (!QTest::qWaitFor([&] { return who->findData(QString::fromUtf8(person)) >= 0 && field->isEnabled(); },
                             kWindowPatience))
            return false;
        who->setCurrentIndex(who->findData(QString::fromUtf8(person)));
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, passphrase);
        QTest::keyClick(field, Qt::Key_Return);
        auto* codeField = desk.window->findChild<QLineEdit*>(QStringLiteral("signInCode"));
        if (!codeField->isVisible() || identity().busy()) return true;
        if (!codeField->hasFocus()) return false;
        QTest::keyClicks(codeField, code);
        QTest::keyClick(codeField, Qt::Key_Return);
        return true;
    }
    bool signIn(const char* person) {
        const bool coded = std::string_view(person) == "ben";
        // A code is good once.
        if (coded) desk.clock->advance(std::chrono::seconds(kTotpSeconds));
        return type(person, ui::toQString(passphraseFor(person)),
                    coded ? ui::toQString(staffed.code(person, desk.clock->now())) : QString()) &&
               QTest::qWaitFor([&] { return identity().state() == ui::Identity::State::SignedIn && identity().role(); },
                               kWindowPatience);
    }
    [[nodiscard]] QString error() const {
        auto* label = desk.window->findChild<QLabel*>(QStringLiteral("signInError"));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QString roleNote() const {
        for (const auto* label : desk.window->findChildren<QLabel*>(QStringLiteral("roleNote")))
            if (label->isVisible()) return label->text();
        return {};
    }
    // The alert is chosen and can be decided on.
    bool atTheAlert() {
        desk.press(QKeySequence(Qt::CTRL | Qt::Key_2));
        auto* table = desk.wait<QTableView>("alertsTable");
        return table != nullptr &&
               QTest::qWaitFor([&] { return table->currentIndex().isValid() && table->hasFocus(); }, kWindowPatience);
    }
    [[nodiscard]] std::uint64_t entries() const { return Reader::open(desk.folder()).value()->head()->size; }
    [[nodiscard]] std::string record(std::uint64_t entry) const {
        return Reader::open(desk.folder()).value()->record(entry).value_or("");
    }

    TempFolder folder;
    StaffedStore staffed;
    SmallWindow desk;
    bool good = false;
};

}  // namespace vedette::test
