// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, People: who has an account, what an administrator may change about it, and what waits for a second person.
// In a store without accounts: what they would bring, and the way to set them up.
#pragma once

#include <QWidget>

#include "core/incident/enrol.h"
#include "ui/page/context.h"
#include "ui/settings/person_form.h"

class QAction;
class QVBoxLayout;

namespace vedette::ui {

class DataTable;
class PeopleModel;
class RequestsCard;
struct PersonRow;
class RoleNote;

class PeopleSection : public QWidget {
    Q_OBJECT

public:
    PeopleSection(Context& context, QWidget* parent);
    ~PeopleSection() override;

private:
    void makeActions();
    QAction* addPeopleAction(const char* name, const QString& text, PersonDraft::Kind kind);
    void makeLockRow(QVBoxLayout* rows);
    void describe();
    void updateActions();
    void begin(PersonDraft::Kind kind);
    void submit(const PersonDraft& draft);
    void toggleEnabled();
    void recorded(Result<EnrolledEntry> entry, const QString& words);
    void endForm();
    [[nodiscard]] const PersonRow* chosen() const;

    Context& m_context;
    Card* m_card;
    DataTable* m_table;
    PeopleModel* m_people;
    RoleNote* m_may;
    PersonForm* m_form;
    RequestsCard* m_requests;
    QWidget* m_buttons;
    QWidget* m_lockRow = nullptr;
    QAction* m_add = nullptr;
    QAction* m_role = nullptr;
    QAction* m_passphrase = nullptr;
    QAction* m_end = nullptr;
};

}  // namespace vedette::ui
