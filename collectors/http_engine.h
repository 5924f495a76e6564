// SPDX-License-Identifier: GPL-3.0-or-later
// Hundreds of HTTPS endpoints on one thread, over libcurl's multi interface. Connections are kept and reused; retries
// back off with jitter and honour Retry-After; answers are limited in size and time; TLS is 1.2 at least and verified.
// Redirects are followed within the same scheme, host and port only. Proxies of the environment are not used.
// Thread: everything on the thread that calls run(), except wake().
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "collectors/collector.h"
#include "collectors/fleet.h"

namespace vedette {

struct HttpRequest {
    std::string url;
    std::map<std::string, std::string> headers;
    // When set, the request is a POST with this body; give its Content-Type in `headers`.
    std::optional<std::string> post;
    SecretRef bearer;
    TlsConfig tls;
    std::uint64_t maxBytes = 64u << 20;
    std::chrono::milliseconds timeout{30'000};
    std::chrono::milliseconds connectTimeout{10'000};
    int attempts = 3;                        // including the first
    std::chrono::milliseconds backoff{500};  // doubled for each further attempt, with jitter
    // When set, receives the body of a 2xx answer as it comes; false ends the transfer.
    std::function<bool(std::string_view)> onBytes;
    bool deprecatedTlsOnly = false;  // offer TLS 1.0 and 1.1 only: to learn whether a peer still accepts them
};

struct HttpResponse {
    int status = 0;  // 0 when no answer came
    std::string body;
    std::map<std::string, std::string> headers;  // names in lower case
    PeerObservation peer;
    std::optional<Error> failure;  // transport, TLS, limits; not for HTTP status codes
    bool peerRefused = false;      // the failure is that the peer's certificate was not accepted; see peer.problem
    std::optional<std::chrono::seconds> retryAfter;
    int attempts = 1;
};

class HttpEngine {
public:
    HttpEngine();
    ~HttpEngine();

    // Where secrets of requests come from that refer to the keychain; without it they cannot be sent.
    void setKeychain(KeychainReader keychain);
    // Queues a request; `done` runs on the engine's thread.
    void submit(HttpRequest request, std::function<void(HttpResponse)> done);
    // Calls `task` on the engine's thread after `delay`.
    void after(std::chrono::milliseconds delay, std::function<void()> task);
    // Works until stopped. Requests under way are dropped without calling done.
    void run(std::stop_token stop);
    // Works until every submitted request and delayed task is done, or the stop token asks.
    void runUntilIdle(std::stop_token stop = {});
    // From any thread: makes run() look at its queue and stop token now.
    void wake();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
