// SPDX-License-Identifier: GPL-3.0-or-later
// The entries of the log that say that its keys changed: Console Actions of kind "key".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"
#include "core/privacy/batch.h"
#include "core/store/key_chain.h"

namespace vedette {

// Who changed keys, and why.
struct KeyOrder {
    std::string actor;
    std::string reason;
};

// Adds the entry to the batch.
void addKeyAction(const KeyChange& change, const KeyOrder& order, Time now, Batch& batch);
// The line of the checkpoint that such an entry goes with; empty when it names none. None when the record is another's.
[[nodiscard]] std::optional<std::string> keyLineIn(std::string_view record);

}  // namespace vedette
