// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of authenticator apps: RFC 6238 (TOTP) over RFC 4226 (HOTP), and the text forms they are handed over in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

enum class TotpHash : std::uint8_t { Sha1, Sha256, Sha512 };

// A time step of 30 seconds, counted from 1970.
inline constexpr std::int64_t kTotpSeconds = 30;
[[nodiscard]] std::int64_t totpStep(Time t);

// The code of one step, `digits` long, with leading zeroes. Sha1 with six digits is what apps make.
[[nodiscard]] std::string totpCode(std::string_view secret, std::int64_t step, int digits = 6,
                                   TotpHash hash = TotpHash::Sha1);

// The step whose code this is: the current one, the one before or the one after (clocks differ), and later than
// `lastUsed`, so that no code is good twice. None: the code is wrong, too old or used up. Blanks in it are passed over.
[[nodiscard]] std::optional<std::int64_t> acceptTotp(std::string_view secret, std::string_view code, Time now,
                                                     std::int64_t lastUsed);

// 20 random bytes (RFC 4226, section 4).
[[nodiscard]] std::string newTotpSecret();
// RFC 4648 section 6, without padding.
[[nodiscard]] std::string toBase32(std::string_view bytes);
// "otpauth://totp/Vedette:anna?secret=...&issuer=Vedette": what apps read, also as a QR code.
[[nodiscard]] std::string totpUri(std::string_view account, std::string_view secret);

}  // namespace vedette
