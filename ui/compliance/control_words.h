// SPDX-License-Identifier: GPL-3.0-or-later
// How this page writes what the judgement says: shapes, groups, whose number a threshold is. Free functions, UI thread.
#pragma once

#include <QString>

#include <array>
#include <optional>

#include "core/policy/policy.h"
#include "ui/page/glyphs.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/threshold_box.h"

namespace vedette::ui {

// Worst first, as every list and cell is ordered.
inline constexpr std::array<ControlState, 7> kWorstFirst = {
    ControlState::Fail, ControlState::ManualFail, ControlState::InsufficientEvidence, ControlState::Waived,
    ControlState::Pass, ControlState::ManualPass, ControlState::NotApplicable};

[[nodiscard]] QString periodWords(const Period& period);  // "13 Nov 14:32 – 20 Nov, 14:32 UTC"
[[nodiscard]] int worstRank(ControlState state);          // 0 is worst

// The column of a requirement group: two lines, "Transfers" over "residency". An empty id is "Other".
struct GroupWords {
    QString first;
    QString second;
};
[[nodiscard]] GroupWords groupWords(std::string_view group);

// Which field of the threshold box is valid; none for a roll-up of other controls.
[[nodiscard]] std::optional<ThresholdOrigin> thresholdOrigin(ThresholdBasis basis);
[[nodiscard]] QString basisWords(ThresholdBasis basis);     // "Our default", one word or two
[[nodiscard]] QString basisSentence(ThresholdBasis basis);  // what that means for the reader
[[nodiscard]] Glyph controlSeverityGlyph(const std::string& severity);
[[nodiscard]] QString checkKindWords(const std::string& kind);  // "automated", "only a person can say"
[[nodiscard]] QString coverageWords(const Coverage& coverage);  // "5 of 6 nodes"; a dash where nothing is expected
[[nodiscard]] QString controlTitle(const Pack& pack, const Control& control);  // "GDPR Art 44"

}  // namespace vedette::ui
