// SPDX-License-Identifier: GPL-3.0-or-later
// A wrapping row of chips with an optional add chip and, at the right, a note and buttons. Left and Right move between
// the chips, Delete removes one.
#pragma once

#include "ui/widgets/chip.h"
#include "ui/widgets/themed_widget.h"

class QHBoxLayout;

namespace vedette::ui {

class FlowLayout;
class TextLabel;

class ChipBar : public ThemedWidget {
    Q_OBJECT
public:
    explicit ChipBar(const Theme& theme, QWidget* parent = nullptr);
    /// The bar owns the chip.
    Chip* addChip(Chip::Kind kind, const QString& field, const QString& value);
    /// Removes and deletes all but the add chip.
    void clearChips();
    void removeChip(Chip* chip);
    QList<Chip*> chips() const;
    /// Dashed "+ Filter" that stays last.
    Chip* addChipButton(const QString& text);
    /// Faint words at the right ("24 groups, 642 findings, by time left").
    void setNote(const QString& note);
    void addRightWidget(QWidget* widget);
    /// The chips' first line stands level with buttons and fields beside it.
    void alignToControls();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    FlowLayout* m_flow;
    QHBoxLayout* m_right;
    TextLabel* m_note;
    Chip* m_add = nullptr;
    QList<Chip*> m_chips;
};

}  // namespace vedette::ui
