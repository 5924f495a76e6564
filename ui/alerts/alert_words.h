// SPDX-License-Identifier: GPL-3.0-or-later
// How alerts and cases are called on screen: statuses, verdicts, actions, severities, in the user's language.
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/incident/alert_action.h"
#include "core/incident/cases.h"
#include "core/incident/clocks.h"
#include "core/incident/timeline.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

[[nodiscard]] Glyph severityGlyph(std::int64_t severity);
[[nodiscard]] QString severityWord(std::int64_t severity);  // "Critical"; also for those without a shape
[[nodiscard]] QString alertStatusWord(AlertStatus status);  // "In progress"
[[nodiscard]] QString caseStatusWord(CaseStatus status);
[[nodiscard]] QString verdictWord(std::string_view verdict);  // "False positive"; "true_positive" is "True positive"
[[nodiscard]] QString momentWord(CaseMoment moment);          // "Became aware"
// What the moment means, for the editor.
[[nodiscard]] QString momentHelp(CaseMoment moment);
[[nodiscard]] QString clockStateWord(ClockState state);
[[nodiscard]] Glyph clockStateGlyph(ClockState state);
// What happened, as a line: "Acknowledged by m.okafor", the finding's title, "Set to on hold by …".
[[nodiscard]] QString timelineWords(const TimelineItem& item);
// "18 min", "1 h 05", "2 d 3 h"; overdue ones with a true minus sign. Short, for a narrow column.
[[nodiscard]] QString timeLeft(Duration left);
// "p-7k3q… · llama-3.3-70b · eu-1": who, what model, where; whatever is known.
[[nodiscard]] QString entityLine(std::string_view principal, std::string_view client, std::string_view model,
                                 std::string_view node);

}  // namespace vedette::ui
