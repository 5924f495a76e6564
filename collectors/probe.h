// SPDX-License-Identifier: GPL-3.0-or-later
// What an endpoint shows to somebody who just connects: its certificate and TLS version, whether it lets a request
// without credentials in, whether it still speaks TLS 1.1 or plain HTTP.
#pragma once

#include <functional>
#include <string>

#include "collectors/collector.h"
#include "collectors/fleet.h"
#include "collectors/http_engine.h"

namespace vedette {

struct EndpointObservation {
    enum class Anonymous { Unknown, Refused, Admitted };
    enum class Deprecated { NotTested, Refused, Accepted };

    std::string node;
    std::string endpoint;
    PeerObservation peer;
    Anonymous anonymous = Anonymous::Unknown;
    int anonymousStatus = 0;  // HTTP status of the request without credentials; 0 when there was none
    std::string anonymousPath;
    Deprecated deprecatedTls = Deprecated::NotTested;  // TLS 1.1 or older
    bool plaintext = false;                            // plain HTTP is answered on the same port
    std::string problem;                               // unreachable, certificate refused, ...; empty when fine
};

// Sends a handful of requests, none with credentials; `done` is called once, on the engine's thread.
void probeEndpoint(HttpEngine& http, const NodeConfig& node, std::function<void(EndpointObservation)> done);

// Canonical JSON for Field::vObservation. Keys: anonymous (refused, admitted, unknown), anonymous_status, cipher,
// deprecated_tls (accepted, refused, not tested), endpoint, fingerprint, issuer, not_after, plaintext, problem,
// subject, tls, verified. not_after is null when no certificate was seen.
[[nodiscard]] std::string observationJson(const EndpointObservation& observation);
// The same from a poll's peer, where nothing was tried without credentials.
[[nodiscard]] std::string observationJson(const std::string& endpoint, const PeerObservation& peer);

}  // namespace vedette
