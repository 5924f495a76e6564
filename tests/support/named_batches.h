// SPDX-License-Identifier: GPL-3.0-or-later
// Batches that can be told apart afterwards: which of them are in a store, whole, in part or twice.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/privacy/batch.h"

namespace vedette::test {

// A batch whose events all carry the batch's name and their number in it, and whose cursor is the name. The name up to
// its first dot is the node and the cursor's source.
[[nodiscard]] Batch namedBatch(std::string_view name, std::size_t count);

struct FoundBatches {
    std::map<std::string, std::pair<std::size_t, std::size_t>> batches;  // name → events found, events it had
    bool twice = false;                                                  // some event is there more than once

    // Empty when every batch is there as a whole and no event twice; else what is wrong.
    [[nodiscard]] std::string problem() const;
};
// Reads the records themselves; those without such a name are passed over.
[[nodiscard]] FoundBatches findBatches(const std::filesystem::path& store);

}  // namespace vedette::test
