// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/node_server.h"

#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QVariant>
#include <fmt/format.h>

namespace vedette::fleetsim {
namespace {

constexpr qsizetype kLongestHead = qsizetype{32} * 1024;
constexpr qsizetype kLongestBody = qsizetype{1024} * 1024;

QSslConfiguration configurationOf(const IssuedCertificate& issued) {
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(QByteArray::fromStdString(issued.certificatePem), QSsl::Pem));
    tls.setPrivateKey(QSslKey(QByteArray::fromStdString(issued.keyPem), QSsl::Ec, QSsl::Pem));
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);  // clients show a token, not a certificate
    return tls;
}

std::string_view reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 413: return "Content Too Large";
        case 422: return "Unprocessable Content";
        case 431: return "Request Header Fields Too Large";
        default: return "Error";
    }
}

void send(QSslSocket* socket, const ApiAnswer& answer, bool keep, bool withBody) {
    std::string head =
        fmt::format("HTTP/1.1 {} {}\r\nServer: vedette-fleetsim\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
                    answer.status, reason(answer.status), answer.type, answer.body.size());
    for (const auto& [name, value] : answer.headers) head += fmt::format("{}: {}\r\n", name, value);
    head += keep ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    if (withBody) head += answer.body;
    socket->write(head.data(), static_cast<qint64>(head.size()));
    if (!keep) socket->disconnectFromHost();
}

}  // namespace

NodeServer::NodeServer(const Traffic& traffic, int node, std::string token, const Clock& clock)
    : m_feed(traffic, node), m_token(std::move(token)), m_clock(clock) {
    QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] { accept(); });
}

Result<void> NodeServer::listen(const IssuedCertificate& good, const IssuedCertificate& expired) {
    m_expired = configurationOf(expired);
    m_server.setSslConfiguration(configurationOf(good));
    m_server.setHandshakeTimeout(10'000);
    m_server.setMaxPendingConnections(256);
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost), 0)) {
        return fail(ErrorCode::Network, "cannot listen on 127.0.0.1: " + m_server.errorString().toStdString(),
                    m_feed.plan().id, "check the limit of open files (ulimit -n)");
    }
    return {};
}

void NodeServer::attend(Time now) {
    if (m_server.isListening() && m_feed.silent(now)) {
        m_server.close();
        dropConnections();
    }
    if (!m_isExpired && m_feed.expired(now)) {
        m_isExpired = true;
        m_server.setSslConfiguration(m_expired);
        dropConnections();
    }
}

void NodeServer::dropConnections() {
    const auto sockets = m_server.findChildren<QSslSocket*>();
    for (QSslSocket* socket : sockets) socket->abort();
}

void NodeServer::accept() {
    while (m_server.hasPendingConnections()) {
        auto* socket = qobject_cast<QSslSocket*>(m_server.nextPendingConnection());
        if (socket == nullptr) continue;
        QObject::connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QSslSocket::readyRead, &m_server, [this, socket] { read(socket); });
        // What came together with the handshake has no signal of its own.
        if (socket->bytesAvailable() > 0) read(socket);
        if (socket->state() == QAbstractSocket::UnconnectedState) socket->deleteLater();
    }
}

void NodeServer::read(QSslSocket* socket) {
    QByteArray buffer = socket->property("pending").toByteArray() + socket->readAll();
    while (serveOne(socket, buffer)) {
    }
    socket->setProperty("pending", buffer);
}

bool NodeServer::serveOne(QSslSocket* socket, QByteArray& buffer) {
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        if (buffer.size() > kLongestHead) {
            send(socket, {431, "text/plain", "", {}}, false, true);
            buffer.clear();
        }
        return false;
    }
    const QList<QByteArray> lines = buffer.left(end).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    ApiRequest request;
    bool keep = true;
    qsizetype length = 0;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon < 0) continue;
        const QByteArray name = lines[i].left(colon).trimmed().toLower();
        const QByteArray value = lines[i].mid(colon + 1).trimmed();
        if (name == "authorization") request.authorization = value.toStdString();
        if (name == "connection") keep = value.toLower() != "close";
        if (name == "content-length") length = value.toLongLong();
    }
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.") || length < 0 || length > kLongestBody) {
        send(socket, {length > kLongestBody ? 413 : 400, "text/plain", "", {}}, false, true);
        buffer.clear();
        return false;
    }
    if (buffer.size() < end + 4 + length) return false;
    buffer.remove(0, end + 4 + length);
    request.method = words[0].toStdString();
    splitTarget({words[1].constData(), static_cast<std::size_t>(words[1].size())}, request);
    if (words[2] == "HTTP/1.0") keep = false;
    ++m_served;
    send(socket, answer(m_feed, request, m_token, m_clock.now()), keep, request.method != "HEAD");
    return keep;
}

}  // namespace vedette::fleetsim
