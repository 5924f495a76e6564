// SPDX-License-Identifier: GPL-3.0-or-later
// The ring around whatever has the keyboard: 2 px of accent, outside the control, shown once the keyboard was used and
// gone after a click. Widgets that mark the focus inside themselves (tables, grids, running text) set the dynamic
// property "ownFocus".
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

class QApplication;
class QFocusFrame;
class QWidget;

namespace vedette::ui {

class FocusFrame : public QObject {
    Q_OBJECT
public:
    explicit FocusFrame(QApplication& application, QObject* parent = nullptr);
    ~FocusFrame() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setKeyboard(bool used);
    void follow(QWidget* widget);
    QPointer<QFocusFrame> m_frame;
    bool m_keyboard = false;
};

}  // namespace vedette::ui
