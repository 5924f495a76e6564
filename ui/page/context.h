// SPDX-License-Identifier: GPL-3.0-or-later
// What every page is given: the open store, what is computed from it for several pages, and the ways out of the page.
// Owned by the window; outlives its pages. UI thread only.
#pragma once

#include <filesystem>
#include <memory>

#include "core/incident/shared_alerts.h"
#include "core/kpi/fleet_state.h"
#include "core/policy/policy.h"
#include "ui/bridge/feed.h"
#include "ui/bridge/integrity_watch.h"
#include "ui/bridge/jobs.h"
#include "ui/bridge/services.h"
#include "ui/bridge/session.h"
#include "ui/page/feeds.h"
#include "ui/page/navigator.h"
#include "ui/page/settings.h"
#include "ui/theme/theme.h"

namespace vedette::ui {

struct Context {
    Theme& theme;
    Session& session;
    Navigator& go;
    Jobs& jobs;
    Services& services;
    SettingsStore& settings;
    IntegrityWatch& integrity;
    // All alerts of the log, whatever the scope: pages narrow them down themselves.
    Feed<AlertQueue>& alerts;
    // The scope's period judged by all packs.
    Feed<Judgement>& posture;
    Feed<FleetState>& fleet;
    std::filesystem::path resources;  // packs, regions, kpis, map, ...
    // What `alerts` reads, for work on a reader's thread that wants all of them.
    std::shared_ptr<SharedAlerts> knownAlerts;
};

}  // namespace vedette::ui
