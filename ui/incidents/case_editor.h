// SPDX-License-Identifier: GPL-3.0-or-later
// The form of one change to a case, inside the drawer. It shows the fields the change needs, says what is missing, and
// gives the change; the page records it.
#pragma once

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

#include "core/incident/cases.h"
#include "core/incident/clocks.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

// What the form is about and what it offers.
struct CaseForm {
    enum class Kind { Create, Status, Severity, Assign, Title, Note, Moment, Clock, AddAlerts };
    Kind kind = Kind::Note;
    IncidentCase before;                       // as it is now; of a new one only the id
    CaseMoment moment = CaseMoment::Occurred;  // Moment
    const ClockRule* clock = nullptr;          // Clock
    std::optional<Time> proposed;              // Moment, Clock: the time to begin with
    Time now{};                                // nothing can be stated later than this
    std::vector<CaseAlert> alerts;             // Create, AddAlerts: what can be chosen
    QStringList people;                        // Assign
};

class CaseEditor : public ThemedWidget {
    Q_OBJECT

public:
    explicit CaseEditor(const Theme& theme, QWidget* parent = nullptr);
    void begin(const CaseForm& form);
    [[nodiscard]] const CaseForm& form() const { return m_form; }

Q_SIGNALS:
    void submitted(const vedette::CaseChange& change);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildFields();
    void arrangeFields();
    void fillFields();
    void fillAlerts();
    void check();
    void submit();
    [[nodiscard]] QString head() const;
    [[nodiscard]] QString missing() const;
    [[nodiscard]] QString statusMissing() const;
    [[nodiscard]] CaseChange change() const;
    [[nodiscard]] CaseStatus chosenStatus() const;
    [[nodiscard]] bool noticeRequired() const;
    [[nodiscard]] Time chosenTime() const;
    [[nodiscard]] std::vector<CaseAlert> chosenAlerts() const;

    CaseForm m_form;
    TextLabel* m_head;
    TextLabel* m_help;
    QLineEdit* m_title;
    QComboBox* m_status;
    QComboBox* m_verdict;
    QComboBox* m_severity;
    QComboBox* m_assignee;
    QComboBox* m_answer;
    QDateTimeEdit* m_at;
    QListWidget* m_alerts;
    QPlainTextEdit* m_note;
    TextLabel* m_problem;
    QPushButton* m_submit;
};

}  // namespace vedette::ui
