// SPDX-License-Identifier: GPL-3.0-or-later
// What people decide about a control, as Console Actions of kind "control": a manual result or a waiver, and taking
// either back. Judging (core/policy/manual.h) reads them and says what they do to a control's state.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/event/event.h"
#include "core/store/reader.h"

namespace vedette {

class Arena;

// "manual_pass", "manual_fail", "manual_clear", "waive", "unwaive".
[[nodiscard]] std::span<const std::string_view> controlActionNames();

// What somebody wants to decide.
struct ControlDecision {
    std::string control;  // id
    std::string name;     // one of controlActionNames()
    std::string actor;
    std::string note;           // why
    std::optional<Time> until;  // end of a waiver; of a manual result, which otherwise holds for 366 days
};

// The decision as an event for the log; texts are copied into `arena`, personal data and secrets in the note are
// replaced by their kind. Invalid for an unknown name, a result or waiver without a reason, a waiver without an end, an
// end that has passed, nobody who decides.
[[nodiscard]] Result<Event> controlAction(const ControlDecision& decision, Time now, Arena& arena);

// A decision as it stands in the log.
struct RecordedDecision {
    std::uint64_t entry = 0;
    Time time{};
    ControlDecision decision;
    bool standing = false;  // no later one replaced it or took it back; it may have ended all the same
};

// All about one control, oldest first.
[[nodiscard]] Result<std::vector<RecordedDecision>> loadControlDecisions(Reader& reader, const std::string& control);

}  // namespace vedette
