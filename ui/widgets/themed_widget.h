// SPDX-License-Identifier: GPL-3.0-or-later
// Base of the widgets that paint with the theme: holds it and repaints when it changes.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/theme/theme.h"

namespace vedette::ui {

class ThemedWidget : public QWidget {
    Q_OBJECT
public:
    /// `theme` must outlive the widget.
    explicit ThemedWidget(const Theme& theme, QWidget* parent = nullptr);
    const Theme& theme() const { return m_theme; }

protected:
    /// Colours changed; the default asks for layout and repaint. Remake icons and palettes here.
    virtual void themeChanged();

private:
    const Theme& m_theme;
};

}  // namespace vedette::ui
