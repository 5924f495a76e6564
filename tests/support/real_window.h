// SPDX-License-Identifier: GPL-3.0-or-later
// The program's window over a store, and the ways a person has into it: clicks and keys on widgets found by object
// name. Which pages it has is for who opens it to say.
#pragma once

#include <QAbstractButton>
#include <QKeySequence>
#include <QTest>

#include <functional>
#include <memory>
#include <vector>

#include "tests/support/ui_fixture.h"
#include "ui/shell/main_window.h"

namespace vedette::test {

constexpr int kWindowPatience = 180'000;  // under sanitizers, on a busy machine

class RealWindow {
public:
    using MakePages = std::function<std::vector<ui::Page*>(ui::Context&)>;

    // Opens the session's store in a window of this size, in place of what was open; false when it does not come up.
    [[nodiscard]] bool show(std::unique_ptr<ui::Session> session, const MakePages& makePages, QSize size) {
        auto workspace = std::make_unique<ui::Workspace>(std::move(session), theme, *window, services, *settings,
                                                         std::filesystem::path(VEDETTE_RESOURCES));
        pages = makePages(workspace->context());
        window->setWorkspace(std::move(workspace), pages);
        window->resize(size);
        window->show();
        return QTest::qWaitForWindowActive(window.get());
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
    [[nodiscard]] bool click(const QString& name) const {
        auto* button = wait<QAbstractButton>(name);
        if (button == nullptr) return false;
        clickAt(button, button->rect().center());
        return true;
    }
    [[nodiscard]] bool click(const char* name) const { return click(QString::fromLatin1(name)); }
    void clickAt(QWidget* widget, QPoint where) const {
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

protected:
    RealWindow() {
        theme.install(*qApp);
        theme.setReducedMotion(true);
        settings = std::make_unique<ui::SettingsStore>(QString::fromStdString(beside("window.ini").string()));
        window = std::make_unique<ui::MainWindow>(theme, *settings);
    }
    ~RealWindow() = default;

private:
    TempFolder m_folder;

public:
    RealWindow(const RealWindow&) = delete;
    RealWindow& operator=(const RealWindow&) = delete;
    std::shared_ptr<FixedClock> clock;
    ui::Theme theme{ui::Theme::Mode::Light};
    FakeServices services;
    std::unique_ptr<ui::SettingsStore> settings;
    std::unique_ptr<ui::MainWindow> window;  // goes before what it looks at
    std::vector<ui::Page*> pages;
    mutable int clicks = 0;
};

}  // namespace vedette::test
