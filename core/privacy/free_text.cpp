// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/free_text.h"

#include <string.h>

#include <algorithm>

#include "core/base/json.h"
#include "core/privacy/detectors_internal.h"

namespace vedette {

using namespace detectors;

namespace {

constexpr std::size_t kLeastKnown = 4;
constexpr std::string_view kDropped = "[redacted]";

constexpr std::uint32_t bit(DetectedClass c) { return 1U << static_cast<unsigned>(c); }
constexpr std::uint32_t kAllKinds = (1U << static_cast<unsigned>(kDetectedClasses)) - 1;
constexpr std::uint32_t kKindsInIds = bit(DetectedClass::Email) | bit(DetectedClass::Key) | bit(DetectedClass::Token);

// Words of API paths that users are called too: replacing them would spoil every path.
constexpr std::array<std::string_view, 20> kPathWords = {
    "admin",  "anonymous", "chat",     "completions", "default", "embeddings", "generate",
    "health", "metrics",   "messages", "models",      "public",  "responses",  "root",
    "status", "system",    "test",     "user",        "users",   "version"};

bool namesEqual(std::string_view name, std::string_view wanted) {
    if (name.size() != wanted.size()) {
        return false;
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i] == '-' ? '_' : lower(name[i]);
        if (c != wanted[i]) {
            return false;
        }
    }
    return true;
}

// Names whose value is a secret, in queries and in unmapped members.
bool secretName(std::string_view name) {
    static constexpr std::array<std::string_view, 34> kNames = {"key",
                                                                "api_key",
                                                                "apikey",
                                                                "x_api_key",
                                                                "token",
                                                                "access_token",
                                                                "refresh_token",
                                                                "id_token",
                                                                "auth",
                                                                "authorization",
                                                                "proxy_authorization",
                                                                "password",
                                                                "passwd",
                                                                "pwd",
                                                                "secret",
                                                                "client_secret",
                                                                "sig",
                                                                "signature",
                                                                "session",
                                                                "sessionid",
                                                                "session_id",
                                                                "sid",
                                                                "cookie",
                                                                "set_cookie",
                                                                "otp",
                                                                "pin",
                                                                "cvv",
                                                                "cvc",
                                                                "x_amz_signature",
                                                                "x_amz_security_token",
                                                                "x_amz_credential",
                                                                "x_goog_signature",
                                                                "credential",
                                                                "csrf_token"};
    if (name.size() < 3 || name.size() > 20) {
        return false;
    }
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view n) { return namesEqual(name, n); });
}

// Names whose value says who somebody is.
bool personalName(std::string_view name) {
    static constexpr std::array<std::string_view, 27> kNames = {"user",
                                                                "username",
                                                                "user_name",
                                                                "user_id",
                                                                "userid",
                                                                "login",
                                                                "account",
                                                                "email",
                                                                "e_mail",
                                                                "mail",
                                                                "user_email",
                                                                "phone",
                                                                "ssn",
                                                                "remote_user",
                                                                "remote_addr",
                                                                "client_ip",
                                                                "clientip",
                                                                "x_real_ip",
                                                                "x_forwarded_for",
                                                                "forwarded",
                                                                "end_user",
                                                                "first_name",
                                                                "last_name",
                                                                "full_name",
                                                                "birthdate",
                                                                "address",
                                                                "requester_ip_address"};
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view n) { return namesEqual(name, n); });
}

bool edge(std::string_view text, std::size_t begin, std::size_t end) {
    const bool left = begin == 0 || !isAlnum(text[begin - 1]) || !isAlnum(text[begin]);
    return left && (end >= text.size() || !isAlnum(text[end]) || !isAlnum(text[end - 1]));
}

std::size_t findKnown(std::string_view text, std::string_view clear, std::size_t from) {
    while (from + clear.size() <= text.size()) {
        const void* hit = ::memmem(text.data() + from, text.size() - from, clear.data(), clear.size());
        if (hit == nullptr) {
            return std::string_view::npos;
        }
        const auto at = static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
        if (edge(text, at, at + clear.size())) {
            return at;
        }
        from = at + 1;
    }
    return std::string_view::npos;
}

int hexValue(char c) { return isDigit(c) ? c - '0' : isHexDigit(c) ? lower(c) - 'a' + 10 : -1; }

void percentDecode(std::string_view text, bool plusIsBlank, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0) {
            out.push_back(static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2])));
            i += 2;
        } else {
            out.push_back(plusIsBlank && c == '+' ? ' ' : c);
        }
    }
}

// Markers stay readable; everything that means something in a URL is encoded again.
void percentEncode(std::string_view text, std::string& out) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (isWord(c) || c == '-' || c == '.' || c == '~' || c == '[' || c == ']' || c == '@' || c == ':' || c == ',') {
            out.push_back(c);
        } else {
            out.push_back('%');
            out.push_back(kHex[byte >> 4U]);
            out.push_back(kHex[byte & 15U]);
        }
    }
}

// Length of the JSON string literal at the start of `text`, quotes included.
std::size_t literalLength(std::string_view text) {
    std::size_t i = 1;
    while (i < text.size() && text[i] != '"') {
        i += text[i] == '\\' ? 2 : 1;
    }
    return std::min(text.size(), i + 1);
}

void appendUtf8(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        out.push_back(static_cast<char>(0xC0U | (code >> 6U)));
        out.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
    } else {
        out.push_back(static_cast<char>(0xE0U | (code >> 12U)));
        out.push_back(static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)));
        out.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
    }
}

// Canonical JSON escapes control characters, quotes and backslashes only.
void unescape(std::string_view body, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] != '\\' || i + 1 >= body.size()) {
            out.push_back(body[i]);
            continue;
        }
        const char c = body[++i];
        if (c == 'u' && i + 4 < body.size()) {
            std::uint32_t code = 0;
            for (std::size_t d = 1; d <= 4; ++d) {
                code = code * 16 + static_cast<std::uint32_t>(std::max(0, hexValue(body[i + d])));
            }
            appendUtf8(out, code);
            i += 4;
        } else {
            constexpr std::string_view kFrom = "bfnrt";
            constexpr std::string_view kTo = "\b\f\n\r\t";
            const std::size_t at = kFrom.find(c);
            out.push_back(at == std::string_view::npos ? c : kTo[at]);
        }
    }
}

}  // namespace

void FreeText::begin(Arena& arena, bool ownEvent) {
    m_arena = &arena;
    m_knownCount = 0;
    m_found = 0;
    // Our own messages name endpoints of the fleet, which are nobody's.
    m_kinds = ownEvent ? kAllKinds & ~bit(DetectedClass::IpAddress) : kAllKinds;
}

void FreeText::know(std::string_view clear, std::string_view pseudonym) {
    if (clear.size() >= kLeastKnown && m_knownCount < m_known.size()) {
        m_known[m_knownCount++] = {clear, pseudonym};
    }
}

bool FreeText::anyKnown(std::string_view text) const {
    for (std::size_t i = 0; i < m_knownCount; ++i) {
        if (findKnown(text, m_known[i].clear, 0) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

bool FreeText::clean(std::string_view text, bool known, std::uint32_t kinds, std::string& out) {
    bool changed = false;
    if (known && anyKnown(text)) {
        out.assign(text);
        for (std::size_t i = 0; i < m_knownCount; ++i) {
            const Known& k = m_known[i];
            for (std::size_t at = findKnown(out, k.clear, 0); at != std::string_view::npos;
                 at = findKnown(out, k.clear, at + k.pseudonym.size())) {
                out.replace(at, k.clear.size(), k.pseudonym);
            }
        }
        changed = true;
    }
    // What a marker cuts off can look like something of its own: once more until all is quiet.
    for (int round = 0; round < 4; ++round) {
        const std::string_view now = changed ? std::string_view(out) : text;
        auto hits = detect(now);
        std::erase_if(hits, [&](const Detected& d) { return (bit(d.kind) & kinds & m_kinds) == 0; });
        if (hits.empty()) {
            break;
        }
        for (const Detected& d : hits) {
            m_found |= bit(d.kind);
        }
        out = redact(now, hits);
        changed = true;
    }
    return changed;
}

void FreeText::look(std::string_view text) {
    for (const Detected& d : detect(text)) {
        m_found |= bit(d.kind);
    }
}

std::string_view FreeText::prose(std::string_view text) {
    return clean(text, true, kAllKinds, m_buffer) ? m_arena->copy(m_buffer) : text;
}

std::string_view FreeText::name(std::string_view text) {
    return clean(text, false, kAllKinds, m_buffer) ? m_arena->copy(m_buffer) : text;
}

std::string_view FreeText::identifier(std::string_view text) {
    // Most are hexadecimal, which no secret's prefix is: only a known value as a whole can stand there.
    const bool plain =
        text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) { return isHexDigit(c) || c == '-'; });
    if (plain) {
        for (std::size_t i = 0; i < m_knownCount; ++i) {
            if (m_known[i].clear == text) {
                return m_arena->copy(m_known[i].pseudonym);
            }
        }
        return text;
    }
    return clean(text, true, kKindsInIds, m_buffer) ? m_arena->copy(m_buffer) : text;
}

bool FreeText::cleanEncoded(std::string_view text, bool plusIsBlank, std::string& out) {
    const bool encoded =
        text.find('%') != std::string_view::npos || (plusIsBlank && text.find('+') != std::string_view::npos);
    if (!encoded) {
        return clean(text, true, kAllKinds, out);
    }
    percentDecode(text, plusIsBlank, m_decoded);
    if (!clean(m_decoded, true, kAllKinds, m_swapped)) {
        return false;
    }
    out.clear();
    percentEncode(m_swapped, out);
    return true;
}

std::string_view FreeText::path(std::string_view text) {
    const bool quiet = text.find('%') == std::string_view::npos && surelyHarmless(text);
    if (quiet && !anyKnown(text)) {
        return text;
    }
    // Segment by segment: a segment that is a word of the API stays, whoever is called so.
    m_buffer.clear();
    bool changed = false;
    if (text.find("://") != std::string_view::npos) {
        changed = clean(text, false, bit(DetectedClass::Key), m_piece);
        text = changed ? m_arena->copy(m_piece) : text;
    }
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t slash = std::min(text.find('/', at), text.size());
        const std::string_view segment = text.substr(at, slash - at);
        const bool word = std::find(kPathWords.begin(), kPathWords.end(), segment) != kPathWords.end();
        if (!word && !segment.empty() && cleanEncoded(segment, false, m_piece)) {
            m_buffer.append(m_piece);
            changed = true;
        } else {
            m_buffer.append(segment);
        }
        if (slash < text.size()) {
            m_buffer.push_back('/');
        }
        at = slash + 1;
    }
    return changed ? m_arena->copy(m_buffer) : text;
}

std::string_view FreeText::query(std::string_view text) {
    m_buffer.clear();
    bool changed = false;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find('&', at), text.size());
        const std::string_view pair = text.substr(at, end - at);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::string_view key = pair.substr(0, equals);
        const std::string_view value = equals < pair.size() ? pair.substr(equals + 1) : std::string_view{};
        const bool keyChanged = !key.empty() && cleanEncoded(key, true, m_piece);
        m_buffer.append(keyChanged ? std::string_view(m_piece) : key);
        changed = changed || keyChanged;
        if (equals < pair.size()) {
            m_buffer.push_back('=');
        }
        const bool secret = secretName(key) || (value.size() >= 8 && namesEqual(key, "code"));
        if (!value.empty() && secret) {
            m_buffer.append(kDropped);
            changed = true;
        } else if (!value.empty() && cleanEncoded(value, true, m_piece)) {
            m_buffer.append(m_piece);
            changed = true;
        } else {
            m_buffer.append(value);
        }
        if (end < text.size()) {
            m_buffer.push_back('&');
        }
        at = end + 1;
    }
    return changed ? m_arena->copy(m_buffer) : text;
}

// One string literal of a JSON value, under its member name.
bool FreeText::cleanMember(std::string_view name, std::string_view literal, std::string& out) {
    const std::string_view body = literal.substr(1, literal.size() - 2);
    if (body.empty()) {
        return false;
    }
    if (secretName(name) || personalName(name)) {
        out.assign(kDropped);
        return true;
    }
    if (body.find('\\') == std::string_view::npos) {
        return clean(body, true, kAllKinds, out);
    }
    unescape(body, m_decoded);
    return clean(m_decoded, true, kAllKinds, out);
}

std::string_view FreeText::json(std::string_view text) {
    m_buffer.clear();
    bool changed = false;
    bool nameChanged = false;
    std::string_view name;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            const std::string_view literal = text.substr(at, literalLength(text.substr(at)));
            at += literal.size();
            const bool isName = byteAt(text, at) == ':';
            if (cleanMember(isName ? std::string_view{} : name, literal, m_piece)) {
                appendJsonString(m_buffer, m_piece);
                changed = true;
                nameChanged = nameChanged || isName;
            } else {
                m_buffer.append(literal);
            }
            if (isName) {
                name = literal.substr(1, literal.size() - 2);
            }
            continue;
        }
        if (isDigit(c)) {
            std::size_t end = at;
            while (end < text.size() &&
                   (isAlnum(text[end]) || text[end] == '.' || text[end] == '+' || text[end] == '-')) {
                ++end;
            }
            const std::string_view number = text.substr(at, end - at);
            at = end;
            // The member's name is the context that tells a card from an id.
            m_swapped.assign(name).append(" ").append(number);
            if (number.size() >= 9 && clean(m_swapped, false, kAllKinds, m_piece)) {
                appendJsonString(m_buffer, std::string_view(m_piece).substr(std::min(m_piece.size(), name.size() + 1)));
                changed = true;
            } else {
                m_buffer.append(number);
            }
            continue;
        }
        m_buffer.push_back(c);
        ++at;
    }
    if (!changed) {
        return text;
    }
    if (nameChanged) {
        // New names may stand in another order, or twice.
        if (auto sorted = canonicalJson(m_buffer, 128)) {
            m_buffer = std::move(*sorted);
        } else {
            m_buffer = "\"[redacted]\"";
        }
    }
    return m_arena->copy(m_buffer);
}

}  // namespace vedette
