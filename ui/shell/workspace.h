// SPDX-License-Identifier: GPL-3.0-or-later
// An open store with everything computed from it, as one window uses it. Owns what Context refers to.
#pragma once

#include <memory>

#include "ui/page/context.h"

namespace vedette::ui {

class Workspace {
public:
    Workspace(std::unique_ptr<Session> session, Theme& theme, Navigator& go, Services& services,
              SettingsStore& settings, std::filesystem::path resources);
    ~Workspace();
    [[nodiscard]] Context& context() { return m_context; }

private:
    std::unique_ptr<Session> m_session;
    Jobs m_jobs;
    IntegrityWatch m_integrity;
    std::unique_ptr<Feed<AlertQueue>> m_alerts;
    std::unique_ptr<Feed<Judgement>> m_posture;
    std::unique_ptr<Feed<FleetState>> m_fleet;
    Context m_context;
};

}  // namespace vedette::ui
