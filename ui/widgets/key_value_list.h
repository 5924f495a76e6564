// SPDX-License-Identifier: GPL-3.0-or-later
// Label and value rows of a drawer: labels in a column of textFaint, values wrapping beside it.
#pragma once

#include "ui/widgets/glyph.h"
#include "ui/widgets/themed_widget.h"

class QGridLayout;

namespace vedette::ui {

class Figure;

class KeyValueList : public ThemedWidget {
    Q_OBJECT
public:
    explicit KeyValueList(const Theme& theme, QWidget* parent = nullptr);
    /// Plain text, selectable; `glyph` before it when not None.
    void addRow(const QString& label, const QString& value, Glyph glyph = Glyph::None);
    void addMonoRow(const QString& label, const QString& value);
    /// A figure that opens; returned for setSealed() and the signal.
    Figure* addFigureRow(const QString& label, const QString& value, const QString& opens);
    /// Any widget as value; the list takes it.
    void addWidgetRow(const QString& label, QWidget* value);
    void clear();
    /// Width of the label column, 84 unless told.
    void setLabelWidth(int pixels);

private:
    void place(const QString& label, QWidget* value);
    QGridLayout* m_grid;
    int m_rows = 0;
};

}  // namespace vedette::ui
