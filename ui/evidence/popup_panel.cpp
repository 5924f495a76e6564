// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/popup_panel.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"

namespace vedette::ui {

PopupPanel::PopupPanel(const Theme& theme, QWidget* host)
    : ThemedWidget(theme, host), m_content(new QVBoxLayout(this)) {
    m_content->setContentsMargins(metrics::kGap, metrics::kGap, metrics::kGap, metrics::kGap);
    m_content->setSpacing(8);
    hide();
}

void PopupPanel::openUnder(QWidget* anchor, QWidget* first) {
    m_anchor = anchor;
    m_focusBefore = QApplication::focusWidget();
    place();
    show();
    raise();
    first->setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this);
    parentWidget()->installEventFilter(this);
}

void PopupPanel::place() {
    ensurePolished();
    layout()->activate();
    const QWidget* host = parentWidget();
    const QSize size = sizeHint().boundedTo(host->size() - QSize(16, 16));
    QPoint at(8, 8);
    if (m_anchor) at = m_anchor->mapTo(host, QPoint(0, m_anchor->height() + 4));
    at.setX(std::clamp(at.x(), 8, std::max(8, host->width() - size.width() - 8)));
    at.setY(std::clamp(at.y(), 8, std::max(8, host->height() - size.height() - 8)));
    setGeometry(QRect(at, size));
}

void PopupPanel::dismiss() {
    if (isHidden()) return;
    qApp->removeEventFilter(this);
    parentWidget()->removeEventFilter(this);
    const bool hadFocus = holds(QApplication::focusWidget());
    hide();
    if (hadFocus && m_focusBefore) m_focusBefore->setFocus(Qt::PopupFocusReason);
    Q_EMIT dismissed();
}

bool PopupPanel::holds(const QWidget* widget) const {
    // A combo box's list is a window of its own, but a child all the same.
    for (; widget != nullptr; widget = widget->parentWidget())
        if (widget == this) return true;
    return false;
}

void PopupPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().color(Token::BorderControl));
    painter.setBrush(theme().color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
}

void PopupPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QWidget::keyPressEvent(event);
}

bool PopupPanel::event(QEvent* event) {
    // What is typed here is meant for the form, not for the page's one-letter shortcuts.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto modifiers = static_cast<QKeyEvent*>(event)->modifiers();
        if ((modifiers & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier) {
            event->accept();
            return true;
        }
    }
    return ThemedWidget::event(event);
}

bool PopupPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) place();
    if (watched == parentWidget() && event->type() == QEvent::Hide) dismiss();
    if (event->type() == QEvent::MouseButtonPress) {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget != nullptr && widget->window() == window() && !holds(widget)) dismiss();
    }
    return ThemedWidget::eventFilter(watched, event);
}

}  // namespace vedette::ui
