// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with every page on a real store, and the ways a person has into it: clicks and keys on widgets found
// by object name.
#pragma once

#include <QAbstractButton>
#include <QKeySequence>
#include <QTest>

#include <memory>

#include "app/console/pages.h"
#include "tests/support/ui_fixture.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/state_panel.h"

namespace vedette::test {

constexpr int kWindowPatience = 180'000;  // under sanitizers, on a busy machine

class StoreWindow {
public:
    // A copy of the demo's store is in folder(); nothing is open yet.
    StoreWindow() : clock(std::make_shared<FixedClock>(copyDemoStore(folder()))) { begin(); }
    // Of a store that somebody else keeps.
    StoreWindow(const std::filesystem::path& store, Time now)
        : m_store(store), clock(std::make_shared<FixedClock>(now)) {
        begin();
    }

    // Opens the store in a window of this size, in place of what was open; why not, if it cannot be.
    Result<void> open(const std::filesystem::path& store, QSize size = {1280, 800}) {
        auto session = ui::Session::open(store, clock);
        if (!session) return passOn(session);
        (*session)->setActor(QStringLiteral("m.okafor"));
        auto workspace = std::make_unique<ui::Workspace>(std::move(*session), theme, *window, services, *settings,
                                                         std::filesystem::path(VEDETTE_RESOURCES));
        pages = console::makePages(workspace->context());
        window->setWorkspace(std::move(workspace), pages);
        window->resize(size);
        window->show();
        if (!QTest::qWaitForWindowActive(window.get())) return fail(ErrorCode::Timeout, "the window does not come up");
        return {};
    }
    Result<void> open() { return open(folder()); }
    [[nodiscard]] std::filesystem::path folder() const {
        return m_store.empty() ? m_folder / "acme-eu.store" : m_store;
    }
    [[nodiscard]] std::filesystem::path beside(std::string_view name) const { return m_folder / name; }
    [[nodiscard]] ui::Context& context() const { return window->workspace()->context(); }

    // The visible widget of that name, once there is one; null when none comes.
    template <class Widget>
    [[nodiscard]] Widget* wait(const QString& name) const {
        Widget* found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                for (auto* candidate : window->findChildren<Widget*>(name))
                    if (candidate->isVisible()) return (found = candidate) != nullptr;
                return false;
            },
            kWindowPatience);
        return found;
    }
    template <class Widget>
    [[nodiscard]] Widget* wait(const char* name) const {
        return wait<Widget>(QString::fromLatin1(name));
    }
    // One click of the mouse in the middle, counted; false when there is no such button.
    [[nodiscard]] bool click(const QString& name) {
        auto* button = wait<QAbstractButton>(name);
        if (button == nullptr) return false;
        clickAt(button, button->rect().center());
        return true;
    }
    [[nodiscard]] bool click(const char* name) { return click(QString::fromLatin1(name)); }
    void clickAt(QWidget* widget, QPoint where) {
        ++clicks;
        QTest::mouseClick(widget, Qt::LeftButton, Qt::NoModifier, where);
    }
    void press(const QKeySequence& keys) const { QTest::keySequence(window.get(), keys); }
    // Where the keyboard is.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus == nullptr ? window.get() : focus, key, modifiers);
    }
    [[nodiscard]] QString page() const {
        for (auto* candidate : window->findChildren<ui::Page*>())
            if (candidate->isVisible()) return candidate->objectName();
        return {};
    }
    // What several pages share is there, and the page in front has nothing left to load.
    [[nodiscard]] bool settle() const {
        return QTest::qWaitFor([this] { return missing().isEmpty(); }, 2 * kWindowPatience);
    }
    // What settle() waits for at this moment.
    [[nodiscard]] QString missing() const {
        const auto& c = context();
        if (!c.alerts.value()) return QStringLiteral("the alerts");
        if (!c.posture.value()) return QStringLiteral("the judgement");
        if (!c.fleet.value()) return QStringLiteral("the fleet");
        if (!c.integrity.report()) return QStringLiteral("the verdict");
        for (const auto* panel : window->findChildren<ui::StatePanel*>())
            if (panel->isVisible() && panel->kind() == ui::StatePanel::Kind::Loading)
                return panel->parentWidget()->objectName() + QStringLiteral(" on ") + page();
        return {};
    }

private:
    void begin() {
        theme.install(*qApp);
        theme.setReducedMotion(true);
        settings = std::make_unique<ui::SettingsStore>(QString::fromStdString((m_folder / "window.ini").string()));
        window = std::make_unique<ui::MainWindow>(theme, *settings);
    }

    TempFolder m_folder;
    std::filesystem::path m_store;

public:
    std::shared_ptr<FixedClock> clock;
    ui::Theme theme{ui::Theme::Mode::Light};
    FakeServices services;
    std::unique_ptr<ui::SettingsStore> settings;
    std::unique_ptr<ui::MainWindow> window;  // goes before what it looks at
    std::vector<ui::Page*> pages;
    int clicks = 0;
};

}  // namespace vedette::test
