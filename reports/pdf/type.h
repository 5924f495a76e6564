// SPDX-License-Identifier: GPL-3.0-or-later
// Colours and typefaces of the printed report, and how wide text is in them. Lengths are points, 1/72 inch.
#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QString>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "reports/data/report_words.h"

namespace vedette::pdf {

// The printed page is always light: the tokens of the light theme.
enum class Ink : std::uint8_t {
    Paper,
    Inset,
    Border,
    Rule,
    Text,
    Muted,
    Faint,
    Accent,
    Critical,
    High,
    Medium,
    Low,
    Info,
    Pass,
    Fail,
    Insufficient,
    NotApplicable,
    Waived
};
[[nodiscard]] QColor colourOf(Ink ink);

enum class Face : std::uint8_t {
    Title,
    Subtitle,
    Section,
    Heading,
    Body,
    Figure,
    FigureStrong,
    Cell,
    CellStrong,
    Small,
    SmallStrong,
    Mono
};
inline constexpr std::size_t kFaces = 12;

// Dots per point of the page that is painted on.
inline constexpr double kDotsPerPoint = 1200.0 / 72.0;

// Fonts are shaped as little as their script allows: Inter's contextual forms would turn "->" into an arrow and "12x3"
// into a product, which changes what evidence says, and glyphs made that way cannot be copied out of the file.
class Type {
public:
    explicit Type(ReportWords words = {});  // the words it says itself: that a text was cut

    [[nodiscard]] const QFont& font(Face face) const { return m_faces[static_cast<std::size_t>(face)].font; }
    [[nodiscard]] static double size(Face face);     // of the letters
    [[nodiscard]] static double leading(Face face);  // from one line to the next
    // From the top of a line to its baseline: letters sit in the middle of the leading.
    [[nodiscard]] static double baseline(Face face) { return leading(face) / 2 + size(face) * 0.36; }

    // What can be painted of `text`: control, bidi and unpaintable characters (emoji without a font) as U+XXXX, runs
    // of right-to-left script isolated so that they cannot move what stands around them. Longer than 4,000 characters
    // is cut, and says so.
    [[nodiscard]] QString shown(std::string_view text);

    // Of shown text.
    [[nodiscard]] double width(const QString& text, Face face);
    // Lines no wider than `room`. Breaks at blanks, then behind punctuation, then anywhere. At least one line.
    [[nodiscard]] std::vector<QString> wrapped(const QString& text, Face face, double room);
    // One line, cut with an ellipsis when it is too wide.
    [[nodiscard]] QString elided(const QString& text, Face face, double room);

private:
    struct Metrics {
        QFont font;
        QHash<char16_t, double> advances;
    };

    [[nodiscard]] double advance(QChar c, Face face);
    [[nodiscard]] bool paintable(char32_t c);
    [[nodiscard]] std::vector<QString> wrappedBidi(const QString& text, Face face, double room);

    ReportWords m_words;
    std::array<Metrics, kFaces> m_faces;
    QHash<char32_t, bool> m_paintable;
};

}  // namespace vedette::pdf
