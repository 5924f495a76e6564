// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/reader_pool.h"

#include <algorithm>
#include <ctime>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "ui/bridge/thread_priority.h"

namespace vedette::ui {
namespace {

// Seconds of processor time; an answer that took so long went through much of the log.
constexpr double kLong = 0.5;

double threadSeconds() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// What was taken meanwhile and is free again goes back to the system, from between what is in use, too: the library
// would keep it for this thread, which may not be asked the like again.
void giveBackAfter(double took) {
#if defined(__GLIBC__)
    if (took >= kLong) ::malloc_trim(0);
#else
    (void)took;
#endif
}

}  // namespace

void ReadJob::cancel() {
    const std::scoped_lock lock(m_mutex);
    m_cancelled = true;
    // The reader is still ours while m_running is set: whoever finishes takes this mutex first.
    if (m_running != nullptr) m_running->interrupt();
}

bool ReadJob::cancelled() const {
    const std::scoped_lock lock(m_mutex);
    return m_cancelled;
}

void ReadJob::runWith(Result<Reader*> reader) {
    {
        const std::scoped_lock lock(m_mutex);
        if (m_cancelled) return;
        m_running = reader ? *reader : nullptr;
    }
    m_work(std::move(reader));
    const std::scoped_lock lock(m_mutex);
    m_running = nullptr;
}

ReaderPool::ReaderPool(std::filesystem::path store, int threads) : m_store(std::move(store)) {
    for (int i = 0; i < threads; ++i) m_threads.emplace_back([this] { serve(); });
}

ReaderPool::~ReaderPool() {
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
        for (const auto& job : m_waiting) job->cancel();
        for (const auto& job : m_running) job->cancel();
        m_waiting.clear();
    }
    m_wake.notify_all();
    m_threads.clear();
}

void ReaderPool::submit(std::shared_ptr<ReadJob> job) {
    {
        const std::scoped_lock lock(m_mutex);
        if (m_ending) return;
        m_waiting.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void ReaderPool::serve() {
    giveWay(kBehindWindow);
    std::unique_ptr<Reader> reader;
    while (true) {
        std::shared_ptr<ReadJob> job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
            if (m_ending) return;
            job = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_running.push_back(job);
        }
        // A store that could not be opened is tried again with each job: the disk may be back.
        if (!reader) {
            auto opened = Reader::open(m_store);
            if (opened)
                reader = std::move(*opened);
            else
                job->runWith(passOn(opened));
        }
        const double begun = threadSeconds();
        if (reader) job->runWith(reader.get());
        giveBackAfter(threadSeconds() - begun);
        const std::scoped_lock lock(m_mutex);
        m_running.erase(std::find(m_running.begin(), m_running.end(), job));
    }
}

}  // namespace vedette::ui
