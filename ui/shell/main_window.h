// SPDX-License-Identifier: GPL-3.0-or-later
// One window of the console: rail, top bar, pages, status bar, toasts, palette. It knows no page's inside and makes
// none: the composition root gives it an open workspace and the pages that belong to it.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "ui/page/page.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/themed_widget.h"

class QStackedWidget;

namespace vedette::ui {

class CommandPalette;
class IntegrityBand;
class Rail;
class SignInCover;
class StatusStrip;
class ToastHost;
class TopBar;
struct PaletteItem;

class MainWindow : public ThemedWidget, public Navigator {
    Q_OBJECT

public:
    // `beside`: the window this one is opened from; it takes its size from there, and only the one without remembers
    // where it stood.
    MainWindow(Theme& theme, SettingsStore& settings, const QWidget* beside = nullptr);
    ~MainWindow() override;

    // What stands in the window while no store is open; the window takes it.
    void setFirstRun(QWidget* firstRun);
    // Shows the workspace with its pages, in the order of PageId. What was open before is closed.
    void setWorkspace(std::unique_ptr<Workspace> workspace, const std::vector<Page*>& pages);
    void closeWorkspace();
    [[nodiscard]] Workspace* workspace() { return m_workspace.get(); }
    // The page in front; Overview while there is none.
    [[nodiscard]] PageId page() const;

    void open(const Target& target) override;
    void toast(const QString& text, std::function<void()> undo) override;
    // Says what the desktop could not: stays longer than a toast, with a button that runs `opened`.
    void announce(const QString& text, std::function<void()> opened);
    // Stays until it is closed; `action` empty: nothing is offered.
    void offer(const QString& text, const QString& action, std::function<void()> chosen);
    // Shows the window, whatever hides it.
    void comeForward();
    // Commands that are there whatever page is in front ("Open a store…"); owned by the caller.
    void setGlobalCommands(const QList<QAction*>& commands) { m_commands = commands; }
    // Offers each page in a window of its own; whoever says so answers windowAsked().
    void offerWindows();

Q_SIGNALS:
    // The window is about to close; whoever collects stops now.
    void closing();
    // The page is wanted in another window on the same store.
    void windowAsked(const vedette::ui::Target& target);
    // The whole program is to end, not this window alone.
    void quitAsked();
    // Whoever is asked to sign in would rather not.
    void closeStoreAsked();
    // Another store is open; null: none. What belongs to the one before is still there.
    void contextChanged(vedette::ui::Context* context);

protected:
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addShortcuts();
    void showFrame(bool shown);
    void goTo(PageId page);
    void openPalette();
    void showHelp();
    [[nodiscard]] QList<PaletteItem> paletteItems();
    [[nodiscard]] QList<PaletteItem> itemsForWords(const QString& words);
    void followIntegrity();
    [[nodiscard]] Page* currentPage() const;

    Theme& m_theme;
    SettingsStore& m_settings;
    bool m_remembers;  // where it stands
    std::unique_ptr<Workspace> m_workspace;
    std::vector<Page*> m_pages;
    QList<QAction*> m_commands;
    QList<Target> m_back;
    Rail* m_rail;
    TopBar* m_topBar;
    IntegrityBand* m_band;
    QStackedWidget* m_stack;
    StatusStrip* m_status;
    ToastHost* m_toasts;
    CommandPalette* m_palette;
    SignInCover* m_cover;
};

}  // namespace vedette::ui
