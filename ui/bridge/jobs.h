// SPDX-License-Identifier: GPL-3.0-or-later
// Work that takes longer than a blink: a report, an export, an erasure. Each runs on a thread of its own, shows its
// progress in the shell and can be stopped, until it says that it cannot any more. UI thread only, but for JobControl.
#pragma once

#include <QObject>
#include <QString>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/base/error.h"

namespace vedette::ui {

class Job;

// What the work itself sees. Thread-safe.
class JobControl {
public:
    JobControl(Job* job, std::stop_token stop) : m_job(job), m_stop(std::move(stop)) {}
    [[nodiscard]] const std::stop_token& stop() const { return m_stop; }
    // total 0: how long it takes is unknown.
    void progress(std::uint64_t done, std::uint64_t total);
    // What comes now is done whole. False when somebody has asked to stop before: then it must not be begun. Nobody can
    // ask any more once this is true.
    [[nodiscard]] bool commit();

private:
    Job* m_job;
    std::stop_token m_stop;
};

class Job : public QObject {
    Q_OBJECT

public:
    enum class State { Running, Done, Failed, Cancelled };
    ~Job() override;
    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] State state() const { return m_state; }
    // 0..1000, -1 when unknown.
    [[nodiscard]] int permille() const;
    [[nodiscard]] const Error& error() const { return m_error; }
    // False once the work has reached what cannot be stopped.
    [[nodiscard]] bool canStop() const;
    // Asks it to stop; whether it was in time.
    bool cancel();

Q_SIGNALS:
    void changed();
    void finished();

private:
    friend class Jobs;
    friend class JobControl;
    explicit Job(QString title) : m_title(std::move(title)) {}
    void postChanged();
    QString m_title;
    State m_state = State::Running;
    Error m_error;
    std::atomic<std::uint64_t> m_done{0};
    std::atomic<std::uint64_t> m_total{0};
    std::atomic<bool> m_posted{false};
    std::stop_source m_stop;
    mutable std::mutex m_stopping;  // so that stopping and committing have an order
    bool m_committed = false;       // guarded by m_stopping
    std::jthread m_thread;
};

class Jobs : public QObject {
    Q_OBJECT

public:
    // Cancels and waits for everything that still runs.
    ~Jobs() override;
    // `work` runs on a new thread and may capture values only; `done` runs on the UI thread, with its result.
    template <class T>
    Job* start(const QString& title, std::function<Result<T>(JobControl&)> work, std::function<void(Result<T>)> done) {
        auto answer = std::make_shared<Result<T>>(std::unexpected(Error{}));
        return launch(
            title,
            [answer, work = std::move(work)](JobControl& control) -> Result<void> {
                *answer = work(control);
                if (!*answer) return std::unexpected(answer->error());
                return {};
            },
            [answer, done = std::move(done)] { done(std::move(*answer)); });
    }
    [[nodiscard]] std::vector<Job*> running() const;

Q_SIGNALS:
    void started(vedette::ui::Job* job);
    // The job is deleted after this.
    void ended(vedette::ui::Job* job);

private:
    Job* launch(const QString& title, std::function<Result<void>(JobControl&)> work, std::function<void()> done);
    std::vector<std::unique_ptr<Job>> m_jobs;
};

}  // namespace vedette::ui
