// SPDX-License-Identifier: GPL-3.0-or-later
// Read-only connections on threads of their own, so that the UI thread never waits for the store. Work is taken first
// come, first served; a job can be cancelled before and while it runs.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/error.h"
#include "core/store/reader.h"

namespace vedette::ui {

// One piece of work. Shared between who asked and the thread that does it.
class ReadJob {
public:
    // `work` gets a reader, or the reason why there is none.
    using Work = std::function<void(Result<Reader*>)>;
    explicit ReadJob(Work work) : m_work(std::move(work)) {}
    // From any thread. Work that has not begun never will; work in progress ends with Cancelled.
    void cancel();
    [[nodiscard]] bool cancelled() const;

private:
    friend class ReaderPool;
    void runWith(Result<Reader*> reader);
    mutable std::mutex m_mutex;
    Work m_work;
    Reader* m_running = nullptr;  // guarded by m_mutex
    bool m_cancelled = false;     // guarded by m_mutex
};

// Thread-safe. The destructor cancels what is left and joins.
class ReaderPool {
public:
    ReaderPool(std::filesystem::path store, int threads);
    ~ReaderPool();
    void submit(std::shared_ptr<ReadJob> job);

private:
    void serve();
    std::filesystem::path m_store;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::shared_ptr<ReadJob>> m_waiting;   // guarded by m_mutex
    std::vector<std::shared_ptr<ReadJob>> m_running;  // guarded by m_mutex
    bool m_ending = false;                            // guarded by m_mutex
    std::vector<std::jthread> m_threads;
};

}  // namespace vedette::ui
