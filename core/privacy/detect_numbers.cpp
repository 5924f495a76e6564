// SPDX-License-Identifier: GPL-3.0-or-later
// Card, track, social security and phone numbers. A checksum alone proves little in machine logs, where timestamps and
// ids are numbers too, so each rule asks for structure first and for a telling word where structure is weak.
#include <algorithm>
#include <array>
#include <cstdint>

#include "core/privacy/detectors_internal.h"

namespace vedette::detectors {

namespace {

constexpr std::size_t kMaxCardDigits = 19;

// Digits of a number written with optional single separators, and how they were grouped.
struct Grouped {
    std::array<char, kMaxCardDigits> digits{};
    std::size_t count = 0;
    std::size_t end = 0;
    std::uint32_t shape = 0;  // group lengths, four bits each, first group highest; 0 for one bare run
    char separator = 0;
};

bool luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0;) {
        int d = digits[i] - '0';
        if (twice) {
            d *= 2;
            d -= d > 9 ? 9 : 0;
        }
        sum += d;
        twice = !twice;
    }
    return sum % 10 == 0;
}

// Issuer ranges at the lengths they are issued at.
bool issued(std::string_view digits) {
    const auto prefix = [&](std::size_t n) {
        int value = 0;
        for (std::size_t i = 0; i < n; ++i) {
            value = value * 10 + (digits[i] - '0');
        }
        return value;
    };
    const std::size_t n = digits.size();
    const int p2 = prefix(2);
    const int p3 = prefix(3);
    const int p4 = prefix(4);
    const int p6 = prefix(6);
    const bool long16 = n >= 16 && n <= 19;
    if (digits[0] == '4') {
        return n == 16 || n == 19;
    }
    if ((p2 >= 51 && p2 <= 55) || (p4 >= 2221 && p4 <= 2720)) {
        return n == 16;
    }
    if (p2 == 34 || p2 == 37) {
        return n == 15;
    }
    if (p4 == 6011 || (p3 >= 644 && p3 <= 649) || p2 == 65 || (p6 >= 622126 && p6 <= 622925) || p2 == 62) {
        return long16;
    }
    if (p4 >= 3528 && p4 <= 3589) {
        return long16;
    }
    if ((p3 >= 300 && p3 <= 305) || p3 == 309 || p2 == 36 || p2 == 38 || p2 == 39) {
        return n >= 14 && n <= 19;
    }
    return false;
}

bool printedShape(std::uint32_t shape) {
    return shape == 0x4444 || shape == 0x465 || shape == 0x464 || shape == 0x44443 || shape == 0x6D || shape == 0x444;
}

// Takes groups while they can still be part of a printed card number.
Grouped takeGroups(std::string_view text, std::size_t at) {
    Grouped g;
    std::size_t group = 0;
    std::size_t i = at;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (isDigit(c)) {
            if (g.count == kMaxCardDigits) {
                g.count = 0;  // too long to be a card
                return g;
            }
            g.digits[g.count++] = c;
            ++group;
            continue;
        }
        const bool separates = (c == ' ' || c == '-') && (g.separator == 0 || g.separator == c);
        if (!separates || !isDigit(byteAt(text, i + 1)) || group > 6) {
            break;
        }
        g.separator = c;
        g.shape = (g.shape << 4U) | static_cast<std::uint32_t>(group);
        group = 0;
        // A printed number is complete here; what follows after a blank is another word.
        if (c == ' ' && (g.shape == 0x4444 || g.shape == 0x465 || g.shape == 0x464)) {
            const std::uint32_t shape = g.shape;
            std::size_t next = i + 1;
            while (isDigit(byteAt(text, next))) {
                ++next;
            }
            if (!(shape == 0x4444 && next - i - 1 == 3)) {
                g.end = i;
                return g;
            }
        }
    }
    if (g.shape != 0) {
        g.shape = (g.shape << 4U) | static_cast<std::uint32_t>(group & 15U);
    }
    g.end = i;
    return g;
}

// True when the number's neighbours make it a part of something else: a float, a UUID, an identifier.
bool partOfMore(std::string_view text, std::size_t begin, std::size_t end) {
    const char before = begin > 0 ? text[begin - 1] : ' ';
    const char before2 = begin > 1 ? text[begin - 2] : ' ';
    if (isWord(before) || ((before == '.' || before == '-' || before == '+') && isWord(before2))) {
        return true;
    }
    const char after = byteAt(text, end);
    const char after2 = byteAt(text, end + 1);
    return isWord(after) || ((after == '.' || after == '-') && isWord(after2));
}

bool sameDigit(std::string_view digits) {
    return std::all_of(digits.begin(), digits.end(), [&](char c) { return c == digits[0]; });
}

}  // namespace

std::size_t cardAt(std::string_view text, std::size_t at) {
    const Grouped g = takeGroups(text, at);
    if (g.count < 14 || partOfMore(text, at, g.end)) {
        return 0;
    }
    const std::string_view digits(g.digits.data(), g.count);
    if (!issued(digits) || sameDigit(digits) || !luhn(digits)) {
        return 0;
    }
    if (g.shape != 0) {
        return printedShape(g.shape) ? g.end : 0;
    }
    if (wordNear(text, at, g.end, 32,
                 {"card", "cards", "pan", "visa", "mastercard", "amex", "credit", "debit", "cc", "ccn", "payment"})) {
        return g.end;
    }
    // A bare run: the common lengths count, unless the text calls the number something else.
    if (g.count != 15 && g.count != 16) {
        return 0;
    }
    const bool named =
        wordBefore(text, at, 16, {"id",    "ids",       "uid",    "trace",   "span",   "request", "req",     "ts",
                                  "time",  "timestamp", "nonce",  "seq",     "offset", "epoch",   "cursor",  "size",
                                  "bytes", "hash",      "seed",   "ns",      "us",     "address", "addr",    "ptr",
                                  "pid",   "tid",       "thread", "counter", "total",  "version", "revision"});
    return named ? 0 : g.end;
}

std::size_t trackAt(std::string_view text, std::size_t at) {
    const bool first = text[at] == '%';
    std::size_t i = at + 1;
    if (first) {
        if (byteAt(text, i) != 'B' && byteAt(text, i) != 'b') {
            return 0;
        }
        ++i;
    }
    std::size_t digits = 0;
    while (digits < 20 && isDigit(byteAt(text, i))) {
        ++i;
        ++digits;
    }
    if (digits < 13 || digits > 19 || byteAt(text, i) != (first ? '^' : '=')) {
        return 0;
    }
    ++i;
    if (first) {
        const std::size_t limit = std::min(text.size(), i + 32);
        while (i < limit && text[i] != '^') {
            ++i;
        }
        if (byteAt(text, i) != '^') {
            return 0;
        }
        ++i;
    }
    std::size_t tail = 0;
    const std::size_t limit = std::min(text.size(), i + 80);
    while (i < limit && isDigit(text[i])) {
        ++i;
        ++tail;
    }
    if (tail < 4) {
        return 0;
    }
    while (i < limit && text[i] != '?' && text[i] != ' ') {
        ++i;
    }
    return byteAt(text, i) == '?' ? i + 1 : i;
}

std::size_t ssnAt(std::string_view text, std::size_t at) {
    std::array<int, 9> d{};
    std::size_t i = at;
    char separator = 0;
    for (std::size_t n = 0; n < 9; ++n) {
        if (n == 3 || n == 5) {
            const char c = byteAt(text, i);
            if (c == '-' || c == ' ') {
                if ((n == 5 && c != separator) || !isDigit(byteAt(text, i + 1))) {
                    return 0;
                }
                separator = c;
                ++i;
            } else if (n == 5 && separator != 0) {
                return 0;
            }
        }
        if (!isDigit(byteAt(text, i))) {
            return 0;
        }
        d[n] = text[i++] - '0';
    }
    if (partOfMore(text, at, i)) {
        return 0;
    }
    const int area = d[0] * 100 + d[1] * 10 + d[2];
    const int group = d[3] * 10 + d[4];
    const int serial = d[5] * 1000 + d[6] * 100 + d[7] * 10 + d[8];
    if (area == 0 || area == 666 || group == 0 || serial == 0) {
        return 0;
    }
    // Numbers printed on samples and in advertisements: nobody's.
    if ((area == 78 && group == 5 && serial == 1120) || (area == 123 && group == 45 && serial == 6789) ||
        (area == 219 && group == 9 && serial == 9999)) {
        return 0;
    }
    if (area >= 900) {
        // Taxpayer numbers share the shape; outside their groups the number is not issued at all.
        const bool itin =
            (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 92) || group >= 94;
        return itin && wordNear(text, at, i, 32, {"itin", "taxpayer", "tin"}) ? i : 0;
    }
    if (separator == '-') {
        return i;
    }
    return wordNear(text, at, i, 32, {"ssn", "ssns", "social", "socialsecurity"}) ? i : 0;
}

std::size_t phoneAt(std::string_view text, std::size_t at) {
    const char before = at > 0 ? text[at - 1] : ' ';
    if (isWord(before) || before == '+' || before == '.') {
        return 0;
    }
    std::array<char, 15> d{};
    std::size_t count = 0;
    std::size_t end = 0;
    bool punctuated = false;
    for (std::size_t i = at + 1; i < text.size() && i < at + 32; ++i) {
        const char c = text[i];
        if (isDigit(c)) {
            if (count == d.size()) {
                return 0;
            }
            d[count++] = c;
            end = i + 1;
            punctuated = false;
        } else if (count > 0 && (c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/')) {
            const bool pair = punctuated && (text[i - 1] == ')' || c == '(');
            if (punctuated && !pair) {
                break;
            }
            punctuated = true;
        } else {
            break;
        }
    }
    if (count < 8 || d[0] == '0' || isWord(byteAt(text, end))) {
        return 0;
    }
    if (byteAt(text, end) == '.' && isDigit(byteAt(text, end + 1))) {
        return 0;
    }
    if (d[0] == '1' && (count != 11 || d[1] < '2' || d[4] < '2')) {
        return 0;
    }
    return end;
}

}  // namespace vedette::detectors
