// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "collectors/fleet_check.h"
#include "collectors/http_transfer_internal.h"

namespace vedette {
namespace {

constexpr std::uint64_t kLargestHeaders = 256u << 10;
constexpr std::size_t kLargestErrorPage = 1u << 20;
// A peer may ask for patience, not for never being asked again; and times far ahead overflow what they are added to.
constexpr std::chrono::seconds kLongestRetryAfter = std::chrono::hours(1);
// curl takes the highest version in the upper half of the word.
constexpr long kTls10To11 = long{CURL_SSLVERSION_TLSv1_0} | (long{CURL_SSLVERSION_TLSv1_1} << 16);

std::string urlPart(const std::string& url, CURLUPart part) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), &curl_url_cleanup);
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
    char* text = nullptr;
    if (curl_url_get(parsed.get(), part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK || text == nullptr) return {};
    std::string out = text;
    curl_free(text);
    return out;
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

bool isRetryStatus(int status) {
    return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 || status == 503 ||
           status == 504;
}

// Sets options until the first refusal.
class Options {
public:
    explicit Options(CURL* easy) : m_easy(easy) {}
    template <class T>
    Options& set(CURLoption option, T value) {
        if (m_code == CURLE_OK) m_code = curl_easy_setopt(m_easy, option, value);
        return *this;
    }
    [[nodiscard]] CURLcode code() const { return m_code; }

private:
    CURL* m_easy;
    CURLcode m_code = CURLE_OK;
};

}  // namespace

std::string originOf(const std::string& url) {
    const std::string scheme = lower(urlPart(url, CURLUPART_SCHEME));
    const std::string host = lower(urlPart(url, CURLUPART_HOST));
    if ((scheme != "https" && scheme != "http") || host.empty()) return {};
    return scheme + "://" + host + ":" + urlPart(url, CURLUPART_PORT);
}

std::string hostOf(const std::string& url) { return urlPart(url, CURLUPART_HOST); }

std::string displayUrl(const std::string& url) { return url.substr(0, url.find('?')); }

HttpTransfer::~HttpTransfer() { curl_slist_free_all(headers); }

Result<void> HttpTransfer::prepare(CURL* handle, CURLSH* share, bool freshConnection, const KeychainReader& keychain) {
    easy = handle;
    const std::string origin = originOf(url);
    if (origin.empty()) return fail(ErrorCode::Invalid, "not an http or https URL", displayUrl(url));

    curl_slist_free_all(headers);
    headers = nullptr;
    const auto addHeader = [&](const std::string& line) {
        if (curl_slist* longer = curl_slist_append(headers, line.c_str())) headers = longer;
    };
    for (const auto& [name, value] : request.headers) {
        if ((name + value).find_first_of("\r\n") != std::string::npos) {
            return fail(ErrorCode::Invalid, "a request header has a line break inside", displayUrl(url));
        }
        addHeader(name + ": " + value);
    }
    if (!request.bearer.empty()) {
        if (origin.starts_with("http://") && !isLoopback(origin)) {
            return fail(ErrorCode::Denied, "a bearer token is not sent over plain HTTP", displayUrl(url), "use https");
        }
        auto token = request.bearer.resolve(keychain);
        if (!token) return passOn(token);
        addHeader("Authorization: Bearer " + *token);
    }

    response.headers.clear();
    response.body.clear();
    response.status = 0;
    response.failure.reset();
    response.retryAfter.reset();
    response.peerRefused = false;
    received = headerBytes = 0;
    tooLarge = stoppedByReceiver = peerRead = false;
    errorText.fill('\0');
    watch = std::make_unique<TlsWatch>(hostOf(url), request.tls);

    Options options(easy);
    options.set(CURLOPT_URL, url.c_str())
        .set(CURLOPT_PRIVATE, this)
        .set(CURLOPT_PROTOCOLS_STR, "http,https")
        .set(CURLOPT_PROXY, "")
        .set(CURLOPT_NOSIGNAL, 1L)
        .set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1))
        .set(CURLOPT_HTTP09_ALLOWED, 0L)
        .set(CURLOPT_FOLLOWLOCATION, 0L)
        .set(CURLOPT_USERAGENT, "vedette/" VEDETTE_VERSION)
        .set(CURLOPT_HTTPHEADER, headers)
        .set(CURLOPT_ERRORBUFFER, errorText.data())
        .set(CURLOPT_SHARE, share)
        .set(CURLOPT_TCP_KEEPALIVE, 1L)
        .set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()))
        .set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connectTimeout.count()))
        .set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.maxBytes))
        .set(CURLOPT_HEADERFUNCTION, &HttpTransfer::onHeader)
        .set(CURLOPT_HEADERDATA, this)
        .set(CURLOPT_WRITEFUNCTION, &HttpTransfer::onBody)
        .set(CURLOPT_WRITEDATA, this)
        .set(CURLOPT_FRESH_CONNECT, freshConnection ? 1L : 0L)
        .set(CURLOPT_FORBID_REUSE, freshConnection ? 1L : 0L);
    if (request.post) {
        options.set(CURLOPT_POST, 1L)
            .set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.post->size()))
            .set(CURLOPT_POSTFIELDS, request.post->data());  // not copied; the request outlives the transfer
    }
    if (origin.starts_with("https://")) {
        // The watch decides what is accepted; curl's own check of the name stays on as a second lock.
        options.set(CURLOPT_SSL_VERIFYPEER, 1L)
            .set(CURLOPT_SSL_VERIFYHOST, request.tls.verify ? 2L : 0L)
            .set(CURLOPT_SSL_CTX_FUNCTION, &HttpTransfer::onContext)
            .set(CURLOPT_SSL_CTX_DATA, this)
            // A resumed session skips the certificate, and with it the pin.
            .set(CURLOPT_SSL_SESSIONID_CACHE, request.tls.pinSha256.empty() ? 1L : 0L);
        if (request.deprecatedTlsOnly) {
            options.set(CURLOPT_SSLVERSION, kTls10To11).set(CURLOPT_SSL_CIPHER_LIST, "ALL:@SECLEVEL=0");
        } else {
            options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        }
        if (!request.tls.caFile.empty()) options.set(CURLOPT_CAINFO, request.tls.caFile.c_str());
        if (!request.tls.certFile.empty()) {
            options.set(CURLOPT_SSLCERT, request.tls.certFile.c_str()).set(CURLOPT_SSLKEY, request.tls.keyFile.c_str());
        }
    }
    if (options.code() != CURLE_OK) {
        return fail(ErrorCode::Unsupported,
                    fmt::format("the request cannot be made: {}", curl_easy_strerror(options.code())), displayUrl(url));
    }
    return {};
}

CURLcode HttpTransfer::onContext(CURL* /*easy*/, void* context, void* self) {
    static_cast<HttpTransfer*>(self)->watch->attach(context);
    return CURLE_OK;
}

void HttpTransfer::readPeer() {
    if (peerRead) return;
    peerRead = true;
    const curl_tlssessioninfo* session = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK || session == nullptr) return;
    if (session->backend == CURLSSLBACKEND_OPENSSL) watch->readConnection(session->internals, known);
}

std::size_t HttpTransfer::onHeader(char* data, std::size_t /*one*/, std::size_t size, void* self) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    transfer.readPeer();
    transfer.headerBytes += size;
    if (transfer.headerBytes > kLargestHeaders) {
        transfer.tooLarge = true;
        return 0;
    }
    std::string_view line(data, size);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) {
        transfer.response.headers.clear();
        return size;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return size;
    std::string_view value = line.substr(colon + 1);
    while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
    while (value.ends_with(' ') || value.ends_with('\t')) value.remove_suffix(1);
    std::string& kept = transfer.response.headers[lower(std::string(line.substr(0, colon)))];
    if (!kept.empty()) kept += ", ";
    kept += value;
    return size;
}

std::size_t HttpTransfer::onBody(char* data, std::size_t /*one*/, std::size_t size, void* self) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    transfer.received += size;
    if (transfer.received > transfer.request.maxBytes) {
        transfer.tooLarge = true;
        return 0;
    }
    long status = 0;
    curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    if (transfer.request.onBytes && status >= 200 && status < 300) {
        transfer.delivered = true;
        if (!transfer.request.onBytes({data, size})) {
            transfer.stoppedByReceiver = true;
            return 0;
        }
    } else {
        // Whoever takes an answer piece by piece may allow for more than fits into memory, but not of an error page.
        const bool errorPage = status < 200 || status >= 300;
        if (errorPage && transfer.response.body.size() + size > kLargestErrorPage) {
            transfer.stoppedByReceiver = true;
            return 0;
        }
        transfer.response.body.append(data, size);
    }
    return size;
}

bool HttpTransfer::worthRetrying(CURLcode code) const {
    if (delivered || watch->refused()) return false;
    switch (code) {
        case CURLE_OK: return isRetryStatus(response.status);
        case CURLE_COULDNT_CONNECT:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE: return true;
        default: return false;
    }
}

Error HttpTransfer::transportError(CURLcode code) const {
    const std::string where = displayUrl(url);
    const std::string detail = errorText[0] != '\0' ? errorText.data() : curl_easy_strerror(code);
    if (tooLarge || code == CURLE_FILESIZE_EXCEEDED) {
        return {ErrorCode::Invalid, fmt::format("the answer is larger than {} bytes", request.maxBytes), where,
                "is this the right path?"};
    }
    if (watch->refused()) {
        return {ErrorCode::Network, "the certificate is refused: " + watch->seen().problem, where,
                "check the node's certificate, and tls in the fleet file"};
    }
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return {ErrorCode::Network, fmt::format("the host name {} is not known", hostOf(url)), where,
                    "check the endpoint and DNS"};
        case CURLE_COULDNT_CONNECT: {
            long number = 0;
            curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
            if (number == ECONNREFUSED) {
                return {ErrorCode::Network, "the connection was refused", where, "is the server running on this port?"};
            }
            return {ErrorCode::Network,
                    number != 0 ? fmt::format("no connection: {}", std::strerror(static_cast<int>(number)))
                                : fmt::format("no connection: {}", detail),
                    where,
                    {}};
        }
        case CURLE_OPERATION_TIMEDOUT:
            return {ErrorCode::Timeout, fmt::format("no complete answer in time ({})", detail), where, {}};
        case CURLE_PEER_FAILED_VERIFICATION:
            return {ErrorCode::Network, "the certificate is refused: " + detail, where,
                    "check the node's certificate, and tls in the fleet file"};
        case CURLE_SSL_CACERT_BADFILE:
            return {ErrorCode::Invalid, "the file of trusted authorities cannot be read", request.tls.caFile,
                    "check ca_file in the fleet file"};
        case CURLE_SSL_CERTPROBLEM:
            return {ErrorCode::Invalid, fmt::format("the client certificate cannot be used: {}", detail),
                    request.tls.certFile, "check cert_file and key_file in the fleet file"};
        case CURLE_SSL_CONNECT_ERROR:
            if (detail.find("protocol version") != std::string::npos ||
                detail.find("unsupported protocol") != std::string::npos) {
                return {ErrorCode::Network, fmt::format("no common TLS version: {}", detail), where,
                        "the node must speak TLS 1.2 or newer"};
            }
            if (detail.find("wrong version number") != std::string::npos ||
                detail.find("packet length too long") != std::string::npos) {
                return {ErrorCode::Network, "the port does not speak TLS", where, "is it plain HTTP?"};
            }
            return {ErrorCode::Network, fmt::format("the TLS handshake failed: {}", detail), where, {}};
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
            if (detail.find("certificate required") != std::string::npos || detail.find("alert") != std::string::npos) {
                return {ErrorCode::Denied, fmt::format("the peer ended the TLS session: {}", detail), where, {}};
            }
            return {ErrorCode::Network, fmt::format("the connection broke: {}", detail), where, {}};
        case CURLE_GOT_NOTHING: return {ErrorCode::Network, "the connection was closed without an answer", where, {}};
        case CURLE_PARTIAL_FILE:
            return {ErrorCode::Network, "the connection was closed in the middle of the answer", where, {}};
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_BAD_CONTENT_ENCODING:
            return {ErrorCode::Invalid, fmt::format("the answer is not HTTP ({})", detail), where,
                    "is this the right port?"};
        default: return {ErrorCode::Network, detail, where, {}};
    }
}

void HttpTransfer::conclude(CURLcode code) {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    response.attempts = attempt;
    curl_off_t wait = 0;
    if (curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &wait) == CURLE_OK && wait > 0) {
        response.retryAfter = std::min(std::chrono::seconds(wait), kLongestRetryAfter);
    }
    response.peer = watch->seen();
    response.peerRefused = watch->refused();
    if (code != CURLE_OK && !stoppedByReceiver) {
        response.failure = transportError(code);
        if (tooLarge) response.body.clear();
    }
}

}  // namespace vedette
