// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of surveyPeriod(): halves of a period are surveyed at once and put together; what collectors say of their
// sources is gone through afterwards, because each word of theirs is about the time since the one before.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/policy/survey.h"

namespace vedette::surveying {

// One Collector Status (7706006). The texts belong to whoever read it.
struct StatusRow {
    const std::string* node = nullptr;
    const std::string* source = nullptr;
    std::int64_t activity = 0;
    Time time{};
    std::uint64_t entry = 0;
};

[[nodiscard]] std::size_t bucketOf(const Survey& survey, Time t);
// The survey of node `id`, made when absent.
[[nodiscard]] NodeSurvey& nodeOf(Survey& survey, std::string_view id);
// Adds the survey of the entries that follow those of `first`. Both are of the same period.
void append(Survey& first, Survey&& second);
// In entry order.
void applyStatuses(Survey& survey, const std::vector<StatusRow>& statuses);
// Gaps carry their extent and reason in the record.
[[nodiscard]] Result<void> readStatuses(Evidence& evidence, Survey& survey);

}  // namespace vedette::surveying
