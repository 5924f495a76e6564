// SPDX-License-Identifier: GPL-3.0-or-later
// API keys by their issuers' prefixes, private keys, bearer and web tokens, and values behind telling names.
#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <cstdint>

#include "core/privacy/detectors_internal.h"

namespace vedette::detectors {

namespace {

constexpr std::size_t kFailReach = 256;  // bytes a failing match may read

enum class Charset : std::uint8_t { UpperDigit, Alnum, Word, Url, Dotted };

struct Prefix {
    std::string_view text;
    std::size_t least;  // bytes that must follow
    Charset set;
    bool mixed;  // must hold a digit: the prefix alone is too ordinary
};

constexpr std::array kPrefixes = {
    Prefix{"AKIA", 16, Charset::UpperDigit, false},  Prefix{"ASIA", 16, Charset::UpperDigit, false},
    Prefix{"ABIA", 16, Charset::UpperDigit, false},  Prefix{"ACCA", 16, Charset::UpperDigit, false},
    Prefix{"AIza", 35, Charset::Url, false},         Prefix{"AGE-SECRET-KEY-1", 40, Charset::UpperDigit, false},
    Prefix{"SG.", 40, Charset::Dotted, true},        Prefix{"dapi", 32, Charset::Alnum, true},
    Prefix{"dop_v1_", 40, Charset::Alnum, false},    Prefix{"ghp_", 30, Charset::Alnum, false},
    Prefix{"gho_", 30, Charset::Alnum, false},       Prefix{"ghu_", 30, Charset::Alnum, false},
    Prefix{"ghs_", 30, Charset::Alnum, false},       Prefix{"ghr_", 30, Charset::Alnum, false},
    Prefix{"github_pat_", 22, Charset::Word, false}, Prefix{"glpat-", 20, Charset::Url, false},
    Prefix{"gsk_", 40, Charset::Alnum, false},       Prefix{"hf_", 30, Charset::Alnum, false},
    Prefix{"npm_", 36, Charset::Alnum, false},       Prefix{"nvapi-", 40, Charset::Url, false},
    Prefix{"pplx-", 40, Charset::Alnum, false},      Prefix{"r8_", 37, Charset::Alnum, false},
    Prefix{"rk_live_", 16, Charset::Alnum, false},   Prefix{"sk_live_", 16, Charset::Alnum, false},
    Prefix{"sk_test_", 16, Charset::Alnum, false},   Prefix{"sk-ant-", 20, Charset::Url, true},
    Prefix{"sk-proj-", 20, Charset::Url, true},      Prefix{"sk-", 20, Charset::Url, true},
    Prefix{"xai-", 40, Charset::Alnum, true},        Prefix{"xoxa-", 10, Charset::Url, true},
    Prefix{"xoxb-", 10, Charset::Url, true},         Prefix{"xoxe-", 10, Charset::Url, true},
    Prefix{"xoxp-", 10, Charset::Url, true},         Prefix{"xoxr-", 10, Charset::Url, true},
    Prefix{"xoxs-", 10, Charset::Url, true},         Prefix{"ya29.", 20, Charset::Url, false},
};

bool fits(Charset set, char c) {
    switch (set) {
        case Charset::UpperDigit: return isUpper(c) || isDigit(c);
        case Charset::Alnum: return isAlnum(c);
        case Charset::Word: return isWord(c);
        case Charset::Url: return isBase64Url(c);
        case Charset::Dotted: return isBase64Url(c) || c == '.';
    }
    return false;
}

constexpr bool isTokenByte(char c) {
    return isBase64Url(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
}

bool startsNoCase(std::string_view text, std::size_t at, std::string_view wanted) {
    if (at + wanted.size() > text.size()) {
        return false;
    }
    return std::equal(wanted.begin(), wanted.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char w, char t) { return w == lower(t); });
}

// Decodes the beginning of base64 text of either alphabet; stops at anything else.
std::string decode64(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int have = 0;
    for (const char c : text) {
        std::uint32_t v = 0;
        if (isUpper(c)) {
            v = static_cast<std::uint32_t>(c - 'A');
        } else if (isLower(c)) {
            v = static_cast<std::uint32_t>(c - 'a' + 26);
        } else if (isDigit(c)) {
            v = static_cast<std::uint32_t>(c - '0' + 52);
        } else if (c == '-' || c == '+') {
            v = 62;
        } else if (c == '_' || c == '/') {
            v = 63;
        } else {
            break;
        }
        bits = (bits << 6U) | v;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out.push_back(static_cast<char>((bits >> static_cast<unsigned>(have)) & 0xFFU));
        }
    }
    return out;
}

// Header of a JSON web token: decodes to an object that names its algorithm.
std::size_t webTokenAt(std::string_view text, std::size_t at) {
    if (text.substr(at, 3) != "eyJ") {
        return 0;
    }
    std::size_t i = at;
    const std::size_t headerLimit = std::min(text.size(), at + 2048);
    while (i < headerLimit && isBase64Url(text[i])) {
        ++i;
    }
    if (byteAt(text, i) != '.' || decode64(text.substr(at, i - at)).find("\"alg\"") == std::string::npos) {
        return 0;
    }
    int dots = 0;
    while (i < text.size() && (isBase64Url(text[i]) || (text[i] == '.' && dots < 4))) {
        dots += text[i] == '.' ? 1 : 0;
        ++i;
    }
    return i - at >= 24 ? i : 0;
}

std::size_t schemeAt(std::string_view text, std::size_t at) {
    const bool bearer = startsNoCase(text, at, "bearer ");
    const bool basic = !bearer && startsNoCase(text, at, "basic ");
    if (!bearer && !basic) {
        return 0;
    }
    std::size_t i = at + (bearer ? 7 : 6);
    const std::size_t from = i;
    while (i < text.size() && isTokenByte(text[i])) {
        ++i;
    }
    const std::string_view value = text.substr(from, i - from);
    if (bearer) {
        const std::string_view head = value.substr(0, kFailReach);
        const bool number = std::any_of(head.begin(), head.end(), isDigit);
        return value.size() >= 15 && number ? i : 0;
    }
    return value.size() >= 8 && decode64(value.substr(0, kFailReach)).find(':') != std::string::npos ? i : 0;
}

double entropy(std::string_view text) {
    std::array<int, 256> counts{};
    for (const char c : text) {
        ++counts[static_cast<unsigned char>(c)];
    }
    double bits = 0;
    for (const int n : counts) {
        if (n > 0) {
            const double p = static_cast<double>(n) / static_cast<double>(text.size());
            bits -= p * std::log2(p);
        }
    }
    return bits;
}

// The name in front of a separator says "secret".
bool tellingName(std::string_view name) {
    constexpr std::array<std::string_view, 14> kEndings = {
        "apikey", "secret",     "password",   "passwd",  "accesskey", "secretkey", "privatekey",
        "token",  "passphrase", "credential", "authkey", "masterkey", "clientkey", "signingkey"};
    std::string plain;
    for (const char c : name) {
        if (c != '_' && c != '-' && c != '.') {
            plain.push_back(lower(c));
        }
    }
    return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view e) { return plain.ends_with(e); });
}

}  // namespace

std::size_t keyAt(std::string_view text, std::size_t at) {
    for (const Prefix& p : kPrefixes) {
        if (text[at] != p.text[0] || text.substr(at, p.text.size()) != p.text) {
            continue;
        }
        const std::size_t from = at + p.text.size();
        std::size_t i = from;
        bool digit = false;
        const std::size_t limit = std::min(text.size(), from + kFailReach);
        while (i < limit && fits(p.set, text[i])) {
            digit = digit || isDigit(text[i]);
            ++i;
        }
        if (i - from < p.least || (p.mixed && !digit)) {
            continue;
        }
        if (p.set == Charset::UpperDigit && p.least == 16 && (i - from != 16 || isWord(byteAt(text, i)))) {
            continue;
        }
        while (i < text.size() && fits(p.set, text[i])) {
            ++i;
        }
        return i;
    }
    return 0;
}

std::size_t privateKeyAt(std::string_view text, std::size_t at) {
    if (text.substr(at, 11) != "-----BEGIN ") {
        return 0;
    }
    const std::size_t close = text.substr(at + 11, 64).find("-----");
    if (close == std::string_view::npos || text.substr(at + 11, close).find("PRIVATE KEY") == std::string_view::npos) {
        return 0;
    }
    // A block cut off before its end is a secret all the same.
    const std::size_t end = text.find("-----END ", at + 11 + close);
    if (end == std::string_view::npos) {
        return text.size();
    }
    const std::size_t last = text.substr(0, std::min(text.size(), end + 80)).find("-----", end + 9);
    return last == std::string_view::npos ? text.size() : last + 5;
}

std::size_t tokenAt(std::string_view text, std::size_t at) {
    const char before = at > 0 ? text[at - 1] : ' ';
    if (before != '-') {
        if (const std::size_t end = webTokenAt(text, at); end != 0) {
            return end;
        }
    }
    return schemeAt(text, at);
}

Span namedSecretAt(std::string_view text, std::size_t at) {
    std::size_t nameEnd = at;
    if (nameEnd > 0 && (text[nameEnd - 1] == '"' || text[nameEnd - 1] == '\'')) {
        --nameEnd;
    }
    std::size_t nameBegin = nameEnd;
    while (nameBegin > 0 && nameEnd - nameBegin < 40 &&
           (isBase64Url(text[nameBegin - 1]) || text[nameBegin - 1] == '.')) {
        --nameBegin;
    }
    if (nameEnd - nameBegin < 5 || !tellingName(text.substr(nameBegin, nameEnd - nameBegin))) {
        return {};
    }
    std::size_t from = at + 1;
    while (from < at + 4 && (byteAt(text, from) == ' ' || byteAt(text, from) == '"' || byteAt(text, from) == '\'')) {
        ++from;
    }
    std::size_t end = from;
    const std::size_t limit = std::min(text.size(), from + kFailReach);
    bool digit = false;
    bool letter = false;
    while (end < limit && isTokenByte(text[end])) {
        digit = digit || isDigit(text[end]);
        letter = letter || isLetter(text[end]);
        ++end;
    }
    if (end - from < 15 || !digit || !letter || entropy(text.substr(from, end - from)) < 3.5) {
        return {};
    }
    while (end < text.size() && isTokenByte(text[end])) {
        ++end;
    }
    return {from, end};
}

Span urlUserAt(std::string_view text, std::size_t at) {
    if (text.substr(at, 3) != "://") {
        return {};
    }
    const std::size_t from = at + 3;
    const std::string_view authority = text.substr(from, kFailReach);
    const std::size_t end = authority.find_first_of("/?# \"<>");
    const std::size_t sign = authority.substr(0, end).rfind('@');
    if (sign == std::string_view::npos || sign == 0 || authority[0] == '[') {
        return {};  // no user, or one that is redacted already
    }
    return {from, from + sign};
}

}  // namespace vedette::detectors
