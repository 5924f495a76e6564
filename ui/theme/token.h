// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the console's colours, by meaning and never by hue. Their values for light and dark are in token.cpp and
// nowhere else; a test holds every pair that is drawn on another to its contrast.
#pragma once

#include <QtGui/QColor>

namespace vedette::ui {

enum class Token {
    Window,         // page behind cards
    Rail,           // navigation rail, status bar
    Surface,        // cards, tables, drawer
    SurfaceAlt,     // table head, code, inset panels
    Hover,          // row or button under the pointer
    Selected,       // selected row, current page
    Border,         // card edges, row lines, 1 px
    BorderControl,  // edges of inputs and buttons
    Text,
    TextMuted,  // secondary text, column heads
    TextFaint,  // captions, axis labels, placeholders
    Accent,     // links, focus, primary action, seal
    OnAccent,   // text on accent
    AccentSoft,
    Critical,  // severity; integrity broken
    High,
    Medium,
    Low,
    Info,
    Pass,   // state pass and manual pass
    Fail,   // state fail and manual fail
    Insuf,  // state insufficient evidence; completeness short
    Na,
    Waived,
    CriticalSoft,  // behind critical or fail
    InsufSoft,
    PassSoft,
    WaivedSoft,
    Quiet,  // healthy nodes, context bars
    C1,     // AI Model Access; the chart colours stack in this order
    C2,     // Execution
    C3,     // Initial Access
    C4,     // Discovery
    C5,     // Exfiltration
    C6,     // Impact
    C7,     // other tactics
};

inline constexpr int kTokenCount = static_cast<int>(Token::C7) + 1;

/// The colour of a token in the dark or in the light theme.
QColor tokenColor(Token token, bool dark);

/// The token's name as look.md writes it ("surfaceAlt"), for tests and messages.
const char* tokenName(Token token);

/// WCAG 2.2 contrast ratio of two opaque colours, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

}  // namespace vedette::ui
