// SPDX-License-Identifier: GPL-3.0-or-later
// Version, licence and what the program is made with, in a drawer.
#pragma once

#include "ui/widgets/drawer.h"

namespace vedette::ui {

class About : public Drawer {
    Q_OBJECT

public:
    About(const Theme& theme, QWidget* window);
    void open();
};

}  // namespace vedette::ui
