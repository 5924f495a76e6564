// SPDX-License-Identifier: GPL-3.0-or-later
// What several pages share, computed once: the alert queue, the judgement of the scope's period, the fleet's state.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "core/incident/shared_alerts.h"
#include "core/kpi/fleet_state.h"
#include "core/policy/policy.h"
#include "ui/bridge/feed.h"

namespace vedette::ui {

struct AlertQueue {
    std::span<const AlertSummary> alerts;  // most urgent first
    std::shared_ptr<const void> memory;    // what holds them and their texts: keep the queue while using them
    std::uint64_t entries = 0;             // of the log, as of this reading
    [[nodiscard]] std::size_t openCount() const;
    [[nodiscard]] const AlertSummary* find(std::string_view id) const;
};

[[nodiscard]] std::unique_ptr<Feed<AlertQueue>> makeAlertFeed(Session& session, std::shared_ptr<SharedAlerts> known);
// Judges the scope's period; again at most every half minute while the log grows.
[[nodiscard]] std::unique_ptr<Feed<Judgement>> makePostureFeed(Session& session,
                                                               const std::filesystem::path& resources);
// `alerts` gives the open alerts by node; it must outlive the feed.
[[nodiscard]] std::unique_ptr<Feed<FleetState>> makeFleetFeed(Session& session, Feed<AlertQueue>& alerts);

}  // namespace vedette::ui
