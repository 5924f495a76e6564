// SPDX-License-Identifier: GPL-3.0-or-later
// Why somebody may not do what a page offers, as a sentence beside it; not there when they may.
#pragma once

#include <string>

#include "ui/bridge/session.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

class RoleNote : public TextLabel {
    Q_OBJECT

public:
    // `kind` and `name` as in vedette.action. `session` must outlive it.
    RoleNote(const Theme& theme, Session& session, std::string kind, std::string name, QWidget* parent = nullptr);
    // Whether it may be done.
    [[nodiscard]] bool allowed() const { return text().isEmpty(); }

Q_SIGNALS:
    // Somebody else is here, or may do other things.
    void changed();

private:
    void describe();
    Session& m_session;
    std::string m_kind;
    std::string m_name;
};

}  // namespace vedette::ui
