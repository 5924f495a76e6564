// SPDX-License-Identifier: GPL-3.0-or-later
// What a person says about a control: pass or fail by hand, or a waiver with its end. Buttons first; one opens the form
// in their place, so that no window is in the way. Esc puts the form away.
#pragma once

#include <QDate>

#include "ui/widgets/themed_widget.h"

class QDateEdit;
class QLineEdit;
class QPushButton;
class QStackedLayout;

namespace vedette::ui {

class TextLabel;

enum class DecisionKind { Pass, Fail, Waive };

class DecisionForm : public ThemedWidget {
    Q_OBJECT

public:
    DecisionForm(const Theme& theme, const QDate& today, QWidget* parent = nullptr);
    // Which of the three make sense in the control's state.
    void setPossible(bool pass, bool waive);
    void begin(DecisionKind kind);
    void cancel();
    // While the log is being written; then either put() away or told what went wrong.
    void setBusy(bool busy);
    void setProblem(const QString& problem);
    [[nodiscard]] bool open() const { return m_open; }

Q_SIGNALS:
    // `until`: first day on which it no longer holds.
    void decided(vedette::ui::DecisionKind kind, const QString& note, const QDate& until);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeButtons();
    QWidget* makeFields();
    void check();
    void showPage(int page);

    QDate m_today;
    DecisionKind m_kind = DecisionKind::Waive;
    bool m_open = false;
    QPushButton* m_pass = nullptr;
    QPushButton* m_fail = nullptr;
    QPushButton* m_waive = nullptr;
    QWidget* m_buttons = nullptr;
    QWidget* m_fields = nullptr;
    TextLabel* m_title = nullptr;
    TextLabel* m_means = nullptr;
    TextLabel* m_problem = nullptr;
    QLineEdit* m_note = nullptr;
    QDateEdit* m_until = nullptr;
    QPushButton* m_confirm = nullptr;
    QPushButton* m_cancel = nullptr;
};

}  // namespace vedette::ui
