// SPDX-License-Identifier: GPL-3.0-or-later
// What a simulated node answers to a request, without any networking: paths, tokens, pages.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "app/fleetsim/node_feed.h"

namespace vedette::fleetsim {

struct ApiRequest {
    std::string method;
    std::string path;                          // decoded
    std::map<std::string, std::string> query;  // decoded; the last of equal names wins
    std::string authorization;
};

struct ApiAnswer {
    int status = 200;
    std::string type = "application/json";
    std::string body;
    std::map<std::string, std::string> headers;
};

// "/a%20b?x=1+2" into path and query.
void splitTarget(std::string_view target, ApiRequest& request);

[[nodiscard]] ApiAnswer answer(NodeFeed& feed, const ApiRequest& request, std::string_view token, Time now);

}  // namespace vedette::fleetsim
