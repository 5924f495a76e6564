// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at the peer during a TLS handshake: decides whether its certificate is accepted, and keeps what was seen in
// plain words, for accepted and refused peers alike.
#pragma once

#include <string>

#include "collectors/collector.h"
#include "collectors/fleet.h"

namespace vedette {

class TlsWatch {
public:
    TlsWatch(std::string host, const TlsConfig& config) : m_host(std::move(host)), m_config(config) {}

    // Takes over certificate verification. `sslContext` is an SSL_CTX*. The watch must live until the handshake ended.
    void attach(void* sslContext);
    // Reads an established connection (SSL*), for connections that were reused or resumed without a full handshake.
    // `known` is what an earlier handshake with this peer showed.
    void readConnection(void* ssl, const PeerObservation* known);

    [[nodiscard]] const PeerObservation& seen() const { return m_seen; }
    [[nodiscard]] bool handshakeSeen() const { return m_handshakeSeen; }
    [[nodiscard]] bool refused() const { return m_refused; }

private:
    struct Callback;

    std::string m_host;
    TlsConfig m_config;
    PeerObservation m_seen;
    bool m_handshakeSeen = false;
    bool m_refused = false;
};

}  // namespace vedette
