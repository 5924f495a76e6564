// SPDX-License-Identifier: GPL-3.0-or-later
// The composition root of the console: makes theme, settings, services and window, opens stores into it, starts the
// demo. Objects are wired together here and nowhere else.
#pragma once

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <memory>

#include "app/console/collecting.h"
#include "app/console/demo_fleet.h"
#include "ui/shell/main_window.h"

class QAction;

namespace vedette::ui {
class FirstRun;
}

namespace vedette::console {

class Console : public QObject {
    Q_OBJECT

public:
    // `settings` empty: the user's own. `resources`: packs, mappings, kpis, ...
    Console(ui::Theme& theme, ui::SettingsStore& settings, std::filesystem::path resources);
    ~Console() override;

    // Shows the window, with the first-run screen until a store is open.
    void show();
    // Problems are said on the screen; true when the store is open.
    bool openStore(const std::filesystem::path& store);
    void createAndOpen(const std::filesystem::path& store);
    void startDemo();
    void collectFrom(const QString& fleetFile);
    [[nodiscard]] ui::MainWindow& window() { return m_window; }

private:
    bool openStore(const std::filesystem::path& store, std::shared_ptr<const Clock> clock, bool simulated);
    void addCommands();
    void chooseStore();
    void chooseNewStore();
    void showAbout();
    void endDemo();

    ui::Theme& m_theme;
    ui::SettingsStore& m_settings;
    std::filesystem::path m_resources;
    Collecting m_services;
    ui::Jobs m_jobs;  // what must outlive a workspace: starting the demo
    std::shared_ptr<DemoFleet> m_demo;
    ui::MainWindow m_window;
    QPointer<ui::FirstRun> m_firstRun;
};

}  // namespace vedette::console
