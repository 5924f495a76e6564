// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/decision_form.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kManualDays = 366;  // as judging takes it when no end is named
constexpr int kWaiverDays = 90;

QPushButton* button(const QString& text, const char* name, QWidget* parent) {
    auto* made = new QPushButton(text, parent);
    made->setObjectName(QString::fromLatin1(name));
    return made;
}

}  // namespace

DecisionForm::DecisionForm(const Theme& theme, const QDate& today, QWidget* parent)
    : ThemedWidget(theme, parent), m_today(today) {
    setObjectName(QStringLiteral("decisionForm"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(6);
    column->addWidget(makeButtons());
    column->addWidget(makeFields());
    m_problem = new TextLabel(theme, {}, FontRole::Table, Token::Critical, this);
    m_problem->setObjectName(QStringLiteral("decisionProblem"));
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    showPage(0);
}

QWidget* DecisionForm::makeButtons() {
    m_buttons = new QWidget(this);
    auto* column = new QVBoxLayout(m_buttons);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* words =
        new TextLabel(theme(),
                      tr("Needs a reason, signed with your name. A manual pass does not outvote evidence of a "
                         "failure; a waiver is never counted as a pass."),
                      FontRole::Table, Token::TextMuted, m_buttons);
    words->setWordWrap(true);
    column->addWidget(words);
    auto* row = new QWidget(m_buttons);
    auto* flow = new FlowLayout(row, 8);
    m_pass = button(tr("Pass by hand…"), "manualPass", row);
    m_fail = button(tr("Fail by hand…"), "manualFail", row);
    m_waive = button(tr("Waive…"), "waive", row);
    setKeyHint(m_waive, QStringLiteral("w"));
    for (const auto& [made, kind] : {std::pair(m_pass, DecisionKind::Pass), std::pair(m_fail, DecisionKind::Fail),
                                     std::pair(m_waive, DecisionKind::Waive)}) {
        flow->addWidget(made);
        connect(made, &QPushButton::clicked, this, [this, chosen = kind] { begin(chosen); });
    }
    column->addWidget(row);
    return m_buttons;
}

QWidget* DecisionForm::makeFields() {
    m_fields = new QWidget(this);
    auto* column = new QVBoxLayout(m_fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_title = new TextLabel(theme(), {}, FontRole::TableStrong, Token::Text, m_fields);
    m_means = new TextLabel(theme(), {}, FontRole::Table, Token::TextMuted, m_fields);
    m_means->setWordWrap(true);
    m_note = new QLineEdit(m_fields);
    m_note->setObjectName(QStringLiteral("decisionNote"));
    m_note->setAccessibleName(tr("Reason"));
    m_note->setPlaceholderText(tr("Reason, for whoever reads this in a year"));
    m_note->setMaxLength(500);
    auto* dates = new QHBoxLayout;
    auto* until = new TextLabel(theme(), tr("Until"), FontRole::Table, Token::TextFaint, m_fields);
    m_until = new QDateEdit(m_fields);
    m_until->setObjectName(QStringLiteral("decisionUntil"));
    m_until->setAccessibleName(tr("Holds until"));
    m_until->setCalendarPopup(true);
    m_until->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_until->setMinimumWidth(136);
    m_until->setMinimumDate(m_today.addDays(1));
    until->setBuddy(m_until);
    dates->addWidget(until);
    dates->addWidget(m_until);
    dates->addStretch(1);
    auto* row = new QHBoxLayout;
    m_confirm = button({}, "decisionConfirm", m_fields);
    setVariant(m_confirm, Variant::Primary);
    m_cancel = button(tr("Cancel"), "decisionCancel", m_fields);
    row->addWidget(m_confirm);
    row->addWidget(m_cancel);
    row->addStretch(1);
    column->addWidget(m_title);
    column->addWidget(m_means);
    column->addWidget(m_note);
    column->addLayout(dates);
    column->addLayout(row);
    connect(m_note, &QLineEdit::textChanged, this, &DecisionForm::check);
    connect(m_note, &QLineEdit::returnPressed, m_confirm, &QPushButton::click);
    connect(m_cancel, &QPushButton::clicked, this, &DecisionForm::cancel);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_problem->hide();
        Q_EMIT decided(m_kind, m_note->text().simplified(), m_until->date());
    });
    return m_fields;
}

void DecisionForm::setPossible(bool pass, bool waive) {
    m_pass->setEnabled(pass);
    m_pass->setToolTip(pass ? QString() : tr("The evidence decides this control; a manual pass would change nothing."));
    m_waive->setEnabled(waive);
    m_waive->setToolTip(waive ? QString()
                              : tr("There is nothing to waive: this control neither fails nor lacks evidence."));
}

void DecisionForm::begin(DecisionKind kind) {
    m_kind = kind;
    m_note->clear();
    m_problem->hide();
    m_until->setDate(m_today.addDays(kind == DecisionKind::Waive ? kWaiverDays : kManualDays));
    switch (kind) {
        case DecisionKind::Pass:
            m_title->setText(tr("Pass this control by hand"));
            m_means->setText(tr("You answer for what the log cannot show. Reports name you and your reason."));
            m_confirm->setText(tr("Record the pass"));
            break;
        case DecisionKind::Fail:
            m_title->setText(tr("Fail this control by hand"));
            m_means->setText(tr("It counts as failed whatever the log shows. Reports name you and your reason."));
            m_confirm->setText(tr("Record the failure"));
            break;
        case DecisionKind::Waive:
            m_title->setText(tr("Waive this control"));
            m_means->setText(
                tr("The failure stays on record, is listed in every report and never counts as a pass. It "
                   "comes back by itself on the day below."));
            m_confirm->setText(tr("Record the waiver"));
            break;
    }
    showPage(1);
    check();
    m_note->setFocus(Qt::OtherFocusReason);
}

void DecisionForm::cancel() {
    const bool had = isAncestorOf(focusWidget() != nullptr ? focusWidget() : window()->focusWidget());
    showPage(0);
    if (had) m_waive->setFocus(Qt::OtherFocusReason);
}

void DecisionForm::setBusy(bool busy) {
    m_fields->setEnabled(!busy);
    if (!busy) check();
}

void DecisionForm::setProblem(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void DecisionForm::check() { m_confirm->setEnabled(!m_note->text().simplified().isEmpty()); }

void DecisionForm::showPage(int page) {
    m_open = page == 1;
    m_buttons->setVisible(!m_open);
    m_fields->setVisible(m_open);
    if (!m_open) m_problem->hide();
    updateGeometry();
}

void DecisionForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_open) return cancel();
    ThemedWidget::keyPressEvent(event);
}

void DecisionForm::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint::box(painter, QRectF(rect()), theme().color(Token::SurfaceAlt), theme().color(Token::Border));
}

}  // namespace vedette::ui
