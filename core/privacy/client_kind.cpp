// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/client_kind.h"

#include <algorithm>
#include <array>

#include "core/privacy/detectors.h"
#include "core/privacy/detectors_internal.h"

namespace vedette {

using namespace detectors;

namespace {

constexpr std::size_t kReach = 512;  // bytes of a user agent that are looked at
constexpr std::size_t kMaxName = 32;

bool holdsAny(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

std::string_view kindOf(std::string_view low) {
    if (holdsAny(low, {"prometheus", "kube-probe", "healthcheck", "health-check", "googlehc", "uptime", "pingdom",
                       "blackbox", "datadog", "zabbix", "statuscake", "grafana", "nagios", "telegraf", "vedette"})) {
        return "monitor";
    }
    if (holdsAny(low, {"bot", "spider", "crawl", "scrapy", "masscan", "zgrab", "nmap", "nikto", "sqlmap", "gobuster",
                       "nuclei", "dirbuster", "ffuf", "wpscan", "headlesschrome"})) {
        return "bot";
    }
    if (low.starts_with("curl/") || low.starts_with("wget/") || low.starts_with("httpie/")) {
        return "curl";
    }
    if (low.starts_with("mozilla/") || low.starts_with("opera/")) {
        return "browser";
    }
    if (holdsAny(low, {"python", "openai",    "anthropic",  "httpx",      "aiohttp", "go-http",   "okhttp",  "axios",
                       "node",   "undici",    "java",       "httpclient", "reqwest", "langchain", "litellm", "llama",
                       "boto",   "aws-sdk",   "google-api", "ruby",       "php",     "guzzle",    "perl",    "dotnet",
                       ".net",   "restsharp", "hyper",      "deno",       "bun/",    "dart",      "swift",   "rust",
                       "sdk",    "postman",   "vllm",       "mistral",    "cohere"})) {
        return "sdk";
    }
    return "unknown";
}

bool isNameByte(char c) { return isAlnum(c) || c == '.' || c == '_' || c == '-'; }

std::string majorAt(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end]) && end - at < 5) {
        ++end;
    }
    return std::string(text.substr(at, end - at));
}

// "Name/12.3" → "Name/12"; "OpenAI/Python 1.3.5" → "OpenAI/Python 1".
std::string productOf(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && isNameByte(text[end])) {
        ++end;
    }
    if (end == 0 || end > kMaxName || !isLetter(text[0])) {
        return {};
    }
    std::string out(text.substr(0, end));
    if (byteAt(text, end) != '/') {
        return end == text.size() || text[end] == ' ' ? out : std::string();
    }
    if (const std::string major = majorAt(text, end + 1); !major.empty()) {
        return out + "/" + major;
    }
    std::size_t second = end + 1;
    while (second < text.size() && isLetter(text[second])) {
        ++second;
    }
    if (second == end + 1 || second - end > kMaxName) {
        return out;
    }
    out.append(text.substr(end, second - end));
    const std::string major = byteAt(text, second) == ' ' ? majorAt(text, second + 1) : std::string();
    return major.empty() ? out : out + " " + major;
}

std::string browserOf(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kMarks = {{{"Edg/", "Edge/"},
                                                                                             {"OPR/", "Opera/"},
                                                                                             {"Firefox/", "Firefox/"},
                                                                                             {"Chrome/", "Chrome/"},
                                                                                             {"CriOS/", "Chrome/"},
                                                                                             {"Version/", "Safari/"}}};
    for (const auto& [mark, name] : kMarks) {
        if (const std::size_t at = text.find(mark); at != std::string_view::npos) {
            return std::string(name) + majorAt(text, at + mark.size());
        }
    }
    return {};
}

}  // namespace

ClientKind clientKindOf(std::string_view userAgent) {
    const std::string_view text = userAgent.substr(0, kReach);
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), lower);
    ClientKind out;
    out.kind = kindOf(low);
    out.product = out.kind == "browser" ? browserOf(text) : productOf(text);
    if (!detect(out.product).empty()) {
        out.product.clear();
    }
    return out;
}

}  // namespace vedette
