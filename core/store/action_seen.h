// SPDX-License-Identifier: GPL-3.0-or-later
// What of an action's record says who did what (core/store/people.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace vedette {

struct ActionSeen {
    std::string actor;
    std::string kind;
    std::string name;
    std::string target;
    std::string request;
    std::string role;
    std::string key;
    std::string note;
    bool totp = false;
    bool shared = false;
    std::uint64_t size = 0;  // of a restore: entries of the backup
    Time time{};
};

// Nothing when the record has no vedette.action.
[[nodiscard]] std::optional<ActionSeen> readActionSeen(std::string_view record);

}  // namespace vedette
