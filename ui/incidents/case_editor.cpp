// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/case_editor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <array>

#include "core/event/event.h"
#include "ui/alerts/alert_words.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

using Kind = CaseForm::Kind;
constexpr int kNoteHeight = 64;
constexpr int kListHeight = 132;

constexpr std::array kStatuses = {CaseStatus::New, CaseStatus::InProgress, CaseStatus::OnHold, CaseStatus::Resolved,
                                  CaseStatus::Closed};
constexpr std::array<std::int64_t, 5> kSeverities = {ocsf::kCritical, ocsf::kHigh, ocsf::kMedium, ocsf::kLow,
                                                     ocsf::kInformational};

QDateTime toUtc(Time t) { return QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000, Qt::UTC); }
Time fromUtc(const QDateTime& t) { return Time{std::chrono::milliseconds(t.toMSecsSinceEpoch())}; }

}  // namespace

CaseEditor::CaseEditor(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("caseEditor"));
    buildFields();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_head = new TextLabel(theme, {}, FontRole::TableStrong, Token::Text, this);
    m_head->setWordWrap(true);
    m_help = new TextLabel(theme, {}, FontRole::Caption, Token::TextMuted, this);
    m_help->setWordWrap(true);
    m_problem = new TextLabel(theme, {}, FontRole::Caption, Token::TextFaint, this);
    m_problem->setObjectName(QStringLiteral("caseProblem"));
    m_problem->setWordWrap(true);
    m_submit = new QPushButton(tr("Record"), this);
    m_submit->setObjectName(QStringLiteral("caseSubmit"));
    setVariant(m_submit, Variant::Primary);
    setKeyHint(m_submit, QStringLiteral("Ctrl ↵"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("caseCancel"));
    setKeyHint(cancel, QStringLiteral("Esc"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_submit);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    const QList<QWidget*> fields{m_head,     m_help,   m_title, m_status, m_verdict, m_severity,
                                 m_assignee, m_answer, m_at,    m_alerts, m_note,    m_problem};
    for (QWidget* field : fields) column->addWidget(field);
    column->addLayout(buttons);
    connect(m_submit, &QPushButton::clicked, this, &CaseEditor::submit);
    connect(cancel, &QPushButton::clicked, this, &CaseEditor::cancelled);
}

void CaseEditor::buildFields() {
    const auto named = [](auto* field, const char* name, const QString& label) {
        field->setObjectName(QString::fromLatin1(name));
        field->setAccessibleName(label);
        return field;
    };
    m_title = named(new QLineEdit(this), "caseTitle", tr("Title"));
    m_title->setPlaceholderText(tr("Title"));
    m_status = named(new QComboBox(this), "caseStatus", tr("Status"));
    for (const CaseStatus status : kStatuses) m_status->addItem(caseStatusWord(status), static_cast<int>(status));
    m_verdict = named(new QComboBox(this), "caseVerdict", tr("Verdict"));
    m_verdict->addItem(tr("Choose a verdict"), QString());
    for (const std::string_view verdict : alertVerdicts()) m_verdict->addItem(verdictWord(verdict), toQString(verdict));
    m_severity = named(new QComboBox(this), "caseSeverity", tr("Severity"));
    for (const std::int64_t severity : kSeverities)
        m_severity->addItem(glyphIcon(severityGlyph(severity), theme()), severityWord(severity),
                            QVariant::fromValue<qlonglong>(severity));
    m_assignee = named(new QComboBox(this), "caseAssignee", tr("Assignee"));
    m_assignee->setEditable(true);
    m_assignee->setInsertPolicy(QComboBox::NoInsert);
    m_answer = named(new QComboBox(this), "caseAnswer", tr("How the duty was met"));
    m_answer->addItem(tr("The notice was sent"), true);
    m_answer->addItem(tr("No notice is required"), false);
    m_at = named(new QDateTimeEdit(this), "caseTime", tr("Time, UTC"));
    m_at->setTimeSpec(Qt::UTC);
    m_at->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
    m_alerts = named(new QListWidget(this), "caseAlertChoice", tr("Open alerts"));
    m_alerts->setFixedHeight(kListHeight);
    m_note = named(new QPlainTextEdit(this), "caseNote", tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(kNoteHeight);
    connect(m_title, &QLineEdit::textChanged, this, &CaseEditor::check);
    connect(m_status, &QComboBox::currentIndexChanged, this, &CaseEditor::arrangeFields);
    connect(m_verdict, &QComboBox::currentIndexChanged, this, &CaseEditor::check);
    connect(m_severity, &QComboBox::currentIndexChanged, this, &CaseEditor::check);
    connect(m_assignee, &QComboBox::editTextChanged, this, &CaseEditor::check);
    connect(m_answer, &QComboBox::currentIndexChanged, this, &CaseEditor::arrangeFields);
    connect(m_at, &QDateTimeEdit::dateTimeChanged, this, &CaseEditor::check);
    connect(m_alerts, &QListWidget::itemChanged, this, &CaseEditor::check);
    connect(m_note, &QPlainTextEdit::textChanged, this, &CaseEditor::check);
}

QString CaseEditor::head() const {
    switch (m_form.kind) {
        case Kind::Create: return tr("New incident");
        case Kind::Status: return tr("Change the status");
        case Kind::Severity: return tr("Change the severity");
        case Kind::Assign: return tr("Assign");
        case Kind::Title: return tr("Rename");
        case Kind::Note: return tr("Add a note");
        case Kind::Moment: return tr("State the time: %1").arg(momentWord(m_form.moment));
        case Kind::Clock: return said(m_form.clock->clause) + QStringLiteral(": ") + said(m_form.clock->duty);
        case Kind::AddAlerts: return tr("Add alerts");
    }
    return {};
}

void CaseEditor::begin(const CaseForm& form) {
    m_form = form;
    m_head->setText(head());
    const QString help = form.kind == Kind::Moment  ? momentHelp(form.moment)
                         : form.kind == Kind::Clock ? said(form.clock->condition)
                                                    : QString();
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    fillFields();
    arrangeFields();
    for (QWidget* first :
         {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_status), static_cast<QWidget*>(m_severity),
          static_cast<QWidget*>(m_assignee), static_cast<QWidget*>(m_answer), static_cast<QWidget*>(m_at),
          static_cast<QWidget*>(m_alerts), static_cast<QWidget*>(m_note)}) {
        if (first->isHidden()) continue;
        first->setFocus(Qt::ShortcutFocusReason);
        break;
    }
}

void CaseEditor::fillFields() {
    const IncidentCase& c = m_form.before;
    m_title->setText(m_form.kind == Kind::Create ? QString() : visible(c.title));
    m_status->setCurrentIndex(m_status->findData(static_cast<int>(c.status)));
    m_verdict->setCurrentIndex(std::max(0, m_verdict->findData(toQString(c.verdict))));
    m_severity->setCurrentIndex(
        std::max(0, m_severity->findData(QVariant::fromValue<qlonglong>(c.severity == 0 ? ocsf::kHigh : c.severity))));
    m_assignee->clear();
    m_assignee->addItems(m_form.people);
    m_assignee->setCurrentText(c.assignee.empty() ? m_form.people.value(0) : visible(c.assignee));
    m_answer->setCurrentIndex(0);
    m_at->setMaximumDateTime(toUtc(m_form.now));
    m_at->setDateTime(toUtc(m_form.proposed.value_or(m_form.now)));
    m_note->clear();
    fillAlerts();
}

void CaseEditor::fillAlerts() {
    const QSignalBlocker quiet(m_alerts);
    m_alerts->clear();
    for (const CaseAlert& alert : m_form.alerts) {
        if (m_form.before.has(alert.id)) continue;
        auto* item = new QListWidgetItem(said(alert.title), m_alerts);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setData(Qt::UserRole, toQString(alert.id));
        item->setToolTip(item->text());
    }
    if (m_alerts->count() > 0) m_alerts->setCurrentRow(0);
}

CaseStatus CaseEditor::chosenStatus() const { return static_cast<CaseStatus>(m_status->currentData().toInt()); }
bool CaseEditor::noticeRequired() const { return m_answer->currentData().toBool(); }
Time CaseEditor::chosenTime() const { return fromUtc(m_at->dateTime()); }

std::vector<CaseAlert> CaseEditor::chosenAlerts() const {
    std::vector<CaseAlert> out;
    for (int i = 0; i < m_alerts->count(); ++i) {
        const QListWidgetItem* item = m_alerts->item(i);
        if (item->checkState() == Qt::Checked)
            out.push_back({toStd(item->data(Qt::UserRole).toString()), toStd(item->text())});
    }
    return out;
}

void CaseEditor::arrangeFields() {
    const Kind kind = m_form.kind;
    const bool ends = chosenStatus() == CaseStatus::Resolved || chosenStatus() == CaseStatus::Closed;
    m_title->setVisible(kind == Kind::Create || kind == Kind::Title);
    m_status->setVisible(kind == Kind::Status);
    m_verdict->setVisible(kind == Kind::Status && ends);
    m_severity->setVisible(kind == Kind::Severity || kind == Kind::Create);
    m_assignee->setVisible(kind == Kind::Assign);
    m_answer->setVisible(kind == Kind::Clock);
    m_at->setVisible(kind == Kind::Moment || (kind == Kind::Clock && noticeRequired()));
    m_alerts->setVisible((kind == Kind::Create || kind == Kind::AddAlerts) && m_alerts->count() > 0);
    m_note->setVisible(kind != Kind::AddAlerts && kind != Kind::Assign && kind != Kind::Title);
    const bool reason = kind == Kind::Moment || (kind == Kind::Clock && !noticeRequired());
    m_note->setPlaceholderText(kind == Kind::Note ? tr("Note")
                               : reason           ? tr("Reason: how is it known?")
                                                  : tr("Note (may stay empty)"));
    check();
}

QString CaseEditor::statusMissing() const {
    const IncidentCase& c = m_form.before;
    if (chosenStatus() == c.status) return tr("It has this status already.");
    if (chosenStatus() == CaseStatus::Closed && m_verdict->currentData().toString().isEmpty())
        return tr("Closing an incident needs a verdict.");
    return {};
}

QString CaseEditor::missing() const {
    const bool noted = !m_note->toPlainText().trimmed().isEmpty();
    switch (m_form.kind) {
        case Kind::Create:
        case Kind::Title: return m_title->text().trimmed().isEmpty() ? tr("An incident needs a title.") : QString();
        case Kind::Status: return statusMissing();
        case Kind::Severity:
            return m_severity->currentData().toLongLong() == m_form.before.severity
                       ? tr("It has this severity already.")
                       : QString();
        case Kind::Note: return noted ? QString() : tr("A note needs text.");
        case Kind::Moment: return noted ? QString() : tr("A stated time needs a reason.");
        case Kind::Clock:
            return noticeRequired() || noted ? QString() : tr("That no notice is required needs a reason.");
        case Kind::AddAlerts:
            if (m_alerts->count() == 0) return tr("There is no other open alert.");
            return chosenAlerts().empty() ? tr("Choose an alert with Space.") : QString();
        case Kind::Assign: break;
    }
    return {};
}

void CaseEditor::check() {
    const QString problem = missing();
    m_submit->setEnabled(problem.isEmpty());
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

CaseChange CaseEditor::change() const {
    CaseChange out;
    if (!m_note->isHidden()) out.note = toStd(m_note->toPlainText().trimmed());
    switch (m_form.kind) {
        case Kind::Create:
            out.name = "create";
            out.text = toStd(m_title->text().trimmed());
            out.severity = m_severity->currentData().toLongLong();
            out.alerts = chosenAlerts();
            break;
        case Kind::Status:
            out.name = "status";
            out.status = chosenStatus();
            if (!m_verdict->isHidden()) out.verdict = toStd(m_verdict->currentData().toString());
            break;
        case Kind::Severity:
            out.name = "severity";
            out.severity = m_severity->currentData().toLongLong();
            break;
        case Kind::Assign:
            out.name = "assign";
            out.assignee = toStd(m_assignee->currentText().trimmed());
            break;
        case Kind::Title:
            out.name = "title";
            out.text = toStd(m_title->text().trimmed());
            break;
        case Kind::Note: out.name = "note"; break;
        case Kind::Moment:
            out.name = "time";
            out.moment = m_form.moment;
            out.at = chosenTime();
            break;
        case Kind::Clock:
            out.name = "clock";
            out.clock = m_form.clock->id;
            out.required = noticeRequired();
            out.at = noticeRequired() ? chosenTime() : m_form.now;
            break;
        case Kind::AddAlerts:
            out.name = "add_alerts";
            out.alerts = chosenAlerts();
            break;
    }
    return out;
}

void CaseEditor::submit() {
    if (missing().isEmpty()) Q_EMIT submitted(change());
}

void CaseEditor::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
    } else if (enter) {
        submit();
    } else {
        ThemedWidget::keyPressEvent(event);
        return;
    }
    event->accept();
}

}  // namespace vedette::ui
