// SPDX-License-Identifier: GPL-3.0-or-later
// Who is signed in, and the way to lock, to leave and to let somebody else in; and that the store's keys are not open,
// and the way to open them. Not there in a store without accounts whose keys are open.
#pragma once

#include "ui/bridge/session.h"
#include "ui/shell/scope_button.h"

class QAction;

namespace vedette::ui {

class PersonButton : public ScopeButton {
    Q_OBJECT

public:
    PersonButton(const Theme& theme, QWidget* parent);
    // Null while no store is open.
    void setSession(Session* session);
    // What can be done now, for the palette.
    [[nodiscard]] QList<QAction*> commands() const { return {m_lock, m_switch, m_signOut, m_signIn, m_keys}; }

private:
    QAction* add(const QString& text, const char* name);
    void describe();

    Session* m_session = nullptr;
    QMenu* m_menu;
    QAction* m_lock;
    QAction* m_switch;
    QAction* m_signOut;
    QAction* m_signIn;
    QAction* m_keys;
};

}  // namespace vedette::ui
