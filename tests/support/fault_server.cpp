// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fault_server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <list>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

namespace vedette::test {
namespace {

// Plain or TLS, with the same two operations.
struct Stream {
    int fd = -1;
    SSL* ssl = nullptr;
    long read(char* into, std::size_t size) const {
        if (ssl != nullptr) return SSL_read(ssl, into, static_cast<int>(size));
        return ::recv(fd, into, size, 0);
    }
    bool write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const long n = ssl != nullptr ? SSL_write(ssl, bytes.data(), static_cast<int>(bytes.size()))
                                          : ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
};

bool readRequest(const Stream& stream, std::string& buffer, FaultRequest& out) {
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
        char chunk[4096];
        const long n = stream.read(chunk, sizeof chunk);
        if (n <= 0 || buffer.size() > 65536) return false;
        buffer.append(chunk, static_cast<std::size_t>(n));
        if (stream.ssl == nullptr && buffer.front() == 0x16) {  // a TLS hello: answered as real servers do
            stream.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return false;
        }
    }
    const std::string head = buffer.substr(0, end + 2);
    buffer.erase(0, end + 4);
    out = {};
    std::size_t at = head.find("\r\n");
    const std::string first = head.substr(0, at);
    const auto a = first.find(' ');
    const auto b = first.rfind(' ');
    if (a == std::string::npos || b <= a) return false;
    out.method = first.substr(0, a);
    out.target = first.substr(a + 1, b - a - 1);
    while (at + 2 < head.size()) {
        const auto next = head.find("\r\n", at + 2);
        const std::string line = head.substr(at + 2, next - at - 2);
        at = next;
        const auto colon = line.find(':');
        if (colon == std::string::npos) continue;
        std::string name = line.substr(0, colon);
        for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const auto value = line.find_first_not_of(' ', colon + 1);
        out.headers[name] = value == std::string::npos ? "" : line.substr(value);
    }
    return true;
}

std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

int protocol(int version) {
    switch (version) {
        case 10: return TLS1_VERSION;
        case 11: return TLS1_1_VERSION;
        case 12: return TLS1_2_VERSION;
        case 13: return TLS1_3_VERSION;
        default: return 0;
    }
}

}  // namespace

std::string FaultRequest::query(const std::string& name, const std::string& otherwise) const {
    const auto mark = target.find('?');
    if (mark == std::string::npos) return otherwise;
    std::string rest = "&" + target.substr(mark + 1);
    const auto at = rest.find("&" + name + "=");
    if (at == std::string::npos) return otherwise;
    const auto start = at + name.size() + 2;
    return unescaped(rest.substr(start, rest.find('&', start) - start));
}

struct FaultServer::Impl {
    Handler handler;
    SSL_CTX* context = nullptr;
    int listener = -1;
    int port = 0;
    std::atomic<bool> stopping{false};
    std::atomic<int> connections{0};
    std::atomic<int> requests{0};
    std::mutex mutex;
    std::set<int> open;
    std::list<std::thread> threads;
    std::thread acceptor;

    void listen() {
        std::signal(SIGPIPE, SIG_IGN);
        listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 512) != 0) {
            throw std::runtime_error("cannot listen");
        }
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        acceptor = std::thread([this] { acceptLoop(); });
    }

    void acceptLoop() {
        while (!stopping) {
            pollfd waiting{listener, POLLIN, 0};
            if (::poll(&waiting, 1, 100) <= 0) continue;
            const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0) continue;
            const int on = 1;
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            const std::lock_guard lock(mutex);
            open.insert(fd);
            threads.emplace_back([this, fd] { serve(fd); });
        }
    }

    void serve(int fd) {
        Stream stream{fd, nullptr};
        bool good = true;
        if (context != nullptr) {
            stream.ssl = SSL_new(context);
            SSL_set_fd(stream.ssl, fd);
            good = SSL_accept(stream.ssl) == 1;
        }
        if (good) {
            ++connections;
            std::string buffer;
            FaultRequest request;
            while (!stopping && readRequest(stream, buffer, request)) {
                ++requests;
                if (!answer(stream, handler(request))) break;
            }
        }
        ERR_clear_error();
        if (stream.ssl != nullptr) SSL_free(stream.ssl);
        const std::lock_guard lock(mutex);
        open.erase(fd);
        ::close(fd);
    }

    // False when the connection is over.
    bool answer(const Stream& stream, const FaultAnswer& what) {
        if (what.hang) {
            while (!stopping) std::this_thread::sleep_for(std::chrono::milliseconds(10));
            return false;
        }
        if (what.reset) {
            const linger now{1, 0};
            ::setsockopt(stream.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            return false;
        }
        if (!what.raw.empty()) {
            stream.write(what.raw);
            return false;
        }
        std::string head = "HTTP/1.1 " + std::to_string(what.status) + " Status\r\n";
        for (const auto& [name, value] : what.headers) head += name + ": " + value + "\r\n";
        if (what.endless > 0) {
            if (!stream.write(head + "Connection: close\r\n\r\n")) return false;
            const std::string filler(65536, 'x');
            for (std::uint64_t sent = 0; sent < what.endless && !stopping; sent += filler.size()) {
                if (!stream.write(filler)) return false;
            }
            return false;
        }
        return stream.write(head + "Content-Length: " + std::to_string(what.body.size()) + "\r\n\r\n" + what.body);
    }
};

FaultServer::FaultServer(Handler handler) : m_impl(std::make_unique<Impl>()) {
    m_impl->handler = std::move(handler);
    m_impl->listen();
}

FaultServer::FaultServer(Handler handler, const Issued& identity, int lowestTls, int highestTls,
                         const std::string& clientCa)
    : m_impl(std::make_unique<Impl>()) {
    m_impl->handler = std::move(handler);
    m_impl->context = SSL_CTX_new(TLS_server_method());
    BIO* bio = BIO_new_mem_buf(identity.certificate.data(), static_cast<int>(identity.certificate.size()));
    X509* certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    bio = BIO_new_mem_buf(identity.key.data(), static_cast<int>(identity.key.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    SSL_CTX_use_certificate(m_impl->context, certificate);
    SSL_CTX_use_PrivateKey(m_impl->context, key);
    X509_free(certificate);
    EVP_PKEY_free(key);
    if (lowestTls != 0) {
        SSL_CTX_set_min_proto_version(m_impl->context, protocol(lowestTls));
        // TLS 1.0 and 1.1 sign with SHA-1, which OpenSSL allows at level 0 only.
        if (lowestTls < 12) SSL_CTX_set_cipher_list(m_impl->context, "ALL:@SECLEVEL=0");
    }
    if (highestTls != 0) SSL_CTX_set_max_proto_version(m_impl->context, protocol(highestTls));
    if (!clientCa.empty()) {
        bio = BIO_new_mem_buf(clientCa.data(), static_cast<int>(clientCa.size()));
        X509* authority = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
        BIO_free(bio);
        X509_STORE_add_cert(SSL_CTX_get_cert_store(m_impl->context), authority);
        X509_free(authority);
        SSL_CTX_set_verify(m_impl->context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        const unsigned char id[] = "vedette-test";
        SSL_CTX_set_session_id_context(m_impl->context, id, sizeof id - 1);
    }
    m_impl->listen();
}

FaultServer::~FaultServer() {
    m_impl->stopping = true;
    m_impl->acceptor.join();
    {
        const std::lock_guard lock(m_impl->mutex);
        for (const int fd : m_impl->open) ::shutdown(fd, SHUT_RDWR);
    }
    for (std::thread& thread : m_impl->threads) thread.join();
    ::close(m_impl->listener);
    SSL_CTX_free(m_impl->context);
}

int FaultServer::port() const { return m_impl->port; }
std::string FaultServer::url(const std::string& host) const {
    return (m_impl->context != nullptr ? "https://" : "http://") + host + ":" + std::to_string(m_impl->port);
}
int FaultServer::connections() const { return m_impl->connections; }
int FaultServer::requests() const { return m_impl->requests; }

}  // namespace vedette::test
