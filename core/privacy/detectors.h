// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic detectors of personal data and secrets in free text: structure, checksum, and context where a checksum
// is not enough. They never return the match itself, only what kind it is and where it stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vedette {

// Bit numbers of IntColumn::Detected; names are the values of vedette.detected.
enum class DetectedClass : std::uint8_t {
    PaymentCard,  // "pan": issuer range, issued length, Luhn
    TrackData,    // "track"
    Iban,         // "iban"
    Ssn,          // "ssn"
    Email,        // "email"
    Phone,        // "phone"
    Key,          // "key": API keys and private keys by provider prefix
    Token,        // "token": JWT, bearer and session tokens
    IpAddress,    // "ip"
};
inline constexpr int kDetectedClasses = 9;

[[nodiscard]] std::string_view detectedName(DetectedClass c);

struct Detected {
    DetectedClass kind;
    std::size_t begin = 0;  // byte offsets into the text
    std::size_t end = 0;
};

// Non-overlapping, in order. Linear in the length of the text, whatever it holds.
[[nodiscard]] std::vector<Detected> detect(std::string_view text);
// True when the text cannot hold anything of interest: one pass over the bytes, for the hot path.
[[nodiscard]] bool surelyHarmless(std::string_view text);
// The text with each match replaced by "[pan]", "[email]", ...
[[nodiscard]] std::string redact(std::string_view text, const std::vector<Detected>& found);

}  // namespace vedette
