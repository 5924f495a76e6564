// SPDX-License-Identifier: GPL-3.0-or-later
// Scrapes a metrics page. The cursor is the state of the counters at the last scrape.
#pragma once

#include <string>

#include "collectors/collector.h"
#include "collectors/fleet.h"
#include "collectors/http_engine.h"
#include "core/event/metrics.h"

namespace vedette {

class Scrape final : public Collector {
public:
    Scrape(std::string source, NodeConfig node, SourceConfig config, HttpEngine& http, const MetricFlavours& flavours);

    [[nodiscard]] const std::string& source() const override { return m_source; }
    void poll(const std::string& cursor, std::function<void(Poll)> done) override;

private:
    std::string m_source;
    NodeConfig m_node;
    SourceConfig m_config;
    HttpEngine& m_http;
    const MetricFlavours& m_flavours;
};

}  // namespace vedette
