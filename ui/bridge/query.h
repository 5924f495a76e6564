// SPDX-License-Identifier: GPL-3.0-or-later
// One question to the store: runs on a reader's thread, answers on the UI thread. Asking again replaces the question
// that is still open, and destroying the Query cancels it: a late answer is never delivered. UI thread only.
#pragma once

#include <functional>
#include <memory>

#include "ui/bridge/reader_pool.h"
#include "ui/bridge/session.h"

namespace vedette::ui {

class Query {
public:
    explicit Query(Session& session) : m_session(&session) {}
    ~Query() { cancel(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    // `work` may capture values only; `done` may capture the asking object, which must own this Query.
    template <class T>
    void run(std::function<Result<T>(Reader&)> work, std::function<void(Result<T>)> done) {
        cancel();
        auto asked = std::make_shared<Asked>();
        // Posted to the session, which outlives its readers; `asked` is touched on the UI thread only.
        asked->job = std::make_shared<ReadJob>(
            [this, session = m_session, weak = std::weak_ptr(asked), work, done](Result<Reader*> reader) {
                auto answer =
                    std::make_shared<Result<T>>(reader ? work(**reader) : Result<T>(std::unexpected(reader.error())));
                QMetaObject::invokeMethod(
                    session,
                    [this, weak, answer, done] {
                        // Gone when cancelled, asked anew or destroyed; then `this` may be gone too.
                        if (weak.expired()) return;
                        m_asked.reset();
                        done(std::move(*answer));
                    },
                    Qt::QueuedConnection);
            });
        m_asked = asked;
        m_session->readers().submit(asked->job);
    }

    void cancel() {
        if (m_asked) m_asked->job->cancel();
        m_asked.reset();
    }
    [[nodiscard]] bool running() const { return m_asked != nullptr; }

private:
    struct Asked {
        std::shared_ptr<ReadJob> job;
    };
    Session* m_session;
    std::shared_ptr<Asked> m_asked;
};

}  // namespace vedette::ui
