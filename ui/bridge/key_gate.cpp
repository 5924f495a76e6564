// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/key_gate.h"

#include "core/store/key_passphrase.h"
#include "ui/bridge/session.h"
#include "ui/bridge/text.h"

namespace vedette::ui {

// What the worker brings back.
struct KeyGate::Seen {
    NeededSecret needed;
    QString problem;
    QString refused;
    QString told;
    QString keychainTrouble;
    bool keychain = false;
    bool kept = false;
};

namespace {

std::string placeOf(const std::filesystem::path& store) {
    std::error_code error;
    const auto place = std::filesystem::weakly_canonical(std::filesystem::absolute(store), error);
    return (error ? store : place).string();
}

std::string entryFor(const std::filesystem::path& store, KeySecret secret) {
    return secret == KeySecret::Pin ? pinEntry(store) : passphraseEntry(store);
}

Result<void> openWith(const std::filesystem::path& store, KeySecret secret, const std::string& words,
                      const Clock& clock, bool byHand) {
    return secret == KeySecret::Pin ? openWithPin(store, words) : openWithPassphrase(store, words, clock, byHand);
}

}  // namespace

std::string passphraseEntry(const std::filesystem::path& store) { return placeOf(store); }
std::string pinEntry(const std::filesystem::path& store) { return placeOf(store) + "#pin"; }

KeyGate::KeyGate(std::filesystem::path store, std::shared_ptr<const Clock> clock)
    : m_store(std::move(store)), m_clock(std::move(clock)) {
    const KeysAtRest rest = keysAtRest(m_store);
    m_changes = rest.signing == KeyRest::Token;
    if (m_changes || rest.signing == KeyRest::Locked || rest.privacy == KeyRest::Locked)
        look();
    else
        m_state = State::Open;
}

KeyGate::~KeyGate() = default;  // the worker is joined first of all

void KeyGate::setKeepsafe(Keepsafe keepsafe) {
    m_keepsafe = std::move(keepsafe);
    if (m_state != State::Open) look();
}

// Tries what the keychain has for it; `seen` is then as if that had been typed.
void KeyGate::seeKept(const std::filesystem::path& store, const Keepsafe& keepsafe, const Clock& clock, Seen& seen) {
    while (keepsafe && seen.needed.secret != KeySecret::None) {
        const KeySecret secret = seen.needed.secret;
        const std::string entry = entryFor(store, secret);
        const auto found = keepsafe.read(entry);
        seen.keychain = found.has_value();
        seen.kept = found && *found;
        if (!found) seen.keychainTrouble = errorText(found.error());
        if (!seen.kept) return;
        const auto opened = openWith(store, secret, **found, clock, false);
        if (!opened) {
            seen.problem = errorText(opened.error());
            if (secret != KeySecret::Pin) {
                seen.problem =
                    tr("The passphrase in the keychain is not, or no longer, that of these keys. Type the "
                       "right one; it takes its place there.");
            } else if (pinWasWrong(opened.error())) {
                // Sent again at each start, it would lock the token.
                seen.kept = !keepsafe.drop(entry).has_value();
                seen.problem += QChar(u' ') + tr("It came from the keychain and was taken out of it.");
            }
            return;
        }
        seen.needed = neededSecret(store);
        if (seen.needed.secret == secret) return;
    }
}

void KeyGate::begin(std::function<Seen()> work) {
    m_busy = true;
    m_worker = std::jthread([this, work = std::move(work)] {
        auto seen = std::make_shared<Seen>(work());
        QMetaObject::invokeMethod(this, [this, seen] { take(*seen); }, Qt::QueuedConnection);
    });
    Q_EMIT changed();
}

void KeyGate::look() {
    if (m_busy) {
        m_lookAgain = true;
        return;
    }
    begin([store = m_store, keepsafe = m_keepsafe, clock = m_clock] {
        Seen seen;
        seen.needed = neededSecret(store);
        if (seen.needed.problem) seen.problem = errorText(*seen.needed.problem);
        seeKept(store, keepsafe, *clock, seen);
        return seen;
    });
}

void KeyGate::doubt() {
    if (m_changes && m_state == State::Open) look();
}

void KeyGate::open(const QString& secret, bool keep) {
    if (m_busy || m_secret == KeySecret::None) return;
    begin([store = m_store, keepsafe = m_keepsafe, clock = m_clock, kind = m_secret, keep, kept = m_kept,
           trouble = m_keychainTrouble, there = m_keychain, words = toStd(secret)] {
        Seen seen;
        seen.keychain = there;
        seen.keychainTrouble = trouble;
        seen.kept = kept;
        seen.needed.secret = kind;
        if (const auto opened = openWith(store, kind, words, *clock, true); !opened) {
            seen.refused = errorText(opened.error());
            return seen;
        }
        seen.needed = neededSecret(store);
        const std::string entry = entryFor(store, kind);
        const QString label = kind == KeySecret::Pin ? tr("Vedette: PIN of the token for %1")
                                                     : tr("Vedette: passphrase of the keys in %1");
        if (there && (keep || kept)) {
            const auto done =
                keep ? keepsafe.keep(entry, toStd(label.arg(toQString(store.string()))), words) : keepsafe.drop(entry);
            if (!done)
                seen.told = tr("The keys are open, but the keychain did not do it. %1").arg(errorText(done.error()));
            seen.kept = done ? keep : kept;
        }
        seeKept(store, keepsafe, *clock, seen);
        return seen;
    });
}

void KeyGate::take(const Seen& seen) {
    m_busy = false;
    m_secret = seen.needed.secret;
    m_problem = seen.problem;
    m_keychain = seen.keychain;
    m_keychainTrouble = seen.keychainTrouble;
    m_kept = seen.kept;
    const bool again = std::exchange(m_lookAgain, false) && m_secret != KeySecret::None;
    if (m_secret == KeySecret::None)
        m_state = State::Open;
    else if (m_state != State::PutOff && !again)
        m_state = State::Asks;
    Q_EMIT changed();
    if (!seen.refused.isEmpty()) Q_EMIT refused(seen.refused);
    if (!seen.told.isEmpty()) Q_EMIT told(seen.told);
    if (again) look();
}

void KeyGate::putOff() {
    if (m_state != State::Asks) return;
    m_state = State::PutOff;
    Q_EMIT changed();
}

void KeyGate::askAgain() {
    if (m_state != State::PutOff) return;
    m_state = State::Asks;
    Q_EMIT changed();
}

namespace {

// What a session holds of what it shares; its child, so that neither has to know the other.
class KeyShare : public QObject {
public:
    KeyShare(Session& session, std::shared_ptr<KeyGate> of) : QObject(&session), keys(std::move(of)) {}
    const std::shared_ptr<KeyGate> keys;
};

KeyShare* shareIn(const Session& session) {
    for (QObject* child : session.children())
        if (auto* share = dynamic_cast<KeyShare*>(child)) return share;
    return nullptr;
}

}  // namespace

KeyGate& keysOf(const Session& session) { return *shareIn(session)->keys; }

void shareKeys(Session& session, const Session* with) {
    auto keys = with == nullptr ? std::make_shared<KeyGate>(session.folder(), session.clock()) : shareIn(*with)->keys;
    delete shareIn(session);
    new KeyShare(session, std::move(keys));
}

}  // namespace vedette::ui
