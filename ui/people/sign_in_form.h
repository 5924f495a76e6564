// SPDX-License-Identifier: GPL-3.0-or-later
// Who are you: person, passphrase, and the code of the authenticator app where the account asks for one. What is wrong
// is said in the words of the store.
#pragma once

#include "ui/bridge/identity.h"
#include "ui/page/settings.h"
#include "ui/widgets/themed_widget.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vedette::ui {

class Card;
class TextLabel;

class SignInForm : public ThemedWidget {
    Q_OBJECT

public:
    SignInForm(const Theme& theme, SettingsStore& settings, QWidget* parent = nullptr);
    // Null: none. `store`: its name, for people.
    void setIdentity(Identity* identity, const QString& store);
    // The first field that is empty.
    void focusField();

Q_SIGNALS:
    void closeStoreAsked();

protected:
    void themeChanged() override;

private:
    void makeFields();
    void makeButtons();
    void describe();
    void fillPeople();
    void choosePerson();
    void submit();
    void showError(const QString& why);
    [[nodiscard]] QString preferred() const;

    SettingsStore& m_settings;
    Identity* m_identity = nullptr;
    Identity::State m_told = Identity::State::Reading;
    Card* m_card;
    QLabel* m_icon;
    TextLabel* m_title;
    TextLabel* m_words;
    QWidget* m_fields;
    QComboBox* m_person = nullptr;
    QLineEdit* m_passphrase = nullptr;
    TextLabel* m_codeLabel = nullptr;
    QLineEdit* m_code = nullptr;
    TextLabel* m_error = nullptr;
    QPushButton* m_go = nullptr;
    QPushButton* m_look = nullptr;
    QPushButton* m_close = nullptr;
};

}  // namespace vedette::ui
