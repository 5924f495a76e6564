// SPDX-License-Identifier: GPL-3.0-or-later
// International bank account numbers: country, its length, its structure, and the remainder by 97.
#include <algorithm>
#include <array>

#include "core/privacy/detectors_internal.h"

namespace vedette::detectors {

namespace {

// What follows the check digits, as count and kind: n digits, a capital letters, c capitals or digits.
struct Country {
    std::string_view code;
    std::string_view structure;
};

constexpr std::array kCountries = {
    Country{"AD", "8n12c"},    Country{"AE", "19n"},      Country{"AL", "8n16c"},    Country{"AT", "16n"},
    Country{"AZ", "4a20c"},    Country{"BA", "16n"},      Country{"BE", "12n"},      Country{"BG", "4a6n8c"},
    Country{"BH", "4a14c"},    Country{"BI", "23n"},      Country{"BR", "23n1a1c"},  Country{"BY", "4c4n16c"},
    Country{"CH", "5n12c"},    Country{"CR", "18n"},      Country{"CY", "8n16c"},    Country{"CZ", "20n"},
    Country{"DE", "18n"},      Country{"DJ", "23n"},      Country{"DK", "14n"},      Country{"DO", "4c20n"},
    Country{"EE", "16n"},      Country{"EG", "25n"},      Country{"ES", "20n"},      Country{"FI", "14n"},
    Country{"FK", "2a12n"},    Country{"FO", "14n"},      Country{"FR", "10n11c2n"}, Country{"GB", "4a14n"},
    Country{"GE", "2a16n"},    Country{"GI", "4a15c"},    Country{"GL", "14n"},      Country{"GR", "7n16c"},
    Country{"GT", "4c20c"},    Country{"HN", "4a20n"},    Country{"HR", "17n"},      Country{"HU", "24n"},
    Country{"IE", "4a14n"},    Country{"IL", "19n"},      Country{"IQ", "4a15n"},    Country{"IS", "22n"},
    Country{"IT", "1a10n12c"}, Country{"JO", "4a4n18c"},  Country{"KW", "4a22c"},    Country{"KZ", "3n13c"},
    Country{"LB", "4n20c"},    Country{"LC", "4a24c"},    Country{"LI", "5n12c"},    Country{"LT", "16n"},
    Country{"LU", "3n13c"},    Country{"LV", "4a13c"},    Country{"LY", "21n"},      Country{"MC", "10n11c2n"},
    Country{"MD", "20c"},      Country{"ME", "18n"},      Country{"MK", "3n10c2n"},  Country{"MN", "16n"},
    Country{"MR", "23n"},      Country{"MT", "4a5n18c"},  Country{"MU", "4a19n3a"},  Country{"NI", "4a20n"},
    Country{"NL", "4a10n"},    Country{"NO", "11n"},      Country{"OM", "3n16c"},    Country{"PK", "4a16c"},
    Country{"PL", "24n"},      Country{"PS", "4a21c"},    Country{"PT", "21n"},      Country{"QA", "4a21c"},
    Country{"RO", "4a16c"},    Country{"RS", "18n"},      Country{"RU", "14n15c"},   Country{"SA", "2n18c"},
    Country{"SC", "4a20n3a"},  Country{"SD", "14n"},      Country{"SE", "20n"},      Country{"SI", "15n"},
    Country{"SK", "20n"},      Country{"SM", "1a10n12c"}, Country{"SO", "19n"},      Country{"ST", "21n"},
    Country{"SV", "4a20n"},    Country{"TL", "19n"},      Country{"TN", "20n"},      Country{"TR", "6n16c"},
    Country{"UA", "6n19c"},    Country{"VA", "18n"},      Country{"VG", "4a16n"},    Country{"XK", "16n"},
    Country{"YE", "4a4n18c"},
};

int remainder97(std::string_view iban) {
    int value = 0;
    const auto feed = [&](char c) {
        value = isDigit(c) ? (value * 10 + (c - '0')) % 97 : (value * 100 + (c - 'A' + 10)) % 97;
    };
    std::for_each(iban.begin() + 4, iban.end(), feed);
    std::for_each(iban.begin(), iban.begin() + 4, feed);
    return value;
}

}  // namespace

std::size_t ibanAt(std::string_view text, std::size_t at) {
    if (!isUpper(text[at]) || !isUpper(byteAt(text, at + 1)) || !isDigit(byteAt(text, at + 2)) ||
        !isDigit(byteAt(text, at + 3))) {
        return 0;
    }
    const std::string_view code = text.substr(at, 2);
    const auto country = std::lower_bound(kCountries.begin(), kCountries.end(), code,
                                          [](const Country& c, std::string_view wanted) { return c.code < wanted; });
    if (country == kCountries.end() || country->code != code) {
        return 0;
    }
    std::array<char, 40> iban{};
    std::size_t size = 4;
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), 4, iban.begin());
    std::size_t i = at + 4;
    const std::string_view structure = country->structure;
    for (std::size_t s = 0; s < structure.size();) {
        std::size_t wanted = 0;
        while (isDigit(structure[s])) {
            wanted = wanted * 10 + static_cast<std::size_t>(structure[s++] - '0');
        }
        const char kind = structure[s++];
        for (std::size_t n = 0; n < wanted; ++n) {
            char c = byteAt(text, i);
            if ((c == ' ' || c == '-') && size % 4 == 0 && isAlnum(byteAt(text, i + 1))) {
                c = text[++i];
            }
            const bool fits = kind == 'n' ? isDigit(c) : kind == 'a' ? isUpper(c) : isDigit(c) || isUpper(c);
            if (!fits || i >= text.size()) {
                return 0;
            }
            iban[size++] = c;
            ++i;
        }
    }
    if (isWord(byteAt(text, i)) || remainder97(std::string_view(iban.data(), size)) != 1) {
        return 0;
    }
    return i;
}

}  // namespace vedette::detectors
