// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/recorder.h"

#include "core/incident/action.h"
#include "ui/bridge/on_behalf.h"

namespace vedette::ui {

struct Recorder::Pen {
    std::unique_ptr<ActionLog> log;
    std::unique_ptr<Reader> reader;

    Result<void> open(const std::filesystem::path& store, const Clock& clock) {
        if (log && reader) return {};
        auto openedReader = Reader::open(store);
        if (!openedReader) return passOn(openedReader);
        auto openedLog = ActionLog::open(store, clock);
        if (!openedLog) return passOn(openedLog);
        reader = std::move(*openedReader);
        log = std::move(*openedLog);
        return {};
    }

    Result<std::uint64_t> write(const MakeEvents& make, Time now) {
        Arena arena;
        auto events = make(*reader, arena, now);
        if (!events) return passOn(events);
        const auto* person = make.target<OnBehalf>();
        log->actAs(person == nullptr ? nullptr : person->signer.get());
        auto recorded = log->record(*events);
        log->actAs(nullptr);  // no key stays longer than it is needed
        if (!recorded) return passOn(recorded);
        return recorded->firstEntry;
    }
};

Recorder::Recorder(std::filesystem::path store, std::shared_ptr<const Clock> clock, QObject* receiver)
    : m_store(std::move(store)), m_clock(std::move(clock)), m_receiver(receiver), m_thread([this] { serve(); }) {}

Recorder::~Recorder() {
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
}

void Recorder::record(MakeEvents events, std::function<void(Result<std::uint64_t>)> done) {
    {
        const std::scoped_lock lock(m_mutex);
        m_orders.push_back({std::move(events), std::move(done)});
    }
    m_wake.notify_all();
}

bool Recorder::idle() const {
    const std::scoped_lock lock(m_mutex);
    return m_orders.empty();
}

void Recorder::serve() {
    Pen pen;
    while (true) {
        const Order* order = nullptr;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ending || !m_orders.empty(); });
            if (m_orders.empty()) return;
            order = &m_orders.front();  // a deque keeps its front in place while others are added
        }
        Result<std::uint64_t> answer = std::unexpected(Error{});
        if (auto opened = pen.open(m_store, *m_clock); !opened)
            answer = passOn(opened);
        else
            answer = pen.write(order->events, m_clock->now());
        auto given = std::make_shared<Result<std::uint64_t>>(std::move(answer));
        QMetaObject::invokeMethod(
            m_receiver, [done = order->done, given] { done(std::move(*given)); }, Qt::QueuedConnection);
        const std::scoped_lock lock(m_mutex);
        m_orders.pop_front();
    }
}

}  // namespace vedette::ui
