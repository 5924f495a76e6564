// SPDX-License-Identifier: GPL-3.0-or-later
// What the shapes of the matrix mean.
#pragma once

#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class MatrixLegend : public ThemedWidget {
    Q_OBJECT

public:
    explicit MatrixLegend(const Theme& theme, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace vedette::ui
