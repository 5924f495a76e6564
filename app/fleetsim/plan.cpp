// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vedette::fleetsim {
namespace {

struct Site {
    std::string_view provider, region, country;
    std::array<std::string_view, 2> dataClasses;
    std::array<std::string_view, 3> zones;
};

constexpr std::array<Site, 12> kSites = {{
    {"aws", "eu-central-1", "DE", {"personal", ""}, {"EU", "EEA", ""}},
    {"azure", "uksouth", "GB", {"personal", "cardholder"}, {"GB", "", ""}},
    {"gcp", "europe-west1", "BE", {"personal", "health"}, {"EU", "", ""}},
    {"aws", "us-east-1", "US", {"health", ""}, {"US", "", ""}},
    {"gcp", "europe-west4", "NL", {"personal", ""}, {"EU", "EEA", ""}},
    {"azure", "eastus", "US", {"cardholder", ""}, {"US", "", ""}},
    {"aws", "eu-west-1", "IE", {"personal", ""}, {"EU", "GB", ""}},
    {"gcp", "us-central1", "US", {"", ""}, {"", "", ""}},
    {"azure", "germanywestcentral", "DE", {"health", ""}, {"EU", "", ""}},
    {"aws", "eu-north-1", "SE", {"personal", ""}, {"EU", "EEA", ""}},
    {"aws", "us-west-2", "US", {"personal", ""}, {"US", "", ""}},
    {"aws", "eu-west-2", "GB", {"cardholder", ""}, {"GB", "EU", ""}},
}};

constexpr Model kLarge{"llama-3.3-70b-instruct", 0.60, 0.80, 38, false};
constexpr Model kMedium{"mistral-small-3.2-24b", 0.10, 0.30, 72, false};
constexpr Model kReasoner{"qwen3-32b", 0.15, 0.60, 55, false};
constexpr Model kSmall{"phi-4", 0.07, 0.14, 95, false};
constexpr Model kVectors{"bge-m3", 0.01, 0.0, 4000, true};
constexpr Model kGemma{"gemma-3-27b-it", 0.10, 0.20, 60, false};
constexpr Model kFraud{"fraud-scorer", 0.02, 0.02, 2000, false};
constexpr Model kEntities{"medical-ner", 0.03, 0.03, 1500, false};

// Which log a node's gateway writes; the first node has the richest one.
constexpr std::array<LogKind, 6> kGateways = {LogKind::LiteLlm, LogKind::NginxJson,     LogKind::Caddy,
                                              LogKind::HaProxy, LogKind::NginxCombined, LogKind::NginxJson};

std::vector<Model> modelsOf(ServerKind server, int round) {
    switch (server) {
        case ServerKind::Vllm: return round % 2 == 0 ? std::vector{kLarge, kMedium} : std::vector{kReasoner, kVectors};
        case ServerKind::Triton: return {kFraud, kEntities};
        case ServerKind::Sglang: return {kReasoner};
        case ServerKind::LlamaCpp: return {round % 2 == 0 ? kSmall : kGemma};
    }
    return {kSmall};
}

SourcePlan sourcePlan(LogKind kind) {
    switch (kind) {
        case LogKind::LiteLlm: return {"spend", kind, "litellm-spend"};
        case LogKind::NginxJson: return {"access", kind, "nginx-json"};
        case LogKind::Caddy: return {"access", kind, "caddy"};
        case LogKind::HaProxy: return {"access", kind, "haproxy"};
        case LogKind::NginxCombined: return {"access", kind, "nginx-combined"};
        case LogKind::ModSecurity: return {"waf", kind, "modsecurity"};
        case LogKind::Kubernetes: return {"audit", kind, "kubernetes-audit"};
    }
    return {};
}

std::string_view flavourName(ServerKind kind) {
    switch (kind) {
        case ServerKind::Vllm: return "vllm";
        case ServerKind::Triton: return "triton";
        case ServerKind::Sglang: return "sglang";
        case ServerKind::LlamaCpp: return "llamacpp";
    }
    return "";
}

}  // namespace

const std::vector<ScenarioInfo>& scenarioInfos() {
    static const std::vector<ScenarioInfo> infos = {
        {Scenario::Extraction, "extraction",
         "one account sends thousands of systematically varied prompts for long answers", "alert: model extraction"},
        {Scenario::DistributedExtraction, "distributed-extraction",
         "320 new accounts from six networks share prompt templates and act in step, each modestly",
         "alert: model extraction by a cluster of accounts", -std::chrono::hours(1)},
        {Scenario::SlowExtraction, "slow-extraction",
         "one person's account sends 36 systematically varied prompts an hour, day and night, for days",
         "alert: slow model extraction, on the second or third day, after a week of history", -std::chrono::days(3),
         std::chrono::days(11)},
        {Scenario::CredentialStuffing, "credential-stuffing", "three addresses try thousands of account names",
         "alert: credential stuffing"},
        {Scenario::Wallet, "wallet", "one known key begins to send very long contexts without pause",
         "alert: denial of wallet"},
        {Scenario::RegionViolation, "region-violation",
         "a node with personal data limited to the EU is declared in a region outside, from the start",
         "control: region of processing fails"},
        {Scenario::ExpiredCertificate, "expired-certificate", "a node presents a certificate that has expired",
         "control: TLS in transit fails; the node counts as unreachable"},
        {Scenario::OpenEndpoint, "open-endpoint", "a node answers model calls without a token, and strangers use it",
         "alert: unauthenticated success; control: authentication fails"},
        {Scenario::SilentNode, "silent-node", "a node stops answering and stops logging",
         "alert: a source gone silent; control: gaps in logging fails, where the pack asks for it"},
        {Scenario::TamperedLog, "tampered-log",
         "one account's rows vanish from a node's log, past and future, while its counters keep counting",
         "control: gaps in logging fails (numbering runs backwards); rows are short of the counters"},
    };
    return infos;
}

Result<std::vector<Scenario>> parseScenarios(std::string_view names) {
    std::vector<Scenario> found;
    while (!names.empty()) {
        const std::size_t comma = names.find(',');
        const std::string_view name = names.substr(0, comma);
        names.remove_prefix(comma == std::string_view::npos ? names.size() : comma + 1);
        if (name.empty() || name == "none") continue;
        const auto& infos = scenarioInfos();
        const auto it = std::ranges::find(infos, name, &ScenarioInfo::name);
        if (it == infos.end()) {
            std::string known = "none";
            for (const ScenarioInfo& info : infos) known += fmt::format(", {}", info.name);
            return fail(ErrorCode::Invalid, fmt::format("there is no scenario \"{}\"", name), "--scenario",
                        "use one of: " + known);
        }
        if (std::ranges::find(found, it->scenario) == found.end()) found.push_back(it->scenario);
    }
    return found;
}

std::vector<NodePlan> planFleet(int nodes) {
    std::vector<NodePlan> fleet;
    for (int i = 0; i < nodes; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const Site& site = kSites[index % kSites.size()];
        const LogKind gateway = kGateways[index % kGateways.size()];
        const int round = i / static_cast<int>(kGateways.size());
        NodePlan node;
        node.index = i;
        node.id = fmt::format("{}-{:02}", site.region, i + 1);
        node.provider = site.provider;
        node.region = site.region;
        node.country = site.country;
        for (const std::string_view c : site.dataClasses) {
            if (!c.empty()) node.dataClasses.emplace_back(c);
        }
        for (const std::string_view z : site.zones) {
            if (!z.empty()) node.allowedZones.emplace_back(z);
        }
        // A spend-logging gateway stands before language models; the other kinds of server take turns.
        node.server = gateway == LogKind::LiteLlm ? ServerKind::Vllm : static_cast<ServerKind>((i + round) % 4);
        node.models = modelsOf(node.server, round);
        node.flavour = flavourName(node.server);
        node.hostName = fmt::format("infer-{:02}.{}.example.net", i + 1, site.region);
        node.logsContent = gateway == LogKind::LiteLlm && round % 2 == 0;
        node.sources.push_back(sourcePlan(gateway));
        if (index % kGateways.size() == 4) node.sources.push_back(sourcePlan(LogKind::ModSecurity));
        if (index % kGateways.size() == 5) node.sources.push_back(sourcePlan(LogKind::Kubernetes));
        fleet.push_back(std::move(node));
    }
    return fleet;
}

int targetNode(Scenario scenario, const std::vector<NodePlan>& nodes) {
    const auto first = [&](auto&& fits) {
        const auto it = std::ranges::find_if(nodes, fits);
        return it == nodes.end() ? 0 : it->index;
    };
    const auto logs = [](LogKind kind) { return [kind](const NodePlan& n) { return n.sources.front().kind == kind; }; };
    switch (scenario) {
        case Scenario::Extraction:
        case Scenario::DistributedExtraction:
        case Scenario::SlowExtraction:
        case Scenario::Wallet: return first(logs(LogKind::LiteLlm));
        case Scenario::CredentialStuffing:
        case Scenario::OpenEndpoint:
        case Scenario::TamperedLog: return first(logs(LogKind::NginxJson));
        case Scenario::RegionViolation:
            return first([](const NodePlan& n) {
                return std::ranges::find(n.dataClasses, "health") != n.dataClasses.end() &&
                       std::ranges::find(n.allowedZones, "EU") != n.allowedZones.end();
            });
        case Scenario::ExpiredCertificate: return first(logs(LogKind::HaProxy));
        case Scenario::SilentNode: return first(logs(LogKind::NginxCombined));
    }
    return 0;
}

void declareScenario(Scenario scenario, std::vector<NodePlan>& nodes) {
    if (scenario != Scenario::RegionViolation || nodes.empty()) return;
    NodePlan& node = nodes[static_cast<std::size_t>(targetNode(scenario, nodes))];
    node.provider = "gcp";
    node.region = "asia-south1";
    node.country = "IN";
}

}  // namespace vedette::fleetsim
