// SPDX-License-Identifier: GPL-3.0-or-later
// Puts what a person decides into the log: seals, appends and commits on a thread of its own, in the order asked. What
// has been confirmed is durable; nothing else is ever shown as done.
#pragma once

#include <QObject>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/event/event.h"
#include "core/store/reader.h"

namespace vedette::ui {

// Builds what is to be recorded, on the writing thread; texts go into the arena. The reader shows the log as it is
// then.
using MakeEvents = std::function<Result<std::vector<Event>>(Reader& reader, Arena& arena, Time now)>;

class Recorder {
public:
    // Answers are posted to `receiver`'s thread; it must outlive the object. `clock` is shared with the session.
    Recorder(std::filesystem::path store, std::shared_ptr<const Clock> clock, QObject* receiver);
    ~Recorder();  // works off what was asked, then joins

    // All events in one transaction. `done` gets the entry of the first one, on the UI thread.
    void record(MakeEvents events, std::function<void(Result<std::uint64_t>)> done);
    [[nodiscard]] bool idle() const;

private:
    struct Order {
        MakeEvents events;
        std::function<void(Result<std::uint64_t>)> done;
    };
    struct Pen;  // the open log and a reader, opened when first needed
    void serve();
    std::filesystem::path m_store;
    std::shared_ptr<const Clock> m_clock;
    QObject* m_receiver;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Order> m_orders;  // guarded by m_mutex; the front one stays until it is done
    bool m_ending = false;       // guarded by m_mutex
    std::jthread m_thread;
};

}  // namespace vedette::ui
