// SPDX-License-Identifier: GPL-3.0-or-later
// What every format says first, in the same words: nothing changed, and nothing missing. Two verdicts, never one.
#pragma once

#include <array>
#include <string>

#include "reports/data/report.h"

namespace vedette {

enum class VerdictKind : std::uint8_t { Good, Undecided, Bad };

struct Verdict {
    VerdictKind kind = VerdictKind::Undecided;
    std::string word;  // "Verified", "2 gaps"
    std::string text;  // a sentence or two with the numbers
};
[[nodiscard]] Verdict integrityVerdict(const ReportData& data);
[[nodiscard]] Verdict completenessVerdict(const ReportData& data);

// The order tables show states in.
inline constexpr std::array<ControlState, kControlStates> kStatesWorstFirst = {
    ControlState::Fail, ControlState::ManualFail, ControlState::InsufficientEvidence, ControlState::Waived,
    ControlState::Pass, ControlState::ManualPass, ControlState::NotApplicable};
[[nodiscard]] std::size_t stateRank(ControlState state);  // 0 is worst

// How the log was checked, against what, in words.
[[nodiscard]] std::string verificationText(const ReportData& data);
[[nodiscard]] std::string anchorText(const ReportData& data);  // empty when the log was not verified
// "Pack gdpr version 2026.09, after Regulation (EU) 2016/679."
[[nodiscard]] std::string packText(const ReportWords& words, const Pack& pack);
// "2025-01-01 to further notice"; "always" for a control without dates.
[[nodiscard]] std::string inForceText(const ReportWords& words, const Control& control);
// Which entries the checkpoint stands for.
[[nodiscard]] std::string judgedAgainst(const ReportData& data);
// How to check the log without us, step by step. What is to be typed stands between backticks.
[[nodiscard]] std::vector<std::string> checkSteps(const ReportWords& words);

}  // namespace vedette
