// SPDX-License-Identifier: GPL-3.0-or-later
// The windows of the console: the first, which is there from the start, and those opened beside it on the same store.
// Each has its own page and scope. Closing one leaves the others; closing the last ends the program. UI thread only.
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

#include "ui/shell/main_window.h"

namespace vedette::console {

class Windows : public QObject {
    Q_OBJECT

public:
    // Gives a window what belongs to it whatever store is open: its commands.
    using Furnish = std::function<void(ui::MainWindow& window)>;
    Windows(ui::Theme& theme, ui::SettingsStore& settings, Furnish furnish);
    ~Windows() override;

    [[nodiscard]] ui::MainWindow& first() { return m_first; }
    // Not closed, in the order they were opened.
    [[nodiscard]] const std::vector<ui::MainWindow*>& open() const { return m_open; }
    // The one that is worked in; else the oldest.
    [[nodiscard]] ui::MainWindow& front();
    // Shows a window on what `from` shows, at this page; null while no store is open.
    ui::MainWindow* openBeside(ui::MainWindow& from, const ui::Target& target);
    // The workspace in the oldest window, and the same store in all others.
    void setWorkspace(const std::function<std::unique_ptr<ui::Workspace>(ui::Navigator&)>& make);
    // Shows the first window without a store, and no other.
    void closeWorkspaces();
    void closeAll();

Q_SIGNALS:
    // The last window is about to close; whoever collects stops now.
    void ending();
    // What the desktop is told of: the oldest window's store; null: none is open.
    void contextChanged(vedette::ui::Context* context);

private:
    void adopt(ui::MainWindow& window);
    void follow(ui::MainWindow& window, ui::Context* context);
    void closed(ui::MainWindow& window);
    void show(ui::MainWindow& window, std::unique_ptr<ui::Workspace> workspace);

    ui::Theme& m_theme;
    ui::SettingsStore& m_settings;
    Furnish m_furnish;
    ui::MainWindow m_first;
    std::vector<std::unique_ptr<ui::MainWindow>> m_beside;  // some are closed and about to go
    std::vector<ui::MainWindow*> m_open;
    ui::MainWindow* m_followed = nullptr;  // whose store the desktop is told of
};

}  // namespace vedette::console
