// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/new_keys_drawer.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

#include "core/base/passphrase.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
NewKeysDrawer::NewKeysDrawer(const Theme& theme, QWidget* window) : Drawer(theme, window) {
    setObjectName(QStringLiteral("newKeys"));
    m_why = addWords("newKeysWhy", Token::TextMuted);
    addSection({}, {}, m_why);
    auto* good = addWords("newKeysGood", Token::TextMuted);
    good->setText(
        tr("Without a passphrase, whoever gets a copy of the folder, or of a backup of it, signs for the store and "
           "opens what is sealed in it. With one, the copy alone is of no use to them. It is asked for when the store "
           "is opened."));
    addSection(tr("What a passphrase is good for"), {}, good);
    auto* lost = addWords("newKeysLost", Token::TextMuted);
    lost->setText(
        tr("Nothing can be added to the store any more, and what is sealed in it, which is all personal data, can "
           "never be read again. Nobody can restore it; everything else can still be read and verified. Write it "
           "down, and keep it apart from the store."));
    addSection(tr("If it is lost"), {}, lost);
    makeForm();
    connect(this, &Drawer::closed, this, [this] {
        m_chosen = {};
        m_passphrase->clear();
        m_again->clear();
    });
}

TextLabel* NewKeysDrawer::addWords(const char* name, Token tone) {
    auto* words = new TextLabel(theme(), {}, FontRole::Body, tone, this);
    words->setObjectName(QString::fromLatin1(name));
    words->setWordWrap(true);
    return words;
}

QLineEdit* NewKeysDrawer::addField(const char* name, const QString& label, QWidget* form) {
    auto* words = new TextLabel(theme(), label, FontRole::Table, Token::TextMuted, form);
    words->setWordWrap(true);
    auto* field = new QLineEdit(form);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(label);
    field->setEchoMode(QLineEdit::Password);
    field->setMaxLength(kLongestPassphrase);
    setFormSized(field);
    words->setBuddy(field);
    form->layout()->addWidget(words);
    form->layout()->addWidget(field);
    connect(field, &QLineEdit::returnPressed, this, &NewKeysDrawer::submit);
    return field;
}

void NewKeysDrawer::makeForm() {
    auto* form = new QWidget(this);
    auto* rows = new QVBoxLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    m_passphrase = addField("newKeysPassphrase",
                            tr("Passphrase, at least %1 characters; several words make a good one")
                                .arg(static_cast<int>(kShortestPassphrase)),
                            form);
    m_again = addField("newKeysAgain", tr("Once more"), form);
    m_problem = addWords("newKeysProblem", Token::Critical);
    rows->addWidget(m_problem);
    auto* make = new QPushButton(tr("Make the store"), form);
    make->setObjectName(QStringLiteral("newKeysMake"));
    setVariant(make, Variant::Primary);
    auto* clear = new QPushButton(tr("Make it with keys in clear"), form);
    clear->setObjectName(QStringLiteral("newKeysClear"));
    rows->addSpacing(4);
    rows->addWidget(make, 0, Qt::AlignLeading);
    rows->addWidget(clear, 0, Qt::AlignLeading);
    addSection({}, {}, form);
    connect(make, &QPushButton::clicked, this, &NewKeysDrawer::submit);
    connect(clear, &QPushButton::clicked, this, [this] { answer({}); });
}

void NewKeysDrawer::ask(const QString& store, const QString& why, std::function<void(const QString&)> chosen) {
    setTitle(tr("A passphrase for the keys"), store);
    const QString none = tr("No keychain takes a passphrase for this store's keys, so you may choose one.");
    m_why->setText(why.isEmpty() ? none : none + QChar(u' ') + why);
    m_passphrase->clear();
    m_again->clear();
    say({});
    openDrawer();
    focusContent();
    m_passphrase->setFocus(Qt::OtherFocusReason);
    m_chosen = std::move(chosen);
}

void NewKeysDrawer::submit() {
    if (const std::string trouble = passphraseTrouble(toStd(m_passphrase->text())); !trouble.empty()) {
        say(tr("This passphrase will not do: %1.").arg(said(trouble)));
        m_passphrase->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_passphrase->text() != m_again->text()) {
        say(tr("The two passphrases differ."));
        m_again->setFocus(Qt::OtherFocusReason);
        return;
    }
    answer(m_passphrase->text());
}

void NewKeysDrawer::answer(const QString& words) {
    const auto chosen = std::exchange(m_chosen, {});
    closeDrawer();
    if (chosen) chosen(words);
}

void NewKeysDrawer::say(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_passphrase->setAccessibleDescription(problem);
}

}  // namespace vedette::ui
