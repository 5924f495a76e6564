// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for to add a person, to give another role and to renew a passphrase; and what is told afterwards, once:
// the secret for the authenticator app.
#pragma once

#include "core/store/people.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace vedette::ui {

class QrCode;

struct PersonDraft {
    enum class Kind { First, Add, Role, Passphrase };
    Kind kind = Kind::Add;
    QString name;
    AccountRole role = AccountRole::Analyst;
    QString passphrase;
    bool code = true;
};

class PersonForm : public Card {
    Q_OBJECT

public:
    explicit PersonForm(const Theme& theme, QWidget* parent = nullptr);
    // What the draft says is filled in; name and role are fixed where they are known.
    void begin(const PersonDraft& draft);
    // While it is being recorded.
    void setBusy(bool busy);
    void showProblem(const QString& why);
    // The code of `uri` for the app, until it was taken. Empty: there is none, and the form ends.
    void showDone(const QString& words, const std::string& uri);
    [[nodiscard]] const PersonDraft& draft() const { return m_draft; }

Q_SIGNALS:
    void submitted(const vedette::ui::PersonDraft& draft);
    // Cancelled, or all is done and read.
    void ended();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeFields();
    QWidget* makeDone();
    void submit();
    [[nodiscard]] QString problem() const;

    PersonDraft m_draft;
    QStackedWidget* m_pages;
    TextLabel* m_words = nullptr;
    TextLabel* m_nameLabel = nullptr;
    QLineEdit* m_name = nullptr;
    TextLabel* m_roleLabel = nullptr;
    QComboBox* m_role = nullptr;
    TextLabel* m_passphraseLabel = nullptr;
    QLineEdit* m_passphrase = nullptr;
    TextLabel* m_againLabel = nullptr;
    QLineEdit* m_again = nullptr;
    QCheckBox* m_code = nullptr;
    TextLabel* m_problem = nullptr;
    QPushButton* m_confirm = nullptr;
    QPushButton* m_cancel = nullptr;
    TextLabel* m_doneWords = nullptr;
    TextLabel* m_secret = nullptr;
    QrCode* m_qr = nullptr;
};

}  // namespace vedette::ui
