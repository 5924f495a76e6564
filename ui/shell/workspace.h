// SPDX-License-Identifier: GPL-3.0-or-later
// An open store with everything computed from it, as one window uses it. Owns what Context refers to. Windows on one
// store share its verification and its alerts; each has a session with its own scope, a judgement and jobs of its own.
#pragma once

#include <memory>

#include "ui/page/context.h"

namespace vedette::ui {

class Workspace : public QObject {
    Q_OBJECT

public:
    Workspace(std::unique_ptr<Session> session, Theme& theme, Navigator& go, Services& services,
              SettingsStore& settings, std::filesystem::path resources);
    ~Workspace() override;
    // The same store for another window, which `go` leads through. It starts with this one's scope and may outlive it.
    // What Session::open answers when the store cannot be opened once more.
    [[nodiscard]] Result<std::unique_ptr<Workspace>> another(Navigator& go);
    [[nodiscard]] Context& context() { return m_context; }

private:
    struct Shared;
    Workspace(std::shared_ptr<Shared> shared, std::shared_ptr<Session> session, Theme& theme, Navigator& go,
              Services& services, SettingsStore& settings, std::filesystem::path resources);

    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<Session> m_session;  // the first window's is the shared one
    Jobs m_jobs;
    std::unique_ptr<Feed<Judgement>> m_posture;
    std::unique_ptr<Feed<FleetState>> m_fleet;
    Context m_context;
};

}  // namespace vedette::ui
