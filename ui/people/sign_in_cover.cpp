// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/sign_in_cover.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QKeyEvent>
#include <QPainter>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/bridge/identity.h"
#include "ui/bridge/key_gate.h"
#include "ui/people/keys_form.h"
#include "ui/people/sign_in_form.h"
#include "ui/widgets/toast.h"

namespace vedette::ui {
namespace {

const QKeySequence kQuit(Qt::CTRL | Qt::Key_Q);
const QString kLockMinutes = QStringLiteral("people/lockMinutes");
constexpr int kLockAfter = 10;

}  // namespace

std::chrono::minutes lockAfter(SettingsStore& settings) {
    return std::chrono::minutes(
        std::clamp(settings.raw().value(kLockMinutes, kLockAfter).toInt(), 0, kLongestLockMinutes));
}

void setLockAfter(SettingsStore& settings, std::chrono::minutes after) {
    settings.raw().setValue(kLockMinutes, static_cast<int>(after.count()));
}

SignInCover::SignInCover(const Theme& theme, SettingsStore& settings, QWidget* window)
    : ThemedWidget(theme, window),
      m_settings(settings),
      m_form(new SignInForm(theme, settings, this)),
      m_keysForm(new KeysForm(theme, this)) {
    setObjectName(QStringLiteral("signInCover"));
    setFocusPolicy(Qt::StrongFocus);
    auto* rows = new QVBoxLayout(this);
    rows->addStretch(2);
    for (QWidget* form : {static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_keysForm)})
        rows->addWidget(form, 0, Qt::AlignHCenter);
    rows->addStretch(3);
    hide();
    window->installEventFilter(this);
    connect(m_form, &SignInForm::closeStoreAsked, this, &SignInCover::closeStoreAsked);
    connect(m_keysForm, &KeysForm::closeStoreAsked, this, &SignInCover::closeStoreAsked);
}

void SignInCover::setSession(Session* session) {
    if (m_session != nullptr) {
        identityOf(*m_session).disconnect(this);
        keysOf(*m_session).disconnect(this);
    }
    m_session = session;
    m_form->setIdentity(session == nullptr ? nullptr : &identityOf(*session),
                        session == nullptr ? QString() : session->name());
    m_keysForm->setKeys(session == nullptr ? nullptr : &keysOf(*session),
                        session == nullptr ? QString() : session->name());
    if (session == nullptr) {
        uncover();
        return;
    }
    identityOf(*session).idle().setLimit(lockAfter(m_settings));
    connect(&identityOf(*session), &Identity::changed, this, &SignInCover::follow);
    connect(&keysOf(*session), &KeyGate::changed, this, &SignInCover::follow);
    connect(&keysOf(*session), &KeyGate::told, this, &SignInCover::told);
    follow();
}

void SignInCover::follow() {
    const Identity& identity = identityOf(*m_session);
    const bool unknown = identity.hides();
    // Who only looks needs no keys.
    const bool asks =
        !unknown && identity.state() != Identity::State::Looking && keysOf(*m_session).state() == KeyGate::State::Asks;
    m_form->setVisible(unknown);
    m_keysForm->setVisible(asks);
    if ((unknown || asks) && !m_covers) cover();
    if (!unknown && !asks) uncover();
    if (!m_covers) return;
    if (unknown)
        m_form->focusField();
    else
        m_keysForm->focusField();
}

void SignInCover::cover() {
    m_covers = true;
    m_focus = window()->focusWidget();
    closeOthers();
    for (auto* child : parentWidget()->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (child == this || child->isWindow()) continue;
        if (qobject_cast<ToastHost*>(child) != nullptr) {
            child->setEnabled(false);  // comes and goes by itself; it stays below
            continue;
        }
        child->installEventFilter(this);  // it may want to show itself meanwhile
        if (child->isHidden()) continue;
        child->hide();
        m_hidden.push_back(child);
    }
    for (auto* keys : parentWidget()->findChildren<QShortcut*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (!keys->isEnabled() || keys->key() == kQuit) continue;
        keys->setEnabled(false);
        m_keys.push_back(keys);
    }
    for (auto* action : parentWidget()->actions()) {
        if (!action->isEnabled()) continue;
        action->setEnabled(false);
        m_actions.push_back(action);
    }
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus(Qt::OtherFocusReason);
}

// Menus and dialogs may show as much as pages do.
void SignInCover::closeOthers() {
    while (QWidget* popup = QApplication::activePopupWidget())
        if (!popup->close()) break;
    for (auto* dialog : parentWidget()->findChildren<QDialog*>())
        if (dialog->isVisible()) dialog->reject();
}

void SignInCover::uncover() {
    if (!m_covers) return;
    m_covers = false;
    hide();
    for (auto* child : parentWidget()->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (child != this) {
            child->removeEventFilter(this);
            if (qobject_cast<ToastHost*>(child) != nullptr) child->setEnabled(true);
        }
    for (const auto& child : std::as_const(m_hidden))
        if (child) child->show();
    for (const auto& keys : std::as_const(m_keys))
        if (keys) keys->setEnabled(true);
    for (const auto& action : std::as_const(m_actions))
        if (action) action->setEnabled(true);
    m_hidden.clear();
    m_keys.clear();
    m_actions.clear();
    if (m_focus && m_focus->isVisible()) m_focus->setFocus(Qt::OtherFocusReason);
    m_focus.clear();
}

void SignInCover::stayInFront() {
    if (m_covers) raise();
}

void SignInCover::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), theme().color(Token::Window)); }

void SignInCover::keyPressEvent(QKeyEvent* event) { event->accept(); }

bool SignInCover::eventFilter(QObject* watched, QEvent* event) {
    if (!m_covers) return ThemedWidget::eventFilter(watched, event);
    if (event->type() == QEvent::Resize && watched == parentWidget()) setGeometry(parentWidget()->rect());
    if (event->type() == QEvent::Show && watched != parentWidget()) {
        auto* child = qobject_cast<QWidget*>(watched);
        child->hide();
        if (!m_hidden.contains(child)) m_hidden.push_back(child);
    }
    return ThemedWidget::eventFilter(watched, event);
}

}  // namespace vedette::ui
