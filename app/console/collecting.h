// SPDX-License-Identifier: GPL-3.0-or-later
// Collecting and probing for the console: what ui/bridge/services.h asks for, done with collectors and pipeline on
// threads of their own. UI thread only.
#pragma once

#include <QObject>

#include <filesystem>
#include <memory>
#include <stop_token>
#include <thread>

#include "app/pipeline/collect.h"
#include "collectors/fleet.h"
#include "core/base/time.h"
#include "ui/bridge/services.h"

namespace vedette::console {

class Collecting final : public QObject, public ui::Services {
    Q_OBJECT

public:
    Collecting() = default;
    ~Collecting() override;

    // Which store is collected into, by which clock; stops what runs. An empty path: none.
    void setStore(const std::filesystem::path& store, std::shared_ptr<const Clock> clock, bool simulated);

    [[nodiscard]] ui::CollectHealth health() const override { return m_health; }
    [[nodiscard]] Result<void> startCollecting(const QString& fleetFile) override;
    void stopCollecting() override;
    void probe(const ui::NodeDraft& draft, std::function<void(ui::ProbeLine)> line,
               std::function<void(bool)> done) override;
    void cancelProbe() override;
    [[nodiscard]] Result<void> writeFleet(const QString& file, const std::vector<ui::NodeDraft>& nodes) override;

Q_SIGNALS:
    void healthChanged();

private:
    void take(const CollectProgress& progress);
    void ended(const Result<CollectProgress>& result);

    std::filesystem::path m_store;
    std::shared_ptr<const Clock> m_clock;
    ui::CollectHealth m_health;
    std::jthread m_collector;
    std::jthread m_prober;
    int m_probe = 0;  // which probe the answers belong to
};

}  // namespace vedette::console
