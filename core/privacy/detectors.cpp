// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/detectors.h"

#include <algorithm>
#include <array>

#include "core/privacy/detectors_internal.h"

namespace vedette {

using namespace detectors;

namespace {

constexpr std::array<std::string_view, kDetectedClasses> kNames = {"pan",   "track", "iban",  "ssn", "email",
                                                                   "phone", "key",   "token", "ip"};

// What surelyHarmless() adds up per byte: digits, dots, colons and '@' in lanes of sixteen bits. The masks keep a run
// of word bytes (or dashes) alive. Tables instead of branches: the bytes of a log line are hard to predict.
struct ByteTraits {
    std::uint64_t counts = 0;
    std::uint32_t word = 0;
    std::uint32_t dash = 0;
};
constexpr unsigned kDigitLane = 0;
constexpr unsigned kDotLane = 16;
constexpr unsigned kColonLane = 32;
constexpr unsigned kAtLane = 48;
constexpr std::size_t kLaneLimit = 32768;

constexpr std::array<ByteTraits, 256> makeTraits() {
    std::array<ByteTraits, 256> table{};
    for (std::size_t c = 0; c < 256; ++c) {
        const char ch = static_cast<char>(c);
        const auto lane = [](bool yes, unsigned shift) { return static_cast<std::uint64_t>(yes) << shift; };
        table[c].counts = lane(isDigit(ch), kDigitLane) | lane(ch == '.', kDotLane) | lane(ch == ':', kColonLane) |
                          lane(ch == '@', kAtLane);
        table[c].word = isWord(ch) || ch == '-' ? ~0U : 0U;
        table[c].dash = ch == '-' ? ~0U : 0U;
    }
    return table;
}
constexpr auto kTraits = makeTraits();

struct Collector {
    std::vector<Detected> found;
    std::size_t floor = 0;  // end of the last match

    bool add(DetectedClass kind, std::size_t begin, std::size_t end) {
        if (end == 0) {
            return false;
        }
        found.push_back({kind, begin, end});
        floor = end;
        return true;
    }
};

// Everything that starts with a digit, a sign or a letter at the start of a word.
bool matchAt(std::string_view text, std::size_t at, Collector& out) {
    const char c = text[at];
    const char before = at > 0 ? text[at - 1] : ' ';
    if (c == '+') {
        return out.add(DetectedClass::Phone, at, phoneAt(text, at));
    }
    if (c == '%' || c == ';') {
        return out.add(DetectedClass::TrackData, at, trackAt(text, at));
    }
    if (c == '-') {
        return out.add(DetectedClass::Key, at, privateKeyAt(text, at));
    }
    if (isWord(before)) {
        return false;
    }
    if (isLetter(c)) {
        if (out.add(DetectedClass::Token, at, tokenAt(text, at)) || out.add(DetectedClass::Key, at, keyAt(text, at)) ||
            out.add(DetectedClass::Iban, at, ibanAt(text, at))) {
            return true;
        }
    }
    if (isDigit(c)) {
        if (out.add(DetectedClass::PaymentCard, at, cardAt(text, at)) ||
            out.add(DetectedClass::Ssn, at, ssnAt(text, at)) ||
            out.add(DetectedClass::IpAddress, at, ipv4At(text, at))) {
            return true;
        }
    }
    return isHexDigit(c) && out.add(DetectedClass::IpAddress, at, ipv6At(text, at));
}

}  // namespace

std::string_view detectedName(DetectedClass c) { return kNames[static_cast<std::size_t>(c)]; }

bool surelyHarmless(std::string_view text) {
    // The shortest things of interest: an address needs '@' or three dots or two colons; a number needs seven digits;
    // a key or token needs fifteen word bytes in a row, or a run of dashes in front of a PEM block.
    std::uint64_t digits = 0;
    std::uint64_t dots = 0;
    std::uint64_t colons = 0;
    std::uint64_t signs = 0;
    std::uint32_t run = 0;
    std::uint32_t longest = 0;
    std::uint32_t dashes = 0;
    std::uint32_t mostDashes = 0;
    while (!text.empty()) {
        const std::string_view chunk = text.substr(0, kLaneLimit);
        text.remove_prefix(chunk.size());
        std::uint64_t counts = 0;
        for (const char ch : chunk) {
            const ByteTraits& t = kTraits[static_cast<unsigned char>(ch)];
            counts += t.counts;
            run = (run + 1) & t.word;
            longest = std::max(longest, run);
            dashes = (dashes + 1) & t.dash;
            mostDashes = std::max(mostDashes, dashes);
        }
        digits += (counts >> kDigitLane) & 0xFFFFU;
        dots += (counts >> kDotLane) & 0xFFFFU;
        colons += (counts >> kColonLane) & 0xFFFFU;
        signs += (counts >> kAtLane) & 0xFFFFU;
    }
    return signs == 0 && mostDashes < 5 && digits < 7 && longest < 15 && colons < 2 && (dots < 3 || digits < 4);
}

std::vector<Detected> detect(std::string_view text) {
    Collector out;
    if (surelyHarmless(text)) {
        return {};
    }
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        bool hit = false;
        if (c == '@') {
            const Span span = emailAt(text, at, out.floor);
            hit = out.add(DetectedClass::Email, span.begin, span.end);
        } else if (c == '=' || c == ':') {
            Span span = urlUserAt(text, at);
            if (span.end == 0) {
                span = namedSecretAt(text, at);
            }
            hit = span.begin >= out.floor && out.add(DetectedClass::Key, span.begin, span.end);
        } else if (isAlnum(c) || c == '+' || c == '%' || c == ';' || c == '-') {
            hit = matchAt(text, at, out);
        }
        at = hit ? out.floor : at + 1;
    }
    return std::move(out.found);
}

std::string redact(std::string_view text, const std::vector<Detected>& found) {
    std::string out;
    out.reserve(text.size());
    std::size_t from = 0;
    for (const Detected& hit : found) {
        out.append(text.substr(from, hit.begin - from));
        out.push_back('[');
        out.append(detectedName(hit.kind));
        out.push_back(']');
        from = hit.end;
    }
    out.append(text.substr(from));
    return out;
}

}  // namespace vedette

namespace vedette::detectors {

namespace {

bool wordIn(std::string_view text, std::size_t begin, std::size_t end, std::initializer_list<std::string_view> words) {
    for (std::size_t at = begin; at < end; ++at) {
        if (!isLetter(text[at]) || (at > 0 && isAlnum(text[at - 1]))) {
            continue;
        }
        for (const std::string_view word : words) {
            if (at + word.size() > end || isAlnum(byteAt(text, at + word.size()))) {
                continue;
            }
            const bool same = std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                                         [](char w, char t) { return w == lower(t); });
            if (same) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

bool wordBefore(std::string_view text, std::size_t begin, std::size_t reach,
                std::initializer_list<std::string_view> words) {
    return wordIn(text, begin > reach ? begin - reach : 0, begin, words);
}

bool wordNear(std::string_view text, std::size_t begin, std::size_t end, std::size_t reach,
              std::initializer_list<std::string_view> words) {
    return wordBefore(text, begin, reach, words) || wordIn(text, end, std::min(text.size(), end + reach), words);
}

}  // namespace vedette::detectors
