// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with every page on a real store.
#pragma once

#include "app/console/pages.h"
#include "tests/support/real_window.h"
#include "ui/widgets/state_panel.h"

namespace vedette::test {

class StoreWindow : public RealWindow {
public:
    // A copy of the demo's store is in folder(); nothing is open yet.
    StoreWindow() { clock = std::make_shared<FixedClock>(copyDemoStore(folder())); }
    // Of a store that somebody else keeps.
    StoreWindow(std::filesystem::path store, Time now) : m_store(std::move(store)) {
        clock = std::make_shared<FixedClock>(now);
    }

    // Opens the store in a window of this size, in place of what was open; why not, if it cannot be.
    Result<void> open(const std::filesystem::path& store, QSize size = {1280, 800}) {
        auto session = ui::Session::open(store, clock);
        if (!session) return passOn(session);
        (*session)->setActor(QStringLiteral("m.okafor"));
        if (!show(std::move(*session), console::makePages, size))
            return fail(ErrorCode::Timeout, "the window does not come up");
        return {};
    }
    Result<void> open() { return open(folder()); }
    [[nodiscard]] std::filesystem::path folder() const { return m_store.empty() ? beside("acme-eu.store") : m_store; }
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
    std::filesystem::path m_store;
};

}  // namespace vedette::test
