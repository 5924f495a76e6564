// SPDX-License-Identifier: GPL-3.0-or-later
// A small form over the page, below the button that opened it. Not a window of its own and not modal: Esc or a click
// elsewhere closes it, and the focus goes back to where it was.
#pragma once

#include <QtCore/QPointer>

#include "ui/widgets/themed_widget.h"

class QVBoxLayout;

namespace vedette::ui {

class PopupPanel : public ThemedWidget {
    Q_OBJECT

public:
    // Lies over `host`, which must be an ancestor of every anchor.
    PopupPanel(const Theme& theme, QWidget* host);
    // Shows it under `anchor`, inside the host, and gives `first` the focus.
    void openUnder(QWidget* anchor, QWidget* first);
    void dismiss();
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool holds(const QWidget* widget) const;
    void place();
    QVBoxLayout* m_content;
    QPointer<QWidget> m_anchor;
    QPointer<QWidget> m_focusBefore;
};

}  // namespace vedette::ui
