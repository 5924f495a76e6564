// SPDX-License-Identifier: GPL-3.0-or-later
// The metrics page of a simulated model server: counters made from the very requests that the logs show.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/fleetsim/traffic.h"

namespace vedette::fleetsim {

struct Histogram {
    static constexpr std::array<double, 13> kBounds = {0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 240};
    std::array<std::uint64_t, kBounds.size()> buckets{};  // not cumulative
    std::uint64_t count = 0;
    double sum = 0;
    void add(double seconds);
};

struct ModelCounters {
    std::uint64_t stopped = 0;  // answered and ended by themselves
    std::uint64_t cutOff = 0;   // answered up to their token limit
    std::uint64_t failed = 0;
    std::uint64_t promptTokens = 0;
    std::uint64_t outputTokens = 0;
    std::uint64_t busyMicros = 0;
    Histogram latency;
    Histogram firstToken;
    [[nodiscard]] std::uint64_t succeeded() const { return stopped + cutOff; }
};

class ServerCounters {
public:
    explicit ServerCounters(const NodePlan& node) : m_models(node.models.size()) {}
    // Requests turned away at the gateway never reached the server and are not counted.
    void add(const NodePlan& node, const Request& request);
    [[nodiscard]] const std::vector<ModelCounters>& models() const { return m_models; }
    // In the exposition format of the node's kind of server. `running` is how many requests are under way.
    [[nodiscard]] std::string page(const NodePlan& node, Time started, int running) const;

private:
    std::vector<ModelCounters> m_models;
    std::map<std::string, std::uint64_t> m_http;  // by "handler\nmethod\nclass"
};

}  // namespace vedette::fleetsim
