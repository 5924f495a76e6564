// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"

#include <algorithm>
#include <cstring>

namespace vedette {

namespace {

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr char kBase64Digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

int base64Value(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+') return 62;
    if (c == '/') return 63;
    return -1;
}

}  // namespace

std::string toHex(std::string_view bytes) {
    std::string out(bytes.size() * 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto b = static_cast<unsigned char>(bytes[i]);
        out[2 * i] = kHexDigits[b >> 4];
        out[2 * i + 1] = kHexDigits[b & 15];
    }
    return out;
}

std::string toHex(const Hash& hash) { return toHex(asView(hash)); }

Result<std::string> fromHex(std::string_view hex) {
    if (hex.size() % 2 != 0) return fail(ErrorCode::Invalid, "a hex text must have an even number of digits");
    std::string out(hex.size() / 2, '\0');
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = hexValue(hex[2 * i]);
        const int low = hexValue(hex[2 * i + 1]);
        if (high < 0 || low < 0) return fail(ErrorCode::Invalid, "a hex text holds a character that is no hex digit");
        out[i] = static_cast<char>(high * 16 + low);
    }
    return out;
}

std::string toBase64(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out += k <= left ? kBase64Digits[group >> (18 - 6 * k) & 63] : '=';
        }
    }
    return out;
}

Result<std::string> fromBase64(std::string_view text) {
    const auto bad = [] { return fail(ErrorCode::Invalid, "the text is not padded base64 (RFC 4648)"); };
    if (text.size() % 4 != 0) return bad();
    std::string out;
    out.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const bool last = i + 4 == text.size();
        const std::size_t padding = !last || text[i + 3] != '=' ? 0u : text[i + 2] == '=' ? 2u : 1u;
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const int value = k >= 4 - padding ? 0 : base64Value(text[i + k]);
            if (value < 0) return bad();
            group = group << 6 | static_cast<std::uint32_t>(value);
        }
        // Unused bits must be zero, so that each value has one text only.
        if (padding > 0 && (group & ((1u << (8 * padding)) - 1)) != 0) return bad();
        for (std::size_t k = 0; k < 3 - padding; ++k) out += static_cast<char>(group >> (16 - 8 * k) & 255);
    }
    return out;
}

bool isUtf8(std::string_view bytes) {
    std::size_t i = 0;
    const auto at = [&](std::size_t k) { return static_cast<unsigned char>(bytes[k]); };
    while (i < bytes.size()) {
        // Eight ASCII bytes at a time: nearly all log text.
        if (i + 8 <= bytes.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + i, 8);
            if ((word & 0x8080808080808080u) == 0) {
                i += 8;
                continue;
            }
        }
        const unsigned char lead = at(i);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : 2u;
        if (lead < 0xC2 || lead > 0xF4 || i + length > bytes.size()) return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((at(i + k) & 0xC0) != 0x80) return false;
        }
        const unsigned char second = at(i + 1);
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
            (lead == 0xF4 && second > 0x8F)) {
            return false;
        }
        i += length;
    }
    return true;
}

char* Arena::allocate(std::size_t size) {
    constexpr std::size_t kChunk = std::size_t{256} * 1024;
    if (m_chunks.empty() || m_chunks.back().size - m_used < size) {
        const std::size_t wanted = std::max(kChunk, size);
        m_chunks.push_back({std::unique_ptr<char[]>(new char[wanted]), wanted});
        m_used = 0;
    }
    char* place = m_chunks.back().bytes.get() + m_used;
    m_used += size;
    return place;
}

std::string_view Arena::copy(std::string_view text) {
    if (text.empty()) return {};
    char* place = allocate(text.size());
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
}

void Arena::clear() {
    // Keep one ordinary chunk, so that a reused arena does not go back to the allocator each time.
    if (m_chunks.size() > 1) m_chunks.erase(m_chunks.begin() + 1, m_chunks.end());
    m_used = 0;
}

}  // namespace vedette
