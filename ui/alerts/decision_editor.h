// SPDX-License-Identifier: GPL-3.0-or-later
// Where a verdict and a note are written, inside the drawer: never a dialog. What is missing is said in words, and the
// button stays shut until it is there.
#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include "ui/widgets/text_label.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

struct DecisionDraft {
    QString action;  // of alertActionNames()
    QString verdict;
    QString note;
    QString owner;
    QString incident;   // the case to escalate to; empty: a new one
    QString caseTitle;  // of the new one
};

struct DecisionChoices {
    QStringList owners;                            // who alerts have been assigned to
    QList<std::pair<QString, QString>> openCases;  // id, title
    QString caseTitle;                             // proposed for a new case
};

class DecisionEditor : public ThemedWidget {
    Q_OBJECT

public:
    enum class Form { Resolve, FalsePositive, Note, Escalate, Assign, Reopen };

    explicit DecisionEditor(const Theme& theme, QWidget* parent = nullptr);
    // Empties the form and puts the cursor where the first word goes. `about` names the alert, or says how many.
    void begin(Form form, const QString& about, const DecisionChoices& choices);
    void setChoices(const DecisionChoices& choices);
    [[nodiscard]] Form form() const { return m_form; }

Q_SIGNALS:
    void submitted(const vedette::ui::DecisionDraft& draft);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void arrangeFields();
    void fillVerdicts();
    void fillCases(const DecisionChoices& choices);
    void check();
    void submit();
    [[nodiscard]] QString missing() const;  // empty when nothing is
    [[nodiscard]] DecisionDraft draft() const;

    Form m_form = Form::Note;
    TextLabel* m_head;
    QComboBox* m_verdict;
    QComboBox* m_case;
    QLineEdit* m_caseTitle;
    QComboBox* m_owner;
    QPlainTextEdit* m_note;
    TextLabel* m_problem;
    QPushButton* m_submit;
};

}  // namespace vedette::ui
