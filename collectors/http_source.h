// SPDX-License-Identifier: GPL-3.0-or-later
// What all collectors over HTTP share.
#pragma once

#include <string>
#include <string_view>

#include "collectors/collector.h"
#include "collectors/fleet.h"
#include "collectors/http_engine.h"

namespace vedette {

inline constexpr std::size_t kLongestLine = 1u << 20;
inline constexpr std::size_t kKeptOfLongLine = 64u << 10;

// The node's endpoint, credentials and TLS with `path`, which begins with '/'.
[[nodiscard]] HttpRequest requestTo(const NodeConfig& node, const std::string& path);
// `path` with "name=value" added to its query; the value is escaped.
[[nodiscard]] std::string withQuery(const std::string& path, std::string_view name, std::string_view value);
// Copies status, peer, waiting time and failure of `response`; an HTTP status other than 2xx becomes a failure in
// words. True when there is a body to read.
bool takeResponse(const HttpRequest& request, const HttpResponse& response, Poll& poll);
[[nodiscard]] Error statusError(int status, const std::string& url);
// A record of one line; of a line that is too long, its beginning.
[[nodiscard]] RawRecord lineRecord(std::string_view line);

}  // namespace vedette
