// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/decision_editor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "ui/alerts/alert_words.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

constexpr int kNoteHeight = 64;

QString headOf(DecisionEditor::Form form) {
    switch (form) {
        case DecisionEditor::Form::Resolve: return DecisionEditor::tr("Resolve %1");
        case DecisionEditor::Form::FalsePositive: return DecisionEditor::tr("False positive: %1");
        case DecisionEditor::Form::Note: return DecisionEditor::tr("Note about %1");
        case DecisionEditor::Form::Escalate: return DecisionEditor::tr("Escalate %1");
        case DecisionEditor::Form::Assign: return DecisionEditor::tr("Assign %1");
        case DecisionEditor::Form::Reopen: return DecisionEditor::tr("Reopen %1");
    }
    return {};
}

QString buttonOf(DecisionEditor::Form form) {
    switch (form) {
        case DecisionEditor::Form::Resolve: return DecisionEditor::tr("Resolve");
        case DecisionEditor::Form::FalsePositive: return DecisionEditor::tr("Close as false positive");
        case DecisionEditor::Form::Note: return DecisionEditor::tr("Add note");
        case DecisionEditor::Form::Escalate: return DecisionEditor::tr("Escalate");
        case DecisionEditor::Form::Assign: return DecisionEditor::tr("Assign");
        case DecisionEditor::Form::Reopen: return DecisionEditor::tr("Reopen");
    }
    return {};
}

}  // namespace

DecisionEditor::DecisionEditor(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("decisionEditor"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_head = new TextLabel(theme, {}, FontRole::TableStrong, Token::Text, this);
    m_head->setElided(true);
    m_verdict = new QComboBox(this);
    m_verdict->setObjectName(QStringLiteral("decisionVerdict"));
    m_verdict->setAccessibleName(tr("Verdict"));
    m_case = new QComboBox(this);
    m_case->setObjectName(QStringLiteral("decisionCase"));
    m_case->setAccessibleName(tr("Incident"));
    m_caseTitle = new QLineEdit(this);
    m_caseTitle->setObjectName(QStringLiteral("decisionCaseTitle"));
    m_caseTitle->setAccessibleName(tr("Title of the new incident"));
    m_caseTitle->setPlaceholderText(tr("Title of the new incident"));
    m_owner = new QComboBox(this);
    m_owner->setObjectName(QStringLiteral("decisionOwner"));
    m_owner->setAccessibleName(tr("Owner"));
    m_owner->setEditable(true);
    m_owner->setInsertPolicy(QComboBox::NoInsert);
    m_note = new QPlainTextEdit(this);
    m_note->setObjectName(QStringLiteral("decisionNote"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(kNoteHeight);
    m_problem = new TextLabel(theme, {}, FontRole::Caption, Token::TextFaint, this);
    m_problem->setObjectName(QStringLiteral("decisionProblem"));
    m_problem->setWordWrap(true);
    m_submit = new QPushButton(this);
    m_submit->setObjectName(QStringLiteral("decisionSubmit"));
    setVariant(m_submit, Variant::Primary);
    setKeyHint(m_submit, QStringLiteral("Ctrl ↵"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("decisionCancel"));
    setKeyHint(cancel, QStringLiteral("Esc"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_submit);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_head), static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_case),
          static_cast<QWidget*>(m_caseTitle), static_cast<QWidget*>(m_owner), static_cast<QWidget*>(m_note),
          static_cast<QWidget*>(m_problem)})
        column->addWidget(widget);
    column->addLayout(buttons);
    fillVerdicts();
    connect(m_verdict, &QComboBox::currentIndexChanged, this, &DecisionEditor::check);
    connect(m_case, &QComboBox::currentIndexChanged, this, &DecisionEditor::arrangeFields);
    connect(m_caseTitle, &QLineEdit::textChanged, this, &DecisionEditor::check);
    connect(m_owner, &QComboBox::editTextChanged, this, &DecisionEditor::check);
    connect(m_note, &QPlainTextEdit::textChanged, this, &DecisionEditor::check);
    connect(m_submit, &QPushButton::clicked, this, &DecisionEditor::submit);
    connect(cancel, &QPushButton::clicked, this, &DecisionEditor::cancelled);
}

void DecisionEditor::fillVerdicts() {
    m_verdict->addItem(tr("Choose a verdict"), QString());
    for (const std::string_view verdict : alertVerdicts()) m_verdict->addItem(verdictWord(verdict), toQString(verdict));
}

void DecisionEditor::fillCases(const DecisionChoices& choices) {
    const QString chosen = m_case->currentData().toString();
    const QSignalBlocker quiet(m_case);
    m_case->clear();
    m_case->addItem(tr("A new incident"), QString());
    for (const auto& [id, title] : choices.openCases) m_case->addItem(QStringLiteral("%1 · %2").arg(id, title), id);
    m_case->setCurrentIndex(std::max(0, m_case->findData(chosen)));
}

void DecisionEditor::setChoices(const DecisionChoices& choices) {
    fillCases(choices);
    const QString owner = m_owner->currentText();
    const QSignalBlocker quiet(m_owner);
    m_owner->clear();
    m_owner->addItems(choices.owners);
    m_owner->setCurrentText(owner);
    arrangeFields();
}

void DecisionEditor::begin(Form form, const QString& about, const DecisionChoices& choices) {
    m_form = form;
    m_head->setText(headOf(form).arg(about));
    m_submit->setText(buttonOf(form));
    m_verdict->setCurrentIndex(0);
    m_note->clear();
    m_case->setCurrentIndex(0);
    m_owner->setCurrentText(QString());
    setChoices(choices);
    m_caseTitle->setText(choices.caseTitle);
    m_owner->setCurrentText(choices.owners.value(0));
    const bool noteNeeded = form == Form::FalsePositive || form == Form::Note || form == Form::Reopen;
    m_note->setPlaceholderText(noteNeeded ? tr("Note: what makes you sure?") : tr("Note (may stay empty)"));
    arrangeFields();
    QWidget* first = form == Form::Resolve    ? static_cast<QWidget*>(m_verdict)
                     : form == Form::Escalate ? static_cast<QWidget*>(m_case)
                     : form == Form::Assign   ? static_cast<QWidget*>(m_owner)
                                              : static_cast<QWidget*>(m_note);
    first->setFocus(Qt::ShortcutFocusReason);
}

void DecisionEditor::arrangeFields() {
    m_verdict->setVisible(m_form == Form::Resolve);
    m_case->setVisible(m_form == Form::Escalate);
    m_caseTitle->setVisible(m_form == Form::Escalate && m_case->currentData().toString().isEmpty());
    m_owner->setVisible(m_form == Form::Assign);
    m_note->setVisible(m_form != Form::Escalate);
    check();
}

QString DecisionEditor::missing() const {
    const bool noted = !m_note->toPlainText().trimmed().isEmpty();
    switch (m_form) {
        case Form::Resolve: {
            const QString verdict = m_verdict->currentData().toString();
            if (verdict.isEmpty()) return tr("Closing an alert needs a verdict.");
            if (verdict == QLatin1String("false_positive") && !noted)
                return tr("A false positive needs a note that says why.");
            return {};
        }
        case Form::FalsePositive: return noted ? QString() : tr("A false positive needs a note that says why.");
        case Form::Note: return noted ? QString() : tr("A note needs text.");
        case Form::Escalate:
            return m_caseTitle->isVisibleTo(this) && m_caseTitle->text().trimmed().isEmpty()
                       ? tr("A new incident needs a title.")
                       : QString();
        case Form::Reopen: return noted ? QString() : tr("Say in a note why it is open again.");
        case Form::Assign: break;
    }
    return {};
}

void DecisionEditor::check() {
    const QString problem = missing();
    m_submit->setEnabled(problem.isEmpty());
    const QString kept = tr("Personal data and secrets in the text are replaced before it is kept.");
    const bool writes = m_form != Form::Assign;
    m_problem->setText(problem.isEmpty() ? (writes ? kept : tr("An empty name takes the owner away.")) : problem);
}

DecisionDraft DecisionEditor::draft() const {
    DecisionDraft out;
    out.note = m_note->toPlainText().trimmed();
    switch (m_form) {
        case Form::Resolve:
            out.action = QStringLiteral("close");
            out.verdict = m_verdict->currentData().toString();
            break;
        case Form::FalsePositive:
            out.action = QStringLiteral("close");
            out.verdict = QStringLiteral("false_positive");
            break;
        case Form::Note: out.action = QStringLiteral("note"); break;
        case Form::Reopen: out.action = QStringLiteral("reopen"); break;
        case Form::Assign:
            out.action = QStringLiteral("assign");
            out.owner = m_owner->currentText().trimmed();
            break;
        case Form::Escalate:
            out.action = QStringLiteral("escalate");
            out.note.clear();
            out.incident = m_case->currentData().toString();
            out.caseTitle = m_caseTitle->text().trimmed();
            break;
    }
    return out;
}

void DecisionEditor::submit() {
    if (missing().isEmpty()) Q_EMIT submitted(draft());
}

void DecisionEditor::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
    } else if (enter) {
        submit();  // from a field of one line, or with Ctrl from the note
    } else {
        ThemedWidget::keyPressEvent(event);
        return;
    }
    event->accept();
}

}  // namespace vedette::ui
