// SPDX-License-Identifier: GPL-3.0-or-later
// Memory of a detector per entity, with a ceiling. When full, the quarter that was touched longest ago is dropped.
// What is dropped follows from the stream alone, so a replay drops the same.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/detect/observation.h"

namespace vedette {

template <class State>
class StateMap {
public:
    explicit StateMap(std::size_t cap) : m_cap(cap) { rehash(64); }

    [[nodiscard]] std::size_t size() const { return m_items.size(); }

    [[nodiscard]] State* find(EntityId id) {
        const std::uint32_t slot = m_index[place(id)].slot;
        return slot == 0 ? nullptr : &m_items[slot - 1].state;
    }

    // The state of `id`, made when absent; marks it as touched at `watermark`.
    State& touch(EntityId id, std::int64_t watermark) {
        // Entries of one source come in a row.
        if (id == m_lastId && m_lastSlot < m_items.size()) {
            Item& item = m_items[m_lastSlot];
            item.touched = std::max(item.touched, watermark);
            return item.state;
        }
        std::size_t at = place(id);
        if (m_index[at].slot == 0) {
            if (m_items.size() >= m_cap) dropOldest();
            if ((m_items.size() + 1) * 2 > m_index.size()) rehash(m_index.size() * 2);
            m_items.push_back(Item{id, watermark, State{}});
            at = place(id);
            m_index[at] = {id, static_cast<std::uint32_t>(m_items.size())};
        }
        m_lastId = id;
        m_lastSlot = m_index[at].slot - 1;
        Item& item = m_items[m_lastSlot];
        item.touched = std::max(item.touched, watermark);
        return item.state;
    }

    // Drops what was not touched since `watermark`.
    void dropBefore(std::int64_t watermark) {
        const auto last =
            std::remove_if(m_items.begin(), m_items.end(), [&](const Item& item) { return item.touched < watermark; });
        if (last == m_items.end()) return;
        m_items.erase(last, m_items.end());
        rehash(m_index.size());
    }

    // In order of first appearance, which is the log's own.
    template <class Each>
    void forEach(Each&& each) {
        for (Item& item : m_items) each(item.id, item.state);
    }

private:
    struct Item {
        EntityId id;
        std::int64_t touched;
        State state;
    };

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    struct Place {
        EntityId id = 0;
        std::uint32_t slot = 0;  // 0: empty, else 1 + position in m_items
    };

    [[nodiscard]] std::size_t place(EntityId id) const {
        const std::size_t mask = m_index.size() - 1;
        std::size_t at = static_cast<std::size_t>(id ^ (id >> 23)) & mask;
        while (m_index[at].slot != 0 && m_index[at].id != id) at = (at + 1) & mask;
        return at;
    }

    void rehash(std::size_t places) {
        m_lastSlot = kNone;
        m_index.assign(places, Place{});
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            m_index[place(m_items[i].id)] = {m_items[i].id, static_cast<std::uint32_t>(i + 1)};
        }
    }

    void dropOldest() {
        std::vector<std::int64_t> touched;
        touched.reserve(m_items.size());
        for (const Item& item : m_items) touched.push_back(item.touched);
        const auto quarter = touched.begin() + static_cast<std::ptrdiff_t>(touched.size() / 4);
        std::nth_element(touched.begin(), quarter, touched.end());
        const std::int64_t limit = *quarter;
        // Of those touched at the same moment as the limit, the ones that came first go, so that a quarter does go.
        std::size_t room = m_items.size() / 4 + 1;
        const auto last = std::remove_if(m_items.begin(), m_items.end(), [&](const Item& item) {
            if (room == 0 || item.touched > limit) return false;
            --room;
            return true;
        });
        m_items.erase(last, m_items.end());
        rehash(m_index.size());
    }

    std::size_t m_cap;
    std::vector<Item> m_items;
    std::vector<Place> m_index;
    EntityId m_lastId = 0;
    std::size_t m_lastSlot = kNone;
};

}  // namespace vedette
