// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for the passphrase that a store's own keys are under, or for the PIN of the token that signs for it, and whether
// the desktop's keychain is to keep it. What is wrong is said in the words of the store.
#pragma once

#include "ui/bridge/key_gate.h"
#include "ui/widgets/themed_widget.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vedette::ui {

class Card;
class TextLabel;

class KeysForm : public ThemedWidget {
    Q_OBJECT

public:
    explicit KeysForm(const Theme& theme, QWidget* parent = nullptr);
    // Null: none. `store`: its name, for people.
    void setKeys(KeyGate* keys, const QString& store);
    void focusField();

Q_SIGNALS:
    void closeStoreAsked();

protected:
    void themeChanged() override;

private:
    void makeFields();
    void makeButtons();
    void describe();
    void submit();
    void showError(const QString& why);

    KeyGate* m_keys = nullptr;
    KeySecret m_told = KeySecret::None;  // what was asked for last
    bool m_toldKept = false;
    Card* m_card;
    QLabel* m_icon;
    TextLabel* m_title;
    TextLabel* m_words;
    TextLabel* m_label = nullptr;
    QLineEdit* m_field = nullptr;
    QCheckBox* m_keep = nullptr;
    TextLabel* m_keychain = nullptr;
    TextLabel* m_error = nullptr;
    QPushButton* m_go = nullptr;
    QPushButton* m_look = nullptr;
};

}  // namespace vedette::ui
