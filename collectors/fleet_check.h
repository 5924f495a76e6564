// SPDX-License-Identifier: GPL-3.0-or-later
// Small judgements about single values of a fleet file.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/bytes.h"

namespace vedette {

// The known word a person most likely meant; empty when none is near.
[[nodiscard]] std::string_view nearestWord(std::string_view word, std::initializer_list<std::string_view> known);
// For messages: at most 60 bytes of it, cut between characters.
[[nodiscard]] std::string shortened(std::string_view text);
[[nodiscard]] bool isIdentifier(std::string_view id);
[[nodiscard]] bool isCountry(std::string_view code);
// "400d", "13 months", "6 years"
[[nodiscard]] bool isPeriod(std::string_view text);
// At most one '*', in the last component.
[[nodiscard]] bool isTailPath(std::string_view path);
[[nodiscard]] bool isUrlPath(std::string_view path);
// Hex digits in lower case without ':' and blanks; empty when it is not hex.
[[nodiscard]] std::string plainHex(std::string_view text);
// What is wrong with "https://host:port"; empty when nothing is.
[[nodiscard]] std::string endpointProblem(std::string_view url);
[[nodiscard]] bool isLoopback(std::string_view url);
// The line where brackets or indentation nest more than a fleet file ever does; 0 when fine. Keeps the recursive YAML
// parser away from texts made to exhaust its stack.
[[nodiscard]] std::size_t tooDeepAtLine(std::string_view yaml);

}  // namespace vedette
