// SPDX-License-Identifier: GPL-3.0-or-later
// Who is at the console of one store, for all windows on it: in a store with accounts somebody who has signed in, or
// who only looks; in one without whoever sits there. Holds the key that signs for a person while they are signed in,
// and nothing of it afterwards. The log and passphrases are worked on by a thread of its own. UI thread only.
#pragma once

#include <QObject>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/store/account.h"
#include "core/store/people.h"
#include "ui/bridge/idle_watch.h"

namespace vedette::ui {

// "Administrator", in the user's language.
[[nodiscard]] QString roleWord(AccountRole role);
// "officer or lead", in the user's language: who may do what vedette.action calls so.
[[nodiscard]] QString rolesWord(std::string_view kind, std::string_view name);

class Session;

class Identity : public QObject {
    Q_OBJECT

public:
    enum class State {
        Reading,    // whether there are accounts is not known yet
        Free,       // no accounts
        SignedOut,  // accounts, and nobody said who they are
        Looking,    // chose to record nothing
        SignedIn,
        Locked,  // was signed in; the key is gone
    };
    Identity(std::filesystem::path store, std::shared_ptr<const Clock> clock);
    ~Identity() override;

    [[nodiscard]] State state() const { return m_state; }
    // Nothing of the store is to be shown.
    [[nodiscard]] bool hides() const;
    // Who is signed in, or whose console is locked; else empty.
    [[nodiscard]] const QString& person() const { return m_person; }
    [[nodiscard]] std::optional<AccountRole> role() const;
    // As of the last look at the log; empty while that is still being read.
    [[nodiscard]] const std::shared_ptr<const PeopleLog>& people() const { return m_people; }
    // Why the log does not say who has an account; empty when it does.
    [[nodiscard]] const QString& trouble() const { return m_trouble; }
    // Null unless somebody is signed in.
    [[nodiscard]] const std::shared_ptr<const PersonSigner>& signer() const { return m_signer; }
    // Why whoever is here may not do this, as a sentence; empty when they may. `kind` and `name` as in vedette.action.
    [[nodiscard]] QString refusal(std::string_view kind, std::string_view name) const;
    // A passphrase is being looked at.
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] IdleWatch& idle() { return m_idle; }
    // While true, first accounts in the log do not end the free use: whoever makes them reads on what to keep.
    void setSettlingIn(bool settling);

    // Runs on the identity's thread; `done` on the UI thread, unless the object is gone by then.
    template <class T>
    void run(std::function<Result<T>()> work, std::function<void(Result<T>)> done) {
        post([work = std::move(work), done = std::move(done)]() -> std::function<void()> {
            auto answer = std::make_shared<Result<T>>(work());
            return [answer, done] { done(std::move(*answer)); };
        });
    }

public Q_SLOTS:
    // The log may have grown.
    void look();
    // Ends in changed() or in refused(). One at a time; others are passed over.
    void signIn(const QString& person, const QString& passphrase, const QString& code);
    void lookOnly();
    void signOut();
    // Only when somebody is signed in.
    void lock();

Q_SIGNALS:
    // State, person or role.
    void changed();
    void peopleChanged();
    void refused(const QString& why);

private:
    // What is to be done on the UI thread with what was found out.
    using Work = std::function<std::function<void()>()>;
    void post(Work work);
    void serve();
    [[nodiscard]] Result<std::shared_ptr<const PeopleLog>> readPeople();
    void take(Result<std::shared_ptr<const PeopleLog>> people);
    void judge();
    void enter(State state);

    std::filesystem::path m_store;
    std::shared_ptr<const Clock> m_clock;
    State m_state = State::Reading;
    QString m_person;
    QString m_trouble;
    std::shared_ptr<const PeopleLog> m_people;
    std::shared_ptr<const PersonSigner> m_signer;
    IdleWatch m_idle;
    bool m_busy = false;
    bool m_looking = false;
    bool m_lookAgain = false;
    bool m_settling = false;

    std::unique_ptr<Reader> m_reader;  // the thread's own, as the next one
    PeopleLog m_log;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Work> m_works;  // guarded by m_mutex
    bool m_ending = false;     // guarded by m_mutex
    std::jthread m_thread;
};

// Who is at the console of the session's store; lives at least as long as the session.
[[nodiscard]] Identity& identityOf(const Session& session);
// Gives the session the identity of another one on the same store, for a second window; null: one of its own. The
// session's actor follows it: who is signed in, else who acted before.
void shareIdentity(Session& session, const Session* with);

}  // namespace vedette::ui
