// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace.h"

namespace vedette::ui {
namespace {

constexpr int kVerifyPauseMs = 15'000;

}  // namespace

Workspace::Workspace(std::unique_ptr<Session> session, Theme& theme, Navigator& go, Services& services,
                     SettingsStore& settings, std::filesystem::path resources)
    : m_session(std::move(session)),
      m_integrity(*m_session, kVerifyPauseMs),
      m_alerts(makeAlertFeed(*m_session)),
      m_posture(makePostureFeed(*m_session, resources)),
      m_fleet(makeFleetFeed(*m_session, *m_alerts)),
      m_context{theme,    *m_session,          go, m_jobs, services, settings, m_integrity, *m_alerts, *m_posture,
                *m_fleet, std::move(resources)} {
    if (!settings.get().actor.isEmpty()) m_session->setActor(settings.get().actor);
    m_alerts->refreshNow();
    m_fleet->refreshNow();
    m_posture->refreshNow();
}

Workspace::~Workspace() = default;

}  // namespace vedette::ui
