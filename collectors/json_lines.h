// SPDX-License-Identifier: GPL-3.0-or-later
// Lines over HTTP, by one of two contracts (docs/fleet.md): a sequence number the server hands out, or byte ranges of a
// log file. Which one is learnt from the first answer and kept in the cursor.
#pragma once

#include <string>

#include "collectors/collector.h"
#include "collectors/fleet.h"
#include "collectors/http_engine.h"

namespace vedette {

class JsonLines final : public Collector {
public:
    JsonLines(std::string source, NodeConfig node, SourceConfig config, HttpEngine& http);

    [[nodiscard]] const std::string& source() const override { return m_source; }
    void poll(const std::string& cursor, std::function<void(Poll)> done) override;

private:
    std::string m_source;
    NodeConfig m_node;
    SourceConfig m_config;
    HttpEngine& m_http;
};

}  // namespace vedette
