// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/manual.h"

#include <fmt/format.h>

#include "core/policy/span.h"

namespace vedette {
namespace {

using enum ControlState;

// A manual result says something about a year, unless it names another end.
constexpr Duration kManualHolds = std::chrono::days(366);

struct Decisions {
    const Action* manual = nullptr;
    const Action* waiver = nullptr;
};

Decisions lastOf(const std::vector<Action>& actions, const std::string& control) {
    Decisions d;
    for (const Action& a : actions) {
        if (a.kind != "control" || a.target != control) continue;
        if (a.name == "manual_pass" || a.name == "manual_fail") d.manual = &a;
        if (a.name == "manual_clear") d.manual = nullptr;
        if (a.name == "waive") d.waiver = &a;
        if (a.name == "unwaive") d.waiver = nullptr;
    }
    return d;
}

std::string said(const Action& a) {
    return fmt::format("{} on {}{}", a.actor.empty() ? "somebody" : a.actor, dayText(a.time),
                       a.note.empty() ? "" : fmt::format(": \"{}\"", a.note));
}

void applyManual(ControlResult& r, const Action& a, Time from, Time asOf) {
    const auto until = parseTime(a.until);
    const Time end = until ? *until : a.time + kManualHolds;
    if (end <= from) {
        r.reason += fmt::format(" A manual result by {} ended on {} and is ignored.", said(a), dayText(end));
        return;
    }
    if (a.actor.empty() || a.note.empty()) {
        r.reason += fmt::format(" A manual result of {} names nobody or no reason and is ignored.", dayText(a.time));
        return;
    }
    const std::string before = std::string(stateName(r.state));
    if (a.name == "manual_fail") {
        r.state = ManualFail;
        r.reason = fmt::format("Failed by {}. Without it: {}: {}", said(a), before, r.reason);
    } else if (r.state == InsufficientEvidence) {
        r.state = ManualPass;
        r.reason =
            fmt::format("Passed by {}, valid until {}. The log alone: {}: {}", said(a), dayText(end), before, r.reason);
    } else if (r.state == Fail) {
        r.reason += fmt::format(" A manual pass by {} does not outvote this evidence.", said(a));
    }
    if (end <= asOf && r.state == ManualPass) r.reason += " It ended within the period.";
}

void applyWaiver(ControlResult& r, const Action& a, Time asOf) {
    const auto until = parseTime(a.until);
    if (!until || a.actor.empty() || a.note.empty()) {
        r.reason += fmt::format(" A waiver of {} lacks somebody, a reason or an end and is ignored.", dayText(a.time));
        return;
    }
    if (*until <= asOf) {
        r.reason += fmt::format(" A waiver by {} expired on {} and is ignored.", said(a), dayText(*until));
        return;
    }
    if (r.state != Fail && r.state != InsufficientEvidence && r.state != ManualFail) return;
    r.waiver = Waiver{r.control.id, a.actor, a.note, *until, a.entry};
    r.reason = fmt::format("Waived until {} by {}. Without the waiver: {}: {}", dayText(*until), said(a),
                           stateName(r.state), r.reason);
    r.state = Waived;
}

}  // namespace

void applyDecisions(ControlResult& result, const std::vector<Action>& actions, Period period, Time asOf) {
    const Decisions d = lastOf(actions, result.control.id);
    if (d.manual != nullptr) applyManual(result, *d.manual, period.from, asOf);
    if (d.waiver != nullptr) applyWaiver(result, *d.waiver, asOf);
}

}  // namespace vedette
