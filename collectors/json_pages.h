// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a JSON interface that answers in pages, newest first, and keeps growing while it is read. A closed window of
// time is read, with an overlap for rows that come late; rows already collected are recognised by id and time. A window
// with more rows than one poll takes is read in halves, so that a backlog comes oldest part first.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "collectors/collector.h"
#include "collectors/fleet.h"
#include "collectors/http_engine.h"
#include "collectors/make_collectors.h"

namespace vedette {

class JsonPages final : public Collector {
public:
    JsonPages(std::string source, NodeConfig node, SourceConfig config, HttpEngine& http, const Clock& clock,
              SeenIdsOf seenIds);

    [[nodiscard]] const std::string& source() const override { return m_source; }
    void poll(const std::string& cursor, std::function<void(Poll)> done) override;

private:
    struct Run;
    void askPage(std::shared_ptr<Run> run);
    void takePage(std::shared_ptr<Run> run, const HttpRequest& request, const HttpResponse& response);
    void halve(std::shared_ptr<Run> run);
    void finish(Run& run);
    void recall(const std::string& cursor);

    std::string m_source;
    NodeConfig m_node;
    SourceConfig m_config;
    HttpEngine& m_http;
    const Clock& m_clock;
    SeenIdsOf m_seenIds;
    // Ids already delivered, with the time of their row. The next poll may come before the store has committed the last
    // one, so the store is asked only when a poll does not go on from the cursor returned last.
    std::unordered_map<std::uint64_t, Time> m_seen;
    std::string m_lastCursor;
    bool m_recalled = false;
};

}  // namespace vedette
