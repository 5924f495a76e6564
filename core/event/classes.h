// SPDX-License-Identifier: GPL-3.0-or-later
// Captions of the OCSF classes in use, their categories, activities and states.
#pragma once

#include <cstdint>
#include <string_view>

namespace vedette {

// Records hold ids only; these are the captions OCSF gives them, for screens, reports and exports.

struct ActivityInfo {
    std::int64_t typeUid = 0;
    std::string_view name;  // "Create"
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
// A finding's 1 is "New", a request's "Success".
[[nodiscard]] std::string_view statusName(std::int64_t classUid, std::int64_t statusId);

}  // namespace vedette
