// SPDX-License-Identifier: GPL-3.0-or-later
// fleet.yaml: which nodes there are, what they are declared to be, and how to reach their logs and metrics.
// docs/fleet.md describes every key. Unknown keys are errors, so that a typing mistake is never silently ignored.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

// Gives the secret called `name` of `service` from the keychain; its errors need not say which one.
using KeychainReader = std::function<Result<std::string>(const std::string& service, const std::string& name)>;

// A reference to a secret: "env:NAME", "file:/path", "keychain:SERVICE/NAME" ("keychain:NAME": of the service
// "vedette"). The value is read when needed, never kept here.
struct SecretRef {
    std::string reference;
    [[nodiscard]] bool empty() const { return reference.empty(); }
    // Denied with the reference (never the value) when it cannot be read. Without a reader there is no keychain.
    [[nodiscard]] Result<std::string> resolve(const KeychainReader& keychain = {}) const;
};

struct TlsConfig {
    std::string caFile;    // PEM; empty: the system's
    std::string certFile;  // client certificate, PEM
    std::string keyFile;
    std::string pinSha256;  // hex SHA-256 of the leaf certificate; empty: not pinned
    bool verify = true;     // false is refused for nodes with data classes, and recorded as an observation otherwise
};

enum class SourceKind : std::uint8_t { File, JsonPages, JsonLines, Metrics };

struct SourceConfig {
    std::string id;  // unique within the node: "access", "metrics"
    SourceKind kind = SourceKind::File;
    std::string mapping;  // mapping pack id, for File/JsonPages/JsonLines: "nginx-json"
    std::string flavour;  // metrics flavour; empty: recognised from the page
    std::string path;     // file path, or URL path and query below the node's endpoint
    Duration every = std::chrono::seconds(15);
    // Paged JSON: see docs/fleet.md. Names of query parameters and of members in the answer.
    std::string pageItems = "data";
    std::string pageTime = "startTime";
    std::string pageId = "request_id";
    Duration overlap = std::chrono::minutes(5);
    Duration lag = std::chrono::seconds(0);
    int pageSize = 100;
};

struct NodeConfig {
    std::string id;
    std::string provider;                   // "aws", "azure", "gcp", "onprem", ...
    std::string region;                     // as the provider spells it
    std::string country;                    // ISO 3166-1, for regions the table does not know
    std::vector<std::string> dataClasses;   // "personal", "health", "cardholder", ...
    std::vector<std::string> allowedZones;  // "EU", "EEA", "US", country codes
    std::vector<std::string> models;
    std::string endpoint;  // https://host:port
    SecretRef bearer;
    TlsConfig tls;
    std::vector<SourceConfig> sources;
};

struct RetentionRow {
    std::string dataClass;
    std::string maximum;  // "13 months", "400d"; empty: none declared
    std::string minimum;
    std::string basis;  // whose rule: "GDPR 5(1)(e) policy 7", ...
};

struct FleetConfig {
    std::string name;
    std::vector<NodeConfig> nodes;
    std::map<std::string, std::string> facts;  // declared facts: hipaa_role: covered_entity, cde_scope: in_scope, ...
    std::vector<RetentionRow> retention;
    // The declaration as canonical JSON (no endpoints' secrets, no file paths): what goes into the log as a
    // FleetDeclaration event when it differs from the last one.
    [[nodiscard]] std::string declaration() const;
};

// Invalid with file:line for anything wrong; every problem of the file is reported, one a line.
[[nodiscard]] Result<FleetConfig> loadFleet(const std::filesystem::path& file);
[[nodiscard]] Result<FleetConfig> parseFleet(std::string_view yaml, const std::string& nameForErrors);

}  // namespace vedette
