// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 3161 timestamps: an authority signs the hash of a checkpoint together with the time, so that not even whoever
// holds the log's key can say later that it was signed at another time.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

// DER of a TimeStampReq over the SHA-256 of the message, with a random nonce, asking for the authority's certificate.
[[nodiscard]] Result<std::string> timestampRequest(std::string_view message);

struct Timestamp {
    Time time{};            // when the authority says it was, whole seconds
    std::string serial;     // of the token, hex
    std::string authority;  // subject of the certificate that signed it
    Time until{};           // when that certificate runs out
};

// Checks a TimeStampResp (DER) over the message, signed by an authority whose chain ends in `authorities` (PEM). When
// the request is given, its nonce must come back and the certificates must be valid now; without it, as they were at
// the token's own time. Who has an authority's key after its certificate ran out can therefore date back; what was
// signed before can still be read as long as the key was kept secret. Corrupt when it does not hold, Denied when the
// authority refused.
[[nodiscard]] Result<Timestamp> checkTimestamp(std::string_view response, std::string_view message,
                                               const std::filesystem::path& authorities, std::string_view request = {});

}  // namespace vedette
