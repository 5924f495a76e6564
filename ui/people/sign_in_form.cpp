// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/sign_in_form.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/passphrase.h"
#include "core/base/user.h"
#include "ui/bridge/text.h"
#include "ui/people/wrapped_words.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kFieldWidth = 340;
constexpr int kLogo = 32;
constexpr int kLongestCode = 7;  // apps show a blank in the middle

const QString kLast = QStringLiteral("people/last");

void sayWrapped(TextLabel* label, const QString& words) { ui::sayWrapped(label, words, kFieldWidth); }

QLineEdit* addField(QVBoxLayout* form, TextLabel* label, const char* name) {
    auto* field = new QLineEdit(label->parentWidget());
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(label->text());
    setFormSized(field);
    label->setBuddy(field);
    form->addWidget(label);
    form->addWidget(field);
    return field;
}

}  // namespace

SignInForm::SignInForm(const Theme& theme, SettingsStore& settings, QWidget* parent)
    : ThemedWidget(theme, parent), m_settings(settings) {
    setObjectName(QStringLiteral("signIn"));
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
    m_title->setObjectName(QStringLiteral("signInTitle"));
    rows->addWidget(m_title);
    m_words = new TextLabel(theme, {}, FontRole::Body, Token::TextMuted, m_card);
    m_words->setObjectName(QStringLiteral("signInWords"));
    m_words->setWordWrap(true);
    m_words->setMinimumWidth(kFieldWidth);
    rows->addWidget(m_words);
    rows->addSpacing(4);
    m_fields = new QWidget(m_card);
    rows->addWidget(m_fields);
    makeFields();
    makeButtons();
    themeChanged();
}

void SignInForm::makeFields() {
    auto* form = new QVBoxLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(6);
    const auto label = [this](const QString& text) {
        return new TextLabel(theme(), text, FontRole::Table, Token::TextMuted, m_fields);
    };
    form->addWidget(label(tr("Person")));
    m_person = new QComboBox(m_fields);
    m_person->setObjectName(QStringLiteral("signInPerson"));
    m_person->setAccessibleName(tr("Person"));
    setFormSized(m_person);
    form->addWidget(m_person);
    m_passphrase = addField(form, label(tr("Passphrase")), "signInPassphrase");
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setMaxLength(kLongestPassphrase);
    m_codeLabel = label(tr("Code of the authenticator app"));
    m_code = addField(form, m_codeLabel, "signInCode");
    m_code->setMaxLength(kLongestCode);
    m_code->setInputMethodHints(Qt::ImhDigitsOnly);
    connect(m_person, &QComboBox::currentIndexChanged, this, &SignInForm::choosePerson);
    connect(m_passphrase, &QLineEdit::returnPressed, this, [this] {
        if (m_code->isVisibleTo(this) && m_code->text().isEmpty())
            m_code->setFocus(Qt::TabFocusReason);
        else
            submit();
    });
    connect(m_code, &QLineEdit::returnPressed, this, &SignInForm::submit);
}

void SignInForm::makeButtons() {
    auto* rows = m_card->body();
    m_error = new TextLabel(theme(), {}, FontRole::Body, Token::Critical, m_card);
    m_error->setObjectName(QStringLiteral("signInError"));
    m_error->setWordWrap(true);
    m_error->hide();
    rows->addWidget(m_error);
    rows->addSpacing(4);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_go = new QPushButton(tr("Sign in"), m_card);
    m_go->setObjectName(QStringLiteral("signInGo"));
    setVariant(m_go, Variant::Primary);
    setFormSized(m_go);
    m_look = new QPushButton(tr("Look only"), m_card);
    m_look->setObjectName(QStringLiteral("signInLook"));
    m_look->setAccessibleDescription(tr("Shows everything and records nothing."));
    m_look->setToolTip(m_look->accessibleDescription());
    setFormSized(m_look);
    m_close = new QPushButton(tr("Close the store"), m_card);
    m_close->setObjectName(QStringLiteral("signInClose"));
    setVariant(m_close, Variant::Link);
    buttons->addWidget(m_go);
    buttons->addWidget(m_look);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    rows->addLayout(buttons);
    connect(m_go, &QPushButton::clicked, this, &SignInForm::submit);
    connect(m_look, &QPushButton::clicked, this, [this] {
        if (m_identity != nullptr) m_identity->lookOnly();
    });
    connect(m_close, &QPushButton::clicked, this, &SignInForm::closeStoreAsked);
}

void SignInForm::setIdentity(Identity* identity, const QString& store) {
    if (m_identity != nullptr) m_identity->disconnect(this);
    m_identity = identity;
    m_passphrase->clear();
    m_code->clear();
    showError({});
    if (identity == nullptr) return;
    m_title->setText(store);
    connect(identity, &Identity::changed, this, &SignInForm::describe);
    connect(identity, &Identity::peopleChanged, this, &SignInForm::fillPeople);
    connect(identity, &Identity::refused, this, [this](const QString& why) {
        m_passphrase->clear();
        m_code->clear();
        showError(why);
        describe();
        focusField();
    });
    fillPeople();
    describe();
}

QString SignInForm::preferred() const {
    if (!m_identity->person().isEmpty()) return m_identity->person();
    const QString last = m_settings.raw().value(kLast).toString();
    return m_person->findData(last) >= 0 ? last : toQString(loginName());
}

void SignInForm::fillPeople() {
    const QString chosen = m_person->currentData().toString();
    const QSignalBlocker quiet(m_person);
    m_person->clear();
    if (const auto& people = m_identity->people())
        for (const auto& [name, person] : people->people())
            if (person.now().enabled)
                m_person->addItem(QStringLiteral("%1 · %2").arg(visible(name), roleWord(person.now().role)),
                                  toQString(name));
    const int at = m_person->findData(chosen.isEmpty() ? preferred() : chosen);
    m_person->setCurrentIndex(std::max(at, m_person->count() > 0 ? 0 : -1));
    choosePerson();
}

void SignInForm::choosePerson() {
    const auto& people = m_identity->people();
    const EnrolledPerson* person = people ? people->find(toStd(m_person->currentData().toString())) : nullptr;
    const bool code = person != nullptr && person->now().totp;
    m_codeLabel->setVisible(code);
    m_code->setVisible(code);
    if (!code) m_code->clear();
    m_go->setEnabled(person != nullptr && !m_identity->busy());
}

void SignInForm::describe() {
    using State = Identity::State;
    const State state = m_identity->state();
    const bool reading = state == State::Reading;
    if (state != m_told) {
        m_told = state;
        m_passphrase->clear();
        m_code->clear();
        showError({});
        const int at = m_person->findData(preferred());
        if (at >= 0) m_person->setCurrentIndex(at);
    }
    if (state == State::SignedIn) m_settings.raw().setValue(kLast, m_identity->person());
    m_fields->setVisible(!reading);
    m_go->setVisible(!reading);
    m_look->setVisible(state != State::Locked);
    if (reading && !m_identity->trouble().isEmpty()) {
        sayWrapped(m_words, tr("The log does not say who has an account here."));
        showError(m_identity->trouble());
    } else if (reading) {
        sayWrapped(m_words, tr("Reading who has an account here …"));
    } else if (state == State::Locked) {
        sayWrapped(m_words, tr("Locked. Sign in to go on where it was left."));
    } else {
        sayWrapped(m_words, tr("This store has accounts: what you decide is signed with your own key."));
    }
    m_fields->setEnabled(!m_identity->busy());
    m_look->setEnabled(!m_identity->busy());
    m_go->setText(m_identity->busy() ? tr("Checking …") : tr("Sign in"));
    m_go->setEnabled(!m_identity->busy() && m_person->currentIndex() >= 0);
    m_icon->setAccessibleName(state == State::Locked ? tr("Locked") : QString());
    themeChanged();
}

void SignInForm::focusField() {
    if (m_passphrase->isEnabled() && m_passphrase->isVisibleTo(this)) m_passphrase->setFocus(Qt::OtherFocusReason);
}

void SignInForm::submit() {
    if (m_identity == nullptr || m_identity->busy()) return;
    if (m_passphrase->text().isEmpty()) {
        showError(tr("Type the passphrase."));
        m_passphrase->setFocus(Qt::OtherFocusReason);
        return;
    }
    showError({});
    m_identity->signIn(m_person->currentData().toString(), m_passphrase->text(), m_code->text());
    describe();
}

void SignInForm::showError(const QString& why) {
    sayWrapped(m_error, why);
    m_error->setVisible(!why.isEmpty());
    m_passphrase->setAccessibleDescription(why);
}

void SignInForm::themeChanged() {
    const bool locked = m_identity != nullptr && m_identity->state() == Identity::State::Locked;
    const QString name = locked ? QStringLiteral("system-lock-screen") : QStringLiteral("user-identity");
    m_icon->setPixmap(theme().pixmap(name, kLogo, theme().color(Token::Accent), devicePixelRatioF()));
    ThemedWidget::themeChanged();
}

}  // namespace vedette::ui
