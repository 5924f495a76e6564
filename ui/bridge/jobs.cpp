// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/jobs.h"

#include <algorithm>

#include "ui/bridge/thread_priority.h"

namespace vedette::ui {

void JobControl::progress(std::uint64_t done, std::uint64_t total) {
    m_job->m_done.store(done, std::memory_order_relaxed);
    m_job->m_total.store(total, std::memory_order_relaxed);
    m_job->postChanged();
}

bool JobControl::commit() {
    {
        const std::scoped_lock lock(m_job->m_stopping);
        if (m_stop.stop_requested()) return false;
        m_job->m_committed = true;
    }
    m_job->postChanged();
    return true;
}

// From the work's thread. One message on its way is enough, however often the work reports.
void Job::postChanged() {
    if (m_posted.exchange(true)) return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_posted = false;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

Job::~Job() {
    m_stop.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

int Job::permille() const {
    const auto total = m_total.load(std::memory_order_relaxed);
    if (total == 0) return -1;
    return static_cast<int>(std::min<std::uint64_t>(1000, m_done.load(std::memory_order_relaxed) * 1000 / total));
}

bool Job::canStop() const {
    const std::scoped_lock lock(m_stopping);
    return !m_committed && m_state == State::Running;
}

bool Job::cancel() {
    const std::scoped_lock lock(m_stopping);
    if (m_committed) return false;
    m_stop.request_stop();
    return true;
}

Jobs::~Jobs() = default;

std::vector<Job*> Jobs::running() const {
    std::vector<Job*> jobs;
    for (const auto& job : m_jobs)
        if (job->state() == Job::State::Running) jobs.push_back(job.get());
    return jobs;
}

Job* Jobs::launch(const QString& title, std::function<Result<void>(JobControl&)> work, std::function<void()> done) {
    m_jobs.emplace_back(new Job(title));
    Job* job = m_jobs.back().get();
    Q_EMIT started(job);
    job->m_thread = std::jthread([this, job, work = std::move(work), done = std::move(done)] {
        giveWay(kBehindWindow);
        JobControl control(job, job->m_stop.get_token());
        auto result = work(control);
        QMetaObject::invokeMethod(
            this,
            [this, job, result = std::move(result), done] {
                job->m_state = result ? Job::State::Done : Job::State::Failed;
                if (!result) {
                    job->m_error = result.error();
                    if (result.error().code == ErrorCode::Cancelled) job->m_state = Job::State::Cancelled;
                }
                Q_EMIT job->finished();
                done();
                Q_EMIT ended(job);
                std::erase_if(m_jobs, [job](const auto& owned) { return owned.get() == job; });
            },
            Qt::QueuedConnection);
    });
    return job;
}

}  // namespace vedette::ui
