// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics pages of servers that may say anything, and the state of a last scrape.
#include <cstdint>
#include <string>

#include "core/base/file.h"
#include "core/event/metrics.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vedette;
    static const auto flavours = MetricFlavours::load(resourceFolder() / "metrics");
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t cut = text.find('\0');
    const std::string_view page = text.substr(0, cut);
    const std::string_view state = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 1);
    if (flavours) {
        if (const auto first = flavours->read(page, "", state)) {
            static_cast<void>(flavours->read(page, "", first->nextState));
        }
    }
    return 0;
}
