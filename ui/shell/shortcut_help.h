// SPDX-License-Identifier: GPL-3.0-or-later
// "?": every key of the window and of the page in front, as an overlay. Esc or another "?" closes it.
#pragma once

#include <QAction>
#include <QPointer>

#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class ShortcutHelp : public ThemedWidget {
    Q_OBJECT

public:
    ShortcutHelp(const Theme& theme, QWidget* window);
    void open(const QList<QAction*>& pageCommands);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Line {
        QString keys;  // empty: a heading
        QString what;
    };
    void measure();

    QList<Line> m_lines;
    int m_keys = 0;  // widths of the two parts of a line
    int m_what = 0;
    QPointer<QWidget> m_focusBefore;
};

}  // namespace vedette::ui
