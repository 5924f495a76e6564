// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace.h"

#include <utility>

#include "core/base/user.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

constexpr int kVerifyPauseMs = 15'000;

}  // namespace

// What does not depend on the scope, once for all windows; goes with the last of them. The session is the first
// window's, and outlives it when others are open: pages guard themselves against what they recorded being answered
// late.
struct Workspace::Shared {
    explicit Shared(std::shared_ptr<Session> opened)
        : session(std::move(opened)), integrity(*session, kVerifyPauseMs), alerts(makeAlertFeed(*session, known)) {}
    std::shared_ptr<Session> session;
    IntegrityWatch integrity;
    std::shared_ptr<SharedAlerts> known = std::make_shared<SharedAlerts>();
    std::unique_ptr<Feed<AlertQueue>> alerts;
};

Workspace::Workspace(std::shared_ptr<Shared> shared, std::shared_ptr<Session> session, Theme& theme, Navigator& go,
                     Services& services, SettingsStore& settings, std::filesystem::path resources)
    : m_shared(std::move(shared)),
      m_session(session ? std::move(session) : m_shared->session),
      m_posture(makePostureFeed(*m_session, resources)),
      m_fleet(makeFleetFeed(*m_session, *m_shared->alerts)),
      m_context{theme,
                *m_session,
                go,
                m_jobs,
                services,
                settings,
                m_shared->integrity,
                *m_shared->alerts,
                *m_posture,
                *m_fleet,
                std::move(resources),
                m_shared->known} {
    // Whoever signs in one window signs in all.
    connect(&settings, &SettingsStore::changed, this, [this, was = settings.get().actor](const Settings& now) mutable {
        if (std::exchange(was, now.actor) == now.actor) return;
        if (!identityOf(*m_session).person().isEmpty()) return;  // who is signed in bears the name of the account
        m_session->setActor(now.actor.isEmpty() ? toQString(loginName()) : now.actor);
    });
    m_shared->alerts->refreshNow();
    m_fleet->refreshNow();
    m_posture->refreshNow();
}

Workspace::Workspace(std::unique_ptr<Session> session, Theme& theme, Navigator& go, Services& services,
                     SettingsStore& settings, std::filesystem::path resources)
    : Workspace(std::make_shared<Shared>(std::shared_ptr<Session>(std::move(session))), nullptr, theme, go, services,
                settings, std::move(resources)) {
    if (!settings.get().actor.isEmpty()) m_session->setActor(settings.get().actor);
}

Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::another(Navigator& go) {
    auto session = Session::open(m_session->folder(), m_session->clock());
    if (!session) return passOn(session);
    (*session)->setActor(m_session->actor());
    shareIdentity(**session, m_session.get());
    shareKeys(**session, m_session.get());
    (*session)->setScope(m_session->scope());
    return std::unique_ptr<Workspace>(new Workspace(m_shared, std::move(*session), m_context.theme, go,
                                                    m_context.services, m_context.settings, m_context.resources));
}

}  // namespace vedette::ui
