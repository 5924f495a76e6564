// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as path, query, identifier, prose or JSON: what comes out holds no known value as a word of its own, and
// canonical JSON stays canonical.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/base/json.h"
#include "core/privacy/free_text.h"
#include "core/privacy/sealed_part.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vedette;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Arena arena;
    FreeText free;
    free.begin(arena, size % 2 == 0);
    free.know("alice", "p-aaaaaaaaaaaaaaaa");
    free.know("203.0.113.9", "a-aaaaaaaaaaaaaaaa");
    if (free.prose("to alice") != "to p-aaaaaaaaaaaaaaaa") {
        std::abort();
    }
    (void)free.prose(text);
    (void)free.name(text);
    (void)free.identifier(text);
    (void)free.path(text);
    (void)free.query(text);
    if (auto json = canonicalJson(text)) {
        const std::string_view clean = free.json(*json);
        const auto again = canonicalJson(clean, 128);
        if (!again || *again != clean) {
            std::abort();
        }
    }
    (void)sealedPartSubject(text);
    (void)openPart(Key256{}, text);
    return 0;
}
