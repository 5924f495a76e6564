// SPDX-License-Identifier: GPL-3.0-or-later
// How the controls of each framework stand, one mark a control, and a count per state that opens the matrix.
#pragma once

#include "ui/page/context.h"
#include "ui/page/glyphs.h"
#include "ui/widgets/card.h"

class QGridLayout;

namespace vedette::ui {

class PostureCard : public Card {
    Q_OBJECT

public:
    explicit PostureCard(Context& context);

private:
    void show();
    void addHead();
    void addRow(int row, const PackResult& pack);
    Context& m_context;
    QWidget* m_table = nullptr;
    QGridLayout* m_grid = nullptr;
};

}  // namespace vedette::ui
