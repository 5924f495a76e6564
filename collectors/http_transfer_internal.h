// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP request on its way: sets up the curl handle, receives, and says in words what went wrong.
#pragma once

#include <curl/curl.h>

#include <array>
#include <functional>
#include <memory>
#include <string>

#include "collectors/http_engine.h"
#include "collectors/tls_watch.h"

namespace vedette {

struct HttpTransfer {
    HttpRequest request;
    std::function<void(HttpResponse)> done;
    HttpResponse response;
    std::string url;  // of this attempt: differs from the request's after a redirect
    int redirects = 0;
    int attempt = 1;

    CURL* easy = nullptr;
    curl_slist* headers = nullptr;
    std::unique_ptr<TlsWatch> watch;
    const PeerObservation* known = nullptr;  // of an earlier handshake with this peer
    std::array<char, CURL_ERROR_SIZE> errorText{};
    std::uint64_t received = 0;
    std::uint64_t headerBytes = 0;
    bool tooLarge = false;
    bool stoppedByReceiver = false;
    bool delivered = false;  // part of the body went to onBytes: not to be repeated
    bool peerRead = false;

    ~HttpTransfer();

    // Prepares `handle` for the next attempt. An error when the request cannot be sent as it is.
    [[nodiscard]] Result<void> prepare(CURL* handle, CURLSH* share, bool freshConnection,
                                       const KeychainReader& keychain);
    // After the transfer ended with `code`: fills status, headers, peer and failure of the response.
    void conclude(CURLcode code);
    [[nodiscard]] bool worthRetrying(CURLcode code) const;

private:
    static std::size_t onHeader(char* data, std::size_t one, std::size_t size, void* self);
    static std::size_t onBody(char* data, std::size_t one, std::size_t size, void* self);
    static CURLcode onContext(CURL* easy, void* context, void* self);
    void readPeer();
    [[nodiscard]] Error transportError(CURLcode code) const;
};

// "https://host:port" in lower case with the port always given; empty when it is not an http(s) URL.
[[nodiscard]] std::string originOf(const std::string& url);
[[nodiscard]] std::string hostOf(const std::string& url);
// For messages: without query, which may hold what is nobody's business.
[[nodiscard]] std::string displayUrl(const std::string& url);

}  // namespace vedette
