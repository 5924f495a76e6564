// SPDX-License-Identifier: GPL-3.0-or-later
// Audit logs: what the web application firewall and the Kubernetes API server write down.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

#include "app/fleetsim/rng.h"
#include "app/fleetsim/traffic.h"

namespace vedette::fleetsim {
namespace {

// "Tue May 10 04:52:04 2022": the C library's old format, without a zone.
std::string cTime(Time t) {
    const auto days = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date(days);
    const unsigned weekday = std::chrono::weekday(days).c_encoding();
    constexpr std::array<std::string_view, 7> names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto s = static_cast<int>((t - days).count() / 1'000'000);
    return fmt::format("{} {} {:2} {:02}:{:02}:{:02} {}", names[weekday],
                       months[static_cast<unsigned>(date.month()) - 1], static_cast<unsigned>(date.day()), s / 3600,
                       s / 60 % 60, s % 60, static_cast<int>(date.year()));
}

struct AuditCall {
    std::string_view user;
    std::string_view agent;
    std::string_view verb;
    std::string_view resource;
    std::string_view name;  // empty: a list
    double share;
};

constexpr std::array<AuditCall, 9> kCalls = {{
    {"system:serviceaccount:kube-system:deployment-controller", "kube-controller-manager/v1.31.4", "update",
     "deployments", "model-server", 0.10},
    {"system:kube-scheduler", "kube-scheduler/v1.31.4", "get", "pods", "model-server-7c9d8", 0.10},
    {"system:node:gpu-1", "kubelet/v1.31.4", "get", "pods", "model-server-7c9d8", 0.24},
    {"system:node:gpu-1", "kubelet/v1.31.4", "get", "configmaps", "model-config", 0.16},
    {"system:serviceaccount:monitoring:prometheus", "Prometheus/3.4.0", "list", "endpoints", "", 0.18},
    {"system:serviceaccount:inference:autoscaler", "keda/2.17.0", "get", "deployments", "model-server", 0.14},
    {"ops.maintainer@example.net", "kubectl/v1.31.4 (linux/amd64)", "list", "pods", "", 0.04},
    {"ops.maintainer@example.net", "kubectl/v1.31.4 (linux/amd64)", "get", "deployments", "model-server", 0.03},
    {"system:serviceaccount:inference:model-loader", "model-loader/1.4", "get", "secrets", "registry-pull", 0.01},
}};

}  // namespace

bool formatModSecurity(const NodePlan& node, const Request& r, std::string& out) {
    // "RelevantOnly": what failed, and one false alarm in five hundred.
    const bool alarm = mix(r.id, 0x33) % 500 == 0 && r.isInference();
    if ((r.status < 400 && !alarm) || r.actor->kind == ActorKind::Probe) return false;
    const std::string path = pathText(node, r);
    fmt::format_to(
        std::back_inserter(out),
        R"~({{"transaction":{{"client_ip":"{}","time_stamp":"{}","server_id":"{:016x}{:016x}","client_port":{},)~"
        R"~("host_ip":"10.0.{}.10","host_port":443,"unique_id":"{}{:06}.{:06}","request":{{"method":"{}",)~"
        R"~("http_version":1.1,"uri":"{}","headers":{{"Host":"{}","User-Agent":"{}","Accept":"*/*"}}}},)~"
        R"~("response":{{"http_code":{},"headers":{{"Server":"nginx","Content-Type":"application/json"}}}},)~"
        R"~("producer":{{"modsecurity":"ModSecurity v3.0.14 (Linux)","connector":"ModSecurity-nginx v1.0.4",)~"
        R"~("secrules_engine":"Enabled","components":["OWASP_CRS/4.18.0"]}},"messages":[)~",
        addressText(r), cTime(r.logged), mix(static_cast<std::uint64_t>(node.index), 1),
        mix(static_cast<std::uint64_t>(node.index), 2), 32768 + r.id % 28000, node.index % 250,
        toMicros(r.logged) / 1'000'000, r.id % 1'000'000, mix(r.id, 9) % 1'000'000, r.isInference() ? "POST" : "GET",
        path, node.hostName, r.actor->agent, r.status);
    if (alarm) {
        fmt::format_to(
            std::back_inserter(out),
            R"({{"message":"SQL Injection Attack Detected via libinjection","details":{{"match":"detected SQLi",)"
            R"("reference":"v{}","ruleId":"942100","file":"REQUEST-942-APPLICATION-ATTACK-SQLI.conf",)"
            R"("lineNumber":"46","data":"","severity":"2","ver":"OWASP_CRS/4.18.0","rev":"",)"
            R"("tags":["attack-sqli","paranoia-level/1"],"maturity":"0","accuracy":"0"}}}})",
            r.id % 4000);
    } else if (r.endpoint == Endpoint::Probe) {
        fmt::format_to(
            std::back_inserter(out),
            R"({{"message":"Restricted File Access Attempt","details":{{"match":"within restricted-files.data",)"
            R"("reference":"o1","ruleId":"930130","file":"REQUEST-930-APPLICATION-ATTACK-LFI.conf",)"
            R"("lineNumber":"120","data":"","severity":"2","ver":"OWASP_CRS/4.18.0","rev":"",)"
            R"("tags":["attack-lfi","paranoia-level/1"],"maturity":"0","accuracy":"0"}}}})");
    }
    out += "]}}";
    return true;
}

std::vector<Line> kubernetesLines(const NodePlan& node, std::uint64_t seed, Time sliceStart) {
    Rng rng(mix(seed, node.index, toMicros(sliceStart), 0x8b));
    std::vector<Line> lines;
    const int count = rng.poisson(1.5);
    for (int i = 0; i < count; ++i) {
        double pick = rng.unit();
        std::size_t k = 0;
        while (k + 1 < kCalls.size() && pick >= kCalls[k].share) pick -= kCalls[k++].share;
        const AuditCall& call = kCalls[k];
        const Time received = sliceStart + Duration(static_cast<std::int64_t>(rng.below(59'000'000)));
        const Time answered =
            received + Duration(std::min<std::int64_t>(999'999, static_cast<std::int64_t>(rng.logNormal(6000, 0.7))));
        // Two writers may collide; that is daily life in a cluster.
        const int code = call.verb == "update" && rng.chance(0.03) ? 409 : 200;
        std::string text = R"({"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":")";
        const std::uint64_t a = rng.next(), b = rng.next();
        appendHex(text, a >> 32, 8);
        text += '-';
        appendHex(text, a >> 16, 4);
        text += "-4";
        appendHex(text, a, 3);
        text += "-a";
        appendHex(text, b >> 48, 3);
        text += '-';
        appendHex(text, b, 12);
        const bool apps = call.resource == "deployments";
        const std::string uri = fmt::format("{}/namespaces/inference/{}{}{}", apps ? "/apis/apps/v1" : "/api/v1",
                                            call.resource, call.name.empty() ? "" : "/", call.name);
        fmt::format_to(std::back_inserter(text),
                       R"(","stage":"ResponseComplete","requestURI":"{}","verb":"{}","user":{{"username":"{}",)"
                       R"("groups":["system:authenticated"]}},"sourceIPs":["10.42.{}.{}"],"userAgent":"{}",)"
                       R"("objectRef":{{"resource":"{}","namespace":"inference",)",
                       uri, call.verb, call.user, node.index % 250, 10 + k, call.agent, call.resource);
        if (!call.name.empty()) fmt::format_to(std::back_inserter(text), R"("name":"{}",)", call.name);
        if (apps) text += R"("apiGroup":"apps",)";
        fmt::format_to(
            std::back_inserter(text),
            R"("apiVersion":"v1"}},"responseStatus":{{"metadata":{{}},"code":{}}},"requestReceivedTimestamp":")", code);
        appendIsoTime(text, received, 6);
        text += R"(Z","stageTimestamp":")";
        appendIsoTime(text, answered, 6);
        text += R"(Z","annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":""}})";
        lines.push_back({answered, std::move(text)});
    }
    std::ranges::stable_sort(lines, {}, &Line::time);
    return lines;
}

}  // namespace vedette::fleetsim
