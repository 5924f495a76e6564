// SPDX-License-Identifier: GPL-3.0-or-later
// One control as judged, and what the page shows of all of them: plain values.
#pragma once

#include <QString>
#include <QStringList>

#include <memory>
#include <set>
#include <vector>

#include "core/policy/policy.h"

namespace vedette::ui {

// Keeps the judgement it points into alive.
struct ControlRow {
    std::shared_ptr<const Judgement> judgement;
    std::size_t pack = 0;
    std::size_t result = 0;

    [[nodiscard]] const PackResult& framework() const { return judgement->packs[pack]; }
    [[nodiscard]] const ControlResult& get() const { return framework().results[result]; }
    [[nodiscard]] QString id() const;
};

// All controls of the judgement, by framework, worst first.
[[nodiscard]] std::vector<ControlRow> controlRows(const std::shared_ptr<const Judgement>& judgement);
// Whether both tell of the same controls in the same states: then nothing on screen has to move.
[[nodiscard]] int changedStates(const std::vector<ControlRow>& before, const std::vector<ControlRow>& after);

// Empty sets and texts: any.
struct ControlFilter {
    std::set<ControlState> states;
    std::set<QString> frameworks;
    QString severity;
    std::set<ThresholdBasis> bases;
    QString text;  // all words must occur in clause, title, obligation, reason or id
    [[nodiscard]] bool matches(const ControlRow& row) const;
    [[nodiscard]] bool matchesFramework(const PackResult& framework) const;
    [[nodiscard]] bool any() const;
    bool operator==(const ControlFilter&) const = default;
};

}  // namespace vedette::ui
