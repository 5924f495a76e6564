// SPDX-License-Identifier: GPL-3.0-or-later
// The role of a widget that paints itself, for screen readers: Qt has no word for it and says "client area".
#pragma once

#include <QtGui/QAccessible>

class QWidget;

namespace vedette::ui {

/// In the widget's constructor, before anybody has asked for its role. Name and description stay the widget's own.
void setAccessibleRole(QWidget* widget, QAccessible::Role role);

}  // namespace vedette::ui
