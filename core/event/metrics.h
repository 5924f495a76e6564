// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics pages of inference servers: the Prometheus exposition format, and flavours (YAML in resources/metrics/) that
// say which series of which server mean what, under which names in which versions.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/event/event.h"

namespace vedette {

struct Sample {
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>> labels;  // values unescaped
    double value = 0;
    std::string_view number;  // the value as written: counters past 2^53 are exact only here
};

// Calls `each` per sample of a text/plain; version=0.0.4 or OpenMetrics page. Accepts what the wild brings: trailing
// commas, three-digit exponents, missing TYPE lines, CRLF. Returns the problems, "line 17: ...", without stopping.
std::vector<std::string> parseExposition(std::string_view page, const std::function<void(const Sample&)>& each);

class MetricFlavours {
public:
    [[nodiscard]] static Result<MetricFlavours> load(const std::filesystem::path& folder);
    [[nodiscard]] std::vector<std::string> ids() const;  // "vllm", "triton", "sglang", "llamacpp", "node", ...

    struct Scrape {
        std::string metrics;    // canonical JSON for Field::vMetrics: flavour, counters, gauges, deltas, resets, models
        std::string nextState;  // give back at the next scrape: last counters and process start
        std::vector<std::string> problems;
    };
    // Reads one page. `flavour` empty: recognised by its series. `state` is nextState of the last scrape, empty at
    // first. A counter that fell, or a new process start time, is a reset: its delta is the new value. A family that
    // was there before and is missing now is listed under "vanished": a missing series is not zero. Invalid when the
    // page is not an exposition at all.
    [[nodiscard]] Result<Scrape> read(std::string_view page, const std::string& flavour, std::string_view state) const;

    MetricFlavours(MetricFlavours&&) noexcept;
    ~MetricFlavours();

private:
    struct Impl;
    explicit MetricFlavours(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
