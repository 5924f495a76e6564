// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for what a change of the store's own keys takes: passphrases, a reason. Says what it means before it is done.
#pragma once

#include "ui/widgets/themed_widget.h"

class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace vedette::ui {

class ProgressRow;
class TextLabel;

enum class KeyCare { Passphrase, Rotate, Forget };

// What the form has to know of the store.
struct KeyCareSituation {
    bool locked = false;    // the present passphrase is asked for
    bool known = false;     // but the keychain or VEDETTE_PASSPHRASE has it
    bool keychain = false;  // one answers
    bool kept = false;      // it has the passphrase
};

struct KeyCareDraft {
    KeyCare kind = KeyCare::Passphrase;
    QString present;
    QString next;
    QString reason;
    bool keep = false;
};

class KeyCareForm : public ThemedWidget {
    Q_OBJECT

public:
    explicit KeyCareForm(const Theme& theme, QWidget* parent);
    // Shows it, empty, and puts the keyboard into its first field.
    void begin(KeyCare kind, const KeyCareSituation& situation);
    void setBusy(bool busy);
    // Why it was not done; the present passphrase has to be typed again.
    void refuse(const QString& why);
    // Empties and hides it.
    void end();
    [[nodiscard]] ProgressRow& progress() { return *m_progress; }

Q_SIGNALS:
    void submitted(const vedette::ui::KeyCareDraft& draft);
    void ended();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    TextLabel* addLabel(QVBoxLayout* rows);
    QLineEdit* addField(QVBoxLayout* rows, TextLabel* label, const char* name, bool secret);
    void makeButtons(QVBoxLayout* rows);
    void sayWhat(const KeyCareSituation& situation);
    [[nodiscard]] QString problem() const;
    void submit();
    void showProblem(const QString& why);

    KeyCare m_kind = KeyCare::Passphrase;
    bool m_mustType = false;  // the present passphrase
    bool m_busy = false;
    TextLabel* m_title;
    TextLabel* m_words;
    TextLabel* m_presentLabel;
    QLineEdit* m_present;
    TextLabel* m_nextLabel;
    QLineEdit* m_next;
    TextLabel* m_againLabel;
    QLineEdit* m_again;
    QCheckBox* m_keep;
    TextLabel* m_reasonLabel;
    QLineEdit* m_reason;
    TextLabel* m_problem;
    ProgressRow* m_progress;
    QPushButton* m_confirm = nullptr;
    QPushButton* m_cancel = nullptr;
};

}  // namespace vedette::ui
