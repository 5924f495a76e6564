// SPDX-License-Identifier: GPL-3.0-or-later
// Client addresses: one spelling per address, and the network that is kept when the address is not.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vedette {

struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};  // the first four for version 4
    bool v4 = false;

    // Strict text forms only; IPv4 mapped into IPv6 is read as IPv4.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
    // Routed on the internet: not private, loopback, link-local, multicast or unspecified.
    [[nodiscard]] bool isGlobal() const;
    [[nodiscard]] bool isLoopback() const;
    [[nodiscard]] std::string text() const;
    // "203.0.113.0/24", "2001:db8:1::/48"; "loopback" for the node itself.
    [[nodiscard]] std::string network() const;
};

// The address without port, brackets and zone, in canonical spelling. Text that is no address comes back unchanged, so
// that it still becomes a pseudonym. `scratch` holds the answer when it is not part of `text`.
[[nodiscard]] std::string_view canonicalAddress(std::string_view text, std::string& scratch);

// The network of a canonical address, also for one whose last part the source masked ("203.0.113.x"); empty for text
// that is no address.
[[nodiscard]] std::string networkOf(std::string_view canonical);

}  // namespace vedette
