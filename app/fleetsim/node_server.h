// SPDX-License-Identifier: GPL-3.0-or-later
// One simulated node on its own loopback port: HTTP/1.1 with keep-alive over TLS, on the program's event loop.
#pragma once

#include <QSslServer>

#include <functional>
#include <memory>
#include <string>

#include "app/fleetsim/certificates.h"
#include "app/fleetsim/node_api.h"

namespace vedette::fleetsim {

class NodeServer {
public:
    NodeServer(const Traffic& traffic, int node, std::string token, const Clock& clock);

    // Begins to listen on a free port of 127.0.0.1.
    [[nodiscard]] Result<void> listen(const IssuedCertificate& good, const IssuedCertificate& expired);
    [[nodiscard]] int port() const { return m_server.serverPort(); }
    [[nodiscard]] NodeFeed& feed() { return m_feed; }
    [[nodiscard]] std::uint64_t requestsServed() const { return m_served; }

    // Follows the scenarios: falls silent, changes its certificate. Called now and then.
    void attend(Time now);

private:
    void accept();
    void read(QSslSocket* socket);
    // One request out of the buffer; false when it is not complete yet.
    bool serveOne(QSslSocket* socket, QByteArray& buffer);
    void dropConnections();

    NodeFeed m_feed;
    std::string m_token;
    const Clock& m_clock;
    QSslServer m_server;
    QSslConfiguration m_expired;
    bool m_isExpired = false;
    std::uint64_t m_served = 0;
};

}  // namespace vedette::fleetsim
