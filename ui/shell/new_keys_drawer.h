// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a passphrase for the keys of a store that is about to be made, where no keychain takes one: what it is good
// for, what losing it means, and the way without.
#pragma once

#include <functional>

#include "ui/widgets/drawer.h"

class QLineEdit;
class QPushButton;

namespace vedette::ui {

class NewKeysDrawer : public Drawer {
    Q_OBJECT

public:
    NewKeysDrawer(const Theme& theme, QWidget* window);
    // `store`: its folder. `why`: why no keychain takes it, as a sentence. `chosen` is called at most once, with empty
    // words for keys in clear; never when the drawer is closed instead.
    void ask(const QString& store, const QString& why, std::function<void(const QString& words)> chosen);

private:
    TextLabel* addWords(const char* name, Token tone);
    QLineEdit* addField(const char* name, const QString& label, QWidget* form);
    void makeForm();
    void submit();
    void answer(const QString& words);
    void say(const QString& problem);

    std::function<void(const QString&)> m_chosen;
    TextLabel* m_why = nullptr;
    TextLabel* m_problem = nullptr;
    QLineEdit* m_passphrase = nullptr;
    QLineEdit* m_again = nullptr;
};

}  // namespace vedette::ui
