// SPDX-License-Identifier: GPL-3.0-or-later
// Whether this process can sign for the store and open what is sealed: for all windows on it. Keys under a passphrase
// or in a token are opened before the first write, by the environment, by the desktop's keychain, or by the person who
// is asked; to read and to verify takes none of them. Works on a thread of its own. UI thread only.
#pragma once

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "core/store/open_keys.h"
#include "ui/bridge/keepsafe.h"

namespace vedette::ui {

class Session;

class KeyGate : public QObject {
    Q_OBJECT

public:
    enum class State {
        Looking,  // what is needed is not known yet
        Open,     // nothing stands in the way of writing
        Asks,     // somebody has to give secret()
        PutOff,   // they chose to look only
    };
    KeyGate(std::filesystem::path store, std::shared_ptr<const Clock> clock);
    ~KeyGate() override;

    // Asks it at once if something is needed.
    void setKeepsafe(Keepsafe keepsafe);
    [[nodiscard]] const Keepsafe& keepsafe() const { return m_keepsafe; }

    [[nodiscard]] State state() const { return m_state; }
    // What has to be given; None while it is open.
    [[nodiscard]] KeySecret secret() const { return m_secret; }
    [[nodiscard]] const std::filesystem::path& store() const { return m_store; }
    // Something is being tried.
    [[nodiscard]] bool busy() const { return m_busy; }
    // Why what is known already did not do, in words; else empty.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    // A keychain answers; else why not, as far as it was asked.
    [[nodiscard]] bool keychain() const { return m_keychain; }
    [[nodiscard]] const QString& keychainTrouble() const { return m_keychainTrouble; }
    // The keychain has an entry for secret(), right or wrong.
    [[nodiscard]] bool kept() const { return m_kept; }
    // A write failed in a way that may be for want of a key: looks again where that can be.
    void doubt();

public Q_SLOTS:
    // Ends in changed(), and in refused() or told() where there is something to say. One at a time; others are passed
    // over.
    void look();
    // `keep`: in the keychain, once it was right. Without, an entry that was wrong is taken out.
    void open(const QString& secret, bool keep);
    void putOff();
    void askAgain();

Q_SIGNALS:
    void changed();
    void refused(const QString& why);
    // The keys are open, but the keychain did not do as asked.
    void told(const QString& words);

private:
    struct Seen;
    void begin(std::function<Seen()> work);
    void take(const Seen& seen);
    static void seeKept(const std::filesystem::path& store, const Keepsafe& keepsafe, const Clock& clock, Seen& seen);

    std::filesystem::path m_store;
    std::shared_ptr<const Clock> m_clock;
    Keepsafe m_keepsafe;
    State m_state = State::Looking;
    KeySecret m_secret = KeySecret::None;
    QString m_problem;
    QString m_keychainTrouble;
    bool m_keychain = false;
    bool m_kept = false;
    bool m_busy = false;
    bool m_lookAgain = false;
    bool m_changes = false;  // a token may be pulled out
    std::jthread m_worker;
};

// Of the session's store; lives at least as long as the session.
[[nodiscard]] KeyGate& keysOf(const Session& session);
// Gives the session those of another one on the same store, for a second window; null: its own.
void shareKeys(Session& session, const Session* with);

}  // namespace vedette::ui
