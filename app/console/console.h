// SPDX-License-Identifier: GPL-3.0-or-later
// The composition root of the console: makes services and windows, opens stores into them, starts the demo. Objects are
// wired together here and nowhere else.
#pragma once

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <functional>
#include <memory>

#include "app/console/collecting.h"
#include "app/console/demo_fleet.h"
#include "app/console/new_store.h"
#include "app/console/windows.h"
#include "ui/shell/alert_notices.h"
#include "ui/shell/tray.h"

class QAction;

namespace vedette::ui {
class FirstRun;
}

namespace vedette::console {

class Console : public QObject {
    Q_OBJECT

public:
    // `resources`: packs, mappings, kpis, ... `notifier`: where notices go; null: to the desktop. `keepsafe`: the
    // keychain for the keys of stores; empty: none.
    Console(ui::Theme& theme, ui::SettingsStore& settings, std::filesystem::path resources,
            std::unique_ptr<ui::Notifier> notifier = nullptr, ui::Keepsafe keepsafe = {});
    ~Console() override;

    // Shows the window, with the first-run screen until a store is open.
    void show();
    // Problems are said on the screen; true when the store is open.
    bool openStore(const std::filesystem::path& store);
    // The store that was open last, if it is still there; else the first-run screen stays.
    void openLast();
    // With a keychain its keys are put under a passphrase that lies there; that takes a moment. Where it takes none, a
    // person is asked for one first. Collects from the fleet file, if one is given, once it is open.
    void createAndOpen(const std::filesystem::path& store, const QString& fleetFile = {});
    void startDemo();
    // As soon as the store's keys are open.
    void collectFrom(const QString& fleetFile);
    // What opens the keys without the keychain, in words, for a safe place. Ends in a message.
    void writeRecoverySheet(const QString& file);
    // The first one.
    [[nodiscard]] ui::MainWindow& window() { return m_windows.first(); }
    [[nodiscard]] Windows& windows() { return m_windows; }

private:
    bool openStore(const std::filesystem::path& store, std::shared_ptr<const Clock> clock, bool simulated);
    void addCommands(ui::MainWindow& window);
    void say(const QString& text) { m_windows.front().toast(text, {}); }
    void connectDesktop();
    void chooseStore(QWidget* from);
    void chooseNewStore(QWidget* from);
    void chooseFleet(QWidget* from);
    void chooseSheet(QWidget* from);
    void make(const std::filesystem::path& store, const QString& fleetFile, std::function<Result<NewKeys>()> work);
    void askForWords(const std::filesystem::path& store, const QString& fleetFile, const NewKeys& keys);
    void made(const std::filesystem::path& store, const QString& fleetFile, const Result<NewKeys>& keys);
    void closeStore();
    void showAbout(ui::MainWindow& window);
    void endDemo();

    ui::Theme& m_theme;
    ui::SettingsStore& m_settings;
    std::filesystem::path m_resources;
    Collecting m_services;
    ui::Jobs m_jobs;  // what must outlive a workspace: starting the demo
    std::shared_ptr<DemoFleet> m_demo;
    Windows m_windows;
    QPointer<ui::FirstRun> m_firstRun;
    ui::Keepsafe m_keepsafe;
    QMetaObject::Connection m_whenOpen;  // what begins to collect then
    std::unique_ptr<ui::Notifier> m_notifier;
    ui::AlertNotices m_notices;
    std::unique_ptr<ui::Tray> m_tray;  // null where the desktop has none
};

}  // namespace vedette::console
