// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/identity.h"

#include "ui/bridge/session.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

// Nobody makes an account on this machine without leaving a file there; the log has the last word.
bool mayHaveAccounts(const std::filesystem::path& store) {
    std::error_code ignored;
    return std::filesystem::exists(store / "keys" / "people", ignored);
}

std::size_t changesIn(const PeopleLog& people) {
    std::size_t n = 0;
    for (const auto& [name, person] : people.people()) n += person.standings.size();
    for (const auto& [id, request] : people.requests()) n += request.open() ? 1 : request.done ? 3 : 2;
    return n;
}

}  // namespace

QString roleWord(AccountRole role) {
    switch (role) {
        case AccountRole::Officer: return Identity::tr("Officer");
        case AccountRole::Analyst: return Identity::tr("Analyst");
        case AccountRole::Lead: return Identity::tr("Lead");
        case AccountRole::Administrator: return Identity::tr("Administrator");
    }
    return {};
}

QString rolesWord(std::string_view kind, std::string_view name) {
    QStringList words;
    for (const auto role : {AccountRole::Officer, AccountRole::Analyst, AccountRole::Lead, AccountRole::Administrator})
        if (roleMay(role, kind, name)) words.push_back(roleWord(role));
    if (words.size() < 2) return words.join(QString());
    const QString last = words.takeLast();
    return Identity::tr("%1 or %2").arg(words.join(QStringLiteral(", ")), last);
}

Identity::Identity(std::filesystem::path store, std::shared_ptr<const Clock> clock)
    : m_store(std::move(store)),
      m_clock(std::move(clock)),
      m_state(mayHaveAccounts(m_store) ? State::Reading : State::Free),
      m_thread([this] { serve(); }) {
    connect(&m_idle, &IdleWatch::idle, this, &Identity::lock);
    look();
}

Identity::~Identity() {
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
        m_works.clear();
    }
    m_wake.notify_all();
    m_thread.join();
}

void Identity::post(Work work) {
    {
        const std::scoped_lock lock(m_mutex);
        m_works.push_back(std::move(work));
    }
    m_wake.notify_all();
}

void Identity::serve() {
    while (true) {
        Work work;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ending || !m_works.empty(); });
            if (m_ending) return;
            work = std::move(m_works.front());
            m_works.pop_front();
        }
        QMetaObject::invokeMethod(this, work(), Qt::QueuedConnection);
    }
}

bool Identity::hides() const {
    return m_state == State::Reading || m_state == State::SignedOut || m_state == State::Locked;
}

std::optional<AccountRole> Identity::role() const {
    const EnrolledPerson* known = m_people && m_signer ? m_people->find(m_signer->name) : nullptr;
    return known == nullptr ? std::nullopt : std::optional(known->now().role);
}

QString Identity::refusal(std::string_view kind, std::string_view name) const {
    if (m_state == State::Free) return {};
    const auto mine = role();
    if (m_state == State::Looking) return tr("You are only looking: sign in to do this.");
    if (!mine) return tr("Sign in to do this.");
    if (roleMay(*mine, kind, name)) return {};
    return tr("You are signed in as %1; this takes the role %2.").arg(roleWord(*mine), rolesWord(kind, name));
}

void Identity::setSettlingIn(bool settling) {
    if (m_settling == settling) return;
    m_settling = settling;
    judge();
}

void Identity::look() {
    if (m_looking) {
        m_lookAgain = true;
        return;
    }
    m_looking = true;
    run<std::shared_ptr<const PeopleLog>>([this] { return readPeople(); },
                                          [this](Result<std::shared_ptr<const PeopleLog>> people) {
                                              m_looking = false;
                                              take(std::move(people));
                                              if (std::exchange(m_lookAgain, false)) look();
                                          });
}

Result<std::shared_ptr<const PeopleLog>> Identity::readPeople() {
    if (!m_reader) {
        auto opened = Reader::open(m_store);
        if (!opened) return passOn(opened);
        m_reader = std::move(*opened);
    }
    if (auto read = m_log.update(*m_reader); !read) return passOn(read);
    return std::make_shared<const PeopleLog>(m_log);
}

void Identity::take(Result<std::shared_ptr<const PeopleLog>> people) {
    const QString trouble = people ? QString() : errorText(people.error());
    const bool told = trouble != m_trouble;
    m_trouble = trouble;
    if (people) {
        const bool same = m_people && changesIn(*m_people) == changesIn(**people);
        m_people = std::move(*people);
        if (!same) Q_EMIT peopleChanged();
        judge();
    }
    if (told) Q_EMIT changed();
}

// What the log says now about who is here.
void Identity::judge() {
    if (!m_people) return;
    if (m_state == State::Reading || (m_state == State::Free && m_people->any() && !m_settling)) {
        enter(m_people->any() ? State::SignedOut : State::Free);
        return;
    }
    if (m_state != State::SignedIn) return;
    const EnrolledPerson* known = m_people->find(m_signer->name);
    if (known != nullptr && known->now().enabled && known->now().key == m_signer->key->publicKey()) {
        Q_EMIT changed();  // the role may be another
        return;
    }
    const bool ended = known != nullptr && !known->now().enabled;
    signOut();
    Q_EMIT refused(ended ? tr("Your account was disabled by an administrator.")
                         : tr("Your account has a new key: sign in with the new passphrase."));
}

void Identity::enter(State state) {
    m_state = state;
    if (state != State::SignedIn) m_signer.reset();
    if (state != State::SignedIn && state != State::Locked) m_person.clear();
    m_idle.setRunning(state == State::SignedIn);
    Q_EMIT changed();
}

void Identity::signIn(const QString& person, const QString& passphrase, const QString& code) {
    if (m_busy) return;
    m_busy = true;
    using Signed = std::shared_ptr<const PersonSigner>;
    run<Signed>(
        [this, person = toStd(person), passphrase = toStd(passphrase), code = toStd(code)]() -> Result<Signed> {
            auto people = readPeople();
            if (!people) return passOn(people);
            auto signer = vedette::signIn(m_store, m_log, person, passphrase, code, *m_clock);
            if (!signer) return passOn(signer);
            return std::make_shared<const PersonSigner>(std::move(*signer));
        },
        [this](Result<Signed> signer) {
            m_busy = false;
            if (!signer) {
                Q_EMIT refused(errorText(signer.error()));
                return;
            }
            m_signer = std::move(*signer);
            m_person = toQString(m_signer->name);
            look();  // what was read for it
            enter(State::SignedIn);
        });
}

void Identity::lookOnly() {
    if (m_state == State::Reading || m_state == State::SignedOut) enter(State::Looking);
}

void Identity::signOut() {
    if (m_state == State::SignedIn || m_state == State::Looking || m_state == State::Locked) enter(State::SignedOut);
}

void Identity::lock() {
    if (m_state == State::SignedIn) enter(State::Locked);
}

namespace {

// Accounts are rarely set up from elsewhere, and a log under load grows all the time.
constexpr int kFreeLookMs = 5'000;

// What a session holds of the identity it shares; its child, so that neither has to know the other.
class IdentityShare : public QObject {
public:
    IdentityShare(Session& session, std::shared_ptr<Identity> of)
        : QObject(&session), identity(std::move(of)), m_session(session), m_before(session.actor()) {
        m_soon.setSingleShot(true);
        m_soon.setInterval(kFreeLookMs);
        connect(&m_soon, &QTimer::timeout, identity.get(), &Identity::look);
        connect(&session, &Session::headMoved, this, &IdentityShare::headMoved);
        connect(identity.get(), &Identity::changed, this, &IdentityShare::follow);
        follow();
    }
    const std::shared_ptr<Identity> identity;

private:
    void headMoved() {
        if (identity->state() != Identity::State::Free)
            identity->look();
        else if (!m_soon.isActive())
            m_soon.start();
    }
    void follow() {
        const QString& person = identity->person();
        if (m_acting.isEmpty() && !person.isEmpty()) m_before = m_session.actor();
        if (person != m_acting) m_session.setActor(person.isEmpty() ? m_before : person);
        m_acting = person;
    }
    Session& m_session;
    QString m_before;
    QString m_acting;
    QTimer m_soon;
};

IdentityShare* shareOf(const Session& session) {
    for (QObject* child : session.children())
        if (auto* share = dynamic_cast<IdentityShare*>(child)) return share;
    return nullptr;
}

}  // namespace

Identity& identityOf(const Session& session) { return *shareOf(session)->identity; }

void shareIdentity(Session& session, const Session* with) {
    auto identity =
        with == nullptr ? std::make_shared<Identity>(session.folder(), session.clock()) : shareOf(*with)->identity;
    delete shareOf(session);
    new IdentityShare(session, std::move(identity));
}

}  // namespace vedette::ui
