// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes: matches lie inside the text, in order, and redaction comes to rest.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/privacy/address.h"
#include "core/privacy/client_kind.h"
#include "core/privacy/content.h"
#include "core/privacy/detectors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vedette;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::string now(text);
    for (int round = 0; round < 4; ++round) {
        const auto found = detect(now);
        std::size_t last = 0;
        for (const Detected& d : found) {
            if (d.begin < last || d.end <= d.begin || d.end > now.size()) {
                std::abort();
            }
            last = d.end;
        }
        if (surelyHarmless(now) && !found.empty()) {
            std::abort();
        }
        now = redact(now, found);
    }
    std::string scratch;
    (void)networkOf(canonicalAddress(text, scratch));
    (void)clientKindOf(text);
    (void)simHash(1, text);
    return 0;
}
