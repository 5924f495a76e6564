// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/reveal_panel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/incident/action.h"
#include "core/privacy/detectors.h"
#include "core/privacy/sealer.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

Result<ClearValues> openPart(Reader& reader, const std::filesystem::path& store, std::uint64_t entry) {
    auto part = reader.sealedPart(entry);
    if (!part) return passOn(part);
    auto sealer = Sealer::open(store);
    if (!sealer) return passOn(sealer);
    return (*sealer)->reveal(*part);
}

// The reason is free text that anybody with the log can read: personal data in it gives way to its kind.
MakeEvents openingOf(std::uint64_t entry, const std::string& hash, const std::string& reason,
                     const std::string& actor) {
    return [=](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
        ConsoleAction action;
        action.kind = "evidence";
        action.name = "reveal";
        action.target = "entry " + std::to_string(entry);
        action.actor = actor;
        action.message = "The sealed part of entry " + std::to_string(entry) + " was opened";
        action.details.text("note", redact(reason, detect(reason))).number("entry", entry).text("sealed", hash);
        return std::vector{consoleActionEvent(action, now, arena)};
    };
}

}  // namespace

RevealPanel::RevealPanel(const Theme& theme, Session& session, QWidget* parent)
    : ThemedWidget(theme, parent),
      m_session(session),
      m_words(new TextLabel(theme, {}, FontRole::Table, Token::TextMuted, this)),
      m_ask(new QPushButton(tr("Reveal …"), this)),
      m_hide(new QPushButton(tr("Hide now"), this)),
      m_form(new QWidget(this)),
      m_reason(new QLineEdit(m_form)),
      m_reveal(new QPushButton(tr("Record and reveal"), m_form)),
      m_cancel(new QPushButton(tr("Cancel"), m_form)),
      m_values(new KeyValueList(theme, this)),
      m_query(session) {
    setObjectName(QStringLiteral("revealPanel"));
    m_words->setObjectName(QStringLiteral("revealWords"));
    m_ask->setObjectName(QStringLiteral("revealAsk"));
    m_hide->setObjectName(QStringLiteral("revealHide"));
    m_reason->setObjectName(QStringLiteral("revealReason"));
    m_reason->setPlaceholderText(tr("Why must the clear values be seen? Goes into the log."));
    m_reason->setAccessibleName(tr("Reason for opening the sealed part; it is written into the log"));
    m_reason->setMaxLength(500);
    m_reveal->setObjectName(QStringLiteral("revealConfirm"));
    m_cancel->setObjectName(QStringLiteral("revealCancel"));
    m_values->setObjectName(QStringLiteral("revealValues"));
    m_values->setLabelWidth(156);
    setVariant(m_reveal, Variant::Primary);
    setKeyHint(m_ask, QStringLiteral("r"));
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    m_words->setWordWrap(true);
    first->addWidget(m_words, 1);
    first->addWidget(m_ask);
    first->addWidget(m_hide);
    auto* form = new QHBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->addWidget(m_reason, 1);
    form->addWidget(m_reveal);
    form->addWidget(m_cancel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 6, 16, 6);
    column->setSpacing(6);
    column->addLayout(first);
    column->addWidget(m_form);
    column->addWidget(m_values);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &RevealPanel::hideValues);
    connect(&m_tick, &QTimer::timeout, this, &RevealPanel::tick);
    connect(m_ask, &QPushButton::clicked, this, &RevealPanel::ask);
    connect(m_hide, &QPushButton::clicked, this, &RevealPanel::hideValues);
    connect(m_reveal, &QPushButton::clicked, this, &RevealPanel::submit);
    connect(m_reason, &QLineEdit::returnPressed, this, &RevealPanel::submit);
    connect(m_reason, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_reveal->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { enter(State::Sealed); });
    connect(&identityOf(session), &Identity::changed, this, &RevealPanel::actorChanged);
    m_ask->setEnabled(refusal().isEmpty());
    enter(State::None);
}

void RevealPanel::setEntry(std::uint64_t entry, const std::string& hash, bool present) {
    forget();
    m_entry = entry;
    m_hash = hash;
    enter(hash.empty() ? State::None : present ? State::Sealed : State::Erased);
}

void RevealPanel::forget() {
    ++m_asked;
    m_query.cancel();
    m_hash.clear();
    m_reason->clear();
    enter(State::None);
}

void RevealPanel::ask() {
    if (!mayAsk()) return;
    m_reason->clear();
    enter(State::Asking);
    m_reveal->setEnabled(false);
    m_reason->setFocus(Qt::OtherFocusReason);
}

void RevealPanel::submit() {
    const QString reason = m_reason->text().trimmed();
    if (m_state != State::Asking || reason.isEmpty()) return;
    setFocus(Qt::OtherFocusReason);  // the form goes away; the focus waits here
    enter(State::Working);
    const QPointer<RevealPanel> self(this);
    m_session.record(openingOf(m_entry, m_hash, toStd(reason), toStd(m_session.actor())),
                     [self, asked = m_asked, entry = m_entry](Result<std::uint64_t> logged) {
                         // Left in between: the log says it was asked for, and nothing is opened.
                         if (!self || self->m_asked != asked) return;
                         if (!logged) {
                             self->fail(errorText(logged.error()));
                             return;
                         }
                         Q_EMIT self->recorded(*logged);
                         self->open(entry);
                     });
}

void RevealPanel::open(std::uint64_t entry) {
    m_query.run<ClearValues>(
        [entry, store = m_session.folder()](Reader& reader) { return openPart(reader, store, entry); },
        [this](Result<ClearValues> values) {
            if (!values)
                fail(errorText(values.error()));
            else
                showValues(*values);
        });
}

void RevealPanel::showValues(const ClearValues& values) {
    m_values->clear();
    for (const auto& [path, value] : values) m_values->addMonoRow(visible(path), visible(value));
    enter(State::Shown);
    m_timer.start(m_hideAfter);
    m_tick.start();
    tick();
    if (hasFocus()) m_hide->setFocus(Qt::OtherFocusReason);
}

void RevealPanel::hideValues() {
    if (m_state == State::Shown) enter(State::Sealed);
}

void RevealPanel::fail(const QString& why) {
    enter(State::Failed);
    say(tr("Not revealed. %1").arg(why), Token::Critical);
}

void RevealPanel::enter(State state) {
    const QWidget* focused = QApplication::focusWidget();
    const bool hadFocus = focused != nullptr && isAncestorOf(focused);
    m_state = state;
    if (state != State::Shown) {
        m_timer.stop();
        m_tick.stop();
        m_values->clear();
    }
    m_ask->setVisible(state == State::Sealed || state == State::Failed);
    m_hide->setVisible(state == State::Shown);
    m_form->setVisible(state == State::Asking);
    m_values->setVisible(state == State::Shown);
    switch (state) {
        case State::None: say(tr("Nothing is sealed with this record.")); break;
        case State::Sealed: saySealed(); break;
        case State::Erased: say(tr("The sealed part was erased; the record still verifies.")); break;
        case State::Asking: say(tr("Revealing is recorded with your name and reason.")); break;
        case State::Working: say(tr("Recording the reason …")); break;
        case State::Shown:
        case State::Failed: break;
    }
    if (hadFocus && state == State::Sealed) m_ask->setFocus(Qt::OtherFocusReason);
    updateGeometry();
    Q_EMIT stateChanged();
}

bool RevealPanel::mayAsk() const {
    return (m_state == State::Sealed || m_state == State::Failed) && refusal().isEmpty();
}

QString RevealPanel::refusal() const { return identityOf(m_session).refusal("evidence", "reveal"); }

void RevealPanel::saySealed() {
    const QString words = tr("Clear values are sealed apart from the record.");
    const QString why = refusal();
    say(why.isEmpty() ? words : words + QChar(u' ') + why);
}

void RevealPanel::actorChanged() {
    m_ask->setEnabled(refusal().isEmpty());
    // Who comes next has given no reason.
    if (m_state == State::Shown || m_state == State::Asking)
        enter(State::Sealed);
    else if (m_state == State::Sealed)
        saySealed();
    Q_EMIT stateChanged();
}

void RevealPanel::say(const QString& words, Token tone) {
    m_words->setTone(tone);
    m_words->setText(words);
}

void RevealPanel::tick() {
    const int left = (m_timer.remainingTime() + 999) / 1000;
    say(tr("Clear values, hidden again in %n s.", nullptr, std::max(0, left)));
}

void RevealPanel::hideEvent(QHideEvent* event) {
    ThemedWidget::hideEvent(event);
    hideValues();
}

void RevealPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && (m_state == State::Asking || m_state == State::Shown)) {
        enter(State::Sealed);
        return;
    }
    ThemedWidget::keyPressEvent(event);
}

}  // namespace vedette::ui
