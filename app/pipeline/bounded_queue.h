// SPDX-License-Identifier: GPL-3.0-or-later
// A queue of limited length between two threads. A full queue makes the producer wait: that is the back-pressure which
// keeps memory bounded when a node delivers faster than the disk takes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace vedette {

template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    // Waits for room. False when the queue was closed; the item is then dropped by the caller's knowledge.
    bool push(T item) {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [this] { return m_closed || m_items.size() < m_capacity; });
        if (m_closed) return false;
        m_items.push_back(std::move(item));
        m_filled.notify_one();
        return true;
    }

    // Waits for an item, at most `patience`. Empty on time-out, or when the queue is closed and drained.
    std::optional<T> pop(std::chrono::milliseconds patience) {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, patience, [this] { return m_closed || !m_items.empty(); });
        return take();
    }

    // The next item if there is one right now.
    std::optional<T> tryPop() {
        const std::scoped_lock lock(m_mutex);
        return take();
    }

    // No more items are taken; those inside can still be popped.
    void close() {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_room.notify_all();
        m_filled.notify_all();
    }

    [[nodiscard]] bool drained() const {
        const std::scoped_lock lock(m_mutex);
        return m_closed && m_items.empty();
    }

    [[nodiscard]] std::size_t size() const {
        const std::scoped_lock lock(m_mutex);
        return m_items.size();
    }

private:
    std::optional<T> take() {
        if (m_items.empty()) return std::nullopt;
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        m_room.notify_one();
        return item;
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::condition_variable m_filled;
    std::deque<T> m_items;
    std::size_t m_capacity;
    bool m_closed = false;
};

}  // namespace vedette
