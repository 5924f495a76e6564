// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/observation.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace vedette {

EntityId entityId(std::string_view text) {
    if (text.empty()) return 0;
    std::uint64_t h = 0x9AE16A3B2F90404Full ^ (text.size() * 0x9E3779B97F4A7C15ull);
    const char* p = text.data();
    std::size_t left = text.size();
    const auto mix = [&h](std::uint64_t word) {
        h ^= word;
        h *= 0xD6E8FEB86659FD93ull;
        h ^= h >> 32;
    };
    while (left >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, 8);
        mix(word);
        p += 8;
        left -= 8;
    }
    std::uint64_t tail = 0;
    std::memcpy(&tail, p, left);
    mix(tail + left);
    h *= 0xD6E8FEB86659FD93ull;
    h ^= h >> 32;
    return h == 0 ? 1 : h;
}

namespace {

// True when the operation holds `word` not followed by a further letter, so that "/infer" does not match "/inferno".
bool holds(std::string_view operation, std::string_view word) {
    for (std::size_t at = operation.find(word); at != std::string_view::npos; at = operation.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if (end == operation.size()) return true;
        const char next = operation[end];
        if (!(next >= 'a' && next <= 'z')) return true;
    }
    return false;
}

}  // namespace

bool isInferenceOperation(std::string_view operation) {
    static constexpr std::array<std::string_view, 16> kWords = {
        "completions",    "completion",      "embeddings",   "/embed",  "/generate", "generate_stream",
        "/infer",         "/responses",      "/messages",    "/rerank", "/api/chat", "generations",
        "transcriptions", "generateContent", "/invocations", "/predict"};
    return std::ranges::any_of(kWords, [&](std::string_view word) { return holds(operation, word); });
}

bool isOpenByDesign(std::string_view operation) {
    static constexpr std::array<std::string_view, 12> kWords = {
        "/health",  "/healthz", "/live",    "/ready",       "/readyz",     "/livez",
        "/metrics", "/ping",    "/version", "/favicon.ico", "/robots.txt", "/.well-known"};
    if (operation.ends_with(" /") || operation.starts_with("OPTIONS ")) return true;
    return std::ranges::any_of(kWords, [&](std::string_view word) { return holds(operation, word); });
}

}  // namespace vedette
