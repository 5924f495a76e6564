// SPDX-License-Identifier: GPL-3.0-or-later
// One page of rows, cut out of its JSON text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

struct JsonRow {
    std::string text;          // as it came
    std::optional<Time> time;  // none when the row has no readable one
    std::uint64_t id = 0;      // of id and time together; of the whole text when it has no id
};

struct JsonPage {
    std::vector<JsonRow> rows;
    std::optional<std::int64_t> totalPages;
    bool capped = false;  // there are more rows than the interface counts
};

// `itemsName`, `timeName`, `idName`: members; a dot steps into an object. Times are RFC 3339 (UTC when they have no
// zone) or seconds or milliseconds since 1970.
[[nodiscard]] Result<JsonPage> readJsonPage(const std::string& body, const std::string& itemsName,
                                            const std::string& timeName, const std::string& idName);

}  // namespace vedette
