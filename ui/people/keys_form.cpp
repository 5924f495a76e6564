// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/keys_form.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/passphrase.h"
#include "ui/people/wrapped_words.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kFieldWidth = 380;
constexpr int kLogo = 32;

}  // namespace

KeysForm::KeysForm(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("keysForm"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_card = new Card(theme, {}, this);
    outer->addWidget(m_card);
    auto* rows = m_card->body();
    rows->setContentsMargins(28, 24, 28, 24);
    rows->setSpacing(8);
    m_icon = new QLabel(m_card);
    rows->addWidget(m_icon);
    m_title = new TextLabel(theme, {}, FontRole::Title, Token::Text, m_card);
    rows->addWidget(m_title);
    m_words = new TextLabel(theme, {}, FontRole::Body, Token::TextMuted, m_card);
    m_words->setObjectName(QStringLiteral("keysWords"));
    m_words->setWordWrap(true);
    m_words->setFixedWidth(kFieldWidth);
    rows->addWidget(m_words);
    rows->addSpacing(4);
    makeFields();
    makeButtons();
    themeChanged();
}

void KeysForm::makeFields() {
    auto* rows = m_card->body();
    m_label = new TextLabel(theme(), {}, FontRole::Table, Token::TextMuted, m_card);
    m_field = new QLineEdit(m_card);
    m_field->setObjectName(QStringLiteral("keysSecret"));
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setMaxLength(kLongestPassphrase);
    setFormSized(m_field);
    m_label->setBuddy(m_field);
    rows->addWidget(m_label);
    rows->addWidget(m_field);
    m_keep = new QCheckBox(tr("Keep it in this desktop's keychain"), m_card);
    m_keep->setObjectName(QStringLiteral("keysKeep"));
    rows->addWidget(m_keep);
    m_keychain = new TextLabel(theme(), {}, FontRole::Table, Token::TextMuted, m_card);
    m_keychain->setObjectName(QStringLiteral("keysKeychain"));
    m_error = new TextLabel(theme(), {}, FontRole::Body, Token::Critical, m_card);
    m_error->setObjectName(QStringLiteral("keysError"));
    for (auto* label : {m_keychain, m_error}) {
        label->setWordWrap(true);
        label->setFixedWidth(kFieldWidth);
        label->hide();
        rows->addWidget(label);
    }
    connect(m_field, &QLineEdit::returnPressed, this, &KeysForm::submit);
}

void KeysForm::makeButtons() {
    auto* rows = m_card->body();
    rows->addSpacing(4);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_go = new QPushButton(tr("Open the keys"), m_card);
    m_go->setObjectName(QStringLiteral("keysGo"));
    setVariant(m_go, Variant::Primary);
    m_look = new QPushButton(tr("Look only"), m_card);
    m_look->setObjectName(QStringLiteral("keysLook"));
    m_look->setAccessibleDescription(tr("Shows everything and records nothing."));
    m_look->setToolTip(m_look->accessibleDescription());
    auto* close = new QPushButton(tr("Close the store"), m_card);
    close->setObjectName(QStringLiteral("keysClose"));
    setVariant(close, Variant::Link);
    for (auto* button : {m_go, m_look}) setFormSized(button);
    buttons->addWidget(m_go);
    buttons->addWidget(m_look);
    buttons->addStretch(1);
    buttons->addWidget(close);
    rows->addLayout(buttons);
    connect(m_go, &QPushButton::clicked, this, &KeysForm::submit);
    connect(m_look, &QPushButton::clicked, this, [this] {
        if (m_keys != nullptr) m_keys->putOff();
    });
    connect(close, &QPushButton::clicked, this, &KeysForm::closeStoreAsked);
}

void KeysForm::setKeys(KeyGate* keys, const QString& store) {
    if (m_keys != nullptr) m_keys->disconnect(this);
    m_keys = keys;
    m_told = KeySecret::None;
    m_field->clear();
    showError({});
    if (keys == nullptr) return;
    m_title->setText(store);
    connect(keys, &KeyGate::changed, this, &KeysForm::describe);
    connect(keys, &KeyGate::refused, this, [this](const QString& why) {
        m_field->clear();
        showError(why);
        focusField();
    });
    describe();
}

void KeysForm::describe() {
    const KeySecret secret = m_keys->secret();
    const bool pin = secret == KeySecret::Pin;
    if (secret != m_told || m_keys->kept() != m_toldKept) {
        m_told = secret;
        m_toldKept = m_keys->kept();
        m_keep->setChecked(m_toldKept);
        m_field->clear();
    }
    if (secret == KeySecret::None) return;
    sayWrapped(m_words,
               pin ? tr("The key that signs for this store is in a token. Without its PIN the console shows everything "
                        "and records nothing. The token counts wrong PINs and locks itself, most of them after three.")
                   : tr("The keys of this store are under a passphrase. Without it the console shows everything and "
                        "records nothing, and sealed data stays sealed."),
               kFieldWidth);
    m_label->setText(pin ? tr("PIN of the token") : tr("Passphrase of the keys"));
    m_field->setAccessibleName(m_label->text());
    const bool busy = m_keys->busy();
    m_field->setEnabled(!busy);
    m_go->setEnabled(!busy);
    m_look->setEnabled(!busy);
    m_go->setText(busy ? tr("Opening …") : tr("Open the keys"));
    m_keep->setVisible(m_keys->keychain());
    m_keep->setEnabled(!busy);
    const QString none = m_keys->keychainTrouble();
    sayWrapped(m_keychain, none.isEmpty() ? QString() : tr("It cannot be kept here. %1").arg(none), kFieldWidth);
    m_keychain->setVisible(!none.isEmpty());
    if (!busy) showError(m_keys->problem());
}

void KeysForm::focusField() {
    if (m_field->isEnabled()) m_field->setFocus(Qt::OtherFocusReason);
}

void KeysForm::submit() {
    if (m_keys == nullptr || m_keys->busy()) return;
    if (m_field->text().isEmpty()) {
        showError(m_keys->secret() == KeySecret::Pin ? tr("Type the PIN.") : tr("Type the passphrase."));
        focusField();
        return;
    }
    showError({});
    m_keys->open(m_field->text(), m_keep->isChecked() && m_keys->keychain());
}

void KeysForm::showError(const QString& why) {
    sayWrapped(m_error, why, kFieldWidth);
    m_error->setVisible(!why.isEmpty());
    m_field->setAccessibleDescription(why);
}

void KeysForm::themeChanged() {
    m_icon->setPixmap(
        theme().pixmap(QStringLiteral("object-locked"), kLogo, theme().color(Token::Accent), devicePixelRatioF()));
    ThemedWidget::themeChanged();
}

}  // namespace vedette::ui
