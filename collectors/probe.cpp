// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/probe.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "collectors/http_source.h"
#include "collectors/http_transfer_internal.h"
#include "core/base/json.h"

namespace vedette {
namespace {

constexpr std::uint64_t kLookedAt = 1u << 20;
constexpr std::chrono::seconds kPatience{10};

std::string_view name(EndpointObservation::Anonymous value) {
    switch (value) {
        case EndpointObservation::Anonymous::Refused: return "refused";
        case EndpointObservation::Anonymous::Admitted: return "admitted";
        case EndpointObservation::Anonymous::Unknown: break;
    }
    return "unknown";
}

std::string_view name(EndpointObservation::Deprecated value) {
    switch (value) {
        case EndpointObservation::Deprecated::Accepted: return "accepted";
        case EndpointObservation::Deprecated::Refused: return "refused";
        case EndpointObservation::Deprecated::NotTested: break;
    }
    return "not tested";
}

// One probe: a chain of requests, none of which carries a credential.
class Probe : public std::enable_shared_from_this<Probe> {
public:
    Probe(HttpEngine& http, const NodeConfig& node, std::function<void(EndpointObservation)> done)
        : m_http(http), m_node(node), m_done(std::move(done)) {
        m_out.node = node.id;
        m_out.endpoint = node.endpoint;
        for (const SourceConfig& source : node.sources) {
            if (source.kind == SourceKind::JsonPages || source.kind == SourceKind::JsonLines)
                m_paths.push_back(source.path);
        }
        if (m_paths.empty()) m_paths.emplace_back("/v1/models");
    }

    void start() {
        if (m_node.endpoint.empty()) {
            m_out.problem = "the node has no endpoint";
            return m_done(std::move(m_out));
        }
        askNext(true);
    }

private:
    [[nodiscard]] bool encrypted() const { return m_node.endpoint.starts_with("https://"); }

    HttpRequest anonymous(const std::string& path, bool verify) const {
        HttpRequest request;
        request.url = m_node.endpoint + path;
        request.tls.caFile = m_node.tls.caFile;
        request.tls.pinSha256 = verify ? m_node.tls.pinSha256 : std::string{};
        request.tls.verify = verify && m_node.tls.verify;
        request.attempts = 1;
        request.timeout = kPatience;
        request.maxBytes = std::uint64_t{1} << 50;
        // Being let in is what counts; the data itself is not wanted.
        auto received = std::make_shared<std::uint64_t>(0);
        request.onBytes = [received](std::string_view bytes) { return (*received += bytes.size()) < kLookedAt; };
        return request;
    }

    void askNext(bool verify) {
        if (m_next >= m_paths.size() || m_out.anonymous == EndpointObservation::Anonymous::Admitted) return askOldTls();
        HttpRequest request = anonymous(m_paths[m_next], verify);
        m_http.submit(std::move(request),
                      [self = shared_from_this(), verify](HttpResponse response) { self->judge(verify, response); });
    }

    void judge(bool verify, const HttpResponse& response) {
        if (verify) {
            if (m_out.peer.fingerprint.empty()) m_out.peer = response.peer;
            if (response.peerRefused) {
                m_out.problem = response.peer.problem;
                // Whether it lets anybody in is asked all the same: there is nothing of ours to lose.
                return askNext(false);
            }
        }
        if (response.failure) {
            const bool wantsCertificate = response.failure->code == ErrorCode::Denied && response.status == 0;
            if (wantsCertificate)
                note(EndpointObservation::Anonymous::Refused, 0);
            else if (m_out.problem.empty())
                m_out.problem = response.failure->what;
            if (response.status == 0 && !wantsCertificate) return askOldTls();
        } else if (response.status == 401 || response.status == 403) {
            note(EndpointObservation::Anonymous::Refused, response.status);
        } else if (response.status == 400 && !m_node.tls.certFile.empty() &&
                   response.body.find("ertificate") != std::string::npos) {
            note(EndpointObservation::Anonymous::Refused, response.status);  // how nginx asks for a client certificate
        } else if (response.status == 200 || response.status == 206) {
            note(EndpointObservation::Anonymous::Admitted, response.status);
        } else if (m_out.anonymous == EndpointObservation::Anonymous::Unknown) {
            m_out.anonymousStatus = response.status;
            m_out.anonymousPath = m_paths[m_next];
        }
        ++m_next;
        askNext(verify);
    }

    void note(EndpointObservation::Anonymous what, int status) {
        m_out.anonymous = what;
        m_out.anonymousStatus = status;
        m_out.anonymousPath = m_paths[m_next];
    }

    void askOldTls() {
        if (!encrypted()) {
            m_out.plaintext = m_out.anonymousStatus != 0;
            return finish();
        }
        if (m_out.peer.fingerprint.empty() && m_out.anonymousStatus == 0) return askPlain();  // nobody there to ask
        HttpRequest request = anonymous("/", false);
        request.deprecatedTlsOnly = true;
        m_http.submit(std::move(request), [self = shared_from_this()](HttpResponse response) {
            EndpointObservation& out = self->m_out;
            // A certificate shown under TLS 1.1 means that the peer has agreed to it.
            if (response.status != 0 || !response.peer.fingerprint.empty())
                out.deprecatedTls = EndpointObservation::Deprecated::Accepted;
            else if (response.failure && response.failure->what.find("no protocols available") == std::string::npos &&
                     response.failure->code == ErrorCode::Network) {
                out.deprecatedTls = EndpointObservation::Deprecated::Refused;
            }
            self->askPlain();
        });
    }

    void askPlain() {
        HttpRequest request = anonymous("/", false);
        const std::string origin = originOf(m_node.endpoint);
        request.url = "http://" + origin.substr(origin.find("://") + 3) + "/";
        request.timeout = std::chrono::seconds(3);
        m_http.submit(std::move(request), [self = shared_from_this()](HttpResponse response) {
            // Servers that notice plain HTTP on a TLS port answer it with an error or send the client to https.
            const int status = response.status;
            self->m_out.plaintext =
                status != 0 && status != 400 && status != 421 && status != 426 && status != 497 && status / 100 != 3;
            self->finish();
        });
    }

    void finish() { m_done(std::move(m_out)); }

    HttpEngine& m_http;
    NodeConfig m_node;
    std::function<void(EndpointObservation)> m_done;
    EndpointObservation m_out;
    std::vector<std::string> m_paths;
    std::size_t m_next = 0;
};

}  // namespace

void probeEndpoint(HttpEngine& http, const NodeConfig& node, std::function<void(EndpointObservation)> done) {
    std::make_shared<Probe>(http, node, std::move(done))->start();
}

std::string observationJson(const EndpointObservation& observation) {
    std::string out;
    JsonWriter json(out);
    const PeerObservation& peer = observation.peer;
    json.beginObject();
    json.key("anonymous").string(name(observation.anonymous));
    json.key("anonymous_status").integer(observation.anonymousStatus);
    json.key("cipher").string(peer.cipher);
    json.key("deprecated_tls").string(name(observation.deprecatedTls));
    json.key("endpoint").string(observation.endpoint);
    json.key("fingerprint").string(peer.fingerprint);
    json.key("issuer").string(peer.issuer);
    if (peer.notAfter)
        json.key("not_after").string(formatTime(*peer.notAfter));
    else
        json.key("not_after").null();
    json.key("plaintext").boolean(observation.plaintext);
    json.key("problem").string(observation.problem.empty() ? peer.problem : observation.problem);
    json.key("subject").string(peer.subject);
    json.key("tls").string(peer.tlsVersion);
    json.key("verified").boolean(peer.verified);
    json.endObject();
    return out;
}

std::string observationJson(const std::string& endpoint, const PeerObservation& peer) {
    EndpointObservation observation;
    observation.endpoint = endpoint;
    observation.peer = peer;
    observation.plaintext = endpoint.starts_with("http://");
    return observationJson(observation);
}

}  // namespace vedette
