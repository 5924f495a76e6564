// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of a user agent: the kind of client, and product with major version. The full text can single out one
// person's machine, so it goes into the sealed part.
#pragma once

#include <string>
#include <string_view>

namespace vedette {

struct ClientKind {
    std::string_view kind;  // "sdk", "browser", "curl", "bot", "monitor", "unknown"
    std::string product;    // "OpenAI/Python 1", "Chrome/120"; empty when the text names no product
};

[[nodiscard]] ClientKind clientKindOf(std::string_view userAgent);

}  // namespace vedette
