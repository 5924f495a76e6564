// SPDX-License-Identifier: GPL-3.0-or-later
// What the simulated fleet is made of: nodes, where they stand, what they serve, how they log, and who uses them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette::fleetsim {

enum class ServerKind : std::uint8_t { Vllm, Triton, Sglang, LlamaCpp };
enum class LogKind : std::uint8_t { LiteLlm, NginxJson, Caddy, HaProxy, NginxCombined, ModSecurity, Kubernetes };

enum class Scenario : std::uint8_t {
    Extraction,
    DistributedExtraction,
    SlowExtraction,
    CredentialStuffing,
    Wallet,
    RegionViolation,
    ExpiredCertificate,
    OpenEndpoint,
    SilentNode,
    TamperedLog,
};

struct ScenarioInfo {
    Scenario scenario;
    std::string_view name;      // as given to --scenario
    std::string_view what;      // what happens
    std::string_view triggers;  // what should come of it
    // When it begins, counted from the start; before it for what takes longer than anybody wants to watch.
    Duration begins = std::chrono::minutes(10);
    Duration history = std::chrono::hours(12);  // what a detector wants to have seen before
};
[[nodiscard]] const std::vector<ScenarioInfo>& scenarioInfos();
// "extraction,wallet" or "none". Invalid names the unknown word and the known ones.
[[nodiscard]] Result<std::vector<Scenario>> parseScenarios(std::string_view names);

struct Model {
    std::string_view name;
    double promptPrice;  // US dollars per million tokens
    double outputPrice;
    double tokensPerSecond;
    bool embedding;
};

struct SourcePlan {
    std::string id;  // "access", "spend", "waf", "audit"
    LogKind kind;
    std::string mapping;  // the mapping pack that reads it
};

struct NodePlan {
    int index = 0;
    std::string id;
    std::string provider;
    std::string region;
    std::string country;
    std::vector<std::string> dataClasses;
    std::vector<std::string> allowedZones;
    std::vector<Model> models;
    ServerKind server = ServerKind::Vllm;
    std::string flavour;   // the metrics flavour of its server
    std::string hostName;  // as its own log lines call it
    bool logsContent = false;
    std::vector<SourcePlan> sources;  // the first is the one that sees each request
};

// Depends on nothing but the number of nodes: the seed changes the traffic, not the fleet.
[[nodiscard]] std::vector<NodePlan> planFleet(int nodes);

// The node a scenario happens on: the first that can show it.
[[nodiscard]] int targetNode(Scenario scenario, const std::vector<NodePlan>& nodes);

// Changes what is declared about the nodes when the scenario is about the declaration.
void declareScenario(Scenario scenario, std::vector<NodePlan>& nodes);

enum class ActorKind : std::uint8_t { Human, Service, Batch, Ci, Probe, Scanner, Guesser, Intruder, Clone };

// Somebody, or some program, that sends requests to one node.
struct Actor {
    ActorKind kind = ActorKind::Human;
    std::uint64_t id = 0;
    std::string name;  // account or key alias; empty: anonymous
    std::string team;
    std::string key;            // hash of the API key, 64 hex digits
    std::string_view country;   // ISO 3166-1
    std::string_view agent;     // user agent
    std::uint32_t network = 0;  // first address of its /24
    int hosts = 1;              // how many addresses of it are in use
    bool ipv6 = false;
    int utcOffsetMinutes = 0;
    double perHour = 0;  // requests in a mean hour of the week
    int model = 0;       // preferred model of the node
    int secondModel = 0;
    int promptTemplate = 0;
    double promptMedian = 400;  // tokens
    double outputMedian = 200;
    int batchHour = 2;          // local hour at which a night job begins
    int joinsAfterMinutes = 0;  // since the fleet's start; accounts made later
    bool travels = false;
};

// Everyone on a node that is not attacking it.
[[nodiscard]] std::vector<Actor> actorsOf(const NodePlan& node, std::uint64_t seed, double requestsPerHour);

// How busy an actor of this kind is at that local time, with a weekly mean of 1.
[[nodiscard]] double rhythm(const Actor& actor, Time t);

}  // namespace vedette::fleetsim
