// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of the console in device-independent pixels (Qt scales them). A grid of 4.
#pragma once

namespace vedette::ui::metrics {

inline constexpr int kGrid = 4;
inline constexpr int kRadius = 6;
inline constexpr int kPagePadding = 16;
inline constexpr int kCardPadding = 16;
inline constexpr int kGap = 12;
inline constexpr int kGapWide = 16;
inline constexpr int kRailWidth = 184;
inline constexpr int kRailCollapsed = 56;
inline constexpr int kTopBar = 48;
inline constexpr int kStatusBar = 28;
inline constexpr int kDrawerMin = 396;
inline constexpr int kDrawerMax = 440;
inline constexpr int kRow = 32;
inline constexpr int kRowTwoLine = 46;
inline constexpr int kRowCompact = 28;
inline constexpr int kTableHead = 28;
inline constexpr int kCardHead = 40;
inline constexpr int kControl = 28;      // buttons and inputs in bars
inline constexpr int kControlForm = 32;  // inputs in forms
inline constexpr int kChip = 24;
inline constexpr int kBadge = 20;
inline constexpr int kGlyph = 12;
inline constexpr int kGlyphMatrix = 11;
inline constexpr int kSeal = 12;
inline constexpr int kSealLarge = 14;
inline constexpr int kIcon = 16;
inline constexpr int kIconRail = 18;
inline constexpr int kAccentBar = 3;  // left edge of a selected row
inline constexpr int kFocusRing = 2;

}  // namespace vedette::ui::metrics
