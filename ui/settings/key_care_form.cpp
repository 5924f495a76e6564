// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/key_care_form.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/passphrase.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/people/wrapped_words.h"
#include "ui/theme/style.h"
#include "ui/widgets/progress_row.h"

namespace vedette::ui {
namespace {

constexpr int kWidth = 520;
constexpr int kLongestReason = 500;

}  // namespace

KeyCareForm::KeyCareForm(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("keyCareForm"));
    setMaximumWidth(kWidth);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->setSpacing(6);
    m_title = new TextLabel(theme, {}, FontRole::TableStrong, Token::Text, this);
    rows->addWidget(m_title);
    m_words = new TextLabel(theme, {}, FontRole::Body, Token::TextMuted, this);
    m_words->setObjectName(QStringLiteral("keyCareWords"));
    m_words->setWordWrap(true);
    rows->addWidget(m_words);
    m_presentLabel = addLabel(rows);
    m_present = addField(rows, m_presentLabel, "keyPresent", true);
    m_nextLabel = addLabel(rows);
    m_next = addField(rows, m_nextLabel, "keyNext", true);
    m_againLabel = addLabel(rows);
    m_again = addField(rows, m_againLabel, "keyAgain", true);
    m_keep = new QCheckBox(tr("Keep it in this desktop's keychain"), this);
    m_keep->setObjectName(QStringLiteral("keyKeep"));
    rows->addWidget(m_keep);
    m_reasonLabel = addLabel(rows);
    m_reason = addField(rows, m_reasonLabel, "keyReason", false);
    m_problem = new TextLabel(theme, {}, FontRole::Table, Token::Critical, this);
    m_problem->setObjectName(QStringLiteral("keyProblem"));
    m_problem->setWordWrap(true);
    rows->addWidget(m_problem);
    m_progress = new ProgressRow(theme, this);
    m_progress->setObjectName(QStringLiteral("keyProgress"));
    m_progress->hide();
    rows->addWidget(m_progress);
    makeButtons(rows);
    hide();
}

TextLabel* KeyCareForm::addLabel(QVBoxLayout* rows) {
    auto* label = new TextLabel(theme(), {}, FontRole::Table, Token::TextMuted, this);
    rows->addWidget(label);
    return label;
}

QLineEdit* KeyCareForm::addField(QVBoxLayout* rows, TextLabel* label, const char* name, bool secret) {
    auto* field = new QLineEdit(this);
    field->setObjectName(QString::fromLatin1(name));
    field->setMaxLength(secret ? kLongestPassphrase : kLongestReason);
    if (secret) field->setEchoMode(QLineEdit::Password);
    setFormSized(field);
    label->setBuddy(field);
    rows->addWidget(field);
    connect(field, &QLineEdit::returnPressed, this, &KeyCareForm::submit);
    return field;
}

void KeyCareForm::makeButtons(QVBoxLayout* rows) {
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    m_confirm = new QPushButton(this);
    m_confirm->setObjectName(QStringLiteral("keyConfirm"));
    setVariant(m_confirm, Variant::Primary);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("keyCancel"));
    line->addWidget(m_confirm);
    line->addWidget(m_cancel);
    line->addStretch(1);
    rows->addLayout(line);
    connect(m_confirm, &QPushButton::clicked, this, &KeyCareForm::submit);
    connect(m_cancel, &QPushButton::clicked, this, &KeyCareForm::ended);
}

void KeyCareForm::sayWhat(const KeyCareSituation& situation) {
    switch (m_kind) {
        case KeyCare::Passphrase:
            m_title->setText(tr("A new passphrase for the keys"));
            m_confirm->setText(tr("Change the passphrase"));
            sayWrapped(m_words,
                       tr("Without it nothing can be added to this store any more, and sealed data can never be read "
                          "again. Backups and recovery sheets made before keep the passphrase they had. A program that "
                          "gets it by VEDETTE_PASSPHRASE, such as a collector service, needs the new one there."),
                       kWidth);
            break;
        case KeyCare::Rotate:
            m_title->setText(tr("A new signing key"));
            m_confirm->setText(tr("Replace the key"));
            sayWrapped(m_words,
                       tr("The new key is signed in by the present one, which is destroyed; this cannot be undone. "
                          "Whoever trusts the present key can follow the change, and collectors go on with the new "
                          "key. It lies where the present one lies, under the same passphrase."),
                       kWidth);
            break;
        case KeyCare::Forget:
            m_title->setText(tr("Forget what the keychain keeps"));
            m_confirm->setText(tr("Forget it"));
            sayWrapped(m_words,
                       m_mustType
                           ? tr("From the next start on the console asks. The passphrase may be one that nobody knows "
                                "but the keychain, so it has to be typed once; the recovery sheet has it (in the "
                                "palette, Ctrl+K).")
                           : tr("From the next start on the console asks."),
                       kWidth);
            break;
    }
    m_presentLabel->setText(situation.known && !m_mustType
                                ? tr("Present passphrase; may stay empty, as it is kept on this machine")
                                : tr("Present passphrase"));
    m_nextLabel->setText(tr("New passphrase, at least %1 characters; several words make a good one")
                             .arg(static_cast<int>(kShortestPassphrase)));
    m_againLabel->setText(tr("Once more"));
    m_reasonLabel->setText(tr("Reason; goes into the log"));
    for (auto [label, field] : {std::pair{m_presentLabel, m_present},
                                {m_nextLabel, m_next},
                                {m_againLabel, m_again},
                                {m_reasonLabel, m_reason}})
        field->setAccessibleName(label->text());
}

void KeyCareForm::begin(KeyCare kind, const KeyCareSituation& situation) {
    m_kind = kind;
    const bool passphrase = kind == KeyCare::Passphrase;
    m_mustType = situation.locked && (kind == KeyCare::Forget ? situation.kept : !situation.known);
    const bool asks = situation.locked && (kind != KeyCare::Forget || situation.kept);
    sayWhat(situation);
    const auto showPair = [](QWidget* label, QWidget* field, bool shown) {
        label->setVisible(shown);
        field->setVisible(shown);
    };
    showPair(m_presentLabel, m_present, asks);
    showPair(m_nextLabel, m_next, passphrase);
    showPair(m_againLabel, m_again, passphrase);
    showPair(m_reasonLabel, m_reason, kind == KeyCare::Rotate);
    m_keep->setVisible(passphrase && situation.keychain);
    m_keep->setChecked(situation.kept);
    for (auto* field : {m_present, m_next, m_again, m_reason}) field->clear();
    setBusy(false);
    showProblem({});
    show();
    QWidget* first = asks ? m_present : passphrase ? m_next : kind == KeyCare::Rotate ? m_reason : nullptr;
    (first != nullptr ? first : m_confirm)->setFocus(Qt::OtherFocusReason);
}

QString KeyCareForm::problem() const {
    if (m_mustType && m_present->text().isEmpty()) return tr("Type the present passphrase.");
    if (m_kind == KeyCare::Rotate && m_reason->text().simplified().isEmpty())
        return tr("A change of keys needs a reason; it stays in the log.");
    if (m_kind != KeyCare::Passphrase) return {};
    if (const std::string trouble = passphraseTrouble(toStd(m_next->text())); !trouble.empty())
        return tr("The new passphrase will not do: %1.").arg(said(trouble));
    return m_next->text() == m_again->text() ? QString() : tr("The two new passphrases differ.");
}

void KeyCareForm::submit() {
    if (m_busy) return;
    const QString why = problem();
    showProblem(why);
    if (!why.isEmpty()) return;
    setBusy(true);
    Q_EMIT submitted({m_kind, m_present->text(), m_next->text(), m_reason->text().simplified(),
                      m_keep->isVisibleTo(this) && m_keep->isChecked()});
}

void KeyCareForm::setBusy(bool busy) {
    m_busy = busy;
    for (auto* field : {m_present, m_next, m_again, m_reason}) field->setEnabled(!busy);
    m_keep->setEnabled(!busy);
    m_confirm->setEnabled(!busy);
    m_cancel->setEnabled(!busy);
}

void KeyCareForm::refuse(const QString& why) {
    setBusy(false);
    m_present->clear();
    showProblem(why);
    if (m_present->isVisibleTo(this)) m_present->setFocus(Qt::OtherFocusReason);
}

void KeyCareForm::end() {
    for (auto* field : {m_present, m_next, m_again, m_reason}) field->clear();
    setBusy(false);
    hide();
}

void KeyCareForm::showProblem(const QString& why) {
    sayWrapped(m_problem, why, kWidth);
    m_problem->setVisible(!why.isEmpty());
    m_present->setAccessibleDescription(why);
}

void KeyCareForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !m_busy) {
        Q_EMIT ended();
        return;
    }
    ThemedWidget::keyPressEvent(event);
}

}  // namespace vedette::ui
