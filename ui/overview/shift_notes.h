// SPDX-License-Identifier: GPL-3.0-or-later
// What one shift hands to the next, on one page: what is open, what was decided since the shift began, who owns what,
// and what the page rests on. Made of what the feeds hold and of the decisions that are in the log; nothing is judged
// anew.
#pragma once

#include <string>
#include <vector>

#include "core/incident/cases.h"
#include "core/store/verify.h"
#include "ui/overview/decision_row.h"
#include "ui/page/feeds.h"

namespace vedette::ui {

// Something a person decided, as it stands in the log.
struct ShiftDecision {
    enum class About : std::uint8_t { Alert, Control, Incident };
    About about = About::Alert;
    Time time{};
    std::uint64_t entry = 0;
    std::string actor;
    std::string name;    // of the action: "acknowledge", "waive", "status", ...
    std::string target;  // id of the alert, control or incident
    std::string note;
};

// What must be read for the page.
struct ShiftLog {
    std::vector<IncidentCase> cases;       // all of them
    std::vector<ShiftDecision> decisions;  // of the shift, newest first
};

// For a reader's thread.
[[nodiscard]] Result<ShiftLog> readShift(Reader& reader, const Period& shift);

struct ShiftSources {
    // Null: not known yet.
    const AlertQueue* alerts = nullptr;
    const Judgement* posture = nullptr;
    const FleetState* fleet = nullptr;
    const VerifyReport* integrity = nullptr;
    Period shift;  // its end is now
    QString store;
    QString actor;  // who hands over
};

struct ShiftPart {
    QString title;
    QList<Decision> lines;
    int more = 0;  // left out
    QString none;  // what is said when there is no line
};

struct ShiftNotes {
    QString title;
    QString subtitle;  // store, from, to, by whom
    QString sentence;  // the figures
    QList<ShiftPart> parts;
    // For a mail or a chat: the same words, one line each.
    [[nodiscard]] QString text() const;
};

[[nodiscard]] ShiftNotes shiftNotes(const ShiftSources& sources, const ShiftLog& log);

}  // namespace vedette::ui
