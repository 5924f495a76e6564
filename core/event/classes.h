// SPDX-License-Identifier: GPL-3.0-or-later
// Captions of the OCSF classes in use, their categories, activities and states.
#pragma once

#include <cstdint>
#include <string_view>

namespace vedette {

struct ActivityInfo {
    std::int64_t typeUid = 0;
    std::string_view name;      // "Create"
    std::string_view typeName;  // "API Activity: Create"
};

struct ClassInfo {
    std::string_view name;
    std::int64_t categoryUid = 0;
    std::string_view categoryName;
};

// Empty name for a class this version does not know.
[[nodiscard]] ClassInfo classInfo(std::int64_t classUid);
// Activity ids that the class does not know are called "Other".
[[nodiscard]] ActivityInfo activityInfo(std::int64_t classUid, std::int64_t activityId);
// The activity of a class by its caption in snake case ("create", "account_switch"); -1 when there is none.
[[nodiscard]] std::int64_t activityNamed(std::int64_t classUid, std::string_view name);
[[nodiscard]] std::string_view severityName(std::int64_t severityId);
[[nodiscard]] std::string_view statusName(std::int64_t classUid, std::int64_t statusId);

}  // namespace vedette
