// SPDX-License-Identifier: GPL-3.0-or-later
// E-mail and network addresses in free text.
#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "core/privacy/address.h"
#include "core/privacy/detectors_internal.h"

namespace vedette::detectors {

namespace {

bool isLocalByte(char c) {
    return isAlnum(c) || static_cast<signed char>(c) < 0 || c == '.' || c == '_' || c == '%' || c == '+' || c == '-' ||
           c == '\'';
}

bool isDomainByte(char c) { return isAlnum(c) || static_cast<signed char>(c) < 0 || c == '-' || c == '.'; }

// Last labels that are no mail domains: inner names of infrastructure, and endings of file names such as "logo@2x.png".
constexpr std::array<std::string_view, 26> kNotMail = {
    "local", "internal", "lan",  "localdomain", "svc",  "cluster", "localhost", "png",    "jpg",
    "jpeg",  "gif",      "svg",  "webp",        "css",  "js",      "json",      "html",   "xml",
    "txt",   "log",      "yaml", "yml",         "conf", "tar",     "gz",        "service"};

bool wordsBeforeMeanVersion(std::string_view text, std::size_t at) {
    return wordBefore(text, at, 16, {"version", "ver", "release", "driver", "build", "firmware", "v"});
}

}  // namespace

Span emailAt(std::string_view text, std::size_t at, std::size_t floor) {
    std::size_t begin = at;
    while (begin > floor && at - begin < 64 && isLocalByte(text[begin - 1])) {
        --begin;
    }
    while (begin < at && (text[begin] == '.' || text[begin] == '-' || text[begin] == '\'' || text[begin] == '%')) {
        ++begin;
    }
    if (begin == at || text[at - 1] == '.') {
        return {};
    }
    std::size_t end = at + 1;
    const std::size_t limit = std::min(text.size(), at + 256);
    while (end < limit && isDomainByte(text[end])) {
        ++end;
    }
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;
    }
    const std::string_view domain = text.substr(at + 1, end - at - 1);
    const std::size_t dot = domain.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || domain.front() == '-' || domain.front() == '.' ||
        domain.find("..") != std::string_view::npos) {
        return {};
    }
    std::string_view top = domain.substr(dot + 1);
    if (const std::size_t hyphen = top.find('-'); hyphen != std::string_view::npos && !top.starts_with("xn--")) {
        end -= top.size() - hyphen;  // "x@y.org-17": the hyphen belongs to what follows
        top = top.substr(0, hyphen);
    }
    const bool letters =
        std::all_of(top.begin(), top.end(), [](char c) { return isLetter(c) || static_cast<signed char>(c) < 0; });
    // Internationalised top levels in their ASCII form are the only ones with digits and hyphens.
    if (top.size() < 2 || top.size() > 63 || (!letters && !top.starts_with("xn--"))) {
        return {};
    }
    std::string lowered(top);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    if (std::find(kNotMail.begin(), kNotMail.end(), lowered) != kNotMail.end()) {
        return {};
    }
    if (text.substr(begin, at - begin) == "git") {
        return {};
    }
    return {begin, end};
}

std::size_t ipv4At(std::string_view text, std::size_t at) {
    const char before = at > 0 ? text[at - 1] : ' ';
    const char before2 = at > 1 ? text[at - 2] : ' ';
    if (((before == '.' || before == '-') && isWord(before2)) || (before == '/' && isWord(before2))) {
        return 0;
    }
    std::size_t end = at;
    const std::size_t limit = std::min(text.size(), at + 15);
    while (end < limit && (isDigit(text[end]) || text[end] == '.')) {
        ++end;
    }
    while (end > at && text[end - 1] == '.') {
        --end;
    }
    const char after = byteAt(text, end);
    if (isWord(after) || ((after == '.' || after == '-') && isWord(byteAt(text, end + 1)))) {
        return 0;
    }
    const auto address = IpAddress::parse(text.substr(at, end - at));
    if (!address || !address->v4 || !address->isGlobal() || wordsBeforeMeanVersion(text, at)) {
        return 0;
    }
    return end;
}

std::size_t ipv6At(std::string_view text, std::size_t at) {
    const char before = at > 0 ? text[at - 1] : ' ';
    if (before == ':' || before == '.') {
        return 0;
    }
    std::size_t end = at;
    int colons = 0;
    const std::size_t limit = std::min(text.size(), at + 45);
    while (end < limit && (isHexDigit(text[end]) || text[end] == ':' || text[end] == '.')) {
        colons += text[end] == ':' ? 1 : 0;
        ++end;
    }
    while (end > at && (text[end - 1] == '.' || (text[end - 1] == ':' && text[end - 2] != ':'))) {
        --end;
    }
    if (colons < 2 || isWord(byteAt(text, end))) {
        return 0;
    }
    const auto address = IpAddress::parse(text.substr(at, end - at));
    return address && !address->v4 && address->isGlobal() ? end : 0;
}

}  // namespace vedette::detectors
