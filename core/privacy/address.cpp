// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace vedette {

namespace {

bool digitsAndDots(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

bool allDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    std::array<char, 64> z{};
    if (text.empty() || text.size() >= z.size() || text.find('\0') != std::string_view::npos) {
        return std::nullopt;
    }
    std::memcpy(z.data(), text.data(), text.size());
    IpAddress out;
    if (inet_pton(AF_INET, z.data(), out.bytes.data()) == 1) {
        out.v4 = true;
        return out;
    }
    if (inet_pton(AF_INET6, z.data(), out.bytes.data()) != 1) {
        return std::nullopt;
    }
    static constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::equal(kMapped.begin(), kMapped.end(), out.bytes.begin())) {
        std::copy_n(out.bytes.begin() + 12, 4, out.bytes.begin());
        std::fill(out.bytes.begin() + 4, out.bytes.end(), std::uint8_t{0});
        out.v4 = true;
    }
    return out;
}

bool IpAddress::isLoopback() const {
    if (v4) {
        return bytes[0] == 127;
    }
    return bytes[15] == 1 && std::all_of(bytes.begin(), bytes.begin() + 15, [](std::uint8_t b) { return b == 0; });
}

bool IpAddress::isGlobal() const {
    if (!v4) {
        return (bytes[0] & 0xe0U) == 0x20U;
    }
    const std::uint8_t a = bytes[0];
    const std::uint8_t b = bytes[1];
    return !(a == 0 || a == 10 || a == 127 || a >= 224 || (a == 172 && b >= 16 && b <= 31) || (a == 192 && b == 168) ||
             (a == 169 && b == 254) || (a == 100 && b >= 64 && b <= 127));
}

std::string IpAddress::text() const {
    std::array<char, INET6_ADDRSTRLEN> z{};
    inet_ntop(v4 ? AF_INET : AF_INET6, bytes.data(), z.data(), static_cast<socklen_t>(z.size()));
    return z.data();
}

std::string IpAddress::network() const {
    if (isLoopback()) {
        return "loopback";
    }
    IpAddress masked = *this;
    std::fill(masked.bytes.begin() + (v4 ? 3 : 6), masked.bytes.end(), std::uint8_t{0});
    return masked.text() + (v4 ? "/24" : "/48");
}

std::string_view canonicalAddress(std::string_view text, std::string& scratch) {
    if (digitsAndDots(text)) {
        return text;
    }
    std::string_view host = text;
    if (host.starts_with('[')) {
        const std::size_t close = host.find(']');
        if (close != std::string_view::npos) {
            host = host.substr(1, close - 1);
        }
    } else if (const std::size_t colon = host.find(':');
               colon != std::string_view::npos && host.rfind(':') == colon && allDigits(host.substr(colon + 1))) {
        host = host.substr(0, colon);
    }
    host = host.substr(0, host.find('%'));
    if (digitsAndDots(host)) {
        return host.empty() ? text : host;
    }
    const auto address = IpAddress::parse(host);
    if (!address) {
        return text;
    }
    scratch = address->text();
    return scratch;
}

std::string networkOf(std::string_view canonical) {
    if (const auto address = IpAddress::parse(canonical)) {
        return address->network();
    }
    const std::size_t dot = canonical.rfind('.');
    if (dot == std::string_view::npos || dot + 1 == canonical.size()) {
        return {};
    }
    const std::string_view last = canonical.substr(dot + 1);
    if (std::all_of(last.begin(), last.end(), [](char c) { return c == 'x' || c == 'X' || c == '*'; })) {
        if (const auto address = IpAddress::parse(std::string(canonical.substr(0, dot)) + ".0")) {
            return address->network();
        }
    }
    return {};
}

}  // namespace vedette
