// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

ThemedWidget::ThemedWidget(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    connect(&theme, &Theme::changed, this, [this] { themeChanged(); });
}

void ThemedWidget::themeChanged() {
    updateGeometry();
    update();
}

}  // namespace vedette::ui
