// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/person_button.h"

#include <QMenu>

#include "ui/bridge/identity.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/text.h"

namespace vedette::ui {

PersonButton::PersonButton(const Theme& theme, QWidget* parent)
    : ScopeButton(theme, QStringLiteral("user-identity"), parent), m_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("personButton"));
    setAccessibleName(tr("Who is signed in"));
    setMenu(m_menu);
    m_lock = add(tr("Lock now"), "lockNow");
    m_lock->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    m_switch = add(tr("Switch person…"), "switchPerson");
    m_signOut = add(tr("Sign out"), "signOut");
    m_signIn = add(tr("Sign in…"), "signInAsked");
    const auto identity = [this]() -> Identity* { return m_session == nullptr ? nullptr : &identityOf(*m_session); };
    connect(m_lock, &QAction::triggered, this, [identity] {
        if (auto* who = identity()) who->lock();
    });
    for (auto* action : {m_switch, m_signIn, m_signOut})
        connect(action, &QAction::triggered, this, [identity] {
            if (auto* who = identity()) who->signOut();
        });
    m_keys = add(tr("Open the keys…"), "openKeysAsked");
    connect(m_keys, &QAction::triggered, this, [this] {
        if (m_session != nullptr) keysOf(*m_session).askAgain();
    });
    describe();
}

QAction* PersonButton::add(const QString& text, const char* name) {
    auto* action = m_menu->addAction(text);
    action->setObjectName(QString::fromLatin1(name));
    addAction(action);  // its key works in the whole window
    return action;
}

void PersonButton::setSession(Session* session) {
    if (m_session != nullptr) {
        identityOf(*m_session).disconnect(this);
        keysOf(*m_session).disconnect(this);
    }
    m_session = session;
    if (session != nullptr) {
        connect(&identityOf(*session), &Identity::changed, this, &PersonButton::describe);
        connect(&keysOf(*session), &KeyGate::changed, this, &PersonButton::describe);
    }
    describe();
}

void PersonButton::describe() {
    using State = Identity::State;
    const State state = m_session == nullptr ? State::Free : identityOf(*m_session).state();
    const bool in = state == State::SignedIn;
    const bool looking = state == State::Looking;
    const bool closed = m_session != nullptr && keysOf(*m_session).state() == KeyGate::State::PutOff && !looking;
    setVisible(in || looking || closed);
    m_keys->setVisible(closed);
    m_keys->setEnabled(closed);
    for (auto* action : {m_lock, m_switch, m_signOut}) {
        action->setVisible(in);
        action->setEnabled(in);
    }
    m_signIn->setVisible(looking);
    m_signIn->setEnabled(looking);
    if (in) {
        const auto role = identityOf(*m_session).role();
        setWords(visible(toStd(identityOf(*m_session).person())), closed ? tr("keys not open")
                                                                  : role ? roleWord(*role)
                                                                         : QString());
    } else if (closed) {
        setWords(tr("Looking only"), tr("keys not open"));
    } else {
        setWords(tr("Looking only"), {});
    }
}

}  // namespace vedette::ui
