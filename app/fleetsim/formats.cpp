// SPDX-License-Identifier: GPL-3.0-or-later
// Access and spend logs in the wording of the servers that write them.
#include <fmt/format.h>

#include <chrono>
#include <iterator>

#include "app/fleetsim/rng.h"
#include "app/fleetsim/traffic.h"

namespace vedette::fleetsim {

// Defined with the audit formats.
bool formatModSecurity(const NodePlan& node, const Request& r, std::string& out);

namespace {

struct Civil {
    int year;
    unsigned month, day;
    int hour, minute, second, micros;
};

Civil civil(Time t) {
    const auto days = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date(days);
    const std::int64_t rest = (t - days).count();
    const auto seconds = static_cast<int>(rest / 1'000'000);
    return {static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            static_cast<int>(rest % 1'000'000)};
}

constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string_view method(const Request& r) { return r.isInference() ? "POST" : "GET"; }

std::string_view modelName(const NodePlan& node, const Request& r) {
    return r.isInference() ? node.models[static_cast<std::size_t>(r.model)].name : std::string_view{};
}

int sourcePort(const Request& r) { return 32768 + static_cast<int>(r.id % 28000); }

// The model server tells its gateway in response headers what a request took; a failed one says nothing.
bool saysTokens(const Request& r) { return r.isInference() && r.status == 200; }

void formatNginxJson(const NodePlan& node, const Request& r, std::string& out) {
    out += R"({"time_iso8601":")";
    appendIsoTime(out, r.logged, 0);
    const std::int64_t millis = toMicros(r.logged) / 1000;
    fmt::format_to(std::back_inserter(out),
                   R"(+00:00","msec":{}.{:03},"remote_addr":"{}","remote_user":"{}","request_id":")", millis / 1000,
                   millis % 1000, addressText(r), accountName(r));
    appendHex(out, mix(r.id, 1), 16);
    appendHex(out, mix(r.id, 2), 16);
    const double seconds = static_cast<double>(r.duration.count()) / 1e6;
    fmt::format_to(std::back_inserter(out),
                   R"(","request_method":"{}","uri":"{}","args":"","status":{},"request_time":{:.3f},)", method(r),
                   pathText(node, r), r.status, seconds);
    if (r.reachedServer()) {
        fmt::format_to(std::back_inserter(out), R"("upstream_response_time":"{:.3f}",)", seconds);
    } else {
        out += R"("upstream_response_time":"",)";
    }
    fmt::format_to(std::back_inserter(out), R"("body_bytes_sent":{},"http_user_agent":"{}",)", r.responseBytes,
                   r.actor->agent);
    if (r.actor->kind == ActorKind::Probe) {
        out += R"("ssl_protocol":"","ssl_cipher":"",)";  // the kubelet probes the plain port
    } else {
        out += R"("ssl_protocol":"TLSv1.3","ssl_cipher":"TLS_AES_256_GCM_SHA384",)";
    }
    fmt::format_to(std::back_inserter(out),
                   R"("server_name":"{}","sent_http_x_principal":"{}","sent_http_x_model":"{}",)", node.hostName,
                   r.status == 401 ? std::string() : accountName(r), modelName(node, r));
    if (saysTokens(r)) {
        fmt::format_to(std::back_inserter(out),
                       R"("sent_http_x_prompt_tokens":"{}","sent_http_x_completion_tokens":"{}",)", r.promptTokens,
                       r.outputTokens);
    } else {
        out += R"("sent_http_x_prompt_tokens":"","sent_http_x_completion_tokens":"",)";
    }
    fmt::format_to(std::back_inserter(out), R"("sent_http_x_country":"{}"}})", r.country);
}

void formatNginxCombined(const NodePlan& node, const Request& r, std::string& out) {
    const Civil c = civil(r.logged);
    const std::string name = accountName(r);
    fmt::format_to(std::back_inserter(out),
                   R"({} - {} [{:02}/{}/{}:{:02}:{:02}:{:02} +0000] "{} {} HTTP/1.1" {} {} "-" "{}")", addressText(r),
                   name.empty() ? "-" : name, c.day, kMonths[c.month - 1], c.year, c.hour, c.minute, c.second,
                   method(r), pathText(node, r), r.status, r.responseBytes, r.actor->agent);
}

void formatCaddy(const NodePlan& node, const Request& r, std::string& out) {
    const std::int64_t micros = toMicros(r.logged);
    const std::string address = addressText(r);
    const bool plain = r.actor->kind == ActorKind::Probe;
    fmt::format_to(std::back_inserter(out),
                   R"({{"level":"{}","ts":{}.{:06},"logger":"http.log.access.log0","msg":"handled request","request":)"
                   R"({{"remote_ip":"{}","remote_port":"{}","client_ip":"{}","proto":"{}","method":"{}","host":"{}",)"
                   R"("uri":"{}","headers":{{"User-Agent":["{}"],"Accept":["*/*"])",
                   r.status >= 500 ? "error" : "info", micros / 1'000'000, micros % 1'000'000, address, sourcePort(r),
                   address, plain ? "HTTP/1.1" : "HTTP/2.0", method(r), node.hostName, pathText(node, r),
                   r.actor->agent);
    const std::string name = accountName(r);
    if (!name.empty()) out += R"(,"Authorization":["REDACTED"])";
    if (r.isInference()) out += R"(,"Content-Type":["application/json"])";
    out += '}';
    if (!plain) {
        fmt::format_to(std::back_inserter(out),
                       R"(,"tls":{{"resumed":{},"version":772,"cipher_suite":4865,"proto":"h2","server_name":"{}"}})",
                       r.id % 3 == 0, node.hostName);
    }
    fmt::format_to(std::back_inserter(out),
                   R"(}},"bytes_read":{},"user_id":"{}","duration":{:.9f},"size":{},"status":{},"resp_headers":)"
                   R"({{"Server":["Caddy"],"Content-Type":["application/json"])",
                   r.isInference() ? r.requestBytes : 0, name, static_cast<double>(r.duration.count()) / 1e6,
                   r.responseBytes, r.status);
    if (r.isInference()) fmt::format_to(std::back_inserter(out), R"(,"X-Model":["{}"])", modelName(node, r));
    if (saysTokens(r)) {
        fmt::format_to(std::back_inserter(out), R"(,"X-Prompt-Tokens":["{}"],"X-Completion-Tokens":["{}"])",
                       r.promptTokens, r.outputTokens);
    }
    if (!r.country.empty()) fmt::format_to(std::back_inserter(out), R"(,"X-Country":["{}"])", r.country);
    out += R"(,"X-Request-Id":[")";
    appendHex(out, mix(r.id, 1), 16);
    out += R"("]}})";
}

void formatHaProxy(const NodePlan& node, const Request& r, std::string& out) {
    // HAProxy stamps the accept time.
    const Civil c = civil(r.began());
    const auto total = r.duration.count() / 1000;
    const auto first = r.reachedServer() ? r.firstToken.count() / 1000 : -1;
    fmt::format_to(std::back_inserter(out),
                   R"({}:{} [{:02}/{}/{}:{:02}:{:02}:{:02}.{:03}] fe_models~ {}/{} 0/{}/{}/{}/{} {} {} - - {} )"
                   R"({}/{}/{}/{}/0 0/0 "{} {} HTTP/1.1")",
                   addressText(r), sourcePort(r), c.day, kMonths[c.month - 1], c.year, c.hour, c.minute, c.second,
                   c.micros / 1000, r.reachedServer() ? "be_models" : "fe_models",
                   r.reachedServer() ? "gpu1" : "<NOSRV>", r.reachedServer() ? 0 : -1, r.reachedServer() ? 1 : -1,
                   first, total, r.status, r.responseBytes,
                   r.reachedServer() ? (r.status == 504 ? "sH--" : "----") : "PR--", 2 + r.id % 30, 1 + r.id % 30,
                   r.id % 12, r.id % 12, method(r), pathText(node, r));
}

void formatLiteLlm(const NodePlan& node, const Request& r, std::string& out) {
    const std::string name = accountName(r);
    const bool good = r.status == 200;
    const auto stamp = [&](Time t) {
        out += '"';
        appendIsoTime(out, t, 6);
        out += "Z\"";
    };
    out += R"({"request_id":"chatcmpl-)";
    appendHex(out, mix(r.id, 1), 16);
    appendHex(out, mix(r.id, 2), 16);
    const Model& model = node.models[static_cast<std::size_t>(r.model)];
    const std::string key =
        r.actor->key.empty() ? fmt::format("{:016x}{:016x}", mix(r.id, 3), mix(r.id, 4)) : r.actor->key;
    fmt::format_to(std::back_inserter(out),
                   R"(","call_type":"{}","api_key":"{}","spend":{}.{:06},"total_tokens":{},"prompt_tokens":{},)"
                   R"("completion_tokens":{},"startTime":)",
                   r.endpoint == Endpoint::Embedding    ? "aembedding"
                   : r.endpoint == Endpoint::Completion ? "atext_completion"
                                                        : "acompletion",
                   key, r.costMicros / 1'000'000, r.costMicros % 1'000'000, r.promptTokens + r.outputTokens,
                   r.promptTokens, r.outputTokens);
    stamp(r.began());
    out += R"(,"endTime":)";
    stamp(r.logged);
    out += R"(,"completionStartTime":)";
    stamp(r.began() + r.firstToken);
    fmt::format_to(std::back_inserter(out),
                   R"(,"model":"{0}","model_id":"{1:016x}","model_group":"{0}","api_base":"http://127.0.0.1:8000/v1",)"
                   R"("user":"{2}","end_user":"","team_id":"{3}","requester_ip_address":"{4}",)"
                   R"("custom_llm_provider":"hosted_vllm","cache_hit":"False","cache_key":"Cache OFF",)"
                   R"("request_tags":"[\"User-Agent: {5}\",\"country:{6}\"]","metadata":"{{)",
                   model.name, mix(static_cast<std::uint64_t>(node.index), r.model), name, r.actor->team,
                   addressText(r), r.actor->agent, r.country);
    fmt::format_to(std::back_inserter(out),
                   R"(\"user_api_key_alias\": \"{}\", \"user_api_key_team_id\": \"{}\", \"status\": \"{}\")", name,
                   r.actor->team, good ? "success" : "failure");
    if (!good) {
        const std::string_view kind = r.status == 401   ? "ProxyException"
                                      : r.status == 429 ? "RateLimitError"
                                      : r.status == 400 ? "BadRequestError"
                                                        : "InternalServerError";
        fmt::format_to(std::back_inserter(out),
                       R"(, \"error_information\": {{\"error_code\": \"{}\", \"error_class\": \"{}\", )"
                       R"(\"llm_provider\": \"hosted_vllm\", \"error_message\": \"{}\"}})",
                       r.status, kind,
                       r.status == 401 ? "Invalid API key" : "The model server did not answer as expected");
    }
    fmt::format_to(std::back_inserter(out), R"(}}","session_id":")");
    // A sitting of half an hour is one session.
    const auto sitting = toMicros(r.logged) / 1'800'000'000;
    appendHex(out, mix(r.actor->id, sitting), 16);
    fmt::format_to(std::back_inserter(out), R"(","status":"{}",)", good ? "success" : "failure");
    if (node.logsContent && r.endpoint != Endpoint::Embedding) {
        out += R"("messages":[{"role":"user","content":")";
        appendEscaped(out, promptText(r));
        out += R"("}],"response":)";
        if (good) {
            out += R"({"object":"chat.completion","choices":[{"index":0,"finish_reason":")";
            out += r.cutOff ? "length" : "stop";
            out += R"(","message":{"role":"assistant","content":")";
            appendEscaped(out, answerText(r));
            out += R"("}}]})";
        } else {
            out += "{}";
        }
    } else {
        out += R"("messages":{},"response":{})";
    }
    out += '}';
}

}  // namespace

void appendIsoTime(std::string& out, Time t, int fractionDigits) {
    const Civil c = civil(t);
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour,
                   c.minute, c.second);
    if (fractionDigits == 3) fmt::format_to(std::back_inserter(out), ".{:03}", c.micros / 1000);
    if (fractionDigits == 6) fmt::format_to(std::back_inserter(out), ".{:06}", c.micros);
}

void appendHex(std::string& out, std::uint64_t value, int digits) {
    constexpr char kDigits[] = "0123456789abcdef";
    for (int i = digits - 1; i >= 0; --i) out += kDigits[(value >> (4 * i)) & 15];
}

void appendEscaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else {
            out += c;
        }
    }
}

std::string accountName(const Request& r) {
    if (r.actor->kind == ActorKind::Guesser) return fmt::format("user{:05}", mix(r.id, 0x6e) % 60000);
    return r.actor->name;
}

std::string addressText(const Request& r) {
    if (r.actor->ipv6)
        return fmt::format("2001:db8:{:x}:{:x}::{:x}", r.actor->id & 0xffff, r.address >> 8 & 0xffff, r.address & 0xff);
    return fmt::format("{}.{}.{}.{}", r.address >> 24, r.address >> 16 & 255, r.address >> 8 & 255, r.address & 255);
}

std::string pathText(const NodePlan& node, const Request& r) {
    constexpr std::string_view kKnocks[] = {"/.env",  "/api/tags",    "/v1/models/..%2f",
                                            "/admin", "/.git/config", "/login"};
    switch (r.endpoint) {
        case Endpoint::Chat: return "/v1/chat/completions";
        case Endpoint::Completion: return "/v1/completions";
        case Endpoint::Embedding: return "/v1/embeddings";
        case Endpoint::Infer:
            return fmt::format("/v2/models/{}/infer", node.models[static_cast<std::size_t>(r.model)].name);
        case Endpoint::ListModels: return "/v1/models";
        case Endpoint::Health: return node.server == ServerKind::Triton ? "/v2/health/ready" : "/health";
        case Endpoint::Probe: return std::string(kKnocks[r.id % std::size(kKnocks)]);
    }
    return "/";
}

bool formatRequest(const NodePlan& node, LogKind kind, const Request& request, std::string& out) {
    switch (kind) {
        case LogKind::NginxJson: formatNginxJson(node, request, out); return true;
        case LogKind::NginxCombined: formatNginxCombined(node, request, out); return true;
        case LogKind::Caddy: formatCaddy(node, request, out); return true;
        case LogKind::HaProxy: formatHaProxy(node, request, out); return true;
        case LogKind::LiteLlm:
            if (!request.isInference()) return false;
            formatLiteLlm(node, request, out);
            return true;
        case LogKind::ModSecurity: return formatModSecurity(node, request, out);
        case LogKind::Kubernetes: return false;  // has its own events
    }
    return false;
}

}  // namespace vedette::fleetsim
