// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/session.h"

#include <QDateTime>

#include "ui/bridge/identity.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/on_behalf.h"
#include "ui/bridge/query.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

constexpr int kReaders = 3;
constexpr int kLookEveryMs = 500;
constexpr qint64 kRateWindowMs = 60'000;

}  // namespace

Result<std::unique_ptr<Session>> Session::open(const std::filesystem::path& store, std::shared_ptr<const Clock> clock) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    auto head = (*reader)->head();
    if (!head) return passOn(head);
    std::unique_ptr<Session> session(new Session(store, std::move(clock)));
    session->m_entries = head->size;
    return session;
}

Session::Session(std::filesystem::path folder, std::shared_ptr<const Clock> clock)
    : m_folder(std::move(folder)),
      m_clock(std::move(clock)),
      m_recorder(std::make_unique<Recorder>(m_folder, m_clock, this)),
      m_readers(std::make_unique<ReaderPool>(m_folder, kReaders)),
      m_headQuery(std::make_unique<Query>(*this)) {
    shareIdentity(*this, nullptr);
    shareKeys(*this, nullptr);
    connect(&m_timer, &QTimer::timeout, this, &Session::lookAtHead);
    m_timer.start(kLookEveryMs);
}

Session::~Session() {
    m_timer.stop();
    m_headQuery.reset();
    m_recorder.reset();
    m_readers.reset();
}

QString Session::name() const { return toQString(m_folder.filename().string()); }

void Session::setScope(const Scope& scope) {
    if (scope == m_scope) return;
    m_scope = scope;
    Q_EMIT scopeChanged();
}

double Session::ingestPerMinute() const {
    if (m_samples.size() < 2) return 0.0;
    const auto span = m_samples.back().at - m_samples.front().at;
    if (span <= 0) return 0.0;
    return static_cast<double>(m_samples.back().entries - m_samples.front().entries) * 60'000.0 /
           static_cast<double>(span);
}

void Session::record(MakeEvents events, std::function<void(Result<std::uint64_t>)> done) {
    const Identity& identity = identityOf(*this);
    // As late as any other answer.
    const auto refuse = [&](const QString& what, const QString& hint) {
        const Error error{ErrorCode::Denied, toStd(what), {}, toStd(hint)};
        QMetaObject::invokeMethod(
            this, [done = std::move(done), error] { done(std::unexpected(error)); }, Qt::QueuedConnection);
    };
    if (identity.state() == Identity::State::Looking) {
        refuse(tr("You are only looking at this store, which has accounts"), tr("Sign in, at the top right"));
        return;
    }
    if (const auto keys = keysOf(*this).state(); keys == KeyGate::State::Asks || keys == KeyGate::State::PutOff) {
        refuse(tr("The keys of this store are not open, so nothing can be recorded"),
               tr("Open them, at the top right"));
        return;
    }
    m_recorder->record(OnBehalf{identity.signer(), std::move(events)},
                       [this, done = std::move(done)](Result<std::uint64_t> entry) {
                           const bool written = entry.has_value();
                           if (!written) keysOf(*this).doubt();
                           done(std::move(entry));
                           if (written) lookAtHead();
                       });
}

void Session::lookAtHead() {
    if (m_headQuery->running()) return;
    m_headQuery->run<std::uint64_t>(
        [](Reader& reader) -> Result<std::uint64_t> {
            auto head = reader.head();
            if (!head) return passOn(head);
            return head->size;
        },
        [this](Result<std::uint64_t> size) {
            const QString trouble = size ? QString() : errorText(size.error());
            if (trouble != m_trouble) {
                m_trouble = trouble;
                Q_EMIT troubleChanged(trouble);
            }
            if (!size) return;
            const auto at = QDateTime::currentMSecsSinceEpoch();
            m_samples.push_back({at, *size});
            while (m_samples.size() > 2 && at - m_samples.front().at > kRateWindowMs) m_samples.pop_front();
            if (*size == m_entries) return;
            m_entries = *size;
            Q_EMIT headMoved(*size);
        });
}

}  // namespace vedette::ui
