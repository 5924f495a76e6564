// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/node_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/base/crypto.h"

namespace vedette::fleetsim {
namespace {

constexpr int kLinesAtOnce = 5000;

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text, bool plusIsSpace) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0) {
            out += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' && plusIsSpace ? ' ' : text[i];
        }
    }
    return out;
}

std::string value(const ApiRequest& request, const char* name) {
    const auto it = request.query.find(name);
    return it == request.query.end() ? std::string() : it->second;
}

// True and `into` changed when the parameter is a whole number, true and unchanged when it is absent.
template <class T>
bool number(const ApiRequest& request, const char* name, T& into) {
    const std::string text = value(request, name);
    if (text.empty()) return true;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc{} && end == text.data() + text.size();
}

ApiAnswer problem(int status, std::string_view what) {
    return {status, "application/json", fmt::format(R"({{"error":{{"message":"{}","code":{}}}}})", what, status), {}};
}

ApiAnswer spend(NodeFeed& feed, const ApiRequest& request, Time now) {
    SpendQuery query;
    const auto from = parseTime(value(request, "start_date") + "Z");
    const auto to = parseTime(value(request, "end_date") + "Z");
    const auto dayOnly = parseTime(value(request, "start_date"));
    if ((!from && !dayOnly) || !to) {
        return problem(400, "start_date and end_date are needed, as YYYY-MM-DD HH:MM:SS");
    }
    query.from = from ? *from : *dayOnly;
    query.to = *to;
    if (!number(request, "page", query.page) || !number(request, "page_size", query.pageSize) || query.page < 1 ||
        query.pageSize < 1 || query.pageSize > 100) {
        return problem(422, "page must be 1 or more, page_size 1 to 100");
    }
    query.requestId = value(request, "request_id");
    query.user = value(request, "user_id");
    query.model = value(request, "model");
    query.status = value(request, "status_filter");
    ApiAnswer out;
    out.body = feed.spendPage(query, now);
    return out;
}

ApiAnswer logLines(NodeFeed& feed, const ApiRequest& request, Time now) {
    const int source = feed.sourceIndex(std::string_view(request.path).substr(6));
    if (source < 0) return problem(404, "there is no such log here");
    if (feed.plan().sources[static_cast<std::size_t>(source)].kind == LogKind::LiteLlm) {
        return problem(404, "the spend log is read at /spend/logs/v2");
    }
    std::uint64_t after = 0;
    int limit = 1000;
    if (!number(request, "after", after) || !number(request, "limit", limit) || limit < 1) {
        return problem(400, "after and limit must be whole numbers, limit 1 or more");
    }
    NodeFeed::Page page = feed.linesAfter(source, after, std::min(limit, kLinesAtOnce), now);
    return {200, "application/x-ndjson", std::move(page.body), {{"X-Next-After", std::to_string(page.next)}}};
}

ApiAnswer modelList(const NodePlan& plan) {
    ApiAnswer out;
    out.body = R"({"object":"list","data":[)";
    for (const Model& model : plan.models) {
        if (out.body.back() == '}') out.body += ',';
        out.body += fmt::format(R"({{"id":"{}","object":"model","owned_by":"example"}})", model.name);
    }
    out.body += "]}";
    return out;
}

}  // namespace

void splitTarget(std::string_view target, ApiRequest& request) {
    const std::size_t mark = target.find('?');
    request.path = decoded(target.substr(0, mark), false);
    if (mark == std::string_view::npos) return;
    std::string_view rest = target.substr(mark + 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const std::size_t equal = pair.find('=');
        request.query[decoded(pair.substr(0, equal), true)] =
            equal == std::string_view::npos ? std::string() : decoded(pair.substr(equal + 1), true);
    }
}

ApiAnswer answer(NodeFeed& feed, const ApiRequest& request, std::string_view token, Time now) {
    const bool known = equalConstantTime(request.authorization, fmt::format("Bearer {}", token));
    const bool modelCall = request.path.starts_with("/v1/");
    if (request.path == "/health") return {200, "text/plain", "", {}};
    // An open node leaves its model interface open, not its logs.
    if (!known && !(feed.open(now) && (modelCall || request.path == "/metrics"))) {
        ApiAnswer refused = problem(401, request.authorization.empty() ? "no token given" : "the token is not valid");
        refused.headers["WWW-Authenticate"] = "Bearer";
        return refused;
    }
    const bool get = request.method == "GET" || request.method == "HEAD";
    if (request.path == "/v1/chat/completions" || request.path == "/v1/completions") {
        if (request.method != "POST") return problem(405, "use POST");
        ApiAnswer out;
        out.body = fmt::format(
            R"({{"object":"chat.completion","model":"{}","choices":[{{"index":0,"finish_reason":"stop","message":{{"role":)"
            R"("assistant","content":"This node is simulated."}}}}],"usage":{{"prompt_tokens":8,"completion_tokens":5}}}})",
            feed.plan().models.front().name);
        return out;
    }
    if (!get) return problem(405, "use GET");
    if (request.path == "/metrics") {
        return {200, "text/plain; version=0.0.4; charset=utf-8", feed.metrics(now), {}};
    }
    if (request.path == "/v1/models") return modelList(feed.plan());
    if ((request.path == "/spend/logs/v2" || request.path == "/spend/logs/ui") && feed.sourceIndex("spend") >= 0) {
        return spend(feed, request, now);
    }
    if (request.path.starts_with("/logs/")) return logLines(feed, request, now);
    return problem(404, "there is nothing at this path");
}

}  // namespace vedette::fleetsim
