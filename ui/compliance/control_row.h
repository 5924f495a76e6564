// SPDX-License-Identifier: GPL-3.0-or-later
// One control as judged, and what the page shows of all of them: plain values.
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/policy/policy.h"

namespace vedette::ui {

// Against the period before. Worse: it fails now, or it is no longer decided; better: the other way; other: the state
// is another, but not better or worse (a pass that became a pass by hand). None: the same, or nothing to compare with.
enum class ControlChange : std::uint8_t { None, Worse, Better, Other };

// Keeps the judgement it points into alive.
struct ControlRow {
    std::shared_ptr<const Judgement> judgement;
    std::size_t pack = 0;
    std::size_t result = 0;
    std::optional<ControlState> before = {};  // in the period before, where that is known

    [[nodiscard]] const PackResult& framework() const { return judgement->packs[pack]; }
    [[nodiscard]] const ControlResult& get() const { return framework().results[result]; }
    [[nodiscard]] QString id() const;
    [[nodiscard]] ControlChange change() const;
};

// All controls of the judgement, by framework, worst first.
[[nodiscard]] std::vector<ControlRow> controlRows(const std::shared_ptr<const Judgement>& judgement);
// Fills in how the controls stood in the period before; null: not known.
void setEarlier(std::vector<ControlRow>& rows, const Judgement* earlier);
// Whether both tell of the same controls in the same states: then nothing on screen has to move.
[[nodiscard]] int changedStates(const std::vector<ControlRow>& before, const std::vector<ControlRow>& after);

// Empty sets and texts: any.
struct ControlFilter {
    std::set<ControlState> states;
    std::set<QString> frameworks;
    QString severity;
    std::set<ThresholdBasis> bases;
    ControlChange change = ControlChange::None;  // None: any
    QString text;                                // all words must occur in clause, title, obligation, reason or id
    [[nodiscard]] bool matches(const ControlRow& row) const;
    [[nodiscard]] bool matchesFramework(const PackResult& framework) const;
    [[nodiscard]] bool any() const;
    bool operator==(const ControlFilter&) const = default;
};

// From what other pages ask for: "framework=gdpr state=fail,manual_fail". What is not understood narrows nothing.
[[nodiscard]] ControlFilter controlFilterOf(const QString& text);

}  // namespace vedette::ui
