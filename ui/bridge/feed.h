// SPDX-License-Identifier: GPL-3.0-or-later
// Something computed from the store that several screens share: the alert queue, the judgement, the fleet's state.
// Computed on a reader's thread when the scope changes and when the log grows, no more often than it is allowed to;
// the value on hand stays until the next one is there. UI thread only.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

#include "ui/bridge/query.h"
#include "ui/bridge/session.h"

namespace vedette::ui {

class FeedBase : public QObject {
    Q_OBJECT

public:
    // Computes now, or as soon as the pause since the last time is over. Nobody waits.
    void refresh();
    // Forgets the pause: for what a person has just changed.
    void refreshNow();
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

Q_SIGNALS:
    void changed();  // a new value or a new error
    void loadingChanged();

protected:
    FeedBase(Session& session, int pauseMs, bool followsScope);
    virtual void compute() = 0;
    void finished(std::optional<Error> error);
    Session& m_session;

private:
    void start();
    int m_pauseMs;
    QTimer m_due;
    QElapsedTimer m_since;
    bool m_loading = false;
    bool m_again = false;
    std::optional<Error> m_error;
};

template <class T>
class Feed : public FeedBase {
public:
    // Made on the UI thread for each run, so that it can take the scope along; runs on a reader's thread.
    using Work = std::function<Result<T>(Reader&)>;
    using MakeWork = std::function<Work(Session&)>;

    // `pauseMs`: least time between the end of one run and the start of the next.
    Feed(Session& session, MakeWork makeWork, int pauseMs, bool followsScope = true)
        : FeedBase(session, pauseMs, followsScope), m_makeWork(std::move(makeWork)), m_query(session) {}

    // Null until the first answer. Shared, so that a screen can keep the value it has painted.
    [[nodiscard]] const std::shared_ptr<const T>& value() const { return m_value; }

protected:
    void compute() override {
        m_query.template run<T>(m_makeWork(m_session), [this](Result<T> answer) {
            if (answer) m_value = std::make_shared<const T>(std::move(*answer));
            finished(answer ? std::nullopt : std::optional(answer.error()));
        });
    }

private:
    MakeWork m_makeWork;
    Query m_query;
    std::shared_ptr<const T> m_value;
};

}  // namespace vedette::ui
