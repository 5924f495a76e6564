// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/role_note.h"

#include "ui/bridge/identity.h"

namespace vedette::ui {

RoleNote::RoleNote(const Theme& theme, Session& session, std::string kind, std::string name, QWidget* parent)
    : TextLabel(theme, {}, FontRole::Table, Token::TextMuted, parent),
      m_session(session),
      m_kind(std::move(kind)),
      m_name(std::move(name)) {
    setObjectName(QStringLiteral("roleNote"));
    setWordWrap(true);
    hide();
    connect(&identityOf(session), &Identity::changed, this, [this] {
        describe();
        Q_EMIT changed();
    });
    describe();
}

void RoleNote::describe() {
    const QString why = identityOf(m_session).refusal(m_kind, m_name);
    setText(why);
    setVisible(!why.isEmpty());
}

}  // namespace vedette::ui
