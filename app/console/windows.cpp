// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/windows.h"

#include <QTimer>

#include <algorithm>

#include "app/console/pages.h"
#include "ui/bridge/text.h"

namespace vedette::console {

Windows::Windows(ui::Theme& theme, ui::SettingsStore& settings, Furnish furnish)
    : m_theme(theme), m_settings(settings), m_furnish(std::move(furnish)), m_first(theme, settings) {
    adopt(m_first);
}

Windows::~Windows() {
    // Nobody is told any more while they go.
    for (auto* window : m_open) window->disconnect(this);
    m_beside.clear();
}

void Windows::adopt(ui::MainWindow& window) {
    m_open.push_back(&window);
    connect(&window, &ui::MainWindow::closing, this, [this, &window] { closed(window); });
    connect(&window, &ui::MainWindow::contextChanged, this,
            [this, &window](ui::Context* context) { follow(window, context); });
    connect(&window, &ui::MainWindow::windowAsked, this,
            [this, &window](const ui::Target& target) { openBeside(window, target); });
    connect(&window, &ui::MainWindow::quitAsked, this, &Windows::closeAll);
    window.offerWindows();
    m_furnish(window);
}

ui::MainWindow& Windows::front() {
    for (auto* window : m_open)
        if (window->isActiveWindow()) return *window;
    return m_open.empty() ? m_first : *m_open.front();
}

ui::MainWindow* Windows::openBeside(ui::MainWindow& from, const ui::Target& target) {
    if (from.workspace() == nullptr) return nullptr;
    // The window first: pages lead through it.
    auto& window = *m_beside.emplace_back(std::make_unique<ui::MainWindow>(m_theme, m_settings, &from));
    auto workspace = from.workspace()->another(window);
    if (!workspace) {
        m_beside.pop_back();
        from.toast(ui::errorText(workspace.error()), {});
        return nullptr;
    }
    adopt(window);
    show(window, std::move(*workspace));
    window.open(target);
    window.show();
    window.raise();
    window.activateWindow();
    return &window;
}

void Windows::show(ui::MainWindow& window, std::unique_ptr<ui::Workspace> workspace) {
    const auto pages = makePages(workspace->context());
    window.setWorkspace(std::move(workspace), pages);
}

void Windows::setWorkspace(const std::function<std::unique_ptr<ui::Workspace>(ui::Navigator&)>& make) {
    auto& oldest = m_open.empty() ? m_first : *m_open.front();
    show(oldest, make(oldest));
    for (auto* window : std::vector(m_open)) {
        if (window == &oldest) continue;
        if (auto workspace = oldest.workspace()->another(*window))
            show(*window, std::move(*workspace));
        else
            window->close();
    }
}

void Windows::closeWorkspaces() {
    // It is shown before the others go, or the last of them would end the program.
    if (std::ranges::find(m_open, &m_first) == m_open.end()) m_open.insert(m_open.begin(), &m_first);
    m_first.show();
    m_first.closeWorkspace();
    for (auto* window : std::vector(m_open))
        if (window != &m_first) window->close();
}

void Windows::closeAll() {
    for (auto* window : std::vector(m_open)) window->close();
}

void Windows::follow(ui::MainWindow& window, ui::Context* context) {
    if (context != nullptr) {
        if (m_followed != nullptr) return;
        m_followed = &window;
        Q_EMIT contextChanged(context);
        return;
    }
    if (m_followed != &window) return;
    const auto other = std::ranges::find_if(
        m_open, [&window](ui::MainWindow* each) { return each != &window && each->workspace() != nullptr; });
    m_followed = other == m_open.end() ? nullptr : *other;
    Q_EMIT contextChanged(m_followed == nullptr ? nullptr : &m_followed->workspace()->context());
}

void Windows::closed(ui::MainWindow& window) {
    std::erase(m_open, &window);
    if (m_open.empty()) Q_EMIT ending();
    // Its own event is still being worked off.
    QTimer::singleShot(0, this, [this, &window] {
        std::erase_if(m_beside, [&window](const auto& each) { return each.get() == &window; });
    });
}

}  // namespace vedette::console
