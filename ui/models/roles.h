// SPDX-License-Identifier: GPL-3.0-or-later
// What a model says about a cell beyond its text. Models know no widget and no colour: they name glyphs, tones and
// where a figure opens to; CellDelegate paints them.
#pragma once

#include <QtCore/qnamespace.h>

namespace vedette::ui {

enum ItemRole {
    SortRole = Qt::UserRole + 1,  // value to sort by, when it is not the text
    EntryRole,                    // quint64: log entry behind the row
    IdRole,                       // QString: stable id of the row (alert, node, control); selection survives by it
    SubtitleRole,                 // QString: second line, faint; the row is 46 high
    GlyphRole,                    // int: Glyph (ui/widgets/glyph.h), painted before the text
    ToneRole,                     // int: Token (ui/theme/theme.h) of the text; absent: text
    OpensRole,                    // QString: filter text the figure opens; painted with a dotted underline
    SealRole,                     // bool: checked against a signed checkpoint
    MonoRole,                     // bool: record, hash or entry number
    SparkRole,                    // QList<double>: small bars instead of text
    GroupRole,                    // bool: the row is a group head across all columns
    StrongRole,                   // bool: weight 600
    ExportRole,                   // QString: what copy and CSV take when it is not the display text
    WordRole,                     // QString: what a screen reader says of the cell beside its text (glyph's word)
    // Of a column, in headerData():
    ShownRole,    // bool: shown before the person chooses; absent: yes
    StretchRole,  // bool: takes the room that is left
    YieldRole,  // int: gives way to the stretch column where there is little room; the highest first, absent or 0 never
};

}  // namespace vedette::ui
