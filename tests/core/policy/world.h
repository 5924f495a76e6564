// SPDX-License-Identifier: GPL-3.0-or-later
// A small fleet and one day of its log, made so that every automated control passes. Tests spoil one thing at a time.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/policy/evidence.h"
#include "core/policy/policy.h"
#include "core/privacy/batch.h"

namespace vedette::test {

inline constexpr Time kDay = fromMicros(1'795'046'400'000'000);  // 2026-11-19T00:00:00Z
inline constexpr Period kPeriod{kDay, kDay + std::chrono::hours(24)};
inline Time at(int hour, int minute = 0) { return kDay + std::chrono::hours(hour) + std::chrono::minutes(minute); }

struct WorldNode {
    std::string id;
    std::string provider = "aws";
    std::string region = "eu-west-1";
    std::string seenRegion;  // empty: as declared
    std::string country;
    std::vector<std::string> dataClasses;
    std::vector<std::string> allowedZones{"EEA"};
    std::vector<std::string> models{"llama-3"};
    std::vector<std::string> sources{"access"};
};

// One event, as far as judging looks at it.
struct Line {
    Time time{};
    std::int64_t classUid = 6003;
    std::int64_t activity = 1;
    std::int64_t status = 1;
    std::int64_t severity = 1;
    std::int64_t code = 200;
    Duration delay = std::chrono::milliseconds(200);
    std::string node, source, principal, client, network, country, region, model, operation, auth, tls;
    std::string detected;  // JSON array
    std::string action, observation, fleet;
    std::string group, message;
    Time from{}, to{};
};

struct World {
    std::vector<WorldNode> nodes;
    std::map<std::string, std::string> facts;
    std::string retention;  // JSON array
    bool declared = true;
    std::vector<Line> lines;  // everything but the declaration

    // Removes lines for which the predicate holds.
    void drop(const std::function<bool(const Line&)>& which);
    void each(const std::function<bool(const Line&)>& which, const std::function<void(Line&)>& change);
    void add(Line line) { lines.push_back(std::move(line)); }
    WorldNode& node(const std::string& id);
    [[nodiscard]] Batch batch() const;
};

[[nodiscard]] World healthyWorld();
[[nodiscard]] Line request(const std::string& node, Time t);
[[nodiscard]] Line observation(const std::string& node, Time t, const std::string& json = {});
[[nodiscard]] Line consoleAction(Time t, const std::string& kind, const std::string& name, const std::string& target,
                                 const std::string& more = {});
[[nodiscard]] Line finding(Time t, const std::string& group, std::int64_t severity);
[[nodiscard]] Line detectionRun(Time t);
[[nodiscard]] Line status(Time t, const std::string& node, const std::string& source, int activity,
                          const std::string& message = {}, Time from = {}, Time to = {});

// Answers from a batch held in memory.
[[nodiscard]] std::unique_ptr<Evidence> evidenceOf(const Batch& batch);

}  // namespace vedette::test
