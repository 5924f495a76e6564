// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/http_source.h"

#include <fmt/format.h>

#include <algorithm>

namespace vedette {

HttpRequest requestTo(const NodeConfig& node, const std::string& path) {
    HttpRequest request;
    request.url = node.endpoint + path;
    request.bearer = node.bearer;
    request.tls = node.tls;
    return request;
}

std::string withQuery(const std::string& path, std::string_view name, std::string_view value) {
    std::string out = path;
    out += path.find('?') == std::string::npos ? '?' : '&';
    out += name;
    out += '=';
    for (const char c : value) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.';
        if (plain)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

Error statusError(int status, const std::string& url) {
    const std::string where = url.substr(0, url.find('?'));
    switch (status) {
        case 401:
        case 403:
            return {ErrorCode::Denied, fmt::format("the endpoint refuses these credentials (HTTP {})", status), where,
                    "check 'bearer' and the client certificate in the fleet file"};
        case 404:
        case 410:
            return {ErrorCode::NotFound, fmt::format("there is nothing at this path (HTTP {})", status), where,
                    "check 'path' in the fleet file"};
        case 429:
            return {ErrorCode::Network, "the endpoint asks for fewer requests (HTTP 429)", where,
                    "raise 'every' in the fleet file"};
        default: return {ErrorCode::Network, fmt::format("the endpoint answers HTTP {}", status), where, {}};
    }
}

bool takeResponse(const HttpRequest& request, const HttpResponse& response, Poll& poll) {
    if (!response.peer.fingerprint.empty() || !response.peer.tlsVersion.empty()) poll.peer = response.peer;
    if (response.status != 0) poll.httpStatus = response.status;
    if (response.retryAfter) poll.retryAfter = *response.retryAfter;
    if (response.failure) {
        poll.failure = response.failure;
        return false;
    }
    if (response.status < 200 || response.status > 299) {
        poll.failure = statusError(response.status, request.url);
        return false;
    }
    return true;
}

RawRecord lineRecord(std::string_view line) {
    RawRecord record;
    if (line.size() <= kLongestLine) {
        record.bytes = line;
        return record;
    }
    record.bytes = line.substr(0, kKeptOfLongLine);
    record.fullSize = line.size();
    record.problem = fmt::format("a line of {} bytes, more than {}; its first {} are kept", line.size(), kLongestLine,
                                 kKeptOfLongLine);
    return record;
}

}  // namespace vedette
