// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON scanner and the canonical writer: both must agree on what is JSON as far as the scanner accepts it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/base/json.h"
#include "core/event/json_scan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vedette;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    JsonScan scan(text);
    std::string_view raw;
    if (scan.skip(raw) && raw.size() > text.size()) {
        std::abort();
    }
    std::string clear;
    unescapeJson(text, clear);
    if (const auto canonical = canonicalJson(text)) {
        JsonScan second(*canonical);
        // A fraction that rounds to a whole number past 2^53 is written as one, and read again it is a text: stable
        // from the second time on.
        const auto again = canonicalJson(*canonical);
        const auto stable = again ? canonicalJson(*again) : canonicalJson("");
        if (!second.skip(raw) || !second.atEnd() || !again || !stable || *stable != *again) {
            std::abort();
        }
    }
    return 0;
}
