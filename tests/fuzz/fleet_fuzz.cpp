// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a fleet file, and as a page of rows: an error or a value, never a crash, and no secret in a message.
#include <cstdlib>
#include <string>

#include "collectors/fleet.h"
#include "collectors/json_page.h"
#include "core/base/json.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto fleet = vedette::parseFleet(text, "fuzz.yaml");
    if (fleet) {
        const std::string declared = fleet->declaration();
        const auto canonical = vedette::canonicalJson(declared);
        if (!canonical || *canonical != declared) std::abort();
    } else if (fleet.error().text().empty()) {
        std::abort();
    }
    (void)vedette::readJsonPage(text, "data", "startTime", "request_id");
    (void)vedette::readJsonPage(text, "a.b", "t.u", "i.d");
    return 0;
}
