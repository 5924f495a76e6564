// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/person_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/base/passphrase.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/settings/anchors_card.h"
#include "ui/theme/style.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kLongestName = 32;
constexpr int kFormWidth = 420;

using Kind = PersonDraft::Kind;

}  // namespace

PersonForm::PersonForm(const Theme& theme, QWidget* parent) : Card(theme, {}, parent) {
    setObjectName(QStringLiteral("personForm"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeFields());
    m_pages->addWidget(makeDone());
    body()->addWidget(m_pages);
}

QWidget* PersonForm::makeFields() {
    auto* page = new QWidget(this);
    page->setMaximumWidth(kFormWidth);
    auto* form = new QVBoxLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(6);
    m_words = new TextLabel(theme(), {}, FontRole::Body, Token::TextMuted, page);
    m_words->setWordWrap(true);
    form->addWidget(m_words);
    const auto label = [&](const QString& text) {
        auto* made = new TextLabel(theme(), text, FontRole::Table, Token::TextMuted, page);
        form->addWidget(made);
        return made;
    };
    const auto edit = [&](TextLabel* name, const char* objectName, int longest) {
        auto* made = new QLineEdit(page);
        made->setObjectName(QString::fromLatin1(objectName));
        made->setAccessibleName(name->text());
        made->setMaxLength(longest);
        setFormSized(made);
        name->setBuddy(made);
        form->addWidget(made);
        connect(made, &QLineEdit::returnPressed, this, &PersonForm::submit);
        return made;
    };
    m_nameLabel = label(tr("Name: lower-case letters, digits, dots and dashes; given once"));
    m_name = edit(m_nameLabel, "personName", kLongestName);
    m_roleLabel = label(tr("Role"));
    m_role = new QComboBox(page);
    m_role->setObjectName(QStringLiteral("personRole"));
    m_role->setAccessibleName(tr("Role"));
    for (const auto role : {AccountRole::Analyst, AccountRole::Officer, AccountRole::Lead, AccountRole::Administrator})
        m_role->addItem(roleWord(role), static_cast<int>(role));
    setFormSized(m_role);
    form->addWidget(m_role);
    m_passphraseLabel = label(tr("Passphrase, at least %1 characters; several words make a good one")
                                  .arg(static_cast<int>(kShortestPassphrase)));
    m_passphrase = edit(m_passphraseLabel, "personPassphrase", kLongestPassphrase);
    m_againLabel = label(tr("Once more"));
    m_again = edit(m_againLabel, "personPassphraseAgain", kLongestPassphrase);
    for (auto* field : {m_passphrase, m_again}) field->setEchoMode(QLineEdit::Password);
    m_code = new QCheckBox(tr("Also ask for the code of an authenticator app"), page);
    m_code->setObjectName(QStringLiteral("personCode"));
    form->addWidget(m_code);
    m_problem = new TextLabel(theme(), {}, FontRole::Table, Token::Critical, page);
    m_problem->setObjectName(QStringLiteral("personProblem"));
    m_problem->setWordWrap(true);
    form->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    m_confirm = new QPushButton(page);
    m_confirm->setObjectName(QStringLiteral("personConfirm"));
    setVariant(m_confirm, Variant::Primary);
    m_cancel = new QPushButton(tr("Cancel"), page);
    m_cancel->setObjectName(QStringLiteral("personCancel"));
    buttons->addWidget(m_confirm);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    form->addLayout(buttons);
    form->addStretch(1);
    connect(m_confirm, &QPushButton::clicked, this, &PersonForm::submit);
    connect(m_cancel, &QPushButton::clicked, this, &PersonForm::ended);
    return page;
}

QWidget* PersonForm::makeDone() {
    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_qr = new QrCode(page);
    m_qr->setObjectName(QStringLiteral("personQr"));
    row->addWidget(m_qr, 0, Qt::AlignTop);
    auto* text = new QVBoxLayout;
    text->setSpacing(8);
    m_doneWords = new TextLabel(theme(), {}, FontRole::Body, Token::Text, page);
    m_doneWords->setObjectName(QStringLiteral("personDone"));
    m_doneWords->setWordWrap(true);
    m_secret = new TextLabel(theme(), {}, FontRole::Mono, Token::TextMuted, page);
    m_secret->setObjectName(QStringLiteral("personSecret"));
    m_secret->setWordWrap(true);
    m_secret->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* done = new QPushButton(tr("The app has it"), page);
    done->setObjectName(QStringLiteral("personTaken"));
    setVariant(done, Variant::Primary);
    text->addWidget(m_doneWords);
    text->addWidget(m_secret);
    text->addWidget(done, 0, Qt::AlignLeading);
    text->addStretch(1);
    row->addLayout(text, 1);
    connect(done, &QPushButton::clicked, this, [this] {
        m_secret->clear();
        m_qr->setText({});
        Q_EMIT ended();
    });
    return page;
}

void PersonForm::begin(const PersonDraft& draft) {
    m_draft = draft;
    const QString who = visible(toStd(draft.name));
    switch (draft.kind) {
        case Kind::First:
            setTitle(tr("Set up accounts"));
            m_words->setText(
                tr("The first account is an administrator's: whoever has it adds the others, and decides nothing "
                   "else. From then on everybody signs in."));
            break;
        case Kind::Add:
            setTitle(tr("Add a person"));
            m_words->setText(tr("They sign in with this passphrase and can give themselves another one."));
            break;
        case Kind::Role:
            setTitle(tr("Another role for %1").arg(who));
            m_words->setText(tr("It counts from now on; what was done before stays as it was."));
            break;
        case Kind::Passphrase:
            setTitle(tr("A new passphrase for %1").arg(who));
            m_words->setText(tr("It comes with a new key: the old one signs nothing any more."));
            break;
    }
    m_words->setMinimumHeight(m_words->heightForWidth(kFormWidth));
    const bool named = draft.kind == Kind::First || draft.kind == Kind::Add;
    const bool roled = draft.kind == Kind::Add || draft.kind == Kind::Role;
    const bool secret = draft.kind != Kind::Role;
    for (QWidget* widget : {static_cast<QWidget*>(m_nameLabel), static_cast<QWidget*>(m_name)})
        widget->setVisible(named);
    for (QWidget* widget : {static_cast<QWidget*>(m_roleLabel), static_cast<QWidget*>(m_role)})
        widget->setVisible(roled);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_passphraseLabel), static_cast<QWidget*>(m_passphrase),
          static_cast<QWidget*>(m_againLabel), static_cast<QWidget*>(m_again), static_cast<QWidget*>(m_code)})
        widget->setVisible(secret);
    m_name->setText(draft.name);
    m_role->setCurrentIndex(m_role->findData(static_cast<int>(draft.role)));
    m_passphrase->clear();
    m_again->clear();
    m_code->setChecked(draft.code);
    m_pages->setCurrentIndex(0);
    setBusy(false);
    showProblem({});
    show();
    (named ? static_cast<QWidget*>(m_name) : roled ? static_cast<QWidget*>(m_role) : m_passphrase)->setFocus();
}

QString PersonForm::problem() const {
    if (m_draft.kind == Kind::Role) return {};
    if (!isAccountName(toStd(m_draft.name)))
        return tr("A name is made of lower-case letters, digits, dots and dashes, for example anna or j.doe.");
    if (!passphraseTrouble(toStd(m_passphrase->text())).empty())
        return tr("The passphrase needs at least %1 characters.").arg(static_cast<int>(kShortestPassphrase));
    if (m_passphrase->text() != m_again->text()) return tr("The two passphrases differ.");
    return {};
}

void PersonForm::submit() {
    if (!m_confirm->isEnabled()) return;
    if (m_draft.kind == Kind::First || m_draft.kind == Kind::Add) m_draft.name = m_name->text().trimmed();
    const QString why = problem();
    showProblem(why);
    if (!why.isEmpty()) return;
    if (m_draft.kind == Kind::Add || m_draft.kind == Kind::Role)
        m_draft.role = static_cast<AccountRole>(m_role->currentData().toInt());
    if (m_draft.kind == Kind::First) m_draft.role = AccountRole::Administrator;
    m_draft.code = m_code->isChecked();
    PersonDraft order = m_draft;
    order.passphrase = m_passphrase->text();
    setBusy(true);
    Q_EMIT submitted(order);
}

void PersonForm::setBusy(bool busy) {
    for (QWidget* widget :
         {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_role), static_cast<QWidget*>(m_passphrase),
          static_cast<QWidget*>(m_again), static_cast<QWidget*>(m_code), static_cast<QWidget*>(m_confirm)})
        widget->setEnabled(!busy);
    m_confirm->setText(busy ? tr("Recording …") : tr("Record"));
}

void PersonForm::showProblem(const QString& why) {
    m_problem->setText(why);
    m_problem->setMinimumHeight(why.isEmpty() ? 0 : m_problem->heightForWidth(kFormWidth));
    m_problem->setVisible(!why.isEmpty());
}

void PersonForm::showDone(const QString& words, const std::string& uri) {
    m_passphrase->clear();
    m_again->clear();
    setBusy(false);
    if (uri.empty()) {
        Q_EMIT ended();
        return;
    }
    m_doneWords->setText(
        words + QChar(u' ') +
        tr("Let the authenticator app read this code, or type the text into it. It is shown this once."));
    m_secret->setText(toQString(uri));
    m_qr->setText(uri);
    m_qr->setAccessibleName(tr("Code for the authenticator app"));
    m_pages->setCurrentIndex(1);
    findChild<QPushButton*>(QStringLiteral("personTaken"))->setFocus();
}

void PersonForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_pages->currentIndex() == 0 && m_confirm->isEnabled()) {
        Q_EMIT ended();
        return;
    }
    Card::keyPressEvent(event);
}

}  // namespace vedette::ui
