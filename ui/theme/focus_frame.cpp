// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_frame.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFocusFrame>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabBar>

#include "ui/theme/style.h"

namespace vedette::ui {
namespace {
constexpr const char* kKeyboardFocus = "vedetteKeyboardFocus";
}

bool showsFocus(const QWidget* widget) {
    return widget != nullptr && widget->hasFocus() && qApp->property(kKeyboardFocus).toBool();
}

FocusFrame::FocusFrame(QApplication& application, QObject* parent) : QObject(parent) {
    application.installEventFilter(this);
    connect(&application, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

FocusFrame::~FocusFrame() { delete m_frame; }

bool FocusFrame::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool modifier =
            key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Meta;
        if (!m_keyboard && !modifier) {
            setKeyboard(true);
            follow(QApplication::focusWidget());
        }
    } else if (event->type() == QEvent::MouseButtonPress && m_keyboard) {
        setKeyboard(false);
        follow(nullptr);
    }
    return QObject::eventFilter(watched, event);
}

void FocusFrame::setKeyboard(bool used) {
    m_keyboard = used;
    qApp->setProperty(kKeyboardFocus, used);
    QWidget* now = QApplication::focusWidget();
    if (now == nullptr) return;
    auto* area = qobject_cast<QAbstractScrollArea*>(now);
    (area != nullptr ? area->viewport() : now)->update();
}

void FocusFrame::follow(QWidget* widget) {
    const bool own = widget == nullptr || widget->isWindow() || widget->property("ownFocus").toBool() ||
                     qobject_cast<QAbstractItemView*>(widget) != nullptr || qobject_cast<QMenu*>(widget) != nullptr ||
                     qobject_cast<QTabBar*>(widget) != nullptr;
    if (!m_keyboard || own) {
        if (m_frame != nullptr) m_frame->setWidget(nullptr);
        return;
    }
    // The frame is a child of what it frames, so it may have gone with a closed window.
    if (m_frame == nullptr) m_frame = new QFocusFrame();
    m_frame->setWidget(widget);
}

}  // namespace vedette::ui
