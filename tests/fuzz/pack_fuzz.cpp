// SPDX-License-Identifier: GPL-3.0-or-later
// Control packs, region tables, playbooks and key figures come from others too, and a hold's filter from the database:
// no text of any may crash or hang the reader.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/incident/playbook.h"
#include "core/kpi/kpi.h"
#include "core/policy/declaration.h"
#include "core/policy/pack.h"
#include "core/policy/regions.h"
#include "core/store/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 6) {
        case 0: (void)vedette::parsePack(text, "fuzz"); break;
        case 1: (void)vedette::RegionTable::parse(text, "fuzz"); break;
        case 2: (void)vedette::parsePlaybook(text, "fuzz"); break;
        case 3: (void)vedette::parseKpis(text, "fuzz"); break;
        case 4: (void)vedette::parseFilter(text); break;
        default: (void)vedette::parseDeclaration(text); break;
    }
    return 0;
}
