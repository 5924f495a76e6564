// SPDX-License-Identifier: GPL-3.0-or-later
// The matchers behind detect(). Each looks at one place of the text and answers where the match ends, or 0 for none.
// Every matcher reads a bounded stretch of text when it fails, which is what keeps detect() linear.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace vedette::detectors {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool isLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool isLetter(char c) { return isUpper(c) || isLower(c); }
constexpr bool isAlnum(char c) { return isLetter(c) || isDigit(c); }
constexpr bool isWord(char c) { return isAlnum(c) || c == '_'; }
constexpr bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool isBase64Url(char c) { return isWord(c) || c == '-'; }
constexpr char lower(char c) { return isUpper(c) ? static_cast<char>(c + 32) : c; }

// The byte at `at`, or a blank outside the text.
constexpr char byteAt(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : ' '; }

// True when one of the (lower-case) words stands as a word within `reach` bytes before `begin` or after `end`.
[[nodiscard]] bool wordNear(std::string_view text, std::size_t begin, std::size_t end, std::size_t reach,
                            std::initializer_list<std::string_view> words);
// The same, looking back only.
[[nodiscard]] bool wordBefore(std::string_view text, std::size_t begin, std::size_t reach,
                              std::initializer_list<std::string_view> words);

// Numbers. `at` is the first digit (or the sign that announces one).
[[nodiscard]] std::size_t cardAt(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t trackAt(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t ssnAt(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t phoneAt(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t ibanAt(std::string_view text, std::size_t at);

// Secrets. `at` is the first byte of a word.
[[nodiscard]] std::size_t keyAt(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t privateKeyAt(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t tokenAt(std::string_view text, std::size_t at);
// A value behind a telling name ("api_key=..."): `at` is the separator; answers the value's bounds.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;  // 0: none
};
[[nodiscard]] Span namedSecretAt(std::string_view text, std::size_t at);
// The user part of "scheme://user:password@host": `at` is the colon.
[[nodiscard]] Span urlUserAt(std::string_view text, std::size_t at);

// Addresses. For an e-mail `at` is the '@', and nothing before `floor` may be part of it.
[[nodiscard]] Span emailAt(std::string_view text, std::size_t at, std::size_t floor);
[[nodiscard]] std::size_t ipv4At(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t ipv6At(std::string_view text, std::size_t at);

}  // namespace vedette::detectors
