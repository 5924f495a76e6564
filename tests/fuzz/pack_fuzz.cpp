// SPDX-License-Identifier: GPL-3.0-or-later
// Control packs and region tables come from others too: no text of either may crash or hang the loader.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/policy/declaration.h"
#include "core/policy/pack.h"
#include "core/policy/regions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 3) {
        case 0: (void)vedette::parsePack(text, "fuzz"); break;
        case 1: (void)vedette::RegionTable::parse(text, "fuzz"); break;
        default: (void)vedette::parseDeclaration(text); break;
    }
    return 0;
}
