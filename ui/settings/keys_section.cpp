// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keys_section.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/bridge/content.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/text.h"
#include "ui/page/erasing.h"
#include "ui/page/role_note.h"
#include "ui/page/table_export.h"
#include "ui/settings/key_spans_model.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kLabels = 150;
constexpr int kCommandLabels = 260;
constexpr int kTableHeight = 128;
constexpr int kLookMs = 2'000;

Glyph glyphOf(KeyRest rest) {
    return rest == KeyRest::Clear || rest == KeyRest::Missing ? Glyph::Insufficient : Glyph::Pass;
}

QString restWords(KeyRest rest, const QString& file) {
    switch (rest) {
        case KeyRest::Clear: return KeysSection::tr("in %1, in clear: whoever reads the file has the key").arg(file);
        case KeyRest::Locked: return KeysSection::tr("in %1, under a passphrase").arg(file);
        case KeyRest::Token: return KeysSection::tr("in a token, which it never leaves");
        case KeyRest::Missing: break;
    }
    return KeysSection::tr("not here, or you may not read %1").arg(file);
}

// What a copy is good for.
QString clearWords(const KeysAtRest& rest) {
    if (rest.privacy != KeyRest::Clear)
        return KeysSection::tr("A copy of the folder, or a backup of it, signs for this store.");
    return rest.signing == KeyRest::Clear
               ? KeysSection::tr(
                     "A copy of the folder, or a backup of it, signs for this store and opens what is sealed.")
               : KeysSection::tr("A copy of the folder, or a backup of it, opens what is sealed.");
}

// As a shell takes it.
QString quoted(const std::filesystem::path& path) {
    QString text = toQString(path.string());
    const auto plain = [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringLiteral("/._-+").contains(c);
    };
    if (std::ranges::all_of(text, plain)) return text;
    return QChar(u'\'') + text.replace(QChar(u'\''), QStringLiteral("'\\''")) + QChar(u'\'');
}

}  // namespace

KeysSection::KeysSection(Context& context, QWidget* parent)
    : QScrollArea(parent), m_context(context), m_query(context.session) {
    setObjectName(QStringLiteral("keysSection"));
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto* page = new QWidget(this);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics::kGapWide);
    makeCard(rows, page);
    makeTable(rows, page);
    makeCommands(rows, page);
    setWidget(page);
    viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);  // setWidget() has switched it on
    m_again.setSingleShot(true);
    m_again.setInterval(kLookMs);
    connect(&m_again, &QTimer::timeout, this, &KeysSection::lookAtLog);
    connect(&context.session, &Session::headMoved, this, [this] {
        if (isVisible() && !m_again.isActive()) m_again.start();
    });
    connect(&keysOf(context.session), &KeyGate::changed, this, &KeysSection::describe);
    m_card->showState(StatePanel::Kind::Loading, tr("Reading the keys of the log."));
}

KeysSection::~KeysSection() = default;

void KeysSection::makeCard(QVBoxLayout* rows, QWidget* page) {
    m_card = new Card(m_context.theme, tr("The store's own keys"), page);
    m_card->setObjectName(QStringLiteral("keysCard"));
    m_card->setSubtitle(tr("what signs the log and opens sealed data"));
    m_list = new KeyValueList(m_context.theme, m_card);
    m_list->setObjectName(QStringLiteral("keyFacts"));
    m_list->setLabelWidth(kLabels);
    m_card->body()->addWidget(m_list);
    // Changing keys is what any role may do that may write at all.
    m_may = new RoleNote(m_context.theme, m_context.session, "key", "", m_card);
    m_card->body()->addWidget(m_may);
    connect(m_may, &RoleNote::changed, this, [this] {
        // What was typed is not for whoever comes next.
        if (!m_busy) m_form->end();
        updateActions();
    });
    makeButtons();
    m_form = new KeyCareForm(m_context.theme, m_card);
    m_card->body()->addWidget(m_form);
    connect(m_form, &KeyCareForm::submitted, this, &KeysSection::submit);
    connect(m_form, &KeyCareForm::ended, this, &KeysSection::endForm);
    rows->addWidget(m_card);
}

void KeysSection::makeButtons() {
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    const auto button = [&](const char* name, const QString& text) {
        auto* made = new QPushButton(text, m_card);
        made->setObjectName(QString::fromLatin1(name));
        line->addWidget(made);
        return made;
    };
    m_open = button("keysOpen", tr("Open the keys…"));
    m_passphrase = button("keysPassphrase", tr("New passphrase…"));
    m_rotate = button("keysRotate", tr("Replace the signing key…"));
    m_forget = button("keysForget", tr("Forget what the keychain keeps…"));
    line->addStretch(1);
    m_card->body()->addLayout(line);
    connect(m_open, &QPushButton::clicked, this, [this] { keysOf(m_context.session).askAgain(); });
    connect(m_passphrase, &QPushButton::clicked, this, [this] { begin(KeyCare::Passphrase); });
    connect(m_rotate, &QPushButton::clicked, this, [this] { begin(KeyCare::Rotate); });
    connect(m_forget, &QPushButton::clicked, this, [this] { begin(KeyCare::Forget); });
}

void KeysSection::makeTable(QVBoxLayout* rows, QWidget* page) {
    auto* card = new Card(m_context.theme, tr("Keys that signed the log"), page);
    card->setSubtitle(tr("each signed in by the one before, unless it says otherwise"));
    card->setFlush();
    m_spans = new KeySpansModel(this);
    m_table = new DataTable(m_context.theme, QStringLiteral("keySpans"), card);
    m_table->setObjectName(QStringLiteral("keySpansTable"));
    m_table->setAccessibleName(card->title());
    m_table->setModel(m_spans);
    m_table->setRowActions({csvAction(m_context, *m_spans, QStringLiteral("keys.csv"), this)});
    m_table->setMinimumHeight(kTableHeight);
    card->body()->addWidget(m_table, 1);
    connect(m_table, &DataTable::currentRowChanged, this, &KeysSection::showCommands);
    rows->addWidget(card, 1);
}

void KeysSection::makeCommands(QVBoxLayout* rows, QWidget* page) {
    auto* card = new Card(m_context.theme, tr("In a terminal"), page);
    card->setSubtitle(tr("what asks for more care than a click"));
    m_commands = new KeyValueList(m_context.theme, card);
    m_commands->setObjectName(QStringLiteral("keyCommands"));
    m_commands->setLabelWidth(kCommandLabels);
    card->body()->addWidget(m_commands);
    rows->addWidget(card);
}

void KeysSection::look() {
    lookAtLog();
    lookAtKeychain();
}

void KeysSection::lookAtLog() {
    m_query.run<KeyFacts>([store = m_context.session.folder()](Reader&) { return readKeyFacts(store); },
                          [this](Result<KeyFacts> facts) {
                              if (!facts) {
                                  m_facts.reset();
                                  m_card->showState(StatePanel::Kind::Error, tr("The keys could not be read."),
                                                    errorText(facts.error()));
                                  return;
                              }
                              m_facts = std::move(*facts);
                              m_card->showBody();
                              describe();
                          });
}

void KeysSection::lookAtKeychain() {
    if (std::exchange(m_asking, true)) {
        m_askAgain = true;
        return;
    }
    m_asker = std::jthread([this, keepsafe = keysOf(m_context.session).keepsafe(), store = m_context.session.folder()] {
        auto kept = std::make_shared<KeptFacts>(readKeptFacts(keepsafe, store));
        QMetaObject::invokeMethod(this, [this, kept] { take(*kept); }, Qt::QueuedConnection);
    });
}

void KeysSection::take(const KeptFacts& kept) {
    m_asking = false;
    m_kept = kept;
    describe();
    if (std::exchange(m_askAgain, false)) lookAtKeychain();
}

// What stands there stays there, with the cursor in it, unless something has changed.
void KeysSection::describe() {
    if (!m_facts) return;
    updateActions();
    const KeysAtRest& rest = m_facts->rest;
    QStringList seen{QString::number(static_cast<int>(rest.signing)), QString::number(static_cast<int>(rest.privacy)),
                     toQString(rest.token), QString::number(static_cast<int>(keysOf(m_context.session).state()))};
    for (const KeySpan& span : m_facts->chain.spans())
        seen << visible(span.key.text()) << QString::number(toMicros(span.revoked.value_or(Time{})))
             << QString::number(span.attested) << QString::number(span.vouched);
    for (const auto& problem : m_facts->chain.problems()) seen << toQString(problem.what);
    if (m_kept)
        seen << QString::number(m_kept->passphrase) << QString::number(m_kept->pin) << QString::number(m_kept->given)
             << (m_kept->trouble ? errorText(*m_kept->trouble) : QString());
    if (std::exchange(m_seen, seen) == seen) return;
    m_list->clear();
    showFacts();
    showKept();
    std::vector<KeySpanRow> rows;
    for (const KeySpan& span : m_facts->chain.spans()) rows.insert(rows.begin(), {span, false});
    rows.front().inForce = true;
    m_spans->setRows(std::move(rows));
    showCommands();
}

void KeysSection::showFacts() {
    const KeyChain& chain = m_facts->chain;
    const KeySpan& now = chain.spans().back();
    const QString id = keyIdText(now.key.id);
    m_list->addRow(tr("Signs the log"), now.from == 0 ? tr("key %1, since the beginning").arg(id)
                                                      : tr("key %1, since %2").arg(id, dateTime(now.since)));
    m_list->addMonoRow(tr("Verifier key"), visible(now.key.text()));
    const KeysAtRest& rest = m_facts->rest;
    m_list->addRow(tr("Signing key"), restWords(rest.signing, QStringLiteral("keys/signing.pem")),
                   glyphOf(rest.signing));
    if (!rest.token.empty()) m_list->addMonoRow(tr("Token"), visible(rest.token));
    m_list->addRow(tr("Privacy key"), restWords(rest.privacy, QStringLiteral("keys/kek")), glyphOf(rest.privacy));
    if (rest.clear())
        m_list->addRow(tr("In clear"),
                       tr("%1 A passphrase changes that; backups made before stay as they are.").arg(clearWords(rest)),
                       Glyph::Insufficient);
    for (const auto& problem : chain.problems())
        m_list->addRow(tr("Does not add up"), tr("checkpoint %1: %2").arg(number(problem.size), said(problem.what)),
                       Glyph::Fail);
}

void KeysSection::showKept() {
    const KeyGate& gate = keysOf(m_context.session);
    if (m_facts->locked() || m_facts->rest.signing == KeyRest::Token)
        m_list->addRow(tr("This console"), gate.state() == KeyGate::State::Open
                                               ? tr("has opened them, until it ends")
                                               : tr("has not opened them: nothing can be recorded"));
    if (!m_kept || (!gate.keepsafe() && !m_kept->given)) return;
    QStringList words;
    if (m_kept->passphrase) words << tr("keeps the passphrase");
    if (m_kept->pin) words << tr("keeps the PIN of the token");
    if (m_kept->trouble)
        words << errorText(*m_kept->trouble);
    else if (words.isEmpty())
        words << tr("keeps nothing of this store");
    if (gate.keepsafe()) m_list->addRow(tr("This desktop's keychain"), words.join(QStringLiteral("; ")));
    if (m_kept->given) m_list->addRow(QStringLiteral("VEDETTE_PASSPHRASE"), tr("leads to a passphrase"));
}

void KeysSection::addCommand(const char* name, const QString& what, const QString& command) {
    auto* row = new QWidget(m_commands);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto* words = new TextLabel(m_context.theme, command, FontRole::Mono, Token::Text, row);
    words->setObjectName(QString::fromLatin1(name));
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* copy = new QPushButton(tr("Copy"), row);
    copy->setObjectName(QString::fromLatin1(name) + QStringLiteral("Copy"));
    copy->setAccessibleName(tr("Copy the command: %1").arg(what));
    connect(copy, &QPushButton::clicked, this, [this, command] {
        QGuiApplication::clipboard()->setText(command);
        m_context.go.toast(tr("The command is on the clipboard."), {});
    });
    line->addWidget(words, 1);
    line->addWidget(copy, 0, Qt::AlignTop);
    row->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_commands->addWidgetRow(what, row);
}

void KeysSection::showCommands() {
    if (!m_facts) return;
    m_commands->clear();
    const QString command = QStringLiteral("vedettectl key %1 ").arg(quoted(m_context.session.folder()));
    if (m_facts->rest.signing == KeyRest::Missing)
        addCommand("commandRecover", tr("The signing key is lost: a new one takes over, and everybody sees the break"),
                   command + QStringLiteral("recover --reason TEXT"));
    if (m_spans->rowCount() > 1) {
        const int chosen = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : 0;
        addCommand("commandRevoke", tr("An earlier key was stolen: what it signed from then on is not believed"),
                   command + QStringLiteral("revoke --key %1 --from TIME --reason TEXT")
                                 .arg(keyIdText(m_spans->row(std::max(1, chosen)).span.key.id)));
        addCommand("commandChain", tr("For whoever checks proofs without the store"),
                   command + QStringLiteral("chain -o keys.txt"));
    }
    const bool token = m_facts->rest.signing == KeyRest::Token;
    addCommand("commandToken", token ? tr("A new key in the token") : tr("A new key that never leaves a token"),
               command + QStringLiteral("rotate --pkcs11 'pkcs11:token=TOKEN;object=KEY' --generate --reason TEXT"));
}

void KeysSection::updateActions() {
    const KeyGate& gate = keysOf(m_context.session);
    const bool open = gate.state() == KeyGate::State::Open && !gate.busy();
    const bool free = m_form->isHidden() && !m_busy && m_facts.has_value();
    const bool able = free && open && m_may->allowed();
    const KeyRest signing = m_facts ? m_facts->rest.signing : KeyRest::Missing;
    m_open->setVisible(gate.state() == KeyGate::State::PutOff);
    m_passphrase->setEnabled(able && signing != KeyRest::Missing);
    // A new key in a file would take it out of the token: that is for the command.
    m_rotate->setVisible(signing != KeyRest::Token);
    m_rotate->setEnabled(able && signing != KeyRest::Missing);
    m_forget->setVisible(static_cast<bool>(gate.keepsafe()));
    m_forget->setEnabled(free && m_kept && m_kept->any());
}

void KeysSection::begin(KeyCare kind) {
    if (!m_facts) return;
    const KeptFacts kept = m_kept.value_or(KeptFacts{});
    m_form->begin(kind, {m_facts->locked(), kept.passphrase || kept.given, kept.answers, kept.passphrase});
    updateActions();
    // The layout has to know the form's height before it can be scrolled to.
    QTimer::singleShot(0, this, [this] { ensureWidgetVisible(m_form, 0, metrics::kGap); });
}

void KeysSection::submit(const KeyCareDraft& draft) {
    const Session& session = m_context.session;
    KeyCareOrder order;
    order.store = session.folder();
    order.clock = session.clock();
    order.keepsafe = keysOf(session).keepsafe();
    order.actor = toStd(session.actor());
    order.by = identityOf(session).signer();
    order.present = toStd(draft.present);
    order.words = toStd(draft.next);
    order.keep = draft.keep;
    order.reason = toStd(draft.reason);
    const KeyCare kind = draft.kind;
    m_busy = true;
    updateActions();
    Job* job = m_context.jobs.start<KeyCareDone>(
        kind == KeyCare::Passphrase ? tr("Changing the passphrase of the keys")
        : kind == KeyCare::Rotate   ? tr("Replacing the signing key")
                                    : tr("Taking secrets out of the keychain"),
        [order = std::move(order), kind](JobControl& control) -> Result<KeyCareDone> {
            // It is over in a moment, or waits for whoever writes; half of it would be worse than all.
            if (!control.commit()) return fail(ErrorCode::Cancelled, "nothing was changed");
            if (kind == KeyCare::Passphrase) return giveNewPassphrase(order);
            return kind == KeyCare::Rotate ? replaceSigningKey(order) : forgetKeptSecrets(order);
        },
        [self = QPointer(this), kind](const Result<KeyCareDone>& result) {
            if (self) self->done(kind, result);
        });
    follow(m_form->progress(), job);
}

void KeysSection::done(KeyCare kind, const Result<KeyCareDone>& result) {
    m_busy = false;
    look();
    if (!result) {
        m_form->refuse(errorText(result.error()));
        updateActions();
        return;
    }
    QStringList words{kind == KeyCare::Passphrase ? tr("The keys are under the new passphrase.")
                      : kind == KeyCare::Rotate   ? tr("The log has a new key, signed in by the old one.")
                                                  : tr("The keychain keeps nothing of this store any more.")};
    if (result->unkept) words << tr("The keychain did not take it: %1").arg(errorText(*result->unkept));
    if (result->unrecorded) words << tr("The log does not say so: %1").arg(errorText(*result->unrecorded));
    m_context.go.toast(words.join(QChar(u' ')), {});
    endForm();
}

void KeysSection::endForm() {
    m_form->end();
    updateActions();
    m_passphrase->setFocus(Qt::OtherFocusReason);
}

}  // namespace vedette::ui
