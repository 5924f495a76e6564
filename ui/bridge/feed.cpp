// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/feed.h"

namespace vedette::ui {

FeedBase::FeedBase(Session& session, int pauseMs, bool followsScope) : m_session(session), m_pauseMs(pauseMs) {
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &FeedBase::start);
    connect(&session, &Session::headMoved, this, &FeedBase::refresh);
    if (followsScope) connect(&session, &Session::scopeChanged, this, &FeedBase::refreshNow);
}

void FeedBase::refresh() {
    if (m_loading) {
        m_again = true;
        return;
    }
    if (m_due.isActive()) return;
    const qint64 rest = m_since.isValid() ? m_pauseMs - m_since.elapsed() : 0;
    m_due.start(static_cast<int>(std::max<qint64>(0, rest)));
}

void FeedBase::refreshNow() {
    m_due.stop();
    start();
}

void FeedBase::start() {
    m_again = false;
    const bool was = std::exchange(m_loading, true);
    compute();
    if (!was) Q_EMIT loadingChanged();
}

void FeedBase::finished(std::optional<Error> error) {
    // An answer to a question that was taken back is no answer.
    if (error && error->code == ErrorCode::Cancelled) return;
    m_error = std::move(error);
    m_loading = false;
    m_since.start();
    Q_EMIT loadingChanged();
    Q_EMIT changed();
    if (m_again) refresh();
}

}  // namespace vedette::ui
