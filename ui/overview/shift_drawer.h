// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-over of a shift, to read and to copy: see shift_notes.h.
#pragma once

#include "ui/bridge/query.h"
#include "ui/overview/shift_notes.h"
#include "ui/page/context.h"
#include "ui/widgets/drawer.h"

class QPushButton;

namespace vedette::ui {

class SegmentedControl;

class ShiftDrawer : public Drawer {
    Q_OBJECT

public:
    ShiftDrawer(Context& context, QWidget* parent);
    // Opens it, and reads the decisions of the shift.
    void handOver();
    void copyText();
    // Asks where to; a file of plain text.
    void saveText();

private:
    [[nodiscard]] Period shift() const;
    void read();
    void show(const ShiftNotes& notes);
    using QWidget::show;
    void addHead();
    void addPart(const ShiftPart& part, int index);
    void writeTo(const QString& file);

    Context& m_context;
    Query m_query;
    ShiftNotes m_notes;
    QPushButton* m_copy = nullptr;
    SegmentedControl* m_lengths = nullptr;
    int m_length = 0;  // which of the lengths of a shift
};

}  // namespace vedette::ui
